// minga plan: what a design will cost, before anything of it runs.
#include "experiment.hpp"
#include "input.hpp"
#include "minga/io/theory.hpp"
#include "number.hpp"
#include "options.hpp"
#include "sample.hpp"
#include "shard.hpp"
#include "stdio.hpp"
#include "table.hpp"
#include "verbs.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

#include <cmath>
#include <memory>
#include <thread>

namespace minga::cli {
namespace {

struct Options {
  ExperimentOptions experiment;
  double budget = 2.0;  ///< seconds of the sample
};

struct Costs {
  double seconds = 0.0;
  double error = 0.0;  ///< standard error of the seconds; NaN where unknown
  double memory_bytes = 0.0;
  double file_bytes = 0.0;
};

/// Text of variable length is not compressed: a reference in the dataset, a head and the letters,
/// rounded up to eight, in the heap.
double text_bytes(std::size_t letters) {
  constexpr std::size_t reference = 16;
  constexpr std::size_t head = 16;
  return static_cast<double>(reference + head + (letters + 7) / 8 * 8);
}

/// Mean over points of what the texts of a run take in the file.
double text_bytes_per_run(const io::ResultsHeader& header) {
  double bytes = 16.0;  // why it failed: a reference to nothing
  for (const io::FactorColumn& factor : header.factors) {
    double sum = 0.0;
    for (const std::string& label : factor.labels)
      sum += text_bytes(label.size() + 1);
    bytes += sum / static_cast<double>(header.points);
  }
  return bytes;
}

/// Now, with the design in memory.
double resident_bytes() {
  struct rusage usage {};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024.0;
}

Costs foresee(const io::ResultsHeader& header, const Sample& sample, int threads) {
  const auto runs = static_cast<double>(header.runs());
  Costs costs;
  costs.seconds = sample.seconds_per_run * runs / threads;
  costs.error = sample.error * runs / threads;
  costs.file_bytes = (sample.stored_bytes_per_run + text_bytes_per_run(header)) * runs;
  // The engine has two segments more in flight than threads, and each is there twice while its
  // blocks are joined.
  const double segment = sample.memory_bytes_per_run * static_cast<double>(header.runs_per_segment);
  costs.memory_bytes = resident_bytes() + 2.0 * segment * (threads + 2);
  return costs;
}

std::string duration(double seconds) {
  if (seconds < 100.0)
    return fmt::format("{:.3g} s", seconds);
  if (seconds < 100.0 * 60.0)
    return fmt::format("{:.3g} min", seconds / 60.0);
  return fmt::format("{:.3g} h", seconds / 3600.0);
}

std::string text_of(const io::LoadedDesign& design, const io::ResultsHeader& header,
                    const Sample& sample, const Costs& costs, int threads) {
  const std::string spread =
      std::isnan(costs.error)
          ? ""
          : fmt::format(", {} to {} by chance of the sample",
                        duration(std::max(0.0, costs.seconds - 2 * costs.error)),
                        duration(costs.seconds + 2 * costs.error));
  Table table({{}, {}});
  table.add(
      {"runs", fmt::format("{}: {} of {}", grouped(header.runs()), counted(header.points, "point"),
                           counted(header.replicates, "replicate"))});
  if (design.until.on())
    table.add({"at most", "fewer where `until` stops a point: this is the cost if it never does"});
  table.add({"length", counted(static_cast<std::uint64_t>(header.periods), "period")});
  table.add({"time", fmt::format("about {} on {}{}", duration(costs.seconds),
                                 counted(static_cast<std::uint64_t>(threads), "thread"), spread)});
  table.add({"memory", "about " + readable_bytes(static_cast<std::uint64_t>(costs.memory_bytes))});
  table.add({"file", "about " + readable_bytes(static_cast<std::uint64_t>(costs.file_bytes)) +
                         "; the disk needs twice that for a moment"});
  table.add({"shards", fmt::format("{} at most", grouped(most_shards(header)))});
  table.add({"measured", fmt::format("{} of {}, {}", counted(sample.runs, "run"),
                                     counted(sample.points, "point"), duration(sample.seconds))});
  return fmt::format("{}\n{}", design.name, table.text());
}

std::string json_of(const io::LoadedDesign& design, const io::ResultsHeader& header,
                    const Sample& sample, const Costs& costs, int threads) {
  using nlohmann::ordered_json;
  const ordered_json json{{"design", design.name},
                          {"points", header.points},
                          {"replicates", header.replicates},
                          {"runs", header.runs()},
                          {"periods", header.periods},
                          {"most_shards", most_shards(header)},
                          {"threads", threads},
                          {"seconds", costs.seconds},
                          {"seconds_error", std::isnan(costs.error) ? ordered_json(nullptr)
                                                                    : ordered_json(costs.error)},
                          {"memory_bytes", std::llround(costs.memory_bytes)},
                          {"file_bytes", std::llround(costs.file_bytes)},
                          {"sample",
                           {{"points", sample.points},
                            {"runs", sample.runs},
                            {"seconds", sample.seconds},
                            {"seconds_per_run", sample.seconds_per_run}}}};
  return json.dump(2) + "\n";
}

ExitCode plan(const Options& options) {
  if (io::is_theory_design(options.experiment.input)) {
    throw UsageError(
        "plan measures runs of associations; minga check tells the points and replicates of a "
        "design over a theory scenario");
  }
  const auto design =
      load<io::LoadedDesign>(options.experiment.input, changes_of(options.experiment));
  const Experiment experiment = experiment_of(design);
  const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const int threads = options.experiment.threads > 0 ? options.experiment.threads : cores;
  const Sample sample = take_sample(experiment, options.budget);
  const Costs costs = foresee(experiment.header, sample, threads);
  print((options.experiment.json ? json_of : text_of)(design, experiment.header, sample, costs,
                                                      threads));
  return ExitCode::done;
}

}  // namespace

void add_plan(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  ExperimentOptions& experiment = options->experiment;
  CLI::App* verb = app.add_subcommand("plan", "Runs, time, memory and file size of a design");
  verb->footer("Example:\n  minga plan otavalo-interventions --replicates 100 --threads 8");
  verb->add_option("design", experiment.input, "Design: a file, or a name of `minga list designs`")
      ->required()
      ->type_name("DESIGN.toml");
  add_size_options(*verb, experiment);
  verb->add_option("--sample", options->budget, "Seconds to measure for (default: 2)")
      ->check(CLI::PositiveNumber)
      ->type_name("SECONDS");
  verb->add_flag("--json", experiment.json, "Print one JSON object");
  verb->add_flag("--quiet", experiment.quiet, "No notes (this verb has none)");
  verb->callback([options, &session] { session.chosen = [options] { return plan(*options); }; });
}

}  // namespace minga::cli
