// SHA-256 (FIPS 180-4), to name an input by its text. Not for secrets.
#pragma once

#include <string>
#include <string_view>

namespace minga::io {

/// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view data);

}  // namespace minga::io
