// A turn as a player sends it and as the log keeps it: orders, a prediction, and forecasts about
// single firms.
#pragma once

#include "minga/trainer/month.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace minga::trainer {

using Json = nlohmann::json;

/// What an indicator will be in the month that is played.
struct Prediction {
  std::string indicator;
  double value = 0.0;
  std::string why;
};

/// What a firm will do in the next month: probabilities, and what is thought of it.
struct Forecast {
  int firm = 0;
  std::optional<double> attend, pay, contribute, side_deal;  ///< [0,1]
  std::string cause = "unknown";                             ///< cannot, will_not, unknown
  std::string otherwise;  ///< under which rule it would do otherwise
  std::string evidence;
};

struct Turn {
  int turn = 0;     ///< month, from 0
  std::string key;  ///< of the request, so that a repeated one is known
  Orders orders;
  std::optional<Prediction> prediction;
  std::vector<Forecast> forecasts;
};

/// Indicators that can be predicted.
bool predictable(const std::string& indicator);

/// Reads a turn; what it may hold in this game is checked elsewhere.
/// @param project  number of a project by its id, -1 for none
/// @throws Refusal (400)
Turn read_turn(const Json& from, const std::function<int(const std::string&)>& project);
Json write_turn(const Turn& turn, const std::function<std::string(int)>& project);
Json write_choice(const Choice& choice, const std::function<std::string(int)>& project);

/// A text of a member of a request.
/// @throws Refusal if it is no text, no UTF-8, or longer than `most` bytes
std::string read_text(const Json& from, const char* key, std::size_t most,
                      const std::string& fallback = "");

}  // namespace minga::trainer
