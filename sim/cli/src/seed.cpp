#include "seed.hpp"

#include "minga/io/results.hpp"
#include "output_path.hpp"
#include "stdio.hpp"

#include <fmt/format.h>

#include <charconv>
#include <random>

namespace minga::cli {
namespace {

std::optional<std::uint64_t> recorded_seed(const ExperimentOptions& options) {
  const auto left = resumable(options);
  if (!left) {
    return std::nullopt;
  }
  try {
    for (const io::ResultsInfo::Attribute& attribute : io::inspect_results(*left).attributes) {
      std::uint64_t seed = 0;
      const char* begin = attribute.text.data();
      const char* end = begin + attribute.text.size();
      if (attribute.name == "seed" && std::from_chars(begin, end, seed).ptr == end) {
        return seed;
      }
    }
  } catch (const io::InputError&) {
    // A folder in which nothing was recorded yet; of anything else the writer says what is wrong.
  }
  return std::nullopt;
}

}  // namespace

std::uint64_t choose_seed(const ExperimentOptions& options) {
  if (const auto seed = recorded_seed(options)) {
    return *seed;
  }
  // 32 bits: enough to make a repetition unlikely, short enough to be copied by hand.
  const std::uint64_t seed = std::random_device()();
  if (!options.quiet) {
    note(fmt::format("no seed was given; chose {}, which the output records (--seed {} repeats it)",
                     seed, seed));
  }
  return seed;
}

}  // namespace minga::cli
