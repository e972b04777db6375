#include "minga/io/count.hpp"

#include <fmt/format.h>

namespace minga::io {

std::string grouped(std::uint64_t value) {
  std::string digits = std::to_string(value);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string with_noun(const std::string& shown, std::string_view one, std::string_view many) {
  if (shown == "1") {
    return fmt::format("1 {}", one);
  }
  return many.empty() ? fmt::format("{} {}s", shown, one) : fmt::format("{} {}", shown, many);
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return with_noun(grouped(count), one, many);
}

}  // namespace minga::io
