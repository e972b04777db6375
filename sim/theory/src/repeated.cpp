#include "minga/theory/repeated.hpp"

#include "minga/theory/require.hpp"

#include <map>
#include <utility>

namespace minga::theory {
namespace {

using Pair = std::pair<int, int>;

struct Step {
  Pair to;
  double chance;
};

/// What happens from one pair of states: chances of the four outcomes and of the next pairs.
struct Branches {
  std::array<double, 4> outcomes{};
  std::vector<Step> steps;
};

double made(double cooperate, double error) {
  return cooperate * (1.0 - error) + (1.0 - cooperate) * error;
}

Branches branches(const Automaton& a, const Automaton& b, Pair at, const Errors& errors) {
  Branches out;
  const auto& sa = a.states[static_cast<std::size_t>(at.first)];
  const auto& sb = b.states[static_cast<std::size_t>(at.second)];
  const double pa = made(sa.cooperate, errors.action);
  const double pb = made(sb.cooperate, errors.action);
  for (std::size_t k = 0; k < 16; ++k) {
    const std::size_t move_a = k & 1U;
    const std::size_t move_b = (k >> 1U) & 1U;
    const bool misses_a = (k & 4U) != 0;  // a misreads b's move
    const bool misses_b = (k & 8U) != 0;
    const double moves =
        (move_a == kCooperated ? pa : 1.0 - pa) * (move_b == kCooperated ? pb : 1.0 - pb);
    const double sight = (misses_a ? errors.perception : 1.0 - errors.perception) *
                         (misses_b ? errors.perception : 1.0 - errors.perception);
    const double chance = moves * sight;
    if (chance <= 0.0)
      continue;
    out.outcomes[2 * move_a + move_b] += chance;
    const std::size_t seen_by_a = misses_a ? 1U - move_b : move_b;
    const std::size_t seen_by_b = misses_b ? 1U - move_a : move_a;
    out.steps.push_back({{sa.next[move_a][seen_by_a], sb.next[move_b][seen_by_b]}, chance});
  }
  return out;
}

/// The pairs of states that play can come to, from the first round on.
std::vector<Branches> explore(const Automaton& a, const Automaton& b, const Errors& errors,
                              std::map<Pair, int>& index) {
  constexpr int kMaxPairs = 4000;
  std::vector<Pair> pairs{{a.start, b.start}};
  index[pairs[0]] = 0;
  std::vector<Branches> all;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    all.push_back(branches(a, b, pairs[i], errors));
    for (const Step& step : all.back().steps) {
      if (index.emplace(step.to, static_cast<int>(pairs.size())).second)
        pairs.push_back(step.to);
    }
    require(static_cast<int>(pairs.size()) <= kMaxPairs,
            "pairs of states of " + a.name + " and " + b.name, static_cast<double>(pairs.size()),
            "at most 4000: take strategies of shorter memory, or simulate");
  }
  return all;
}

}  // namespace

void check(const Errors& errors) {
  require_chance("action error", errors.action);
  require_chance("perception error", errors.perception);
}

Play expected_play(const MatrixGame& stage, const Automaton& first, const Automaton& second,
                   const Horizon& horizon, const Errors& errors) {
  check(stage);
  require(stage.size() == 2, "number of moves", stage.size(), "2");
  check(first);
  check(second);
  check(errors);
  std::map<Pair, int> index;
  const auto all = explore(first, second, errors, index);
  const auto n = static_cast<Eigen::Index>(all.size());
  Eigen::MatrixXd chances = Eigen::MatrixXd::Zero(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (const Step& step : all[static_cast<std::size_t>(i)].steps)
      chances(i, index.at(step.to)) += step.chance;
  }
  const Eigen::VectorXd share = occupancy(chances, 0, horizon);
  Play play;
  for (Eigen::Index i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < 4; ++k)
      play.outcomes[k] += share[i] * all[static_cast<std::size_t>(i)].outcomes[k];
  }
  for (Eigen::Index k = 0; k < 4; ++k) {
    play.first += play.outcomes[static_cast<std::size_t>(k)] * stage.payoff(k / 2, k % 2);
    play.second += play.outcomes[static_cast<std::size_t>(k)] * stage.payoff(k % 2, k / 2);
  }
  return play;
}

MatrixGame round_robin(const MatrixGame& stage, const std::vector<Automaton>& strategies,
                       const Horizon& horizon, const Errors& errors) {
  require(!strategies.empty(), "number of strategies", 0.0, "at least 1");
  const auto n = static_cast<Eigen::Index>(strategies.size());
  MatrixGame game;
  game.payoff.resize(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const Automaton& a = strategies[static_cast<std::size_t>(i)];
    game.strategies.push_back(a.name);
    for (Eigen::Index j = i; j < n; ++j) {
      const Play play =
          expected_play(stage, a, strategies[static_cast<std::size_t>(j)], horizon, errors);
      game.payoff(j, i) = play.second;
      game.payoff(i, j) = play.first;
    }
  }
  return game;
}

}  // namespace minga::theory
