// What is drawn has the distribution that the scenario states. Each comparison fails a correct
// program for one seed in a million (kFalseFailure), and seeds are fixed.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>

#include <cmath>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

using Cdf = std::function<double(double)>;

constexpr int kFirms = 50;
constexpr int kRuns = 1500;

World draw(const Scenario& s, int runs = kRuns) {
  return World(s, {.seed = 31, .stream = 0, .first_replicate = 0, .count = runs});
}

/// A value of every firm of every replicate.
std::vector<double> all(const World& w, const std::function<double(int, int)>& value) {
  std::vector<double> out;
  for (int r = 0; r < w.replicates; ++r) {
    for (int f = 0; f < w.derived.firms; ++f)
      out.push_back(value(f, r));
  }
  return out;
}

/// Chi-square over 40 cells that are equally likely under the stated distribution.
double misfit(const std::vector<double>& values, const Cdf& cdf) {
  constexpr std::size_t kCells = 40;
  std::vector<double> counts(kCells, 0.0);
  for (const double x : values) {
    const auto cell = static_cast<std::size_t>(cdf(x) * kCells);
    ++counts[std::min(cell, kCells - 1)];
  }
  const std::vector<double> expected(kCells, static_cast<double>(values.size()) / kCells);
  return chi_square(counts, expected);
}

const double kLimit = chi_square_limit(39.0);

/// Mean and its distance from what it should be, in standard errors.
double distance(const std::vector<double>& values, double mean) {
  const auto n = static_cast<double>(values.size());
  const double average = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double square = 0.0;
  for (const double x : values)
    square += (x - average) * (x - average);
  return std::fabs(average - mean) / std::sqrt(square / (n - 1.0) / n);
}

std::vector<double> squares_about(std::vector<double> values, double mean) {
  for (double& x : values)
    x = (x - mean) * (x - mean);
  return values;
}

Cdf beta_cdf(double mean, double sd) {
  const double s = mean * (1.0 - mean) / (sd * sd) - 1.0;
  return [d = boost::math::beta_distribution<>(mean * s, (1.0 - mean) * s)](double x) {
    return boost::math::cdf(d, x);
  };
}

Cdf truncated_normal_cdf(double mean, double sd, double lo) {
  return [d = boost::math::normal(mean, sd), lo](double x) {
    const double below = boost::math::cdf(d, lo);
    return (boost::math::cdf(d, x) - below) / (1.0 - below);
  };
}

Cdf lognormal_cdf(double mean, double cv) {
  const double variance = std::log(1.0 + cv * cv);
  return [mean, variance](double x) {
    return boost::math::cdf(
        boost::math::normal(std::log(mean) - 0.5 * variance, std::sqrt(variance)), std::log(x));
  };
}

}  // namespace

TEST_CASE("firms take their profiles by the shares of the population") {
  Scenario s = laboratory(kFirms, 1);
  s.profiles = {plain_profile("a"), plain_profile("b"), plain_profile("c"), plain_profile("d")};
  s.population.shares = {0.10, 0.52, 0.15, 0.23};
  const World w = draw(s);
  std::vector<double> counts(4, 0.0);
  for (const double p : all(w, [&](int f, int r) { return double{w.firms.profile(f, r) * 1.0}; }))
    ++counts[static_cast<std::size_t>(p)];
  std::vector<double> expected;
  for (const double share : s.population.shares)
    expected.push_back(share * kFirms * kRuns);
  CHECK(chi_square(counts, expected) < chi_square_limit(3.0));
}

