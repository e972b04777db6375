#include "minga/theory/replicator.hpp"

#include "minga/theory/require.hpp"

#include <boost/numeric/odeint/stepper/generation.hpp>
#include <boost/numeric/odeint/stepper/runge_kutta_dopri5.hpp>

#include <cmath>
#include <limits>

namespace minga::theory {
namespace {

namespace odeint = boost::numeric::odeint;
using State = std::vector<double>;

constexpr double kFirstStep = 1e-3;
constexpr double kRounding = 1e-12;  ///< of the number of recorded points

State state_of(const Eigen::VectorXd& x) { return {x.data(), x.data() + x.size()}; }
Eigen::VectorXd vector_of(const State& x) {
  return Eigen::Map<const Eigen::VectorXd>(x.data(), static_cast<Eigen::Index>(x.size()));
}

/// The right-hand side for Odeint.
struct System {
  const Payoffs& payoffs;
  double mutation;
  void operator()(const State& x, State& dxdt, double /*t*/) const {
    const Eigen::VectorXd v = replicator_velocity(payoffs, vector_of(x), mutation);
    dxdt.assign(v.data(), v.data() + v.size());
  }
};

auto dense_stepper(double tolerance) {
  return odeint::make_dense_output(tolerance, tolerance, odeint::runge_kutta_dopri5<State>());
}

}  // namespace

void check_shares(const Eigen::VectorXd& x, int strategies) {
  constexpr double kRounding = 1e-9;
  require(x.size() == strategies, "number of shares", static_cast<double>(x.size()),
          "the number of strategies");
  require(x.minCoeff() >= 0.0, "share", x.minCoeff(), "at least 0");
  require(std::fabs(x.sum() - 1.0) < kRounding, "sum of shares", x.sum(), "1");
}

void check(const Integration& i) {
  require(i.duration > 0.0 && std::isfinite(i.duration), "duration", i.duration, "above 0");
  require(i.every > 0.0, "every", i.every, "above 0");
  require(i.tolerance > 0.0 && i.tolerance < 1.0, "tolerance", i.tolerance, "above 0, below 1");
  require_chance("mutation", i.mutation);
}

Eigen::VectorXd replicator_velocity(const Payoffs& payoffs, const Eigen::VectorXd& x,
                                    double mutation) {
  const Eigen::VectorXd f = payoffs.infinite(x);
  const double mean = x.dot(f);
  if (mutation == 0.0 || x.size() < 2)
    return x.array() * (f.array() - mean);
  const Eigen::VectorXd born = x.array() * f.array();
  const double each = mutation / static_cast<double>(x.size() - 1);
  return (1.0 - mutation) * born.array() + each * (born.sum() - born.array()) - mean * x.array();
}

Eigen::MatrixXd replicator_jacobian(const Payoffs& payoffs, const Eigen::VectorXd& x) {
  const Eigen::VectorXd f = payoffs.infinite(x);
  const Eigen::MatrixXd df = payoffs.slopes(x);
  const double mean = x.dot(f);
  const Eigen::RowVectorXd dmean = f.transpose() + x.transpose() * df;
  Eigen::MatrixXd j = x.asDiagonal() * (df.rowwise() - dmean);
  j.diagonal() += (f.array() - mean).matrix();
  return j;
}

Trajectory replicate(const Game& game, const Eigen::VectorXd& start,
                     const Integration& integration) {
  const Payoffs payoffs(game);
  check(integration);
  check_shares(start, payoffs.size());
  require(integration.mutation == 0.0 || payoffs.smallest() >= 0.0, "smallest payoff",
          payoffs.smallest(), "at least 0 with mutation, where payoffs are fecundities");
  // steps are as long as the tolerance allows, and the points to be recorded lie within them
  auto stepper = dense_stepper(integration.tolerance);
  stepper.initialize(state_of(start), 0.0, kFirstStep);
  const System system{payoffs, integration.mutation};
  Trajectory out{{0.0}, {start}};
  State at = state_of(start);
  const auto points = std::floor(integration.duration / integration.every * (1.0 + kRounding));
  for (double k = 1.0; k <= points; ++k) {
    const double time = k * integration.every;
    while (stepper.current_time() < time)
      stepper.do_step(system);
    stepper.calc_state(time, at);
    out.times.push_back(time);
    out.shares.push_back(vector_of(at));
  }
  return out;
}

Orbit closed_orbit(const Game& game, const Eigen::VectorXd& start, const Integration& integration,
                   double close) {
  const Payoffs payoffs(game);
  check(integration);
  check_shares(start, payoffs.size());
  const Eigen::VectorXd normal = replicator_velocity(payoffs, start);
  require(normal.norm() > integration.tolerance, "speed at the start", normal.norm(),
          "above 0: the start is a rest point");
  const auto side = [&](const Eigen::VectorXd& x) { return normal.dot(x - start); };
  auto stepper = dense_stepper(integration.tolerance);
  stepper.initialize(state_of(start), 0.0, kFirstStep);
  const System system{payoffs, 0.0};
  State at = state_of(start);
  double before = 0.0;
  while (stepper.current_time() < integration.duration) {
    const auto [t0, t1] = stepper.do_step(system);
    const double after = side(vector_of(stepper.current_state()));
    if (before < 0.0 && after >= 0.0) {
      double low = t0, high = t1;
      for (int i = 0; i < 60; ++i) {  // halving an interval of time to its last bit
        const double middle = 0.5 * (low + high);
        stepper.calc_state(middle, at);
        (side(vector_of(at)) < 0.0 ? low : high) = middle;
      }
      const double drift = (vector_of(at) - start).cwiseAbs().maxCoeff();
      if (drift < close) {
        constexpr int kPoints = 2000;  // of the mean over a period, by the trapezoidal rule
        const Trajectory one = replicate(
            game, start,
            {.duration = high, .every = high / kPoints, .tolerance = integration.tolerance});
        Eigen::VectorXd mean = Eigen::VectorXd::Zero(start.size());
        for (int k = 0; k < kPoints; ++k)
          mean += one.shares[static_cast<std::size_t>(k)] / kPoints;
        return {high, drift, mean};
      }
    }
    before = after;
  }
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  return {kNone, kNone, Eigen::VectorXd::Constant(start.size(), kNone)};
}

}  // namespace minga::theory
