// Small groups inside the association: who is seated where, and that games, news and punishment are
// those of the circle while meetings, reputations and rules stay common.
#include "engine_same.hpp"
#include "minga/core/beliefs.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

Scenario in_circles(StructureKind kind, int firms, int size, int entrants = 0) {
  Scenario s = laboratory(firms, 20);
  s.structure.kind = kind;
  s.structure.group_size = size;
  s.population.entrants = entrants;
  s.model.meeting_gain = 0.0;
  return s;
}

std::vector<int> seats(const World& w) {
  std::vector<int> out;
  for (int f = 0; f < w.derived.firms; ++f)
    out.push_back(w.firms.circle(f, 0));
  return out;
}

void leave(World& w, int f) {
  w.firms.status(f, 0) = static_cast<std::int8_t>(FirmStatus::left);
  --w.groups.members(0, 0);
}

/// Members of each circle, counted anew.
std::vector<int> sizes(const World& w) {
  std::vector<int> out(static_cast<std::size_t>(w.derived.circles), 0);
  for (int f = 0; f < w.derived.firms; ++f) {
    if (w.member(f, 0))
      ++out.at(static_cast<std::size_t>(w.firms.circle(f, 0)));
  }
  return out;
}

/// Six members in two circles of three: the even slots in one, the odd ones in the other.
World two_circles(const Scenario& s) {
  World w = world_of(s);
  step_to_expectations(w, 0, 0);
  hold_meeting(w, 0, 0);
  for (int f = 0; f < 6; ++f)
    w.firms.circle(f, 0) = f % 2;
  REQUIRE(w.groups.circle_size(0, 0) == 3);
  REQUIRE(w.groups.circle_size(1, 0) == 3);
  return w;
}

void give(World& w, int a, std::vector<double> levels) {
  for (std::size_t f = 0; f < levels.size(); ++f)
    w.firms.level(w.at_action(a, static_cast<int>(f)), 0) = levels[f];
}

}  // namespace

TEST_CASE("partners keep their circle while others leave, strangers are dealt anew") {
  for (const StructureKind kind : {StructureKind::partners, StructureKind::strangers}) {
    const Scenario s = in_circles(kind, 12, 4);
    World w = world_of(s);
    form_circles(w, 0, 0);
    const std::vector<int> first = seats(w);
    int changes = 0;
    for (int t = 1; t < 20; ++t) {
      if (t == 5)
        leave(w, 3);
      form_circles(w, 0, t);
      changes += seats(w) != first;
    }
    // strangers come back to the same seats with chance 1 / 34650
    CHECK(changes == (kind == StructureKind::partners ? 0 : 19));
    CHECK(w.groups.circle_size(first[3], 0) == sizes(w)[static_cast<std::size_t>(first[3])]);
  }
}

TEST_CASE("there are as many circles as whole ones fit in, and their sizes differ by at most one") {
  struct Case {
    int firms, size, circles;
  };
  for (const Case c : {Case{12, 4, 3}, Case{11, 4, 2}, Case{8, 3, 2}, Case{9, 2, 4}, Case{5, 4, 1},
                       Case{3, 4, 1}, Case{4, 2, 2}}) {
    for (const StructureKind kind : {StructureKind::partners, StructureKind::strangers}) {
      CAPTURE(c.firms, c.size);
      const Scenario s = in_circles(kind, c.firms, c.size);
      World w = world_of(s);
      REQUIRE(w.derived.circles == c.circles);
      form_circles(w, 0, 0);
      const std::vector<int> n = sizes(w);
      const auto [least, most] = std::minmax_element(n.begin(), n.end());
      CHECK(*most - *least <= 1);
      for (int i = 0; i < c.circles; ++i)
        CHECK(w.groups.circle_size(i, 0) == n[static_cast<std::size_t>(i)]);
    }
  }
}

TEST_CASE("strangers are dealt evenly also when members have left or joined") {
  const Scenario s = in_circles(StructureKind::strangers, 12, 4, 3);
  World w = world_of(s);
  for (int t = 0; t < 8; ++t) {
    form_circles(w, 0, t);
    const std::vector<int> n = sizes(w);
    const auto [least, most] = std::minmax_element(n.begin(), n.end());
    CAPTURE(t);
    CHECK(*most - *least <= 1);
    if (t < 4)
      leave(w, t);
    else if (t < 7)
      REQUIRE(admit_firm(w, 8 + t, 0, t));
  }
}

