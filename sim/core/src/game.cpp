#include "minga/core/game.hpp"

#include "minga/core/math.hpp"

#include <algorithm>
#include <cmath>

namespace minga::core {
namespace {

/// Pot per member if it were shared equally.
double pot_per_member(const Action& a, double total, int n) {
  switch (a.form) {
    case GameForm::linear:
      return a.multiplier * a.cost * total / n;
    case GameForm::threshold:
      return total >= a.threshold ? a.benefit : 0.0;
    case GameForm::weakest_link: {
      // (1 - phi)^(defectors); the exponent may be fractional where contributions have levels
      const double defectors = n - total;
      const double left = 1.0 - a.spoil;
      return left <= 0.0 ? (defectors > 0.0 ? 0.0 : a.benefit)
                         : a.benefit * pow_fixed(left, defectors);
    }
    default:
      return 0.0;  // no pot: each gets its own
  }
}

/// Part of a benefit that a member gets who contributes this much of what gives access to it.
double access(const Action& a, double own) { return own + (1.0 - own) * (1.0 - a.excludable); }

/// @param made  contributions of the members themselves, by which the yield may be shared
double shared_yield(const Action& a, Distribution distribution, double own, double total,
                    double made, int n) {
  const double pot = pot_per_member(a, total, n);
  if (distribution == Distribution::contribution) {
    // what helpers alone have made goes to all alike
    return made > 0.0 ? pot * n * own / made : (total > 0.0 ? pot : 0.0);
  }
  // non-contributors are kept from a share of the yield; it is not handed to the others
  return pot * access(a, own);
}

double purchase_saving(const Action& a, double own, double total) {
  const double discount = a.discount * total / (total + a.half_volume);
  return a.volume * discount * access(a, own);
}

/// A shared plant: up to its capacity no user notices the others; beyond, each gets less of it
/// (Buchanan 1965, Economica 32:1, of clubs).
double club_benefit(const Action& a, double own, double users) {
  const double crowding =
      users > a.capacity && a.congestion > 0.0 ? pow_fixed(a.capacity / users, a.congestion) : 1.0;
  return a.benefit * crowding * access(a, own);
}

/// What is taken from a common pool, by those who do not hold back: each unit taken yields less the
/// more is taken (Ostrom, Gardner, Walker 1994, Rules, Games, and Common-Pool Resources, ch. 5).
double pool_yield(const Action& a, double own, double total, int n) {
  const double taken = (n - total) / n;
  return (1.0 - own) * a.cost * (a.multiplier - a.depletion * taken);
}

/// Each piece of information serves the others, not the one who tells it.
double information_benefit(const Action& a, double own, double total, int n) {
  return n > 1 ? a.benefit * std::min(1.0, (total - own) / (n - 1.0)) : 0.0;
}

double yield_of(const Action& a, Distribution distribution, double own, double total, double made,
                int n) {
  switch (a.form) {
    case GameForm::purchase:
      return purchase_saving(a, own, total);
    case GameForm::club:
      return club_benefit(a, own, total);
    case GameForm::cost_sharing:
      return total >= a.threshold ? a.benefit * access(a, own) : 0.0;
    case GameForm::common_pool:
      return pool_yield(a, own, total, n);
    case GameForm::information:
      return information_benefit(a, own, total, n);
    default:
      return shared_yield(a, distribution, own, total, made, n);
  }
}

}  // namespace

double productive_yield(const Action& a, Distribution distribution, double own, double total,
                        int n) {
  return yield_of(a, distribution, own, total, total, n);
}

double helped_yield(const Action& a, Distribution d, double own, double total, int n, double help) {
  if (help <= 0.0)
    return productive_yield(a, d, own, total, n);
  const double whole = std::floor(help);
  const double part = help - whole;
  const double low = std::min<double>(n, total + whole);
  const double high = std::min<double>(n, total + whole + 1.0);
  return (1.0 - part) * yield_of(a, d, own, low, total, n) +
         part * yield_of(a, d, own, high, total, n);
}

namespace {

/// What comes back of a contribution, as a share of it.
double returned(const Action& a, double total, double help) {
  switch (a.form) {
    case GameForm::threshold:
      return total + help < a.threshold ? a.refund : 0.0;
    case GameForm::cost_sharing:
      // the cost is a fixed sum, each one's at the threshold; more payers pay less each
      return total + help < a.threshold ? 1.0 : std::max(0.0, 1.0 - a.threshold / (total + help));
    case GameForm::common_pool:
      return 1.0;  // what is not taken is worth what it costs to hold back
    default:
      return 0.0;
  }
}

}  // namespace

double plain_yield(const Action& a, double own, double total, int n, double deals, double help) {
  return returned(a, total, help) * a.cost * own - a.side_loss * deals / n;
}

bool has_pot(GameForm form) {
  return form == GameForm::linear || form == GameForm::threshold || form == GameForm::weakest_link;
}

double stake(const Action& a) { return a.cost > 0.0 ? a.cost : a.side_gain; }

GameTable::GameTable(const Action& action, Distribution distribution, int max_members, int levels)
    : levels_(levels), width_(max_members) {
  const std::size_t size = offset(max_members, levels) + static_cast<std::size_t>(width_);
  for (auto* table : {&own_, &plain_, &others_, &others_plain_, &induced_})
    table->assign(size, 0.0);
  for (int n = 1; n <= max_members; ++n) {
    for (int x = 0; x <= levels; ++x)
      fill(action, distribution, n, x);
  }
}

void GameTable::fill(const Action& a, Distribution d, int n, int x) {
  const double own = static_cast<double>(x) / levels_;
  for (int k = 0; k < n; ++k) {
    const std::size_t at = offset(n, x) + static_cast<std::size_t>(k);
    const double total = k + own;
    const double idle = n - 1.0 - k;
    own_[at] = productive_yield(a, d, own, total, n);
    plain_[at] = plain_yield(a, own, total, n, n - total);
    others_[at] =
        k * productive_yield(a, d, 1.0, total, n) + idle * productive_yield(a, d, 0.0, total, n);
    others_plain_[at] = k * plain_yield(a, 1.0, total, n, n - total) +
                        idle * plain_yield(a, 0.0, total, n, n - total);
    if (x == 0 && k + 1 < n) {
      induced_[at] =
          productive_yield(a, d, 1.0, k + 2.0, n) - productive_yield(a, d, 1.0, k + 1.0, n);
    }
  }
}

std::string_view name_of(GameKind kind) {
  switch (kind) {
    case GameKind::no_interest:
      return "no common interest";
    case GameKind::dilemma:
      return "prisoner's dilemma";
    case GameKind::harmony:
      return "harmony";
    case GameKind::stag_hunt:
      return "stag hunt";
    case GameKind::snowdrift:
      return "snowdrift";
    case GameKind::step_level:
      return "step-level";
    case GameKind::mixed:
      return "mixed";
  }
  return "";
}

namespace {

GameKind kind_of(const std::vector<double>& gain, double all, double none) {
  const auto pays = [](double g) { return g > 0.0; };
  const auto first = std::find_if(gain.begin(), gain.end(), pays);
  if (first == gain.end())
    return all > none ? GameKind::dilemma : GameKind::no_interest;
  const auto last = std::find_if_not(first, gain.end(), pays);
  if (std::find_if(last, gain.end(), pays) != gain.end())
    return GameKind::mixed;
  const bool from_start = first == gain.begin();
  const bool to_end = last == gain.end();
  if (from_start && to_end)
    return GameKind::harmony;
  if (from_start)
    return GameKind::snowdrift;
  return to_end ? GameKind::stag_hunt : GameKind::step_level;
}

double payoff(const Action& a, Distribution d, double own, double total, int n, double yield) {
  const double deals = a.side_gain > 0.0 ? n - total : 0.0;
  return yield * productive_yield(a, d, own, total, n) + plain_yield(a, own, total, n, deals) -
         own * a.cost + (1.0 - own) * a.side_gain;
}

}  // namespace

GameAnalysis analyse(const Action& action, Distribution distribution, int n,
                     const Sanction& sanction, double yield) {
  GameAnalysis result;
  result.gain.reserve(static_cast<std::size_t>(n));
  for (int k = 0; k < n; ++k) {
    const double with = payoff(action, distribution, 1.0, k + 1.0, n, yield);
    const double without = payoff(action, distribution, 0.0, k, n, yield) - sanction.at(k);
    result.gain.push_back(with - without);
  }
  result.all_contribute = payoff(action, distribution, 1.0, n, n, yield);
  result.none_contributes = payoff(action, distribution, 0.0, 0.0, n, yield) - sanction.at(0);
  result.kind = kind_of(result.gain, result.all_contribute, result.none_contributes);
  return result;
}

Sanction expected_sanction(const Regulation& r, const Action& action, double informal_visibility,
                           Offence offence, double transparency_effect) {
  const double hidden = (1.0 - informal_visibility) * (1.0 - r.monitoring) *
                        (1.0 - transparency_effect * r.transparency);
  const double seen = (1.0 - hidden) * (1.0 - action.hidden);
  if (r.enforcer == Enforcer::peers)  // they decide each for itself, and know no ladder
    return {0.0, seen * r.peer_fine};
  if (r.enforcer == Enforcer::nobody || r.sanctions.empty())
    return {};
  const double fine = offence == Offence::first ? r.sanctions.front() : r.sanctions.back();
  return {seen * r.enforcement * fine, 0.0};
}

}  // namespace minga::core
