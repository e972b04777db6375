#include "graph_checks.hpp"
#include "minga/theory/structured.hpp"

#include <cmath>
#include <string>

namespace minga::theory {
namespace {

void check_numbers(const Update& u) {
  require(std::isfinite(u.intensity) && u.intensity >= 0.0, "intensity", u.intensity,
          "a number of at least 0");
  require(u.mutation >= 0.0 && u.mutation <= 1.0, "mutation", u.mutation, "a chance from 0 to 1");
  require(std::isfinite(u.aspiration), "aspiration", u.aspiration, "a number");
  require(u.weight >= 0.0 && u.weight <= 1.0, "weight", u.weight, "a number from 0 to 1");
}

/// The largest weight with fitness 1 - w + w payoff of at least 0 for the least payoff.
void check_fitness(const Update& u, const PayoffBounds& bounds) {
  if (bounds.least >= 0.0)
    return;
  const double most = 1.0 / (1.0 - bounds.least);
  require(u.weight <= most, "weight", u.weight,
          "up to " + std::to_string(most) + ", because fitness 1 - w + w payoff must not be " +
              "negative and payoffs on this graph may be " + std::to_string(bounds.least));
}

}  // namespace

void check(const StructuredModel& model) {
  check(model.game, model.graph);
  check_numbers(model.update);
  switch (model.update.rule) {
    case UpdateRule::moran_birth_death:
    case UpdateRule::moran_death_birth:
      require(model.update.schedule == Schedule::random_sequential, "schedule", "synchronous",
              "random sequential for birth-death and death-birth, where one is born at a time");
      check_fitness(model.update, payoff_bounds(model.game, model.graph));
      return;
    case UpdateRule::reinforcement: {
      const double least = payoff_bounds(model.game, model.graph).least;
      require(least >= 0.0, "payoff", least,
              "payoffs of at least 0 for reinforcement, whose propensities they add to");
      return;
    }
    default:
      return;
  }
}

}  // namespace minga::theory
