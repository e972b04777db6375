#include "graph_checks.hpp"
#include "minga/theory/structured.hpp"

#include <string>

namespace minga::theory {
namespace {

/// The largest weight with fitness 1 - w + w payoff of at least 0 for the least payoff.
void check_fitness(const Update& u, const PayoffBounds& bounds) {
  if (u.fitness == Fitness::exponential || bounds.least >= 0.0)
    return;
  const double most = 1.0 / (1.0 - bounds.least);
  require(u.weight <= most, "weight", u.weight,
          "at most " + std::to_string(most) + ", because fitness 1 - w + w payoff must not be " +
              "negative and payoffs on this graph may be " + std::to_string(bounds.least));
}

}  // namespace

void check(const StructuredModel& model) {
  check(model.game, model.graph);
  check(model.update);
  switch (model.update.rule) {
    case UpdateRule::moran_birth_death:
    case UpdateRule::moran_death_birth:
      require(model.update.schedule == Schedule::random_sequential, "schedule",
              std::string("synchronous"),
              "random sequential for birth-death and death-birth, where one is born at a time");
      check_fitness(model.update, payoff_bounds(model.game, model.graph));
      return;
    case UpdateRule::reinforcement:
      check(model.learning);
      return;
    default:
      return;
  }
}

}  // namespace minga::theory
