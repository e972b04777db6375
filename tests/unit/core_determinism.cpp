// Results depend on the scenario, the seed, the stream and the number of the replicate, and on
// nothing else; treatments share their random numbers.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"
#include "support/otavalo.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

Scenario otavalo(const std::string& regulation = "graduated-sanctions",
                 const std::string& facilitator = "trust-first") {
  Scenario s = shipped_otavalo(regulation, facilitator);
  s.time.periods = 60;
  for (Action& a : s.association[0].actions)
    a.phase = std::min(a.phase, 2);  // so that all are played
  return s;
}

template <class T>
bool same_bits(const std::vector<std::vector<T>>& a, const std::vector<std::vector<T>>& b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](const auto& x, const auto& y) {
           return x.size() == y.size() &&
                  (x.empty() || std::memcmp(x.data(), y.data(), x.size() * sizeof(T)) == 0);
         });
}

bool same_events(const std::vector<Event>& a, const std::vector<Event>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Event& x, const Event& y) {
    return x.run == y.run && x.time == y.time && x.association == y.association &&
           x.firm == y.firm && x.kind == y.kind && x.value == y.value;
  });
}

template <class T>
void append(std::vector<std::vector<T>>& to, const std::vector<std::vector<T>>& from) {
  to.resize(from.size());
  for (std::size_t i = 0; i < from.size(); ++i)
    to[i].insert(to[i].end(), from[i].begin(), from[i].end());
}

/// A run of `count` replicates made of blocks of `size`, put together in order.
BlockResult in_blocks(const Scenario& s, int count, int size, std::uint64_t seed) {
  BlockResult all;
  for (int first = 0; first < count; first += size) {
    BlockResult block =
        run(s, std::min(size, count - first), seed, 0, static_cast<std::uint32_t>(first));
    append(all.summary, block.summary);
    append(all.by_profile, block.by_profile);
    append(all.trajectory, block.trajectory);
    append(all.firm, block.firm);
    append(all.firm_constant, block.firm_constant);
    for (Event e : block.events) {
      e.run += first;
      all.events.push_back(e);
    }
  }
  return all;
}

bool same(const BlockResult& a, const BlockResult& b) {
  return same_bits(a.summary, b.summary) && same_bits(a.by_profile, b.by_profile) &&
         same_bits(a.trajectory, b.trajectory) && same_bits(a.firm, b.firm) &&
         same_bits(a.firm_constant, b.firm_constant) && same_events(a.events, b.events);
}

}  // namespace

TEST_CASE("replicates are the same bits in blocks of 1, 3, 16 or all") {
  for (const char* const regulation : {"graduated-sanctions", "otavalo-2008", "peer-punishment"}) {
    const Scenario s = otavalo(regulation);
    const BlockResult all = run(s, 33, 20080401);
    REQUIRE(!all.events.empty());
    for (const int size : {1, 3, 16, 33}) {
      CAPTURE(regulation, size);
      CHECK(same(in_blocks(s, 33, size, 20080401), all));
    }
  }
}

TEST_CASE("a replicate is addressed by its number, wherever its block begins") {
  const Scenario s = otavalo();
  const BlockResult all = run(s, 12, 7);
  const BlockResult late = run(s, 4, 7, 0, 5);
  for (std::size_t v = 0; v < all.summary.size(); ++v) {
    for (std::size_t r = 0; r < 4; ++r) {
      const double a = all.summary[v][r + 5];
      const double b = late.summary[v][r];
      CHECK(std::memcmp(&a, &b, sizeof a) == 0);
    }
  }
}

TEST_CASE("watching never disturbs: any groups recorded, the same bits in what is recorded") {
  Scenario s = otavalo();
  const BlockResult all = run(s, 8, 99);
  for (unsigned mask = 0; mask < 8; ++mask) {
    CAPTURE(mask);
    s.record = {true, (mask & 1U) != 0, (mask & 2U) != 0, (mask & 4U) != 0};
    const BlockResult some = run(s, 8, 99);
    CHECK(same_bits(some.summary, all.summary));
    CHECK(same_bits(some.by_profile, all.by_profile));
    CHECK((s.record.trajectory ? same_bits(some.trajectory, all.trajectory)
                               : some.trajectory.empty()));
    CHECK((s.record.firm ? same_bits(some.firm, all.firm) : some.firm.empty()));
    CHECK((s.record.firm ? same_bits(some.firm_constant, all.firm_constant)
                         : some.firm_constant.empty()));
    CHECK((s.record.events ? same_events(some.events, all.events) : some.events.empty()));
  }
}

