// What a programme learns of firms before it takes their group on, and its money for co-finance.
#include "engine_same.hpp"
#include "programme.hpp"
#include "society.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

/// Twelve candidate groups of firms of two kinds, half of what their action costs paid for.
Scenario programme() {
  Scenario s = laboratory(6, 60);
  s.association[0].copies = 12;
  Profile patient = plain_profile("patient");
  patient.patience = {0.98, 0.0};
  patient.persuasion = {0.6, 0.2};
  patient.pessimism = {-1.0, 0.3};
  Profile hasty = plain_profile("hasty");
  hasty.patience = {0.8, 0.0};
  hasty.persuasion = {0.1, 0.05};
  hasty.pessimism = {1.0, 0.3};
  s.profiles = {patient, hasty};
  s.population.shares = {0.5, 0.5};
  s.population.expected_gain = 0.1;
  s.association[0].actions[0].operating_cost = 20.0;
  guide(s, 2.0, {{Activity::visit, 1.0}});
  s.facilitator.exit_month = 1000.0;
  s.institution.funding_months = 1000.0;
  s.institution.shock_rate = 0.0;
  s.institution.co_finance = s.institution.co_finance_end = 0.5;
  s.institution.overhead = 0.0;
  s.institution.day_cost = 0.0;
  Programme& p = s.programme;
  p.enabled = true;
  p.facilitators = 2;
  p.groups_each = 2;
  p.days = 100.0;
  p.response = {1.0, 0.0};
  p.self_formation = p.demonstration = p.poison = p.failure_rate = p.diagnosis_error = 0.0;
  p.distance_cv = p.diversity_cv = p.margin_cv = p.gain_cv = 0.0;
  p.coordination.setup_months = p.coordination.turnover = 0.0;
  return s;
}

Society society_of(const Scenario& s, int runs = 1) {
  return {s, {.seed = 5, .stream = 0, .first_replicate = 0, .count = runs}};
}

/// What the criterion is of, from the firms that did found the group.
double of_members(const World& w, std::size_t criterion, int r) {
  double sum = 0.0;
  double most = 0.0;
  for (int f = 0; f < w.derived.founders; ++f) {
    const Coefficients& c = w.firms.coefficient(f, r);
    most = std::max(most, c.persuasion);
    sum += criterion == 5 ? c.patience : -c.pessimism;
  }
  return criterion == 6 ? most : sum;
}

}  // namespace

TEST_CASE("an interview tells of the firms that later found the group") {
  Scenario s = programme();
  s.programme.facilitators = 12;
  Society society = society_of(s);
  std::vector<Interview> seen;
  for (int a = 0; a < 12; ++a)
    seen.push_back(interview_of(society.world(a), 0));
  society.step(0, 0);
  for (int a = 0; a < 12; ++a) {
    const World& w = society.world(a);
    const Interview& told = seen[static_cast<std::size_t>(a)];
    CHECK(told.leadership == of_members(w, 6, 0));
    CHECK(told.trust == Approx(of_members(w, 7, 0) / 6.0));
    double worth = 0.0;
    for (int f = 0; f < 6; ++f)
      worth += horizon_weight(w, w.firms.coefficient(f, 0).patience, 0) / 6.0;
    CHECK(told.commitment == Approx(0.1 * w.derived.month * worth));
  }
}

TEST_CASE("what is asked of firms beforehand weighs less on those with a larger margin") {
  Scenario s = programme();
  const double free = interview_of(society_of(s).world(0), 0).commitment;
  s.facilitator.co_investment = 50.0;
  const double asked = interview_of(society_of(s).world(0), 0).commitment;
  CHECK(free - asked == Approx(50.0 / s.population.margin));
  s.population.margin *= 2.0;
  CHECK(free - interview_of(society_of(s).world(0), 0).commitment ==
        Approx(25.0 / (s.population.margin / 2.0)));
}

TEST_CASE("selection by what an interview shows takes the groups of such firms") {
  for (const std::size_t criterion : {5U, 6U, 7U}) {
    CAPTURE(kCriterionNames[criterion]);
    Scenario s = programme();
    s.programme.weights[criterion] = 1.0;
    Society society = society_of(s, 5);
    Scenario all = s;
    all.programme.facilitators = 12;
    Society founded = society_of(all, 5);
    for (int r = 0; r < 5; ++r) {
      society.step(r, 0);
      founded.step(r, 0);
      double worst_in = std::numeric_limits<double>::infinity();
      double best_out = -worst_in;
      for (int a = 0; a < 12; ++a) {
        const double value = of_members(founded.world(a), criterion, r);
        if (society.world(a).groups.served(0, r) != 0)
          worst_in = std::min(worst_in, value);
        else
          best_out = std::max(best_out, value);
      }
      CHECK(worst_in >= best_out - 1e-12);
      CHECK(society.office()->served(r) == 4);
    }
  }
}

