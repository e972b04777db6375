// Conflict: what feeds it, what calms it, when it is open, and what it costs.
#include "minga/core/beliefs.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

/// Conflict after one period's learning in which the first `defectors` were seen defecting.
double after(World& w, double conflict, int defectors, int t = 0) {
  w.groups.conflict(0, 0) = w.groups.conflict_before(0, 0) = conflict;
  for (int f = 0; f < w.derived.firms; ++f)
    w.firms.seated(f, 0) = 1;
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    w.groups.active(a, 0) = 1;
    for (int f = 0; f < w.derived.firms; ++f) {
      w.firms.seen(w.at_action(a, f), 0) =
          static_cast<std::int8_t>(f < defectors ? SeenAct::defection : SeenAct::contribution);
    }
  }
  learn(w, 0, t);
  return w.groups.conflict(0, 0);
}

Scenario quarrelling() {
  Scenario s = laboratory(5, 20);
  s.model.conflict_decay = 0.15;
  s.model.conflict_defection = 0.4;
  return s;
}

}  // namespace

TEST_CASE("conflict cools by its rate, and twice as fast with a committee of rules in force") {
  struct Case {
    Adoption adoption;
    bool committee;
    double decay, left;
  };
  for (const Case c :
       {Case{Adoption::start, false, 0.15, 0.85}, Case{Adoption::start, true, 0.15, 0.7},
        Case{Adoption::vote, true, 0.15, 0.85},  // not in force as yet
        Case{Adoption::start, true, 0.6, 0.0}}) {
    Scenario s = quarrelling();
    s.model.conflict_decay = c.decay;
    s.association[0].regulation.adoption = c.adoption;
    s.association[0].regulation.conflict_committee = c.committee;
    World w = world_of(s);
    CHECK_THAT(after(w, 0.8, 0), WithinAbs(0.8 * c.left, 1e-12));
  }
}

TEST_CASE("each defection that is seen feeds conflict by its share of the members") {
  Scenario s = quarrelling();
  World one = world_of(s);
  CHECK_THAT(after(one, 0.5, 2), WithinRel(0.5 * 0.85 + 0.4 * 2.0 / 5.0, 1e-12));
  s.association[0].actions.push_back(linear_action(5.0, 2.0));
  World two = world_of(s);  // the same two in both actions
  CHECK_THAT(after(two, 0.5, 2), WithinRel(0.5 * 0.85 + 0.4 * 4.0 / 5.0, 1e-12));
}

TEST_CASE("an owner-facilitator who takes a share feeds conflict as long as he works") {
  Scenario s = quarrelling();
  s.facilitator.days.fill(1.0);
  s.facilitator.capture = 0.3;
  s.model.conflict_inequality = 0.5;
  World w = world_of(s);
  CHECK_THAT(after(w, 0.2, 0), WithinRel(0.2 * 0.85 + 0.5 * 0.3, 1e-12));
  w.groups.facilitated(0, 0) = 0;
  CHECK_THAT(after(w, 0.2, 0), WithinRel(0.2 * 0.85, 1e-12));
}

TEST_CASE("a plan imposed in workshops feeds conflict, mediation by a neutral person calms it") {
  Scenario s = quarrelling();
  guide(s, 2.0, {{Activity::planning, 0.5}, {Activity::mediate, 0.5}});
  s.facilitator.imposed = 0.8;
  s.facilitator.neutrality = 0.5;
  s.model.activity_scale = 1.0;
  s.model.mediation_effect = 0.6;
  s.model.conflict_imposition = 0.25;
  World w = world_of(s);
  w.groups.conflict(0, 0) = 0.9;
  w.groups.attendance(0, 0) = 0.5;
  facilitate(w, 0, 0);
  const double effect = 1.0 - std::exp(-1.0);  // of one day on each
  CHECK_THAT(w.groups.conflict(0, 0),
             WithinRel(0.9 * (1.0 - 0.6 * 0.5 * effect) + 0.25 * 0.8 * effect * 0.5, 1e-12));
}

TEST_CASE("conflict opens once each time that it rises to one") {
  Scenario s = quarrelling();
  s.model.conflict_decay = 0.0;  // all five are seen: .4 a period
  World w = world_of(s);
  double conflict = 0.0;
  for (int t = 0; t < 10; ++t) {
    if (t == 5)
      conflict = 0.5;  // somebody made peace
    conflict = after(w, conflict, 5, t);
  }
  // .4 .8 1.2 1.6 2 | .9 1.3 1.7 2.1 2.5
  CHECK(times_of(w.events[0], EventKind::conflict) == std::vector<int>{2, 6});
}

TEST_CASE("a conflict that a workshop opens is noted once") {
  Scenario s = quarrelling();
  guide(s, 50.0, {{Activity::planning, 1.0}});  // the whole effect, every period
  s.model.activity_scale = 0.5;
  s.facilitator.imposed = 1.0;
  s.institution.shock_rate = 0.0;
  s.model.conflict_imposition = 0.4;
  s.model.conflict_decay = s.model.conflict_defection = 0.0;
  World w = world_of(s);
  std::vector<double> levels;
  for (int t = 0; t < 5; ++t) {
    open_period(w, 0, t);
    facilitate(w, 0, t);
    learn(w, 0, t);
    levels.push_back(w.groups.conflict(0, 0));
  }
  CHECK_THAT(levels[2], WithinRel(1.2, 1e-12));  // .4 .8 1.2 1.6 2
  CHECK(times_of(w.events[0], EventKind::conflict) == std::vector<int>{2});
}

TEST_CASE("conflict takes its part of what actions yield, at most the part stated") {
  Scenario s = quarrelling();
  s.model.conflict_loss = 0.3;
  World w = world_of(s);
  for (const auto& [conflict, left] :
       {std::pair{0.0, 1.0}, std::pair{1.0, 0.85}, std::pair{3.0, 0.775}}) {
    w.groups.conflict(0, 0) = conflict;
    form_expectations(w, 0, 0);
    CHECK_THAT(w.groups.competence(0, 0), WithinRel(left, 1e-12));
  }
}
