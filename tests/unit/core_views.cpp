// Beliefs of each member about each partner: learned from what it saw itself, and public in the
// mean.
#include "engine_same.hpp"
#include "minga/core/beliefs.hpp"
#include "support/beliefs_fixture.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

/// The watched group of eight, whose members have beliefs of their own, in two circles of four.
Scenario in_two_circles(StructureKind kind) {
  Scenario s = watched_group();
  s.structure.kind = kind;
  s.structure.group_size = 4;
  s.structure.beliefs = BeliefScope::partner;
  return s;
}

double view(const World& w, int i, int f, int p) { return w.firms.view(w.at_view(i, f, p), 0); }

}  // namespace

TEST_CASE("where everybody sees everything in one circle, own beliefs are the common ones") {
  Scenario s = watched_group();
  s.model.informal_visibility = 1.0;
  s.association[0].regulation.false_positive = 0.0;
  s.association[0].actions[0].hidden = 0.0;
  s.association[0].actions[0].presence = false;  // nobody misses anything
  for (Profile& p : s.profiles)
    p.stealth = {0.0, 0.0};
  s.model.expectation_rate = 1.0;  // an own belief has no lag of its own
  guide(s, 1.0, {{Activity::visit, 0.5}, {Activity::diagnose, 0.5}});
  Scenario each = s;
  each.structure.beliefs = BeliefScope::partner;
  World common = world_of(s, 1, 3);
  World own = world_of(each, 1, 3);
  double moved = 0.0;
  for (int t = 0; t < 8; ++t) {
    for (World* w : {&common, &own})
      step(*w, 0, t);
    CAPTURE(t);
    for (int f = 0; f < 8; ++f) {
      CAPTURE(f);
      CHECK(own.firms.level(f, 0) == common.firms.level(f, 0));
      CHECK_THAT(own.firms.tau(f, 0), WithinAbs(common.firms.tau(f, 0), 1e-9));
      for (int p = 0; p < 3; ++p) {
        const double shared = common.firms.reputation(common.at_profile(f, p), 0);
        for (int i = 0; i < 8; ++i) {
          if (i != f)
            CHECK_THAT(view(own, i, f, p), WithinAbs(shared, 1e-9));
        }
        moved = std::max(moved, std::fabs(shared - common.groups.prior(p, 0)));
      }
    }
  }
  CHECK(moved > 0.05);  // there was something to agree on
}

TEST_CASE("a member learns of those of its own circle only, and where it was itself") {
  for (const bool needs_presence : {true, false}) {
    Scenario s = in_two_circles(StructureKind::partners);
    s.association[0].actions[0].presence = needs_presence;
    s.model.reputation_drift = 0.0;
    World w = world_of(s);
    step_to_expectations(w, 0, 0);
    hold_meeting(w, 0, 0);
    w.groups.meeting(0, 0) = 1;
    for (int f = 0; f < 8; ++f) {
      w.firms.circle(f, 0) = f / 4;
      w.firms.present(f, 0) = f != 1 && f != 6;
      w.firms.level(f, 0) = f % 2;
    }
    const std::vector<double> before = [&] {
      std::vector<double> all;
      for (int i = 0; i < 8; ++i)
        for (int f = 0; f < 8; ++f)
          all.push_back(view(w, i, f, 0));
      return all;
    }();
    act(w, 0, 0);
    monitor(w, 0, 0);
    learn(w, 0, 0);
    for (int i = 0; i < 8; ++i) {
      for (int f = 0; f < 8; ++f) {
        CAPTURE(needs_presence, i, f);
        const bool both = !needs_presence || (w.firms.present(i, 0) && w.firms.present(f, 0));
        const bool learned = i != f && i / 4 == f / 4 && both;
        CHECK((view(w, i, f, 0) != before[static_cast<std::size_t>(8 * i + f)]) == learned);
      }
    }
  }
}

TEST_CASE("what is hidden is seen by some and not by others, each pair of eyes by itself") {
  // 30 firms of which nobody gives: each of 870 looks sees it with chance .4
  Scenario s = laboratory(30, 1);
  s.profiles.push_back(plain_profile("other"));
  s.profiles[1].omega = {5.0, 0.0};
  s.population.shares = {0.5, 0.5};
  s.structure.beliefs = BeliefScope::partner;
  s.model.informal_visibility = 0.4;
  s.model.reputation_drift = 0.0;
  World w = world_of(s, 1, 5);
  step_to_expectations(w, 0, 0);
  hold_meeting(w, 0, 0);
  REQUIRE(w.groups.meeting(0, 0) == 1);
  for (int f = 0; f < 30; ++f)
    w.firms.level(f, 0) = 0.0;
  act(w, 0, 0);
  monitor(w, 0, 0);
  learn(w, 0, 0);
  double seen = 0.0;
  double mutual = 0.0;
  for (int i = 0; i < 30; ++i) {
    for (int f = 0; f < 30; ++f) {
      const bool one = i != f && view(w, i, f, 1) < 0.5;
      seen += one;
      mutual += one && view(w, f, i, 1) < 0.5;
    }
  }
  const double looks = 30.0 * 29.0;
  CHECK(std::fabs(seen - 0.4 * looks) < standard_errors() * std::sqrt(looks * 0.4 * 0.6));
  // of two that look at each other both see with chance .16
  const double pairs = looks / 2.0;
  CHECK(std::fabs(mutual / 2.0 - 0.16 * pairs) <
        standard_errors() * std::sqrt(pairs * 0.16 * 0.84));
}

