// Presets of kinds: what is typical of each kind of association.
#include "tables.hpp"

namespace minga::io {

template <>
const Table<KindFacts>& table<KindFacts>() {
  using K = KindFacts;
  static const Table<K> fields{
      "kind",
      "What is typical of a kind of association, as check tells it; no result depends on it",
      {field(&K::name, "name", "Name of the kind; its file's"),
       field(&K::title, "title", "Title in both languages"),
       field(&K::promoter, "promoter", "Who starts such associations"),
       field(&K::benefits, "benefits", "What members typically gain"),
       field(&K::members, "members", "firms", count(1, 1e6),
             "Members at the start, least and most; one number: no upper bound; none: no figure",
             kAbsent),
       field(&K::members_source, "members_source", "Where that comes from"),
       field(&K::support_months, "support_months", "months", between(0.0, 1200.0),
             "Months with outside money, least and most", kAbsent),
       field(&K::support_source, "support_source", "Where that comes from"),
       field(&K::source, "source", "Where promoter and benefits come from")}};
  return fields;
}

}  // namespace minga::io
