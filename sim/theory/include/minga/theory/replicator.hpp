// Replicator dynamics of an infinite well-mixed population, dx_i/dt = x_i (f_i - mean f) (Taylor,
// Jonker 1978, Math. Biosci. 40:145), with mutation if wanted: trajectories, closed orbits, rest
// points and their stability.
#pragma once

#include "minga/theory/payoffs.hpp"

#include <Eigen/Core>

#include <complex>
#include <vector>

namespace minga::theory {

/// Refuses shares that are negative or do not sum to 1.
void check_shares(const Eigen::VectorXd& shares, int strategies);

/// Velocity at shares x. With mutation mu the offspring of one strategy are of the others with
/// chance mu / (M - 1) each (replicator-mutator equation, Page, Nowak 2002, J. Theor. Biol.
/// 219:93); payoffs are then fecundities and must not be negative.
Eigen::VectorXd replicator_velocity(const Payoffs& payoffs, const Eigen::VectorXd& shares,
                                    double mutation = 0.0);
/// Derivatives of the velocity without mutation, row by column share.
Eigen::MatrixXd replicator_jacobian(const Payoffs& payoffs, const Eigen::VectorXd& shares);

/// Numbers of an integration: adaptive Runge-Kutta of Dormand and Prince, order 5 (Boost.Odeint).
struct Integration {
  double duration = 100.0;   ///< units of time
  double every = 1.0;        ///< between recorded points
  double tolerance = 1e-10;  ///< absolute and relative, of a step
  double mutation = 0.0;
};
void check(const Integration& integration);

struct Trajectory {
  std::vector<double> times;
  std::vector<Eigen::VectorXd> shares;
};
Trajectory replicate(const Game& game, const Eigen::VectorXd& start,
                     const Integration& integration = {});

/// Return of an orbit to the plane through its start across the flow.
struct Orbit {
  double period;         ///< NaN if it did not come back close within the duration
  double drift;          ///< largest difference of a share after one period
  Eigen::VectorXd mean;  ///< shares averaged over the period
};
/// @param close  how near the start, by largest difference of a share, counts as a return
Orbit closed_orbit(const Game& game, const Eigen::VectorXd& start,
                   const Integration& integration = {}, double close = 0.05);

}  // namespace minga::theory
