#include "sample.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <set>
#include <vector>

namespace minga::cli {
namespace {

constexpr std::size_t kReplicates = 16;  // a block of the engine

/// What the replicates of one point cost.
struct Cost {
  double seconds = 0.0;
  double stored = 0.0;
  double memory = 0.0;
};

Cost try_point(const Experiment& experiment, std::size_t point, std::size_t replicates) {
  io::ResultsHeader header = experiment.header;
  header.points = 1;
  header.replicates = replicates;
  header.runs_per_segment = replicates;
  header.shard = {};
  header.factors.clear();
  const io::SegmentEncoder encoder(header, {});
  Experiment alone{header, true, {}, {}};
  engine::Callbacks callbacks;
  callbacks.scenario = [&](std::size_t) -> const core::Scenario& {
    return experiment.scenario(point);
  };
  Cost cost;
  callbacks.encode = [&](std::size_t segment, core::BlockResult&& runs) {
    cost.memory += bytes_of(runs);
    return encoder.encode(segment, runs);
  };
  callbacks.commit_bytes = [&](std::size_t, engine::Bytes&& bytes) {
    cost.stored += static_cast<double>(bytes.size());
  };
  const std::atomic<bool> stop{false};
  const auto start = std::chrono::steady_clock::now();
  engine::run_ensemble(plan_of(alone, 1), callbacks, stop);
  cost.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return cost;
}

/// The k-th of a sequence that spreads over [0, points) however early it ends: multiples of the
/// golden ratio (Weyl 1916).
std::size_t spread(std::size_t k, std::size_t points) {
  constexpr double kGolden = 0.6180339887498949;
  const double place = std::fmod(static_cast<double>(k) * kGolden, 1.0);
  return std::min(points - 1, static_cast<std::size_t>(place * static_cast<double>(points)));
}

}  // namespace

double bytes_of(const core::BlockResult& runs) {
  std::size_t bytes = runs.events.size() * sizeof(core::Event);
  for (const auto* group :
       {&runs.summary, &runs.by_profile, &runs.programme, &runs.association, &runs.firm_constant}) {
    for (const std::vector<double>& values : *group)
      bytes += values.size() * sizeof(double);
  }
  for (const auto* group : {&runs.trajectory, &runs.firm}) {
    for (const std::vector<float>& values : *group)
      bytes += values.size() * sizeof(float);
  }
  return static_cast<double>(bytes);
}

Sample take_sample(const Experiment& experiment, double budget) {
  const std::size_t points = experiment.header.points;
  const std::size_t replicates = std::min(kReplicates, experiment.header.replicates);
  try_point(experiment, 0, 1);  // what is set up once is no cost of a run
  std::set<std::size_t> tried;
  std::vector<double> each;
  Sample sample;
  Cost all;
  // Twice as many as there are points: the sequence meets some again before it has met all.
  for (std::size_t k = 0; k < 2 * points && (each.empty() || all.seconds < budget); ++k) {
    const std::size_t point = spread(k, points);
    if (!tried.insert(point).second)
      continue;
    const Cost cost = try_point(experiment, point, replicates);
    each.push_back(cost.seconds / static_cast<double>(replicates));
    all.seconds += cost.seconds;
    all.stored += cost.stored;
    all.memory += cost.memory;
  }
  const auto n = static_cast<double>(each.size());
  double squares = 0.0;
  sample.points = each.size();
  sample.runs = each.size() * replicates;
  sample.seconds = all.seconds;
  sample.seconds_per_run = all.seconds / static_cast<double>(sample.runs);
  for (const double seconds : each)
    squares += (seconds - sample.seconds_per_run) * (seconds - sample.seconds_per_run);
  sample.error = std::sqrt(squares / (n - 1.0) / n);  // 0/0 with one point
  sample.stored_bytes_per_run = all.stored / static_cast<double>(sample.runs);
  sample.memory_bytes_per_run = all.memory / static_cast<double>(sample.runs);
  return sample;
}

}  // namespace minga::cli
