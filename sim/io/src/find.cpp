#include "find.hpp"

#include "faults.hpp"
#include "minga/io/catalogue.hpp"
#include "minga/version.hpp"

#include <cstdlib>

namespace minga::io {
namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error);
}

/// A folder is not what a name means, as long as there is a shipped file of this name.
bool is_file(const fs::path& path) {
  std::error_code error;
  return is_there(path) && !fs::is_directory(path, error);
}

std::vector<std::string> shipped_names() {
  std::vector<std::string> names;
  for (const char* kind : {"scenarios", "designs"}) {
    for (const Entry& entry : list(kind))
      names.push_back(entry.name);
  }
  return names;
}

}  // namespace

fs::path data_directory() {
  if (const char* given = std::getenv("MINGA_DATA"); given != nullptr && *given != '\0') {
    return given;
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    const fs::path installed = program.parent_path().parent_path() / build::installed_scenarios_dir;
    if (is_there(installed))
      return installed;
  }
  return build::source_scenarios_dir;
}

fs::path find_file(const std::string& name, const fs::path& from) {
  const bool possible = !name.empty() && name.find('\0') == std::string::npos && name.size() < 4096;
  if (possible && !from.empty() && is_file(from / name))
    return from / name;
  if (possible && is_file(name))
    return name;
  if (possible && name.find('/') == std::string::npos && name.front() != '.') {
    for (const char* folder : kShippedFolders) {
      const fs::path shipped = data_directory() / folder / (name + ".toml");
      if (is_file(shipped))
        return shipped;
    }
  }
  if (possible && is_there(name)) {
    return name;
  }
  throw InputError({{name, 0, "", "", "there is no file and no shipped scenario of this name",
                     one_of(shipped_names(), name)}});
}

}  // namespace minga::io
