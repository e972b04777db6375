// Actions of each form, and the kind of game that one is among n equals.
#pragma once

#include "minga/core/game.hpp"
#include "support/core_fixture.hpp"

#include <vector>

namespace minga::test {

using namespace core;

inline Action threshold_action(double cost, double benefit, double needed) {
  Action a;
  a.form = GameForm::threshold;
  a.cost = cost;
  a.benefit = benefit;
  a.threshold = needed;
  return a;
}

inline Action weakest_link(double cost, double benefit, double spoil) {
  Action a;
  a.form = GameForm::weakest_link;
  a.cost = cost;
  a.benefit = benefit;
  a.spoil = spoil;
  return a;
}

inline Action purchase(double cost, double volume, double discount, double half) {
  Action a;
  a.form = GameForm::purchase;
  a.cost = cost;
  a.volume = volume;
  a.discount = discount;
  a.half_volume = half;
  return a;
}

inline Action club(double fee, double benefit, double capacity, double congestion) {
  Action a;
  a.form = GameForm::club;
  a.cost = fee;
  a.benefit = benefit;
  a.capacity = capacity;
  a.congestion = congestion;
  return a;
}

inline Action cost_sharing(double cost, double benefit, double needed) {
  Action a = threshold_action(cost, benefit, needed);
  a.form = GameForm::cost_sharing;
  return a;
}

/// Cost is what full restraint is worth: each unit taken yields `first` less `fall` times the share
/// that is taken.
inline Action common_pool(double cost, double first, double fall) {
  Action a;
  a.form = GameForm::common_pool;
  a.cost = cost;
  a.multiplier = first;
  a.depletion = fall;
  return a;
}

inline Action information(double cost, double benefit) {
  Action a;
  a.form = GameForm::information;
  a.cost = cost;
  a.benefit = benefit;
  return a;
}

/// Private gain against the same member's part of the group's loss.
inline Action side_deal(double gain, double loss) {
  Action a;
  a.form = GameForm::side_deal;
  a.side_gain = gain;
  a.side_loss = loss;
  return a;
}

/// One action of each form with every number that matters set, so that a mix-up shows.
inline std::vector<Action> all_forms() {
  std::vector<Action> out{linear_action(10.0, 2.5),      threshold_action(14.0, 48.0, 3.0),
                          weakest_link(7.0, 16.0, 0.15), purchase(9.0, 110.0, 0.33, 6.0),
                          side_deal(12.0, 36.0),         club(6.0, 20.0, 3.0, 1.0),
                          cost_sharing(15.0, 40.0, 3.0), common_pool(10.0, 4.6, 10.0),
                          information(4.0, 24.0)};
  for (Action& a : out) {
    a.excludable = 0.3;
    a.side_gain = 5.0;
    a.side_loss = 8.0;
    a.refund = a.form == GameForm::threshold ? 0.25 : 0.0;
  }
  return out;
}

inline constexpr core::Distribution kRules[] = {Distribution::capture, Distribution::equal,
                                                Distribution::contribution, Distribution::size};

inline GameKind kind(const Action& a, int n, double sanction = 0.0) {
  return analyse(a, Distribution::equal, n, {sanction, 0.0}).kind;
}

}  // namespace minga::test
