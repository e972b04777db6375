// Whether an output can be written and what it may replace, asked before anything runs.
#pragma once

#include "options.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

namespace minga::cli {

/// OUT.h5.parts, where finished runs are kept until the file is complete.
std::filesystem::path parts_folder(const std::filesystem::path& out);

/// What --resume goes on from: the parts of a stopped run, else a finished output, else nothing.
std::optional<std::filesystem::path> resumable(const ExperimentOptions& options);

/// Checks the output of an experiment.
/// @param inputs  every file that it reads
/// @throws UsageError  it is one of the inputs; or something is there already, and neither --force
///                     nor --resume is given; or --force would replace what is not minga's
/// @throws io::FileError  the folder does not exist or cannot be written to
void check_output(const ExperimentOptions& options, std::span<const std::filesystem::path> inputs);

/// Checks the file that shards are joined to.
/// @throws as check_output
void check_merged(const std::filesystem::path& out, std::span<const std::filesystem::path> shards,
                  bool force);

/// Checks the file of a report; that there may be none without --force, the package sees to.
/// @throws UsageError  it is the result file, or --force would replace what is not a report
void check_report(const std::filesystem::path& out, const std::filesystem::path& results,
                  bool force);

/// How a file of speeds says what it is.
inline constexpr std::string_view kSpeedsMark = R"("filetype": "minga-speeds")";

/// Checks the file of `minga bench`.
/// @throws as check_output
void check_speeds(const std::filesystem::path& out, bool force);

}  // namespace minga::cli
