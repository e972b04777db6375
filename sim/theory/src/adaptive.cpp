#include "minga/theory/adaptive.hpp"

#include "minga/theory/require.hpp"

#include <boost/numeric/odeint/integrate/integrate_const.hpp>
#include <boost/numeric/odeint/stepper/generation.hpp>
#include <boost/numeric/odeint/stepper/runge_kutta_dopri5.hpp>

#include <algorithm>
#include <cmath>
#include <functional>

namespace minga::theory {
namespace {

namespace odeint = boost::numeric::odeint;
using State = std::vector<double>;
using Gradient = std::function<State(const State&)>;

/// Integrates traits that cannot leave their range: at an end, only moves inward count.
TraitPath integrate(const Gradient& gradient, State x, double low, double high, double duration,
                    double every, double tolerance) {
  require(duration > 0.0, "duration", duration, "above 0");
  require(every > 0.0, "every", every, "above 0");
  require(tolerance > 0.0 && tolerance < 1.0, "tolerance", tolerance, "above 0, below 1");
  const auto held = [&](State at) {
    for (double& trait : at)
      trait = std::clamp(trait, low, high);
    return at;
  };
  const auto system = [&](const State& at, State& dxdt, double /*t*/) {
    dxdt = gradient(held(at));
    for (std::size_t i = 0; i < at.size(); ++i) {
      const bool leaves = (at[i] <= low && dxdt[i] < 0.0) || (at[i] >= high && dxdt[i] > 0.0);
      if (leaves)
        dxdt[i] = 0.0;
    }
  };
  TraitPath path;
  const auto stepper =
      odeint::make_controlled(tolerance, tolerance, every, odeint::runge_kutta_dopri5<State>());
  odeint::integrate_const(stepper, system, x, 0.0, duration * (1.0 + 1e-12), every,
                          [&](const State& at, double t) {
                            path.times.push_back(t);
                            path.traits.push_back(held(at));
                          });
  return path;
}

double payoff(const MatrixGame& stage, const MemoryOne& mutant, const MemoryOne& resident,
              const Horizon& horizon, const Errors& errors, double opening) {
  return expected_play(stage, memory_one("mutant", mutant, opening),
                       memory_one("resident", resident, opening), horizon, errors)
      .first;
}

}  // namespace

double selection_gradient(const InvasionFitness& fitness, double resident, double step) {
  require(step > 0.0, "step", step, "above 0");
  return (fitness(resident + step, resident) - fitness(resident - step, resident)) / (2.0 * step);
}

std::vector<SingularTrait> singular_traits(const InvasionFitness& fitness, double low, double high,
                                           int cells) {
  require(high > low, "high", high, "above low");
  require(cells >= 1, "cells", cells, "at least 1");
  constexpr double kStep = 1e-3;
  constexpr double kFlat = 1e-6;  // of the slope: a smaller curvature is rounding
  const auto gradient = [&](double x) { return selection_gradient(fitness, x); };
  std::vector<SingularTrait> all;
  const double width = (high - low) / cells;
  for (int i = 0; i < cells; ++i) {
    double a = low + i * width;
    double b = a + width;
    const double at_a = gradient(a);
    const double at_b = gradient(b);
    if (at_a == 0.0 ? i > 0 : at_a * at_b > 0.0)
      continue;  // a root on the grid belongs to the cell below it
    for (int k = 0; k < 60 && at_a != 0.0; ++k) {
      const double middle = 0.5 * (a + b);
      ((gradient(middle) > 0.0) == (at_a > 0.0) ? a : b) = middle;
    }
    const double x = at_a == 0.0 ? a : 0.5 * (a + b);
    const double slope = (gradient(x + kStep) - gradient(x - kStep)) / (2.0 * kStep);
    const double curvature =
        (fitness(x + kStep, x) - 2.0 * fitness(x, x) + fitness(x - kStep, x)) / (kStep * kStep);
    const double flat = kFlat * std::abs(slope);
    all.push_back({x, slope, curvature, at_a > at_b, curvature<-flat, curvature> flat});
  }
  return all;
}

TraitPath adapt(const InvasionFitness& fitness, double start, double low, double high,
                double duration, double every, double tolerance) {
  require(start >= low && start <= high, "start", start, "within the range of the trait");
  const Gradient gradient = [&](const State& x) {
    return State{selection_gradient(fitness, x[0])};
  };
  return integrate(gradient, {start}, low, high, duration, every, tolerance);
}

MemoryOne selection_gradient(const MatrixGame& stage, const MemoryOne& resident,
                             const Horizon& horizon, const Errors& errors, double opening) {
  constexpr double kStep = 1e-6;
  MemoryOne gradient{};
  for (std::size_t k = 0; k < 4; ++k) {
    MemoryOne more = resident;
    MemoryOne less = resident;
    more[k] = std::min(1.0, more[k] + kStep);  // one-sided at the ends
    less[k] = std::max(0.0, less[k] - kStep);
    gradient[k] = (payoff(stage, more, resident, horizon, errors, opening) -
                   payoff(stage, less, resident, horizon, errors, opening)) /
                  (more[k] - less[k]);
  }
  return gradient;
}

TraitPath adapt(const MatrixGame& stage, const MemoryOne& start, const Horizon& horizon,
                const Errors& errors, double duration, double every, double opening,
                double tolerance) {
  for (const double p : start)
    require_chance("chance of cooperating", p);
  const Gradient gradient = [&](const State& x) {
    const MemoryOne g =
        selection_gradient(stage, {x[0], x[1], x[2], x[3]}, horizon, errors, opening);
    return State(g.begin(), g.end());
  };
  return integrate(gradient, {start.begin(), start.end()}, 0.0, 1.0, duration, every, tolerance);
}

}  // namespace minga::theory