TEST_CASE("coefficients within [0, 1] are beta with the mean and sd stated") {
  Scenario s = laboratory(kFirms, 1);
  Profile& p = s.profiles[0];
  p.norm_intercept = {0.05, 0.04};
  p.norm_slope = {0.74, 0.15};
  p.norm_threshold = {0.5, 0.2};
  p.patience = {0.97, 0.015};
  p.epsilon = {0.02, 0.01};
  p.stealth = {0.65, 0.35};  // U-shaped
  p.persuasion = {0.7, 0.15};
  const World w = draw(s);
  const auto check = [&](const char* name, const Coefficient& c,
                         const std::function<double(const Coefficients&)>& part) {
    CAPTURE(name);
    const auto x = all(w, [&](int f, int r) { return part(w.firms.coefficient(f, r)); });
    CHECK(misfit(x, beta_cdf(c.mean, c.sd)) < kLimit);
    CHECK(distance(x, c.mean) < standard_errors());
    CHECK(distance(squares_about(x, c.mean), c.sd * c.sd) < standard_errors());
  };
  check("intercept", p.norm_intercept, [](const Coefficients& c) { return c.intercept; });
  check("slope", p.norm_slope, [](const Coefficients& c) { return c.slope; });
  check("threshold", p.norm_threshold, [](const Coefficients& c) { return c.threshold; });
  check("epsilon", p.epsilon, [](const Coefficients& c) { return c.epsilon; });
  check("stealth", p.stealth, [](const Coefficients& c) { return c.stealth; });
  check("persuasion", p.persuasion, [](const Coefficients& c) { return c.persuasion; });
  // stated per month, held per period
  check("patience", p.patience,
        [&](const Coefficients& c) { return std::pow(c.patience, 1.0 / w.derived.month); });
}

TEST_CASE("other coefficients are normal, truncated to their range") {
  Scenario s = laboratory(kFirms, 1);
  Profile& p = s.profiles[0];
  p.omega = {-0.4, 0.15};
  p.pessimism = {0.2, 0.5};
  p.gamma = {0.5, 0.4};
  p.kappa = {0.1, 0.08};
  p.lambda = {1.4, 0.5};
  p.eta = {0.1, 0.05};
  p.anger = {0.1, 0.1};
  p.inducement = {0.2, 0.3};
  const World w = draw(s);
  const double none = -std::numeric_limits<double>::max();
  const auto check = [&](const char* name, const Coefficient& c, double lo,
                         const std::function<double(const Coefficients&)>& part) {
    CAPTURE(name);
    const auto x = all(w, [&](int f, int r) { return part(w.firms.coefficient(f, r)); });
    CHECK(*std::min_element(x.begin(), x.end()) >= lo);
    CHECK(misfit(x, truncated_normal_cdf(c.mean, c.sd, lo)) < kLimit);
    // mean of a normal cut off below (Johnson, Kotz, Balakrishnan 1994, ch. 13)
    const boost::math::normal unit;
    const double a = (std::max(lo, -1e6) - c.mean) / c.sd;
    const double hazard = boost::math::pdf(unit, a) / boost::math::cdf(complement(unit, a));
    CHECK(distance(x, c.mean + c.sd * hazard) < standard_errors());
  };
  check("omega", p.omega, none, [](const Coefficients& c) { return c.omega; });
  check("pessimism", p.pessimism, none, [](const Coefficients& c) { return c.pessimism; });
  check("gamma", p.gamma, 0.0, [](const Coefficients& c) { return c.gamma; });
  check("kappa", p.kappa, 0.0, [](const Coefficients& c) { return c.kappa; });
  check("lambda", p.lambda, 1.0, [](const Coefficients& c) { return c.lambda; });
  check("eta", p.eta, 0.01, [](const Coefficients& c) { return c.eta; });
  check("anger", p.anger, 0.0, [](const Coefficients& c) { return c.anger; });
  check("inducement", p.inducement, 0.0, [](const Coefficients& c) { return c.inducement; });
}

TEST_CASE("a coefficient without spread is its mean") {
  Scenario s = laboratory(kFirms, 1);
  s.profiles[0].stealth = {0.3, 0.0};
  s.profiles[0].omega = {-0.4, 0.0};
  const World w = draw(s, 3);
  for (const double x : all(w, [&](int f, int r) { return w.firms.coefficient(f, r).stealth; }))
    CHECK(x == 0.3);
  for (const double x : all(w, [&](int f, int r) { return w.firms.coefficient(f, r).omega; }))
    CHECK(x == -0.4);
}

