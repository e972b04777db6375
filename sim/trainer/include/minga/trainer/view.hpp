// What a page is told, as JSON (docs/trainer-api.md). `state` and `report` read the book, which is
// filled from sights; only `debrief` reads what was behind, and only once a game is over.
#pragma once

#include "minga/trainer/game.hpp"

namespace minga::trainer {

Json state_of(const Game& game, bool paused);
/// @throws Refusal (404) if the month was not played
Json report_of(const Game& game, int month);

inline Json number(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}
inline Json write(const core::Text& text) { return {{"es", text.es}, {"en", text.en}}; }
/// Series over the months played, by indicator.
Json series_of(const Game& game);
/// An event as everybody hears of it.
Json write_event(const core::Event& event);
/// Means of squared errors of the forecasts that open records have settled, or null.
struct Settled {
  int turn = 0;
  int firm = 0;
  const char* what = "";
  double p = 0.0, seen = 0.0;
  double brier() const { return (p - seen) * (p - seen); }
};
std::vector<Settled> settled_openly(const Game& game);
Json mean_brier(const std::vector<Settled>& all);

}  // namespace minga::trainer
