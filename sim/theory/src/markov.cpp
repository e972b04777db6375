#include "minga/theory/markov.hpp"

#include "minga/theory/require.hpp"

#include <Eigen/LU>

#include <algorithm>
#include <cmath>
#include <string>

namespace minga::theory {
namespace {

/// States that can be reached from `start`, by steps of positive chance.
std::vector<char> reach(const Eigen::MatrixXd& p, int start) {
  std::vector<char> seen(static_cast<std::size_t>(p.rows()), 0);
  std::vector<int> open{start};
  seen[static_cast<std::size_t>(start)] = 1;
  while (!open.empty()) {
    const int i = open.back();
    open.pop_back();
    for (int j = 0; j < p.cols(); ++j) {
      if (p(i, j) > 0.0 && seen[static_cast<std::size_t>(j)] == 0) {
        seen[static_cast<std::size_t>(j)] = 1;
        open.push_back(j);
      }
    }
  }
  return seen;
}

Eigen::MatrixXd part(const Eigen::MatrixXd& p, const std::vector<int>& states) {
  const auto n = static_cast<Eigen::Index>(states.size());
  Eigen::MatrixXd out(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < n; ++j)
      out(i, j) = p(states[static_cast<std::size_t>(i)], states[static_cast<std::size_t>(j)]);
  }
  return out;
}

/// State reduction of an irreducible chain; the diagonal is not used.
Eigen::VectorXd reduce(Eigen::MatrixXd p) {
  const Eigen::Index n = p.rows();
  for (Eigen::Index k = n - 1; k > 0; --k) {
    const double out = p.row(k).head(k).sum();
    p.col(k).head(k) /= out;
    for (Eigen::Index i = 0; i < k; ++i) {
      if (p(i, k) > 0.0)
        p.row(i).head(k) += p(i, k) * p.row(k).head(k);
    }
  }
  Eigen::VectorXd x = Eigen::VectorXd::Zero(n);
  x[0] = 1.0;
  for (Eigen::Index k = 1; k < n; ++k)
    x[k] = x.head(k).dot(p.col(k).head(k));
  return x / x.sum();
}

Eigen::VectorXd spread(const Eigen::VectorXd& inside, const std::vector<int>& states,
                       Eigen::Index n) {
  Eigen::VectorXd x = Eigen::VectorXd::Zero(n);
  for (std::size_t i = 0; i < states.size(); ++i)
    x[states[i]] = inside[static_cast<Eigen::Index>(i)];
  return x;
}

/// Limit of means: stationary distributions of the closed classes, weighted by the chances to end
/// there (Kemeny, Snell 1960, Finite Markov Chains, ch. 3 and 5).
Eigen::VectorXd endless(const Eigen::MatrixXd& p, int start) {
  const Eigen::Index n = p.rows();
  const auto classes = closed_classes(p);
  std::vector<int> class_of(static_cast<std::size_t>(n), -1);
  for (std::size_t c = 0; c < classes.size(); ++c) {
    for (const int s : classes[c])
      class_of[static_cast<std::size_t>(s)] = static_cast<int>(c);
  }
  std::vector<int> passing;
  for (int s = 0; s < n; ++s) {
    if (class_of[static_cast<std::size_t>(s)] < 0)
      passing.push_back(s);
  }
  // expected visits to the states that are passed through, then where they lead
  const auto m = static_cast<Eigen::Index>(passing.size());
  Eigen::VectorXd visits = Eigen::VectorXd::Zero(m);
  const auto at = std::find(passing.begin(), passing.end(), start);
  Eigen::VectorXd ends = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(classes.size()));
  if (at == passing.end()) {
    ends[class_of[static_cast<std::size_t>(start)]] = 1.0;
  } else {
    visits[at - passing.begin()] = 1.0;
    const Eigen::MatrixXd left = (Eigen::MatrixXd::Identity(m, m) - part(p, passing)).transpose();
    visits = left.partialPivLu().solve(visits).eval();
    for (Eigen::Index i = 0; i < m; ++i) {
      for (int s = 0; s < n; ++s) {
        const int c = class_of[static_cast<std::size_t>(s)];
        if (c >= 0)
          ends[c] += visits[i] * p(passing[static_cast<std::size_t>(i)], s);
      }
    }
    ends /= ends.sum();
  }
  Eigen::VectorXd x = Eigen::VectorXd::Zero(n);
  for (std::size_t c = 0; c < classes.size(); ++c) {
    if (ends[static_cast<Eigen::Index>(c)] > 0.0)
      x += ends[static_cast<Eigen::Index>(c)] * spread(reduce(part(p, classes[c])), classes[c], n);
  }
  return x;
}

}  // namespace

