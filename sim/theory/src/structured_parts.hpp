// The inside of StructuredPopulation: its state, the steps of one at a time, and whether it is at
// rest. Beginning, bands and what callers see are in structured.cpp.
#pragma once

#include "graph_checks.hpp"
#include "minga/theory/structured.hpp"
#include "structured_rules.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace minga::theory {
using GraphPayoff = std::variant<PairPayoff, GroupPayoff>;

/// Candidates tried for the parent in birth-death; the calls after them are of other purposes.
inline constexpr std::uint32_t kMostCandidates = 900'000;

inline GraphPayoff payoff_for(const StructuredModel& m) {
  if (const auto* pairwise = std::get_if<PairwiseOnGraph>(&m.game))
    return PairPayoff(*pairwise, m.graph);
  return GroupPayoff(std::get<GroupsOnGraph>(m.game), m.graph);
}

inline bool needs_bounds(UpdateRule rule) {
  return rule == UpdateRule::proportional_imitation || rule == UpdateRule::reinforcement ||
         rule == UpdateRule::moran_birth_death;
}

inline GraphRevision revision_for(const StructuredModel& m) {
  GraphRevision r;
  r.graph = &m.graph;
  r.update = m.update;
  r.strategies = static_cast<int>(strategies_of(m.game).size());
  if (const auto* pairwise = std::get_if<PairwiseOnGraph>(&m.game)) {
    r.own_encounters = pairwise->self ? 1 : 0;
    r.averaged = pairwise->sum == PayoffSum::averaged;
  } else {
    r.own_encounters = 1;
    r.averaged = std::get<GroupsOnGraph>(m.game).sum == PayoffSum::averaged;
  }
  r.learning = m.learning;
  if (needs_bounds(m.update.rule))
    r.bounds = payoff_bounds(m.game, m.graph);
  return r;
}

inline std::vector<double> first_propensities(const StructuredModel& m) {
  const std::size_t strategies = strategies_of(m.game).size();
  return std::vector<double>(strategies, m.learning.rule == Learning::roth_erev
                                             ? m.learning.initial
                                             : 1.0 / static_cast<double>(strategies));
}

struct StructuredPopulation::Parts {
  std::shared_ptr<const StructuredModel> model;
  StructuredDraws draws;
  GraphPayoff payoff;
  GraphRevision revise;
  double most_fitness = 0.0;
  Neighbours state;
  std::vector<double> payoffs;                  ///< of nodes, synchronous only
  std::vector<StrategyIndex> next;              ///< synchronous only
  std::vector<std::vector<double>> propensity;  ///< reinforcement only
  std::vector<std::int64_t> players;
  std::uint32_t time = 0;
  std::int64_t changes = -1;  ///< in the last generation; -1 before the first

  Parts(std::shared_ptr<const StructuredModel> m, const StructuredDraws& d)
      : model((check(*m), std::move(m))),
        draws(d),
        payoff(payoff_for(*model)),
        revise(revision_for(*model)) {
    if (model->update.rule == UpdateRule::moran_birth_death)
      most_fitness = fitness_of(model->update, revise.bounds.greatest);
  }

  int nodes() const { return model->graph.nodes(); }
  bool synchronous() const { return model->update.schedule == Schedule::synchronous; }
  bool without_chance() const {
    const UpdateRule rule = model->update.rule;
    return model->update.mutation == 0.0 &&
           (rule == UpdateRule::imitate_best || rule == UpdateRule::best_response);
  }
  void check_bands() const {
    require(synchronous(), "schedule", std::string("random sequential"),
            "synchronous for updating in bands");
  }
  std::vector<double>* propensity_of(int node) {
    return propensity.empty() ? nullptr : &propensity[static_cast<std::size_t>(node)];
  }
  void recount() {
    std::fill(players.begin(), players.end(), 0);
    for (const StrategyIndex s : state.own)
      ++players[s];
  }
  void set(int node, StrategyIndex strategy) {
    const StrategyIndex before = state.own[static_cast<std::size_t>(node)];
    if (strategy == before)
      return;
    change(model->graph, state, node, strategy);
    --players[before];
    ++players[strategy];
    ++changes;
  }

  template <class Game>
  int parent(const Game& pay, std::uint32_t step) const;
  template <class Game>
  void birth_death(const Game& pay, std::uint32_t step);
  template <class Game>
  void sequential(const Game& pay);
  bool at_rest() const;
};

/// A node with chance in proportion to its fitness: candidates are drawn evenly and accepted with
/// chance fitness / most fitness.
template <class Game>
int StructuredPopulation::Parts::parent(const Game& pay, std::uint32_t step) const {
  const std::uint32_t first = static_cast<std::uint32_t>(core::Purpose::theory_parent) / 4U;
  for (std::uint32_t k = 0; k < kMostCandidates; ++k) {
    const auto w = draws.random.words({draws.replicate, step, time}, first + k);
    const int node = pick(w[0], nodes());
    const double own = pay(state, node, state.own[static_cast<std::size_t>(node)]);
    if (most_fitness <= 0.0 ||  // no fitness at all: an even chance
        core::RandomField::to_unit(w[1]) * most_fitness < fitness_of(model->update, own))
      return node;
  }
  throw std::runtime_error("birth-death: nobody with fitness above 0 was found in " +
                           std::to_string(kMostCandidates) + " candidates for parent");
}

template <class Game>
void StructuredPopulation::Parts::birth_death(const Game& pay, std::uint32_t step) {
  const RevisionWords w = revision_words(draws.random, draws.replicate, step, time);
  const int node = parent(pay, step);
  const auto near = model->graph.neighbours(node);
  if (near.empty())
    return;
  const int place = near[static_cast<std::size_t>(pick(w.whom, static_cast<int>(near.size())))];
  const StrategyIndex child = state.own[static_cast<std::size_t>(node)];
  set(place, revise.mutates(w) ? revise.mutated(child, w) : child);
}

template <class Game>
void StructuredPopulation::Parts::sequential(const Game& pay) {
  changes = 0;
  const auto present = [&](int node) {
    return pay(state, node, state.own[static_cast<std::size_t>(node)]);
  };
  for (int step = 0; step < nodes(); ++step) {
    const auto unit = static_cast<std::uint32_t>(step);
    if (model->update.rule == UpdateRule::moran_birth_death) {
      birth_death(pay, unit);
      continue;
    }
    const RevisionWords w = revision_words(draws.random, draws.replicate, unit, time);
    const int node = pick(w.who, nodes());
    const auto as = [&](StrategyIndex s) { return pay(state, node, s); };
    set(node, revise(state, node, w, present, as, propensity_of(node)));
  }
}

/// Whether no node of a rule without chance would change.
inline bool StructuredPopulation::Parts::at_rest() const {
  return std::visit(
      [&](const auto& pay) {
        Neighbours now = state;
        count_neighbours(model->graph, now, 0, nodes());
        const auto present = [&](int node) {
          return pay(now, node, now.own[static_cast<std::size_t>(node)]);
        };
        for (int i = 0; i < nodes(); ++i) {
          const auto as = [&](StrategyIndex s) { return pay(now, i, s); };
          if (revise(now, i, {}, present, as, nullptr) != now.own[static_cast<std::size_t>(i)])
            return false;
        }
        return true;
      },
      payoff);
}

}  // namespace minga::theory
