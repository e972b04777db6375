// [time]: the grid of periods.
#include "tables.hpp"

namespace minga::io {

template <>
const Table<core::TimeGrid>& table<core::TimeGrid>() {
  using T = core::TimeGrid;
  static const Table<T> fields{
      "time",
      "Periods",
      {field(
           &T::period_days, "period_days", "d", {.lo = 0.0, .hi = 366.0, .lo_open = true},
           "Length of a period: the rhythm of meetings and of actions. Rates and days of work are "
           "given per fortnight and converted; what happens once a meeting or a period is not",
           "[INTI]: meetings at least fortnightly"),
       field(&T::periods, "periods", "periods", count(1, 100000), "Number of periods",
             "60 months: two years beyond the end of outside funding [INTI]"),
       field(&T::known_end, "known_end",
             "Members know the last period, as in a laboratory, so the future shrinks to it",
             "by definition: nobody knows the last meeting in the field")}};
  return fields;
}

}  // namespace minga::io
