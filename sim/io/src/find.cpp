#include "find.hpp"

#include "faults.hpp"
#include "minga/io/catalogue.hpp"
#include "minga/version.hpp"
#include "place.hpp"

#include <cstdlib>

namespace minga::io {
namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) { return place_at(path) == Place::file; }

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
    fs::path installed = program.parent_path().parent_path() / build::installed_scenarios_dir;
    if (fs::exists(installed, error))
      return installed;
  }
  return build::source_scenarios_dir;
}

std::optional<fs::path> look_for_file(const std::string& name, const fs::path& from) {
  if (name.empty() || name.find('\0') != std::string::npos)
    return std::nullopt;
  if (!from.empty() && is_file(from / name))
    return from / name;
  if (is_file(name))
    return name;
  if (name.find('/') == std::string::npos && name.front() != '.') {
    for (const char* folder : kShippedFolders) {
      fs::path shipped = data_directory() / folder / (name + ".toml");
      if (is_file(shipped))
        return shipped;
    }
  }
  // Only now, because a folder may have the name of what is shipped.
  const auto refuse = [&name](const char* message) {
    throw InputError({{name, 0, "", "", message, "a file, or a name of minga list"}});
  };
  switch (place_at(name)) {
    case Place::folder:
      refuse("is a folder, not a file");
      break;
    case Place::special:
      refuse("is not a regular file");
      break;
    case Place::unreadable:
      refuse_unreadable(name);
    default:
      break;
  }
  return std::nullopt;
}

fs::path find_file(const std::string& name, const fs::path& from) {
  if (auto found = look_for_file(name, from))
    return *std::move(found);
  throw InputError({{name, 0, "", "", "there is no file and no shipped scenario of this name",
                     one_of(shipped_names(), name)}});
}

}  // namespace minga::io
