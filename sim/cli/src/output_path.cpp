#include "output_path.hpp"

#include "exit_code.hpp"
#include "minga/io/results.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <string_view>
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

/// Refuses what is no place for a file.
void check_name(const fs::path& out) {
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
}

/// Also where the two have different names for one file.
void check_is_no_input(const fs::path& out, std::span<const fs::path> inputs) {
  std::error_code error;
  for (const fs::path& input : inputs) {
    if (fs::equivalent(out, input, error) && !error) {
      throw UsageError(fmt::format("-o {} is the same file as {}, which is read; give another -o",
                                   out.string(), input.string()));
    }
  }
}

bool holds_nothing(const fs::path& file) {
  std::error_code error;
  return fs::file_size(file, error) == 0 && !error;
}

/// Whether a mark stands in the head of a file.
bool begins_with(const fs::path& file, std::string_view mark) {
  constexpr std::size_t kHead = 4096;
  std::string head(kHead, '\0');
  std::ifstream stream(file, std::ios::binary);
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  return head.find(mark) != std::string::npos;
}

/// A report says in its head who wrote it.
bool is_report(const fs::path& file) {
  return begins_with(file, "<meta name=\"generator\" content=\"minga\"");
}

[[noreturn]] void refuse_foreign(const fs::path& out, std::string_view replaced) {
  throw UsageError(
      fmt::format("{} is not a file that minga wrote; --force replaces only {} and empty files; "
                  "give another -o, or move it away",
                  out.string(), replaced));
}

/// Refuses to replace by force what is not minga's.
void check_replaced(const fs::path& out) {
  std::error_code error;
  if (fs::exists(out, error) && !holds_nothing(out) && !is_report(out) &&
      !io::is_results_file(out)) {
    refuse_foreign(out, "results and reports of minga");
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

void check_output(const ExperimentOptions& options, std::span<const fs::path> inputs) {
  const fs::path& out = options.out;
  if (options.force && options.resume) {
    throw UsageError("--force begins anew and --resume goes on; only one of them can be given");
  }
  check_name(out);
  check_is_no_input(out, inputs);
  check_folder(out);
  std::error_code error;
  if (options.force) {
    check_replaced(out);
    return;
  }
  if (options.resume) {
    return;
  }
  const bool has_parts = fs::exists(parts_folder(out), error);
  if (fs::exists(fs::symlink_status(out, error))) {
    throw UsageError(fmt::format("{} exists already; give another -o, or --force to overwrite it{}",
                                 out.string(),
                                 has_parts ? ", or --resume to go on where it stopped" : ""));
  }
  if (has_parts) {
    throw UsageError(fmt::format(
        "{} holds the runs of an unfinished experiment; give --resume to go on, or --force to "
        "discard them",
        parts_folder(out).string()));
  }
}

void check_merged(const fs::path& out, std::span<const fs::path> shards, bool force) {
  check_name(out);
  check_is_no_input(out, shards);
  check_folder(out);
  if (force) {
    check_replaced(out);
    return;
  }
  std::error_code error;
  for (const fs::path& there : {out, parts_folder(out)}) {
    if (fs::exists(fs::symlink_status(there, error))) {
      throw UsageError(fmt::format("{} exists already; give another -o{}", there.string(),
                                   there == out ? ", or --force to overwrite it" : ""));
    }
  }
}

void check_report(const fs::path& out, const fs::path& results, bool force) {
  check_name(out);
  check_is_no_input(out, {&results, 1});
  std::error_code error;
  if (force && fs::exists(out, error) && !holds_nothing(out) && !is_report(out)) {
    refuse_foreign(out, "reports of minga");
  }
}

void check_speeds(const fs::path& out, bool force) {
  check_name(out);
  check_folder(out);
  std::error_code error;
  if (!fs::exists(fs::symlink_status(out, error)))
    return;
  if (!force) {
    throw UsageError(fmt::format("{} exists already; give another -o, or --force to overwrite it",
                                 out.string()));
  }
  if (!holds_nothing(out) && !begins_with(out, kSpeedsMark))
    refuse_foreign(out, "speeds that minga measured");
}

}  // namespace minga::cli
