// Adaptive dynamics: a trait of the whole population moves up the gradient of a rare mutant's
// payoff (Dieckmann, Law 1996; Geritz et al. 1998, Evol. Ecol. 12:35). For one number, and for
// memory-one strategies of a repeated game.
#pragma once

#include "minga/theory/repeated.hpp"

#include <functional>
#include <vector>

namespace minga::theory {

/// Fitness of a rare mutant among residents, less the residents' own: 0 where both are the same.
using InvasionFitness = std::function<double(double mutant, double resident)>;

/// Derivative by the mutant's trait where it is the resident's, by central differences.
double selection_gradient(const InvasionFitness& fitness, double resident, double step = 1e-5);

/// A trait at which selection has no direction.
struct SingularTrait {
  double trait;
  double slope;      ///< of the gradient by the residents' trait
  double curvature;  ///< of the fitness by the mutant's trait
  bool attracts;     ///< convergence stable: the gradient falls through 0
  bool uninvadable;  ///< evolutionarily stable: every mutant next to it does worse
  bool invadable;    ///< every mutant next to it does better; neither where they do the same
  bool branches() const { return attracts && invadable; }
};
/// All within [low, high] between neighbours of a grid of `cells` cells.
std::vector<SingularTrait> singular_traits(const InvasionFitness& fitness, double low, double high,
                                           int cells = 1000);

struct TraitPath {
  std::vector<double> times;
  std::vector<std::vector<double>> traits;
};
/// dx/dt = gradient, held within [low, high].
TraitPath adapt(const InvasionFitness& fitness, double start, double low, double high,
                double duration, double every, double tolerance = 1e-8);

/// Gradient of a memory-one mutant's payoff per round by its four chances (Hilbe, Nowak, Traulsen
/// 2013, PLoS ONE 8:e77886). The errors must make the first round irrelevant in endless play.
MemoryOne selection_gradient(const MatrixGame& stage, const MemoryOne& resident,
                             const Horizon& horizon, const Errors& errors, double opening = 1.0);
/// dp/dt = gradient, each chance held within [0, 1].
TraitPath adapt(const MatrixGame& stage, const MemoryOne& start, const Horizon& horizon,
                const Errors& errors, double duration, double every, double opening = 1.0,
                double tolerance = 1e-6);

}  // namespace minga::theory
