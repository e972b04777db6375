// The programme office: calls, selects, founds and serves candidate groups, and what success and
// failure of one do to the others in its place.
#pragma once

#include "world.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace minga::core {

using Worlds = std::vector<std::unique_ptr<World>>;

class ProgrammeOffice {
 public:
  ProgrammeOffice(const Scenario& scenario, const Worlds& worlds);
  /// Draws what candidate groups are like in a replicate, before the first period.
  void draw_candidates(Worlds& worlds, int r);
  /// What the office and the groups without support decide at the start of a period.
  /// @param found  founds a group
  void open_period(Worlds& worlds, int r, int t, const std::function<void(World&)>& found);
  /// Books what the period cost.
  void close_period(Worlds& worlds, int r, int t);

  int calls(int r) const { return calls_(0, r); }
  int answered(int r) const { return answered_(0, r); }
  int served(int r) const { return served_(0, r); }
  int formed(int r) const { return formed_(0, r); }
  double coordination_total(int r) const { return coordination_total_(0, r); }
  double spent(int r) const { return spent_(0, r); }
  int ended(int r) const { return ended_(0, r); }
  double response(int r) const { return response_(0, r); }

 private:
  struct Candidate {
    int association;
    double score;
  };
  bool running(int r, int t) const;
  void move_politics(Worlds& worlds, int r, int t);
  void call(Worlds& worlds, int r, int t, const std::function<void(World&)>& found);
  void form_alone(Worlds& worlds, int r, int t, const std::function<void(World&)>& found);
  void reallocate(Worlds& worlds, int r, int t);
  void replace_facilitators(Worlds& worlds, int r, int t);
  void allot(Worlds& worlds, int r, int t);
  void allot_money(Worlds& worlds, int r, int t);
  void end_support(Worlds& worlds, int r, int t);
  std::vector<Candidate> ranked(const Worlds& worlds, std::vector<int> answered, int r,
                                int t) const;
  double misjudged(const World& w, std::size_t criterion, int r, int t) const;
  double claim_on_money(const World& w, int r) const;
  void look_around(const Worlds& worlds, int r, int t);
  double seen_in(const World& w) const;
  void poison(Worlds& worlds, World& w, int r) const;
  int room(const Worlds& worlds, int r, int t) const;
  int free_facilitator(const Worlds& worlds, int r, int t) const;

  const Scenario& scenario_;
  const Programme& programme_;
  RandomField random_;
  std::vector<int> place_;  ///< [association]
  bool offers_ = false;     ///< some facilitator works; else there is no office to pay for
  int places_ = 0;
  std::vector<double> success_;  ///< [place], of the replicate that is being stepped
  Field<int> calls_, answered_, served_, formed_, ended_, next_call_, swing_until_;
  Field<double> response_, spent_, coordination_total_;
  Field<double> unspent_;      ///< money for co-finance that no group holds, currency
  Field<int> facilitator_;     ///< (association): who serves it, -1
  Field<int> served_since_;    ///< (association)
  Field<int> handover_until_;  ///< (facilitator)
};

}  // namespace minga::core
