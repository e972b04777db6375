// State of a block of replicates of one association, and what is derived once from the scenario.
// Arrays have firms as the fastest index: a replicate runs through all its periods before the next
// one, and its firms are decided about several at a time.
#pragma once

#include "draws_ahead.hpp"
#include "kernels.hpp"
#include "minga/core/choice.hpp"
#include "minga/core/game.hpp"
#include "minga/core/random.hpp"
#include "minga/core/record.hpp"
#include "minga/core/scenario.hpp"
#include "minga/core/simulate.hpp"
#include "minga/core/structure.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace minga::core {

/// What a meeting at no distance and of no length is taken to cost where benefits are measured in
/// it, currency: a ratio needs a denominator.
inline constexpr double kLeastMeetingCost = 1e-6;

/// More than this of what was due is a contribution; with two levels: all or nothing.
inline constexpr double kContribution = 0.5;

/// Array over (index, replicate), index fastest.
template <class T>
class Field {
 public:
  Field() = default;
  Field(int size, int replicates, T value = T{})
      : size_(static_cast<std::size_t>(size)),
        data_(static_cast<std::size_t>(size) * static_cast<std::size_t>(replicates), value) {}
  T& operator()(int i, int r) { return data_[at(i, r)]; }
  const T& operator()(int i, int r) const { return data_[at(i, r)]; }

 private:
  std::size_t at(int i, int r) const {
    return static_cast<std::size_t>(r) * size_ + static_cast<std::size_t>(i);
  }
  std::size_t size_ = 0;
  std::vector<T> data_;
};

/// Coefficients of the decision rule of one firm (or of a profile at its means), per period.
struct Coefficients {
  NormForm norm_form = NormForm::line;
  double omega, gamma, intercept, slope, threshold, kappa, patience, lambda, eta, epsilon, stealth,
      anger, inducement, persuasion, pessimism;
};

/// An action with its tables, before (0) and after (1) the regulation is in force.
struct ActionPlan {
  Action action;
  bool fund = false;           ///< the contribution fund's payment
  bool needs_presence = true;  ///< contributed at and around the meeting
  bool on_offer = false;       ///< nothing is due without an offer: a pure side deal
  double scale = 1.0;          ///< money at stake, c_i
  double offer_chance = 1.0;   ///< of a temptation in a period
  double offer_value = 1.0;    ///< share of the side gain left to who takes an offer, mean
  std::array<GameTable, 2> table;
};

/// Everything that follows from the scenario alone, for associations of one make.
struct Derived {
  Model model;                      ///< per period
  double fortnights = 1.0;          ///< length of a period
  double demand_persistence = 0.0;  ///< from one period to the next
  int forget_offence = 0;           ///< periods
  int founders = 0;                 ///< slots of members at the start
  int firms = 0;                    ///< slots
  int profiles = 0;
  int circles = 1;     ///< playing circles: small groups that actions are played in
  double month = 0.0;  ///< length of a period in months
  double year = 0.0;
  std::vector<ActionPlan> actions;
  std::vector<Coefficients> mean;  ///< of each profile
  std::vector<double> shares;      ///< of profiles, prior belief before poisoned ground
  BetaBinomial belief;
  std::vector<double> discount;    ///< [t] social discount factor
  std::vector<double> season;      ///< [t] demand relative to the year's mean
  std::vector<double> size_power;  ///< [n]: (n-1)^nu
  std::vector<double> horizon;     ///< [t * profiles + p]: weight of the future at mean patience
  bool rivalry = false;            ///< some action suffers from product overlap
  Derived(const Scenario& scenario, int association);
};

