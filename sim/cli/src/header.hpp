// What a result file says about its runs before any has run.
#pragma once

#include "minga/io/results.hpp"
#include "minga/io/scenario.hpp"

#include <filesystem>

namespace minga::cli {

/// Everything but the command line.
io::ResultsHeader header_of(const io::LoadedScenario& scenario);
/// @throws io::InputError if the points cannot share one file
io::ResultsHeader header_of(const io::LoadedDesign& design);

/// Asks the results whether they can hold this, such as the names of the factors.
/// @param input  named in the faults
/// @throws io::InputError
void check_fits_file(const io::ResultsHeader& header, const std::filesystem::path& input);

}  // namespace minga::cli
