#include "prescan.hpp"

#include <algorithm>
#include <string>

namespace minga::io {
namespace {

constexpr auto npos = std::string_view::npos;

/// End of a string in triple quotes; up to two more quotes may belong to what it holds.
std::size_t skip_block_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (at += 3; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote && text.substr(at, 3) == std::string(3, quote)) {
      at += 3;
      for (int more = 0; more < 2 && at < text.size() && text[at] == quote; ++more) {
        ++at;
      }
      return at;
    }
  }
  return text.size();
}

/// The place after the string that begins here, or the end of the line where it has none.
std::size_t skip_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  if (text.substr(at, 3) == std::string(3, quote)) {
    return skip_block_string(text, at);
  }
  for (++at; at < text.size() && text[at] != '\n'; ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      return at + 1;
    }
  }
  return std::min(at, text.size());
}

}  // namespace

std::size_t find_long_key(std::string_view text) {
  int dots = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      i = skip_string(text, i);
      continue;
    }
    if (c == '#') {
      i = std::min(text.find('\n', i), text.size());
      continue;
    }
    if (c == '.' && ++dots > kMostDots) {
      return i;
    }
    if (std::string_view("=,[]{}\n").find(c) != npos) {
      dots = 0;
    }
    ++i;
  }
  return npos;
}

}  // namespace minga::io
