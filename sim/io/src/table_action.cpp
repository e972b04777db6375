// [[association.action]] and presets of actions: n-person games with their numbers.
#include "tables.hpp"

namespace minga::io {

template <>
const Table<core::Action>& table<core::Action>() {
  using A = core::Action;
  static const Table<A> fields{
      "action",
      "A collective action: an n-person game",
      {field(&A::name, "name", "Name in results; a preset's is its file's"),
       field(&A::title, "title", "Title in both languages"),
       field(&A::source, "source", "Where its numbers come from"),
       field(&A::form, "form", "Form of the game"),
       field(&A::phase, "phase", "phase", count(1, 4),
             "Phase from which it runs, if the facilitator keeps to phases"),
       field(&A::pilot, "pilot", "Counts as a pilot project", kAbsent),
       field(
           &A::presence, "presence",
           "Given at and around the meeting, so that only who comes can give; a side deal never is",
           kOn),
       field(&A::every, "every", "periods", count(1, 100000),
             "Periods from one occurrence to the next"),
       field(&A::cost, "cost", "currency per occurrence", money(), "A full contribution", kAbsent),
       field(&A::multiplier, "multiplier", "1", between(0.0, 1e6),
             "linear: total yield per unit of currency contributed (r); common-pool: yield of the "
             "first unit taken, over what it is worth when left",
             kAbsent),
       field(&A::depletion, "depletion", "1", between(0.0, 1e6),
             "common-pool: how far that yield falls when all take all that they can", kAbsent),
       field(&A::volume, "volume", "currency per occurrence", money(),
             "purchase: what a firm of mean size buys jointly", kAbsent),
       field(&A::discount, "discount", "share of volume", share(),
             "purchase: largest discount that a large order gets", kAbsent),
       field(&A::half_volume, "half_volume", "buyers of mean size",
             {.lo = 0.0, .hi = 1e6, .lo_open = true},
             "purchase: buyers at which half of the discount is had"),
       field(&A::benefit, "benefit", "currency per member", money(),
             "threshold, weakest-link, cost-sharing: yield for each member when it succeeds; club: "
             "for each user without crowding; information: of all that the others know",
             kAbsent),
       field(&A::threshold, "threshold", "full contributions", between(0.0, 1000.0),
             "threshold, cost-sharing: contributions needed. In cost-sharing the cost is a fixed "
             "sum, "
             "`cost` for each at the threshold and less where more pay"),
       field(&A::capacity, "capacity", "users", {.lo = 0.0, .hi = 1e6, .lo_open = true},
             "club: users that it serves without crowding"),
       field(&A::congestion, "congestion", "1", between(0.0, 100.0),
             "club: beyond the capacity each user gets (capacity/users) to this power", kAbsent),
       field(&A::refund, "refund", "share of cost", share(),
             "threshold: returned when the threshold is missed", kAbsent),
       field(&A::spoil, "spoil", "share of yield", share(),
             "weakest-link: share of the yield that each defector spoils (phi)", kAbsent),
       field(&A::side_gain, "side_gain", "currency", money(),
             "Private gain of a member that defects", kAbsent),
       field(&A::side_loss, "side_loss", "currency", money(),
             "Loss of the group for each member that defects", kAbsent),
       field(&A::offer_rate, "offer_rate", "chance per occurrence", share(),
             "With a side_gain, in any form: chance that the temptation arises for a member"),
       field(&A::excludable, "excludable", "share of yield", share(),
             "Share of the yield that non-contributors are kept from", kAbsent),
       field(&A::noise, "noise", "1", between(0.0, 10.0), "Coefficient of variation of the yield",
             kAbsent),
       field(&A::hidden, "hidden", "1", share(), "How much harder than usual defection is to see",
             kAbsent),
       field(&A::market_exposure, "market_exposure", "share of yield", share(),
             "Share of the yield that moves with demand", kAbsent),
       field(&A::skill, "skill", "share of yield", share(),
             "Share of the yield that needs capability", kAbsent),
       field(&A::rivalry, "rivalry", "share of yield", share(),
             "Share of the yield lost when all make the same product", kAbsent),
       field(&A::spillover, "spillover", "1", between(0.0, 1e6),
             "Yield to non-members per unit of yield to members", kAbsent),
       field(&A::operating_cost, "operating_cost", "currency per occurrence", money(),
             "Cost that the group bears at each occurrence", kAbsent)}};
  return fields;
}

}  // namespace minga::io
