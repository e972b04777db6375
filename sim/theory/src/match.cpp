#include "minga/theory/match.hpp"

#include "minga/theory/require.hpp"

namespace minga::theory {
namespace {

/// Play once all arguments are known to be good.
Play play(const MatrixGame& stage, const Automaton& first, const Automaton& second, int rounds,
          const Errors& errors, const core::RandomField& field, std::uint32_t replicate,
          std::uint32_t match) {
  std::array<int, 4> counts{};
  int a = first.start;
  int b = second.start;
  for (int t = 0; t < rounds; ++t) {
    const auto& sa = first.states[static_cast<std::size_t>(a)];
    const auto& sb = second.states[static_cast<std::size_t>(b)];
    const auto u = field.uniforms({replicate, match, static_cast<std::uint32_t>(t)},
                                  core::Purpose::theory_match);
    const auto move = [&](double cooperate, double draw) -> std::size_t {
      const double p = cooperate * (1.0 - errors.action) + (1.0 - cooperate) * errors.action;
      return draw < p ? kCooperated : kDefected;
    };
    const std::size_t move_a = move(sa.cooperate, u[0]);
    const std::size_t move_b = move(sb.cooperate, u[1]);
    const std::size_t seen_by_a = u[2] < errors.perception ? 1U - move_b : move_b;
    const std::size_t seen_by_b = u[3] < errors.perception ? 1U - move_a : move_a;
    ++counts[2 * move_a + move_b];
    a = sa.next[move_a][seen_by_a];
    b = sb.next[move_b][seen_by_b];
  }
  Play result;
  for (std::size_t k = 0; k < 4; ++k) {
    const auto i = static_cast<Eigen::Index>(k / 2);
    const auto j = static_cast<Eigen::Index>(k % 2);
    result.outcomes[k] = static_cast<double>(counts[k]) / rounds;
    result.first += counts[k] * stage.payoff(i, j);
    result.second += counts[k] * stage.payoff(j, i);
  }
  result.first /= rounds;
  result.second /= rounds;
  return result;
}

void check_match(const MatrixGame& stage, const Automaton& first, const Automaton& second,
                 int rounds, const Errors& errors) {
  check(stage);
  require(stage.size() == 2, "number of moves", stage.size(), "2");
  check(first);
  check(second);
  check(errors);
  require(rounds >= 1, "rounds", rounds, "at least 1");
}

}  // namespace

Play simulate_match(const MatrixGame& stage, const Automaton& first, const Automaton& second,
                    int rounds, const Errors& errors, const core::RandomField& field,
                    std::uint32_t replicate, std::uint32_t match) {
  check_match(stage, first, second, rounds, errors);
  return play(stage, first, second, rounds, errors, field, replicate, match);
}

PlayEstimate simulate_matches(const MatrixGame& stage, const Automaton& first,
                              const Automaton& second, int rounds, const Errors& errors,
                              const Sampling& sampling, std::uint32_t match) {
  check_match(stage, first, second, rounds, errors);
  check(sampling);
  const auto field = sampling.field();
  Mean of_first, of_second;
  for (int r = 0; r < sampling.replicates; ++r) {
    const Play p = play(stage, first, second, rounds, errors, field,
                        sampling.first + static_cast<std::uint32_t>(r), match);
    of_first.add(p.first);
    of_second.add(p.second);
  }
  return {of_first.estimate(), of_second.estimate()};
}

}  // namespace minga::theory
