// All associations in a block of replicates, and what passes between them: firms that sit in
// several, and what their members tell each other.
#pragma once

#include "programme.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace minga::core {

class Society {
 public:
  Society(const Scenario& scenario, const BlockRequest& request);
  /// One period of one replicate, every association in turn.
  void step(int r, int t);

  int associations() const { return static_cast<int>(worlds_.size()); }
  World& world(int association) { return *worlds_[static_cast<std::size_t>(association)]; }
  /// The programme office, where there is one.
  const ProgrammeOffice* office() const { return office_ ? &*office_ : nullptr; }
  const World& world(int association) const {
    return *worlds_[static_cast<std::size_t>(association)];
  }
  /// Firms of the scenario, by number from 0.
  int firms() const { return firms_; }
  /// Members that two associations have in common tell each what the other knows of the rest of
  /// them.
  void spread_word(int r);

 private:
  /// A firm's seat in an association.
  struct Seat {
    int association;
    int slot;
  };
  /// Seats of a firm that has several.
  using Memberships = std::vector<Seat>;
  /// Two associations with at least two firms in common: the slots of each such firm in both.
  struct Link {
    int first;
    int second;
    std::vector<std::pair<int, int>> slots;
  };

  void find_links();
  void count_memberships(int r);
  bool sits(const Seat& seat, int r) const;

  Worlds worlds_;
  std::vector<Layout> layouts_;  ///< [replicate]
  std::optional<ProgrammeOffice> office_;
  int firms_;
  double gossip_;
  std::vector<std::vector<Memberships>> several_;  ///< [replicate][firm with several seats]
  std::vector<std::vector<Link>> links_;           ///< [replicate]
};

}  // namespace minga::core
