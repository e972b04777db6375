#include "rates.hpp"

#include "minga/core/math.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace minga::core {
namespace {

constexpr auto kRates =
    std::to_array<double Model::*>({&Model::reputation_drift,    &Model::expectation_rate,
                                    &Model::private_memory,      &Model::benefit_memory,
                                    &Model::promise_fade,        &Model::engagement_rate,
                                    &Model::capability_learning, &Model::capability_decay,
                                    &Model::access_decay,        &Model::vision_decay,
                                    &Model::persuasion_rate,     &Model::conflict_decay,
                                    &Model::exit_rate,           &Model::entry_rate,
                                    &Model::credibility_rate,    &Model::training_effect,
                                    &Model::link_effect,         &Model::vision_effect,
                                    &Model::mediation_effect,    &Model::gossip});
constexpr auto kAmounts = std::to_array<double Model::*>(
    {&Model::trust_effect, &Model::conflict_imposition, &Model::conflict_inequality,
     &Model::drafting_rate, &Model::self_drafting, &Model::self_planning, &Model::activity_scale});
constexpr auto kSpans =
    std::to_array<int Model::*>({&Model::trust_floor_periods, &Model::drained_periods});

}  // namespace

double fortnights(const TimeGrid& time) { return time.period_days / kDaysPerFortnight; }

double per_period(double per_fortnight, const TimeGrid& time) {
  const double f = fortnights(time);
  if (f == 1.0 || per_fortnight <= 0.0 || per_fortnight >= 1.0)
    return per_fortnight;
  return 1.0 - pow_fixed(1.0 - per_fortnight, f);
}

int in_periods(int count, const TimeGrid& time) {
  return std::max(1, static_cast<int>(std::lround(count / fortnights(time))));
}

Model per_period(const Model& per_fortnight, const TimeGrid& time) {
  Model m = per_fortnight;
  for (const auto rate : kRates)
    m.*rate = per_period(m.*rate, time);
  for (const auto amount : kAmounts)
    m.*amount *= fortnights(time);
  for (const auto span : kSpans)
    m.*span = in_periods(m.*span, time);
  return m;
}

}  // namespace minga::core
