#include "shard.hpp"

#include "number.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <string_view>

namespace minga::cli {
namespace {

bool read_number(std::string_view text, std::size_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return !text.empty() && error == std::errc() && end == text.data() + text.size();
}

}  // namespace

io::Shard parse_shard(const std::string& text) {
  io::Shard shard;
  const std::string_view view = text;
  const std::size_t slash = view.find('/');
  const bool good = slash != std::string_view::npos &&
                    read_number(view.substr(0, slash), shard.index) &&
                    read_number(view.substr(slash + 1), shard.count) && shard.index >= 1 &&
                    shard.index <= shard.count;
  if (!good) {
    throw UsageError(fmt::format(
        "--shard '{}' names no shard; accepted: i/n, the i-th of n parts with i from 1 to n, such "
        "as 2/8",
        text));
  }
  return shard;
}

void check_shard(const io::ResultsHeader& header) {
  const std::size_t most = most_shards(header);
  if (header.shard.count <= most)
    return;
  throw UsageError(fmt::format(
      "--shard {}/{}: {} in segments of {} cannot be split into more than {}; accepted: i/{} or "
      "fewer parts",
      header.shard.index, header.shard.count, counted(header.runs(), "run"),
      header.runs_per_segment * header.shard.together, counted(most, "part"), most));
}

std::size_t most_shards(const io::ResultsHeader& header) {
  return header.segments() / header.shard.together;
}

std::string name_of(const io::Shard& shard) {
  return fmt::format("shard {} of {}", shard.index, shard.count);
}

std::string shard_text(const io::LoadedDesign& design, const io::ResultsHeader& header,
                       const ExperimentOptions& options, const Finished& finished) {
  const PointOutcomes& all = finished.points.front();
  const std::string failed =
      all.failed > 0 ? fmt::format("failed: {}\n", counted(all.failed, "run")) : "";
  const std::string next =
      all.missing > 0 ? fmt::format("to go on, with {} to go: the same command with --resume\n",
                                    counted(all.missing, "run"))
                      : "to join all shards: minga merge SHARD.h5... -o OUT.h5\n";
  return fmt::format("{}: {}, {} of {}, seed {}\n{}{}results: {}\n", design.name,
                     name_of(header.shard), grouped(all.runs + all.failed),
                     counted(header.runs(), "run"), finished.seed, failed, next,
                     options.out.string());
}

std::string shard_json(const io::LoadedDesign& design, const io::ResultsHeader& header,
                       const ExperimentOptions& options, const Finished& finished) {
  const PointOutcomes& all = finished.points.front();
  const nlohmann::ordered_json json{
      {"verb", "sweep"},
      {"input", options.input},
      {"output", options.out.string()},
      {"status", finished.code == ExitCode::done ? "complete" : "interrupted"},
      {"seed", finished.seed},
      {"design", design.name},
      {"shard", header.shard.index},
      {"shards", header.shard.count},
      {"runs", all.runs + all.failed},
      {"failed", all.failed},
      {"not_run", all.missing},
      {"best", nullptr},
      {"worst", nullptr}};
  return json.dump(2) + "\n";
}

}  // namespace minga::cli
