// Whether the output of an experiment can be written, asked before anything runs.
#pragma once

#include "options.hpp"

#include <filesystem>
#include <optional>

namespace minga::cli {

/// OUT.h5.parts, where finished runs are kept until the file is complete.
std::filesystem::path parts_folder(const std::filesystem::path& out);

/// What --resume goes on from: the parts of a stopped run, else a finished output, else nothing.
std::optional<std::filesystem::path> resumable(const ExperimentOptions& options);

/// @throws UsageError  something is there already, and neither --force nor --resume is given
/// @throws io::FileError  the folder does not exist or cannot be written to
void check_output(const ExperimentOptions& options);

}  // namespace minga::cli
