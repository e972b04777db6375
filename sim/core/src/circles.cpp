// Who plays a period's actions with whom: all members together, or small circles that stay or are
// drawn anew each period.
#include "world.hpp"

#include <algorithm>
#include <utility>

namespace minga::core {
namespace {

/// Deals members into circles in a random order, so that sizes differ by one at most.
void deal(World& w, int r, int t) {
  std::vector<std::pair<double, int>> order;
  for (int f = 0; f < w.derived.firms; ++f) {
    if (w.member(f, r))
      order.emplace_back(w.random.uniform(w.address(f, r, t), Purpose::match), f);
  }
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < order.size(); ++i) {
    w.firms.circle(order[i].second, r) =
        static_cast<int>(i % static_cast<std::size_t>(w.derived.circles));
  }
}

/// A newcomer among partners joins the smallest circle.
void seat_newcomers(World& w, int r) {
  for (int f = 0; f < w.derived.firms; ++f) {
    if (!w.member(f, r) || w.firms.circle(f, r) >= 0)
      continue;
    int smallest = 0;
    for (int c = 1; c < w.derived.circles; ++c) {
      if (w.groups.circle_size(c, r) < w.groups.circle_size(smallest, r))
        smallest = c;
    }
    w.firms.circle(f, r) = smallest;
    ++w.groups.circle_size(smallest, r);
  }
}

}  // namespace

void form_circles(World& w, int r, int t) {
  const StructureKind kind = w.scenario.structure.kind;
  if (kind == StructureKind::strangers || (kind == StructureKind::partners && t == 0))
    deal(w, r, t);
  for (int c = 0; c < w.derived.circles; ++c)
    w.groups.circle_size(c, r) = 0;
  for (int f = 0; f < w.derived.firms; ++f) {
    w.firms.seated(f, r) = w.member(f, r);
    if (w.member(f, r) && w.firms.circle(f, r) >= 0)
      ++w.groups.circle_size(w.firms.circle(f, r), r);
  }
  seat_newcomers(w, r);
}

}  // namespace minga::core
