// The vote that puts a regulation into force: what a member weighs, what majority is needed, what
// becomes of a draft, and from when the rules bind.
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <array>
#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

namespace {

/// Members who want rules for certain: a promise that everybody keeps, and no doubt in choice.
Scenario convinced(int firms, int periods = 1) {
  Scenario s = laboratory(firms, periods);
  s.profiles[0].eta = {0.01, 0.0};
  s.profiles[0].anger = {1.0, 0.0};
  s.model.promise_weight = 1.0;
  s.association[0].regulation.adoption = Adoption::vote;
  s.association[0].regulation.commitment = 0.8;
  return s;
}

/// A meeting to which the first `able` members come, with this much of a draft.
void meet(World& w, int able, double draft) {
  for (int f = 0; f < w.derived.firms; ++f)
    w.firms.engagement(f, 0) = f < able ? 1.0 : 0.0;
  step_to_expectations(w, 0, 0);
  w.groups.draft(0, 0) = draft;
  hold_meeting(w, 0, 0);
}

std::size_t rejections(const World& w) {
  return times_of(w.events[0], EventKind::regulation_rejected).size();
}

/// Members unlike each other, who vote on rules with fines, a fund and a promise.
Scenario divided() {
  Scenario s = laboratory(12, 1);
  Profile open = plain_profile("open");
  open.eta = {0.5, 0.2};
  open.anger = {1.0, 0.6};
  Profile sly = plain_profile("sly");
  sly.eta = {0.3, 0.0};
  sly.stealth = {0.7, 0.1};
  s.profiles = {open, sly};
  s.population.shares = {0.5, 0.5};
  s.participation.rate = 0.7;
  s.association[0].actions.push_back(linear_action(40.0, 1.5));
  Regulation& rules = s.association[0].regulation;
  rules.adoption = Adoption::vote;
  rules.majority = 1.0;  // more than all cannot be had: every vote is counted and none passes
  rules.enforcer = Enforcer::officer;
  rules.monitoring = 0.4;
  rules.enforcement = 0.9;
  rules.sanctions = {6.0, 50.0};
  rules.fund_fee = 5.0;
  rules.late_fee = 1.0;
  return s;
}

constexpr std::array<double, 3> kExpected{0.2, 0.6, 0.9};  ///< of the two goods and the fund
/// Conduct by intention of each profile, in the same actions.
constexpr std::array<std::array<double, 2>, 3> kIntention{{{0.9, 0.3}, {0.5, 0.1}, {1.0, 0.2}}};

/// docs/model/odd.md 7.10, in the mean over actions: what rules would change, and what they would
/// cost a defector.
struct Prospect {
  double gain = 0.0;
  double pressure = 0.0;
};

Prospect direct_prospect(const Scenario& s) {
  const Regulation& rules = s.association[0].regulation;
  const double unseen = (1.0 - s.model.informal_visibility) * (1.0 - rules.monitoring);
  const double detected =
      rules.enforcer == Enforcer::nobody ? 0.0 : (1.0 - unseen) * rules.enforcement;
  // fine over what is at stake: 6 of 10, 6 of 40, and 6 + 1 for being late with 5
  const double promise = s.model.promise_weight * rules.commitment;
  const std::array<double, 3> fine{6.0 / 10.0, 6.0 / 40.0, 7.0 / 5.0};
  Prospect sum;
  for (std::size_t a = 0; a < 3; ++a) {
    const double pressure = std::fmin(1.0, detected * fine[a]);
    sum.gain += (1.0 - kExpected[a]) * std::fmax(pressure, promise) / 3.0;
    sum.pressure += pressure / 3.0;
  }
  return sum;
}

bool votes_yes(const World& w, int f, int r, const Prospect& rules) {
  const Coefficients& c = w.firms.coefficient(f, r);
  double own = 0.0;
  for (const auto& by_profile : kIntention)
    own += by_profile[static_cast<std::size_t>(w.firms.profile(f, r))] / 3.0;
  const double utility =
      rules.gain * (1.0 + c.anger) - (1.0 - own) * rules.pressure * (1.0 - c.stealth);
  return w.random.uniform(w.address(f, r, 0), Purpose::vote_adopt) <
         1.0 / (1.0 + std::exp(-utility / c.eta));
}

}  // namespace

TEST_CASE("a regulation passes with more than its majority, of those present or of all members") {
  struct Case {
    MajorityBase base;
    double majority;
    int present;  // all of whom vote yes
    bool passes;
  };
  for (const Case c :
       {Case{MajorityBase::present, 0.5, 2, true}, Case{MajorityBase::present, 0.75, 3, true},
        Case{MajorityBase::present, 1.0, 8, false}, Case{MajorityBase::members, 0.5, 4, false},
        Case{MajorityBase::members, 0.5, 5, true}, Case{MajorityBase::members, 0.75, 6, false},
        Case{MajorityBase::members, 0.75, 7, true}}) {
    CAPTURE(static_cast<int>(c.base), c.majority, c.present);
    Scenario s = convinced(8);
    s.association[0].regulation.majority = c.majority;
    s.association[0].regulation.majority_base = c.base;
    World w = world_of(s);
    meet(w, c.present, 1.0);
    CHECK(w.regulated(0) == c.passes);
    CHECK(rejections(w) == (c.passes ? 0U : 1U));
    CHECK(times_of(w.events[0], EventKind::regulation_adopted).size() == (c.passes ? 1U : 0U));
  }
}