TEST_CASE("a newcomer among partners is seated in the smallest circle") {
  const Scenario s = in_circles(StructureKind::partners, 8, 4, 4);
  World w = world_of(s);
  form_circles(w, 0, 0);
  const std::vector<int> first = seats(w);
  // two leave the second circle
  int left = 0;
  for (int f = 0; f < 8 && left < 2; ++f) {
    if (first[static_cast<std::size_t>(f)] == 1) {
      leave(w, f);
      ++left;
    }
  }
  for (int f = 8; f < 11; ++f)
    REQUIRE(admit_firm(w, f, 0, 1));
  form_circles(w, 0, 2);
  CHECK(w.firms.circle(8, 0) == 1);
  CHECK(w.firms.circle(9, 0) == 1);
  CHECK(sizes(w) == std::vector<int>{5, 4});  // of equals the first
  CHECK(w.firms.circle(11, 0) == -1);         // never joined
  CHECK(w.groups.circle_size(0, 0) == 5);
  CHECK(w.groups.circle_size(1, 0) == 4);
}

TEST_CASE("one circle of all is the group, to the last bit of every result") {
  Scenario s = laboratory(7, 25);
  s.profiles[0].eta = {1.0, 0.0};
  s.profiles[0].anger = {0.4, 0.1};
  s.profiles[0].pessimism = {0.2, 0.3};
  s.population.entrants = 3;
  s.population.size_cv = 0.4;
  s.model.exit_rate = 0.1;
  s.model.entry_rate = 0.5;
  s.association[0].actions[0].noise = 0.3;
  s.association[0].actions[0].side_gain = 3.0;
  s.association[0].actions[0].side_loss = 4.0;
  s.association[0].actions[0].offer_rate = 0.4;
  Regulation& rules = s.association[0].regulation;
  rules.adoption = Adoption::start;
  rules.enforcer = Enforcer::peers;
  rules.peer_cost = 1.0;
  rules.peer_fine = 2.0;
  rules.fund_fee = 2.0;
  guide(s, 1.0, {{Activity::do_for_them, 0.5}, {Activity::social, 0.5}});
  const BlockResult group = run(s, 20);
  for (const StructureKind kind : {StructureKind::partners, StructureKind::strangers}) {
    s.structure.kind = kind;
    s.structure.group_size = 7;
    const BlockResult circle = run(s, 20);
    CHECK(same_results(group, circle));
  }
}

TEST_CASE("each circle plays its actions by itself") {
  Scenario s = in_circles(StructureKind::partners, 6, 3);
  Action good = linear_action(10.0, 2.0);
  Action step_level = good;
  step_level.form = GameForm::threshold;
  step_level.benefit = 20.0;
  step_level.threshold = 2.0;
  step_level.refund = 0.5;
  Action deal = good;
  deal.form = GameForm::side_deal;
  deal.cost = deal.multiplier = 0.0;
  deal.side_gain = 5.0;
  deal.side_loss = 9.0;
  s.association[0].actions = {good, step_level, deal};
  World w = two_circles(s);
  // first circle: firms 0, 2, 4; second: 1, 3, 5
  give(w, 0, {1.0, 1.0, 1.0, 0.0, 0.0, 0.0});
  give(w, 1, {1.0, 1.0, 1.0, 0.0, 0.0, 0.0});
  give(w, 2, {0.0, 1.0, 0.0, 1.0, 1.0, 0.0});
  for (int f = 0; f < 6; ++f) {
    w.firms.gain(f, 0) = w.firms.cost(f, 0) = 0.0;
    w.firms.temptation(w.at_action(2, f), 0) = 5.0;
  }
  act(w, 0, 0);
  // linear: 20 T / 3 with T of 2 and 1; threshold of two: met and missed, where half of the cost of
  // 10 comes back to who gave; side deals: 2 and 1 of them, each costs a circle 9
  const double first = 20.0 * 2.0 / 3.0 + 20.0 - 9.0 * 2.0 / 3.0;
  const double second = 20.0 * 1.0 / 3.0 - 9.0 * 1.0 / 3.0;
  const double gain[] = {first + 5.0, second + 5.0, first + 5.0, second, first, second + 5.0};
  for (int f = 0; f < 6; ++f) {
    CAPTURE(f);
    CHECK_THAT(w.firms.gain(f, 0), WithinAbs(gain[f], 1e-12));
    CHECK(w.firms.cost(f, 0) == (f < 3 ? 20.0 : 0.0));
  }
  CHECK(w.groups.made(0, 0) == 3.0);
  CHECK(w.groups.circle_made(w.at_circle(0, 0), 0) == 2.0);
  CHECK(w.groups.circle_due(w.at_circle(0, 1), 0) == 3.0);
  CHECK(w.groups.side_deals(0, 0) == 3);
}

