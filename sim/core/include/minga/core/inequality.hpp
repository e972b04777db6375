// Inequality of payoffs that may be negative.
#pragma once

#include <span>

namespace minga::core {

/// Gini index normalised so that it stays in [0,1] with negative values: sum over pairs of
/// |y_i - y_j| / (2 (n - 1) (T+ + T-)), T+ and T- the sums of positive and of negative values by
/// size (Raffinetti, Siletti, Vernizzi 2015, Statistica Applicata). NaN for fewer than two values;
/// 0 where all are zero.
double gini_index(std::span<const double> values);

}  // namespace minga::core
