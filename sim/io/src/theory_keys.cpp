// Which keys of a theory scenario mean something, by the form, rule, kind and questions around
// them.
#include "theory_tables.hpp"

#include <algorithm>

namespace minga::io {
namespace {

using theory::Question;

struct Adder {
  Used& used;
  void operator()(std::initializer_list<const char*> keys) const {
    used.keys.insert(used.keys.end(), keys.begin(), keys.end());
  }
};

}  // namespace

Used used_keys(const theory::GameSpec& g) {
  const theory::FormEntry& form = theory::entry_of(g.form);
  Used used{{"form"}, "with form = " + std::string(core::name_of(g.form))};
  used.keys.insert(used.keys.end(), form.needs.begin(), form.needs.end());
  used.keys.insert(used.keys.end(), form.may.begin(), form.may.end());
  return used;
}

Used used_keys(const theory::OwnStrategy& o) {
  if (!o.states.empty())
    return {{"states", "start"}, "with states"};
  return {{"memory_one", "reactive", "memory_n", "states", "zero_determinant", "opening"},
          "without states"};
}

Used used_keys(const theory::RepeatedSpec& r) {
  Used used{{"strategies", "horizon", "action_error", "perception_error"},
            "with horizon = " + std::string(core::name_of(r.horizon))};
  if (r.horizon == theory::HorizonKind::rounds)
    used.keys.emplace_back("rounds");
  if (r.horizon == theory::HorizonKind::continuation)
    used.keys.emplace_back("continuation");
  return used;
}

Used used_keys(const theory::MeetingSpec& m) {
  using theory::MeetingKind;
  Used used{{"kind"}, "with kind = " + std::string(core::name_of(m.kind))};
  const Adder add{used};
  if (m.kind != MeetingKind::well_mixed)
    add({"self", "payoff"});
  if (m.kind == MeetingKind::lattice)
    add({"rows", "columns", "neighbourhood", "border"});
  if (m.kind == MeetingKind::ring)
    add({"degree"});
  if (m.kind == MeetingKind::random_regular)
    add({"degree", "one_graph"});
  if (m.kind == MeetingKind::small_world)
    add({"degree", "rewiring", "one_graph"});
  if (m.kind == MeetingKind::scale_free)
    add({"ties", "one_graph"});
  return used;
}

Used used_keys(const theory::UpdateSpec& u, theory::MeetingKind meeting) {
  using theory::UpdateRule;
  const UpdateRule rule = u.update.rule;
  Used used{{"rule"}, "with rule = " + std::string(core::name_of(rule))};
  const Adder add{used};
  if (rule == UpdateRule::reinforcement) {
    if (meeting != theory::MeetingKind::well_mixed)
      add({"schedule"});
    else
      used.because += " in a well-mixed population, where all learn in each round";
    add({"learning", "aspiration"});
    if (u.learning.rule == theory::Learning::roth_erev)
      add({"initial", "forgetting", "experiment"});
    else
      add({"rate"});
    return used;
  }
  add({"schedule", "mutation"});
  if (rule == UpdateRule::fermi)
    add({"intensity", "noise"});
  if (rule == UpdateRule::aspiration)
    add({"intensity", "aspiration"});
  if (rule == UpdateRule::moran_birth_death || rule == UpdateRule::moran_death_birth) {
    const bool linear = u.update.fitness == theory::Fitness::linear;
    add({"fitness", linear ? "weight" : "intensity"});
    used.because += ", fitness = " + std::string(core::name_of(u.update.fitness));
  }
  return used;
}

Used used_keys(const theory::AnalysisSpec& a) {
  Used used{{"what"}, "by what is asked"};
  const Adder add{used};
  if (a.asks(Question::simulation))
    add({"generations", "skip", "every", "snapshots"});
  if (a.asks(Question::replicator) || a.asks(Question::adaptive) || a.asks(Question::trait))
    add({"duration", "step"});
  if (a.asks(Question::tournament))
    add({"turns", "self_play", "repetitions", "ecology"});
  if (a.asks(Question::adaptive))
    add({"chances"});
  if (a.asks(Question::trait))
    add({"trait"});
  return used;
}

std::vector<std::string> idle_keys(const theory::Scenario& s) {
  const auto asks = [&s](std::initializer_list<Question> any) {
    return std::any_of(any.begin(), any.end(), [&s](Question q) { return s.analysis.asks(q); });
  };
  const bool simulated = asks({Question::simulation});
  const bool revised = s.analysis.revises();
  // small populations have conditions of their own on games of two
  const bool classified = asks({Question::classification}) && !theory::entry_of(s.game.form).group;
  const bool begun = simulated || asks({Question::replicator}) ||
                     (s.analysis.asks(Question::tournament) && s.analysis.ecology > 0);
  std::vector<std::string> idle;
  if (!revised) {
    for (const std::string& key : used_keys(s.update, s.structure.kind).keys) {
      if (key != "mutation" || !asks({Question::replicator}))
        idle.push_back("update." + key);
    }
    idle.emplace_back("structure.kind");
  }
  if (!revised && !classified)
    idle.emplace_back("population.size");
  if (!begun) {
    idle.emplace_back("population.shares");
    idle.emplace_back("population.counts");
  }
  if (!simulated)
    idle.emplace_back("run.replicates");
  return idle;
}

}  // namespace minga::io
