// The main outcomes of a result file, by point of the design: what `run` and `sweep` print.
#pragma once

#include "statistics.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace minga::cli {

struct PointOutcomes {
  std::size_t point = 0;
  std::size_t runs = 0;  ///< committed and not failed
  std::size_t failed = 0;
  std::size_t missing = 0;  ///< of an experiment that was stopped
  Estimate survived;
  Estimate welfare;
  Estimate cooperation_rate;
  Estimate trust;
  Estimate attendance;
};

/// One entry a point. Missing runs of an interrupted file are left out.
/// @throws io::FileError
std::vector<PointOutcomes> read_outcomes(const std::filesystem::path& file, std::size_t points,
                                         std::size_t replicates);

/// `{"value": ..., "low": ..., "high": ..., "n": ...}`, null where missing.
nlohmann::ordered_json to_json(const Estimate& estimate);
/// All outcomes by name.
nlohmann::ordered_json to_json(const PointOutcomes& outcomes);

/// "0.52 to 0.71".
std::string interval(const Estimate& estimate);

std::size_t total_failed(const std::vector<PointOutcomes>& points);
std::size_t total_missing(const std::vector<PointOutcomes>& points);

}  // namespace minga::cli
