// What the tests of scenario files share: a small valid scenario, edits of it, and a folder of data
// of their own.
#pragma once

#include "minga/io/scenario.hpp"
#include "support/temporary_folder.hpp"

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
