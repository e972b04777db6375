// Defections are seen and sanctioned, and contributors accused, as often as the rules say. Counts
// are binomial, so their standard errors are known; each comparison fails a correct program for one
// seed in a million (kFalseFailure), and seeds are fixed.
#include "minga/core/beliefs.hpp"
#include "support/catch.hpp"
#include "support/chances_fixture.hpp"

using namespace minga::test;
using namespace minga::core;

namespace {

/// How often acts of one kind were seen as defections, over many groups.
struct Sightings {
  double acts = 0.0, seen = 0.0;
};

Sightings sightings(const Scenario& s, bool of_defectors, int runs = 4000) {
  World w = world_of(s, runs, kSeed);
  Sightings x;
  for (int r = 0; r < runs; ++r) {
    step_to_monitoring(w, r, 0);
    for (int f = 0; f < w.derived.firms; ++f) {
      if (!w.member(f, r) || w.firms.present(f, r) == 0)
        continue;
      if ((w.firms.level(f, r) < 0.5) != of_defectors)
        continue;
      ++x.acts;
      x.seen += w.firms.seen(f, r) == static_cast<std::int8_t>(SeenAct::defection);
    }
  }
  return x;
}

}  // namespace

TEST_CASE("a defection is seen as often as visibility says, by each of what makes it visible") {
  for (int variant = 0; variant < 5; ++variant) {
    CAPTURE(variant);
    Scenario s = watched();
    if (variant == 1)
      s.association[0].regulation.monitoring = 0.9;
    if (variant == 2)
      s.association[0].regulation.transparency = 1.0;
    if (variant == 3)
      s.profiles[0].stealth = {0.0, 0.0};
    if (variant == 4)
      s.association[0].actions[0].hidden = 0.7;
    const Sightings x = sightings(s, true);
    CHECK(x.acts > 5000);
    CHECK(distance(x.seen, x.acts, chance_seen(s, s.profiles[0].stealth.mean)) < standard_errors());
  }
}

TEST_CASE("without rules only what members see by themselves is seen") {
  Scenario s = watched();
  s.association[0].regulation.adoption = Adoption::never;
  const Sightings x = sightings(s, true);
  CHECK(distance(x.seen, x.acts, 0.35 * 0.8 * 0.6) < standard_errors());
  CHECK(sightings(s, false).seen == 0.0);
}

TEST_CASE("contributors are accused as often as the regulation errs") {
  const Sightings x = sightings(watched(), false);
  CHECK(x.acts > 5000);
  CHECK(distance(x.seen, x.acts, 0.07) < standard_errors());
}

TEST_CASE("a seen defection is sanctioned as often as the rules are enforced") {
  Scenario s = watched();
  s.association[0].regulation.false_positive = 0.0;
  constexpr int kRuns = 4000;
  const double seen = sightings(s, true, kRuns).seen;
  const BlockResult result = run(s, kRuns, 17);
  const double sanctions = count_events(result, EventKind::sanctioned);
  CHECK(distance(sanctions, seen, 0.8) < standard_errors());
  CHECK(count_events(result, EventKind::wrongly_sanctioned) == 0.0);
}
