// Whole runs with the vectorised kernels against runs with the plain ones, bit for bit.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"
#include "support/otavalo.hpp"
#include "support/random_scenario.hpp"

#include <cstring>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

BlockResult play(const Scenario& s, std::uint64_t seed, int count, bool reference) {
  BlockRequest request;
  request.seed = seed;
  request.count = count;
  request.reference = reference;
  return simulate(s, request);
}

template <class T>
bool same_bits(const std::vector<std::vector<T>>& a, const std::vector<std::vector<T>>& b) {
  if (a.size() != b.size())
    return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].size() != b[i].size() ||
        (!a[i].empty() && std::memcmp(a[i].data(), b[i].data(), a[i].size() * sizeof(T)) != 0))
      return false;
  }
  return true;
}

bool same(const BlockResult& a, const BlockResult& b) {
  return same_bits(a.summary, b.summary) && same_bits(a.by_profile, b.by_profile) &&
         same_bits(a.trajectory, b.trajectory) && same_bits(a.firm, b.firm);
}

Scenario recorded(Scenario s) {
  s.record.trajectory = s.record.firm = true;
  return s;
}

}  // namespace

TEST_CASE("the vectorised engine gives the reference's bits for scenarios of every kind") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    const Scenario s = recorded(random_scenario(seed));
    REQUIRE(same(play(s, seed, 2, false), play(s, seed, 2, true)));
  }
}

TEST_CASE("the vectorised engine gives the reference's bits for the shipped regulations") {
  for (const char* const regulation : {"none", "otavalo-2008", "graduated-sanctions",
                                       "strict-expulsion", "paid-manager", "peer-punishment"}) {
    for (const char* const facilitator : {"none", "trust-first", "directive"}) {
      CAPTURE(regulation, facilitator);
      const Scenario s = recorded(shipped_otavalo(regulation, facilitator));
      REQUIRE(same(play(s, 5, 8, false), play(s, 5, 8, true)));
    }
  }
}
