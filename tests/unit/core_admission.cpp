// Who may join: a free place, members who gain, a valid meeting, and enough votes of those who do
// not yet keep to themselves.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

constexpr int kNow = 3;

/// A group of nine that outsiders want to join in every period.
Scenario sought_after(int entrants) {
  Scenario s = laboratory(9, 10);
  s.population.entrants = entrants;
  s.model.entry_rate = 1.0;
  s.model.closure = 0.0;
  return s;
}

/// Everybody gains and is present in a valid meeting.
void assemble(World& w, int r) {
  w.groups.meeting(0, r) = 1;
  for (int f = 0; f < 9; ++f) {
    w.firms.present(f, r) = 1;
    w.firms.benefit(f, r) = 1.0;
    w.firms.intention(f, r) = 0.5;
  }
}

}  // namespace

TEST_CASE("trust closes a group: members vote for a newcomer with chance 1 - closure x trust") {
  struct Case {
    double closure, trust;
    bool admitted;
  };
  for (const Case c : {Case{0.0, 1.0, true}, Case{1.0, 0.0, true}, Case{1.0, 1.0, false}}) {
    Scenario s = sought_after(1);
    s.model.closure = c.closure;
    World w = world_of(s);
    assemble(w, 0);
    for (int f = 0; f < 9; ++f)
      w.firms.intention(f, 0) = c.trust;
    change_members(w, 0, kNow);
    CHECK(w.groups.members(0, 0) == (c.admitted ? 10 : 9));
  }
}

TEST_CASE("a newcomer needs more than the admission majority of the members present") {
  for (const bool ruled : {false, true}) {
    constexpr int kRuns = 400;
    Scenario s = sought_after(1);
    s.model.closure = 0.8;
    s.association[0].regulation.adoption = ruled ? Adoption::start : Adoption::never;
    s.association[0].regulation.admission_majority = 0.7;
    World w = world_of(s, kRuns);
    int admitted = 0;
    for (int r = 0; r < kRuns; ++r) {
      assemble(w, r);
      w.firms.present(2, r) = 0;  // stays at home
      w.firms.present(4, r) = 0;
      w.firms.status(8, r) = static_cast<std::int8_t>(FirmStatus::left);  // was there, is out
      w.groups.members(0, r) = 8;
      for (int f = 0; f < 8; ++f)
        w.firms.intention(f, r) = f / 7.0;  // trust 1/2 in the mean: yes with chance .6
      int yes = 0;
      for (const int f : {0, 1, 3, 5, 6, 7}) {
        yes += w.random.uniform(w.address(f, r, kNow), Purpose::vote_admit) < 1.0 - 0.8 * 0.5;
      }
      change_members(w, r, kNow);
      const bool enough = yes > (ruled ? 4 : 3);  // of six: .7 x 6 = 4.2, .5 x 6 = 3
      CHECK(w.groups.members(0, r) == (enough ? 9 : 8));
      admitted += enough;
    }
    CHECK(admitted > 50);
    CHECK(admitted < kRuns - 50);
  }
}

TEST_CASE("nobody joins without a valid meeting, without members who gain, or where none applies") {
  const Scenario s = sought_after(1);
  const auto members_after = [&s](auto spoil) {
    World w = world_of(s);
    assemble(w, 0);
    spoil(w);
    change_members(w, 0, kNow);
    return w.groups.members(0, 0);
  };
  CHECK(members_after([](World&) {}) == 10);
  CHECK(members_after([](World& w) { w.groups.meeting(0, 0) = 0; }) == 9);
  CHECK(members_after([](World& w) {
          for (int f = 0; f < 9; ++f)
            w.firms.present(f, 0) = 0;
        }) == 9);
  CHECK(members_after([](World& w) { w.firms.benefit(0, 0) = -8.0; }) == 9);  // in the mean nothing
  CHECK(members_after([](World& w) { w.firms.benefit(0, 0) = -7.9; }) == 10);
}

TEST_CASE("an outsider applies with the entry rate") {
  constexpr int kRuns = 200;
  Scenario s = sought_after(1);
  s.model.entry_rate = 0.3;
  World w = world_of(s, kRuns);
  for (int r = 0; r < kRuns; ++r) {
    assemble(w, r);
    const bool applies = w.random.uniform(w.group_address(r, kNow), Purpose::apply) < 0.3;
    change_members(w, r, kNow);
    CHECK(w.groups.members(0, r) == (applies ? 10 : 9));
  }
}

TEST_CASE("newcomers fill free places one a period, as strangers, and not those of who left") {
  const Scenario s = sought_after(2);
  World w = world_of(s);
  assemble(w, 0);
  w.firms.status(1, 0) = static_cast<std::int8_t>(FirmStatus::left);
  w.groups.members(0, 0) = 8;
  std::vector<int> members;
  for (int t = 1; t <= 4; ++t) {
    change_members(w, 0, t);
    members.push_back(w.groups.members(0, 0));
  }
  CHECK(members == std::vector<int>{9, 10, 10, 10});
  CHECK(times_of(w.events[0], EventKind::joined) == std::vector<int>{1, 2});
  CHECK(w.firms.joined(9, 0) + w.firms.joined(10, 0) == 1 + 2);
  CHECK_FALSE(w.member(1, 0));
  for (int f = 9; f < 11; ++f) {
    CHECK(w.member(f, 0));
    CHECK(w.firms.ever(f, 0) == 1);
    CHECK(w.firms.reputation(w.at_profile(f, 0), 0) == w.groups.prior(0, 0));
  }
}
