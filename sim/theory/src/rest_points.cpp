#include "minga/theory/rest_points.hpp"

#include "minga/theory/require.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/LU>

#include <algorithm>
#include <cmath>

namespace minga::theory {
namespace {

constexpr double kNothing = 1e-9;  ///< eigenvalue, as a share of the range of payoffs
constexpr double kSame = 1e-7;     ///< shares that differ by less are one point

/// Orthonormal directions within the simplex.
Eigen::MatrixXd directions(Eigen::Index m) {
  Eigen::MatrixXd b = Eigen::MatrixXd::Zero(m, m - 1);
  for (Eigen::Index k = 1; k < m; ++k) {
    b.col(k - 1).head(k).setOnes();
    b(k, k - 1) = -static_cast<double>(k);
    b.col(k - 1).normalize();
  }
  return b;
}

Stability classify(const std::vector<std::complex<double>>& eigenvalues, double nothing) {
  bool plus = false, minus = false, turns = false, zero = false;
  for (const auto& e : eigenvalues) {
    if (e.real() > nothing)
      plus = true;
    else if (e.real() < -nothing)
      minus = true;
    else if (std::fabs(e.imag()) > nothing)
      turns = true;
    else
      zero = true;
  }
  if (plus)
    return minus ? Stability::saddle : Stability::unstable;
  if (zero)
    return Stability::neutral;
  return turns ? Stability::centre : Stability::stable;
}

/// Differences of payoffs of a face's strategies to the last of them, and their derivatives by the
/// shares of all but the last, which takes what is left.
struct Gaps {
  Eigen::VectorXd value;
  Eigen::MatrixXd slope;
};
Gaps gaps(const Payoffs& payoffs, const std::vector<int>& face, const Eigen::VectorXd& x) {
  const Eigen::VectorXd f = payoffs.infinite(x);
  const Eigen::MatrixXd df = payoffs.slopes(x);
  const int last = face.back();
  const auto n = static_cast<Eigen::Index>(face.size()) - 1;
  Gaps g{Eigen::VectorXd(n), Eigen::MatrixXd(n, n)};
  for (Eigen::Index i = 0; i < n; ++i) {
    const int s = face[static_cast<std::size_t>(i)];
    g.value[i] = f[s] - f[last];
    for (Eigen::Index j = 0; j < n; ++j) {
      const int by = face[static_cast<std::size_t>(j)];
      g.slope(i, j) = (df(s, by) - df(last, by)) - (df(s, last) - df(last, last));
    }
  }
  return g;
}

bool within(const Eigen::VectorXd& x, const std::vector<int>& face) {
  return std::all_of(face.begin(), face.end(), [&](int s) { return x[s] > kSame; });
}

/// Newton's method within a face; false if it leaves it or does not settle.
bool settle(const Payoffs& payoffs, const std::vector<int>& face, Eigen::VectorXd& x) {
  constexpr int kMostSteps = 60;
  constexpr double kSettled = 1e-14;
  for (int step = 0; step < kMostSteps; ++step) {
    const Gaps g = gaps(payoffs, face, x);
    const Eigen::FullPivLU<Eigen::MatrixXd> lu(g.slope);
    const Eigen::VectorXd move = lu.solve(g.value);
    if (!move.allFinite())
      return false;
    double rest = 1.0;
    for (Eigen::Index i = 0; i < move.size(); ++i) {
      const int s = face[static_cast<std::size_t>(i)];
      x[s] -= move[i];
      rest -= x[s];
    }
    x[face.back()] = rest;
    if (x.cwiseAbs().maxCoeff() > 10.0)
      return false;
    if (move.cwiseAbs().maxCoeff() < kSettled)
      break;
  }
  const double range = std::max(payoffs.largest_difference(), 1e-300);
  return within(x, face) && gaps(payoffs, face, x).value.cwiseAbs().maxCoeff() < 1e-10 * range;
}

/// Evenly spread points of a face, by the additive recurrence of the roots of x^(d+1) = x + 1
/// (Roberts 2018), mapped to the simplex by logarithms, which makes them even.
Eigen::VectorXd spread_start(const std::vector<int>& face, int index, Eigen::Index m) {
  const auto d = static_cast<double>(face.size());
  double root = 1.5;
  for (int i = 0; i < 50; ++i)
    root = std::pow(1.0 + root, 1.0 / (d + 1.0));
  Eigen::VectorXd x = Eigen::VectorXd::Zero(m);
  double step = 1.0;
  for (const int s : face) {
    step /= root;
    const double u = std::fmod(0.5 + step * (index + 1), 1.0);
    x[s] = -std::log(std::max(u, 1e-6));
  }
  return x / x.sum();
}

void search_face(const Payoffs& payoffs, const std::vector<int>& face, int starts,
                 std::vector<RestPoint>& all) {
  const Eigen::Index m = payoffs.size();
  for (int k = 0; k < starts; ++k) {
    Eigen::VectorXd x = spread_start(face, k, m);
    if (!settle(payoffs, face, x))
      continue;
    const bool known = std::any_of(all.begin(), all.end(), [&](const RestPoint& p) {
      return (p.shares - x).cwiseAbs().maxCoeff() < kSame;
    });
    if (known)
      continue;
    RestPoint point = analyse(payoffs, x);
    const Eigen::FullPivLU<Eigen::MatrixXd> lu(gaps(payoffs, face, x).slope);
    point.isolated = lu.isInvertible();
    all.push_back(std::move(point));
    if (!all.back().isolated)
      return;  // a continuum: one of it stands for all
  }
}

}  // namespace

std::string_view name_of(Stability stability) {
  switch (stability) {
    case Stability::stable:
      return "stable";
    case Stability::unstable:
      return "unstable";
    case Stability::saddle:
      return "saddle";
    case Stability::centre:
      return "centre";
    case Stability::neutral:
      return "neutral";
  }
  return "";
}

RestPoint analyse(const Payoffs& payoffs, const Eigen::VectorXd& x) {
  check_shares(x, payoffs.size());
  RestPoint point{x, {}, Stability::neutral, true};
  if (x.size() < 2)
    return point;
  const Eigen::MatrixXd b = directions(x.size());
  const Eigen::MatrixXd inside = b.transpose() * replicator_jacobian(payoffs, x) * b;
  const Eigen::EigenSolver<Eigen::MatrixXd> solver(inside, false);
  for (Eigen::Index i = 0; i < inside.rows(); ++i)
    point.eigenvalues.push_back(solver.eigenvalues()[i]);
  point.stability = classify(point.eigenvalues, kNothing * payoffs.largest_difference());
  return point;
}

std::vector<RestPoint> rest_points(const Game& game, int starts) {
  constexpr int kMostStrategies = 12;  // 4,095 faces
  const Payoffs payoffs(game);
  const int m = payoffs.size();
  require(m <= kMostStrategies, "number of strategies", m, "at most 12 for all faces");
  require(starts >= 1, "starts", starts, "at least 1");
  std::vector<RestPoint> all;
  for (int s = 0; s < m; ++s)
    all.push_back(analyse(payoffs, Eigen::VectorXd::Unit(m, s)));
  for (unsigned members = 1; members < (1U << static_cast<unsigned>(m)); ++members) {
    std::vector<int> face;
    for (int s = 0; s < m; ++s) {
      if ((members >> static_cast<unsigned>(s) & 1U) != 0)
        face.push_back(s);
    }
    if (face.size() > 1)
      search_face(payoffs, face, starts, all);
  }
  return all;
}

}  // namespace minga::theory
