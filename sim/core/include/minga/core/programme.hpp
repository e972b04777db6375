// A programme: one budget and a few facilitators for many candidate groups, run by an institution
// that may wobble (docs/model/odd.md). All of it is data.
#pragma once

#include "minga/core/names.hpp"
#include "minga/core/profile.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace minga::core {

/// How the programme is coordinated, with the weaknesses that each way is known for.
struct Coordination {
  std::string name;
  Text title;
  Text description;
  std::string source;
  double setup_months = 3.0;     ///< until the first call
  double swing_rate = 0.0;       ///< per year: chance of a political swing
  double swing_cut = 0.5;        ///< share of facilitators' days lost while it lasts
  double swing_months = 12.0;    ///< how long it lasts
  double end_rate = 0.0;         ///< per year: chance that the body gives up and all support ends
  double turnover = 0.2;         ///< facilitators who are replaced, per year
  double handover_months = 1.0;  ///< without days for a facilitator's groups when that happens
  double credence = 1.0;         ///< share of the institution's credibility that firms grant it
  bool reallocates = false;      ///< takes support from groups that do not come together
};

/// What a candidate group is judged by: what a diagnosis sees from outside, and the last three what
/// an interview with its firms shows.
inline constexpr std::size_t kCriteria = 8;
/// Names in files, in the order of the weights.
inline constexpr std::array<const char*, kCriteria> kCriterionNames{
    "nearness",   "homogeneity", "potential",  "motive",
    "reputation", "commitment",  "leadership", "trust"};

struct Programme {
  bool enabled = false;
  int places = 1;  ///< that groups lie in, in turn, whose make names none
  int facilitators = 4;
  double days = 8.0;                      ///< of each facilitator, per fortnight
  int groups_each = 4;                    ///< groups that one facilitator serves: coverage
  double budget = 0.0;                    ///< currency, of all support together; 0: no limit
  double coordination_cost = 0;           ///< currency per month while there is support
  double call_months = 12.0;              ///< from one call to the next, while there is room
  Coefficient response{1.0 / 3.0, 0.15};  ///< share of candidate groups that answer a call, drawn
                                          ///< once a run
  double self_formation = 0.1;  ///< per year: chance that a group without support forms by itself
  double demonstration = 1.0;   ///< how far visible success in a place raises both
  double poison = 1.0;          ///< how far a failed group in a place counts as an earlier failure
  std::array<double, kCriteria> weights{};  ///< of the criteria in selection; all 0: by lot
  double diagnosis_error = 0.5;  ///< sd of the error in each criterion, in sd of the candidates
  double reallocate_attendance = 0.3;      ///< attendance under which a group loses its support
  double reallocate_months = 12.0;         ///< months that it has to come together
  Allotment allotment = Allotment::equal;  ///< of days
  double money = 0.0;                      ///< currency per month for co-finance; 0: no limit
  Allotment money_allotment = Allotment::equal;  ///< of that money
  // candidate groups differ; each factor is lognormal with mean 1
  double distance_cv = 0.5;
  double diversity_cv = 0.3;
  double margin_cv = 0.3;
  double gain_cv = 0.4;
  double failure_rate = 0.3;  ///< earlier failed associations in a place, mean of a Poisson
  Coordination coordination;
};

}  // namespace minga::core