TEST_CASE("the same call gives the same bits twice") {
  const Scenario s = otavalo("strict-expulsion");
  CHECK(same(run(s, 5, 3), run(s, 5, 3)));
}

TEST_CASE("other seeds, streams and replicates give other results") {
  const Scenario s = otavalo();
  const BlockResult base = run(s, 2, 3);
  CHECK_FALSE(same(run(s, 2, 4), base));
  CHECK_FALSE(same(run(s, 2, 3 + (1ULL << 32U)), base));
  CHECK_FALSE(same(run(s, 2, 3, 1), base));
  CHECK_FALSE(same(run(s, 2, 3, 0, 2), base));
  CHECK(summary_of(base, "welfare")[0] != summary_of(base, "welfare")[1]);
}

TEST_CASE("a stream is unlike every other: no two of 64 points of a design share a run") {
  Scenario s = otavalo();
  s.time.periods = 6;
  std::vector<double> welfare;
  for (std::uint32_t stream = 0; stream < 64; ++stream)
    welfare.push_back(summary_of(run(s, 1, 3, stream), "welfare")[0]);
  std::sort(welfare.begin(), welfare.end());
  CHECK(std::adjacent_find(welfare.begin(), welfare.end()) == welfare.end());
}

TEST_CASE("treatments meet the same firms: facilitator and rules leave what was drawn unchanged") {
  Scenario asks_nothing = otavalo();
  asks_nothing.facilitator.co_investment = 0.0;
  const BlockResult base = run(asks_nothing, 20, 12);
  for (const char* const facilitator : {"none", "directive", "member-owner", "empowering"}) {
    for (const char* const regulation : {"none", "strict-expulsion"}) {
      CAPTURE(facilitator, regulation);
      Scenario s = otavalo(regulation, facilitator);
      s.facilitator.co_investment = 0.0;
      const BlockResult other = run(s, 20, 12);
      CHECK(same_bits(other.firm_constant, base.firm_constant));
      CHECK_FALSE(same_bits(other.summary, base.summary));
    }
  }
}

TEST_CASE("money asked on joining replaces those who refuse and leaves the rest as drawn") {
  Scenario s = otavalo();
  s.population.entrants = 0;
  s.facilitator.co_investment = 0.0;
  const BlockResult free = run(s, 50, 12);
  s.facilitator.co_investment = 150.0;
  const BlockResult asked = run(s, 50, 12);
  double stayed = 0.0;
  const auto slots = traits_of(free, "size").size();
  for (std::size_t i = 0; i < slots; ++i) {
    const bool same_firm = traits_of(free, "size")[i] == traits_of(asked, "size")[i];
    stayed += same_firm;
    for (const char* const name : {"margin", "distance"})
      CHECK((traits_of(free, name)[i] == traits_of(asked, name)[i]) == same_firm);
  }
  CHECK(stayed > 0.3 * static_cast<double>(slots));
  CHECK(stayed < 0.95 * static_cast<double>(slots));
}

TEST_CASE("what is drawn for one thing stays when the distribution of another changes") {
  Scenario s = otavalo();
  s.facilitator.co_investment = 0.0;
  const BlockResult base = run(s, 10, 12);
  s.population.margin_cv = 0.9;
  s.profiles[0].lambda.sd = 0.0;
  const BlockResult other = run(s, 10, 12);
  CHECK((traits_of(other, "profile") == traits_of(base, "profile")));
  CHECK((traits_of(other, "size") == traits_of(base, "size")));
  CHECK((traits_of(other, "distance") == traits_of(base, "distance")));
  CHECK((traits_of(other, "margin") != traits_of(base, "margin")));
}

TEST_CASE("one more firm leaves the firms before it as they were") {
  Scenario s = otavalo();
  s.population.entrants = 0;
  s.facilitator.co_investment = 0.0;
  const BlockResult small = run(s, 3, 12);
  ++s.population.firms;
  const BlockResult large = run(s, 3, 12);
  const auto n = static_cast<std::size_t>(small.firms);
  for (std::size_t r = 0; r < 3; ++r) {
    for (std::size_t f = 0; f < n; ++f) {
      for (const char* const name : {"profile", "size", "margin", "distance"})
        CHECK(traits_of(large, name)[r * (n + 1) + f] == traits_of(small, name)[r * n + f]);
    }
  }
}
