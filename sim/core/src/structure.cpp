// Who sits in which association: numbers firms and deals out seats.
#include "minga/core/structure.hpp"

#include "networks.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace minga::core {
namespace {

int founders_of(const Scenario& s, const Association& make) {
  return make.firms > 0 ? make.firms : s.population.firms;
}

std::vector<int> range(int first, int count) {
  std::vector<int> out(static_cast<std::size_t>(count));
  std::iota(out.begin(), out.end(), first);
  return out;
}

/// Founders of an association that another one brought.
int shared_founders(const Scenario& s, int association) {
  if (association == 0)
    return 0;
  const auto founders = [&](int a) {
    return founders_of(s, s.association[static_cast<std::size_t>(make_of(s, a))]);
  };
  if (s.structure.kind == StructureKind::star)
    return s.structure.hubs;
  if (s.structure.kind != StructureKind::overlapping)
    return 0;
  const int most = std::min(founders(association), founders(association - 1));
  return static_cast<int>(std::lround(s.structure.overlap * most));
}

/// Associations that are listed bring their firms, numbered association by association.
std::vector<Seats> listed_seats(const Scenario& s) {
  std::vector<Seats> all;
  int next = 0;
  const int count = extent_of(s).associations;
  for (int a = 0; a < count; ++a) {
    const Association& make = s.association[static_cast<std::size_t>(make_of(s, a))];
    Seats seats;
    seats.founders = founders_of(s, make);
    const int shared = shared_founders(s, a);
    if (shared > 0) {
      // the hubs come first in the first association; neighbours share the end of the one before
      const Seats& from = s.structure.kind == StructureKind::star ? all.front() : all.back();
      const auto first = s.structure.kind == StructureKind::star
                             ? from.firm.begin()
                             : from.firm.begin() + (from.founders - shared);
      seats.firm.assign(first, first + shared);
    }
    const std::vector<int> own = range(next, seats.founders - shared + s.population.entrants);
    next += static_cast<int>(own.size());
    seats.firm.insert(seats.firm.end(), own.begin(), own.end());
    all.push_back(std::move(seats));
  }
  return all;
}

/// Each firm goes to the nearest meeting place. Firms lie anywhere in a square; meeting places on a
/// grid over it.
std::vector<Seats> territory(const Scenario& s, const RandomField& random,
                             std::uint32_t replicate) {
  const int count = extent_of(s).associations;
  const int columns = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(count))));
  const int rows = (count + columns - 1) / columns;
  const double side = s.structure.side_km;
  std::vector<Seats> all(static_cast<std::size_t>(count));
  for (int f = 0; f < s.population.firms; ++f) {
    AddressedBits bits(random, {replicate, static_cast<std::uint32_t>(f), 0}, Purpose::setup_place);
    const double x = side * RandomField::to_unit(bits());
    const double y = side * RandomField::to_unit(bits());
    int nearest = 0;
    double least = 0.0;
    for (int a = 0; a < count; ++a) {
      const int row = a / columns;
      const int in_row = row + 1 < rows ? columns : count - row * columns;
      const double dx = x - side * (a % columns + 0.5) / in_row;
      const double dy = y - side * (row + 0.5) / rows;
      const double square = dx * dx + dy * dy;
      if (a == 0 || square < least) {
        nearest = a;
        least = square;
      }
    }
    Seats& seats = all[static_cast<std::size_t>(nearest)];
    seats.firm.push_back(f);
    seats.distance_km.push_back(std::sqrt(least));
    ++seats.founders;
  }
  return all;
}

std::vector<Seats> network_seats(const Scenario& s, const RandomField& random,
                                 std::uint32_t replicate) {
  std::vector<Seats> all;
  for (std::vector<int>& group : hyperedges_of(s, random, replicate)) {
    Seats seats;
    seats.founders = static_cast<int>(group.size());
    seats.firm = std::move(group);
    all.push_back(std::move(seats));
  }
  return all;
}

}  // namespace

