// A facilitator's strategy as data: days over time, allotment of days to activities by phase, and
// ordered rules over observable indicators (docs/model/odd.md).
#pragma once

#include "minga/core/profile.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace minga::core {

/// "When `indicator` is `comparison` `value` for `periods` periods: `days` to `activity`."
struct FacilitatorRule {
  Indicator when = Indicator::attendance;
  Comparison comparison = Comparison::below;
  double value = 0.0;
  int periods = 1;
  Activity activity = Activity::mediate;
  double days = 0.0;
};

struct Facilitator {
  std::string name;
  Text title;
  Text description;
  std::string source;
  std::array<double, 4> days{};  ///< days per period in phases I to IV
  double start_month = 0.0;
  double exit_month = 36.0;    ///< last month of work, if outside funding lasts
  double taper_months = 0.0;   ///< months before exit over which days fall to zero
  bool keeps_phases = true;    ///< strategic actions wait for their phase
  double imposed = 0.0;        ///< share of the plan that is the facilitator's own, [0,1]
  double neutrality = 1.0;     ///< seen as neutral, [0,1]
  double credibility = 0.5;    ///< own credibility at the start, [0,1]
  double capture = 0.0;        ///< share of common yields diverted to the owner's firm
  double co_investment = 0.0;  ///< asked of each firm on joining, currency
  std::array<std::array<double, kActivities>, 4> weights{};  ///< shares of days, by phase
  std::vector<FacilitatorRule> rules;
};

/// Whether the strategy has any day of work.
inline bool works(const Facilitator& f) {
  return std::any_of(f.days.begin(), f.days.end(), [](double days) { return days > 0.0; });
}

}  // namespace minga::core
