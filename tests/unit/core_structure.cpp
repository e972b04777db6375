// Who sits where: every firm of every structure, counted.
#include "minga/core/structure.hpp"
#include "networks.hpp"
#include "support/catch.hpp"
#include "support/core_fixture.hpp"

#include <algorithm>
#include <map>
#include <set>

using namespace minga::test;
using namespace minga::core;

namespace {

Layout layout_of(const Scenario& s, std::uint32_t replicate = 0) {
  return {s, RandomField(17, 0), replicate};
}

std::vector<int> firms_in(const Layout& layout, int association) {
  return layout.seats(association).firm;
}

Scenario network(StructureKind kind, int firms) {
  Scenario s = laboratory(firms, 5);
  s.structure.kind = kind;
  return s;
}

std::vector<int> degrees(const Ties& ties, int firms) {
  std::vector<int> degree(static_cast<std::size_t>(firms), 0);
  for (const auto& [i, j] : ties) {
    ++degree[static_cast<std::size_t>(i)];
    ++degree[static_cast<std::size_t>(j)];
  }
  return degree;
}

}  // namespace

TEST_CASE("copies and makes of associations bring firms of their own") {
  Scenario s = laboratory(4, 5);
  s.population.entrants = 1;
  s.association[0].copies = 2;
  s.association.push_back(s.association[0]);
  s.association[1].copies = 1;
  s.association[1].firms = 3;
  REQUIRE(extent_of(s).associations == 3);
  REQUIRE(extent_of(s).firms == 5 + 5 + 4);
  CHECK(make_of(s, 1) == 0);
  CHECK(make_of(s, 2) == 1);
  CHECK_THROWS_AS(make_of(s, 3), std::out_of_range);
  const Layout layout = layout_of(s);
  CHECK(firms_in(layout, 0) == std::vector<int>{0, 1, 2, 3, 4});
  CHECK(firms_in(layout, 1) == std::vector<int>{5, 6, 7, 8, 9});
  CHECK(firms_in(layout, 2) == std::vector<int>{10, 11, 12, 13});
  CHECK(layout.seats(2).founders == 3);
}

TEST_CASE("overlapping associations share founders with the one before") {
  Scenario s = laboratory(4, 5);
  s.association[0].copies = 3;
  s.structure.kind = StructureKind::overlapping;
  s.structure.overlap = 0.5;
  const Layout layout = layout_of(s);
  CHECK(firms_in(layout, 0) == std::vector<int>{0, 1, 2, 3});
  CHECK(firms_in(layout, 1) == std::vector<int>{2, 3, 4, 5});
  CHECK(firms_in(layout, 2) == std::vector<int>{4, 5, 6, 7});
  CHECK(extent_of(s).firms == 8);
  CHECK(layout.memberships(2) == 2);
  CHECK(layout.memberships(0) == 1);
}

TEST_CASE("in a star the hubs sit everywhere and the others once") {
  Scenario s = laboratory(4, 5);
  s.association[0].copies = 3;
  s.structure.kind = StructureKind::star;
  s.structure.hubs = 2;
  const Layout layout = layout_of(s);
  CHECK(firms_in(layout, 0) == std::vector<int>{0, 1, 2, 3});
  CHECK(firms_in(layout, 1) == std::vector<int>{0, 1, 4, 5});
  CHECK(firms_in(layout, 2) == std::vector<int>{0, 1, 6, 7});
  CHECK(layout.memberships(1) == 3);
  CHECK(layout.memberships(7) == 1);
}

