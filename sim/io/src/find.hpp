// Finds the file that a name on the command line or in a design means.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace minga::io {

/// A file with this path, else a shipped scenario or design of this name, which its folder or list
/// may come before (kinds/cooperative, designs/otavalo-sanctions), else nothing.
/// @param from  folder that a relative path is also looked for in; may be empty
/// @throws InputError if something else than a file is there; FileError if it cannot be looked at
std::optional<std::filesystem::path> look_for_file(const std::string& name,
                                                   const std::filesystem::path& from = {});

/// The same. @throws InputError if there is nothing
std::filesystem::path find_file(const std::string& name, const std::filesystem::path& from = {});

/// Folders of the shipped data that hold scenarios and designs, in the order of the search.
inline constexpr const char* kShippedFolders[] = {"cases", "kinds", "experiments", "training",
                                                  "theory"};

}  // namespace minga::io
