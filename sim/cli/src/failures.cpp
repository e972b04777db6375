#include "failures.hpp"

#include <charconv>
#include <cmath>
#include <string_view>

namespace minga::cli {
namespace {

/// "25" or "0.5%". Nothing where it is neither.
struct Limit {
  bool good = false;
  bool is_share = false;
  double value = 0.0;  ///< runs, or per cent
};

Limit limit_of(std::string_view text) {
  Limit limit;
  limit.is_share = !text.empty() && text.back() == '%';
  if (limit.is_share)
    text.remove_suffix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit.value);
  limit.good = !text.empty() && error == std::errc() && end == text.data() + text.size() &&
               limit.value >= 0.0 &&
               (limit.is_share ? limit.value <= 100.0
                               : limit.value == std::floor(limit.value) && limit.value < 1e15);
  return limit;
}

}  // namespace

std::string check_failures(const std::string& text) {
  return limit_of(text).good ? ""
                             : "'" + text + "' is neither a number of runs nor a share such as 1%";
}

std::size_t tolerated_failures(const ExperimentOptions& options, std::size_t runs) {
  if (!options.max_failures)
    return 0;
  const Limit limit = limit_of(*options.max_failures);
  return static_cast<std::size_t>(limit.is_share ? limit.value / 100.0 * static_cast<double>(runs)
                                                 : limit.value);
}

bool stops_on_failures(const ExperimentOptions& options) {
  return options.max_failures.has_value();
}

}  // namespace minga::cli
