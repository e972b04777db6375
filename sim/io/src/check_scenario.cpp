// Combinations between the parts of a scenario.
#include "checker.hpp"
#include "minga/io/count.hpp"

#include <fmt/format.h>

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
    const int slots = p.firms + p.entrants;
    if (good({"population.firms", "population.entrants"}) &&
        p.firm.size() > static_cast<std::size_t>(slots)) {
      check_.fault("population.firm", static_cast<int>(p.firm.size()),
                   "more firms are given than there are", fmt::format("at most {}", slots));
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
      if (good({key, "population"}) && a.actions[i].form == core::GameForm::threshold &&
          a.actions[i].threshold > slots) {
        check_.fault(key, a.actions[i].threshold,
                     fmt::format("there will never be more than {}",
                                 counted(static_cast<std::uint64_t>(slots), "firm")),
                     fmt::format("at most {}", slots));
      }
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
  if (!scenario.association.empty())
    check.association();
}

}  // namespace minga::io
