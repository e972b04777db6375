// [time]: the grid of periods.
#include "tables.hpp"

namespace minga::io {

template <>
const Table<core::TimeGrid>& table<core::TimeGrid>() {
  using T = core::TimeGrid;
  static const Table<T> fields{
      "time",
      "Periods",
      {field(&T::period_days, "period_days", "d", {.lo = 0.0, .hi = 366.0, .lo_open = true},
             "Length of a period: the rhythm of meetings",
             "DOMAIN 000: meetings at least fortnightly"),
       field(&T::periods, "periods", "periods", count(1, 100000), "Number of periods",
             "60 months: two years beyond the end of outside funding (DOMAIN 000)"),
       field(&T::known_end, "known_end",
             "Members know the last period, as in a laboratory, so the future shrinks to it")}};
  return fields;
}

}  // namespace minga::io
