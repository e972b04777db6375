// Numbers as people read them.
#pragma once

#include "minga/io/count.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace minga::cli {

using io::counted;
using io::grouped;
using io::with_noun;

/// Four significant digits, thousands grouped; "-" where missing.
std::string readable(double value);
/// "12.3 MB".
std::string readable_bytes(std::uint64_t bytes);

}  // namespace minga::cli
