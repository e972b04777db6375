// The program as a user starts it: one run, and many with trajectories, from start to finished
// file.
#include "bench.hpp"
#include "child.hpp"
#include "input.hpp"
#include "temporary.hpp"

#include <filesystem>
#include <stdexcept>

namespace minga::cli {
namespace {

std::function<void()> run_of(const TemporaryFolder& folder, int replicates, const char* record,
                             int threads) {
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  const std::vector<std::string> command{self,
                                         "run",
                                         "otavalo",
                                         "-o",
                                         (folder.path() / "run.h5").string(),
                                         "--force",
                                         "--replicates",
                                         std::to_string(replicates),
                                         "--record",
                                         record,
                                         "--threads",
                                         std::to_string(threads),
                                         "--quiet"};
  return [command] {
    if (!succeeds(command))
      throw std::runtime_error("the program does not run otavalo");
  };
}

}  // namespace

std::vector<Speed> program_speeds(const BenchSettings& settings) {
  constexpr int kMany = 2000;
  const core::Scenario s = load<io::LoadedScenario>("otavalo", {}).value;
  const double planned = static_cast<double>(kMany) * s.time.periods * s.population.firms;
  const TemporaryFolder folder;
  const auto speeds = in_turns({{1.0, run_of(folder, 1, "summary", 1)},
                                {planned, run_of(folder, kMany, "summary", 1)},
                                {planned, run_of(folder, kMany, "summary,trajectory", 1)},
                                {planned, run_of(folder, kMany, "summary,trajectory", 2)}},
                               settings);
  const std::string unit = "million firm-periods/s";
  return {{"start to the file of a single run", 1000.0 / median_of(speeds[0]), "ms", "", 0.0},
          {"2000 runs to a file, summary", median_of(speeds[1]) / kMillion, unit, "", 0.0},
          {"  trajectory too", median_of(speeds[2]) / kMillion, unit, "summary",
           ratio_of(speeds[2], speeds[1])},
          {"  trajectory too, 2 threads", median_of(speeds[3]) / kMillion, unit, "1 thread",
           ratio_of(speeds[3], speeds[2])}};
}

}  // namespace minga::cli
