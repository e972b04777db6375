#include "minga/theory/game.hpp"

#include "minga/theory/require.hpp"

#include <string>

namespace minga::theory {

void check(const MatrixGame& game) {
  const auto rows = game.payoff.rows();
  const auto columns = game.payoff.cols();
  if (rows != columns || rows == 0)
    refuse("payoff matrix", std::to_string(rows) + " by " + std::to_string(columns),
           "square, with a row for each strategy");
  require(static_cast<Eigen::Index>(game.strategies.size()) == rows, "number of strategies' names",
          static_cast<double>(game.strategies.size()), "the number of rows of the payoff matrix");
  for (Eigen::Index i = 0; i < game.payoff.size(); ++i)
    require_finite("payoff", game.payoff.data()[i]);
}

void check(const GroupGame& game) {
  require(game.size() >= 1, "number of strategies", game.size(), "at least 1");
  require(game.group >= 2, "group", game.group, "at least 2 players");
  require(static_cast<bool>(game.payoff), "payoff function", 0.0, "given");
}

}  // namespace minga::theory
