// What outside firms and helpers do: applicants that refuse the terms, and a facilitator's work as
// members foresee it.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

using namespace minga;
using test::Approx;

namespace {

/// A group that gains, beside firms that may apply and a facilitator who asks for an investment.
core::Scenario growing(int entrants) {
  core::Scenario s = test::laboratory(6, 60);
  s.population.entrants = entrants;
  s.population.expected_gain = 0.1;
  s.profiles[0].omega = {1.0, 0.0};
  s.profiles[0].patience = {0.95, 0.0};
  s.model.entry_rate = 1.0;
  s.model.closure = 0.0;
  return s;
}

}  // namespace

TEST_CASE("an applicant that refuses the terms does not stand in the others' way") {
  core::Scenario s = growing(2);
  s.facilitator.co_investment = 100.0;
  s.facilitator.days = {1.0, 1.0, 1.0, 1.0};
  for (auto& weights : s.facilitator.weights)
    weights[static_cast<std::size_t>(core::Activity::link)] = 1.0;
  s.facilitator.exit_month = 1000.0;
  s.institution.funding_months = 1000.0;
  s.institution.shock_rate = 0.0;
  // the first of the two places is for a firm that cannot pay, the second for one that can
  core::FirmSpec rich;
  rich.margin = 1e6;
  s.population.firm.assign(8, rich);
  s.population.firm[6].margin = 1e-3;
  const core::BlockRequest request{.seed = 3, .stream = 0, .first_replicate = 0, .count = 20};
  core::World w(s, request);
  for (int r = 0; r < w.replicates; ++r) {
    for (int t = 0; t < s.time.periods; ++t)
      test::step(w, r, t);
    CHECK_FALSE(w.member(6, r));
    CHECK(w.member(7, r));
  }
}

TEST_CASE("without a co-investment every admitted applicant joins, with the traits drawn for it") {
  const core::Scenario s = growing(3);
  core::World w(s, {.seed = 4, .stream = 0, .first_replicate = 0, .count = 1});
  const double size = w.firms.size(7, 0);
  for (int t = 0; t < s.time.periods; ++t)
    test::step(w, 0, t);
  CHECK(w.groups.members(0, 0) == 9);
  CHECK(w.firms.size(7, 0) == size);
  CHECK(w.firms.joined(7, 0) > 0);
}

TEST_CASE("members foresee a facilitator's work as the yields then count it") {
  for (const core::GameForm form : {core::GameForm::linear, core::GameForm::weakest_link}) {
    core::Scenario s = test::laboratory(5, 3);
    core::Action& a = s.association[0].actions[0];
    a.form = form;
    a.benefit = 30.0;
    a.spoil = 0.3;
    a.excludable = 0.4;
    s.model.levels = 2;
    s.facilitator.days = {1.0, 1.0, 1.0, 1.0};
    s.facilitator.weights[0][static_cast<std::size_t>(core::Activity::do_for_them)] = 1.0;
    s.model.day_contributions = 1.6;
    core::World w(s, {.seed = 1, .stream = 0, .first_replicate = 0, .count = 1});
    core::open_period(w, 0, 0);
    core::facilitate(w, 0, 0);
    core::form_expectations(w, 0, 0);
    REQUIRE(w.helped[0].help == Approx(1.6));
    const core::Stakes stakes = core::stakes_of(w, w.firms.coefficient(0, 0), 0, 0, 5);
    for (int x = 0; x <= 2; ++x) {
      for (int k = 0; k < 5; ++k) {
        INFO("level " << x << ", others " << k);
        const double total = k + 0.5 * x;
        // a part of a contribution counts as a chance of a whole one, and n is all that can be done
        const auto yield = [&](double own, double at) {
          return core::productive_yield(a, core::Distribution::capture, own, std::min(5.0, at), 5);
        };
        const double own = 0.4 * yield(0.5 * x, total + 1.0) + 0.6 * yield(0.5 * x, total + 2.0);
        CHECK(stakes.own0[x * stakes.stride + k] == Approx(own));
        const double others =
            k * (0.4 * yield(1.0, total + 1.0) + 0.6 * yield(1.0, total + 2.0)) +
            (4 - k) * (0.4 * yield(0.0, total + 1.0) + 0.6 * yield(0.0, total + 2.0));
        CHECK(stakes.others0[x * stakes.stride + k] == Approx(others));
      }
    }
  }
}
