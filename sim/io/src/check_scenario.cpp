// Combinations between the parts of a scenario.
#include "check_structure.hpp"
#include "minga/core/structure.hpp"
#include "minga/io/count.hpp"

#include <fmt/format.h>

namespace minga::io {
namespace {

bool needs_some(core::GameForm form) {
  return form == core::GameForm::threshold || form == core::GameForm::cost_sharing;
}

class ScenarioChecker {
 public:
  ScenarioChecker(const core::Scenario& s, const Node& root, Reading& reading)
      : s_(s), reading_(reading), check_(root, kNoPath, reading) {}

  void population() {
    const core::Population& p = s_.population;
    if (good({"population.shares"}) && !p.shares.empty() && !is_one(sum(p.shares))) {
      check_.fault("population.shares", sum(p.shares), "the shares do not sum to 1",
                   "shares that sum to 1");
    }
    for (std::size_t i = 0; i < p.firm.size(); ++i)
      firm(p.firm[i], fmt::format("population.firm[{}]", i));
    if (s_.profiles.size() > core::kMaxProfiles) {
      check_.fault("population.shares", static_cast<int>(s_.profiles.size()),
                   "there are too many profiles",
                   fmt::format("at most {} in all", core::kMaxProfiles));
    }
  }

  /// Firms that are listed; needs a sound structure.
  void listed_firms() {
    const std::size_t listed = s_.population.firm.size();
    const auto firms = static_cast<std::size_t>(core::extent_of(s_).firms);
    if (listed > firms) {
      check_.fault("population.firm", static_cast<int>(listed),
                   "more firms are given than there are", fmt::format("at most {}", firms));
    }
  }

  /// Without discounting the future never ends, unless the members know when it does.
  void patience() {
    if (s_.time.known_end)
      return;
    for (const core::Profile& profile : s_.profiles) {
      if (profile.patience.mean < 1.0)
        continue;
      check_.fault(fmt::format("profiles.{}.patience.mean", profile.name), profile.patience.mean,
                   "a firm that never discounts needs a known end",
                   "a number below 1, or time.known_end = true");
    }
  }

  void associations() {
    for (std::size_t i = 0; i < s_.association.size(); ++i)
      association(s_.association[i], fmt::format("association[{}]", i));
  }

  /// Small circles, shared firms, and firms with a place of their own.
  void structure() { StructureChecker(s_, check_)(); }
  void size() { StructureChecker(s_, check_).size(); }

  /// Beliefs about single partners need a rule that judges single firms, and memory.
  void beliefs() {
    if (s_.structure.beliefs == core::BeliefScope::group || !good({"structure.beliefs"}))
      return;
    if (good({"model.belief_rule"}) && s_.model.belief_rule == core::BeliefRule::adaptive) {
      check_.fault("structure.beliefs", std::string(core::name_of(s_.structure.beliefs)),
                   "adaptive beliefs (model.belief_rule) are about all others at once, not about "
                   "single partners",
                   "group, or model.belief_rule = bayes");
    }
    const int slots = core::most_slots(s_);
    if (slots > core::kMaxPartners) {
      check_.fault("structure.beliefs", std::string(core::name_of(s_.structure.beliefs)),
                   fmt::format("each of {} firms would hold beliefs about each other", slots),
                   fmt::format("group, or at most {} firms", core::kMaxPartners));
    }
  }

  void participation() {
    const core::Participation& p = s_.participation;
    if (!good({"participation"}) || p.split.empty())
      return;
    if (!is_one(sum(p.split))) {
      check_.fault("participation.split", p.split, "the shares do not sum to 1",
                   "three shares that sum to 1");
    }
    if (p.mode != core::ParticipationMode::fixed) {
      check_.fault("participation.split", p.split, "is used in the fixed mode only",
                   "mode = fixed, or leave this out");
    }
  }

