// Of who is there, who meets whom, and who copies whom.
#include "minga/theory/require.hpp"
#include "objector.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace minga::theory {
namespace {

/// That no composition of the population can make a fitness negative, which would show only when
/// a run comes to it.
void check_mixed(const Scenario& s) {
  const Update& u = s.update.update;
  check(u);
  const bool moran =
      u.rule == UpdateRule::moran_birth_death || u.rule == UpdateRule::moran_death_birth;
  if (!moran || u.fitness != Fitness::linear)
    return;
  const double least = Payoffs(played_game(s)).smallest();
  require(1.0 - u.weight + u.weight * least >= 0.0, "weight", u.weight,
          "at most " + std::to_string(1.0 / (1.0 - least)) +
              ", because fitness 1 - w + w payoff must not be negative and a payoff may be " +
              std::to_string(least));
}

}  // namespace

void Objector::population() {
  const PopulationSpec& p = s_.population;
  named(p.shares, "population.shares");
  named(p.counts, "population.counts");
  if (!p.shares.empty() && !p.counts.empty())
    object("population.shares", "counts are given too", "one of the two");
  if (!p.shares.empty()) {
    double sum = 0.0;
    for (const auto& [name, share] : p.shares)
      sum += share;
    if (std::abs(sum - 1.0) > kTolerance)
      object("population.shares", "sum to " + text_of(sum), "shares that sum to 1");
  }
  if (!p.counts.empty()) {
    double sum = 0.0;
    bool whole = true;
    for (const auto& [name, count] : p.counts) {
      sum += count;
      whole = whole && count == std::floor(count);
    }
    if (!whole || sum != p.size)
      object("population.counts", whole ? "sum to " + text_of(sum) : "are not whole numbers",
             "whole numbers that sum to the size, " + std::to_string(p.size));
    if (!p.centre.empty())
      object("population.centre", "counts say already how many play each strategy",
             "one of the two; centre goes with shares");
  }
  if (!p.centre.empty()) {
    known_name(p.centre, "population.centre");
    if (!structured_)
      object("population.centre", "a well-mixed population has no middle",
             "a structure, or counts = { " + p.centre + " = 1, ... }");
  }
  // a size that nobody gave only matters where something is asked of it
  const bool counts = s_.analysis.revises() || p.size != PopulationSpec{}.size;
  if (!structured_ && counts && group_ > p.size)
    object("population.size", "is smaller than the group, " + std::to_string(group_),
           "at least " + std::to_string(group_));
  if (!structured_ && asks(Question::simulation) &&
      s_.update.update.rule == UpdateRule::reinforcement && group_ > 0 && p.size % group_ != 0)
    object("population.size", "is not a multiple of the group, " + std::to_string(group_),
           "groups that all players fit into");
}

void Objector::named(const PopulationSpec::Named& given, const std::string& path) {
  for (const auto& [name, value] : given)
    known_name(name, path + '.' + name);
}

void Objector::known_name(const std::string& name, const std::string& path) {
  if (std::find(names_.begin(), names_.end(), name) == names_.end())
    object(path, "is not a strategy of this game", "one of " + joined(names_));
}

void Objector::structure() {
  const MeetingSpec& m = s_.structure;
  const int n = s_.population.size;
  if (m.kind == MeetingKind::lattice && static_cast<std::int64_t>(m.rows) * m.columns != n) {
    object("population.size",
           "is not rows times columns, " + std::to_string(std::int64_t{m.rows} * m.columns),
           std::to_string(std::int64_t{m.rows} * m.columns));
  }
  if (n > kMostNodes)
    object(m.kind == MeetingKind::lattice ? "structure.rows" : "population.size",
           "makes " + std::to_string(n) + " players", "at most " + std::to_string(kMostNodes));
  const std::int64_t ends = std::int64_t{n} * std::max(m.degree, 2 * m.ties);
  if (structured_ && ends > kMostEnds)
    object(m.ties > 0 ? "structure.ties" : "structure.degree", "makes a graph of too many ties",
           "at most " + std::to_string(kMostEnds / n / (m.ties > 0 ? 2 : 1)) +
               " with this many players");
  if (m.kind == MeetingKind::complete && n > kMostPlayers)
    object("population.size", "makes a complete graph of too many ties",
           "at most " + std::to_string(kMostPlayers) + ", or structure.kind = \"well-mixed\"");
  if (m.self && form().group)
    object("structure.self", "each node is in its own group anyway", "false");
}

void Objector::update() {
  const Update& u = s_.update.update;
  const bool moran =
      u.rule == UpdateRule::moran_birth_death || u.rule == UpdateRule::moran_death_birth;
  if (moran && u.schedule == Schedule::synchronous)
    object("update.schedule", "a Moran rule has one birth at a time", "random-sequential");
  if (u.rule == UpdateRule::reinforcement && u.mutation > 0.0)
    object("update.mutation", "learning has no mutation; see experiment", "0");
}

void Objector::make_graph() {
  if (!structured_ && !asks(Question::simulation))
    return;
  attempt(structured_ ? "structure" : "update", [this] {
    if (!structured_)
      return check_mixed(s_);
    check(StructuredModel{
        graph_of(s_.structure, s_.population.size, core::RandomField(s_.run.seed, s_.stream), 0),
        played_on_graph(s_), s_.update.update, s_.update.learning});
  });
}

}  // namespace minga::theory