/// Firms of all replicates: (slot, replicate).
struct Firms {
  Field<int> number;  ///< of the firm in the scenario; -1: the slot is empty in this replicate
  Field<int> others;  ///< further associations that it is a member of
  Field<std::int8_t> profile, status;
  Field<Coefficients> coefficient;
  Field<double> size, power, margin, distance, culture, product, income_weight, meeting_cost;
  Field<double> bent;  ///< of its own to take part, log odds
  Field<double> engagement, private_odds, private_offset, detection, benefit, outside;
  Field<double> horizon;     ///< sum of discount factors of the future that it weighs
  Field<double> reputation;  ///< (slot * profiles + p, replicate)
  Field<double> view;        ///< ((observer * firms + slot) * profiles + p): with own beliefs only
  Field<double> conduct, intention;  ///< expected of it by the others, mean over actions
  Field<int> absences, offences, offence_age, joined, ever;
  Field<double> gain, cost, transfer;                    ///< of the period, currency
  Field<double> gain_total, cost_total, transfer_total;  ///< discounted, discounted, undiscounted
  Field<double> payoff_total;                            ///< undiscounted
  Field<std::int8_t> available, present;
  Field<std::int8_t> seated;  ///< member when the period began
  Field<double> level;        ///< (action * firms + slot): contribution, -1 if not due
  Field<double> share;        ///< (action * firms + slot): of the common yield, mean 1
  Field<double> temptation;   ///< (action * firms + slot): side gain within reach
  Field<std::int8_t> seen;    ///< (action * firms + slot): SeenAct
  Field<double> tau;  ///< (action * firms + slot): share of the others expected to contribute
  /// With `DecisionRule::reinforcement`, (action * firms + slot); else empty.
  Field<double> habit;       ///< chance to contribute, -1 before the first time
  Field<double> aspiration;  ///< in stakes
  Field<double> reward;      ///< of the period, currency
  Field<int> circle;         ///< playing circle that it belongs to, -1 before it is in one
};

/// A vertical network's client as its suppliers and the ledger know it.
struct ClientState {
  Field<double> kept, broken;  ///< Record
  Field<double> delivery;      ///< smoothed share of a full order that was delivered
  Field<double> today;         ///< what this period's order left a supplier at the agreed price
  Field<double> sales;         ///< the same, smoothed over periods, currency
  Field<double> price;         ///< of this period's order over the agreed one; NaN without one
  Field<double> agreed, paid;  ///< of all orders, currency
  Field<double> gain;          ///< discounted, currency
};

/// Groups of all replicates: index 0 unless said.
struct Groups {
  Field<std::int8_t> state, cause, regulated, funded, manager, meeting, facilitated,
      short_of_cash;          ///< the chartered fund could not pay in full this period
  Field<std::int8_t> served;  ///< by the programme
  Field<int> founded;         ///< period
  Field<double> service;      ///< share of the days that the strategy asks for, given
  Field<double> credence;     ///< share of the institution's credibility that firms grant
  Field<double> distance_factor, diversity_factor, margin_factor, gain_factor;  ///< of its firms
  Field<double> failures;  ///< earlier failed associations in its place, beyond the population's
  Field<int> phase, members;
  Field<int> changes;     ///< joins and departures so far
  Field<int> overlap_at;  ///< `changes` when `overlap` was worked out
  Field<double> overlap;  ///< of the members' products
  Field<double> fund, vision, capability, conflict, credibility, access, demand, promise;
  Field<double> conflict_before;  ///< at the start of the period
  Field<double> attendance;       ///< smoothed share present, public
  Field<double> peer_pressure;  ///< (step below all): what peers do to one who gives that much and
                                ///< is seen, in full punishments, as known from cases
  Field<double> draft, plan, pilot_made, pilot_due;
  Field<int> pilot_since, since_routine, quorum_failures, distrust, drained, end_period;
  Field<double> days;    ///< (activity): of the period
  Field<double> effect;  ///< (activity): 1 - exp(-days/scale)
  Field<double> days_total;
  Field<int> streak;                  ///< (rule): periods for which its condition has held
  Field<double> indicator;            ///< (Indicator): as seen last period
  Field<double> expectation;          ///< (action): public expectation of others' conduct, present
  Field<double> conduct, intention;   ///< (action * profiles + p): chance to contribute if present
  Field<double> prior;                ///< (p): belief about a stranger
  Field<std::int8_t> active;          ///< (action): under way this period
  Field<double> competence;           ///< (action): yield multiplier
  Field<double> noise;                ///< (action): multiplier of the period's yield
  Field<double> made, due, apparent;  ///< (action): contributions of the period
  Field<int> circle_size;             ///< (circle): members that play together
  Field<double> circle_made, circle_due;  ///< (action * circles + circle)
  Field<double> programme, outsider;      ///< cost and effect of the period, currency
  Field<double> cost_total, outsider_total;
  Field<double> made_total, due_total, attendance_total, conduct_smooth;
  Field<int> periods_alive, sanctions, wrongful, side_deals, expulsions, sanctions_total;
  Field<double> yields;  ///< members' yields of the period
  Field<int> time_regulation, time_pilot, time_plan, time_routine, time_manager, time_exit,
      time_alone;
  Field<int> phase_reached, funding_end;
  Field<double> made_last, due_last;  ///< over the last half year of the horizon
  ClientState client;                 ///< empty without a client
  Field<double> joint_sale;           ///< what members sold together this period, currency
  Field<double> joint_share;          ///< the same over the members' margins, smoothed
  Field<std::int8_t> formal;          ///< has a legal form
};

