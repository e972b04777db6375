// minga info: what a result file, or what is left of an unfinished one, says about itself.
#include "minga/io/results.hpp"
#include "number.hpp"
#include "shard.hpp"
#include "stdio.hpp"
#include "table.hpp"
#include "verbs.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <sstream>

namespace minga::cli {
namespace {

struct Options {
  std::filesystem::path file;
  bool json = false;
  bool quiet = false;  ///< accepted as everywhere; there is nothing here but data
};

using nlohmann::ordered_json;

/// A number, a list where there are several, else the text. Integers keep all their digits.
ordered_json value_of(const io::ResultsInfo::Attribute& attribute) {
  if (!attribute.numeric) {
    return attribute.text;
  }
  ordered_json numbers = ordered_json::array();
  std::istringstream words(attribute.text);
  for (std::string word; words >> word;) {
    ordered_json number = ordered_json::parse(word, nullptr, false);
    numbers.push_back(number.is_discarded() ? ordered_json(nullptr) : number);  // NaN, infinity
  }
  return numbers.size() == 1 ? numbers.front() : numbers;
}

std::string json_text(const io::ResultsInfo& info) {
  ordered_json attributes = ordered_json::object();
  for (const io::ResultsInfo::Attribute& attribute : info.attributes) {
    attributes[attribute.name] = value_of(attribute);
  }
  ordered_json datasets = ordered_json::array();
  for (const auto& dataset : info.datasets) {
    datasets.push_back({{"path", dataset.path},
                        {"shape", dataset.shape},
                        {"type", dataset.type},
                        {"stored_bytes", dataset.stored_bytes}});
  }
  const ordered_json json{{"path", info.path},
                          {"kind", info.kind},
                          {"status", info.status},
                          {"shard", info.shard.index},
                          {"shards", info.shard.count},
                          {"runs", info.runs},
                          {"runs_committed", info.runs_committed},
                          {"runs_not_needed", info.runs_not_needed},
                          {"attributes", std::move(attributes)},
                          {"datasets", std::move(datasets)},
                          {"problems", info.problems}};
  return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

/// The first line of a text, with a hint at what follows.
std::string first_line(const std::string& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string::npos) {
    return text;
  }
  const auto lines = std::count(text.begin(), text.end(), '\n');
  return fmt::format("{} ... ({}; --json prints them)", text.substr(0, end),
                     counted(static_cast<std::uint64_t>(lines) + 1, "line"));
}

std::string shape_text(const std::vector<std::uint64_t>& shape) {
  return fmt::format("{}", fmt::join(shape, " x "));
}

std::string plain_text(const io::ResultsInfo& info) {
  std::string text = fmt::format(
      "{}: {}{}, {}, {} of {} committed{}\n\n", info.path,
      info.kind == "parts" ? "parts of an unfinished file" : "result file",
      info.shard.whole() ? "" : ", " + name_of(info.shard), info.status,
      grouped(info.runs_committed), counted(info.runs, "run"),
      info.runs_not_needed > 0 ? fmt::format(", {} not needed", grouped(info.runs_not_needed))
                               : "");
  Table attributes({{}, {}});
  for (const io::ResultsInfo::Attribute& attribute : info.attributes) {
    attributes.add({attribute.name, first_line(attribute.text)});
  }
  text += attributes.text();
  if (!info.datasets.empty()) {
    Table datasets(
        {{"dataset"}, {"type"}, {"shape", Table::Align::right}, {"stored", Table::Align::right}});
    for (const auto& dataset : info.datasets) {
      datasets.add({dataset.path, dataset.type, shape_text(dataset.shape),
                    readable_bytes(dataset.stored_bytes)});
    }
    text += "\n" + datasets.text();
  }
  for (const std::string& problem : info.problems) {
    text += fmt::format("problem: {}\n", problem);
  }
  return text;
}

ExitCode info(const Options& options) {
  const io::ResultsInfo found = io::inspect_results(options.file);
  print(options.json ? json_text(found) : plain_text(found));
  return ExitCode::done;
}

}  // namespace

void add_info(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("info", "Provenance and contents of a result file");
  verb->footer("Example:\n  minga info otavalo.h5\n  minga info otavalo.h5.parts --json");
  verb->add_option("file", options->file, "Result file, or the .parts folder of an unfinished one")
      ->required()
      ->type_name("FILE.h5");
  verb->add_flag("--json", options->json, "Print one JSON object");
  verb->add_flag("--quiet", options->quiet, "No notes (this verb has none)");
  verb->callback([options, &session] { session.chosen = [options] { return info(*options); }; });
}

}  // namespace minga::cli
