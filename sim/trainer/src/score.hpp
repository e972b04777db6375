// The profile of scores of a game that is over.
#pragma once

#include "minga/trainer/debrief.hpp"

namespace minga::trainer {

/// @param brier  mean over all forecasts, or null
/// Fills `scores`, `strategies` and, where the group was closed, `refusal`.
void add_scores(const Game& game, const Trace& played, const Json& brier, Json& out);

}  // namespace minga::trainer
