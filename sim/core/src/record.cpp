// The recorded variables: names fixed by the result format, meanings by the model.
#include "minga/core/record.hpp"

#include <array>
#include <deque>

namespace minga::core {
namespace {

constexpr auto kStateFlags = names<GroupState>();
constexpr auto kCauseFlags = names<Cause>();
constexpr auto kStatusFlags = names<FirmStatus>();

constexpr auto kSummary = std::to_array<Variable>({
    {"survived",
     "Group alive at the last period (dormant shells do not count)",
     "1",
     Storage::i8,
     {},
     Across::mean},
    {"periods_survived",
     "Periods before dissolution or dormancy, or the horizon",
     "1",
     Storage::i32,
     {},
     Across::mean},
    {"state", "State of the group at the last period", "1", Storage::i8, kStateFlags, Across::any},
    {"cause", "Cause of dissolution or dormancy", "1", Storage::i8, kCauseFlags, Across::any},
    {"cooperation_rate", "Contributions made over contributions due, whole horizon", "1"},
    {"cooperation_final",
     "Contributions made over contributions due, last half year of the horizon; 0 if none due",
     "1"},
    {"attendance",
     "Members present over members at meetings, mean over periods alive",
     "1",
     Storage::f64,
     {},
     Across::reached},
    {"trust",
     "Trust in intentions at the last period alive: conduct expected without sanctions",
     "1",
     Storage::f64,
     {},
     Across::reached},
    {"welfare",
     "Net welfare: member_gain - member_cost - cost + outsider_effect, discounted",
     "currency",
     Storage::f64,
     {},
     Across::total},
    {"member_gain",
     "Yields and private gains received by members, discounted",
     "currency",
     Storage::f64,
     {},
     Across::total},
    {"member_cost",
     "Contributions, hours, travel and group costs borne by members, net of co-finance, discounted",
     "currency",
     Storage::f64,
     {},
     Across::total},
    {"cost",
     "Cost of the programme: facilitator, co-finance, overhead, discounted",
     "currency",
     Storage::f64,
     {},
     Across::total},
    {"outsider_effect",
     "Net effect on firms that are not members, discounted",
     "currency",
     Storage::f64,
     {},
     Across::total},
    {"payoff_gini",
     "Gini index of cumulative net payoffs, normalised for negative values "
     "(Raffinetti, Siletti, Vernizzi 2015)",
     "1"},
    {"phase_reached", "Highest phase reached, 1 to 4", "1", Storage::i8, {}, Across::most},
    {"time_to_regulation",
     "Periods until the regulation is in force",
     "1",
     Storage::f64,
     {},
     Across::reached},
    {"time_to_pilot",
     "Periods until a first pilot is done",
     "1",
     Storage::f64,
     {},
     Across::reached},
    {"time_to_plan",
     "Periods until the members agree a plan",
     "1",
     Storage::f64,
     {},
     Across::reached},
    {"time_to_routine", "Periods until working routine", "1", Storage::f64, {}, Across::reached},
    {"time_to_manager", "Periods until a manager is hired", "1", Storage::f64, {}, Across::reached},
    {"time_to_exit",
     "Periods until the facilitator is gone",
     "1",
     Storage::f64,
     {},
     Across::reached},
    {"time_to_standing_alone",
     "Periods until the group has stood alone for two years",
     "1",
     Storage::f64,
     {},
     Across::reached},
    {"independent",
     "Alive and functioning at the end, without facilitator or outside money",
     "1",
     Storage::i8,
     {},
     Across::mean},
    {"members_final", "Members at the last period", "1", Storage::i32, {}, Across::total},
    {"sanctions_total", "Sanctions applied over the horizon", "1", Storage::i32, {}, Across::total},
    {"wrongful_sanctions",
     "Sanctions of members who had contributed",
     "1",
     Storage::i32,
     {},
     Across::total},
    {"expulsions", "Members expelled over the horizon", "1", Storage::i32, {}, Across::total},
    {"facilitator_days", "Days worked by the facilitator", "d", Storage::f64, {}, Across::total},
    {"client_gain",
     "Net gain of the client of a vertical network, part of outsider_effect, discounted; NaN "
     "without a client",
     "currency",
     Storage::f64,
     {},
     Across::total},
    {"price_paid",
     "What the client paid over what was agreed, all orders; NaN without a client or without an "
     "order",
     "1",
     Storage::f64,
     {},
     Across::reached},
});

constexpr auto kByProfile = std::to_array<Variable>({
    {"member_gain_by_profile", "member_gain of the firms of a profile", "currency"},
    {"member_cost_by_profile", "member_cost of the firms of a profile", "currency"},
    {"transfers_by_profile",
     "Net transfers to the firms of a profile from other members and the "
     "fund, undiscounted",
     "currency"},
    {"firms_by_profile", "Firms of a profile that were ever members", "1", Storage::i32},
});

constexpr auto kTrajectory = std::to_array<Variable>({
    {"cooperation_rate", "Contributions made over contributions due in the period; NaN if none due",
     "1", Storage::f32},
    {"attendance", "Members present over members; NaN without a group", "1", Storage::f32},
    {"trust", "Mean trust in intentions: conduct expected without sanctions", "1", Storage::f32},
    {"expected_conduct", "Mean conduct expected under the rules in force", "1", Storage::f32},
    {"belief",
     "Share of the others that members expect to contribute, attendance included, mean over "
     "members "
     "and actions under way; NaN if none",
     "1", Storage::f32},
    {"engagement", "Mean engagement of members", "1", Storage::f32},
    {"members", "Members at the end of the period", "1", Storage::i16},
    {"fund", "Balance of the contribution fund", "currency", Storage::f32},
    {"sanctions", "Sanctions applied in the period", "1", Storage::i32},
    {"side_deals", "Side deals and private gains taken in the period", "1", Storage::i32},
    {"facilitator_days", "Days worked by the facilitator in the period", "d", Storage::f32},
    {"capability", "Own capability of the group, 0 to 1", "1", Storage::f32},
    {"vision", "Shared vision, 0 to 1", "1", Storage::f32},
    {"conflict", "Level of conflict", "1", Storage::f32},
    {"phase", "Phase of the group, 1 to 4", "1", Storage::i8},
    {"payoff", "Net payoff of all members in the period, undiscounted", "currency", Storage::f32},
    {"state", "State of the group", "1", Storage::i8, kStateFlags},
    {"price_paid", "What the client paid over what was agreed; NaN without a paid order", "1",
     Storage::f32},
});

constexpr auto kFirm = std::to_array<Variable>({
    {"contributed",
     "Share of the contributions due in the period that the firm made; NaN if none due or if it "
     "was "
     "no member when the period began",
     "1", Storage::f32},
    {"attended", "1 if present at the meeting, 0 if not, NaN if no member when the period began",
     "1", Storage::f32},
    {"trust", "Trust of the others in the firm's intentions", "1", Storage::f32},
    {"belief",
     "Share of the others that the firm expects to contribute, attendance included, mean over the "
     "actions under way in which something was due from it; NaN if none",
     "1", Storage::f32},
    {"engagement", "Engagement of the firm", "1", Storage::f32},
    {"payoff", "Net payoff of the firm in the period, undiscounted", "currency", Storage::f32},
    {"status",
     "Status of the firm at the end of the period; members of a group that ended have left", "1",
     Storage::i8, kStatusFlags},
});

constexpr auto kFirmConstant = std::to_array<Variable>({
    {"profile", "Profile of the firm, index into the profile coordinate", "1", Storage::i8},
    {"size", "Size relative to the mean", "1"},
    {"distance", "Distance to the meeting place", "km"},
    {"margin", "Monthly margin", "currency"},
});

std::string_view said(Across across) {
  switch (across) {
    case Across::alone:
      return "; over all associations";
    case Across::total:
      return "; total over associations";
    case Across::mean:
      return "; mean over associations";
    case Across::reached:
      return "; mean over the associations that have a value";
    case Across::most:
      return "; of the association furthest ahead";
    case Across::any:
      return "; state: alive if any is, else dormant if any is; cause: missing where they differ";
  }
  return "";
}

/// The summary's variables where runs have several associations.
std::vector<Variable> of_several() {
  static std::deque<std::string> texts;
  std::vector<Variable> out(kSummary.begin(), kSummary.end());
  for (Variable& v : out) {
    v.long_name = texts.emplace_back(std::string(v.long_name) + std::string(said(v.across)));
    if (v.across == Across::mean)
      v.storage = Storage::f64;
  }
  return out;
}

std::vector<Variable> of_each() {
  std::vector<Variable> out(kSummary.begin(), kSummary.end());
  out.push_back({"founded", "Period in which the group was founded; NaN if never", "1"});
  out.push_back(
      {"served", "Founded with a programme's or an institution's support", "1", Storage::i8});
  return out;
}

constexpr auto kProgramme = std::to_array<Variable>({
    {"candidates", "Candidate groups", "1", Storage::i32},
    {"calls", "Calls made", "1", Storage::i32},
    {"answers", "Answers of candidate groups to all calls", "1", Storage::i32},
    {"groups_served", "Groups founded with the programme's support", "1", Storage::i32},
    {"groups_formed", "Groups founded, with support or by themselves", "1", Storage::i32},
    {"response", "Share of candidate groups that answer a call, as drawn for the run", "1"},
    {"coordination_cost", "Cost of coordination, discounted; part of /summary/cost", "currency"},
    {"budget_spent", "Cost of all support, undiscounted", "currency"},
    {"support_ended", "Period in which all support ended before its time; NaN if it did not", "1"},
});

}  // namespace

std::span<const Variable> summary_variables(std::size_t associations) {
  static const std::vector<Variable> several = of_several();
  return associations > 1 ? std::span<const Variable>(several) : kSummary;
}
std::span<const Variable> association_variables() {
  static const std::vector<Variable> each = of_each();
  return each;
}
std::span<const Variable> programme_variables() { return kProgramme; }
std::span<const Variable> profile_variables() { return kByProfile; }
std::span<const Variable> trajectory_variables() { return kTrajectory; }
std::span<const Variable> firm_variables() { return kFirm; }
std::span<const Variable> firm_constant_variables() { return kFirmConstant; }

}  // namespace minga::core