/// Yields as firms foresee them in a period when a facilitator works in the members' place: the
/// tables of an action moved by that work. Belongs to the replicate that is being stepped.
struct HelpedTables {
  double help = 0.0;
  std::vector<double> own, plain, others, others_plain, induced;  ///< as GameTable, for today's n
};

struct Steering;

/// One association in a block of replicates and the means to step it.
struct World {
  /// A scenario's first association, alone.
  World(const Scenario& scenario, const BlockRequest& request);
  /// @param layouts  who sits where, by replicate
  World(const Scenario& scenario, const BlockRequest& request, int association,
        std::shared_ptr<const Derived> derived, const std::vector<Layout>& layouts);

  const Scenario& scenario;
  int association;
  const Association& group_spec;
  const Regulation& rules;
  const Facilitator& facilitator;
  std::shared_ptr<const Derived> shared;
  const Derived& derived;
  const Model& model;  ///< per period
  RandomField random;
  std::uint32_t first_unit;  ///< of its slots in addresses
  std::uint32_t group_unit;
  std::uint32_t first_replicate;
  int replicates;
  Firms firms;
  Groups groups;
  std::vector<std::vector<Event>> events;  ///< by replicate; filled only if recorded
  bool record_events;
  std::vector<HelpedTables> helped;  ///< by action
  const Kernels& kernels;
  std::shared_ptr<Steering> steering;  ///< a facilitator from outside; else null
  DrawsAhead ahead;                    ///< members' draws of the period
  std::vector<Lane> scratch;           ///< of the kernels: who play together
  std::vector<double> column;          ///< a number of each member, for the kernels

  /// Draws of a member as such: by slot.
  Address address(int slot, int r, int t) const {
    return at_unit(first_unit + static_cast<std::uint32_t>(slot), r, t);
  }
  /// Draws of what a firm is, wherever it sits: by firm.
  Address firm_address(int slot, int r, int t) const {
    return at_unit(static_cast<std::uint32_t>(firms.number(slot, r)), r, t);
  }
  Address group_address(int r, int t) const { return at_unit(group_unit, r, t); }
  /// A member's uniform draw for one of the purposes that recur every period.
  double drawn(int slot, int r, int t, Purpose purpose, int action = 0) const {
    const auto a = static_cast<std::uint32_t>(action);
    if (const std::uint32_t* word = ahead.find(slot, r, t, purpose, a); word != nullptr)
      return RandomField::to_unit(*word);
    return random.uniform(address(slot, r, t), purpose, a);
  }
  /// Draws of what all associations have in common: market and institution.
  Address common_address(int r, int t) const { return at_unit(kGroupUnit, r, t); }
  int at_action(int a, int f) const { return a * derived.firms + f; }
  int at_profile(int i, int p) const { return i * derived.profiles + p; }
  int at_view(int i, int f, int p) const { return (i * derived.firms + f) * derived.profiles + p; }
  /// Whether each member has beliefs of its own about each other; what is public is their mean.
  bool own_views() const { return scenario.structure.beliefs == BeliefScope::partner; }
  int at_circle(int a, int c) const { return a * derived.circles + c; }
  /// Firms that a member plays with, itself included.
  int players(int f, int r) const { return groups.circle_size(firms.circle(f, r), r); }
  /// The same for a member that nothing is known about.
  int usual_players(int r) const {
    return std::max(1, (groups.members(0, r) + derived.circles / 2) / derived.circles);
  }
  bool alive(int r) const {
    return groups.state(0, r) == static_cast<std::int8_t>(GroupState::alive);
  }
  bool member(int f, int r) const {
    return firms.status(f, r) == static_cast<std::int8_t>(FirmStatus::member);
  }
  bool regulated(int r) const { return groups.regulated(0, r) != 0; }
  double effect(Activity a, int r) const { return groups.effect(static_cast<int>(a), r); }
  void log(int r, int t, int firm, EventKind kind, double value = 0.0);
  /// Chance that members see a defection of a firm with this stealth.
  double visibility(const ActionPlan& plan, double stealth, int r) const;
  /// Chance that a defection is seen and sanctioned, as the rules announce it.
  double announced_detection(const ActionPlan& plan, double stealth, int r) const;
  /// Chance that a member who said it could come, and stayed away from what was due, is sanctioned:
  /// everybody sees that. Peers punish at work only.
  double announced_for_absence() const;
  /// What a seen offence costs a member with this many earlier ones, currency: the ladder, or the
  /// fines of as many peers as are known to punish.
  double fine_for(const ActionPlan& plan, int offences, int r) const;
  /// What peers are known to take from a member that is seen to give this step of the levels,
  /// currency; nothing from who gives all.
  double peers_take(const ActionPlan& plan, int step, int r) const;
  /// Rule by which the yield of an action is shared now. The fund is the members' in equal parts.
  Distribution distribution(const ActionPlan& plan, int r) const;
  /// Money that moves between a member and the fund (no fund: the other members).
  void pay_fine(int f, int r, double amount);
  /// A cost that the group bears: from the fund while it lasts, else by the members equally.
  void bear_group_cost(int r, double amount);
  /// The same for costs that the programme co-finances while its money lasts.
  void bear_cofinanced_cost(int r, int t, double amount);
  double mean_over_members(const Field<double>& field, int r) const;
  /// The members' belief about a firm's profile; only the first `derived.profiles` entries count.
  std::array<double, kMaxProfiles> reputation(int f, int r) const;
  /// The same in place.
  std::span<double> reputation_of(int f, int r) {
    return {&firms.reputation(at_profile(f, 0), r), static_cast<std::size_t>(derived.profiles)};
  }
  void set_reputation(int f, int r, const std::array<double, kMaxProfiles>& belief);
  /// The prior belief about a stranger's profile.
  std::array<double, kMaxProfiles> stranger(int r) const;

