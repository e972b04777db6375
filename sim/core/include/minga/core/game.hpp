// Game forms: what a member gets from a collective action, given its own contribution and that of
// the others, and which kind of game the numbers make it (docs/model/odd.md).
#pragma once

#include "minga/core/action.hpp"
#include "minga/core/regulation.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace minga::core {

/// What the joint work itself yields to a mean-sized member in one occurrence, currency: the part
/// that competence, market and noise multiply.
/// @param own     own contribution, 0 to 1
/// @param total   contributions of all members, own included, 0 to n
/// @param n       members
double productive_yield(const Action& action, Distribution distribution, double own, double total,
                        int n);
/// What comes on top as it is, currency: refunds of missed thresholds, less the member's part of
/// the harm done by side deals.
/// @param deals  side deals made by members, own included, in full defections
/// @param help   contributions made by others than members (a facilitator's work)
double plain_yield(const Action& action, double own, double total, int n, double deals,
                   double help = 0.0);
/// Productive yield when somebody outside works in the members' place. A part of a contribution
/// counts as a chance of a whole one; more than everybody's work cannot be done.
double helped_yield(const Action& action, Distribution distribution, double own, double total,
                    int n, double help);

/// Whether the yield is one pot that a rule of distribution shares; otherwise each has its own.
bool has_pot(GameForm form);

/// Money at stake in one contribution: the cost, or the forgone side gain where there is no cost.
double stake(const Action& action);

/// Tables of both yields for every number of members, made once per action and regime.
class GameTable {
 public:
  GameTable() = default;
  GameTable(const Action& action, Distribution distribution, int max_members, int levels);
  /// Distance between the tables of consecutive levels.
  std::ptrdiff_t stride() const { return width_; }

  /// Productive yield to a member that contributes level x when k others contribute fully.
  const double* own(int n, int x) const { return own_.data() + offset(n, x); }
  /// Plain yield to the member in that case.
  const double* plain(int n, int x) const { return plain_.data() + offset(n, x); }
  /// Productive yield of the n-1 others together.
  const double* others(int n, int x) const { return others_.data() + offset(n, x); }
  /// Plain yield of the n-1 others together.
  const double* others_plain(int n, int x) const { return others_plain_.data() + offset(n, x); }
  /// Gain of a full contributor if one more of the others contributed (0 if all do).
  const double* induced(int n) const { return induced_.data() + offset(n, 0); }

 private:
  std::size_t offset(int n, int x) const {
    return (static_cast<std::size_t>(n) * static_cast<std::size_t>(levels_ + 1) +
            static_cast<std::size_t>(x)) *
           static_cast<std::size_t>(width_);
  }
  void fill(const Action& action, Distribution distribution, int n, int x);
  int levels_ = 1;
  int width_ = 0;
  std::vector<double> own_, plain_, others_, others_plain_, induced_;
};

/// Kind of the symmetric one-shot game between contributing and not, by material payoffs alone.
enum class GameKind : std::uint8_t {
  no_interest,  ///< all contributing is no better than none, and nobody gains by contributing
  dilemma,      ///< not contributing dominates, all contributing is better for all
  harmony,      ///< contributing dominates
  stag_hunt,    ///< contributing pays only if enough others do
  snowdrift,    ///< contributing pays only if few others do (volunteer's dilemma, chicken)
  step_level,   ///< contributing pays only at the pivot: between too few and enough
  mixed         ///< gains change sign more often
};
std::string_view name_of(GameKind kind);

/// Analysis of an action among n members at given numbers.
struct GameAnalysis {
  GameKind kind = GameKind::no_interest;
  std::vector<double> gain;       ///< [k] own gain from contributing when k of n-1 others do
  double all_contribute = 0.0;    ///< payoff of each when all contribute
  double none_contributes = 0.0;  ///< payoff of each when none does
};
/// Expected sanction on not contributing: detection x enforcement x fine, currency.
struct Sanction {
  double fixed = 0.0;            ///< whatever the others do: officer, assembly
  double per_contributor = 0.0;  ///< for each other member who contributes: peers
  double at(int contributors) const { return fixed + per_contributor * contributors; }
};

/// @param yield  multiplier on yields (capability, market); 1 at full competence
GameAnalysis analyse(const Action& action, Distribution distribution, int n,
                     const Sanction& sanction, double yield = 1.0);

/// Which step of the ladder: the first, or the last, for who has offended often enough.
enum class Offence : std::uint8_t { first, repeated };

/// Fine of a regulation in force times the chance that an open defection is seen and sanctioned.
/// Of peers it is an upper bound: all who contribute punish what they see. Expulsion is left out.
Sanction expected_sanction(const Regulation& regulation, const Action& action,
                           double informal_visibility, Offence offence,
                           double transparency_effect = 0.0);

}  // namespace minga::core
