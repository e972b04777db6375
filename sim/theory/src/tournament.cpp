#include "minga/theory/tournament.hpp"

#include "minga/theory/match.hpp"
#include "minga/theory/replicator.hpp"
#include "minga/theory/require.hpp"

#include <algorithm>
#include <functional>

namespace minga::theory {
namespace {

/// What a pair gets and does per turn; the pair's number counts them in a fixed order.
using Meet = std::function<Play(std::size_t first, std::size_t second, std::uint32_t pair)>;

std::vector<Standing> ranked(const Tournament& t, const TournamentRules& rules) {
  std::vector<Standing> all;
  const int n = t.scores.size();
  for (int i = 0; i < n; ++i) {
    Standing s{i, t.scores.strategies[static_cast<std::size_t>(i)], 0.0, 0.0, 0.0, 0};
    int met = 0;
    for (int j = 0; j < n; ++j) {
      if (i == j && !rules.self_play)
        continue;
      ++met;
      s.score += t.scores.payoff(i, j);
      s.cooperation += t.cooperation(i, j);
      s.wins += i != j && t.scores.payoff(i, j) > t.scores.payoff(j, i) ? 1 : 0;
    }
    s.score /= met;
    s.cooperation /= met;
    s.per_turn = s.score / rules.turns;
    all.push_back(s);
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Standing& a, const Standing& b) { return a.score > b.score; });
  return all;
}

Tournament hold(const std::vector<Automaton>& entries, const TournamentRules& rules,
                const Meet& meet) {
  require(entries.size() >= (rules.self_play ? 1U : 2U), "number of entries",
          static_cast<double>(entries.size()), "at least 2, or 1 that plays itself");
  require(rules.turns >= 1, "turns", rules.turns, "at least 1");
  const auto n = static_cast<Eigen::Index>(entries.size());
  Tournament t;
  t.scores.payoff.setZero(n, n);
  t.cooperation.setZero(n, n);
  std::uint32_t pair = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    t.scores.strategies.push_back(entries[i].name);
    for (std::size_t j = i; j < entries.size(); ++j, ++pair) {
      if (i == j && !rules.self_play)
        continue;
      const Play play = meet(i, j, pair);
      const auto a = static_cast<Eigen::Index>(i);
      const auto b = static_cast<Eigen::Index>(j);
      t.scores.payoff(a, b) = play.first * rules.turns;
      t.cooperation(a, b) = play.first_cooperates();
      t.scores.payoff(b, a) = play.second * rules.turns;
      t.cooperation(b, a) = play.second_cooperates();
      if (i == j) {  // against itself both seats are the strategy's
        t.scores.payoff(a, a) = 0.5 * (play.first + play.second) * rules.turns;
        t.cooperation(a, a) = 0.5 * (play.first_cooperates() + play.second_cooperates());
      }
    }
  }
  t.ranking = ranked(t, rules);
  return t;
}

}  // namespace

Tournament play_tournament(const MatrixGame& stage, const std::vector<Automaton>& entries,
                           const TournamentRules& rules, const Sampling& sampling) {
  check(sampling);
  const auto field = sampling.field();
  return hold(entries, rules, [&](std::size_t i, std::size_t j, std::uint32_t pair) {
    Play mean;
    for (int r = 0; r < sampling.replicates; ++r) {
      const Play p = simulate_match(stage, entries[i], entries[j], rules.turns, rules.errors, field,
                                    sampling.first + static_cast<std::uint32_t>(r), pair);
      mean.first += p.first / sampling.replicates;
      mean.second += p.second / sampling.replicates;
      for (std::size_t k = 0; k < 4; ++k)
        mean.outcomes[k] += p.outcomes[k] / sampling.replicates;
    }
    return mean;
  });
}

Tournament expected_tournament(const MatrixGame& stage, const std::vector<Automaton>& entries,
                               const TournamentRules& rules) {
  const Horizon horizon = Horizon::rounds(rules.turns);
  return hold(entries, rules, [&](std::size_t i, std::size_t j, std::uint32_t /*pair*/) {
    return expected_play(stage, entries[i], entries[j], horizon, rules.errors);
  });
}

std::vector<Eigen::VectorXd> ecological_tournament(const MatrixGame& scores,
                                                   const Eigen::VectorXd& start, int generations) {
  check(scores);
  check_shares(start, scores.size());
  require(generations >= 0, "generations", generations, "at least 0");
  require(scores.payoff.minCoeff() >= 0.0, "smallest score", scores.payoff.minCoeff(),
          "at least 0, for shares grow in proportion to scores");
  std::vector<Eigen::VectorXd> path{start};
  for (int g = 0; g < generations; ++g) {
    const Eigen::VectorXd& x = path.back();
    const Eigen::VectorXd grown = x.cwiseProduct(scores.payoff * x);
    require(grown.sum() > 0.0, "mean score", grown.sum(), "above 0");
    path.push_back(grown / grown.sum());
  }
  return path;
}

}  // namespace minga::theory
