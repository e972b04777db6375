// The association model on the shipped Otavalo scenario: vectorised kernels beside the plain ones,
// with and without trajectories, one thread beside two, and compression of what comes out.
#include "bench.hpp"
#include "experiment.hpp"
#include "input.hpp"
#include "minga/core/simulate.hpp"
#include "minga/io/results.hpp"
#include "sample.hpp"

#include <thread>

namespace minga::cli {
namespace {

constexpr int kReplicates = 64;
core::BlockResult play(const core::Scenario& s, bool reference, std::uint32_t first = 0) {
  core::BlockRequest request;
  request.seed = 1;
  request.first_replicate = first;
  request.count = kReplicates;
  request.reference = reference;
  return core::simulate(s, request);
}

/// Firms times periods that a call of `play` simulates, whether groups last that long or not.
double planned(const core::Scenario& s) {
  return static_cast<double>(kReplicates) * s.time.periods * s.population.firms;
}

/// The same while groups were alive.
double lived(const core::Scenario& s) {
  const core::BlockResult runs = play(s, false);
  double periods = 0.0;
  const auto variables = core::summary_variables();
  for (std::size_t v = 0; v < variables.size(); ++v) {
    if (variables[v].name != "periods_survived")
      continue;
    for (const double x : runs.summary[v])
      periods += x;
  }
  return periods * s.population.firms;
}

Task two_threads(const core::Scenario& s) {
  return {2.0 * planned(s), [&s] {
            std::jthread other([&s] { play(s, false, kReplicates); });
            play(s, false);
          }};
}

/// Encoding a segment of results, as it is done before anything is written.
std::vector<Speed> compression(const io::LoadedScenario& loaded, const BenchSettings& settings) {
  const Experiment experiment = experiment_of(loaded);
  io::ResultsHeader header = experiment.header;
  header.replicates = header.runs_per_segment = kReplicates;
  const io::SegmentEncoder encoder(header, {});
  const core::BlockResult runs = play(experiment.scenario(0), false);
  const auto encode = [&] { encoder.encode(0, runs); };
  const auto both = [&] {
    std::jthread other(encode);
    encode();
  };
  const double bytes = bytes_of(runs);
  const auto speeds = in_turns({{bytes, encode}, {2.0 * bytes, both}}, settings);
  return {{"results compressed, 1 thread", median_of(speeds[0]) / kMillion, "MB/s of raw data", "",
           0.0},
          {"results compressed, 2 threads", median_of(speeds[1]) / kMillion, "MB/s of raw data",
           "1 thread", ratio_of(speeds[1], speeds[0])}};
}

}  // namespace

std::vector<Speed> association_speeds(const BenchSettings& settings) {
  const auto loaded = load<io::LoadedScenario>("otavalo", {});
  core::Scenario plain = loaded.value;
  plain.record = {};
  plain.record.trajectory = false;
  core::Scenario recorded = plain;
  recorded.record.trajectory = true;
  const double amount = planned(plain);
  const auto speeds = in_turns({{amount, [&] { play(plain, false); }},
                                {amount, [&] { play(plain, true); }},
                                {amount, [&] { play(recorded, false); }},
                                two_threads(plain)},
                               settings);
  const std::string unit = "million firm-periods/s";
  const double alive = lived(plain) / amount;
  std::vector<Speed> result{
      {"association model, summary", median_of(speeds[0]) / kMillion, unit, "plain kernels",
       ratio_of(speeds[0], speeds[1])},
      {"  of groups that are alive", alive * median_of(speeds[0]) / kMillion, unit, "", 0.0},
      {"  plain kernels", median_of(speeds[1]) / kMillion, unit, "", 0.0},
      {"  trajectory recorded", median_of(speeds[2]) / kMillion, unit, "summary",
       ratio_of(speeds[2], speeds[0])},
      {"  two threads", median_of(speeds[3]) / kMillion, unit, "one thread",
       ratio_of(speeds[3], speeds[0])}};
  for (Speed& speed : compression(loaded, settings))
    result.push_back(std::move(speed));
  return result;
}

}  // namespace minga::cli
