#include "input.hpp"

#include "exit_code.hpp"
#include "header.hpp"
#include "output_path.hpp"
#include "seed.hpp"

#include <type_traits>
#include <utility>

namespace minga::cli {
namespace {

template <class Loaded>
Loaded read(const std::string& name, const std::vector<io::Override>& overrides) {
  if constexpr (std::is_same_v<Loaded, io::LoadedDesign>) {
    return io::load_design(name, overrides);
  } else {
    return io::load_scenario(name, overrides);
  }
}

bool has_seed(const io::LoadedScenario& scenario) { return scenario.value.run.seed_given; }
bool has_seed(const io::LoadedDesign& design) { return design.base.run.seed_given; }

}  // namespace

template <class Loaded>
Loaded load(const std::string& name, const Changes& changes) {
  std::vector<io::Diagnostic> faults = changes.faults;
  try {
    Loaded loaded = read<Loaded>(name, changes.overrides);
    check_fits_file(header_of(loaded), loaded.file);
    if (faults.empty()) {
      return loaded;
    }
  } catch (const io::InputError& error) {
    faults.insert(faults.end(), error.faults().begin(), error.faults().end());
  }
  throw io::InputError(std::move(faults));
}

template <class Loaded>
Loaded load_experiment(const ExperimentOptions& options) {
  Changes changes = changes_of(options);
  Loaded loaded = load<Loaded>(options.input, changes);
  check_output(options, loaded.inputs);
  if (!has_seed(loaded)) {
    if (!options.shard.empty()) {
      throw UsageError(
          "--shard needs a seed, the same for all shards; accepted: --seed S, or `seed` in the "
          "design");
    }
    changes.overrides.push_back(seed_override(choose_seed(options)));
    loaded = load<Loaded>(options.input, changes);
  }
  return loaded;
}

template io::LoadedScenario load(const std::string&, const Changes&);
template io::LoadedDesign load(const std::string&, const Changes&);
template io::LoadedScenario load_experiment(const ExperimentOptions&);
template io::LoadedDesign load_experiment(const ExperimentOptions&);

}  // namespace minga::cli
