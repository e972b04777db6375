// Sizes that hardly any firm could bear, which a decimal or a unit too many makes.
#include "notes.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace minga::io {
namespace {

/// Months of margin above which one payment is hardly meant; assumed.
constexpr double kMonthsOfMargin = 3.0;
/// Mean way to a meeting that is hardly meant, km: four hours and more by any road; assumed.
constexpr double kFar = 200.0;

}  // namespace

/// @param months  in which what it pays for comes once: a yearly fair may cost what a year allows
void Notes::too_much(const std::string& path, double amount, double months) {
  const double margin = s_.population.margin;
  if (margin <= 0.0 || amount <= margin * std::max(months, kMonthsOfMargin))
    return;
  check_.note(path, amount,
              fmt::format("is {:.3g} times the mean monthly margin of a firm (population.margin = "
                          "{:.6g}), so that hardly any could pay it",
                          amount / margin, margin));
}

void Notes::sizes(const core::Association& a, const std::string& path) {
  const double period = core::period_months(s_.time);
  for (std::size_t i = 0; i < a.actions.size(); ++i) {
    too_much(fmt::format("{}.action[{}].cost", path, i), a.actions[i].cost,
             a.actions[i].every * period);
  }
  if (core::has_fund(a.regulation))
    too_much(path + ".regulation.fund_fee", a.regulation.fund_fee,
             a.regulation.fund_every * period);
}

void Notes::co_investment(const core::Facilitator& f, const std::string& path) {
  if (core::works(f))
    too_much(path + ".co_investment", f.co_investment, 0.0);
}

void Notes::distances() {
  const auto far = [this](const std::string& path, double km) {
    if (km < kFar)
      return;
    check_.note(path, km,
                fmt::format("a meeting would take {:.3g} hours on the way "
                            "(model.travel_hours_km = {:.4g})",
                            km * s_.model.travel_hours_km, s_.model.travel_hours_km));
  };
  far("population.distance_km", s_.population.distance_km);
  for (std::size_t i = 0; i < s_.population.firm.size(); ++i)
    far(fmt::format("population.firm[{}].distance_km", i), s_.population.firm[i].distance_km);
}

}  // namespace minga::io
