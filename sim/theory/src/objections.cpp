// Refuses what makes no sense, each with the parameter, the reason and what would do. The makers of
// games refuse their own numbers; this says what only the whole of a scenario shows.
#include "objector.hpp"

#include <algorithm>
#include <limits>
#include <string_view>

namespace minga::theory {

std::string text_of(double x) {
  std::string out = std::to_string(x);
  out.erase(out.find_last_not_of('0') + 1);
  if (!out.empty() && out.back() == '.')
    out.pop_back();
  return out;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& n : names)
    out += (out.empty() ? "" : ", ") + n;
  return out;
}

int players_of_a_good(const Scenario& s) {
  const MeetingSpec& m = s.structure;
  if (s.game.group > 0 || m.kind == MeetingKind::well_mixed)
    return s.game.group;
  if (m.kind == MeetingKind::lattice && m.border == Border::periodic)
    return m.neighbourhood == Neighbourhood::moore ? 9 : 5;
  if (m.kind == MeetingKind::ring || m.kind == MeetingKind::random_regular)
    return m.degree + 1;
  return m.kind == MeetingKind::complete ? s.population.size : 0;
}

DilemmaRange dilemma_range(const GameSpec& g, int group) {
  const double left = 1.0 - (g.sanction ? g.sanction->detection * g.sanction->fine : 0.0);
  constexpr double kNoLimit = std::numeric_limits<double>::infinity();
  return {left, g.others_only && left > 0.0 ? kNoLimit : group * left};
}

std::vector<Objection> Objector::operator()() {
  dilemma();
  own_strategies();
  repeated();
  run();
  structure();
  update();
  questions();
  make_game();
  if (names_.empty())
    return std::move(out_);
  population();
  if (out_.empty())
    tables_of_game();
  if (out_.empty())
    make_graph();
  return std::move(out_);
}

void Objector::object_to(const std::string& path, const std::string& said) {
  constexpr std::string_view kMiddle = " is not accepted: it must be ";
  const std::size_t middle = said.find(kMiddle);
  const std::size_t equals = said.find(" = ");
  if (middle == std::string::npos || equals == std::string::npos || equals > middle)
    return object(path, said, "other numbers");
  const std::string accepted = said.substr(middle + kMiddle.size());
  const std::string name = said.substr(0, equals);
  std::vector<const char*> keys = form().needs;
  keys.insert(keys.end(), form().may.begin(), form().may.end());
  const bool known = std::find(keys.begin(), keys.end(), name) != keys.end();
  if (path == "game" && known)
    return object(path + '.' + name, "is not accepted", accepted);
  object(path, said.substr(0, middle) + " is not accepted", accepted);
}

std::vector<Objection> objections(const Scenario& scenario) { return Objector(scenario)(); }

}  // namespace minga::theory
