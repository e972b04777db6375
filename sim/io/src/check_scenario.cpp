// Combinations between the parts of a scenario.
#include "check_association.hpp"
#include "check_clock.hpp"
#include "check_structure.hpp"
#include "minga/core/structure.hpp"
#include "minga/io/count.hpp"
#include "notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>

namespace minga::io {
namespace {

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
    std::map<std::string, std::size_t> named;
    for (std::size_t i = 0; i < p.firm.size(); ++i) {
      const std::string at = fmt::format("population.firm[{}]", i);
      firm(p.firm[i], at);
      if (p.firm[i].name.empty())
        continue;
      const auto [first, is_new] = named.emplace(p.firm[i].name, i);
      if (!is_new) {
        check_.fault(at + ".name", p.firm[i].name,
                     fmt::format("population.firm[{}] has this name", first->second),
                     "a name of its own, or none");
      }
    }
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

  void associations() { AssociationChecker(s_, check_, reading_).alone(); }
  void members() { AssociationChecker(s_, check_, reading_).with_members(); }

  /// Time and money.
  void clock() { ClockChecker(s_, check_, reading_)(); }
  void notes(const Node& root) { Notes(s_, root, check_)(); }

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
    if (!good({"participation"}))
      return;
    if (!std::is_sorted(p.levels.begin(), p.levels.end(), std::greater<>())) {
      check_.fault("participation.levels", p.levels,
                   "active members take part less than passive, or passive less than nominal ones",
                   "three shares that do not rise");
    }
    const bool fixed = p.mode == core::ParticipationMode::fixed;
    if (p.split.empty()) {
      if (fixed && p.rate == 0.0) {
        check_.fault("participation.rate", p.rate, "nobody ever takes part",
                     "a chance above 0, or mode = endogenous");
      }
      return;
    }
    if (fixed && p.split.size() == p.levels.size() &&
        std::inner_product(p.split.begin(), p.split.end(), p.levels.begin(), 0.0) == 0.0) {
      check_.fault("participation.split", p.split,
                   "nobody ever takes part: those whose level is above 0 have no share",
                   "shares with which somebody takes part");
    } else if (!is_one(sum(p.split))) {
      check_.fault("participation.split", p.split, "the shares do not sum to 1",
                   "three shares that sum to 1");
    }
    if (!fixed) {
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
  check.participation();
  check.clock();
  check.associations();
  if (scenario.association.empty() || reading.faults.about("structure"))
    return;
  check.structure();
  if (reading.faults.about("structure") || reading.faults.about("association") ||
      reading.faults.about("population"))
    return;
  check.size();
  check.beliefs();
  check.members();
  if (!reading.faults.about("association") && !reading.faults.about("population"))
    check.listed_firms();
  if (reading.faults.empty())
    check.notes(root);
}

}  // namespace minga::io
