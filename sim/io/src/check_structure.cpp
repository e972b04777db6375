#include "check_structure.hpp"

#include "minga/core/structure.hpp"
#include "minga/io/count.hpp"
#include "minga/io/ties.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace minga::io {
namespace {

using Shape = core::StructureKind;

/// Firms of a territory, or of a network in which one may come to know all: tables of games grow
/// with the square of a group.
constexpr int kMostInOneGroup = 500;
/// Slots of an association: tables of its games grow with their square.
constexpr int kMostSlots = 2000;
/// Places for firms in all associations of a replicate, some kilobytes each.
constexpr std::int64_t kMostSeats = 2'000'000;

int founders_of(const core::Scenario& s, const core::Association& a) {
  return a.firms > 0 ? a.firms : s.population.firms;
}

}  // namespace

void StructureChecker::operator()() {
  circles();
  shared_firms();
  placed_firms();
  unread_lists();
  if (core::is_network(s_.structure.kind))
    network();
  if (s_.programme.enabled && s_.structure.kind != Shape::group) {
    check_.fault("structure.kind", std::string(core::name_of(s_.structure.kind)),
                 "candidate groups of a programme have their own firms", "group");
  }
}

/// Who sits where, given to a structure that makes it otherwise.
void StructureChecker::unread_lists() {
  const core::Structure& s = s_.structure;
  const std::string made = fmt::format("a {} is made without it", core::name_of(s.kind));
  if (!s.edges.empty() && s.kind != Shape::edge_list) {
    check_.fault("structure.edges", static_cast<int>(s.edges.size()), made,
                 "kind = edge-list, or leave this out");
  }
  if (!s.groups.empty() && s.kind != Shape::hyperedges) {
    check_.fault("structure.groups", static_cast<int>(s.groups.size()), made,
                 "kind = hyperedges, or leave this out");
  }
}

/// Circles need members enough.
void StructureChecker::circles() {
  if (s_.structure.kind != Shape::partners && s_.structure.kind != Shape::strangers)
    return;
  for (const core::Association& a : s_.association) {
    const int firms = founders_of(s_, a);
    if (firms % s_.structure.group_size != 0) {
      check_.fault("structure.group_size", s_.structure.group_size,
                   fmt::format("{} firms cannot be divided by it", firms),
                   "a divisor of population.firms");
    }
  }
}

void StructureChecker::shared_firms() {
  int associations = 0;
  int fewest = kMostSlots;
  for (const core::Association& a : s_.association) {
    associations += a.copies;
    fewest = std::min(fewest, founders_of(s_, a));
    if (!core::places_firms(s_.structure.kind) &&
        founders_of(s_, a) + s_.population.entrants > kMostSlots) {
      check_.fault("population.firms", founders_of(s_, a), "an association cannot have so many",
                   fmt::format("at most {}, later applicants counted", kMostSlots));
    }
  }
  const bool shares = s_.structure.kind == Shape::overlapping || s_.structure.kind == Shape::star;
  if (shares && associations < 2) {
    check_.fault("structure.kind", std::string(core::name_of(s_.structure.kind)),
                 "there is one association only, so no firm can sit in several",
                 "several [[association]], or copies = 2 and more");
  }
  if (s_.structure.kind == Shape::star && s_.structure.hubs >= fewest) {
    check_.fault("structure.hubs", s_.structure.hubs,
                 "an association would have no firms of its own",
                 fmt::format("at most {}", fewest - 1));
  }
}

void StructureChecker::placed_firms() {
  if (!core::places_firms(s_.structure.kind))
    return;
  const std::string kind(core::name_of(s_.structure.kind));
  if (s_.population.entrants > 0) {
    check_.fault("population.entrants", s_.population.entrants,
                 fmt::format("in a {} every firm has its place from the start", kind), "0");
  }
  for (std::size_t i = 0; i < s_.association.size(); ++i) {
    if (s_.association[i].firms > 0) {
      check_.fault(fmt::format("association[{}].firms", i), s_.association[i].firms,
                   fmt::format("in a {} the firms' places say who sits where", kind),
                   "population.firms, and leave this out");
    }
  }
  int associations = 0;
  for (const core::Association& a : s_.association)
    associations += a.copies;
  if (s_.structure.kind == Shape::territory && s_.population.firms < 2 * associations) {
    check_.fault("population.firms", s_.population.firms,
                 fmt::format("divided among {} associations, so that one would have a single firm "
                             "or none",
                             associations),
                 fmt::format("at least {}", 2 * associations));
  }
  const bool unbounded =
      s_.structure.kind == Shape::territory ||
      ((s_.structure.kind == Shape::small_world || s_.structure.kind == Shape::scale_free) &&
       s_.structure.groups_from == core::GroupsFrom::neighbourhoods);
  if (unbounded && s_.population.firms > kMostInOneGroup) {
    check_.fault("population.firms", s_.population.firms,
                 fmt::format("in a {} one association may come to have all firms", kind),
                 fmt::format("at most {}", kMostInOneGroup));
  }
}

