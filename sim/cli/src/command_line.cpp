#include "command_line.hpp"

#include <algorithm>
#include <string_view>

namespace minga::cli {
namespace {

std::string quoted(const std::string& argument) {
  constexpr std::string_view plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+=./:,@%";
  if (!argument.empty() && argument.find_first_not_of(plain) == std::string::npos) {
    return argument;
  }
  std::string result = "'";
  for (const char c : argument) {
    result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return result + "'";
}

}  // namespace

std::string as_typed(const std::vector<std::string>& arguments) {
  std::string result = "minga";
  for (const std::string& argument : arguments) {
    result += " " + quoted(argument);
  }
  return result;
}

std::string resume_command(const std::vector<std::string>& arguments) {
  std::vector<std::string> next = arguments;
  const auto drop = [](const std::string& argument) {
    return argument == "--force" || argument == "--resume";
  };
  next.erase(std::remove_if(next.begin(), next.end(), drop), next.end());
  next.emplace_back("--resume");
  return as_typed(next);
}

}  // namespace minga::cli
