// Prints a tree of values as TOML that reads back to the same values: the canonical text of a
// resolved scenario, values in messages, and what `minga show` annotates.
#pragma once

#include "node.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace minga::io {

/// Comment after the line of a value, without the "# ", or empty. Its argument is the full path
/// with indices taken out, e.g. association.regulation.quorum.
using Annotate = std::function<std::string(const std::string& path)>;

/// A table as a TOML document; tables that are marked one_line and all lists of values are printed
/// in one line. `prefix` is put before the names of all tables.
std::string print_document(const Node& table, const std::string& prefix = "",
                           const Annotate& annotate = nullptr);

/// A value on one line, as it stands after "key = ".
std::string print_value(const Node& value);

/// A value on one line, cut to a length that fits a message.
std::string print_short(const Node& value);

/// A key, quoted where it is not a bare one.
std::string print_key(std::string_view key);

/// Shortest text of a number that reads back to the same number and is a TOML float.
std::string print_real(double value);

}  // namespace minga::io