void StructureChecker::network() {
  const core::Structure& s = s_.structure;
  const int firms = s_.population.firms;
  const std::string kind(core::name_of(s.kind));
  if (s_.association.size() > 1 || s_.association.front().copies > 1) {
    check_.fault("structure.kind", kind, "the network makes the associations, all after one",
                 "one [[association]] with copies = 1");
  }
  if (s.kind == Shape::lattice) {
    const int side = static_cast<int>(std::lround(std::sqrt(static_cast<double>(firms))));
    if (side < 3 || side * side != firms) {
      check_.fault("population.firms", firms, "is not the square of a side of 3 or more",
                   fmt::format("for example {}", std::max(3, side) * std::max(3, side)));
    }
  }
  const bool even = s.neighbours % 2 == 0;
  if (s.kind == Shape::small_world && (!even || s.neighbours >= firms)) {
    check_.fault("structure.neighbours", s.neighbours, "no ring has them",
                 fmt::format("an even number below {}", firms));
  }
  if (s.kind == Shape::scale_free && s.neighbours + 1 >= firms) {
    check_.fault("structure.neighbours", s.neighbours, "there are not enough firms",
                 fmt::format("at most {}", firms - 2));
  }
  if (s.kind == Shape::edge_list && lists("structure.edges", s.edges))
    untied();
  if (s.kind == Shape::hyperedges)
    lists("structure.groups", s.groups);
}

/// What one replicate holds in memory, and the size of a table of games.
void StructureChecker::size() {
  const int largest = core::most_slots(s_);
  if (largest > kMostSlots) {
    check_.fault("structure.kind", std::string(core::name_of(s_.structure.kind)),
                 fmt::format("an association would have {} firms", largest),
                 fmt::format("at most {}, later applicants counted", kMostSlots));
    return;
  }
  const auto seats = static_cast<std::int64_t>(core::extent_of(s_).associations) * largest;
  if (seats > kMostSeats) {
    check_.fault("structure.kind", std::string(core::name_of(s_.structure.kind)),
                 fmt::format("all associations would have {} places for firms", seats),
                 fmt::format("at most {}", kMostSeats));
  }
}

/// A firm that no tie names would be an association of its own, in which nothing can be done.
void StructureChecker::untied() {
  const core::Structure& s = s_.structure;
  if (s.groups_from == core::GroupsFrom::edges)
    return;
  std::vector<bool> tied(static_cast<std::size_t>(s_.population.firms), false);
  for (const std::vector<int>& edge : s.edges) {
    for (const int firm : edge)
      tied.at(static_cast<std::size_t>(firm)) = true;
  }
  std::vector<int> alone;
  for (int firm = 0; firm < s_.population.firms; ++firm) {
    if (!tied[static_cast<std::size_t>(firm)])
      alone.push_back(firm);
  }
  if (alone.empty())
    return;
  const std::size_t told = std::min(alone.size(), kMostTiesFaults);
  const std::string firms = fmt::format(
      "{}{}", fmt::join(alone.begin(), alone.begin() + static_cast<std::ptrdiff_t>(told), ", "),
      told < alone.size() ? ", ..." : "");
  check_.fault_of_ties(
      "structure.edges", firms,
      fmt::format("{} without a tie, each an association of a single firm",
                  counted(alone.size(), "firm")),
      "a tie for each firm, population.firms without them, or groups_from = edges");
}

/// Every firm exists and none is twice in a list. @return whether that is so
bool StructureChecker::lists(const char* key, const std::vector<std::vector<int>>& lists) {
  if (lists.empty()) {
    check_.fault(key, 0, "there are none", "a list of lists of firms, or structure.file");
    return false;
  }
  std::set<std::vector<int>> seen;
  std::size_t found = 0;
  for (std::size_t i = 0; i < lists.size() && found < kMostTiesFaults; ++i) {
    const std::vector<int>& firms = lists[i];
    const auto fault = [&](std::size_t firm, const char* message, std::string accepted) {
      ++found;
      check_.fault_of_tie(key, firms, i, firm, message, std::move(accepted));
    };
    std::vector<int> sorted = firms;
    std::sort(sorted.begin(), sorted.end());
    std::set<int> before;
    const auto twice = std::find_if(firms.begin(), firms.end(),
                                    [&before](int f) { return !before.insert(f).second; });
    const auto last = std::max_element(firms.begin(), firms.end());
    if (firms.size() < 2) {
      fault(0, "one firm is no group", "two or more");
    } else if (*last >= s_.population.firms) {
      fault(static_cast<std::size_t>(last - firms.begin()), "there is no such firm",
            fmt::format("0 to {}", s_.population.firms - 1));
    } else if (twice != firms.end()) {
      fault(static_cast<std::size_t>(twice - firms.begin()), "a firm is in it twice",
            "different firms");
    } else if (s_.structure.kind == Shape::edge_list && !seen.insert(sorted).second) {
      fault(0, "this tie is there already", "each tie once");
    }
  }
  return found == 0;
}

}  // namespace minga::io
