// [institution] and [market]: who pays and for how long, and how demand and intermediaries move.
#include "tables.hpp"

namespace minga::io {

template <>
const Table<core::Institution>& table<core::Institution>() {
  using I = core::Institution;
  static const Table<I> fields{
      "institution",
      "The institution that pays for the facilitator",
      {field(&I::funding_months, "funding_months", "months", between(0.0, 1200.0),
             "Month in which outside money ends for everyone",
             "[INTI], [BID-FOMIN]: groups should stand alone by about month 36"),
       field(&I::day_cost, "day_cost", "currency per day", money(), "Cost of a facilitator's day"),
       field(&I::overhead, "overhead", "share", between(0.0, 10.0),
             "Overhead on top of the programme's direct costs"),
       field(&I::credibility, "credibility", "1", share(),
             "How far firms trust the institution; a facilitator's own adds to it"),
       field(&I::co_finance, "co_finance", "share", share(),
             "Share of operating and manager costs that the institution pays at the start",
             "assumed; [BID-FOMIN]: a fund in El Salvador paid 80 %"),
       field(&I::co_finance_end, "co_finance_end", "share", share(),
             "Share that it pays when funding ends"),
       field(&I::shock_rate, "shock_rate", "per year", share(),
             "Chance that politics end the funding")}};
  return fields;
}

template <>
const Table<core::Market>& table<core::Market>() {
  using M = core::Market;
  static const Table<M> fields{
      "market",
      "Demand and intermediaries",
      {field(&M::demand_sd, "demand_sd", "1", between(0.0, 5.0),
             "Standard deviation of the logarithm of demand"),
       field(&M::demand_persistence, "demand_persistence", "per fortnight",
             {.lo = 0.0, .hi = 1.0, .hi_open = true},
             "How much of a deviation of demand is left after a fortnight"),
       field(&M::seasonality, "seasonality", "share", share(),
             "Amplitude of the yearly wave of demand", "assumed; [Otavalo]: demand is seasonal"),
       field(&M::season_peak, "season_peak", "month", between(0.0, 12.0),
             "Month of the year with most demand, counted from the start"),
       field(&M::counter_offers, "counter_offers", "per member and fortnight", share(),
             "Chance that an outsider tempts a single member",
             "assumed; [RedEAmérica]: intermediaries make single members offers"),
       field(&M::intermediary_response, "intermediary_response",
             "per unit of joint sale over margins", between(0.0, 1e6),
             "How much likelier intermediaries' offers get by what the group sells jointly", kOff),
       field(&M::intermediary_selectivity, "intermediary_selectivity", "log odds",
             between(0.0, 100.0),
             "How much they prefer members that take part least and count least on the others",
             kOff),
       field(&M::intermediary_share, "intermediary_share", "share", share(),
             "What they keep of the deals and of the sales that they bring",
             "by definition: 0 switches the term off; [RedEAmérica]: they can take a large part"),
       field(&M::intermediary_information, "intermediary_information", "1", share(),
             "Access to markets that their information and contacts bring without a link",
             "by definition: 0 switches the term off; [RedEAmérica]: contacts, clients, advice on "
             "the product")}};
  return fields;
}

}  // namespace minga::io
