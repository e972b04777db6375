// What a scenario or a design contains, as `minga check` prints it.
#pragma once

#include "minga/io/scenario.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace minga::cli {

std::string contents_text(const io::LoadedScenario& scenario);
std::string contents_text(const io::LoadedDesign& design);
nlohmann::ordered_json contents_json(const io::LoadedScenario& scenario);
nlohmann::ordered_json contents_json(const io::LoadedDesign& design);

}  // namespace minga::cli
