// Reads single variables of a results file, all runs at once: what summaries are made from.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace minga::io {

/// A variable with one number a run, such as "summary/welfare". Missing integers are -1, as stored.
/// @throws FileError if the file or the variable cannot be read
std::vector<double> read_numbers(const std::filesystem::path& file, const std::string& variable);
/// A variable with one text a run, such as "summary/failed".
std::vector<std::string> read_texts(const std::filesystem::path& file, const std::string& variable);

}  // namespace minga::io
