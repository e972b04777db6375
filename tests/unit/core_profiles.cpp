// What the field says that the four profiles do, with the coefficients that are shipped, and what
// holds the impatient and the patient to their word: the threat of exclusion and a known end.
#include "minga/core/beliefs.hpp"
#include "minga/io/scenario.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <cmath>
#include <string>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

enum Which { saint, citizen, winner, opportunist };  // order of the shares in the case

/// The shipped case with all actions open, so that the profiles can show themselves.
Scenario otavalo(const std::string& regulation = "none") {
  Scenario s =
      minga::io::load_scenario(
          "otavalo", std::vector<minga::io::Override>{{"association[0].regulation", regulation},
                                                      {"facilitator.strategy", "none"}})
          .value;
  if (s.association[0].regulation.adoption == Adoption::vote)
    s.association[0].regulation.adoption = Adoption::start;
  s.association[0].capability = 1.0;
  for (Action& a : s.association[0].actions)
    a.phase = a.every = 1;
  s.record = {true, true, true, true};
  return s;
}

int index_of_profile(const Scenario& s, const std::string& name) {
  for (std::size_t p = 0; p < s.profiles.size(); ++p) {
    if (s.profiles[p].name == name)
      return static_cast<int>(p);
  }
  throw std::logic_error("no profile " + name);
}

/// Profiles of the scenario in the order of Which.
std::vector<int> profiles_of(const Scenario& s) {
  return {index_of_profile(s, "saint"), index_of_profile(s, "solid-citizen"),
          index_of_profile(s, "win-at-all-costs"), index_of_profile(s, "opportunist")};
}

/// Chance that each profile contributes to each action, at its mean coefficients, when the others
/// are expected to contribute with chance `expected` and everybody comes.
std::vector<std::vector<double>> conduct_at(const Scenario& s, double expected) {
  World w = world_of(s);
  w.groups.attendance(0, 0) = 1.0;
  const int actions = static_cast<int>(w.derived.actions.size());
  for (int a = 0; a < actions; ++a)
    w.groups.expectation(a, 0) = expected;
  form_expectations(w, 0, 0);
  std::vector<std::vector<double>> out;
  for (const int p : profiles_of(s)) {
    std::vector<double>& row = out.emplace_back();
    for (int a = 0; a < actions; ++a)
      row.push_back(w.groups.conduct(w.at_profile(a, p), 0));
  }
  return out;
}

/// Counts over whole runs, by profile.
struct Conduct {
  double due = 0, made = 0, defections = 0, seen = 0, asked = 0, came = 0;
  double rate() const { return made / due; }
  double attendance() const { return came / asked; }
  double visible() const { return seen / defections; }
};

std::vector<Conduct> watch(const Scenario& s, int replicates, int periods) {
  std::vector<Conduct> by(s.profiles.size());
  World w = world_of(s, replicates, 4);
  for (int r = 0; r < replicates; ++r) {
    for (int t = 0; t < periods && w.alive(r); ++t) {
      step_to_monitoring(w, r, t);
      for (int f = 0; f < w.derived.firms; ++f) {
        if (!w.member(f, r))
          continue;
        Conduct& c = by[static_cast<std::size_t>(w.firms.profile(f, r))];
        c.asked += w.firms.available(f, r);
        c.came += w.firms.present(f, r);
        for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
          if (w.groups.active(a, r) == 0 || w.firms.present(f, r) == 0)
            continue;
          const double level = w.firms.level(w.at_action(a, f), r);
          c.due += 1.0;
          c.made += level;
          c.defections += level < 0.5;
          c.seen +=
              w.firms.seen(w.at_action(a, f), r) == static_cast<std::int8_t>(SeenAct::defection);
        }
      }
      learn(w, r, t);
      change_members(w, r, t);
      review_group(w, r, t);
      settle(w, r, t);
    }
  }
  std::vector<Conduct> out;
  for (const int p : profiles_of(s))
    out.push_back(by[static_cast<std::size_t>(p)]);
  return out;
}

