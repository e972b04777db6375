// [association.client]: the buyer of a vertical network. Every size is assumed: the sources name
// the risk of monopsony and what supplier development is for, and give no figures of either.
#include "tables.hpp"

namespace minga::io {

template <>
const Table<core::Client>& table<core::Client>() {
  using C = core::Client;
  static const Table<C> fields{
      "client",
      "The client of a vertical network, as a player",
      {field(&C::buys, "buys", "Name of the action whose yield it pays"),
       field(&C::surplus, "surplus", "per unit of the price", between(0.0, 1000.0),
             "Its own gain from what is delivered; the price is what an order yields to the "
             "suppliers as agreed"),
       field(&C::squeeze, "squeeze", "share of the price", share(),
             "What it can keep back of an agreed price"),
       field(&C::outside_sales, "outside_sales", "share", share(),
             "Share of an order that the suppliers could sell elsewhere; 1 less it is their "
             "dependence",
             "assumed; [Dini 2003]: monopsony is the risk of vertical networks"),
       field(&C::patience, "patience", "per month", {.lo = 0.0, .hi = 1.0, .hi_open = true},
             "Its discount factor"),
       field(&C::eta, "eta", "share of the price", {.lo = 0.0, .hi = 100.0, .lo_open = true},
             "Noise of its choice"),
       field(&C::trust, "trust", "chance", share(),
             "Suppliers' first belief that it pays what was agreed"),
       field(&C::trust_strength, "trust_strength", "orders",
             {.lo = 0.0, .hi = 1e6, .lo_open = true}, "Orders that this belief is worth"),
       field(&C::forgetting, "forgetting", "share per order", share(),
             "How much an order says less about the client with each later one"),
       field(&C::expected_delivery, "expected_delivery", "share", share(),
             "Share of a full order that it expects before any"),
       field(&C::development, "development", "currency per fortnight", money(),
             "What it can spend on its suppliers' capability, if it expects that to repay",
             kAbsent),
       field(&C::development_effect, "development_effect", "per fortnight", share(),
             "Share of the missing capability that the spending teaches who attends", kAbsent),
       field(&C::development_co_finance, "development_co_finance", "share", share(),
             "Share of it that the programme pays while there is outside money", kAbsent)}};
  return fields;
}

}  // namespace minga::io
