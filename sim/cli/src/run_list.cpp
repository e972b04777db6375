#include "run_list.hpp"

#include "exit_code.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string_view>

namespace minga::cli {
namespace {

std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size())
    return std::nullopt;
  return number;
}

}  // namespace

std::vector<RunRange> parse_runs(const std::vector<std::string>& items) {
  std::vector<RunRange> runs;
  for (const std::string& item : items) {
    const std::string_view text = item;
    const std::size_t dash = text.find('-');
    const auto first = number_in(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : number_in(text.substr(dash + 1));
    if (!first || !last || *last < *first) {
      throw UsageError(fmt::format(
          "--run '{}' is not a run; accepted: a number from 0, such as 7, or a range such as 0-99",
          item));
    }
    runs.push_back({*first, *last});
  }
  return runs;
}

}  // namespace minga::cli
