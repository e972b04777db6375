// The client of a vertical network: a large buyer or lead firm that buys what the suppliers deliver
// together, as a player with its own expected value. What it decides is in client.cpp; pure rules
// are here, so that they can be tested by exact values.
#pragma once

#include <string>

namespace minga::core {

/// A buyer that faces the group as one. Money in the scenario's currency; "price" is what an order
/// yields to the suppliers as agreed.
struct Client {
  std::string buys;                ///< name of the action whose yield it pays
  double surplus = 0.5;            ///< its own gain from what is delivered, per unit of the price
  double squeeze = 0.2;            ///< share of the price that it can keep back, [0,1]
  double outside_sales = 0.5;      ///< share of an order that suppliers could sell elsewhere, [0,1]
  double patience = 0.97;          ///< discount factor per month, [0,1)
  double eta = 0.05;               ///< noise of its choice, shares of the price
  double trust = 0.7;              ///< suppliers' first belief that it honours a price, (0,1)
  double trust_strength = 4.0;     ///< orders that this belief is worth
  double forgetting = 0.1;         ///< of a past order with each new one, share
  double expected_delivery = 0.5;  ///< share of a full order that it expects at first, [0,1]
  double development = 0.0;        ///< money for its suppliers' capability, currency per fortnight
  double development_effect = 0.0;      ///< share of missing capability that it teaches in one
  double development_co_finance = 0.0;  ///< share that the programme pays while funded, [0,1]
};

/// What suppliers saw of the client, as pseudo-counts that fade to the prior.
struct Record {
  double kept = 0.0;    ///< orders paid as agreed
  double broken = 0.0;  ///< orders squeezed
};

/// Belief that the next price is honoured: the mean of a beta distribution.
double belief_of(const Client& client, const Record& seen);
/// The record after one more order.
Record after_order(const Client& client, const Record& seen, bool honoured);
/// Sum over later orders of discount x what is left of the impression that this order makes.
/// @param discount  factor from one order to the next, [0,1)
/// @param orders    later orders that the client weighs
double shadow_of_orders(const Client& client, double discount, double orders);
/// Expected value of squeezing over honouring an order, in units of its price: what is kept back
/// now, less the client's gain on deliveries that suppliers with other outlets would withdraw.
/// @param later   expected price of a later order over that of this one
/// @param shadow  of `shadow_of_orders`
double gain_from_squeezing(const Client& client, const Record& seen, double later, double shadow);

}  // namespace minga::core
