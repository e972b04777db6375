// Which firms sit in which association: groups are hyperedges over firms, so that one group, many
// groups, overlapping ones, a territory and networks of firms are the same thing to the engine.
#pragma once

#include "minga/core/random.hpp"
#include "minga/core/scenario.hpp"

#include <cstdint>
#include <vector>

namespace minga::core {

/// Firms have a place in a network or a territory, which makes the associations; otherwise the
/// associations are listed and bring their firms.
bool places_firms(StructureKind kind);
/// Associations come from the ties between firms.
bool is_network(StructureKind kind);

/// How much there is of each in any replicate.
struct Extent {
  int associations = 0;  ///< copies counted
  int firms = 0;         ///< those that may apply later counted
};
Extent extent_of(const Scenario& scenario);

/// The entry of `scenario.association` that an association is made after.
int make_of(const Scenario& scenario, int association);

/// Founding members of an association, at most: what a table of its games has to hold.
int most_founders(const Scenario& scenario, int association);

/// Members that an association of a make has at the start: on the average, where the structure says
/// who sits where.
int usual_members(const Scenario& scenario, int make);
/// Those of them who play a game together: all, or those of one circle of partners or strangers.
int usual_players(const Scenario& scenario, int make);

/// Slots of the association that has most, those of later applicants counted.
int most_slots(const Scenario& scenario);

/// The firms of one association, by number: founders first, then those that may apply later.
struct Seats {
  std::vector<int> firm;
  int founders = 0;
  std::vector<double> distance_km;  ///< of each firm to the meeting place; empty: drawn
};

/// Who sits where in one replicate. Networks and territories are drawn anew in each.
class Layout {
 public:
  Layout(const Scenario& scenario, const RandomField& random, std::uint32_t replicate);
  const Seats& seats(int association) const {
    return seats_[static_cast<std::size_t>(association)];
  }
  /// Associations that a firm may belong to.
  int memberships(int firm) const { return memberships_[static_cast<std::size_t>(firm)]; }

 private:
  std::vector<Seats> seats_;
  std::vector<int> memberships_;
};

/// The layouts of consecutive replicates.
std::vector<Layout> lay_out(const Scenario& scenario, const RandomField& random,
                            std::uint32_t first_replicate, int count);

}  // namespace minga::core
