#include "find.hpp"

#include "faults.hpp"
#include "minga/io/catalogue.hpp"
#include "minga/version.hpp"
#include "place.hpp"

#include <cstdlib>

namespace minga::io {
namespace {

namespace fs = std::filesystem;

fs::path& told_directory() {
  static fs::path folder;
  return folder;
}

bool is_file(const fs::path& path) { return place_at(path) == Place::file; }

std::vector<std::string> shipped_names() {
  std::vector<std::string> names;
  for (const char* kind : {"scenarios", "designs"}) {
    for (const Entry& entry : list(kind))
      names.push_back(entry.name);
  }
  return names;
}

/// A shipped scenario or design by its name, alone or after the folder or list that it is in.
std::optional<fs::path> shipped_file(const std::string& given) {
  const auto slash = given.find('/');
  const std::string within = slash == std::string::npos ? "" : given.substr(0, slash);
  const std::string name = slash == std::string::npos ? given : given.substr(slash + 1);
  if (name.empty() || name.front() == '.' || name.find('/') != std::string::npos)
    return std::nullopt;
  const bool anywhere = slash == std::string::npos || within == "scenarios" || within == "designs";
  for (const char* folder : kShippedFolders) {
    fs::path shipped = data_directory() / folder / (name + ".toml");
    if ((anywhere || within == folder) && is_file(shipped))
      return shipped;
  }
  return std::nullopt;
}

}  // namespace

void set_data_directory(const fs::path& folder) { told_directory() = folder; }

fs::path data_directory() {
  if (const char* given = std::getenv("MINGA_DATA"); given != nullptr && *given != '\0') {
    return given;
  }
  if (!told_directory().empty())
    return told_directory();
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
  if (auto shipped = shipped_file(name))
    return shipped;
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