/// A group of calculating firms under an officer whose fine is nothing: what he can do is expel.
Scenario under_expulsion(bool expels, double patience, bool known_end = false) {
  Scenario s = laboratory(6, 40);
  s.time.known_end = known_end;
  s.profiles[0].patience = {patience, 0.0};
  s.profiles[0].eta = {0.5, 0.0};
  Regulation& rules = s.association[0].regulation;
  rules.adoption = Adoption::start;
  rules.enforcer = Enforcer::officer;
  rules.monitoring = 0.9;
  rules.enforcement = 1.0;
  rules.sanctions = {0.0};
  rules.expel_after = expels ? 2 : 0;
  return s;
}

/// Contributions in the period t of many groups whose members have this smoothed net benefit.
double contributions(const Scenario& s, double benefit, int t = 0) {
  World w = world_of(s, 200, 6);
  double made = 0.0;
  for (int r = 0; r < 200; ++r) {
    for (int f = 0; f < w.derived.firms; ++f)
      w.firms.benefit(f, r) = benefit;
    open_period(w, r, t);
    facilitate(w, r, t);
    form_expectations(w, r, t);
    hold_meeting(w, r, t);
    for (int f = 0; f < w.derived.firms; ++f)
      made += w.firms.level(f, r);
  }
  return made;
}

}  // namespace

TEST_CASE("a saint contributes whatever the others do") {
  const Scenario s = otavalo();
  for (double expected = 0.0; expected <= 1.0; expected += 0.125) {
    const auto conduct = conduct_at(s, expected);
    for (const double c : conduct[saint]) {
      CAPTURE(expected);
      CHECK(c > 0.75);
    }
  }
}

TEST_CASE("a solid citizen contributes the more the more it expects of the others") {
  const Scenario s = otavalo();
  std::vector<double> before(s.association[0].actions.size(), 0.0);
  for (double expected = 0.0; expected <= 1.0; expected += 0.125) {
    const auto now = conduct_at(s, expected)[citizen];
    for (std::size_t a = 0; a < before.size(); ++a) {
      CAPTURE(expected, s.association[0].actions[a].name);
      CHECK(now[a] > before[a]);
    }
    before = now;
  }
  const auto few = conduct_at(s, 0.0)[citizen];
  for (std::size_t a = 0; a < before.size(); ++a)
    CHECK(before[a] > few[a] + 0.3);
}

TEST_CASE(
    "in a dilemma, who must win and the opportunist defect even where all others contribute") {
  Scenario s = otavalo();
  s.association[0].actions = {linear_action(15.0, 3.0)};  // returns a quarter among twelve
  for (const double expected : {0.0, 0.5, 1.0}) {
    const auto c = conduct_at(s, expected);
    CAPTURE(expected);
    CHECK(c[winner][0] < 0.05);
    CHECK(c[opportunist][0] < 0.1);
    // the one wants the lead, the other only its own gain
    CHECK(c[winner][0] < c[opportunist][0]);
  }
}

TEST_CASE("a solid citizen contributes more for the sake of inducing others") {
  Scenario s = otavalo();
  const auto with = conduct_at(s, 0.5)[citizen];
  s.profiles[static_cast<std::size_t>(index_of_profile(s, "solid-citizen"))].inducement = {0.0,
                                                                                           0.0};
  const auto without = conduct_at(s, 0.5)[citizen];
  for (std::size_t a = 0; a < with.size(); ++a)
    CHECK(with[a] > without[a]);
}

// 60 groups of 12 over 26 periods: thousands of acts a profile, so differences of .05 are over
// ten standard errors even if a firm's acts hang together.
TEST_CASE(
    "over whole runs saints give most, then solid citizens, then those who play for themselves") {
  Scenario s = otavalo();
  s.participation.mode = ParticipationMode::fixed;
  s.participation.rate = 0.9;
  const auto c = watch(s, 60, 26);
  CHECK(c[saint].rate() > c[citizen].rate() + 0.1);
  CHECK(c[citizen].rate() > 2.0 * c[winner].rate());
  CHECK(c[saint].rate() > 0.8);
}

TEST_CASE("who must win defects in the open, the opportunist hides it") {
  Scenario s = otavalo();
  s.participation.mode = ParticipationMode::fixed;
  s.participation.rate = 0.9;
  const auto c = watch(s, 60, 26);
  CHECK(c[winner].defections > 1000);
  CHECK(c[opportunist].defections > 1000);
  CHECK(c[opportunist].visible() < 0.6 * c[winner].visible());
}

