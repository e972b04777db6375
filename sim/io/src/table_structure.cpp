// [structure]: which firms sit together.
#include "tables.hpp"

#include <cmath>

namespace minga::io {
namespace {

using S = core::Structure;
using Lists = std::vector<std::vector<int>>;

/// One list of firms; false if something is wrong with it.
bool read_list(std::vector<int>& to, const Node& from, const Slot& slot) {
  if (!from.is_array()) {
    slot.wrong_type(from);
    return false;
  }
  const bool length_is_right = slot.info.length == 0 || from.items.size() == slot.info.length;
  if (!length_is_right || from.items.size() < 2) {
    slot.fault(from, "has the wrong number of firms",
               slot.info.length == 2 ? "two" : "two or more");
    return false;
  }
  for (std::size_t i = 0; i < from.items.size(); ++i) {
    const std::string path = slot.path + '[' + std::to_string(i) + ']';
    std::int64_t firm = 0;
    if (!read_integer(firm, from.items[i], Slot{slot.reading, slot.info, path}))
      return false;
    to.push_back(static_cast<int>(firm));
  }
  return true;
}

template <Lists S::*member>
void read_lists(S& to, const Node& from, const Slot& slot) {
  if (!from.is_array())
    return slot.wrong_type(from);
  Lists lists(from.items.size());
  bool good = true;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    const std::string path = slot.path + '[' + std::to_string(i) + ']';
    good = read_list(lists[i], from.items[i], Slot{slot.reading, slot.info, path}) && good;
  }
  if (good)
    to.*member = std::move(lists);
}

template <Lists S::*member>
Node write_lists(const S& from) {
  Node out = make_array();
  for (const std::vector<int>& list : from.*member) {
    Node& inner = out.items.emplace_back(make_array());
    for (const int firm : list)
      inner.items.push_back(make_integer(firm));
  }
  return out;
}

/// What is in the file becomes `edges` or `groups`, so that the resolved input needs no file.
void check_file(S& /*to*/, const Node& from, const Slot& slot) {
  if (!from.is_text())
    slot.wrong_type(from);
}

template <Lists S::*member>
Field<S> firm_lists(const char* key, std::size_t length, const char* description) {
  return custom<S>({.key = key,
                    .kind = Kind::firm_lists,
                    .range = count(),
                    .length = length,
                    .fallback = "[]",
                    .description = description,
                    .source = kAbsent},
                   read_lists<member>, write_lists<member>);
}

}  // namespace

template <>
const Table<S>& table<S>() {
  static const Table<S> fields{
      "structure",
      "Which firms sit together",
      {field(&S::kind, "kind",
             "group: each association has its own firms, who all meet. partners, strangers: its "
             "members play in small circles that stay, or are drawn anew each period, as in "
             "laboratories. overlapping: each association shares founders with the next one. star: "
             "the same hubs sit in every association. territory: each firm goes to the nearest "
             "meeting place. lattice, small-world, scale-free, edge-list: a network of firms, in "
             "which each firm with its neighbours, or each tie, is an association. hyperedges: the "
             "firms of each association are listed"),
       field(&S::group_size, "group_size", "firms", count(2, 1000),
             "partners, strangers: firms that play together",
             "4 in most public-goods laboratories"),
       field(&S::overlap, "overlap", "share", share(),
             "overlapping: share of the smaller association's founders that two neighbours have in "
             "common"),
       field(&S::hubs, "hubs", "firms", count(1, 1000),
             "star: firms that sit in every association, the first ones"),
       field(&S::side_km, "side_km", "km", {.lo = 0.0, .hi = 20000.0, .lo_open = true},
             "territory: side of the square that firms lie in, anywhere, and meeting places, on a "
             "grid"),
       field(&S::neighbours, "neighbours", "firms", count(1, 1000),
             "small-world: firms on the ring that each is tied to, an even number; scale-free: "
             "ties that a new firm brings",
             "4 in Watts & Strogatz (1998) and in most spatial games"),
       field(&S::rewiring, "rewiring", "1", share(),
             "small-world: chance that a tie goes to a firm at random",
             "within the small-world range of Watts & Strogatz (1998), figure 2"),
       field(&S::groups_from, "groups_from",
             "Networks: what makes an association, each firm with its neighbours (Santos, Santos & "
             "Pacheco 2008) or each tie"),
       firm_lists<&S::edges>("edges", 2, "edge-list: the ties, as pairs of firms counted from 0"),
       firm_lists<&S::groups>("groups", 0,
                              "hyperedges: the firms of each association, counted from 0"),
       field(&S::beliefs, "beliefs",
             "Beliefs about a firm: one that all members share (group), or each member's own about "
             "each other, from what it saw itself (partner)"),
       custom<S>({.key = "file",
                  .kind = Kind::text,
                  .description = "edge-list, hyperedges: a file that has them, relative to the "
                                 "scenario's: CSV with the columns from, to or group, firm, or "
                                 "GraphML (ties). Firms are numbers from 0, or names of "
                                 "[[population.firm]]"},
                 check_file, [](const S&) { return Node{}; })}};
  return fields;
}

}  // namespace minga::io
