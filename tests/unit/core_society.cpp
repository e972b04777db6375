// Several associations: what they share, what passes between them, and how they are recorded.
#include "engine_same.hpp"
#include "society.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <cmath>

using namespace minga::test;
using namespace minga::core;

namespace {

Scenario two_with_common_firms(double gossip) {
  Scenario s = laboratory(4, 5);
  s.association[0].copies = 2;
  s.structure.kind = StructureKind::overlapping;
  s.structure.overlap = 0.5;  // the third and fourth firm sit in both
  s.model.gossip = gossip;
  s.profiles = {plain_profile("plain"), plain_profile("other")};
  s.population.shares = {0.5, 0.5};
  return s;
}

bool same(float a, float b) { return a == b || (std::isnan(a) && std::isnan(b)); }

}  // namespace

TEST_CASE("a firm is the same wherever it sits, and acts in each association for itself") {
  Scenario s = two_with_common_firms(0.0);
  s.population.margin_cv = s.population.size_cv = 0.5;
  s.participation.rate = 0.5;
  const Society society(s, {.seed = 3, .stream = 0, .first_replicate = 0, .count = 8});
  const World& one = society.world(0);
  const World& two = society.world(1);
  int different = 0;
  for (int r = 0; r < 8; ++r) {
    CHECK(one.firms.number(2, r) == two.firms.number(0, r));
    CHECK(one.firms.size(2, r) == two.firms.size(0, r));
    CHECK(one.firms.margin(3, r) == two.firms.margin(1, r));
    CHECK(one.firms.profile(2, r) == two.firms.profile(0, r));
    CHECK(one.firms.size(0, r) != two.firms.size(0, r));
    const Address here = one.address(2, r, 1);
    const Address there = two.address(0, r, 1);
    different += one.random.uniform(here, Purpose::participate) !=
                 two.random.uniform(there, Purpose::participate);
  }
  CHECK(different == 8);
}

TEST_CASE("associations with firms of their own are each like one alone") {
  Scenario alone = laboratory(4, 6);
  alone.participation.rate = 0.6;
  Scenario both = alone;
  both.association[0].copies = 2;
  const BlockResult a = run(alone, 3);
  const BlockResult b = run(both, 3);
  REQUIRE(b.associations == 2);
  const std::size_t rate = index_of(trajectory_variables(), "cooperation_rate");
  for (std::size_t i = 0; i < 3 * 6; ++i)
    CHECK(same(a.trajectory[rate][i], b.trajectory[rate][2 * i]));
}

TEST_CASE("word of a firm passes at the stated rate, and only where somebody else can tell it") {
  const Scenario s = two_with_common_firms(0.3);
  Society society(s, {.seed = 3, .stream = 0, .first_replicate = 0, .count = 1});
  World& one = society.world(0);
  World& two = society.world(1);
  const auto set = [](World& w, int slot, double first) {
    std::array<double, kMaxProfiles> belief{};
    belief[0] = first;
    belief[1] = 1.0 - first;
    w.set_reputation(slot, 0, belief);
  };
  // slots 2 and 3 of the first are slots 0 and 1 of the second
  set(one, 2, 0.9);
  set(two, 0, 0.5);
  set(one, 0, 0.8);
  society.spread_word(0);
  // one of the three others in each sits in both
  const double rate = 0.3 / 3.0;
  CHECK(one.reputation(2, 0)[0] == Approx(0.9 + rate * (0.5 - 0.9)).epsilon(1e-12));
  CHECK(two.reputation(0, 0)[0] == Approx(0.5 + rate * (0.9 - 0.5)).epsilon(1e-12));
  CHECK(one.reputation(0, 0)[0] == 0.8);

  one.firms.status(3, 0) = static_cast<std::int8_t>(FirmStatus::left);
  set(one, 2, 0.9);
  set(two, 0, 0.5);
  society.spread_word(0);
  CHECK(one.reputation(2, 0)[0] == 0.9);
  CHECK(two.reputation(0, 0)[0] == 0.5);
}

