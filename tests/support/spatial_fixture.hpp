// The published spatial models, as stated in their papers; used by the short and the long versions
// of their validation.
#pragma once

#include "minga/theory/graph_makers.hpp"
#include "minga/theory/lattice.hpp"
#include "minga/theory/sampling.hpp"
#include "minga/theory/spatial_fermi.hpp"
#include "minga/theory/spatial_imitation.hpp"
#include "minga/theory/structured_run.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace minga::test {

inline constexpr theory::StrategyIndex kCooperate = 0;
inline constexpr theory::StrategyIndex kDefect = 1;

inline theory::StructuredDraws draws(std::uint64_t seed, std::uint32_t replicate = 0) {
  return {core::RandomField(seed, 0), replicate};
}

/// Weak prisoner's dilemma: T = b, R = 1, S = P = 0.
inline theory::MatrixGame weak_dilemma(double b) {
  return {{"cooperate", "defect"}, (Eigen::MatrixXd(2, 2) << 1.0, 0.0, b, 0.0).finished()};
}

inline std::vector<theory::StrategyIndex> mixed(int nodes, double cooperators,
                                                const theory::StructuredDraws& d) {
  return theory::begin_with_shares(nodes, std::vector<double>{cooperators, 1.0 - cooperators}, d);
}

/// Nowak and May 1992: Moore neighbours and oneself.
inline theory::PairwiseOnGraph nowak_may_game(double b) {
  return {weak_dilemma(b), true, theory::PayoffSum::accumulated};
}

/// Szabo and Toke 1998: von Neumann neighbours and oneself, Fermi rule with K = 0.1.
inline std::shared_ptr<const theory::StructuredModel> szabo_toke(int side, double b) {
  constexpr double kNoise = 0.1;
  return std::make_shared<const theory::StructuredModel>(
      theory::StructuredModel{theory::graph_of(theory::Lattice{side, side, {}, {}}),
                              nowak_may_game(b),
                              {.rule = theory::UpdateRule::fermi, .intensity = 1.0 / kNoise}});
}

/// Szolnoki, Perc and Szabo 2009: public good in five groups of five, Fermi rule with K = 0.5.
inline std::shared_ptr<const theory::StructuredModel> szolnoki_perc(int side, double r) {
  constexpr double kNoise = 0.5;
  return std::make_shared<const theory::StructuredModel>(theory::StructuredModel{
      theory::graph_of(theory::Lattice{side, side, {}, {}}),
      theory::GroupsOnGraph{theory::linear_public_good(r), theory::PayoffSum::accumulated},
      {.rule = theory::UpdateRule::fermi, .intensity = 1.0 / kNoise}});
}

/// Santos and Pacheco 2005: scale-free network of mean degree 4, accumulated payoffs, proportional
/// imitation, all at once.
inline theory::StructuredModel santos_pacheco(int nodes, double b,
                                              const theory::StructuredDraws& d) {
  return {theory::barabasi_albert_graph(nodes, 2, d.random, d.replicate),
          theory::PairwiseOnGraph{weak_dilemma(b), false, theory::PayoffSum::accumulated},
          {.rule = theory::UpdateRule::proportional_imitation,
           .schedule = theory::Schedule::synchronous}};
}

/// Mean over replicates with its standard error.
inline theory::Estimate mean_of(const std::vector<double>& values) {
  theory::Mean mean;
  for (const double x : values)
    mean.add(x);
  return mean.estimate();
}

}  // namespace minga::test
