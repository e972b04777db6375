// One run, period by period, with a facilitator who decides outside of the model: a person at the
// trainer, or a program. Whoever decides gets a `Sight`, which holds what can be seen and nothing
// else; what is behind it is a type of its own, for looking back (docs/model/odd.md, 7.30).
#pragma once

#include "minga/core/names.hpp"
#include "minga/core/record.hpp"
#include "minga/core/scenario.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace minga::core {

/// Work aimed at one firm: a visit or a diagnosis.
struct Errand {
  int firm = 0;  ///< slot
  Activity activity = Activity::visit;
  double days = 0.0;
};

/// What a facilitator recommends about a member: to sanction what it is seen to do, to let it pass,
/// or to vote on excluding it.
enum class Advice : std::uint8_t { enforce, waive, expel };

struct Recommendation {
  int firm = 0;  ///< slot
  Advice advice = Advice::enforce;
};

/// When an action may be under way: in its phase, not yet, or at once, whatever the phase.
enum class Launch : std::uint8_t { by_phase, held, launched };

/// What a facilitator does in one period. As it reaches a decider it holds what the scenario's own
/// strategy would do; it may be changed or left.
struct Decision {
  bool there = false;                      ///< with the group in this period
  std::array<double, kActivities> days{};  ///< by activity, not aimed at a firm
  std::vector<Errand> errands{};           ///< aimed work, on top of `days`
  std::vector<Recommendation> advice{};
  std::vector<Launch> launch{};  ///< by action of the scenario; empty: by phase
  bool next_phase = true;        ///< the group may enter the phase that it is ready for
  bool close = false;            ///< the group is ended in this period
};

/// What a visit or a diagnosis showed.
struct Finding {
  int firm = 0;  ///< slot
  Activity activity = Activity::diagnose;
  bool aimed = false;  ///< at this firm; else it was met by chance
  int signal = 0;  ///< profile that it looks like; right with the chance `accuracy`, else random
  double accuracy = 0.0;
  bool asked = false;  ///< it missed the last meeting, and said why:
  bool could = false;  ///< it could have come
};

/// A firm as everybody sees it. Shares and counts are of the last period.
struct SeenFirm {
  FirmStatus status = FirmStatus::candidate;
  bool leader = false;
  int joined = 0;              ///< period
  double size = 1.0;           ///< relative, mean 1
  double distance = 0.0;       ///< km
  double income_weight = 0.0;  ///< of the activity in its income, [0,1]
  double product = 0.0;        ///< coordinate, [0,1]
  bool seated = false;         ///< member when the period began
  bool present = false;        ///< at the meeting
  bool excused = false;        ///< absent with an excuse that was accepted
  bool payment_due = false;    ///< into the fund
  bool paid = false;
  int offences = 0;               ///< not yet forgiven
  int absences = 0;               ///< unexcused, in a row
  std::vector<std::int8_t> acts;  ///< by action of the scenario: -1 nothing to see, 0 looked like
                                  ///< contributing, 1 was seen not to
};

/// A collective action as everybody sees it in the last period.
struct SeenAction {
  bool active = false;
  double due = 0.0;
  double apparent = 0.0;  ///< what looked like contributions
  double help = 0.0;      ///< contributions' worth of work that the facilitator did
};

/// A condition of the next phase.
struct Condition {
  enum class Kind : std::uint8_t { months, attendance, pilot, regulation, plan, routine };
  Kind kind = Kind::months;
  double value = 0.0;
  double needed = 1.0;
  bool met = false;
};

/// What a facilitator can see of an association before a period: today's books, and what happened
/// in the last one. Nothing here depends on what is hidden otherwise than through what was seen.
struct Sight {
  int association = 0;
  int period = 0;      ///< the one about to begin
  double month = 0.0;  ///< since founding, at its start
  GroupState state = GroupState::alive;
  Cause cause = Cause::none;
  int phase = 1;
  int members = 0;
  bool funded = false;  ///< outside money is there
  bool facilitated = false;
  bool regulated = false;
  bool manager = false;
  bool formal = false;
  double fund = 0.0;
  double draft = 0.0;  ///< of the regulation, [0,1]
  double plan = 0.0;   ///< share of the planning that a plan needs, [0,1]
  bool met = false;    ///< the meeting was valid
  int present = 0;
  double sales = 0.0;  ///< joint yields of the last period, currency
  std::array<double, kIndicators> indicator{};
  std::array<int, 5> milestones{-1, -1, -1, -1, -1};  ///< period of regulation, pilot, plan,
                                                      ///< routine, manager
  std::vector<Condition> conditions{};                ///< of the next phase; empty in the last
  std::vector<SeenAction> actions{};
  std::vector<SeenFirm> firms{};
  std::vector<Event> events{};  ///< of the last period; wrongful sanctions look like others
  std::vector<Finding> findings{};
};

/// What is behind it, of the last period. Never for a decider.
struct FirmTruth {
  int profile = 0;
  double stealth = 0.0;
  bool available = false;
  double given = 0.0;  ///< contributions, over the scenario's actions under way
  double due = 0.0;
  int offers = 0;  ///< temptations
  int side_deals = 0;
  double trust = 0.0;    ///< in its intentions, the others'
  double conduct = 0.0;  ///< expected of it by the others
  double engagement = 0.0;
  double payoff = 0.0;  ///< currency
};

struct Truth {
  double trust = 0.0, conduct = 0.0, engagement = 0.0, vision = 0.0, capability = 0.0,
         credibility = 0.0;
  double given = 0.0, due = 0.0;
  int side_deals = 0;
  int wrongful = 0;                          ///< sanctions on who had given, so far
  double member_gain = 0.0;                  ///< gain less cost of all firms so far, discounted
  double days = 0.0;                         ///< of facilitator, so far
  std::array<double, kActivities> worked{};  ///< days of the last period
  double conduct_smooth = 0.0;
  bool stood_alone = false;
  std::vector<FirmTruth> firms{};
  std::vector<Event> events{};  ///< of the last period, all
};

/// Called once a period for each association that is alive.
using Decider = std::function<void(const Sight&, Decision&)>;

class Play {
 public:
  struct Request {
    std::uint64_t seed = 0;
    std::uint32_t stream = 0;
    std::uint32_t replicate = 0;
    /// Other than 0: the same firms, with other chance in all periods.
    std::uint32_t luck = 0;
  };

  /// Copies the scenario.
  /// @throws std::invalid_argument as simulate()
  Play(const Scenario& scenario, const Request& request);
  ~Play();
  Play(Play&&) noexcept;
  Play& operator=(Play&&) noexcept;

  int period() const;  ///< the next one
  bool over() const;   ///< no period is left
  /// Plays a period. Without a decider, or with one that changes nothing, it is that of simulate().
  /// @throws std::invalid_argument if a decision has days below 0, or firms or actions that do not
  ///         exist
  void step(const Decider& decide = {});
  Sight sight(int association = 0) const;
  Truth truth(int association = 0) const;
  /// Sets those rules of an association that may change before they are in force, as they are what
  /// the draft says: fines, sanctions, monitoring, review, expulsion, accounts, committee.
  /// @throws std::invalid_argument if the regulation is in force
  void redraft(const Regulation& regulation, int association = 0);
  const Scenario& scenario() const;
  /// What simulate() would return for this replicate; to be called once, when over.
  BlockResult result();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace minga::core
