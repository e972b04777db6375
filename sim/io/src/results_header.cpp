#include "results_header.hpp"

#include "minga/version.hpp"
#include "results_chunk.hpp"

#include <fmt/format.h>
#include <libdeflate.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <ctime>
#include <limits>
#include <sstream>
#include <vector>

namespace minga::io::results {
namespace {

using nlohmann::ordered_json;

constexpr int kFormat = 1;
constexpr std::size_t kShortValue = 80;  // longer values are not spelled out in messages

std::string dump(const ordered_json& json, int indent = -1) {
  return json.dump(indent, ' ', false, ordered_json::error_handler_t::replace);
}

/// Of the compact text, so that indentation does not count.
std::uint32_t crc32(const ordered_json& json) {
  const std::string text = dump(json);
  return libdeflate_crc32(0, text.data(), text.size());
}

ordered_json to_json(const FactorColumn& factor) {
  ordered_json json = {{"name", factor.name}, {"title", factor.title}, {"numeric", factor.numeric}};
  if (factor.numeric) {
    json["values"] = factor.numbers;  // NaN becomes null
  } else {
    json["values"] = factor.labels;
  }
  return json;
}

FactorColumn factor_from(const ordered_json& json) {
  FactorColumn factor;
  factor.name = json.at("name");
  factor.title = json.at("title");
  factor.numeric = json.at("numeric");
  for (const ordered_json& value : json.at("values")) {
    if (!factor.numeric) {
      factor.labels.push_back(value);
    } else if (value.is_null()) {
      factor.numbers.push_back(std::numeric_limits<double>::quiet_NaN());
    } else {
      factor.numbers.push_back(value);
    }
  }
  return factor;
}

/// "2/8" @throws Damaged
Shard shard_from(const std::string& text) {
  Shard shard;
  std::istringstream stream(text);
  char slash = 0;
  if (!(stream >> shard.index >> slash >> shard.count) || slash != '/' || shard.index < 1 ||
      shard.index > shard.count) {
    throw Damaged{"it names no shard"};
  }
  return shard;
}

/// The part that must agree for runs to belong in one file.
ordered_json identity(const StoredHeader& stored) {
  const ResultsHeader& header = stored.header;
  ordered_json factors = ordered_json::array();
  for (const FactorColumn& factor : header.factors)
    factors.push_back(to_json(factor));
  return {
      {"config_sha256", header.config_sha256},
      {"seed", header.seed},
      {"points", header.points},
      {"replicates", header.replicates},
      {"runs_per_segment", header.runs_per_segment},
      {"periods", header.periods},
      {"period_days", header.period_days},
      {"currency", header.currency},
      {"record",
       {{"summary", header.record.summary},
        {"trajectory", header.record.trajectory},
        {"firm", header.record.firm},
        {"events", header.record.events}}},
      {"profiles", header.profiles},
      {"associations", header.associations},
      {"programme", header.programme},
      {"firms", header.firms},
      {"shard", fmt::format("{}/{}", header.shard.index, header.shard.count)},
      {"segments_together", header.shard.together},
      {"factors", factors},
      {"software_version", stored.software_version},
      {"git_sha1", stored.git_sha1},
      {"git_dirty", stored.git_dirty},
  };
}

std::string now() {
  const std::time_t seconds =
      std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return {text, length};
}

std::string shortened(const std::string& line) {
  return line.size() <= kShortValue ? line : line.substr(0, kShortValue) + " ...";
}

/// Where two inputs part, " (first at [run]: seed = 1 there, seed = 2 here)"; empty if nowhere.
std::string first_difference(const std::string& there, const std::string& here) {
  std::istringstream lines_there(there);
  std::istringstream lines_here(here);
  std::string a;
  std::string b;
  std::string table;
  while (true) {
    const bool more_there = static_cast<bool>(std::getline(lines_there, a));
    const bool more_here = static_cast<bool>(std::getline(lines_here, b));
    if (!more_there && !more_here)
      return "";
    if (more_there != more_here || a != b) {
      return fmt::format(" (first at {}: {} there, {} here)", table.empty() ? "the top" : table,
                         more_there ? shortened(a) : "nothing",
                         more_here ? shortened(b) : "nothing");
    }
    if (a.starts_with('['))
      table = a;
  }
}

}  // namespace

std::string to_json(const StoredHeader& stored) {
  ordered_json json = {{"filetype", "minga parts"},    {"format", kFormat},
                       {"title", stored.header.title}, {"command", stored.header.command},
                       {"created", stored.created},    {"compiler", stored.compiler}};
  json.update(identity(stored));
  json["config"] = stored.header.config;
  json["crc32"] = crc32(json);
  return dump(json, 1) + "\n";
}

StoredHeader from_json(std::string_view text) {
  try {
    ordered_json json = ordered_json::parse(text);
    if (json.at("filetype") != "minga parts")
      throw Damaged{"it is not a header of minga"};
    if (json.at("format") != kFormat)
      throw Damaged{"its format is newer than this program"};
    const std::uint32_t written = json.at("crc32");
    json.erase("crc32");
    if (written != crc32(json))
      throw Damaged{"its checksum does not hold"};
    StoredHeader stored;
    ResultsHeader& header = stored.header;
    header.title = json.at("title");
    header.command = json.at("command");
    stored.created = json.at("created");
    stored.compiler = json.at("compiler");
    stored.software_version = json.at("software_version");
    stored.git_sha1 = json.at("git_sha1");
    stored.git_dirty = json.at("git_dirty");
    header.config = json.at("config");
    header.config_sha256 = json.at("config_sha256");
    header.seed = json.at("seed");
    header.points = json.at("points");
    header.replicates = json.at("replicates");
    header.runs_per_segment = json.at("runs_per_segment");
    header.periods = json.at("periods");
    header.period_days = json.at("period_days");
    header.currency = json.at("currency");
    header.profiles = json.at("profiles").get<std::vector<std::string>>();
    header.associations = json.at("associations").get<std::vector<std::string>>();
    header.programme = json.value("programme", false);
    header.firms = json.at("firms").get<std::vector<std::string>>();
    header.shard = shard_from(json.at("shard"));
    header.shard.together = json.value("segments_together", std::size_t{1});
    for (const ordered_json& factor : json.at("factors")) {
      header.factors.push_back(factor_from(factor));
    }
    const ordered_json& record = json.at("record");
    header.record = {record.at("summary"), record.at("trajectory"), record.at("firm"),
                     record.at("events")};
    return stored;
  } catch (const ordered_json::exception& error) {
    throw Damaged{error.what()};
  }
}

StoredHeader stamp(const ResultsHeader& header) {
  const StoredHeader stored{header,
                            now(),
                            std::string(build::version),
                            std::string(build::git_sha1),
                            build::git_dirty,
                            std::string(build::compiler)};
  return from_json(to_json(stored));
}

std::uint64_t identity_of(const StoredHeader& stored) {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a, 64 bits
  for (const char c : dump(identity(stored))) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  return hash;
}

std::string differences(const StoredHeader& there, const StoredHeader& here) {
  const ordered_json a = identity(there);
  const ordered_json b = identity(here);
  std::vector<std::string> found;
  for (const auto& [key, value] : a.items()) {
    // As text, in which a missing number is equal to a missing number.
    const std::string before = dump(value);
    const std::string after = dump(b.at(key));
    if (before == after)
      continue;
    if (key == "config_sha256") {
      found.push_back(key + first_difference(there.header.config, here.header.config));
    } else if (before.size() <= kShortValue && after.size() <= kShortValue) {
      // before the hash of the input, because it says more
      const bool hash_last = !found.empty() && found.back().starts_with("config_sha256");
      found.insert(found.end() - (hash_last ? 1 : 0),
                   fmt::format("{} ({} there, {} here)", key, before, after));
    } else {
      found.push_back(key);
    }
  }
  return fmt::format("{}", fmt::join(found, ", "));
}

}  // namespace minga::io::results
