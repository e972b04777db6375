#include "minga/theory/group_games.hpp"

#include "minga/core/game.hpp"
#include "minga/theory/require.hpp"

#include <functional>
#include <utility>

namespace minga::theory {
namespace {

constexpr int kCooperate = 0;

/// A game between contributing and not, from the payoff at a number of contributors, own included.
GroupGame binary(int group, std::function<double(bool gives, int contributors)> payoff) {
  require(group >= 2, "group", group, "at least 2 players");
  GroupGame game;
  game.group = group;
  game.strategies = {"cooperate", "defect"};
  game.payoff = [payoff = std::move(payoff)](int own, std::span<const int> others) {
    const bool gives = own == kCooperate;
    return payoff(gives, others[kCooperate] + (gives ? 1 : 0));
  };
  return game;
}

void require_threshold(int threshold, int group) {
  require(threshold >= 1 && threshold <= group, "threshold", threshold,
          "at least 1 and at most the group");
}

}  // namespace

GroupGame threshold_public_good(int group, int threshold, double benefit, double cost,
                                double refund) {
  require_threshold(threshold, group);
  require(cost >= 0.0, "cost", cost, "at least 0");
  require_finite("benefit", benefit);
  require_chance("refund", refund);
  return binary(group, [=](bool gives, int contributors) {
    const bool met = contributors >= threshold;
    const double paid = met ? cost : cost * (1.0 - refund);
    return (met ? benefit : 0.0) - (gives ? paid : 0.0);
  });
}

GroupGame volunteers_dilemma(int group, double benefit, double cost) {
  require(cost > 0.0, "cost", cost, "above 0");
  require(benefit > cost, "benefit", benefit, "above the cost");
  return threshold_public_good(group, 1, benefit, cost);
}

GroupGame group_stag_hunt(int group, int threshold, double multiplier, double cost) {
  require_threshold(threshold, group);
  require(cost > 0.0, "cost", cost, "above 0");
  require(multiplier > 0.0, "multiplier", multiplier, "above 0");
  return binary(group, [=](bool gives, int contributors) {
    const double pot = contributors >= threshold ? multiplier * cost * contributors / group : 0.0;
    return pot - (gives ? cost : 0.0);
  });
}

GroupGame group_snowdrift(int group, double benefit, double cost) {
  require(cost > 0.0, "cost", cost, "above 0");
  require(benefit > cost, "benefit", benefit, "above the cost");
  return binary(group, [=](bool gives, int contributors) {
    return contributors == 0 ? 0.0 : benefit - (gives ? cost / contributors : 0.0);
  });
}

GroupGame collective_risk(int group, int threshold, double endowment, double cost, double risk,
                          RiskedPart lost) {
  require_threshold(threshold, group);
  require(endowment > 0.0, "endowment", endowment, "above 0");
  require_chance("cost", cost);
  require_chance("risk", risk);
  return binary(group, [=](bool gives, int contributors) {
    const double left = gives ? endowment * (1.0 - cost) : endowment;
    if (contributors >= threshold)
      return left;
    return lost == RiskedPart::rest ? left * (1.0 - risk) : left - risk * endowment;
  });
}

GroupGame as_group_game(const MatrixGame& matrix) {
  check(matrix);
  GroupGame game;
  game.group = 2;
  game.strategies = matrix.strategies;
  game.payoff = [payoff = matrix.payoff](int own, std::span<const int> others) {
    Eigen::Index other = 0;
    while (others[static_cast<std::size_t>(other)] == 0)
      ++other;
    return payoff(own, other);
  };
  return game;
}

GroupGame from_action(const core::Action& action, core::Distribution distribution, int group) {
  return binary(group, [=](bool gives, int contributors) {
    const double own = gives ? 1.0 : 0.0;
    const double deals = action.side_gain > 0.0 ? group - contributors : 0.0;
    return core::productive_yield(action, distribution, own, contributors, group) +
           core::plain_yield(action, own, contributors, group, deals) - own * action.cost +
           (1.0 - own) * action.side_gain;
  });
}

}  // namespace minga::theory
