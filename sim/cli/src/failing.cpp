#include "failing.hpp"

#include <cstdlib>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>

namespace minga::cli {

decltype(engine::Callbacks::simulate) simulator() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): before any thread
  const char* asked = std::getenv("MINGA_FAIL_REPLICATES");
  if (asked == nullptr)
    return {};
  std::set<std::uint32_t> failing;
  std::istringstream list(asked);
  for (std::string one; std::getline(list, one, ',');)
    failing.insert(static_cast<std::uint32_t>(std::stoul(one)));
  return [failing](const core::Scenario& scenario, const core::BlockRequest& request) {
    const auto first = failing.lower_bound(request.first_replicate);
    if (first != failing.end() &&
        *first < request.first_replicate + static_cast<std::uint32_t>(request.count))
      throw std::runtime_error("MINGA_FAIL_REPLICATES asks for it");
    return core::simulate(scenario, request);
  };
}

}  // namespace minga::cli
