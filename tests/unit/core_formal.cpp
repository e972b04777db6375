// A group's legal form: when it comes, what it costs, whom it binds, and what becomes of a group
// that nobody comes to any more.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

Scenario formalising(Formalise when) {
  Scenario s = monthly_laboratory(4, 10);
  s.model.meeting_gain = 0.0;
  Association& group = s.association[0];
  group.formalise = when;
  group.formalise_month = 3.0;
  group.formalise_phase = 2;
  group.formalise_cost = 100.0;
  group.formal_cost = 7.0;
  return s;
}

/// Months in which members bore costs of the legal form, and how much.
std::vector<double> borne(const Scenario& s) {
  std::vector<double> out;
  World w = world_of(s);
  for (int t = 0; t < 6; ++t) {
    clear_flows(w, 0);
    keep_legal_form(w, 0, t);
    double sum = 0.0;
    for (int f = 0; f < 4; ++f)
      sum += w.firms.cost(f, 0);
    out.push_back(sum);
    if (t == 3)
      w.groups.phase(0, 0) = 2;
  }
  return out;
}

}  // namespace

TEST_CASE(
    "a group becomes formal when it is said to, and bears the cost once and then as it runs") {
  const double run = 7.0 * kDaysPerMonth / 14.0;
  const auto near = [&](const std::vector<double>& got, const std::vector<double>& due) {
    REQUIRE(got.size() == due.size());
    for (std::size_t t = 0; t < due.size(); ++t) {
      CAPTURE(t);
      CHECK_THAT(got[t], WithinAbs(due[t], 1e-9));
    }
  };
  near(borne(formalising(Formalise::never)), {0, 0, 0, 0, 0, 0});
  near(borne(formalising(Formalise::start)), {100 + run, run, run, run, run, run});
  near(borne(formalising(Formalise::month)), {0, 0, 0, 100 + run, run, run});
  near(borne(formalising(Formalise::phase)), {0, 0, 0, 0, 100 + run, run});
  Scenario old = formalising(Formalise::never);
  old.association[0].formal = true;
  near(borne(old), {100 + run, run, run, run, run, run});
}

TEST_CASE("becoming formal is logged when it happens, and not where a group begins formal") {
  CHECK(times_of(run(formalising(Formalise::month), 1).events, EventKind::formalised) ==
        std::vector<int>{3});
  CHECK(times_of(run(formalising(Formalise::start), 1).events, EventKind::formalised).empty());
  CHECK(times_of(run(formalising(Formalise::never), 1).events, EventKind::formalised).empty());
}

TEST_CASE("who leaves a formal group forfeits its stake to the others, and knows it beforehand") {
  for (const bool formal : {false, true}) {
    for (const bool ruled : {false, true}) {
      CAPTURE(formal, ruled);
      Scenario s = formalising(formal ? Formalise::start : Formalise::never);
      s.association[0].formal_exit_cost = 30.0;
      s.association[0].regulation.adoption = ruled ? Adoption::start : Adoption::never;
      s.association[0].regulation.exit_penalty = 9.0;
      s.model.exit_rate = 1.0;
      const World before = world_of(s);
      CHECK(exit_cost(before, 0) == (formal ? 30.0 : 0.0) + (ruled ? 9.0 : 0.0));
      // one member is far worse off inside: it goes whatever it costs
      World w = world_of(s);
      w.firms.benefit(1, 0) = -1e9;
      for (const int f : {0, 2, 3})
        w.firms.benefit(f, 0) = 1e9;
      w.firms.horizon(0, 0) = w.firms.horizon(1, 0) = w.firms.horizon(2, 0) =
          w.firms.horizon(3, 0) = 1.0;
      change_members(w, 0, 1);
      REQUIRE_FALSE(w.member(1, 0));
      REQUIRE(w.groups.members(0, 0) == 3);
      CHECK_THAT(w.firms.transfer(1, 0), WithinAbs(-exit_cost(before, 0), 1e-12));
      CHECK_THAT(w.firms.transfer(0, 0), WithinAbs(exit_cost(before, 0) / 3.0, 1e-12));
    }
  }
}

TEST_CASE("a group that became formal stays on paper where nobody comes, and has not survived") {
  for (const double month : {1.0, 20.0}) {
    CAPTURE(month);
    Scenario s = formalising(Formalise::month);
    s.association[0].formalise_month = month;
    s.participation.rate = 0.0;
    s.model.quorum_failures_max = 5;
    const BlockResult result = run(s, 1);
    const bool shell = month < 5.0;
    CHECK(summary_of(result, "state")[0] ==
          static_cast<double>(shell ? GroupState::dormant : GroupState::dissolved));
    CHECK(summary_of(result, "survived")[0] == 0.0);
    CHECK(summary_of(result, "independent")[0] == 0.0);
    CHECK(summary_of(result, "members_final")[0] == 0.0);
    CHECK(times_of(result.events, shell ? EventKind::dormant : EventKind::dissolved) ==
          std::vector<int>{4});
  }
}
