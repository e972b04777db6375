// What the tests of scenario files share: a small valid scenario, edits of it, and a folder of data
// of their own.
#pragma once

#include "minga/io/scenario.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace minga::test {

/// The least that a scenario needs, and a few sections to break.
inline const std::string kSmallScenario = R"(kind = "association"
[scenario]
name = "test"
[population]
firms = 10
shares = { saint = 0.5, opportunist = 0.5 }
[[association]]
regulation = "none"
[[association.action]]
name = "fair"
form = "linear"
cost = 10
multiplier = 2.5
[facilitator]
strategy = "none"
)";

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) {
    throw std::logic_error("the test's scenario does not contain " + from);
  }
  return text.replace(at, from.size(), to);
}

inline io::LoadedScenario load(const std::string& text,
                               const std::vector<io::Override>& overrides = {}) {
  return io::load_scenario_text(text, "test.toml", overrides);
}

/// The faults of a text, empty where it loads.
inline std::vector<io::Diagnostic> faults_of(const std::string& text,
                                             const std::vector<io::Override>& overrides = {}) {
  try {
    load(text, overrides);
  } catch (const io::InputError& error) {
    return error.faults();
  }
  return {};
}

inline std::string all_of(const std::vector<io::Diagnostic>& faults) {
  std::string out;
  for (const io::Diagnostic& fault : faults) {
    out += io::to_string(fault) + '\n';
  }
  return out;
}

/// A folder of its own for files, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "minga-io-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
      throw std::runtime_error("no temporary folder");
    }
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    const auto file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

 private:
  std::filesystem::path path_;
};

/// Makes another folder the shipped data for as long as it lives.
class DataFolder {
 public:
  explicit DataFolder(const std::filesystem::path& path) {
    if (const char* old = std::getenv("MINGA_DATA")) {
      before_ = old;
    }
    setenv("MINGA_DATA", path.c_str(), 1);
  }
  ~DataFolder() {
    if (before_) {
      setenv("MINGA_DATA", before_->c_str(), 1);
    } else {
      unsetenv("MINGA_DATA");
    }
  }
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;

 private:
  std::optional<std::string> before_;
};

}  // namespace minga::test
