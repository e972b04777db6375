#include "minga/theory/structured.hpp"

#include "structured_parts.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

namespace minga::theory {

StructuredPopulation::StructuredPopulation(std::shared_ptr<const StructuredModel> model,
                                           std::vector<StrategyIndex> begin,
                                           const StructuredDraws& draws)
    : parts_(std::make_unique<Parts>(std::move(model), draws)) {
  Parts& p = *parts_;
  const auto nodes = static_cast<std::size_t>(p.nodes());
  require(begin.size() == nodes, "first strategies", begin.size(),
          "one for each of the graph's " + std::to_string(nodes) + " nodes");
  p.state.strategies = p.revise.strategies;
  for (const StrategyIndex s : begin) {
    if (s >= p.state.strategies)
      refuse("first strategy", s, "0 to " + std::to_string(p.state.strategies - 1));
  }
  p.state.own = std::move(begin);
  p.state.count.resize(nodes * static_cast<std::size_t>(p.state.strategies));
  count_neighbours(p.model->graph, p.state, 0, p.nodes());
  p.players.resize(static_cast<std::size_t>(p.state.strategies));
  p.recount();
  if (p.synchronous()) {
    p.payoffs.resize(nodes);
    p.next.resize(nodes);
  }
  if (p.model->update.rule == UpdateRule::reinforcement)
    p.propensity.assign(nodes, first_propensities(*p.model));
}

StructuredPopulation::StructuredPopulation(StructuredModel model, std::vector<StrategyIndex> begin,
                                           const StructuredDraws& draws)
    : StructuredPopulation(std::make_shared<const StructuredModel>(std::move(model)),
                           std::move(begin), draws) {}

StructuredPopulation::StructuredPopulation(StructuredPopulation&&) noexcept = default;
StructuredPopulation& StructuredPopulation::operator=(StructuredPopulation&&) noexcept = default;
StructuredPopulation::~StructuredPopulation() = default;

void StructuredPopulation::count_band(int from, int to) {
  parts_->check_bands();
  count_neighbours(parts_->model->graph, parts_->state, from, to);
}

void StructuredPopulation::pay_band(int from, int to) {
  Parts& p = *parts_;
  p.check_bands();
  std::visit(
      [&](const auto& pay) {
        for (int i = from; i < to; ++i) {
          const auto k = static_cast<std::size_t>(i);
          p.payoffs[k] = pay(p.state, i, p.state.own[k]);
        }
      },
      p.payoff);
}

void StructuredPopulation::choose_band(int from, int to) {
  Parts& p = *parts_;
  p.check_bands();
  const auto present = [&](int node) { return p.payoffs[static_cast<std::size_t>(node)]; };
  std::visit(
      [&](const auto& pay) {
        for (int i = from; i < to; ++i) {
          const auto as = [&](StrategyIndex s) { return pay(p.state, i, s); };
          const RevisionWords w = p.without_chance()
                                      ? RevisionWords{}
                                      : revision_words(p.draws.random, p.draws.replicate,
                                                       static_cast<std::uint32_t>(i), p.time);
          p.next[static_cast<std::size_t>(i)] =
              p.revise(p.state, i, w, present, as, p.propensity_of(i));
        }
      },
      p.payoff);
}

void StructuredPopulation::end_generation() {
  Parts& p = *parts_;
  p.check_bands();
  p.changes = 0;
  for (std::size_t i = 0; i < p.next.size(); ++i)
    p.changes += p.next[i] != p.state.own[i] ? 1 : 0;
  std::swap(p.state.own, p.next);
  p.recount();
  ++p.time;
}

void StructuredPopulation::generation() {
  Parts& p = *parts_;
  if (p.synchronous()) {
    count_band(0, p.nodes());
    pay_band(0, p.nodes());
    choose_band(0, p.nodes());
    end_generation();
    return;
  }
  std::visit([&](const auto& pay) { p.sequential(pay); }, p.payoff);
  ++p.time;
}

std::span<const StrategyIndex> StructuredPopulation::strategies() const {
  return parts_->state.own;
}
std::span<const std::int64_t> StructuredPopulation::players() const { return parts_->players; }
std::uint32_t StructuredPopulation::time() const { return parts_->time; }

double StructuredPopulation::payoff(int node) const {
  const Parts& p = *parts_;
  require(node >= 0 && node < p.nodes(), "node", node, "0 to " + std::to_string(p.nodes() - 1));
  return payoff_on_graph(p.model->game, p.model->graph, p.state.own, node,
                         p.state.own[static_cast<std::size_t>(node)]);
}

bool StructuredPopulation::absorbed() const {
  const Parts& p = *parts_;
  const UpdateRule rule = p.model->update.rule;
  if (p.model->update.mutation > 0.0 || rule == UpdateRule::aspiration ||
      rule == UpdateRule::reinforcement)
    return false;
  const bool one_left =
      std::count_if(p.players.begin(), p.players.end(), [](auto n) { return n > 0; }) == 1;
  if (one_left && rule != UpdateRule::best_response)
    return true;
  return p.without_chance() && p.changes == 0 && p.at_rest();
}

}  // namespace minga::theory