TEST_CASE("sizes, margins and distances are lognormal with the mean and cv stated") {
  Scenario s = laboratory(kFirms, 1);
  s.population.size_cv = 0.4;
  s.population.margin_cv = 0.9;
  s.population.distance_cv = 0.6;
  const World w = draw(s);
  const auto size = all(w, [&](int f, int r) { return w.firms.size(f, r); });
  const auto margin = all(w, [&](int f, int r) { return w.firms.margin(f, r); });
  const auto km = all(w, [&](int f, int r) { return w.firms.distance(f, r); });
  CHECK(misfit(size, lognormal_cdf(1.0, 0.4)) < kLimit);
  CHECK(misfit(margin, lognormal_cdf(300.0, 0.9)) < kLimit);
  CHECK(misfit(km, lognormal_cdf(3.0, 0.6)) < kLimit);
  CHECK(distance(size, 1.0) < standard_errors());
  CHECK(distance(margin, 300.0) < standard_errors());
  CHECK(distance(squares_about(size, 1.0), 0.16) < standard_errors());
}

TEST_CASE("draws for different things of one firm do not hang together") {
  Scenario s = laboratory(kFirms, 1);
  s.population.size_cv = s.population.margin_cv = s.population.distance_cv = 0.5;
  s.profiles[0].omega = {0.0, 1.0};
  s.profiles[0].stealth = {0.5, 0.2};
  const World w = draw(s);
  const std::vector<std::vector<double>> x{
      all(w, [&](int f, int r) { return std::log(w.firms.size(f, r)); }),
      all(w, [&](int f, int r) { return std::log(w.firms.margin(f, r)); }),
      all(w, [&](int f, int r) { return std::log(w.firms.distance(f, r)); }),
      all(w, [&](int f, int r) { return w.firms.coefficient(f, r).omega; }),
      all(w, [&](int f, int r) { return w.firms.coefficient(f, r).stealth; })};
  const auto n = static_cast<double>(x[0].size());
  const auto correlation = [&](const std::vector<double>& a, const std::vector<double>& b) {
    double sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      sa += a[i];
      sb += b[i];
      saa += a[i] * a[i];
      sbb += b[i] * b[i];
      sab += a[i] * b[i];
    }
    return (n * sab - sa * sb) / std::sqrt((n * saa - sa * sa) * (n * sbb - sb * sb));
  };
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = i + 1; j < x.size(); ++j) {
      CAPTURE(i, j);
      CHECK(std::fabs(correlation(x[i], x[j])) < standard_errors() / std::sqrt(n));
    }
  }
}

TEST_CASE("log demand is stationary with the sd and persistence stated") {
  Scenario s = laboratory(2, 12);
  s.market.demand_sd = 0.3;
  s.market.demand_persistence = 0.8;
  constexpr int kMany = 20000;
  World w = draw(s, kMany);
  std::vector<double> first(kMany), before(kMany), last(kMany), product(kMany);
  for (int r = 0; r < kMany; ++r) {
    const auto i = static_cast<std::size_t>(r);
    for (int t = 0; t < 12; ++t) {
      before[i] = w.groups.demand(0, r);
      open_period(w, r, t);
      if (t == 0)
        first[i] = w.groups.demand(0, r);
    }
    last[i] = w.groups.demand(0, r);
    product[i] = last[i] * before[i];
  }
  for (const auto& x : {first, last}) {
    CHECK(misfit(x, [](double z) { return boost::math::cdf(boost::math::normal(0.0, 0.3), z); }) <
          kLimit);
    CHECK(distance(squares_about(x, 0.0), 0.09) < standard_errors());
  }
  CHECK(distance(product, 0.8 * 0.09) < standard_errors());
}

TEST_CASE("fixed participation falls into its three kinds by the split stated") {
  Scenario s = laboratory(kFirms, 1);
  s.participation.split = {0.238, 0.4, 0.362};
  const World w = draw(s);
  std::vector<double> counts(3, 0.0);
  for (const double e : all(w, [&](int f, int r) { return w.firms.engagement(f, r); })) {
    const auto kind = std::find(s.participation.levels.begin(), s.participation.levels.end(), e) -
                      s.participation.levels.begin();
    REQUIRE(kind < 3);
    ++counts[static_cast<std::size_t>(kind)];
  }
  std::vector<double> expected;
  for (const double share : s.participation.split)
    expected.push_back(share * kFirms * kRuns);
  CHECK(chi_square(counts, expected) < chi_square_limit(2.0));
}
