// Strangers meet by chance alone: every way to deal them into circles is as likely, in every period
// and whatever came before. Each comparison fails a correct program for one seed in a million
// (kFalseFailure), and seeds are fixed.
#include "support/catch.hpp"
#include "support/chances_fixture.hpp"

#include <cmath>
#include <map>
#include <set>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

Scenario strangers(int firms, int size) {
  Scenario s = laboratory(firms, 100);
  s.structure.kind = StructureKind::strangers;
  s.structure.group_size = size;
  return s;
}

/// Who plays with the first firm, as bits.
unsigned with_first(const World& w, int r) {
  unsigned bits = 0;
  for (int f = 1; f < w.derived.firms; ++f) {
    if (w.member(f, r) && w.firms.circle(f, r) == w.firms.circle(0, r))
      bits |= 1U << static_cast<unsigned>(f);
  }
  return bits;
}

}  // namespace

TEST_CASE("eight strangers are dealt into fours in each of the 35 ways as often") {
  constexpr int kRuns = 200;
  constexpr int kPeriods = 100;
  const Scenario s = strangers(8, 4);
  World w = world_of(s, kRuns, kSeed);
  std::map<unsigned, double> ways;
  double again = 0.0;
  for (int r = 0; r < kRuns; ++r) {
    unsigned last = 0;
    for (int t = 0; t < kPeriods; ++t) {
      form_circles(w, r, t);
      const unsigned now = with_first(w, r);
      ++ways[now];
      again += now == last;
      last = now;
    }
  }
  REQUIRE(ways.size() == 35);
  std::vector<double> counts;
  for (const auto& [way, count] : ways)
    counts.push_back(count);
  CHECK(chi_square(counts, std::vector<double>(35, kRuns * kPeriods / 35.0)) <
        chi_square_limit(34.0));
  CHECK(distance(again, kRuns * (kPeriods - 1.0), 1.0 / 35.0) < standard_errors());
}

TEST_CASE("a stranger meets every other as often where circles differ in size") {
  // ten in circles of four: two of five each; eleven: five and six
  for (const int firms : {10, 11}) {
    CAPTURE(firms);
    constexpr int kRuns = 20000;
    const Scenario s = strangers(firms, 4);
    World w = world_of(s, kRuns, kSeed);
    std::vector<double> met(static_cast<std::size_t>(firms) - 1, 0.0);
    double squares = 0.0;
    double meetings = 0.0;
    for (int r = 0; r < kRuns; ++r) {
      form_circles(w, r, 3);
      double partners = 0.0;
      for (int f = 1; f < firms; ++f) {
        const bool together = w.firms.circle(f, r) == w.firms.circle(0, r);
        met[static_cast<std::size_t>(f) - 1] += together;
        partners += together;
      }
      meetings += partners;
      squares += partners * (firms - 1.0 - partners);
    }
    // partners are a sample without replacement: given their numbers k of m, counts about their
    // mean have the variance k (m - k) / (m (m - 1)) each, summed over deals
    const double others = firms - 1.0;
    const double variance = squares / (others * (others - 1.0));
    double statistic = 0.0;
    for (const double count : met)
      statistic += (count - meetings / others) * (count - meetings / others) / variance;
    CHECK(statistic < chi_square_limit(others - 1.0));
    // pairs in a circle over all pairs
    const double together = firms == 10 ? 20.0 / 45.0 : 25.0 / 55.0;
    CHECK(distance(met[0], kRuns, together) < standard_errors());
  }
}

TEST_CASE("partners are dealt at the start as strangers are each period") {
  constexpr int kRuns = 7000;
  Scenario s = strangers(8, 4);
  s.structure.kind = StructureKind::partners;
  World w = world_of(s, kRuns, kSeed);
  std::map<unsigned, double> ways;
  for (int r = 0; r < kRuns; ++r) {
    form_circles(w, r, 0);
    ++ways[with_first(w, r)];
  }
  REQUIRE(ways.size() == 35);
  std::vector<double> counts;
  for (const auto& [way, count] : ways)
    counts.push_back(count);
  CHECK(chi_square(counts, std::vector<double>(35, kRuns / 35.0)) < chi_square_limit(34.0));
}
