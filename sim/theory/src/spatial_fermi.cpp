#include "minga/theory/spatial_fermi.hpp"

#include "graph_checks.hpp"
#include "structured_rules.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <variant>

namespace minga::theory {
namespace {

/// Steps whose draws are made together: they do not depend on what happens.
constexpr int kBatch = 256;
/// Largest degree for which chances are tabulated: 2 x 17 x 17 numbers stay in the nearest cache.
constexpr int kMostInTable = 16;

bool on_groups(const StructuredModel& m) { return std::holds_alternative<GroupsOnGraph>(m.game); }

/// Payoffs of one encounter with all neighbours, or of one group, as the general engine adds them.
std::vector<double> table_of(const StructuredModel& m, int degree) {
  std::vector<double> out;
  for (int own = 0; own < 2; ++own) {
    for (int ones = 0; ones <= degree; ++ones) {
      const std::array<int, 2> others{degree - ones, ones};
      if (const auto* groups = std::get_if<GroupsOnGraph>(&m.game))
        out.push_back(groups->game.payoff(own, others));
      else
        out.push_back(
            PairPayoff(std::get<PairwiseOnGraph>(m.game), m.graph).among(own, others.data()));
    }
  }
  return out;
}

/// Chance to turn by own strategy, own number of neighbours who play 1, and the model's.
std::vector<double> chances(const std::vector<double>& payoff, int degree, double intensity) {
  std::vector<double> out;
  const auto row = static_cast<std::size_t>(degree) + 1;
  for (std::size_t own = 0; own < 2; ++own) {
    for (std::size_t mine = 0; mine < row; ++mine) {
      for (std::size_t others = 0; others < row; ++others)
        out.push_back(
            fermi_chance(intensity, payoff[own * row + mine], payoff[(1 - own) * row + others]));
    }
  }
  return out;
}

}  // namespace

bool SpatialFermi::can_do(const StructuredModel& m) {
  const int degree = m.graph.largest_degree();
  return strategies_of(m.game).size() == 2 && degree >= 1 &&
         degree < std::numeric_limits<std::uint16_t>::max() &&
         m.graph.smallest_degree() == degree && m.update.rule == UpdateRule::fermi &&
         m.update.schedule == Schedule::random_sequential && m.update.mutation == 0.0;
}

SpatialFermi::SpatialFermi(std::shared_ptr<const StructuredModel> model,
                           std::vector<StrategyIndex> begin, const StructuredDraws& draws)
    : model_(std::move(model)), draws_(draws), own_(std::move(begin)) {
  check(*model_);
  require(can_do(*model_), "model", std::string("another one"),
          "two strategies, one degree for all nodes, Fermi rule, random sequential, no mutation");
  const Graph& graph = model_->graph;
  require(own_.size() == static_cast<std::size_t>(graph.nodes()), "first strategies", own_.size(),
          "one for each of the graph's " + std::to_string(graph.nodes()) + " nodes");
  degree_ = graph.largest_degree();
  payoff_ = table_of(*model_, degree_);
  if (const auto* groups = std::get_if<GroupsOnGraph>(&model_->game))
    averaged_ = groups->sum == PayoffSum::averaged;
  else if (degree_ <= kMostInTable)
    chance_ = chances(payoff_, degree_, model_->update.intensity);
  ones_.resize(own_.size());
  for (int i = 0; i < graph.nodes(); ++i) {
    const StrategyIndex s = own_[static_cast<std::size_t>(i)];
    require(s < 2, "first strategy", static_cast<int>(s), "0 or 1");
    ++players_[s];
    int ones = on_groups(*model_) ? s : 0;
    for (const int j : graph.neighbours(i))
      ones += own_[static_cast<std::size_t>(j)];
    ones_[static_cast<std::size_t>(i)] = static_cast<std::uint16_t>(ones);
  }
}

SpatialFermi::SpatialFermi(StructuredModel model, std::vector<StrategyIndex> begin,
                           const StructuredDraws& draws)
    : SpatialFermi(std::make_shared<const StructuredModel>(std::move(model)), std::move(begin),
                   draws) {}

template <class Chance>
void SpatialFermi::run(const Chance& chance) {
  struct Step {
    int node;
    int model;
    std::uint32_t whether;
  };
  const int nodes = model_->graph.nodes();
  std::array<RevisionWords, kBatch> words;
  std::array<Step, kBatch> steps;
  for (int first = 0; first < nodes; first += kBatch) {
    const auto count = static_cast<std::size_t>(std::min(kBatch, nodes - first));
    // Who meets whom does not depend on what happens, so memory is asked for well before its use.
    for (std::size_t k = 0; k < count; ++k) {
      words[k] =
          revision_words(draws_.random, draws_.replicate,
                         static_cast<std::uint32_t>(first) + static_cast<std::uint32_t>(k), time_);
      steps[k].node = pick(words[k].who, nodes);
      __builtin_prefetch(neighbours_of(steps[k].node));
      __builtin_prefetch(own_.data() + steps[k].node);
    }
    for (std::size_t k = 0; k < count; ++k) {
      steps[k].model = neighbours_of(steps[k].node)[pick(words[k].whom, degree_)];
      steps[k].whether = words[k].whether;
      __builtin_prefetch(own_.data() + steps[k].model);
      __builtin_prefetch(ones_.data() + steps[k].node);
      __builtin_prefetch(ones_.data() + steps[k].model);
    }
    for (std::size_t k = 0; k < count; ++k) {
      const auto node = static_cast<std::size_t>(steps[k].node);
      const auto model = static_cast<std::size_t>(steps[k].model);
      if (own_[node] != own_[model] &&
          core::RandomField::to_unit(steps[k].whether) < chance(node, model))
        turn(steps[k].node);
    }
  }
}

/// Gives a node the other strategy.
void SpatialFermi::turn(int node) {
  StrategyIndex& own = own_[static_cast<std::size_t>(node)];
  const int step = own == 0 ? 1 : -1;
  own = static_cast<StrategyIndex>(own + step);
  const int* near = neighbours_of(node);
  for (int d = 0; d < degree_; ++d) {
    std::uint16_t& ones = ones_[static_cast<std::size_t>(near[d])];
    ones = static_cast<std::uint16_t>(ones + step);
  }
  if (on_groups(*model_)) {
    std::uint16_t& ones = ones_[static_cast<std::size_t>(node)];
    ones = static_cast<std::uint16_t>(ones + step);
  }
  players_[1] += step;
  players_[0] -= step;
}

void SpatialFermi::generation() {
  const int row = degree_ + 1;
  if (on_groups(*model_)) {
    run([&](std::size_t node, std::size_t model) {
      return fermi_chance(model_->update.intensity, in_groups(node), in_groups(model));
    });
  } else if (!chance_.empty()) {
    run([&](std::size_t node, std::size_t model) {
      return chance_[static_cast<std::size_t>((own_[node] * row + ones_[node]) * row +
                                              ones_[model])];
    });
  } else {
    const auto pay = [&](std::size_t i) {
      return payoff_[static_cast<std::size_t>(own_[i] * row + ones_[i])];
    };
    run([&](std::size_t node, std::size_t model) {
      return fermi_chance(model_->update.intensity, pay(node), pay(model));
    });
  }
  ++time_;
}

/// Own group first, then the neighbours', as in the general engine, so that sums have the same
/// bits.
double SpatialFermi::in_groups(std::size_t node) const {
  const double* of_own = payoff_.data() + own_[node] * (degree_ + 1) - own_[node];
  const int* near = neighbours_of(static_cast<int>(node));
  double sum = of_own[ones_[node]];
  for (int d = 0; d < degree_; ++d)
    sum += of_own[ones_[static_cast<std::size_t>(near[d])]];
  return averaged_ ? sum / (degree_ + 1) : sum;
}

}  // namespace minga::theory
