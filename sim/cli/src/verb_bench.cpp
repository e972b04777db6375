// minga bench: how fast this program is on this machine, beside what the machine allows.
#include "bench.hpp"
#include "command_line.hpp"
#include "minga/io/error.hpp"
#include "minga/version.hpp"
#include "output_path.hpp"
#include "stdio.hpp"
#include "table.hpp"
#include "verbs.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace minga::cli {
namespace {

struct Options {
  BenchSettings settings;
  std::filesystem::path out = "minga-bench.json";
  bool force = false;
  bool json = false;
  bool quiet = false;
};

/// The groups of figures, in the order of the table.
struct Part {
  const char* name;
  std::vector<Speed> (*measure)(const BenchSettings&);
};
constexpr Part kParts[] = {{"machine", machine_speeds},
                           {"association", association_speeds},
                           {"theory", theory_speeds},
                           {"program", program_speeds}};

std::string json_of(const std::vector<std::pair<std::string, std::vector<Speed>>>& parts,
                    const Options& options) {
  using nlohmann::ordered_json;
  ordered_json figures = ordered_json::array();
  for (const auto& [part, speeds] : parts) {
    for (const Speed& s : speeds) {
      ordered_json figure{{"part", part},
                          {"what", s.what.substr(s.what.find_first_not_of(' '))},
                          {"value", s.value},
                          {"unit", s.unit}};
      if (!s.beside.empty()) {
        figure["beside"] = s.beside;
        figure["ratio"] = s.ratio;
      }
      figures.push_back(std::move(figure));
    }
  }
  const ordered_json json{{"filetype", "minga-speeds"},
                          {"software_version", std::string(build::version)},
                          {"rounds", options.settings.rounds},
                          {"seconds", options.settings.seconds},
                          {"figures", std::move(figures)}};
  return json.dump(2) + "\n";
}

std::string text_of(const std::vector<std::pair<std::string, std::vector<Speed>>>& parts) {
  using Align = Table::Align;
  Table table({{"", Align::left},
               {"speed", Align::right},
               {"unit", Align::left},
               {"times", Align::right},
               {"that of", Align::left}});
  for (const auto& part : parts) {
    for (const Speed& s : part.second) {
      table.add({s.what, fmt::format("{:.3g}", s.value), s.unit,
                 s.beside.empty() ? "" : fmt::format("{:.2f}", s.ratio), s.beside});
    }
  }
  return table.text();
}

ExitCode bench(const Options& options) {
  check_speeds(options.out, options.force);
  std::vector<std::pair<std::string, std::vector<Speed>>> parts;
  for (const Part& part : kParts) {
    if (!options.quiet)
      note(fmt::format("measuring: {}", part.name));
    parts.emplace_back(part.name, part.measure(options.settings));
  }
  const std::string json = json_of(parts, options);
  std::ofstream file(options.out);
  if (!(file << json).flush())
    throw io::FileError(options.out.string(), "cannot be written");
  print(options.json ? json : text_of(parts));
  return ExitCode::done;
}

}  // namespace

void add_bench(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("bench", "Measure speeds on this machine");
  verb->footer(
      "Example:\n  minga bench -o speeds.json\n"
      "Figures that belong together are measured in turns; their ratios mean more than the\n"
      "figures, because machines drift.");
  verb->add_option("-o,--output", options->out, "JSON file to write")
      ->type_name("OUT.json")
      ->capture_default_str();
  verb->add_option("--seconds", options->settings.seconds, "Length of each measurement, seconds")
      ->check(CLI::Range(1e-3, 60.0))
      ->capture_default_str();
  verb->add_option("--rounds", options->settings.rounds, "Turns; the median counts")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  verb->add_flag("--force", options->force, "Overwrite an existing file of speeds");
  verb->add_flag("--json", options->json, "Print JSON");
  verb->add_flag("--quiet", options->quiet, "Print no progress");
  verb->callback([options, &session] { session.chosen = [options] { return bench(*options); }; });
}

}  // namespace minga::cli