TEST_CASE("each further association weighs on the engagement of a firm") {
  Scenario s = two_with_common_firms(0.0);
  s.participation.mode = ParticipationMode::endogenous;
  s.model.engagement_rate = 0.06;
  s.model.engagement_bias = -0.8;  // where a load has room to act
  s.model.engagement_spread = 0.0;
  s.model.engagement_load = 2.0;
  Society loaded(s, {.seed = 3, .stream = 0, .first_replicate = 0, .count = 1});
  s.model.engagement_load = 0.0;
  Society free(s, {.seed = 3, .stream = 0, .first_replicate = 0, .count = 1});
  for (int t = 0; t < 3; ++t) {
    loaded.step(0, t);
    free.step(0, t);
  }
  CHECK(loaded.world(0).firms.others(2, 0) == 1);
  CHECK(loaded.world(0).firms.others(0, 0) == 0);
  CHECK(loaded.world(0).firms.engagement(2, 0) < free.world(0).firms.engagement(2, 0) - 0.01);
}

TEST_CASE("the summary says of several associations what its variables announce") {
  Scenario s = laboratory(5, 8);
  s.association[0].copies = 3;
  s.participation.rate = 0.5;
  s.association[0].min_members = 4;
  s.model.exit_rate = 0.2;
  const BlockResult result = run(s, 6);
  REQUIRE(result.summary.size() == summary_variables(3).size());
  for (std::size_t v = 0; v < summary_variables().size(); ++v) {
    const Variable& variable = association_variables()[v];
    CAPTURE(std::string(variable.name));
    for (std::size_t r = 0; r < 6; ++r) {
      const double* each = &result.association[v][r * 3];
      const double all = result.summary[v][r];
      if (std::isnan(each[0]))
        continue;  // no client, no milestone
      if (variable.across == Across::total)
        CHECK(all == Approx(each[0] + each[1] + each[2]));
      if (variable.across == Across::mean)
        CHECK(all == Approx((each[0] + each[1] + each[2]) / 3.0));
      if (variable.name == "state")
        CHECK(all == std::min({each[0], each[1], each[2]}));
    }
  }
  CHECK(summary_variables(3)[index_of(summary_variables(), "survived")].storage == Storage::f64);
  CHECK(summary_variables(1)[index_of(summary_variables(), "survived")].storage == Storage::i8);
}

TEST_CASE("a firm in several associations is recorded once, with all its payoffs") {
  const Scenario s = two_with_common_firms(0.1);
  const BlockResult result = run(s, 2);
  REQUIRE(result.firms == 6);
  const auto& payoff = result.firm[index_of(firm_variables(), "payoff")];
  const auto& groups = result.trajectory[index_of(trajectory_variables(), "payoff")];
  for (std::size_t t = 0; t < 2 * 5; ++t) {
    double firms = 0.0;
    for (std::size_t f = 0; f < 6; ++f)
      firms += payoff[t * 6 + f];
    CHECK(firms == Approx(groups[2 * t] + groups[2 * t + 1]).margin(1e-3));
  }
}

TEST_CASE("several associations give the same whatever the blocks") {
  for (const StructureKind kind : {StructureKind::overlapping, StructureKind::territory,
                                   StructureKind::small_world, StructureKind::scale_free}) {
    Scenario s = laboratory(places_firms(kind) ? 24 : 6, 6);
    s.structure.kind = kind;
    s.structure.neighbours = 2;
    s.association[0].copies = is_network(kind) ? 1 : 3;
    s.participation.rate = 0.7;
    CAPTURE(static_cast<int>(kind));
    const BlockResult whole = run(s, 4, 9);
    const BlockResult first = run(s, 2, 9, 0, 0);
    const BlockResult last = run(s, 2, 9, 0, 2);
    for (std::size_t v = 0; v < whole.trajectory.size(); ++v) {
      std::vector<float> joined = first.trajectory[v];
      joined.insert(joined.end(), last.trajectory[v].begin(), last.trajectory[v].end());
      using Columns = std::vector<std::vector<float>>;
      CHECK(same_bits(Columns{whole.trajectory[v]}, Columns{joined}));
    }
    CHECK(same_bits(run(s, 4, 9).summary, whole.summary));
  }
}