Horizon Horizon::rounds(int count) {
  Horizon h{Kind::rounds, count, 1.0};
  check(h);
  return h;
}
Horizon Horizon::discounted(double w) {
  Horizon h{Kind::discounted, 0, w};
  check(h);
  return h;
}
void check(const Horizon& h) {
  if (h.kind == Horizon::Kind::rounds)
    require(h.count >= 1, "rounds", h.count, "at least 1");
  if (h.kind == Horizon::Kind::discounted)
    require(h.discount >= 0.0 && h.discount < 1.0, "discount w", h.discount,
            "at least 0 and below 1; take an endless game for 1");
}

void check_chances(const Eigen::MatrixXd& p) {
  constexpr double kRounding = 1e-9;
  if (p.rows() != p.cols() || p.rows() == 0)
    refuse("matrix of chances", std::to_string(p.rows()) + " by " + std::to_string(p.cols()),
           "square");
  for (Eigen::Index i = 0; i < p.rows(); ++i) {
    require(std::fabs(p.row(i).sum() - 1.0) < kRounding, "sum of a row of chances", p.row(i).sum(),
            "1");
    require(p.row(i).minCoeff() >= 0.0, "chance", p.row(i).minCoeff(), "at least 0");
  }
}

std::vector<std::vector<int>> closed_classes(const Eigen::MatrixXd& p) {
  const auto n = static_cast<std::size_t>(p.rows());
  std::vector<std::vector<int>> classes;
  std::vector<char> done(n, 0);
  const Eigen::MatrixXd reversed = p.transpose();
  for (std::size_t s = 0; s < n; ++s) {
    if (done[s] != 0)
      continue;
    // closed if every state reached leads back; if not, whatever leads here is not closed either
    const auto from = reach(p, static_cast<int>(s));
    const auto to = reach(reversed, static_cast<int>(s));
    std::vector<int> members;
    bool closed = true;
    for (std::size_t j = 0; j < n && closed; ++j) {
      if (from[j] == 0)
        continue;
      members.push_back(static_cast<int>(j));
      closed = to[j] != 0;
    }
    done[s] = 1;
    if (!closed)
      continue;
    for (const int j : members)
      done[static_cast<std::size_t>(j)] = 1;
    classes.push_back(members);
  }
  return classes;
}

Eigen::VectorXd stationary(const Eigen::MatrixXd& p) {
  check_chances(p);
  const auto classes = closed_classes(p);
  require(classes.size() == 1, "number of closed classes", static_cast<double>(classes.size()),
          "1 for a stationary distribution that is the only one");
  return spread(reduce(part(p, classes[0])), classes[0], p.rows());
}

Eigen::VectorXd occupancy(const Eigen::MatrixXd& p, int start, const Horizon& horizon) {
  check_chances(p);
  check(horizon);
  require(start >= 0 && start < p.rows(), "start", start, "a state of the chain");
  if (horizon.kind == Horizon::Kind::endless)
    return endless(p, start);
  Eigen::VectorXd x = Eigen::VectorXd::Zero(p.rows());
  x[start] = 1.0;
  if (horizon.kind == Horizon::Kind::discounted) {
    const double w = horizon.discount;
    const Eigen::MatrixXd left =
        (Eigen::MatrixXd::Identity(p.rows(), p.cols()) - w * p).transpose();
    return (1.0 - w) * left.partialPivLu().solve(x);
  }
  Eigen::VectorXd sum = x;
  for (int t = 1; t < horizon.count; ++t) {
    x = (p.transpose() * x).eval();
    sum += x;
  }
  return sum / horizon.count;
}

}  // namespace minga::theory
