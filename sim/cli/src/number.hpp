// Numbers as people read them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace minga::cli {

/// 36000 as "36,000".
std::string grouped(std::uint64_t value);
/// Four significant digits, thousands grouped; "-" where missing.
std::string readable(double value);
/// "12.3 MB".
std::string readable_bytes(std::uint64_t bytes);
/// "1 run", "2 runs".
std::string counted(std::uint64_t count, const char* noun);

}  // namespace minga::cli
