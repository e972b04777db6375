// [participation]: how far firms take part, as an experimental factor or as a state that moves.
#include "tables.hpp"

namespace minga::io {

template <>
const Table<core::Participation>& table<core::Participation>() {
  using P = core::Participation;
  static const char* const milan =
      "[INTI]: consortia studied by the Milan chamber of commerce have 23.8 % active, 40 % "
      "passive and 36.2 % nominal members; the levels themselves are assumed";
  static const Table<P> fields = [] {
    Table<P> t{
        "participation",
        "How far firms take part",
        {field(&P::mode, "mode", "An experimental factor (fixed) or a state that moves"),
         field(&P::rate, "rate", "share", share(), "fixed: chance of taking part in a period"),
         field(&P::split, "split", "share", share(),
               "fixed: shares of active, passive and nominal members; empty: the rate for all",
               milan),
         field(&P::levels, "levels", "share", share(),
               "Engagement of active, passive and nominal members", milan),
         field(&P::initial, "initial", "share", share(),
               "endogenous: mean engagement at the start")}};
    t.fields[2].info.length = 3;
    return t;
  }();
  return fields;
}

}  // namespace minga::io
