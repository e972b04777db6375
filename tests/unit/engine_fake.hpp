// A stand-in for the model, for tests of the engine: values that say where they come from, so that
// a value in a wrong place is seen. Obeys the contract of core::simulate.
#pragma once

#include "minga/core/record.hpp"
#include "minga/engine/ensemble.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace minga::test {

inline core::Scenario scenario_of(int periods, int firms, int profiles) {
  core::Scenario scenario;
  scenario.time.periods = periods;
  scenario.population.firms = firms;
  scenario.association.resize(1);
  scenario.profiles.resize(static_cast<std::size_t>(profiles));
  scenario.record = {true, true, true, true};
  return scenario;
}

/// Different for every argument that may matter, small enough to be exact in single precision.
inline double address(const core::BlockRequest& request, int run, std::size_t variable,
                      std::size_t index) {
  const auto replicate = static_cast<double>(request.first_replicate) + run;
  return static_cast<double>(request.seed + request.stream * 7) + replicate * 1000.0 +
         static_cast<double>(variable * 100 + index);
}

template <class T>
std::vector<std::vector<T>> filled(const core::BlockRequest& request, std::size_t variables,
                                   std::size_t values_per_run) {
  std::vector<std::vector<T>> group(variables);
  for (std::size_t v = 0; v < variables; ++v) {
    for (int run = 0; run < request.count; ++run) {
      for (std::size_t i = 0; i < values_per_run; ++i) {
        group[v].push_back(static_cast<T>(address(request, run, v, i)));
      }
    }
  }
  return group;
}

/// Every replicate leaves as many events as its number says, modulo 3.
inline core::BlockResult fake_simulate(const core::Scenario& scenario,
                                       const core::BlockRequest& request) {
  const engine::Shape shape = engine::shape_of(scenario);
  const auto periods = static_cast<std::size_t>(shape.periods);
  const auto firms = static_cast<std::size_t>(shape.firms);
  core::BlockResult result;
  result.runs = request.count;
  result.periods = shape.periods;
  result.firms = shape.firms;
  result.profiles = shape.profiles;
  result.summary = filled<double>(request, core::summary_variables().size(), 1);
  result.by_profile = filled<double>(request, core::profile_variables().size(),
                                     static_cast<std::size_t>(shape.profiles));
  result.trajectory = filled<float>(request, core::trajectory_variables().size(), periods);
  result.firm = filled<float>(request, core::firm_variables().size(), periods * firms);
  result.firm_constant = filled<double>(request, core::firm_constant_variables().size(), firms);
  result.failed.resize(static_cast<std::size_t>(request.count));
  for (int run = 0; run < request.count; ++run) {
    const auto events = (request.first_replicate + static_cast<std::uint32_t>(run)) % 3;
    for (std::uint32_t i = 0; i < events; ++i) {
      result.events.push_back(
          {run, static_cast<std::int32_t>(i), 0, -1, core::EventKind::joined, 1.0});
    }
  }
  return result;
}

/// The fake model, except that given replicates throw.
inline auto failing_simulate(std::map<std::uint32_t, std::string> reasons) {
  return [reasons = std::move(reasons)](const core::Scenario& scenario,
                                        const core::BlockRequest& request) {
    for (int run = 0; run < request.count; ++run) {
      const auto found = reasons.find(request.first_replicate + static_cast<std::uint32_t>(run));
      if (found != reasons.end())
        throw std::runtime_error(found->second);
    }
    return fake_simulate(scenario, request);
  };
}

/// What an ensemble hands over, in the order in which it does.
struct Collected {
  std::vector<std::size_t> segments;
  std::vector<core::BlockResult> results;
  bool finished = false;
};

using Simulate = std::function<core::BlockResult(const core::Scenario&, const core::BlockRequest&)>;

inline Collected collect(const engine::Plan& plan, const std::vector<core::Scenario>& points,
                         const Simulate& simulate = fake_simulate,
                         const engine::Order& order = {}) {
  Collected collected;
  engine::Callbacks callbacks;
  callbacks.order = order;
  callbacks.scenario = [&points](std::size_t point) -> const core::Scenario& {
    return points.at(point);
  };
  callbacks.simulate = simulate;
  callbacks.commit = [&collected](std::size_t segment, core::BlockResult&& runs) {
    collected.segments.push_back(segment);
    collected.results.push_back(std::move(runs));
  };
  const std::atomic<bool> stop{false};
  collected.finished = engine::run_ensemble(plan, callbacks, stop);
  return collected;
}

}  // namespace minga::test
