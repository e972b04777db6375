#include "minga/trainer/month.hpp"

#include "minga/trainer/actions.hpp"

#include <algorithm>

namespace minga::trainer {
namespace {

using core::Launch;

/// Values that a clause brings where the scenario's regulation has none: shares of a monthly margin
/// for fines, and numbers that the field uses (three absences, a printed ladder).
constexpr double kFine = 0.01;
constexpr double kEnforcement = 0.6;
constexpr int kCustomaryLimit = 3;
constexpr double kOpenAccounts = 0.5;

bool has_sanctions(const core::Regulation& r) {
  return core::has_judge(r) && r.enforcement > 0.0 && !r.sanctions.empty();
}

void set_sanctions(core::Regulation& r, bool on, double margin) {
  if (!on) {
    r.enforcement = 0.0;
    r.sanctions.clear();
    r.expel_after = 0;
    return;
  }
  if (has_sanctions(r) || r.enforcer == core::Enforcer::peers)
    return;
  r.enforcer = core::Enforcer::assembly;
  r.enforcement = kEnforcement;
  r.sanctions = {2.0 * kFine * margin, 4.0 * kFine * margin, 8.0 * kFine * margin};
}

/// Sets a value to what the clause says: its own if it has one, else a usual one, or nothing.
template <class T>
void set(T& value, bool on, T usual) {
  if (!on)
    value = T{};
  else if (value == T{})
    value = usual;
}

void set_clause(core::Regulation& r, const std::string& id, bool on, double margin) {
  if (id == "absence_fine")
    set(r.absence_fine, on, kFine * margin);
  else if (id == "lateness_fine")
    set(r.lateness_fine, on, 0.5 * kFine * margin);
  else if (id == "sanctions")
    set_sanctions(r, on, margin);
  else if (id == "expulsion")
    set(r.expel_after, on && core::has_judge(r), kCustomaryLimit);
  else if (id == "open_accounts")
    set(r.transparency, on, kOpenAccounts);
  else if (id == "review_absences")
    set(r.absences_for_review, on, kCustomaryLimit);
  else if (id == "conflict_committee")
    set(r.conflict_committee, on, true);
}

}  // namespace

bool Orders::has(const std::string& kind) const {
  return std::any_of(actions.begin(), actions.end(),
                     [&](const Choice& c) { return c.kind == kind; });
}

std::vector<Clause> clauses_of(const core::Scenario& scenario) {
  const core::Regulation& r = scenario.association.front().regulation;
  if (r.adoption != core::Adoption::vote || r.enforcer == core::Enforcer::peers)
    return {};
  return {{"absence_fine", r.absence_fine > 0.0},
          {"lateness_fine", r.lateness_fine > 0.0},
          {"sanctions", has_sanctions(r)},
          {"expulsion", r.expel_after > 0},
          {"open_accounts", r.transparency > 0.0},
          {"review_absences", r.absences_for_review > 0},
          {"conflict_committee", r.conflict_committee}};
}

core::Regulation draft_with(const core::Scenario& scenario,
                            const std::map<std::string, bool>& clauses) {
  core::Regulation r = scenario.association.front().regulation;
  // in the order of the list, because expulsion needs somebody who judges
  for (const Clause& c : clauses_of(scenario)) {
    const auto wanted = clauses.find(std::string(c.id));
    if (wanted != clauses.end() && wanted->second != c.in_scenario)
      set_clause(r, wanted->first, wanted->second, scenario.population.margin);
  }
  return r;
}

Group::Group(const core::Scenario& scenario, std::uint64_t seed, std::uint32_t luck)
    : base_(scenario),
      play_(scenario, {.seed = seed, .luck = luck}),
      launch_(scenario.association.front().actions.size(), Launch::held) {}

core::Decision Group::decision(const Orders& orders, int half) const {
  core::Decision d;
  d.there = true;
  d.next_phase = orders.gate;
  d.launch = launch_;
  int aimed = 0;
  for (const Choice& c : orders.actions) {
    const ActionKind& kind = *find_action(c.kind);
    if (c.kind == "enforce")
      d.advice.push_back({c.firm, core::Advice::enforce});
    else if (c.kind == "waive")
      d.advice.push_back({c.firm, core::Advice::waive});
    else if (c.kind == "expel" && half == 0)
      d.advice.push_back({c.firm, core::Advice::expel});
    if (!kind.activity)
      continue;
    if (kind.target == Target::firm) {
      // a visit is one visit: before one of the month's two meetings, in turns
      if (aimed++ % kHalves == half)
        d.errands.push_back({c.firm, *kind.activity, c.days});
    } else {
      d.days[static_cast<std::size_t>(*kind.activity)] += c.days / kHalves;
    }
  }
  return d;
}

void Group::half(const Orders& orders, int half) {
  for (const Choice& c : orders.actions) {
    if (c.kind == "launch")
      launch_[static_cast<std::size_t>(c.project)] = Launch::launched;
  }
  if (half == 0 && !orders.clauses.empty() && !sight().regulated)
    play_.redraft(draft_with(base_, orders.clauses));
  const core::Decision now = decision(orders, half);
  play_.step([&](const core::Sight&, core::Decision& d) { d = now; });
}

void Group::close() {
  const std::vector<Launch> launch = launch_;
  play_.step([&](const core::Sight&, core::Decision& d) {
    d = {};
    d.there = true;
    d.launch = launch;
    d.close = true;
  });
}

void Group::alone() {
  // what was begun goes on; what was not, the group may begin in its phase
  std::vector<Launch> launch = launch_;
  std::replace(launch.begin(), launch.end(), Launch::held, Launch::by_phase);
  play_.step([&](const core::Sight&, core::Decision& d) {
    d = {};
    d.launch = launch;
  });
}

void Group::automatic() { play_.step(); }

}  // namespace minga::trainer
