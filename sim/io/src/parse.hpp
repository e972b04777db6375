// TOML text into a tree of values. The one file pair that knows the TOML library; refuses input
// that is no text, far too large or nested beyond reason before the library sees it.
#pragma once

#include "node.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace minga::io {

/// Whole content of a file.
/// @throws FileError if it cannot be read
std::string read_file(const std::filesystem::path& path);

/// @param file  name for messages
/// @throws InputError with the first syntax error and its line
Node parse_text(std::string_view text, const std::string& file);

/// read_file and parse_text.
Node parse_file(const std::filesystem::path& path);

/// One value as it stands after "key = "; a bare word counts as a text. Nothing if it is neither,
/// or a number that cannot be held.
std::optional<Node> parse_value(const std::string& text);

/// What is wrong with a number in decimals that no value of ours can hold, such as 1e400; empty for
/// every other text.
std::string fault_of_number(const std::string& text);

}  // namespace minga::io
