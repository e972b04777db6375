#include "minga/theory/payoffs.hpp"

#include "minga/theory/require.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace minga::theory {
namespace {

constexpr double kMaxCompositions = 1e6;

double ways(std::span<const int> parts) {
  double product = 1.0;
  int taken = 0;
  for (const int part : parts) {
    for (int i = 1; i <= part; ++i)
      product *= static_cast<double>(++taken) / i;
  }
  return product;
}

double power(double base, int exponent) {
  double product = 1.0;
  for (int i = 0; i < exponent; ++i)
    product *= base;
  return product;
}

}  // namespace

void check(const Game& game) {
  std::visit([](const auto& g) { check(g); }, game);
}
int size(const Game& game) {
  return std::visit([](const auto& g) { return g.size(); }, game);
}
int group_of(const Game& game) {
  const auto* group = std::get_if<GroupGame>(&game);
  return group == nullptr ? 2 : group->group;
}
const std::vector<std::string>& names_of(const Game& game) {
  return std::visit(
      [](const auto& g) -> const auto& { return g.strategies; }, game);
}

Payoffs::Payoffs(const Game& game) : size_(theory::size(game)), group_(group_of(game)) {
  check(game);
  double compositions = 1.0;
  for (int i = 1; i < size_; ++i)
    compositions *= static_cast<double>(group_ - 1 + i) / i;
  require(compositions <= kMaxCompositions, "number of compositions of a group", compositions,
          "at most a million: take fewer strategies or a smaller group");
  std::vector<int> made;
  list_others(made, group_ - 1);
  table_.resize(size_, static_cast<Eigen::Index>(others_.size()));
  for (Eigen::Index o = 0; o < table_.cols(); ++o) {
    const auto& others = others_[static_cast<std::size_t>(o)];
    ways_.push_back(ways(others));
    for (int own = 0; own < size_; ++own) {
      if (const auto* group = std::get_if<GroupGame>(&game)) {
        table_(own, o) = group->payoff(own, others);
        require_finite("payoff of " + group->strategies[static_cast<std::size_t>(own)],
                       table_(own, o));
      } else {
        table_(own, o) = std::get<MatrixGame>(game).payoff(own, o);
      }
    }
  }
}

/// First the compositions with most of the first strategy: of one co-player, column by strategy.
void Payoffs::list_others(std::vector<int>& made, int left) {
  if (static_cast<int>(made.size()) == size_ - 1) {
    made.push_back(left);
    others_.push_back(made);
    made.pop_back();
    return;
  }
  for (int k = left; k >= 0; --k) {
    made.push_back(k);
    list_others(made, left - k);
    made.pop_back();
  }
}

/// Multivariate hypergeometric: product of (c_s choose o_s) over (N-1 choose n-1), each factor as a
/// product of shares so that nothing overflows.
Eigen::VectorXd Payoffs::against(std::span<const int> others) const {
  require(static_cast<int>(others.size()) == size_, "number of counts",
          static_cast<double>(others.size()), "the number of strategies");
  const int total = std::accumulate(others.begin(), others.end(), 0);
  require(total >= group_ - 1, "population", total + 1, "at least the group");
  Eigen::VectorXd result = Eigen::VectorXd::Zero(size_);
  for (std::size_t o = 0; o < others_.size(); ++o) {
    double chance = ways_[o];
    int drawn = 0;
    for (std::size_t s = 0; s < others.size() && chance > 0.0; ++s) {
      for (int i = 0; i < others_[o][s]; ++i)
        chance *= static_cast<double>(std::max(0, others[s] - i)) / (total - drawn++);
    }
    if (chance > 0.0)
      result += chance * table_.col(static_cast<Eigen::Index>(o));
  }
  return result;
}

Eigen::VectorXd Payoffs::finite(std::span<const int> counts) const {
  Eigen::VectorXd result =
      Eigen::VectorXd::Constant(size_, std::numeric_limits<double>::quiet_NaN());
  std::vector<int> others(counts.begin(), counts.end());
  for (std::size_t s = 0; s < counts.size(); ++s) {
    if (counts[s] <= 0)
      continue;
    --others[s];
    const auto index = static_cast<Eigen::Index>(s);
    result[index] = against(others)[index];
    ++others[s];
  }
  return result;
}

Eigen::VectorXd Payoffs::infinite(const Eigen::VectorXd& x) const {
  require(x.size() == size_, "number of shares", static_cast<double>(x.size()),
          "the number of strategies");
  Eigen::VectorXd result = Eigen::VectorXd::Zero(size_);
  for (std::size_t o = 0; o < others_.size(); ++o) {
    double chance = ways_[o];
    for (int s = 0; s < size_; ++s)
      chance *= power(x[s], others_[o][static_cast<std::size_t>(s)]);
    result += chance * table_.col(static_cast<Eigen::Index>(o));
  }
  return result;
}

Eigen::MatrixXd Payoffs::slopes(const Eigen::VectorXd& x) const {
  Eigen::MatrixXd result = Eigen::MatrixXd::Zero(size_, size_);
  for (std::size_t o = 0; o < others_.size(); ++o) {
    for (int by = 0; by < size_; ++by) {
      const int often = others_[o][static_cast<std::size_t>(by)];
      if (often == 0)
        continue;
      double slope = ways_[o] * often;
      for (int s = 0; s < size_; ++s)
        slope *= power(x[s], others_[o][static_cast<std::size_t>(s)] - (s == by ? 1 : 0));
      result.col(by) += slope * table_.col(static_cast<Eigen::Index>(o));
    }
  }
  return result;
}

Eigen::VectorXd finite_payoffs(const Game& game, std::span<const int> counts) {
  return Payoffs(game).finite(counts);
}
Eigen::VectorXd infinite_payoffs(const Game& game, const Eigen::VectorXd& shares) {
  return Payoffs(game).infinite(shares);
}

}  // namespace minga::theory
