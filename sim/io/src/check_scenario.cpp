// Combinations between the parts of a scenario.
#include "checker.hpp"
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
    const int slots = p.firms + p.entrants;
    if (good({"population.firms", "population.entrants"}) &&
        p.firm.size() > static_cast<std::size_t>(slots)) {
      check_.fault("population.firm", static_cast<int>(p.firm.size()),
                   "more firms are given than there are", fmt::format("at most {}", slots));
    }
    for (std::size_t i = 0; i < p.firm.size(); ++i)
      firm(p.firm[i], fmt::format("population.firm[{}]", i));
    if (s_.profiles.size() > core::kMaxProfiles) {
      check_.fault("population.shares", static_cast<int>(s_.profiles.size()),
                   "there are too many profiles",
                   fmt::format("at most {} in all", core::kMaxProfiles));
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

  void actions() {
    const core::Association& a = s_.association.front();
    const bool fund = core::has_fund(a.regulation);
    const int most = core::kMaxActions - (fund ? 1 : 0);
    if (static_cast<int>(a.actions.size()) > most) {
      check_.fault("association[0].action", static_cast<int>(a.actions.size()),
                   "there are too many actions",
                   fmt::format("at most {}{}", most, fund ? " beside the fund" : ""));
    }
  }

  void association() {
    const core::Association& a = s_.association.front();
    const int firms = s_.population.firms;
    if (good({"association[0].min_members", "population.firms"}) && a.min_members > firms) {
      check_.fault("association[0].min_members", a.min_members,
                   fmt::format("the group starts with {}",
                               counted(static_cast<std::uint64_t>(firms), "firm")),
                   fmt::format("at most {}", firms));
    }
    const int slots = firms + s_.population.entrants;
    for (std::size_t i = 0; i < a.actions.size(); ++i) {
      const std::string key = fmt::format("association[0].action[{}].threshold", i);
      if (good({key, "population"}) && needs_some(a.actions[i].form) &&
          a.actions[i].threshold > slots) {
        check_.fault(key, a.actions[i].threshold,
                     fmt::format("there will never be more than {}",
                                 counted(static_cast<std::uint64_t>(slots), "firm")),
                     fmt::format("at most {}", slots));
      }
    }
  }

  /// Small groups need members enough, and play the association's games only.
  void structure() {
    const core::Structure& s = s_.structure;
    const int firms = s_.population.firms;
    if (s.kind == core::StructureKind::group || !good({"structure", "population.firms"}))
      return;
    if (firms % s.group_size != 0) {
      check_.fault("structure.group_size", s.group_size,
                   fmt::format("{} firms cannot be divided by it", firms),
                   "a divisor of population.firms");
    }
  }

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
    const int slots = s_.population.firms + s_.population.entrants;
    if (good({"population.firms", "population.entrants"}) && slots > core::kMaxPartners) {
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
  check.structure();
  check.beliefs();
  check.participation();
  if (!scenario.association.empty()) {
    check.association();
    check.actions();
  }
}

}  // namespace minga::io
