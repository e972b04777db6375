#include "output_path.hpp"

#include "exit_code.hpp"
#include "minga/io/error.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace minga::cli {
namespace {

namespace fs = std::filesystem;

void check_folder(const fs::path& out) {
  const fs::path folder = out.parent_path().empty() ? fs::path(".") : out.parent_path();
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  if (status.type() == fs::file_type::not_found) {
    throw io::FileError(out.string(), fmt::format("the folder {} does not exist", folder.string()));
  }
  if (error || status.type() != fs::file_type::directory) {
    throw io::FileError(out.string(), fmt::format("{} is not a folder", folder.string()));
  }
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    throw io::FileError(out.string(),
                        fmt::format("cannot write to the folder {}: {}", folder.string(),
                                    std::generic_category().message(errno)));
  }
}

}  // namespace

fs::path parts_folder(const fs::path& out) {
  fs::path parts = out;
  parts += ".parts";
  return parts;
}

std::optional<fs::path> resumable(const ExperimentOptions& options) {
  std::error_code error;
  if (options.resume) {
    for (const fs::path& left : {parts_folder(options.out), options.out}) {
      if (fs::exists(left, error)) {
        return left;
      }
    }
  }
  return std::nullopt;
}

void check_output(const ExperimentOptions& options) {
  const fs::path& out = options.out;
  if (options.force && options.resume) {
    throw UsageError("--force begins anew and --resume goes on; only one of them can be given");
  }
  if (out.empty() || !out.has_filename()) {
    throw UsageError(fmt::format("-o '{}' does not name a file", out.string()));
  }
  std::error_code error;
  if (fs::is_directory(out, error)) {
    throw UsageError(fmt::format("-o {} is a folder; the name of a file is needed", out.string()));
  }
  if (fs::is_other(fs::status(out, error))) {
    // Even with --force: the rename that publishes a result would take the place of the device.
    throw UsageError(fmt::format("-o {} is a device, pipe or socket; the name of a file is needed",
                                 out.string()));
  }
  check_folder(out);
  const bool has_parts = fs::exists(parts_folder(out), error);
  if (fs::exists(fs::symlink_status(out, error)) && !options.force && !options.resume) {
    throw UsageError(fmt::format("{} exists already; give another -o, or --force to overwrite it{}",
                                 out.string(),
                                 has_parts ? ", or --resume to go on where it stopped" : ""));
  }
  if (has_parts && !options.force && !options.resume) {
    throw UsageError(fmt::format(
        "{} holds the runs of an unfinished experiment; give --resume to go on, or --force to "
        "discard them",
        parts_folder(out).string()));
  }
}

}  // namespace minga::cli
