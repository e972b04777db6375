// One revision of strategy by one node, for all rules in which the node that revises is known. The
// choice of the parent in birth-death is in structured.cpp.
#pragma once

#include "graph_payoff.hpp"
#include "minga/core/random.hpp"
#include "minga/theory/reinforcement.hpp"
#include "minga/theory/update.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace minga::theory {

/// The draws of one revision, the four words of a call.
struct RevisionWords {
  std::uint32_t who = 0;
  std::uint32_t whom = 0;
  std::uint32_t whether = 0;
  std::uint32_t mutation = 0;
};

inline RevisionWords revision_words(const core::RandomField& random, std::uint32_t replicate,
                                    std::uint32_t unit, std::uint32_t generation) {
  const auto w = random.words({replicate, unit, generation},
                              static_cast<std::uint32_t>(core::Purpose::theory_step) / 4U);
  return {w[0], w[1], w[2], w[3]};
}

/// floor((word + 1/2) n / 2^32), in whole numbers: a member of [0, n).
inline int pick(std::uint32_t word, int n) {
  return static_cast<int>(
      ((2 * static_cast<std::uint64_t>(word) + 1) * static_cast<std::uint64_t>(n)) >> 33U);
}

/// A strategy other than `own`, evenly, from a draw in (0, 1).
inline StrategyIndex other_than(StrategyIndex own, int strategies, double draw) {
  if (strategies < 2)
    return own;
  const int k = std::min(strategies - 2, static_cast<int>(draw * (strategies - 1)));
  return static_cast<StrategyIndex>(k < own ? k : k + 1);
}

/// How a node revises.
struct GraphRevision {
  const Graph* graph = nullptr;
  Update update;
  Reinforcement learning;
  int strategies = 0;
  PayoffBounds bounds;     ///< where the rule needs them
  int own_encounters = 0;  ///< encounters besides those with neighbours (self, or own group)
  bool averaged = false;

  /// The node's next strategy.
  /// @param pay  present payoff of a node
  /// @param pay_as  what the node would get with a strategy
  /// @param propensity  of the node, one for each strategy, where the rule keeps them
  template <class Pay, class PayAs>
  StrategyIndex operator()(const Neighbours& state, int node, const RevisionWords& w,
                           const Pay& pay, const PayAs& pay_as,
                           std::vector<double>* propensity) const {
    if (!mutates(w))
      return by_rule(state, node, w, pay, pay_as, propensity);
    const bool newborn = update.rule == UpdateRule::moran_death_birth;
    return mutated(newborn ? by_rule(state, node, w, pay, pay_as, propensity) : of(state, node), w);
  }

  bool mutates(const RevisionWords& w) const {
    return core::RandomField::to_unit(w.mutation) < update.mutation;
  }
  /// One of the other strategies; the draw is uniform again, given that it is below `mutation`.
  StrategyIndex mutated(StrategyIndex from, const RevisionWords& w) const {
    return other_than(from, strategies, core::RandomField::to_unit(w.mutation) / update.mutation);
  }

 private:
  template <class Pay, class PayAs>
  StrategyIndex by_rule(const Neighbours& state, int node, const RevisionWords& w, const Pay& pay,
                        const PayAs& pay_as, std::vector<double>* propensity) const {
    switch (update.rule) {
      case UpdateRule::fermi:
      case UpdateRule::proportional_imitation:
        return imitate_one(state, node, w, pay);
      case UpdateRule::imitate_best:
        return imitate_best(state, node, pay);
      case UpdateRule::moran_death_birth:
        return successor(state, node, w, pay);
      case UpdateRule::best_response:
        return best_response(state, node, pay_as);
      case UpdateRule::aspiration:
        return aspire(state, node, w, pay);
      case UpdateRule::reinforcement:
        return learn(state, node, w, pay, *propensity);
      default:
        return of(state, node);  // birth-death: the parent decides
    }
  }

  static StrategyIndex of(const Neighbours& state, int node) {
    return state.own[static_cast<std::size_t>(node)];
  }