 private:
  Address at_unit(std::uint32_t unit, int r, int t) const {
    return {first_replicate + static_cast<std::uint32_t>(r), unit, static_cast<std::uint32_t>(t)};
  }
  void allocate();
  void take_seats(const std::vector<Layout>& layouts);
};

/// The steps of a period, in order (docs/model/odd.md). Each works on one replicate.
void open_period(World& w, int r, int t);        // market and institution
void facilitate(World& w, int r, int t);         // facilitator reads and allots days
void form_expectations(World& w, int r, int t);  // conduct by profile under the regime in force
void hold_meeting(World& w, int r, int t);       // attendance, quorum, fines, votes
void act(World& w, int r, int t);                // contributions, side deals, yields, distribution
void monitor(World& w, int r, int t);            // what is seen; sanctions, expulsion, peers
void learn(World& w, int r, int t);              // reputations, detection, engagement, capability
void change_members(World& w, int r, int t);     // exit, turnover, entry
void review_group(World& w, int r, int t);       // milestones, phases, dissolution
void settle(World& w, int r, int t);             // period's flows into totals

/// Makes an admitted applicant a member; returns false if it does not accept the terms asked. Its
/// profile and traits were drawn at the start.
bool admit_firm(World& w, int f, int r, int t);
/// Draws the firms and founds the group.
void set_up_group(World& w, int r, int t, const Layout& layout);
/// Log demand in the period before t, which moves whether there is a group or not.
double demand_before(const World& w, int r, int t);
/// Whether politics end all outside money in period t.
bool politics_end_funding(const World& w, int r, int t);
/// Months since the group was founded, at the start of period t.
double months_since_founded(const World& w, int r, int t);
/// Of a facilitator who begins with the group now: his own and that of the institution behind him.
double credibility_at_start(const World& w, int r);
/// Whether the facilitator is with the group, on days of work and between them.
bool facilitator_there(const World& w, int r, int t);
/// Days that the strategy asks for in the period: by phase, fading before the exit.
double days_asked(const World& w, int r, int t);
/// Who is a member in this period, and who plays with whom.
void form_circles(World& w, int r, int t);
/// Prior belief about strangers and first expectations; poisoned ground lowers them.
void set_up_beliefs(World& w, int r, int t);
void adopt_regulation(World& w, int r, int t);
/// Changes what the members believe about a firm: the common belief, or each member's own.
void revise_beliefs(World& w, int f, int r, const std::function<void(std::span<double>)>& change);
/// Likelihood of each act that can be seen in an action (SeenAct, profile).
std::array<std::array<double, kMaxProfiles>, 3> act_likelihoods(const World& w, int a, int r,
                                                                double false_positive);
