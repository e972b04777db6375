// Reads single variables of a results file, many runs at once: what summaries are made from.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace minga::io {

/// A variable with one number a run, such as "summary/welfare", for `count` runs from `first` on.
/// Missing integers are -1, as stored.
/// @throws FileError if the file, the variable or those runs cannot be read
std::vector<double> read_numbers(const std::filesystem::path& file, const std::string& variable,
                                 std::size_t first, std::size_t count);
/// The same for a variable with one text a run, such as "summary/failed".
std::vector<std::string> read_texts(const std::filesystem::path& file, const std::string& variable,
                                    std::size_t first, std::size_t count);

}  // namespace minga::io
