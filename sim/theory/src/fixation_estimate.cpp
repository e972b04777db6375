#include "minga/theory/fixation_estimate.hpp"

#include "minga/core/math.hpp"
#include "minga/theory/population.hpp"
#include "minga/theory/require.hpp"

#include <cmath>
#include <limits>
#include <vector>

namespace minga::theory {
namespace {

constexpr double kWords = 0x1.0p32;

/// One state of the walk: what it takes to draw an event there.
struct Site {
  std::uint64_t up = 0;   ///< words below this go up: (word + 1/2) / 2^32 < chance
  double wait_log = 0.0;  ///< 1 / ln(1 - chance of an event); 0 where it comes at every step
  bool stuck = false;
};

/// ln(1 - x), with the same bits everywhere.
double log_of_none(double x) {
  constexpr double kSmall = 1e-4;  // below, four terms of the series are exact to rounding
  return x < kSmall ? -x * (1.0 + x * (1.0 / 2.0 + x * (1.0 / 3.0 + x / 4.0)))
                    : core::log_fixed(1.0 - x);
}

std::vector<Site> sites(const BirthDeath& chain) {
  std::vector<Site> all(chain.up.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const double event = chain.up[i] + chain.down[i];
    all[i].stuck = event <= 0.0;
    if (all[i].stuck)
      continue;
    all[i].up = static_cast<std::uint64_t>(std::ceil(chain.up[i] / event * kWords - 0.5));
    all[i].wait_log = event < 1.0 ? 1.0 / log_of_none(event) : 0.0;
  }
  return all;
}

struct Run {
  int at = 0;          ///< where it ended: 0, N, or elsewhere if undecided
  double steps = 0.0;  ///< if waits are drawn
};

template <bool kWaits>
Run walk(const std::vector<Site>& all, int start, const core::RandomField& field,
         std::uint32_t replicate, std::uint64_t most_events) {
  const int top = static_cast<int>(all.size()) - 1;
  Run run{start, 0.0};
  std::uint64_t events = 0;
  for (std::uint32_t call = 0;; ++call) {
    const core::Address address{replicate, call, 0};
    const auto words =
        field.words(address, static_cast<std::uint32_t>(core::Purpose::theory_event) / 4U);
    core::RandomField::Philox::ctr_type waits{};
    if constexpr (kWaits)
      waits = field.words(address, static_cast<std::uint32_t>(core::Purpose::theory_wait) / 4U);
    for (std::size_t k = 0; k < 4; ++k) {
      if (run.at == 0 || run.at == top)
        return run;
      const Site& site = all[static_cast<std::size_t>(run.at)];
      if (site.stuck || events++ == most_events)
        return run;
      if constexpr (kWaits) {
        const double u = core::RandomField::to_unit(waits[k]);
        run.steps += 1.0 + std::floor(core::log_fixed(u) * site.wait_log);
      }
      run.at += words[k] < site.up ? 1 : -1;
    }
  }
}

FixationEstimate summary(int fixed, int undecided, const Mean& any, const Mean& at_all,
                         int replicates) {
  FixationEstimate e{share(fixed, replicates), any.estimate(), at_all.estimate(), undecided};
  if (undecided > 0) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    e.probability = {kNone, kNone, replicates};
    e.any_time = {kNone, kNone, replicates};
    e.fixed_time = {kNone, kNone, replicates};
  }
  return e;
}

}  // namespace

FixationEstimate estimate_fixation(const BirthDeath& chain, int start, const Sampling& sampling,
                                   Waits waits, std::uint64_t most_events) {
  check(chain);
  check(sampling);
  const int top = chain.population();
  require(start >= 0 && start <= top, "start", start, "from 0 to the population");
  require(most_events <= 4ULL * std::numeric_limits<std::uint32_t>::max(), "most_events",
          static_cast<double>(most_events), "at most 4 (2^32 - 1)");
  const auto all = sites(chain);
  const auto field = sampling.field();
  Mean any, at_all;
  int fixed = 0;
  int undecided = 0;
  for (int r = 0; r < sampling.replicates; ++r) {
    const std::uint32_t replicate = sampling.first + static_cast<std::uint32_t>(r);
    const Run run = waits == Waits::drawn ? walk<true>(all, start, field, replicate, most_events)
                                          : walk<false>(all, start, field, replicate, most_events);
    fixed += run.at == top ? 1 : 0;
    undecided += run.at != top && run.at != 0 ? 1 : 0;
    if (waits == Waits::drawn) {
      any.add(run.steps);
      if (run.at == top)
        at_all.add(run.steps);
    }
  }
  return summary(fixed, undecided, any, at_all, sampling.replicates);
}

FixationEstimate estimate_fixation_stepwise(const Game& game, int population, const Update& update,
                                            const Sampling& sampling, int mutant, int resident,
                                            int mutants, int most_generations) {
  check(sampling);
  const int m = size(game);
  require(update.mutation == 0.0, "mutation", update.mutation, "0 for fixation");
  require(mutant >= 0 && mutant < m, "mutant", mutant, "a strategy of the game");
  require(resident >= 0 && resident < m && resident != mutant, "resident", resident,
          "another strategy of the game");
  require(mutants >= 0 && mutants <= population, "mutants", mutants, "from 0 to the population");
  std::vector<int> counts(static_cast<std::size_t>(m), 0);
  counts[static_cast<std::size_t>(mutant)] = mutants;
  counts[static_cast<std::size_t>(resident)] = population - mutants;
  const Population fresh(game, counts, update);
  const auto field = sampling.field();
  const bool sequential = update.schedule == Schedule::random_sequential;
  Mean any, at_all;
  int fixed = 0;
  int undecided = 0;
  for (int r = 0; r < sampling.replicates; ++r) {
    const std::uint32_t replicate = sampling.first + static_cast<std::uint32_t>(r);
    Population p = fresh;
    std::uint64_t steps = 0;
    for (int g = 0; g < most_generations && p.fixed() < 0; ++g) {
      const auto period = static_cast<std::uint32_t>(g);
      if (!sequential) {
        p.generation(field, replicate, period);
        ++steps;
        continue;
      }
      for (std::uint32_t k = 0; k < static_cast<std::uint32_t>(population) && p.fixed() < 0; ++k) {
        p.step(field.uniforms({replicate, k, period}, core::Purpose::theory_step));
        ++steps;
      }
    }
    const int winner = p.fixed();
    undecided += winner < 0 ? 1 : 0;
    fixed += winner == mutant ? 1 : 0;
    any.add(static_cast<double>(steps));
    if (winner == mutant)
      at_all.add(static_cast<double>(steps));
  }
  return summary(fixed, undecided, any, at_all, sampling.replicates);
}

}  // namespace minga::theory
