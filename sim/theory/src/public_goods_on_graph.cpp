#include "minga/theory/public_goods_on_graph.hpp"

#include "graph_checks.hpp"

#include <cmath>

namespace minga::theory {

GroupGame linear_public_good(double factor, double cost, GoodFactor kind) {
  require(std::isfinite(factor) && factor >= 0.0, "factor", factor, "a number of at least 0");
  require(std::isfinite(cost) && cost > 0.0, "cost", cost, "a number above 0");
  const auto payoff = [=](int own, std::span<const int> others) {
    const int contributors = others[0] + (own == 0 ? 1 : 0);
    const double share = kind == GoodFactor::multiplication
                             ? factor * cost * contributors / (others[0] + others[1] + 1)
                             : factor * cost * contributors;
    return own == 0 ? share - cost : share;
  };
  return {{"cooperate", "defect"}, 0, payoff};
}

}  // namespace minga::theory
