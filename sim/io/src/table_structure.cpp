// [structure], [learning], [record] and [run]: who meets whom, whether profiles are revised, what
// is recorded, how often and with which seed.
#include "tables.hpp"

#include <limits>

namespace minga::io {
namespace {

void read_enabled(Learning& /*to*/, const Node& from, const Slot& slot) {
  bool enabled = false;
  read_value(enabled, from, slot);
  if (enabled)
    slot.fault(from, "this version does not revise profiles", "false");
}

using Groups = core::RecordSettings;
constexpr bool Groups::*kGroups[] = {&Groups::summary, &Groups::trajectory, &Groups::firm,
                                     &Groups::events};

void read_groups(Groups& to, const Node& from, const Slot& slot) {
  if (!from.is_array())
    return slot.wrong_type(from);
  Groups chosen{.summary = false, .trajectory = false, .firm = false, .events = false};
  for (std::size_t i = 0; i < from.items.size(); ++i) {
    const std::string path = slot.path + '[' + std::to_string(i) + ']';
    const int group = read_choice(from.items[i], Slot{slot.reading, slot.info, path});
    if (group >= 0)
      chosen.*kGroups[group] = true;
  }
  if (from.items.empty())
    slot.fault(from, "records nothing", accepted(slot.info));
  to = chosen;
}

Node write_groups(const Groups& from) {
  static const char* const names[] = {"summary", "trajectory", "firm", "events"};
  Node out = make_array();
  for (std::size_t i = 0; i < std::size(names); ++i) {
    if (from.*kGroups[i])
      out.items.push_back(make_text(names[i]));
  }
  return out;
}

void read_seed(core::RunSettings& to, const Node& from, const Slot& slot) {
  std::int64_t seed = 0;
  if (!read_integer(seed, from, slot))
    return;
  to.seed = static_cast<std::uint64_t>(seed);
  to.seed_given = true;
}

Node write_seed(const core::RunSettings& from) {
  return from.seed_given ? make_integer(static_cast<std::int64_t>(from.seed)) : Node{};
}

}  // namespace

template <>
const Table<core::Structure>& table<core::Structure>() {
  using S = core::Structure;
  static const Table<S> fields{
      "structure",
      "Who meets whom",
      {field(&S::kind, "kind",
             "Who plays a period's actions with whom: all members together, or small groups of "
             "them that stay (partners) or are drawn anew each period (strangers), as in "
             "laboratories"),
       field(&S::group_size, "group_size", "firms", count(2, 1000),
             "partners, strangers: firms that play together",
             "4 in most public-goods laboratories"),
       field(&S::beliefs, "beliefs",
             "Beliefs about a firm: one that all members share (group), or each member's own about "
             "each other, from what it saw itself (partner)")}};
  return fields;
}

template <>
const Table<Learning>& table<Learning>() {
  static const Table<Learning> fields{
      "learning",
      "Revision of profiles",
      {custom<Learning>({.key = "enabled",
                         .kind = Kind::boolean,
                         .fallback = "false",
                         .description = "Whether firms change their profile; only false in this "
                                        "version",
                         .source = kAssumed},
                        read_enabled, [](const Learning&) { return make_boolean(false); })}};
  return fields;
}

template <>
const Table<Groups>& table<Groups>() {
  static const Table<Groups> fields{
      "record",
      "What is recorded",
      {custom<Groups>({.key = "groups",
                       .kind = Kind::choices,
                       .choices = {"summary", "trajectory", "firm", "events"},
                       .fallback = print_value(write_groups({})),
                       .description = "Groups of the result file; what is recorded never changes "
                                      "what happens"},
                      read_groups, write_groups)}};
  return fields;
}

template <>
const Table<core::RunSettings>& table<core::RunSettings>() {
  using R = core::RunSettings;
  static const Table<R> fields{
      "run",
      "Runs",
      {custom<R>(
           {.key = "seed",
            .kind = Kind::integer,
            // The largest TOML integer.
            .range = between(0.0, static_cast<double>(std::numeric_limits<std::int64_t>::max())),
            .description = "Seed of all random numbers; where it is left out one is chosen "
                           "and recorded"},
           read_seed, write_seed),
       field(&R::replicates, "replicates", "runs", count(1, 1e8),
             "Runs of the scenario that differ in chance only", "")}};
  return fields;
}

}  // namespace minga::io
