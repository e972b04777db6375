// Choice among levels with noise and trembles, what it is worth to have it, and what the norm asks.
#include "minga/core/choice.hpp"
#include "support/catch.hpp"
#include "support/choice_fixture.hpp"

#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

TEST_CASE("choice is a softmax with trembles, whatever is added to all utilities") {
  const std::vector<double> u{0.3, -0.4, 1.1, 0.0};
  for (const double eta : {0.05, 0.25, 2.0}) {
    for (const double epsilon : {0.0, 0.02, 0.5, 1.0}) {
      const auto p = chances(u, eta, epsilon);
      long double total = 0.0L;
      for (const double x : u)
        total += std::exp(static_cast<long double>(x) / eta);
      for (std::size_t x = 0; x < u.size(); ++x) {
        const auto soft =
            static_cast<double>(std::exp(static_cast<long double>(u[x]) / eta) / total);
        CHECK_THAT(p[x], WithinAbs((1.0 - epsilon) * soft + epsilon / 4.0, 1e-14));
      }
      CHECK_THAT(sum(p), WithinAbs(1.0, 1e-14));
      std::vector<double> moved = u;
      for (double& x : moved)
        x += 1000.0;
      const auto q = chances(moved, eta, epsilon);
      for (std::size_t x = 0; x < u.size(); ++x)
        CHECK_THAT(q[x], WithinAbs(p[x], 1e-11));
    }
  }
}

TEST_CASE("extreme utilities give certainty and no overflow") {
  const auto p = chances({-1e8, 1e8}, 0.01, 0.0);
  CHECK(p[1] == 1.0);
  CHECK(p[0] < 1e-300);
}

TEST_CASE("without noise choice tends to the best response, which takes the lowest of equals") {
  const std::vector<double> u{0.1, 0.7, 0.2, 0.7};
  const auto best = chances(u, 0.25, 0.04, DecisionRule::best_response);
  CHECK_THAT(best[1], WithinRel(0.97));
  for (const std::size_t x : {0U, 2U, 3U})
    CHECK_THAT(best[x], WithinRel(0.01));
  const std::vector<double> single{0.1, 0.7, 0.2, 0.699};
  const auto cold = chances(single, 1e-4, 0.04);
  const auto exact = chances(single, 0.25, 0.04, DecisionRule::best_response);
  for (std::size_t x = 0; x < single.size(); ++x)
    CHECK_THAT(cold[x], WithinAbs(exact[x], 1e-4));
  const auto hot = chances(single, 1e6, 0.0);
  for (const double p : hot)
    CHECK_THAT(p, WithinAbs(0.25, 1e-6));
}

TEST_CASE("what a choice is worth does not grow with the number of options that are alike") {
  const std::vector<double> u{0.2, 0.9, -0.3};
  const std::vector<double> p{0.5, 0.3, 0.2};
  CHECK_THAT(expected_utility(u, p), WithinRel(0.31, 1e-12));
  for (const std::size_t options : {2U, 3U, 21U}) {
    const std::vector<double> alike(options, 0.7);
    std::vector<double> chance(options);
    choice_probabilities(alike, 0.25, 0.1, DecisionRule::logit, chance);
    CHECK_THAT(expected_utility(alike, chance), WithinRel(0.7, 1e-12));
  }
}

TEST_CASE("an obligation is two neighbouring levels whose mean is the norm") {
  for (const int levels : {1, 2, 4, 20}) {
    for (int i = 0; i <= 1000; ++i) {
      const double m = i / 1000.0;
      const Obligation o = obligation(m, levels);
      CAPTURE(levels, m);
      REQUIRE_THAT((1.0 - o.chance_up) * o.low + o.chance_up * o.high, WithinAbs(m, 1e-12));
      REQUIRE(o.chance_up >= 0.0);
      REQUIRE(o.chance_up < 1.0);
      REQUIRE(o.high <= 1.0);
      REQUIRE(o.high - o.low <= 1.0 / levels + 1e-12);
      const double step = o.low * levels;
      REQUIRE_THAT(step, WithinAbs(std::round(step), 1e-12));
    }
  }
}

TEST_CASE("the norm is a line within [0, 1] or a jump, and a promise closes part of the rest") {
  CHECK_THAT(norm(NormForm::line, 0.05, 0.74, 0.5, 0.5, 0.0), WithinRel(0.42));
  CHECK(norm(NormForm::line, 0.5, 0.9, 0.5, 1.0, 0.0) == 1.0);
  CHECK_THAT(norm(NormForm::line, 0.05, 0.74, 0.5, 0.5, 0.3), WithinRel(0.42 + 0.58 * 0.3));
  CHECK(norm(NormForm::threshold, 0.9, 0.9, 0.5, 0.4999, 0.0) == 0.0);
  CHECK(norm(NormForm::threshold, 0.0, 0.0, 0.5, 0.5, 0.0) == 1.0);
  CHECK(norm(NormForm::threshold, 0.0, 0.0, 0.5, 0.1, 0.25) == 0.25);
  CHECK(norm(NormForm::line, 1.0, 0.0, 0.5, 0.0, 0.7) == 1.0);
}