TEST_CASE("by size and by power a circle shares what it made, no more and no less") {
  for (const Distribution rule : {Distribution::size, Distribution::capture}) {
    Scenario s = in_circles(StructureKind::partners, 6, 3);
    s.association[0].regulation.adoption = Adoption::start;
    s.association[0].regulation.distribution = rule;
    s.population.firm.resize(6);
    for (std::size_t f = 0; f < 6; ++f)
      s.population.firm[f].size = f % 2 == 0 ? 3.0 : 1.0;  // large firms in the first circle
    World w = world_of(s);
    // circles are dealt by chance; the seats wanted are taken before shares are worked out
    step_to_expectations(w, 0, 0);
    for (int f = 0; f < 6; ++f)
      w.firms.circle(f, 0) = f % 2;
    hold_meeting(w, 0, 0);
    give(w, 0, {1.0, 1.0, 1.0, 1.0, 1.0, 1.0});
    for (int f = 0; f < 6; ++f)
      w.firms.gain(f, 0) = 0.0;
    act(w, 0, 0);
    CAPTURE(static_cast<int>(rule));
    // three contributions of 10, doubled
    CHECK_THAT(w.firms.gain(0, 0) + w.firms.gain(2, 0) + w.firms.gain(4, 0), WithinRel(60.0, 1e-9));
    CHECK_THAT(w.firms.gain(1, 0) + w.firms.gain(3, 0) + w.firms.gain(5, 0), WithinRel(60.0, 1e-9));
  }
}

TEST_CASE("a firm decides as one of its circle, and members expect that of it") {
  // a contribution returns 4/3 in a circle of three, 4/6 in the group of six
  for (const StructureKind kind :
       {StructureKind::group, StructureKind::partners, StructureKind::strangers}) {
    Scenario s = in_circles(kind, 6, 3);
    s.association[0].actions[0].multiplier = 4.0;
    s.model.decision_rule = DecisionRule::best_response;
    World w = world_of(s);
    step_to_expectations(w, 0, 0);
    hold_meeting(w, 0, 0);
    const double level = kind == StructureKind::group ? 0.0 : 1.0;
    for (int f = 0; f < 6; ++f)
      CHECK(w.firms.level(f, 0) == level);
    CHECK(w.groups.conduct(0, 0) == level);
  }
}

TEST_CASE("a firm learns what the others of its own circle gave") {
  Scenario s = in_circles(StructureKind::partners, 6, 3);
  s.model.private_learning = 0.5;
  s.model.private_memory = 0.0;
  World w = two_circles(s);
  give(w, 0, {1.0, 0.0, 1.0, 0.0, 0.0, 1.0});
  for (int f = 0; f < 6; ++f)
    w.firms.tau(f, 0) = 0.3;
  act(w, 0, 0);
  learn(w, 0, 0);
  // two others each: of 0: 2 gave and 4 did not; of 4: both gave; of 1 and 3: 5 gave; of 5: nobody
  const double others[] = {0.5, 0.5, 0.5, 0.5, 1.0, 0.0};
  for (int f = 0; f < 6; ++f) {
    CAPTURE(f);
    CHECK_THAT(w.firms.private_offset(f, 0), WithinAbs(0.5 * (others[f] - 0.3), 1e-12));
  }
}

