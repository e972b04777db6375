// A run as it looks from outside and behind, period by period, and what it was worth: the same
// measures for a player and for an automatic strategy.
#pragma once

#include "minga/trainer/month.hpp"

#include <array>
#include <optional>
#include <vector>

namespace minga::trainer {

/// One period.
struct Moment {
  bool alive = false;
  bool facilitated = false;
  double trust = 0.0, conduct = 0.0, engagement = 0.0, vision = 0.0, capability = 0.0,
         credibility = 0.0;
  double given = 0.0, due = 0.0;
  double attendance = 0.0, sales = 0.0;
  int members = 0;
  int side_deals = 0;
  double days = 0.0, done_for_them = 0.0;
  double credit = 0.0;  ///< members' gain less cost so far, discounted, currency
};

/// What is known of a firm in the end.
struct Record {
  double given = 0.0, due = 0.0;  ///< when it could come
  int sanctions = 0;
  int wrongful = 0;
  bool expelled = false;
};

/// What a run was worth.
struct Outcome {
  double group = 0.0;         ///< members' gain less cost a founder, to the horizon, currency
  double autonomy = 0.0;      ///< mean share given of what was due in the 24 months after the exit,
                              ///< none where the group has ended, [0,1]
  int alive_months = 0;       ///< of those
  bool stands_alone = false;  ///< alive at their end, and gives as much as counts as functioning
  double days = 0.0;          ///< of the facilitator
  double done_for_them = 0.0;
  double fairness = 1.0;  ///< [0,1]
  int sanctions = 0, wrongful = 0, offenders = 0, missed = 0;
  double withdrawal = 0.0;  ///< [0,1]
  double fading = 0.0;      ///< how far days fell in the half year before the exit, [0,1]
  int exit_month = 0;
};

class Trace {
 public:
  explicit Trace(const core::Scenario& scenario);
  /// After each period that was played.
  void add(const core::Sight& sight, const core::Truth& truth, bool was_alive);
  const std::vector<Moment>& moments() const { return moments_; }
  /// @param exit  first period without the facilitator; nothing: as the run itself had it
  Outcome outcome(std::optional<int> exit = {}) const;
  const std::vector<Record>& firms() const { return firms_; }

 private:
  void judge(Outcome& o) const;
  void withdraw(Outcome& o, int exit) const;

  double standing_;  ///< share given that counts as functioning
  int founders_;
  std::vector<Moment> moments_;
  std::vector<Record> firms_;
};

/// A month of a series: the mean of its two periods, or the last one's.
struct Monthly {
  std::vector<std::optional<double>> trust, conduct, engagement, vision, capability, credibility,
      cooperation, attendance, members, sales, side_deals;
};
Monthly by_month(const std::vector<Moment>& moments, int first_period, int periods);

/// Plays a scenario's own strategy to the horizon.
Trace play_automatic(const core::Scenario& scenario, std::uint64_t seed, std::uint32_t luck);
/// Plays a player's months, and then to the horizon without a facilitator.
/// @param closed  the group is ended after the last of them
Trace play_months(const core::Scenario& scenario, std::uint64_t seed, std::uint32_t luck,
                  const std::vector<Orders>& months, bool closed);

}  // namespace minga::trainer
