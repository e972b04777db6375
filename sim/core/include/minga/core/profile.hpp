// A profile is a named distribution of the coefficients of the one decision rule
// (docs/model/odd.md). What the rule does with them is in decision.hpp.
#pragma once

#include "minga/core/names.hpp"

#include <string>

namespace minga::core {

/// Text in the two languages of the project.
struct Text {
  std::string es;
  std::string en;
};

/// Distribution of one coefficient over the firms of a profile: beta where the range is [0,1],
/// otherwise normal, truncated to the coefficient's range. sd = 0 gives the mean.
struct Coefficient {
  double mean = 0.0;
  double sd = 0.0;
};

struct Profile {
  std::string name;
  Text title;
  Text description;
  std::string source;
  Coefficient omega;  ///< weight on others' payoff; < 0 for who must win
  Coefficient gamma;  ///< strength of conditional cooperation
  NormForm norm_form = NormForm::line;
  Coefficient norm_intercept;  ///< m(0) of the line, [0,1]
  Coefficient norm_slope;      ///< slope of the line m(tau), [0,1]
  Coefficient norm_threshold;  ///< tau at which the threshold schedule jumps, [0,1]
  Coefficient kappa;           ///< weight of the shared vision
  Coefficient patience;        ///< discount factor per month, [0,1]
  Coefficient lambda;          ///< loss aversion, >= 1
  Coefficient eta;             ///< noise of choice, > 0
  Coefficient epsilon;         ///< trembling hand, [0,1]
  Coefficient stealth;         ///< how well defection is hidden, [0,1]
  Coefficient anger;           ///< inclination to punish norm breaking at own cost, >= 0
  Coefficient inducement;      ///< weight on inducing others by being seen to contribute, >= 0
  Coefficient persuasion;      ///< pull on the shared vision when present and contributing, [0,1]
  Coefficient pessimism;       ///< log odds by which it expects less of others than its peers do
};

}  // namespace minga::core
