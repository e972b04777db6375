// [population] and [[population.firm]]: the firms that may cooperate.
#include "tables.hpp"

namespace minga::io {
namespace {

using P = core::Population;
using F = core::FirmSpec;

/// Shares have names in files and positions in the struct; the order of the file is the order of
/// the scenario's profiles.
void read_shares(P& to, const Node& from, const Slot& slot) {
  if (!from.is_table())
    return slot.wrong_type(from);
  std::vector<std::string>& names = slot.reading.profiles;
  names.clear();
  to.shares.clear();
  for (const auto& [name, value] : from.members) {
    const std::string path = slot.path + '.' + name;
    Parameter one = slot.info;
    one.kind = Kind::real;
    double part = 0.0;
    read_real(part, value, Slot{slot.reading, one, path});
    names.push_back(name);
    to.shares.push_back(part);
  }
}

void read_firms(P& to, const Node& from, const Slot& slot) {
  if (!from.is_array())
    return slot.wrong_type(from);
  to.firm.clear();
  for (std::size_t i = 0; i < from.items.size(); ++i) {
    const std::string path = slot.path + '[' + std::to_string(i) + ']';
    read_table(to.firm.emplace_back(), from.items[i], path, slot.reading);
  }
}

Node write_firms(const P& from) {
  Node out = make_array();
  for (const F& firm : from.firm)
    out.items.push_back(write_table(firm));
  return out;
}

}  // namespace

template <>
const Table<P>& table<P>() {
  static const Table<P> fields{
      "population",
      "Firms",
      {field(&P::firms, "firms", "firms", count(1, 100000),
             "Members of an association at the start; all firms where they have a place of their "
             "own (territory, networks)",
             "[Dini 2003], [BID-FOMIN]: simple networks have 10 to 20 firms"),
       field(&P::entrants, "entrants", "firms", count(0, 1000),
             "Firms that may apply later, for each association"),
       field(&P::margin, "margin", "currency per month", {.lo = 0.0, .hi = 1e12, .lo_open = true},
             "Mean monthly margin of a firm; it gives every amount of money its weight"),
       field(&P::margin_cv, "margin_cv", "1", between(0.0, 5.0),
             "Coefficient of variation of the margin over firms"),
       field(&P::size_cv, "size_cv", "1", between(0.0, 5.0),
             "Coefficient of variation of size; sizes are relative, with mean 1"),
       field(&P::distance_km, "distance_km", "km", between(0.0, 20000.0),
             "Mean distance to the meeting place"),
       field(&P::distance_cv, "distance_cv", "1", between(0.0, 5.0),
             "Coefficient of variation of the distance"),
       field(&P::culture_spread, "culture_spread", "1", share(),
             "Standard deviation of the cultural coordinate; distance in it costs meeting time"),
       field(&P::product_spread, "product_spread", "1", share(),
             "Standard deviation of the product coordinate; overlap in it is rivalry"),
       field(&P::income_weight, "income_weight", "share", share(),
             "Mean weight of the activity in the income of the firm's family"),
       field(&P::income_weight_sd, "income_weight_sd", "share", share(),
             "Standard deviation of that weight"),
       field(&P::outside_option, "outside_option", "share of the monthly margin",
             between(-10.0, 10.0), "What the hours would earn elsewhere beyond the hourly margin"),
       field(&P::expected_gain, "expected_gain", "share of the monthly margin",
             between(-10.0, 10.0), "Gain that firms expect at the start"),
       field(&P::earlier_failures, "earlier_failures", "associations", between(0.0, 3.0),
             "Failed associations in the place; they lower what firms expect of each other",
             "[Otavalo]: the Otavalo networks came after earlier failed associations"),
       custom<P>({.key = "shares",
                  .kind = Kind::shares,
                  .unit = "share",
                  .range = share(),
                  .required = true,
                  .description = "Share of each profile among the firms, by name; they sum to 1. "
                                 "A name is a shipped profile or one of [profiles.NAME]"},
                 read_shares, [](const P& p) { return write_value(p.shares); }),
       custom<P>({.key = "firm",
                  .kind = Kind::sections,
                  .section = "firm",
                  .description = "Firms given one by one; they take the first places"},
                 read_firms, write_firms)}};
  return fields;
}

template <>
const Table<F>& table<F>() {
  // A value below zero is the struct's way to say "drawn"; files say it by leaving the key out or
  // with -1.
  static const Table<F> fields{
      "firm",
      "A firm given one by one; what is left out, or -1, is drawn",
      {field(&F::name, "name", "Name of the firm (synthetic, even in real cases)"),
       field(&F::profile, "profile",
             "Profile by name, one of population.shares; empty: drawn by them"),
       field(&F::size, "size", "mean size", between(-1.0, 1e6), "Size, relative to the mean",
             kDrawn),
       field(&F::margin, "margin", "currency per month", between(-1.0, 1e12), "Monthly margin",
             kDrawn),
       field(&F::distance_km, "distance_km", "km", between(-1.0, 20000.0),
             "Distance to the meeting place", kDrawn),
       field(&F::culture, "culture", "1", between(-1.0, 1.0), "Cultural coordinate, 0 to 1",
             kDrawn),
       field(&F::product, "product", "1", between(-1.0, 1.0), "Product coordinate, 0 to 1", kDrawn),
       field(&F::income_weight, "income_weight", "share", between(-1.0, 1.0),
             "Weight of the activity in income, 0 to 1", kDrawn),
       field(&F::leader, "leader", "Leads the group", kAbsent)}};
  return fields;
}

}  // namespace minga::io
