// [scenario]: what the scenario is called, where its facts come from, its money.
#include "tables.hpp"

namespace minga::io {

template <>
const Table<core::Scenario>& table<core::Scenario>() {
  using S = core::Scenario;
  static const Table<S> fields = [] {
    Table<S> t{
        "scenario",
        "The scenario itself",
        {field(&S::name, "name", "Short name, used in file names and by other files"),
         field(&S::title, "title", "Title in both languages"),
         field(&S::description, "description", "What is modelled, and what is real about it"),
         field(&S::source, "source", "Where the facts come from"),
         field(&S::currency, "currency", "Currency of every amount of money in the file"),
         field(&S::discount_rate, "discount_rate", "per year", between(0.0, 1.0),
               "Rate at which later welfare counts less")}};
    t.fields.front().info.required = true;
    t.fields.front().info.fallback.clear();
    return t;
  }();
  return fields;
}

}  // namespace minga::io