 private:
  void association(const core::Association& a, const std::string& path) {
    const bool fund = core::has_fund(a.regulation);
    const int most = core::kMaxActions - (fund ? 1 : 0);
    if (static_cast<int>(a.actions.size()) > most) {
      check_.fault(path + ".action", static_cast<int>(a.actions.size()),
                   "there are too many actions",
                   fmt::format("at most {}{}", most, fund ? " beside the fund" : ""));
    }
    client(a, path);
    formal(a, path);
    if (!good({path + ".min_members", path + ".firms", "population.firms", "structure"}))
      return;
    const int firms = founders(a);
    if (a.min_members > firms) {
      check_.fault(path + ".min_members", a.min_members,
                   fmt::format("the group starts with {}",
                               counted(static_cast<std::uint64_t>(firms), "firm")),
                   fmt::format("at most {}", firms));
    }
    const int slots = firms + s_.population.entrants;
    for (std::size_t i = 0; i < a.actions.size(); ++i) {
      const std::string key = fmt::format("{}.action[{}].threshold", path, i);
      if (good({key, "population"}) && needs_some(a.actions[i].form) &&
          a.actions[i].threshold > slots) {
        check_.fault(key, a.actions[i].threshold,
                     fmt::format("there will never be more than {}",
                                 counted(static_cast<std::uint64_t>(slots), "firm")),
                     fmt::format("at most {}", slots));
      }
    }
  }

  /// One buyer faces the group only where that is what the group is, and buys something of it.
  void client(const core::Association& a, const std::string& path) {
    if (!a.client)
      return;
    const std::string at = path + ".client";
    if (a.kind != core::AssociationKind::vertical_network) {
      check_.fault(at, std::string(core::name_of(a.kind)),
                   "one client faces the group in a vertical network only; members of the other "
                   "kinds sell to many",
                   "kind = vertical-network, or leave this out");
    }
    std::string names;
    bool found = false;
    for (const core::Action& action : a.actions) {
      const bool sold = action.form != core::GameForm::side_deal;
      found = found || (sold && action.name == a.client->buys);
      if (sold)
        names += (names.empty() ? "" : " or ") + action.name;
    }
    if (!found && good({at + ".buys", path + ".action"})) {
      check_.fault(at + ".buys", a.client->buys,
                   "the group has no action of this name whose yield somebody could pay", names);
    }
  }

  /// `formal` is short for a start at the start.
  void formal(const core::Association& a, const std::string& path) {
    const bool later =
        a.formalise == core::Formalise::month || a.formalise == core::Formalise::phase;
    if (a.formal && later) {
      check_.fault(path + ".formalise", std::string(core::name_of(a.formalise)),
                   "the group is formal from the start", "formal = false, or leave this out");
    }
  }

  int founders(const core::Association& a) const {
    if (core::is_network(s_.structure.kind))
      return core::most_founders(s_, 0);
    return a.firms > 0 && !core::places_firms(s_.structure.kind) ? a.firms : s_.population.firms;
  }

  /// Sizes and margins divide; the others may be nothing.
  void firm(const core::FirmSpec& f, const std::string& path) {
    for (const auto& [key, value] : {std::pair{"size", f.size}, std::pair{"margin", f.margin}}) {
      const std::string at = path + '.' + key;
      if (value == 0.0 && good({at}))
        check_.fault(at, value, "nothing can be shared by it", "a number above 0, or -1: drawn");
    }
    for (const auto& [key, value] :
         {std::pair{"size", f.size}, std::pair{"margin", f.margin},
          std::pair{"distance_km", f.distance_km}, std::pair{"culture", f.culture},
          std::pair{"product", f.product}, std::pair{"income_weight", f.income_weight}}) {
      const std::string at = path + '.' + key;
      if (value < 0.0 && value != core::FirmSpec::kDrawn && good({at}))
        check_.fault(at, value, "is neither a value nor -1", "a number >= 0, or -1: drawn");
    }
  }

  bool good(std::initializer_list<std::string> paths) const {
    for (const std::string& path : paths) {
      if (reading_.faults.about(path))
        return false;
    }
    return true;
  }

  inline static const std::string kNoPath;
  const core::Scenario& s_;
  Reading& reading_;
  Checker check_;
};

}  // namespace

void check_scenario(const core::Scenario& scenario, const Node& root, Reading& reading) {
  ScenarioChecker check(scenario, root, reading);
  check.population();
  check.patience();
  check.participation();
  if (scenario.association.empty() || reading.faults.about("structure"))
    return;
  check.structure();
  if (reading.faults.about("structure") || reading.faults.about("association") ||
      reading.faults.about("population"))
    return;
  check.size();
  check.beliefs();
  check.associations();
  if (!reading.faults.about("association") && !reading.faults.about("population"))
    check.listed_firms();
}

}  // namespace minga::io
