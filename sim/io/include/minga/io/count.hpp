// Counts in sentences, for messages and summaries: "1 run", "36,000 runs".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace minga::io {

/// 36000 as "36,000".
std::string grouped(std::uint64_t value);

/// A number as it is shown and its noun: one only after "1".
/// @param many  plural; empty where an s makes it
std::string with_noun(const std::string& shown, std::string_view one, std::string_view many = {});

/// The same for a count, with its thousands grouped.
std::string counted(std::uint64_t count, std::string_view one, std::string_view many = {});

}  // namespace minga::io