TEST_CASE("a poor yield casts suspicion on the circle that had it, and on no other") {
  Scenario s = in_circles(StructureKind::partners, 6, 3);
  s.profiles.push_back(plain_profile("other"));
  s.population.shares = {0.5, 0.5};
  s.model.reputation_drift = 0.0;
  s.model.yield_evidence = 0.7;
  s.model.evidence_weight = 0.0;  // only the yield speaks
  s.model.informal_visibility = 0.4;
  World w = two_circles(s);
  w.groups.conduct(0, 0) = 0.9;
  w.groups.conduct(1, 0) = 0.2;
  give(w, 0, {1.0, 0.0, 1.0, 1.0, 1.0, 0.0});
  const double belief[] = {0.5, 0.6, 0.7, 0.3, 0.4, 0.5};
  for (int f = 0; f < 6; ++f) {
    w.firms.reputation(w.at_profile(f, 0), 0) = belief[f];
    w.firms.reputation(w.at_profile(f, 1), 0) = 1.0 - belief[f];
    w.firms.seen(f, 0) = static_cast<std::int8_t>(SeenAct::contribution);
  }
  w.firms.seen(5, 0) = static_cast<std::int8_t>(SeenAct::defection);
  act(w, 0, 0);
  learn(w, 0, 0);
  // chance that an apparent contribution is genuine, by profile
  const double genuine[] = {0.9 / (0.9 + 0.1 * 0.6), 0.2 / (0.2 + 0.8 * 0.6)};
  const auto judged = [&](const std::vector<int>& suspects, double made) {
    double mean = 0.0;
    double variance = 0.25;
    for (const int f : suspects) {
      const double q = belief[f] * genuine[0] + (1.0 - belief[f]) * genuine[1];
      mean += q;
      variance += q * (1.0 - q);
    }
    for (const int f : suspects) {
      const double q = belief[f] * genuine[0] + (1.0 - belief[f]) * genuine[1];
      double weight[2];
      for (int p = 0; p < 2; ++p) {
        const double gap = made - (mean - q + genuine[p]);
        weight[p] =
            (p == 0 ? belief[f] : 1.0 - belief[f]) * std::exp(-0.7 * gap * gap / (2.0 * variance));
      }
      CAPTURE(f);
      CHECK_THAT(w.firms.reputation(w.at_profile(f, 0), 0),
                 WithinAbs(weight[0] / (weight[0] + weight[1]), 1e-12));
    }
  };
  judged({0, 2, 4}, 3.0);
  judged({1, 3}, 1.0);
  CHECK(w.firms.reputation(w.at_profile(5, 0), 0) == 0.5);  // did not seem to contribute
}

TEST_CASE("peers punish in their own circle only") {
  Scenario s = in_circles(StructureKind::partners, 6, 3);
  s.profiles[0].eta = {0.01, 0.0};
  s.profiles[0].anger = {1.0, 0.0};
  s.model.informal_visibility = 1.0;
  Regulation& rules = s.association[0].regulation;
  rules.adoption = Adoption::start;
  rules.enforcer = Enforcer::peers;
  rules.peer_cost = 2.0;
  rules.peer_fine = 3.0;
  World w = two_circles(s);
  // 4 defects among 0 and 2; 3 and 5 defect beside 1
  give(w, 0, {1.0, 1.0, 1.0, 0.0, 0.0, 0.0});
  for (int f = 0; f < 6; ++f)
    w.firms.cost(f, 0) = 0.0;
  monitor(w, 0, 0);
  const double cost[] = {2.0, 4.0, 2.0, 3.0, 6.0, 3.0};
  for (int f = 0; f < 6; ++f) {
    CAPTURE(f);
    CHECK(w.firms.cost(f, 0) == cost[f]);
  }
  CHECK(w.groups.sanctions(0, 0) == 4);
}

TEST_CASE("the punishers known are those that a defector meets in its circle") {
  Scenario s = in_circles(StructureKind::partners, 6, 3);
  s.profiles[0].eta = {0.01, 0.0};
  s.profiles[0].anger = {1.0, 0.0};
  s.model.informal_visibility = 1.0;
  s.model.detection_learning = 1.0;
  Regulation& rules = s.association[0].regulation;
  rules.adoption = Adoption::start;
  rules.enforcer = Enforcer::peers;
  rules.peer_fine = 3.0;
  World w = two_circles(s);
  give(w, 0, {1.0, 1.0, 1.0, 1.0, 0.0, 0.0});  // two give beside one defector in each circle
  monitor(w, 0, 0);
  CHECK(w.groups.peer_pressure(0, 0) == 2.0);
}

TEST_CASE("a facilitator's work in the members' place counts in the group, not in circles of it") {
  for (const int size : {3, 6}) {
    Scenario s = in_circles(StructureKind::partners, 6, size);
    guide(s, 2.0, {{Activity::do_for_them, 1.0}});
    World w = world_of(s);
    step_to_expectations(w, 0, 0);
    CHECK_THAT(w.helped[0].help,
               WithinAbs(size == 6 ? 2.0 * s.model.day_contributions : 0.0, 1e-12));
  }
}
