// Reputations: the members' common posterior over a firm's profile, by Bayes on what can be seen,
// and what follows from it (docs/model/odd.md). Plain functions over small arrays of profiles, so
// that they can be tested against direct computation.
#pragma once

#include <span>

namespace minga::core {

/// What the members saw of a firm's contribution to an action.
enum class SeenAct : unsigned char { nothing, contribution, defection };

/// Likelihood of a seen act for a profile: a defection is seen with chance `visibility`, and looks
/// like a contribution otherwise; a contribution may be taken for a defection (false positive).
/// @param conduct  chance that the profile contributes under the regime in force
double act_likelihood(SeenAct act, double conduct, double visibility, double false_positive);

/// Bayes: posterior proportional to prior x likelihood^weight. Leaves the prior where every
/// likelihood is zero (an impossible observation teaches nothing).
void bayes_update(std::span<double> posterior, std::span<const double> likelihood, double weight);

/// Raises likelihoods to a power, as `bayes_update` would: the same evidence on many firms needs it
/// once.
void weaken(std::span<double> likelihood, double weight);

/// Slow drift back to the prior: posterior + rate (prior - posterior).
void drift(std::span<double> posterior, std::span<const double> prior, double rate);

/// Tilts a belief toward profiles that score high: proportional to p exp(strength (score - mean)).
void tilt(std::span<double> belief, std::span<const double> score, double strength);

/// Expectation of a score over profiles.
double expect(std::span<const double> belief, std::span<const double> score);

/// Evidence from a poor yield on one member that seemed to contribute: likelihood of the signal for
/// each profile, when the other members' true contributions are uncertain too (moments matched by a
/// normal distribution).
/// @param signal   contributions that the yield suggests, 0..n
/// @param mean     expected true contributions of all members given what was seen
/// @param variance of that expectation plus the yield's noise
/// @param genuine  [profile] chance that an apparent contribution of the profile is a true one
/// @param exponent  [profile] out: logarithm of the likelihood
void yield_exponents(double signal, double mean, double variance, std::span<const double> belief,
                     std::span<const double> genuine, std::span<double> exponent);

}  // namespace minga::core
