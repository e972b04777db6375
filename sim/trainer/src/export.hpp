// Games as tables, in one ZIP: flat CSV, a dictionary of their columns, the logs, and a report that
// prints.
#pragma once

#include "minga/trainer/store.hpp"

#include <string>
#include <utility>
#include <vector>

namespace minga::trainer {

/// Files stored as they are (ZIP without compression).
/// @param files  name and content
std::string zip(const std::vector<std::pair<std::string, std::string>>& files);

/// @param of_class  with trainees and notes, and the logs of each
/// Debriefs of games that are over have been made; what was behind the others is not in it.
std::string export_games(const std::vector<Stored*>& games, bool of_class,
                         const std::string& language);

}  // namespace minga::trainer
