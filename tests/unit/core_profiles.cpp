// What the field says that the four profiles do, with the coefficients that are shipped.
#include "minga/core/beliefs.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"
#include "support/otavalo.hpp"

#include <stdexcept>
#include <string>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

enum Which { saint, citizen, winner, opportunist };  // order of the shares in the case

/// The shipped case with all actions open, so that the profiles can show themselves.
Scenario otavalo(const std::string& regulation = "none") {
  Scenario s = shipped_otavalo(regulation, "none");
  if (s.association[0].regulation.adoption == Adoption::vote)
    s.association[0].regulation.adoption = Adoption::start;
  s.association[0].capability = 1.0;
  for (Action& a : s.association[0].actions)
    a.phase = a.every = 1;
  return s;
}

/// With noise enough in the choice to see what is weighed where hardly anything is done.
Scenario wavering() {
  Scenario s = otavalo();
  for (Profile& p : s.profiles)
    p.eta = {0.25, 0.0};
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
      finish_period(w, r, t);
    }
  }
  std::vector<Conduct> out;
  for (const int p : profiles_of(s))
    out.push_back(by[static_cast<std::size_t>(p)]);
  return out;
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
  const Scenario s = wavering();
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
  Scenario s = wavering();
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
  Scenario s = wavering();
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
  s.model.meeting_gain = 0.02;
  s.model.attention = 0.0;
  const auto c = watch(s, 60, 26);
  CHECK(c[opportunist].attendance() > c[winner].attendance() + 0.02);
  Scenario open = s;
  open.model.cover = 0.0;
  const auto d = watch(open, 60, 26);
  CHECK(c[opportunist].attendance() > d[opportunist].attendance() + 0.02);
}
