// Turns what parameters say of a fortnight, the rhythm that the sources speak of, into what happens
// in a period of the scenario's length. What is bound to an event (a meeting, an act seen) is not
// turned: a group that meets weekly has twice the events.
#pragma once

#include "minga/core/scenario.hpp"

namespace minga::core {

inline constexpr double kDaysPerFortnight = 14.0;

/// Length of a period in fortnights.
double fortnights(const TimeGrid& time);
/// Share moved or chance met in a period, from that of a fortnight: 1 - (1 - x)^(period/fortnight).
double per_period(double per_fortnight, const TimeGrid& time);
/// Number of fortnights as a whole number of periods, at least one.
int in_periods(int fortnights, const TimeGrid& time);
/// All constants of the equations for the scenario's period.
Model per_period(const Model& per_fortnight, const TimeGrid& time);

}  // namespace minga::core
