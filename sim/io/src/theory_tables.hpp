// The tables of a theory scenario's structs, and which of their keys a scenario uses.
#pragma once

#include "field.hpp"
#include "minga/theory/scenario.hpp"

namespace minga::io {

template <>
const Table<theory::Scenario>& table<theory::Scenario>();
template <>
const Table<theory::GameSpec>& table<theory::GameSpec>();
template <>
const Table<theory::PeerPunishment>& table<theory::PeerPunishment>();
template <>
const Table<theory::PoolPunishment>& table<theory::PoolPunishment>();
template <>
const Table<theory::OutsideSanction>& table<theory::OutsideSanction>();
template <>
const Table<theory::ZeroDeterminant>& table<theory::ZeroDeterminant>();
template <>
const Table<theory::OwnStrategy>& table<theory::OwnStrategy>();
template <>
const Table<theory::RepeatedSpec>& table<theory::RepeatedSpec>();
template <>
const Table<theory::PopulationSpec>& table<theory::PopulationSpec>();
template <>
const Table<theory::MeetingSpec>& table<theory::MeetingSpec>();
template <>
const Table<theory::UpdateSpec>& table<theory::UpdateSpec>();
template <>
const Table<theory::AnalysisSpec>& table<theory::AnalysisSpec>();

/// Keys of a section that mean something where the others are as they are, and why others do not.
struct Used {
  std::vector<std::string> keys;
  std::string because;  ///< "with form = donation"

  bool has(const std::string& key) const {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  }
};
Used used_keys(const theory::GameSpec& game);
Used used_keys(const theory::OwnStrategy& strategy);
Used used_keys(const theory::RepeatedSpec& repeated);
Used used_keys(const theory::MeetingSpec& structure);
Used used_keys(const theory::UpdateSpec& update, theory::MeetingKind meeting);
Used used_keys(const theory::AnalysisSpec& analysis);

/// Reads and checks a whole theory scenario; faults go to `reading`. And back to its resolved tree.
theory::Scenario build_theory(const Node& root, Reading& reading);
Node write_theory(const theory::Scenario& scenario);
bool is_theory_tree(const Node& root);

/// Paths that change nothing of what a scenario asks.
std::vector<std::string> idle_keys(const theory::Scenario& scenario);

/// The struct's keys that are used and hold something. Which are used may depend on others, too.
template <class S, class... Others>
Node write_used(const S& from, const Others&... others) {
  Node out = write_table(from);
  const Used used = used_keys(from, others...);
  std::erase_if(out.members, [&used](const Node::Member& m) {
    const bool empty = (m.value.is_array() && m.value.items.empty()) ||
                       (m.value.is_table() && m.value.members.empty());
    return m.value.kind == Node::Kind::none || empty || !used.has(m.key);
  });
  return out;
}

}  // namespace minga::io
