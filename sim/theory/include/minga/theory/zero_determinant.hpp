// Zero-determinant strategies (Press, Dyson 2012, PNAS 109:10409): memory-one strategies that
// enforce a linear relation between both players' payoffs, whatever the other does.
#pragma once

#include "minga/theory/automaton.hpp"
#include "minga/theory/game.hpp"

namespace minga::theory {

/// Enforces alpha own + beta other's + gamma = 0 (their eq. 7): p - (1, 1, 0, 0) is that
/// combination of the payoffs after CC, CD, DC, DD.
MemoryOne linear_relation(const MatrixGame& stage, double alpha, double beta, double gamma);

/// Enforces own - kappa = chi (other's - kappa): at kappa = P it extorts (their eq. 11-12),
/// at kappa = R it is generous (Stewart, Plotkin 2013, PNAS 110:15348).
/// @param phi  from above 0 to largest_phi()
MemoryOne zero_determinant(const MatrixGame& stage, double chi, double phi, double kappa);
/// Largest phi at which all four are chances; 0 where there is none.
double largest_phi(const MatrixGame& stage, double chi, double kappa);

/// Sets the other's payoff to `payoff`, between P and R (eq. 8-9), as strongly as chances allow.
MemoryOne equalizer(const MatrixGame& stage, double payoff);

}  // namespace minga::theory
