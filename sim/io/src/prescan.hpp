// Looks over TOML text before the library reads it, for what the library cannot take: it frees
// nested tables by recursion, so a key with a million dots would end the program.
#pragma once

#include <cstddef>
#include <string_view>

namespace minga::io {

/// Dots that a key may have; each makes one nested table.
inline constexpr int kMostDots = 30;

/// Where a key has more dots than that, outside of strings and comments; npos where none has.
/// After a syntax error it may be mistaken, but there the library stops too.
std::size_t find_long_key(std::string_view text);

}  // namespace minga::io