TEST_CASE("each present member votes by what rules would change, its anger and what it can hide") {
  for (const auto& [enforcer, commitment] :
       {std::pair{Enforcer::officer, 0.0}, std::pair{Enforcer::officer, 0.9},
        std::pair{Enforcer::nobody, 0.9}, std::pair{Enforcer::nobody, 0.0}}) {
    constexpr int kRuns = 300;
    Scenario s = divided();
    s.association[0].regulation.enforcer = enforcer;
    s.association[0].regulation.commitment = commitment;
    World w = world_of(s, kRuns);
    const Prospect rules = direct_prospect(s);
    int votes = 0;
    for (int r = 0; r < kRuns; ++r) {
      step_to_expectations(w, r, 0);
      for (int a = 0; a < 3; ++a) {
        w.groups.expectation(a, r) = kExpected[static_cast<std::size_t>(a)];
        for (int p = 0; p < 2; ++p) {
          w.groups.intention(w.at_profile(a, p), r) =
              kIntention[static_cast<std::size_t>(a)][static_cast<std::size_t>(p)];
        }
      }
      w.groups.draft(0, r) = 1.0;
      hold_meeting(w, r, 0);
      double yes = 0.0;
      double present = 0.0;
      for (int f = 0; f < w.derived.firms; ++f) {
        if (w.firms.present(f, r) == 0)
          continue;
        ++present;
        yes += votes_yes(w, f, r, rules);
      }
      if (w.groups.meeting(0, r) == 0)
        continue;
      REQUIRE(w.events[static_cast<std::size_t>(r)].back().kind == EventKind::regulation_rejected);
      CHECK(w.events[static_cast<std::size_t>(r)].back().value == yes / present);
      votes += static_cast<int>(present);
    }
    CHECK(votes > 8 * kRuns);  // of 12 members, 7 in 10 come
  }
}

TEST_CASE("only a finished draft is put to the vote, in a valid meeting") {
  const Scenario s = convinced(8);
  for (const auto& [able, draft, adopted] :
       {std::tuple{8, 1.0, true}, std::tuple{8, 0.999, false}, std::tuple{1, 1.0, false}}) {
    World w = world_of(s);
    meet(w, able, draft);
    CHECK(w.regulated(0) == adopted);
    CHECK(w.groups.draft(0, 0) == draft);
    CHECK(rejections(w) == 0U);
  }
  Scenario none = s;
  none.association[0].regulation.adoption = Adoption::never;
  World w = world_of(none);
  meet(w, 8, 1.0);
  CHECK_FALSE(w.regulated(0));
}

TEST_CASE("a draft grows with each valid meeting, and one rejected is half done again") {
  Scenario s = convinced(6, 24);
  s.association[0].regulation.majority = 1.0;  // never passes
  s.model.self_drafting = 0.125;               // eight meetings make a draft
  World w = world_of(s);
  for (int t = 0; t < 24; ++t) {
    for (int f = 0; f < 6; ++f)
      w.firms.engagement(f, 0) = t == 2 || t == 3 ? 0.0 : 1.0;  // two meetings fail
    step(w, 0, t);
  }
  // complete after eight meetings in ten periods, and then every four
  CHECK(times_of(w.events[0], EventKind::regulation_rejected) == std::vector<int>{10, 14, 18, 22});
  CHECK(rejections(w) == 4U);
  CHECK(w.groups.draft(0, 0) == 0.5 + 2 * 0.125);  // after the last vote two meetings
}

TEST_CASE("a facilitator's day on the draft adds its effect") {
  Scenario s = convinced(4);
  guide(s, 1.5, {{Activity::draft_regulation, 1.0}});
  s.model.drafting_rate = 0.4;
  s.model.activity_scale = 2.0;
  World w = world_of(s);
  facilitate(w, 0, 0);
  CHECK_THAT(w.groups.draft(0, 0), WithinRel(0.4 * (1.0 - std::exp(-0.75)), 1e-12));
}

TEST_CASE(
    "a regulation binds from its adoption: promise and doubt begin, no earlier absence pays") {
  Scenario s = convinced(6, 2);
  Regulation& rules = s.association[0].regulation;
  rules.absence_fine = 3.0;
  s.model.absence_excused = 0.0;
  s.model.detection_prior = 0.7;
  World w = world_of(s);
  meet(w, 5, 1.0);
  REQUIRE(w.regulated(0));
  CHECK(w.groups.time_regulation(0, 0) == 0);
  CHECK(w.groups.promise(0, 0) == 0.8);
  for (int f = 0; f < 6; ++f)
    CHECK(w.firms.detection(f, 0) == 0.7);
  CHECK(w.firms.transfer(5, 0) == 0.0);
  step_to_expectations(w, 0, 1);
  hold_meeting(w, 0, 1);
  CHECK(w.firms.transfer(5, 0) == -3.0);
}