TEST_CASE("errors of diagnosis are drawn for each criterion alone") {
  Scenario s = programme();
  s.programme.diagnosis_error = 1.0;
  std::vector<std::vector<int>> chosen;
  for (std::size_t criterion = 0; criterion < kCriteria; ++criterion) {
    s.programme.weights.fill(0.0);
    s.programme.weights[criterion] = 1.0;
    if (criterion >= 5) {  // nothing to see, so errors decide
      for (Profile& p : s.profiles)
        p = plain_profile(p.name);
    }
    Society society = society_of(s);
    society.step(0, 0);
    std::vector<int> in;
    for (int a = 0; a < 12; ++a)
      in.push_back(society.world(a).groups.served(0, 0));
    for (const auto& before : chosen)
      CHECK(in != before);
    chosen.push_back(in);
  }
}

TEST_CASE("more money than can be drawn on changes nothing") {
  const Scenario s = programme();
  Scenario rich = s;
  rich.programme.money = 1e9;
  const BlockResult a = run(s, 3);
  const BlockResult b = run(rich, 3);
  CHECK(same_bits(a.summary, b.summary));
  CHECK(same_bits(a.trajectory, b.trajectory));
  CHECK(summary_of(a, "cost")[0] > 0.0);
}

namespace {

/// What the programme pays for co-finance in each period of a run, and what groups still hold.
struct Paid {
  std::vector<double> by_period;
  std::vector<double> by_group;
};

Paid pay(const Scenario& s, double attendance_of_first = -1.0) {
  Society society = society_of(s);
  Paid out{{}, std::vector<double>(12, 0.0)};
  for (int t = 0; t < 60; ++t) {
    if (t > 0 && attendance_of_first >= 0.0) {
      for (int a = 0; a < 12; ++a) {
        const bool marked = a == 0;
        society.world(a).groups.attendance(0, 0) = marked ? attendance_of_first : 0.9;
        society.world(a).groups.conduct_smooth(0, 0) = marked ? attendance_of_first : 0.9;
      }
    }
    society.step(0, t);
    double sum = 0.0;
    for (int a = 0; a < 12; ++a) {
      const Groups& g = society.world(a).groups;
      const double amount = g.founded(0, 0) >= 0 ? g.programme(0, 0) : 0.0;
      sum += amount;
      out.by_group[static_cast<std::size_t>(a)] += amount;
    }
    out.by_period.push_back(sum);
  }
  return out;
}

double sum_of(const std::vector<double>& x) { return std::accumulate(x.begin(), x.end(), 0.0); }

}  // namespace

TEST_CASE("no more is paid to groups than the money that came in") {
  Scenario s = programme();
  // four groups, half of 20 each a period
  const Paid free = pay(s);
  CHECK(sum_of(free.by_period) == Approx(60 * 4 * 10.0));
  s.programme.money = 20.0;  // a month
  const Paid limited = pay(s);
  const double month = Derived(s, 0).month;
  double come_in = 0.0;
  double gone = 0.0;
  for (const double amount : limited.by_period) {
    come_in += 20.0 * month;
    gone += amount;
    CHECK(gone <= come_in * (1.0 + 1e-12));
  }
  CHECK(gone == Approx(come_in));  // and all of it is
}

TEST_CASE("what the programme does not pay the members do") {
  Scenario s = programme();
  s.programme.groups_each = 6;
  const BlockResult free = run(s, 1);
  s.programme.money = 1e-6;
  const BlockResult limited = run(s, 1);
  const double saved = summary_of(free, "cost")[0] - summary_of(limited, "cost")[0];
  CHECK(saved > 1000.0);
  CHECK(summary_of(limited, "member_cost")[0] - summary_of(free, "member_cost")[0] ==
        Approx(saved).epsilon(0.2));  // some decide otherwise
}

TEST_CASE("money goes to all alike, to whom it lacks, or to whom it serves") {
  Scenario s = programme();
  s.programme.facilitators = 6;
  s.programme.money = 20.0;
  const auto share_of_first = [&](Allotment rule, double standing) {
    s.programme.money_allotment = rule;
    const Paid paid = pay(s, standing);
    return paid.by_group[0] / sum_of(paid.by_group);
  };
  CHECK(share_of_first(Allotment::equal, 0.1) == Approx(1.0 / 12.0));
  // 0.9 against eleven times 0.1, and 0.1 against eleven times 0.9
  CHECK(share_of_first(Allotment::need, 0.1) == Approx(0.9 / 2.0).epsilon(0.02));
  CHECK(share_of_first(Allotment::promise, 0.1) == Approx(0.1 / 10.0).epsilon(0.2));
}

TEST_CASE("what a group leaves unspent goes to the others") {
  Scenario s = programme();
  s.programme.facilitators = 1;
  s.programme.groups_each = 2;
  s.programme.money = 20.0;
  Society society = society_of(s);
  society.step(0, 0);
  std::vector<World*> served;
  for (int a = 0; a < 12; ++a) {
    if (society.world(a).groups.served(0, 0) != 0)
      served.push_back(&society.world(a));
  }
  REQUIRE(served.size() == 2);
  served[0]->groups.money(0, 0) = 500.0;
  end_group(*served[0], 0, 0, Cause::vote);
  society.step(0, 1);
  CHECK(served[0]->groups.money(0, 0) == 0.0);
  CHECK(served[1]->groups.money(0, 0) > 480.0);
}