TEST_CASE("in a territory each firm goes to the nearest of the meeting places") {
  Scenario s = network(StructureKind::territory, 60);
  s.association[0].copies = 4;  // a grid of two by two
  s.structure.side_km = 10.0;
  const Layout layout = layout_of(s);
  std::set<int> seen;
  for (int a = 0; a < 4; ++a) {
    const Seats& seats = layout.seats(a);
    REQUIRE(seats.firm.size() == seats.distance_km.size());
    CHECK(seats.firm.size() > 3);
    seen.insert(seats.firm.begin(), seats.firm.end());
    // nobody in a cell of 5 km is further from its middle than its corner
    for (const double km : seats.distance_km)
      CHECK((km >= 0.0 && km <= 2.5 * std::sqrt(2.0)));
  }
  CHECK(seen.size() == 60);
  CHECK(firms_in(layout_of(s, 0), 0) == firms_in(layout_of(s, 0), 0));
  CHECK(firms_in(layout_of(s, 0), 0) != firms_in(layout_of(s, 1), 0));
}

TEST_CASE("on a lattice each firm has four neighbours and sits in five associations") {
  const Scenario s = network(StructureKind::lattice, 9);
  REQUIRE(extent_of(s).associations == 9);
  const Layout layout = layout_of(s);
  for (int f = 0; f < 9; ++f) {
    std::vector<int> firms = firms_in(layout, f);
    CHECK(firms.front() == f);
    std::sort(firms.begin(), firms.end());
    CHECK(std::set<int>(firms.begin(), firms.end()).size() == 5);
    CHECK(layout.memberships(f) == 5);
  }
  std::vector<int> middle = firms_in(layout, 4);
  std::sort(middle.begin(), middle.end());
  CHECK(middle == std::vector<int>{1, 3, 4, 5, 7});
}

TEST_CASE("a small world keeps its number of ties, and is a ring where nothing is rewired") {
  const RandomField random(5, 0);
  AddressedBits bits(random, {0, kGroupUnit, 0}, Purpose::setup_network);
  const auto ring = small_world(20, 4, 0.0, bits);
  CHECK(degrees(ring, 20) == std::vector<int>(20, 4));
  const auto wired = small_world(20, 4, 1.0, bits);
  CHECK(wired.size() == 40);
  CHECK(wired != ring);
  std::set<std::pair<int, int>> different;
  for (const auto& [i, j] : wired) {
    CHECK(i != j);
    different.insert({std::min(i, j), std::max(i, j)});
  }
  CHECK(different.size() == 40);
}

TEST_CASE("in a scale-free network new firms bring their ties and few firms have many") {
  const RandomField random(5, 0);
  AddressedBits bits(random, {0, kGroupUnit, 0}, Purpose::setup_network);
  const auto ties = scale_free(400, 2, bits);
  CHECK(ties.size() == 3 + 397 * 2);
  std::vector<int> degree = degrees(ties, 400);
  CHECK(*std::min_element(degree.begin(), degree.end()) == 2);
  // the largest of 400 in a random graph of this density hardly passes 12
  CHECK(*std::max_element(degree.begin(), degree.end()) > 20);
  Scenario s = network(StructureKind::scale_free, 400);
  s.structure.neighbours = 2;
  s.structure.groups_from = GroupsFrom::edges;
  CHECK(extent_of(s).associations == static_cast<int>(ties.size()));
}

TEST_CASE("listed ties and groups are taken as they are") {
  Scenario s = network(StructureKind::edge_list, 4);
  s.structure.edges = {{0, 1}, {1, 2}};
  CHECK(extent_of(s).associations == 4);
  CHECK(firms_in(layout_of(s), 1) == std::vector<int>{1, 0, 2});
  CHECK(most_founders(s, 0) == 3);
  s.structure.groups_from = GroupsFrom::edges;
  CHECK(extent_of(s).associations == 2);
  CHECK(firms_in(layout_of(s), 1) == std::vector<int>{1, 2});
  s.structure.kind = StructureKind::hyperedges;
  s.structure.groups = {{0, 1, 2}, {2, 3}};
  CHECK(extent_of(s).associations == 2);
  CHECK(firms_in(layout_of(s), 0) == std::vector<int>{0, 1, 2});
  CHECK(most_founders(s, 0) == 3);
}
