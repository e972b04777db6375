// What is shipped: presets, scenarios and designs by name, and how one of them reads in full.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace minga::io {

/// Folder of the shipped scenarios and presets: $MINGA_DATA, else the one that was set, else the
/// one installed beside the program, else the one in the source tree that the program was built
/// from.
std::filesystem::path data_directory();
/// For who is called by another program, as a Python module is, and knows where they are. To be
/// called before anything is read.
void set_data_directory(const std::filesystem::path& folder);

struct Entry {
  std::string name;
  std::string title_en;
  std::string title_es;
  std::filesystem::path path;  ///< absolute; empty where the entry is no file (structures)
};

/// "profiles", "regulations", "facilitators", "actions", "coordinations", "kinds", "structures",
/// "scenarios", "designs".
const std::vector<std::string>& list_kinds();

/// Everything of one kind, sorted by name, "none" first. A file that cannot be read is listed
/// without a title.
/// @throws InputError if there is no such kind
std::vector<Entry> list(const std::string& kind);

/// One preset, scenario or design, every parameter with its value, unit, range, default and source,
/// as TOML with comments. Where presets of several kinds share a name, all of them are shown; a
/// name like "regulations/none" picks one.
/// @throws InputError if there is nothing of this name, or the file is faulty
std::string show(const std::string& name);

/// The same as JSON: an array of objects with kind, name, path and `parameters`.
std::string show_json(const std::string& name);

}  // namespace minga::io
