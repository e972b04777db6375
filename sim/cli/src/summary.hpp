// What `run` and `sweep` print at the end, as text for people or as one JSON object.
#pragma once

#include "exit_code.hpp"
#include "minga/io/scenario.hpp"
#include "options.hpp"
#include "outcomes.hpp"

#include <string>
#include <vector>

namespace minga::cli {

struct Finished {
  ExitCode code = ExitCode::done;  ///< done or stopped
  std::uint64_t seed = 0;
  std::size_t replicates = 0;
  std::vector<PointOutcomes> points;
};

std::string summary_text(const io::LoadedScenario& scenario, const ExperimentOptions& options,
                         const Finished& finished);
std::string summary_json(const io::LoadedScenario& scenario, const ExperimentOptions& options,
                         const Finished& finished);
std::string summary_text(const io::LoadedDesign& design, const ExperimentOptions& options,
                         const Finished& finished);
std::string summary_json(const io::LoadedDesign& design, const ExperimentOptions& options,
                         const Finished& finished);

/// Exit code of an experiment, and a note on failed runs where there are more than tolerated.
ExitCode judge(const ExperimentOptions& options, const Finished& finished);

}  // namespace minga::cli