bool is_network(StructureKind kind) {
  switch (kind) {
    case StructureKind::lattice:
    case StructureKind::small_world:
    case StructureKind::scale_free:
    case StructureKind::edge_list:
    case StructureKind::hyperedges:
      return true;
    default:
      return false;
  }
}

bool places_firms(StructureKind kind) {
  return is_network(kind) || kind == StructureKind::territory;
}

Extent extent_of(const Scenario& s) {
  const StructureKind kind = s.structure.kind;
  if (is_network(kind))
    return {hyperedges_in(s), s.population.firms};
  Extent out;
  for (const Association& make : s.association)
    out.associations += make.copies;
  if (kind == StructureKind::territory) {
    out.firms = s.population.firms;
    return out;
  }
  for (int a = 0; a < out.associations; ++a) {
    const Association& make = s.association[static_cast<std::size_t>(make_of(s, a))];
    out.firms += founders_of(s, make) - shared_founders(s, a) + s.population.entrants;
  }
  return out;
}

int make_of(const Scenario& s, int association) {
  if (is_network(s.structure.kind))
    return 0;
  for (std::size_t m = 0; m < s.association.size(); ++m) {
    association -= s.association[m].copies;
    if (association < 0)
      return static_cast<int>(m);
  }
  throw std::out_of_range("there is no such association");
}

int most_founders(const Scenario& s, int association) {
  if (is_network(s.structure.kind))
    return largest_hyperedge(s);
  if (s.structure.kind == StructureKind::territory)
    return s.population.firms;
  return founders_of(s, s.association[static_cast<std::size_t>(make_of(s, association))]);
}

int usual_members(const Scenario& s, int make) {
  const Structure& x = s.structure;
  const auto mean = [](double firms, int groups) {
    return std::max(2, static_cast<int>(std::lround(firms / std::max(1, groups))));
  };
  if (x.kind == StructureKind::territory)
    return mean(s.population.firms, extent_of(s).associations);
  if (!is_network(x.kind))
    return founders_of(s, s.association[static_cast<std::size_t>(make)]);
  if (x.kind == StructureKind::hyperedges) {
    double seats = 0.0;
    for (const std::vector<int>& group : x.groups)
      seats += static_cast<double>(group.size());
    return mean(seats, static_cast<int>(x.groups.size()));
  }
  if (x.groups_from == GroupsFrom::edges)
    return 2;
  // each firm and its neighbours: every tie seats two
  return mean(s.population.firms + 2.0 * ties_in(s), s.population.firms);
}

int usual_players(const Scenario& s, int make) {
  const int members = usual_members(s, make);
  const StructureKind kind = s.structure.kind;
  if (kind != StructureKind::partners && kind != StructureKind::strangers)
    return members;
  const int circles = std::max(1, members / s.structure.group_size);
  return (members + circles - 1) / circles;
}

int most_slots(const Scenario& s) {
  if (places_firms(s.structure.kind))
    return most_founders(s, 0);
  int most = 0;
  for (const Association& make : s.association)
    most = std::max(most, founders_of(s, make));
  return most + s.population.entrants;
}

Layout::Layout(const Scenario& s, const RandomField& random, std::uint32_t replicate) {
  const StructureKind kind = s.structure.kind;
  seats_ = kind == StructureKind::territory ? territory(s, random, replicate)
           : is_network(kind)               ? network_seats(s, random, replicate)
                                            : listed_seats(s);
  memberships_.assign(static_cast<std::size_t>(extent_of(s).firms), 0);
  for (const Seats& seats : seats_) {
    for (const int firm : seats.firm)
      ++memberships_.at(static_cast<std::size_t>(firm));
  }
}

std::vector<Layout> lay_out(const Scenario& s, const RandomField& random, std::uint32_t first,
                            int count) {
  std::vector<Layout> layouts;
  for (int r = 0; r < count; ++r)
    layouts.emplace_back(s, random, first + static_cast<std::uint32_t>(r));
  return layouts;
}

}  // namespace minga::core
