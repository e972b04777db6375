// A collective action: an n-person game with a named form and its numbers in the scenario's
// currency per period (docs/model/odd.md). The payoffs follow in game.hpp.
#pragma once

#include "minga/core/profile.hpp"

#include <string>

namespace minga::core {

struct Action {
  std::string name;
  Text title;
  std::string source;
  GameForm form = GameForm::linear;
  int phase = 2;            ///< phase (1..4) from which it runs, if the facilitator keeps to phases
  bool pilot = false;       ///< counts as a pilot project
  bool presence = true;     ///< given at and around the meeting, so that only who comes can give
  int every = 1;            ///< periods from one occurrence to the next
  double cost = 0.0;        ///< a full contribution, currency per occurrence
  double multiplier = 0.0;  ///< linear: total yield per unit of currency contributed (r); common
                            ///< pool: yield of the first unit taken, in units kept
  double depletion = 0.0;   ///< common pool: how far that falls when all take all
  double volume = 0.0;      ///< purchase: what a firm buys jointly, currency per occurrence
  double discount = 0.0;    ///< purchase: largest discount, share of volume
  double half_volume = 1.0;  ///< purchase: mean-sized buyers at which half the discount is had
  double benefit = 0.0;      ///< per member, currency: threshold, weakest link, club, cost sharing,
                             ///< information
  double threshold = 1.0;    ///< threshold, cost sharing: contributions needed, full ones
  double capacity = 1.0;     ///< club: users that it serves without crowding
  double congestion = 0.0;   ///< club: power of capacity over users in each one's benefit
  double refund = 0.0;       ///< threshold: share of the cost returned when missed
  double spoil = 0.0;        ///< weakest link: share of the yield that each defector spoils (phi)
  double side_gain = 0.0;    ///< private gain of a member that defects, currency
  double side_loss = 0.0;    ///< loss of the group for each member that defects, currency
  double offer_rate = 1.0;   ///< side deal: chance that the temptation arises for a member
  double excludable = 0.0;   ///< share of the yield that non-contributors are kept from
  double noise = 0.0;        ///< coefficient of variation of the yield
  double hidden = 0.0;       ///< how much harder than usual defection is to see, [0,1]
  double market_exposure = 0.0;  ///< share of the yield that moves with market demand, [0,1]
  double skill = 0.0;            ///< share of the yield that needs capability, [0,1]
  double rivalry = 0.0;          ///< share of the yield lost at full product overlap, [0,1]
  double spillover = 0.0;        ///< yield to non-members per unit of yield to members
  double operating_cost = 0.0;   ///< borne by the group at each occurrence, currency
};

}  // namespace minga::core
