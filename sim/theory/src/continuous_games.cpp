#include "minga/theory/continuous_games.hpp"

#include "minga/theory/require.hpp"

#include <string>

namespace minga::theory {
namespace {

double quadratic(double linear, double square, double x) { return (linear + square * x) * x; }

/// "invest-0.25": as few decimals as it takes.
std::string name_of_investment(double x) {
  std::string digits = std::to_string(x);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.')
    digits.pop_back();
  return "invest-" + digits;
}

}  // namespace

double ContinuousGame::payoff(double own, double other) const {
  return quadratic(benefit, benefit_quadratic, others_only ? other : own + other) -
         quadratic(cost, cost_quadratic, own);
}

// B'(2x) - C'(x), or -C'(x) where the own investment brings oneself nothing
double ContinuousGame::intercept() const { return (others_only ? 0.0 : benefit) - cost; }
double ContinuousGame::slope() const {
  return (others_only ? 0.0 : 4.0 * benefit_quadratic) - 2.0 * cost_quadratic;
}

void check(const ContinuousGame& game) {
  require_finite("benefit", game.benefit);
  require_finite("benefit_quadratic", game.benefit_quadratic);
  require_finite("cost", game.cost);
  require_finite("cost_quadratic", game.cost_quadratic);
  require_finite("most", game.most);
  require(game.most > 0.0, "most", game.most, "above 0");
}

InvasionFitness invasion_fitness(const ContinuousGame& game) {
  check(game);
  return [game](double mutant, double resident) {
    return game.payoff(mutant, resident) - game.payoff(resident, resident);
  };
}

MatrixGame between_investments(const ContinuousGame& game, int count) {
  check(game);
  require(count >= 2, "investments", count, "at least 2");
  MatrixGame out;
  out.payoff.resize(count, count);
  const auto level = [&](int i) { return game.most * (count - 1 - i) / (count - 1); };
  for (int i = 0; i < count; ++i) {
    out.strategies.push_back(name_of_investment(level(i)));
    for (int j = 0; j < count; ++j)
      out.payoff(i, j) = game.payoff(level(i), level(j));
  }
  check(out);
  return out;
}

std::string_view kind_of(const SingularTrait& trait) {
  if (trait.attracts)
    return trait.uninvadable ? "stable" : trait.branches() ? "branching" : "neutral";
  return trait.uninvadable ? "Garden of Eden" : "repeller";
}

}  // namespace minga::theory