/// Own views, when a firm joins: all know its reputation; who joins a running group starts with the
/// prior about everybody.
void start_views(World& w, int f, int r, int t);
/// Own views: each member learns from the acts of its circle that it sees itself.
void learn_from_sight(World& w, int a, int r, int t);
/// Own views: a new representative brings back part of the prior about everybody.
void forget_partners(World& w, int f, int r);
/// Own views: reputations are the mean of what the others believe.
void publish_views(World& w, int r);
/// Own views: mean conduct that a member expects of the others of its circle.
double viewed_share(const World& w, int f, int r, int a);
/// Sum of the discount factors of the periods that a firm still weighs after period t.
double horizon_weight(const World& w, double patience, int t);
double horizon_weight(const Scenario& s, const Derived& d, double patience, int t);
/// What an action puts at stake for a firm with these coefficients, but for what is its own alone
/// (share, temptation, sanctions, exclusion, norm), which the caller sets.
/// @param players  firms that play together, itself included
Stakes stakes_of(const World& w, const Coefficients& c, int action, int r, int players);
/// Chance that a member pays to punish one that it sees giving less than itself.
/// @param shortfall  by how much less, as a share of what is due
double punishing_chance(const World& w, const Coefficients& c, const ActionPlan& plan,
                        double shortfall = 1.0);
/// Sanction that a member with this many offences faces for not contributing, currency; for the
/// fund's payment the late fee comes on top.
double sanction_for(const Regulation& rules, const ActionPlan& plan, int offences);
/// Perceived chance that an offence now leads to expulsion.
double expulsion_chance(const World& w, int offences);
/// What others will do, as this firm expects: share of the others that contribute to an action.
double expected_share(const World& w, int f, int r, int action);
/// Sums over the members of a circle that shares of yields need.
struct Sums {
  double size = 0.0;
  double power = 0.0;
};
std::vector<Sums> sums_by_circle(const World& w, int r);
/// Share of the common yield that falls to a firm by the rule in force, mean 1; own volume in joint
/// purchases.
double yield_share(const World& w, const ActionPlan& plan, int f, int r,
                   const std::vector<Sums>& circles);
/// Expects of each profile what it will contribute to each action.
void assess_conduct(World& w, int r, int t);
/// Decides about every action under way that members can take part in; [slot]: the value of coming,
/// in `World::column`.
std::vector<double>& plan_contributions(World& w, int r, int t);
/// Whether firms decide by habits instead of expectations.
bool by_habit(const World& w);
/// Level that a firm's habit leads to; `usual` is its habit the first time.
double habitual_level(World& w, int f, int a, int r, double usual, double u);
/// Habits follow what came out of the period.
void reinforce(World& w, int r);
/// Whether the client buys what this action yields.
bool client_buys(const World& w, const ActionPlan& plan);
void set_up_client(World& w);
/// Share of an action's agreed price that members expect to be paid: 1 but for what a client buys.
double expected_price(const World& w, int action, int r);
/// No order has been paid in this period yet.
void forget_order(World& w, int r);
/// The client pays an order that is worth `agreed` to its suppliers, or nothing was delivered:
/// returns the share of the price that it pays.
double pay_order(World& w, int a, int r, int t, double agreed);
/// The client's work of a period beside orders: supplier development; and suppliers' other outlets.
void follow_client(World& w, int r, int t);
/// Temptation of a member in an action this period, currency: a side gain, or 0 without an offer.
double tempt(const World& w, int f, int a, int r, int t);
/// Access to markets, links and what an intermediary brings, [0,1].
double market_reach(const World& w, int r);
/// What the group sold jointly, where an intermediary can see it.
void follow_joint_sale(World& w, int r);
/// What the stay choice counts as lost on leaving, and what a leaver then pays, currency.
double exit_cost(const World& w, int r);
/// Becomes formal when it is time, and bears what a legal form costs.
void keep_legal_form(World& w, int r, int t);
/// Ends the group: returns the fund, records the cause.
void end_group(World& w, int r, int t, Cause cause);

}  // namespace minga::core
