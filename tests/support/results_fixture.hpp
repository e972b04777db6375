// A small experiment with every group recorded, and blocks of runs whose values follow from run and
// variable alone, so that a test can tell what must be read anywhere.
#pragma once

#include "minga/io/results.hpp"
#include "support/temporary_folder.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <vector>

namespace minga::test {

/// 5 points of 2 replicates in segments of 4 runs: the last one is short and points are split.
inline io::ResultsHeader small_header() {
  io::ResultsHeader header;
  header.title = "Prueba de resultados: ñandú";
  header.command = "minga sweep design.toml -o out.h5";
  header.config = "[scenario]\nname = \"prueba\"\n";
  header.config_sha256 = std::string(64, 'a');
  header.seed = 18446744073709551557U;  // above 2^63: must survive as it is
  header.points = 5;
  header.replicates = 2;
  header.runs_per_segment = 4;
  header.factors = {
      {"regulation", "Regulation preset", false, {"none", "otavalo", "ñ", "d", "e"}, {}},
      {"fine", "Fine for absence", true, {}, {0.0, 0.5, 1.5, 2.0, 1e-3}}};
  header.profiles = {"cooperator", "free rider", "reciprocator"};
  header.associations = {"Otavalo"};
  header.firms = {"firm 0", "firm 1", "firm 2", "entrant 0"};
  header.currency = "USD";
  header.periods = 7;
  header.record = {true, true, true, true};
  return header;
}

/// Whole numbers for integer types; fractions, and NaN now and then, for floating point.
inline double value_at(const core::Variable& variable, std::size_t run, std::size_t place) {
  const std::size_t mixed = (run * 31 + place * 7 + variable.name.size()) % 101;
  if (!variable.flags.empty())
    return static_cast<double>(mixed % variable.flags.size());
  if (variable.storage == core::Storage::f64 || variable.storage == core::Storage::f32) {
    if (mixed == 13)
      return std::numeric_limits<double>::quiet_NaN();
    return std::sin(static_cast<double>(mixed)) * 100.0;
  }
  if (variable.name == "profile")
    return static_cast<double>(mixed % 3);
  return static_cast<double>(mixed);
}

template <class Value>
std::vector<std::vector<Value>> arrays(std::span<const core::Variable> variables,
                                       std::size_t first_run, std::size_t runs,
                                       std::size_t per_run) {
  std::vector<std::vector<Value>> all;
  for (const core::Variable& variable : variables) {
    std::vector<Value>& values = all.emplace_back();
    for (std::size_t run = first_run; run < first_run + runs; ++run) {
      for (std::size_t i = 0; i < per_run; ++i) {
        values.push_back(static_cast<Value>(value_at(variable, run, i)));
      }
    }
  }
  return all;
}

inline core::BlockResult block_of(const io::ResultsHeader& header, std::size_t segment) {
  const std::size_t first = segment * header.runs_per_segment;
  const std::size_t runs = std::min(header.runs_per_segment, header.runs() - first);
  const auto periods = static_cast<std::size_t>(header.periods);
  core::BlockResult block;
  block.runs = static_cast<int>(runs);
  block.periods = header.periods;
  block.firms = static_cast<int>(header.firms.size());
  block.profiles = static_cast<int>(header.profiles.size());
  if (header.record.summary) {
    block.summary = arrays<double>(core::summary_variables(), first, runs, 1);
    block.by_profile =
        arrays<double>(core::profile_variables(), first, runs, header.profiles.size());
  }
  if (header.record.trajectory) {
    block.trajectory = arrays<float>(core::trajectory_variables(), first, runs, periods);
  }
  if (header.record.firm) {
    block.firm = arrays<float>(core::firm_variables(), first, runs, periods * header.firms.size());
    block.firm_constant =
        arrays<double>(core::firm_constant_variables(), first, runs, header.firms.size());
  }
  if (header.record.events) {
    for (std::size_t run = 0; run < runs; ++run) {
      for (std::size_t e = 0; e < (first + run) % 3; ++e) {
        block.events.push_back({static_cast<std::int32_t>(run), static_cast<std::int32_t>(e), 0,
                                e == 0 ? std::int16_t{-1} : std::int16_t{2},
                                core::EventKind::expelled,
                                0.25 * static_cast<double>(first + run)});
      }
    }
  }
  block.failed.resize(runs);
  if (first <= 5 && 5 < first + runs)
    block.failed[5 - first] = "fondo inválido";
  return block;
}

inline std::vector<char> bytes_of_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline void write_bytes(const std::filesystem::path& path, const std::vector<char>& bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace minga::test
