// Shards on the command line, and what is printed at the end of one.
#pragma once

#include "minga/io/results.hpp"
#include "minga/io/scenario.hpp"
#include "options.hpp"
#include "summary.hpp"

#include <string>

namespace minga::cli {

/// `i/n`, i from 1. @throws UsageError
io::Shard parse_shard(const std::string& text);

/// @throws UsageError if the experiment has too few segments for so many shards
void check_shard(const io::ResultsHeader& header);

/// Shards that an experiment can be split into.
std::size_t most_shards(const io::ResultsHeader& header);

/// "shard 2 of 8".
std::string name_of(const io::Shard& shard);

/// Instead of the summary of a sweep: a shard is no sample of the design, so nothing is ranked.
/// @param finished  with one point, which stands for all runs of the shard
std::string shard_text(const io::LoadedDesign& design, const io::ResultsHeader& header,
                       const ExperimentOptions& options, const Finished& finished);
std::string shard_json(const io::LoadedDesign& design, const io::ResultsHeader& header,
                       const ExperimentOptions& options, const Finished& finished);

}  // namespace minga::cli
