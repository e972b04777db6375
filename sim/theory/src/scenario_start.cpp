// Who is there at the start, and who can meet whom.
#include "minga/theory/graph_makers.hpp"
#include "minga/theory/study.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace minga::theory {
namespace {

/// A value for each strategy, 0 where none is named.
std::vector<double> by_name(const PopulationSpec::Named& given,
                            const std::vector<std::string>& names) {
  std::vector<double> out(names.size(), 0.0);
  for (const auto& [name, value] : given) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end())
      out[static_cast<std::size_t>(found - names.begin())] = value;
  }
  return out;
}

}  // namespace

std::vector<double> start_shares(const Scenario& s, const std::vector<std::string>& names) {
  const PopulationSpec& p = s.population;
  if (!p.shares.empty())
    return by_name(p.shares, names);
  if (p.counts.empty())
    return std::vector<double>(names.size(), 1.0 / static_cast<double>(names.size()));
  std::vector<double> out = by_name(p.counts, names);
  for (double& x : out)
    x /= p.size;
  return out;
}

std::vector<int> start_counts(const Scenario& s, const std::vector<std::string>& names) {
  const std::vector<double> shares = start_shares(s, names);
  // Largest remainders, so that they sum to the population.
  std::vector<int> counts(shares.size());
  std::vector<std::size_t> order(shares.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> rest(shares.size());
  int placed = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double exact = shares[i] * s.population.size;
    counts[i] = static_cast<int>(std::floor(exact + 1e-9));  // 0.3 * 10 is 3
    rest[i] = exact - counts[i];
    placed += counts[i];
  }
  std::stable_sort(order.begin(), order.end(),
                   [&rest](std::size_t a, std::size_t b) { return rest[a] > rest[b]; });
  for (std::size_t k = 0; placed < s.population.size && !order.empty(); ++k, ++placed)
    ++counts[order[k % order.size()]];
  return counts;
}

Graph graph_of(const MeetingSpec& m, int nodes, const core::RandomField& random,
               std::uint32_t replicate) {
  switch (m.kind) {
    case MeetingKind::lattice:
      return graph_of(Lattice{m.rows, m.columns, m.neighbourhood, m.border});
    case MeetingKind::ring:
      return ring_graph(nodes, m.degree);
    case MeetingKind::star:
      return star_graph(nodes);
    case MeetingKind::random_regular:
      return random_regular_graph(nodes, m.degree, random, replicate);
    case MeetingKind::small_world:
      return small_world_graph(nodes, m.degree, m.rewiring, random, replicate);
    case MeetingKind::scale_free:
      return barabasi_albert_graph(nodes, m.ties, random, replicate);
    case MeetingKind::well_mixed:
    case MeetingKind::complete:
      break;
  }
  return complete_graph(nodes);
}

}  // namespace minga::theory