  template <class Pay>
  StrategyIndex imitate_one(const Neighbours& state, int node, const RevisionWords& w,
                            const Pay& pay) const {
    const auto near = graph->neighbours(node);
    if (near.empty())
      return of(state, node);
    const int model = near[static_cast<std::size_t>(pick(w.whom, static_cast<int>(near.size())))];
    if (of(state, model) == of(state, node))
      return of(state, node);
    const double own = pay(node);
    const double others = pay(model);
    const double chance = update.rule == UpdateRule::fermi
                              ? fermi_chance(update.intensity, own, others)
                              : proportional_chance(own, others, largest_difference(node, model));
    return core::RandomField::to_unit(w.whether) < chance ? of(state, model) : of(state, node);
  }

  /// Of payoffs: that of one encounter, times the larger number of encounters where payoffs
  /// accumulate (Santos and Pacheco 2005, Phys. Rev. Lett. 95:098104).
  double largest_difference(int node, int model) const {
    const int most =
        averaged ? 1 : std::max(graph->degree(node), graph->degree(model)) + own_encounters;
    return most * bounds.encounter;
  }

  template <class Pay>
  StrategyIndex imitate_best(const Neighbours& state, int node, const Pay& pay) const {
    StrategyIndex best = of(state, node);
    double most = pay(node);
    for (const int j : graph->neighbours(node)) {
      const double other = pay(j);
      const bool tie_won = other == most && best != of(state, node) &&
                           (of(state, j) == of(state, node) || of(state, j) < best);
      if (other > most || tie_won) {
        most = other;
        best = of(state, j);
      }
    }
    return best;
  }

  /// Neighbours compete by fitness for the place of the node (Ohtsuki et al. 2006, Nature 441:502).
  template <class Pay>
  StrategyIndex successor(const Neighbours& state, int node, const RevisionWords& w,
                          const Pay& pay) const {
    const auto near = graph->neighbours(node);
    double total = 0.0;
    for (const int j : near)
      total += fitness_of(update, pay(j));
    if (near.empty())
      return of(state, node);
    if (total <= 0.0)  // no fitness at all: an even chance
      return of(state, near[static_cast<std::size_t>(pick(w.whom, static_cast<int>(near.size())))]);
    double left = core::RandomField::to_unit(w.whom) * total;
    for (const int j : near) {
      left -= fitness_of(update, pay(j));
      if (left < 0.0)
        return of(state, j);
    }
    return of(state, near.back());  // rounding
  }

  template <class PayAs>
  StrategyIndex best_response(const Neighbours& state, int node, const PayAs& pay_as) const {
    StrategyIndex best = of(state, node);
    double most = pay_as(best);
    for (int s = 0; s < strategies; ++s) {
      const double payoff = pay_as(static_cast<StrategyIndex>(s));
      if (payoff > most) {
        most = payoff;
        best = static_cast<StrategyIndex>(s);
      }
    }
    return best;
  }

  /// Another strategy, any with equal chance, the likelier the more the payoff lies below what is
  /// aspired to (Du, Wu, Altrock and Wang 2014, J. R. Soc. Interface 11:20140077).
  template <class Pay>
  StrategyIndex aspire(const Neighbours& state, int node, const RevisionWords& w,
                       const Pay& pay) const {
    const StrategyIndex own = of(state, node);
    const double chance = fermi_chance(update.intensity, pay(node), update.aspiration);
    return core::RandomField::to_unit(w.whether) < chance
               ? other_than(own, strategies, core::RandomField::to_unit(w.whom))
               : own;
  }

  /// Learns from the payoff of what it plays, and chooses by propensities (reinforcement.hpp).
  template <class Pay>
  StrategyIndex learn(const Neighbours& state, int node, const RevisionWords& w, const Pay& pay,
                      std::vector<double>& propensity) const {
    reinforce(learning, propensity, of(state, node), pay(node), bounds.least, bounds.greatest);
    double total = 0.0;
    for (const double x : propensity)
      total += x;
    double left = core::RandomField::to_unit(w.whom) * total;
    for (std::size_t s = 0; s < propensity.size(); ++s) {
      left -= propensity[s];
      if (left < 0.0)
        return static_cast<StrategyIndex>(s);
    }
    return of(state, node);  // rounding
  }
};

}  // namespace minga::theory
