// A9, A10: where reciprocity, grim triggers and sanctions begin to carry cooperation, found by
// bisection on payoffs of the repeated game, not by the formulas, which are compared with them.
#include "minga/theory/equilibria.hpp"
#include "minga/theory/group_games.hpp"
#include "minga/theory/group_repeated.hpp"
#include "minga/theory/repeated.hpp"
#include "minga/theory/replicator.hpp"
#include "minga/theory/stability.hpp"
#include "minga/theory/strategies.hpp"
#include "support/catch.hpp"
#include "support/theory_fixture.hpp"

#include <algorithm>

using namespace minga::test;
using namespace minga::theory;

namespace {

/// All 32 pure memory-one strategies with their openings.
std::vector<Automaton> pure_memory_one() {
  std::vector<Automaton> all;
  for (unsigned bits = 0; bits < 32; ++bits) {
    const auto bit = [&](unsigned k) { return static_cast<double>(bits >> k & 1U); };
    all.push_back(memory_one("pure", {bit(0), bit(1), bit(2), bit(3)}, bit(4)));
  }
  return all;
}

/// Whether no pure memory-one strategy gets more against this one than it does itself.
bool unexploited(const MatrixGame& stage, const Automaton& resident, double w) {
  const auto payoff = [&](const Automaton& a) {
    return expected_play(stage, a, resident, Horizon::discounted(w)).first;
  };
  const double own = payoff(resident);
  const auto all = pure_memory_one();
  return std::all_of(all.begin(), all.end(),
                     [&](const Automaton& a) { return payoff(a) <= own + 1e-12; });
}

/// Contributes from the second round on, whatever happens.
GroupAutomaton late(int group) {
  GroupAutomaton a = never_contribute(group);
  for (auto& row : a.states[1].next)
    std::fill(row.begin(), row.end(), 0);
  for (auto& row : a.states[0].next)
    std::fill(row.begin(), row.end(), 0);
  return a;
}

bool grim_holds(int n, double r, double w) {
  const auto stage = public_good({.group = n, .multiplier = r});
  std::vector<GroupAutomaton> players(static_cast<std::size_t>(n), grim_trigger(n));
  const auto payoff = [&](const GroupAutomaton& first) {
    players[0] = first;
    return expected_group_play(stage, players, Horizon::discounted(w)).payoff[0];
  };
  const double own = payoff(grim_trigger(n));
  return payoff(never_contribute(n)) <= own + 1e-12 && payoff(late(n)) <= own + 1e-12;
}

/// Whether giving all pays more than giving nothing whatever the others do, when each unit withheld
/// is seen with a chance and fined.
bool contributing_dominates(int n, double r, double detection, double fine) {
  GroupGame game = public_good({.group = n, .multiplier = r});
  game.payoff = [plain = game.payoff, detection, fine](int own, std::span<const int> others) {
    return plain(own, others) - (own == 1 ? detection * fine : 0.0);
  };
  const auto g = gains(game);
  return std::all_of(g.begin(), g.end(), [](double gain) { return gain >= 0.0; });
}

}  // namespace

TEST_CASE("A9: tit for tat is stable from w = 2/3 at payoffs 5, 3, 1, 0") {
  const auto stage = axelrods_game();
  const auto tft = strategy("tit-for-tat");
  const double at = flip([&](double w) { return unexploited(stage, tft, w); }, 0.1, 0.99);
  CHECK_THAT(at, WithinAbs(2.0 / 3.0, 1e-3));
  CHECK_THAT(at, WithinAbs(critical_discount_tit_for_tat(5, 3, 1, 0), 1e-9));
}

TEST_CASE("A9: reciprocity's thresholds hold in other dilemmas, too") {
  struct Dilemma {
    double t, r, p, s;
  };
  for (const auto& d : {Dilemma{4, 3, 1, 0}, Dilemma{5, 4, 0, -3}, Dilemma{1.9, 1, 0.1, 0}}) {
    CAPTURE(d.t);
    const auto stage = prisoners_dilemma(d.t, d.r, d.p, d.s);
    const auto from = [&](const char* name) {
      return flip([&](double w) { return unexploited(stage, strategy(name), w); }, 0.0, 0.999);
    };
    CHECK_THAT(from("tit-for-tat"),
               WithinAbs(critical_discount_tit_for_tat(d.t, d.r, d.p, d.s), 1e-6));
    CHECK_THAT(from("grim"), WithinAbs(critical_discount_grim(d.t, d.r, d.p), 1e-6));
  }
}

TEST_CASE("A9: a grim trigger carries the public good from (n-r)/(r(n-1))") {
  const auto from = [](int n, double r) {
    return flip([&](double w) { return grim_holds(n, r, w); }, 0.0, 0.99);
  };
  CHECK_THAT(from(4, 1.6), WithinAbs(0.5, 1e-3));
  CHECK_THAT(from(5, 3.0), WithinAbs(1.0 / 6.0, 1e-3));
  for (const auto& [n, r] : {std::pair{2, 1.2}, std::pair{3, 2.5}, std::pair{6, 2.0}}) {
    CAPTURE(n, r);
    CHECK_THAT(from(n, r), WithinAbs(critical_discount_group(n, r), 1e-6));
  }
}

TEST_CASE("A10: contributing dominates from a sanction of one minus the marginal return") {
  const double at = flip([](double s) { return contributing_dominates(4, 1.6, 1.0, s); }, 0.0, 2.0);
  CHECK_THAT(at, WithinAbs(0.6, 1e-3));
  CHECK_THAT(at, WithinAbs(critical_sanction(4, 1.6), 1e-9));
  const double fine =
      flip([](double f) { return contributing_dominates(10, 3.0, 0.25, f); }, 0.0, 20.0);
  CHECK_THAT(0.25 * fine, WithinAbs(critical_sanction(10, 3.0), 1e-9));
}

TEST_CASE("A10: below r = n all defect in the end, above it all contribute") {
  for (const auto& [r, contributors] :
       {std::pair{1.5, 0.0}, std::pair{4.9, 0.0}, std::pair{5.1, 1.0}, std::pair{8.0, 1.0}}) {
    CAPTURE(r);
    const auto path = replicate(public_good({.group = 5, .multiplier = r}),
                                Eigen::Vector2d(0.5, 0.5), {.duration = 2000, .every = 2000});
    CHECK_THAT(path.shares.back()[0], WithinAbs(contributors, 1e-6));
  }
}
