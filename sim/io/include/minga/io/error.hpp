// Errors of the io layer as data: faults of the user's input, and failures of files. Only the top
// maps them to exit codes.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace minga::io {

/// One fault of an input file or of an override on the command line.
struct Diagnostic {
  std::string file;      ///< path as given, or "--set" for an override
  int line = 0;          ///< 1-based; 0 where there is none
  std::string key;       ///< full path, e.g. association[0].regulation.quorum
  std::string value;     ///< offending value as written
  std::string message;   ///< what is wrong
  std::string accepted;  ///< what would be accepted
};

/// `file:line: key = value: message; accepted: ...` on one line.
std::string to_string(const Diagnostic& diagnostic);

/// The input is wrong: every fault found at once (of TOML syntax errors, the first).
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Diagnostic> faults);
  const std::vector<Diagnostic>& faults() const noexcept { return faults_; }

 private:
  std::vector<Diagnostic> faults_;
};

/// A file could not be read or written (disk full, permissions, not a minga file, damaged).
class FileError : public std::runtime_error {
 public:
  FileError(std::string path, const std::string& what)
      : std::runtime_error(path + ": " + what), path_(std::move(path)) {}
  const std::string& path() const noexcept { return path_; }

 private:
  std::string path_;
};

/// What stands at an output does not go with what was asked: it may not be replaced, or is not what
/// could be resumed. Nothing failed; another request would be granted.
class OutputRefused : public FileError {
 public:
  using FileError::FileError;
};

}  // namespace minga::io