TEST_CASE("a member expects of its circle what its own beliefs imply, and the public the mean") {
  const Scenario s = in_two_circles(StructureKind::partners);
  World w = world_of(s);
  for (int t = 0; t < 3; ++t)
    step(w, 0, t);
  REQUIRE(w.groups.members(0, 0) == 8);
  step_to_expectations(w, 0, 3);
  bool differ = false;
  for (int f = 0; f < 8; ++f) {
    double expected = 0.0;
    double mates = 0.0;
    std::vector<double> mean(3, 0.0);
    for (int j = 0; j < 8; ++j) {
      if (j == f)
        continue;
      for (int p = 0; p < 3; ++p) {
        mean[static_cast<std::size_t>(p)] += view(w, j, f, p) / 7.0;
        if (w.firms.circle(j, 0) == w.firms.circle(f, 0))
          expected += view(w, f, j, p) * w.groups.conduct(p, 0);
        differ = differ || std::fabs(view(w, j, f, p) - view(w, (j + 1) % 8, f, p)) > 1e-3;
      }
      mates += w.firms.circle(j, 0) == w.firms.circle(f, 0);
    }
    REQUIRE(mates == 3.0);
    const double odds = w.firms.private_odds(f, 0);
    expected /= mates;
    expected = expected * odds / (expected * odds + 1.0 - expected) * w.groups.attendance(0, 0);
    CHECK_THAT(expected_share(w, f, 0, 0), WithinAbs(expected, 1e-12));
    for (int p = 0; p < 3; ++p)
      CHECK_THAT(w.firms.reputation(w.at_profile(f, p), 0),
                 WithinAbs(mean[static_cast<std::size_t>(p)], 1e-12));
  }
  CHECK(differ);
}

TEST_CASE("beliefs stay shares in every structure, and who joins starts with the prior") {
  for (const StructureKind kind :
       {StructureKind::group, StructureKind::partners, StructureKind::strangers}) {
    Scenario s = in_two_circles(kind);
    s.population.entrants = 1;
    World w = world_of(s);
    step(w, 0, 0);
    step(w, 0, 1);
    REQUIRE(admit_firm(w, 8, 0, 1));
    for (int p = 0; p < 3; ++p) {
      CHECK(view(w, 8, 0, p) == w.groups.prior(p, 0));
      CHECK(view(w, 0, 8, p) == w.groups.prior(p, 0));
    }
    step(w, 0, 2);
    for (int i = 0; i < 9; ++i) {
      for (int f = 0; f < 9; ++f) {
        if (i != f && w.member(i, 0) && w.member(f, 0))
          CHECK_THAT(view(w, i, f, 0) + view(w, i, f, 1) + view(w, i, f, 2), WithinAbs(1.0, 1e-9));
      }
    }
  }
}

TEST_CASE("with a new representative others forget the firm in part, and it the others") {
  Scenario s = in_two_circles(StructureKind::group);
  s.model.turnover_rate = 1e6;  // all change
  s.model.turnover_loss = 0.25;
  s.model.exit_rate = s.model.entry_rate = 0.0;
  World w = world_of(s);
  for (int i = 0; i < 8; ++i) {
    for (int f = 0; f < 8; ++f) {
      for (int p = 0; p < 3; ++p)
        w.firms.view(w.at_view(i, f, p), 0) = p == 0 ? 1.0 : 0.0;
    }
  }
  change_members(w, 0, 0);
  // each pair is met anew twice: by either representative
  for (int p = 0; p < 3; ++p) {
    const double prior = w.groups.prior(p, 0);
    const double left = 0.75 * 0.75 * ((p == 0 ? 1.0 : 0.0) - prior);
    CHECK_THAT(view(w, 2, 5, p), WithinAbs(prior + left, 1e-12));
  }
}

TEST_CASE("own beliefs do not depend on how runs are grouped, and matter") {
  for (const StructureKind kind : {StructureKind::partners, StructureKind::strangers}) {
    Scenario s = in_two_circles(kind);
    const BlockResult all = run(s, 4, 9);
    const BlockResult last = run(s, 1, 9, 0, 3);
    const auto periods = static_cast<std::size_t>(s.time.periods);
    for (std::size_t t = 0; t < periods; ++t) {
      const double a = path_of(all, "belief")[3 * periods + t];
      const double b = path_of(last, "belief")[t];
      CHECK((a == b || (std::isnan(a) && std::isnan(b))));
    }
    s.structure.beliefs = BeliefScope::group;
    CHECK_FALSE(same_results(all, run(s, 4, 9)));
  }
}