// The opportunist's good face is worth `cover` to it; all else equal it comes more often.
TEST_CASE("an opportunist attends more than who must win") {
  Scenario s = otavalo();
  s.participation.mode = ParticipationMode::fixed;
  s.participation.rate = 0.9;
  s.population.distance_km = 30.0;  // so that coming is not a matter of course
  s.model.attention = 0.0;
  const auto c = watch(s, 60, 26);
  CHECK(c[opportunist].attendance() > c[winner].attendance() + 0.02);
  Scenario open = s;
  open.model.cover = 0.0;
  const auto d = watch(open, 60, 26);
  CHECK(c[opportunist].attendance() > d[opportunist].attendance() + 0.02);
}

TEST_CASE("the future weighs the discounted sum of the periods left, and nothing at a known end") {
  Scenario s = laboratory(4, 30);
  s.model.horizon_months = 12.0;
  const World field(s, {.seed = 1, .stream = 0, .first_replicate = 0, .count = 1});
  Scenario ending = s;
  ending.time.known_end = true;
  const World end(ending, {.seed = 1, .stream = 0, .first_replicate = 0, .count = 1});
  const double periods = 12.0 / field.derived.month;
  for (const double delta : {0.5, 0.9, 0.99}) {
    for (const int t : {0, 10, 29}) {
      CHECK_THAT(horizon_weight(field, delta, t),
                 WithinRel(delta * (1.0 - std::pow(delta, periods)) / (1.0 - delta), 1e-12));
      double sum = 0.0;  // the periods after t, if the end is nearer than the horizon
      for (int j = 1; j <= 29 - t; ++j)
        sum += std::pow(delta, j);
      if (29 - t < periods)
        CHECK_THAT(horizon_weight(end, delta, t), WithinAbs(sum, 1e-12));
    }
    CHECK(horizon_weight(end, delta, 29) == 0.0);
    CHECK(horizon_weight(end, delta, 28) > 0.0);
  }
  CHECK(horizon_weight(field, 0.0, 0) == 0.0);
  CHECK_THAT(horizon_weight(end, 1.0, 25), WithinRel(4.0));
}

TEST_CASE(
    "more to lose makes firms comply only where exclusion is possible and the future counts") {
  struct Case {
    bool expels;
    double patience;
    bool moves;
  };
  for (const Case c : {Case{true, 0.97, true}, Case{false, 0.97, false}, Case{true, 0.0, false},
                       Case{false, 0.0, false}}) {
    CAPTURE(c.expels, c.patience);
    const Scenario s = under_expulsion(c.expels, c.patience);
    const double low = contributions(s, 0.1);
    const double middle = contributions(s, 0.4);
    const double high = contributions(s, 1.0);
    if (c.moves) {
      CHECK(middle > low);
      CHECK(high > middle);
    } else {
      // the same random numbers, so not one firm may change its mind
      CHECK(middle == low);
      CHECK(high == low);
    }
  }
}

TEST_CASE("a known end takes the threat of exclusion away in the last period") {
  const Scenario s = under_expulsion(true, 0.97, true);
  CHECK(contributions(s, 5.0, 38) > contributions(s, 5.0, 39));
  CHECK(contributions(s, 5.0, 0) > contributions(s, 5.0, 38));
  // in the last period the benefit of membership moves nobody
  CHECK(contributions(s, 50.0, 39) == contributions(s, 0.0, 39));
  const Scenario open = under_expulsion(true, 0.97, false);
  CHECK(contributions(open, 5.0, 39) > contributions(s, 5.0, 39));
}

TEST_CASE("a rule that only expels is foreseen, though it fines nobody") {
  Scenario s = under_expulsion(true, 0.97);
  const double with_empty_fine = contributions(s, 5.0);
  s.association[0].regulation.sanctions.clear();
  CHECK(contributions(s, 5.0) == with_empty_fine);
}

TEST_CASE("expulsion comes the nearer the more offences are counted") {
  const Scenario s = under_expulsion(true, 0.97);
  const World w = world_of(s);
  CHECK_THAT(expulsion_chance(w, 0), WithinRel(0.5 * s.model.expulsion_weight));
  CHECK_THAT(expulsion_chance(w, 1), WithinRel(s.model.expulsion_weight));
  CHECK_THAT(expulsion_chance(w, 7), WithinRel(s.model.expulsion_weight));
}
