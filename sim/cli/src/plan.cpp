#include "plan.hpp"

namespace minga::cli {

engine::Plan plan_of(const io::ResultsHeader& header, bool common_random_numbers, int threads) {
  engine::Plan plan;
  plan.points = header.points;
  plan.replicates = header.replicates;
  plan.seed = header.seed;
  plan.common_random_numbers = common_random_numbers;
  plan.runs_per_segment = header.runs_per_segment;
  plan.threads = threads;
  plan.shape = {header.periods, static_cast<int>(header.firms.size()),
                static_cast<int>(header.profiles.size()),
                static_cast<int>(header.associations.size()), header.programme};
  return plan;
}

}  // namespace minga::cli
