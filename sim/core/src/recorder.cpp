#include "recorder.hpp"

#include "recorder_row.hpp"

#include <algorithm>
#include <limits>

namespace minga::core {
namespace {

constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();

template <class T>
void allocate(std::vector<std::vector<T>>& columns, std::span<const Variable> variables,
              std::size_t size, T missing) {
  columns.assign(variables.size(), std::vector<T>(size, missing));
}

struct Made {
  double made = 0.0, due = 0.0;
};

Made contributions(const World& w, int r) {
  Made x;
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    if (w.groups.active(a, r) == 0)
      continue;
    x.made += w.groups.made(a, r);
    x.due += w.groups.due(a, r);
  }
  return x;
}

/// What a mean is made of.
struct Mean {
  double sum = 0.0;
  int count = 0;
  double value() const { return count > 0 ? sum / count : kNever; }
};

/// Adds what a firm expects of the others in an action under way, if something was due from it.
void add_belief(const World& w, int f, int a, int r, Mean& mean) {
  if (w.firms.seated(f, r) == 0 || w.firms.level(w.at_action(a, f), r) < 0.0)
    return;
  mean.sum += w.firms.tau(w.at_action(a, f), r);
  ++mean.count;
}

/// Mean over members and actions under way of what they expect of the others.
double mean_belief(const World& w, int r) {
  Mean mean;
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    for (int f = 0; f < w.derived.firms && w.groups.active(a, r) != 0; ++f)
      add_belief(w, f, a, r, mean);
  }
  return mean.value();
}

}  // namespace

Recorder::Recorder(const Society& society, BlockResult& result)
    : society_(society), out_(result), wanted_(society.world(0).scenario.record) {
  const World& w = society.world(0);
  out_.runs = w.replicates;
  out_.periods = w.scenario.time.periods;
  out_.firms = society.firms();
  out_.profiles = w.derived.profiles;
  out_.associations = society.associations();
  const auto runs = static_cast<std::size_t>(out_.runs);
  const std::size_t times = runs * static_cast<std::size_t>(out_.periods);
  const auto slots = static_cast<std::size_t>(out_.firms);
  const auto groups = static_cast<std::size_t>(out_.associations);
  allocate(out_.summary, summary_variables(), runs, kNever);
  allocate(out_.by_profile, profile_variables(), runs * static_cast<std::size_t>(out_.profiles),
           kNever);
  allocate(out_.association, association_variables(), runs * groups, kNever);
  if (society.office() != nullptr)
    allocate(out_.programme, programme_variables(), runs, kNever);
  if (wanted_.trajectory)
    allocate(out_.trajectory, trajectory_variables(), times * groups, kMissing);
  if (wanted_.firm) {
    allocate(out_.firm, firm_variables(), times * slots, kMissing);
    allocate(out_.firm_constant, firm_constant_variables(), runs * slots, kNever);
  }
  out_.failed.assign(runs, {});
}

void Recorder::period(int r, int t) {
  for (int a = 0; a < society_.associations() && wanted_.trajectory; ++a)
    trajectory(society_.world(a), r, t);
  if (wanted_.firm)
    firms(r, t);
}

void Recorder::trajectory(const World& w, int r, int t) {
  const Groups& g = w.groups;
  Row<float> row(trajectory_variables(), out_.trajectory,
                 (static_cast<std::size_t>(r) * static_cast<std::size_t>(out_.periods) +
                  static_cast<std::size_t>(t)) *
                         static_cast<std::size_t>(out_.associations) +
                     static_cast<std::size_t>(w.association));
  const bool ran = w.alive(r) || g.end_period(0, r) == t;
  const Made x = contributions(w, r);
  double payoff = 0.0;
  for (int f = 0; f < w.derived.firms; ++f) {
    payoff += w.firms.gain(f, r) - w.firms.cost(f, r) + w.firms.transfer(f, r);
  }
  const auto mean = [&](const Field<double>& field) {
    return ran && g.members(0, r) > 0 ? w.mean_over_members(field, r) : kNever;
  };
  row.set("cooperation_rate", ran && x.due > 0.0 ? x.made / x.due : kNever);
  row.set("attendance", ran ? g.indicator(static_cast<int>(Indicator::attendance), r) : kNever);
  row.set("trust", mean(w.firms.intention));
  row.set("expected_conduct", mean(w.firms.conduct));
  row.set("belief", ran ? mean_belief(w, r) : kNever);
  row.set("engagement", mean(w.firms.engagement));
  row.set("members", w.alive(r) ? g.members(0, r) : 0);
  row.set("fund", ran ? g.fund(0, r) : 0.0);
  row.set("sanctions", ran ? g.sanctions(0, r) : 0);
  row.set("side_deals", ran ? g.side_deals(0, r) : 0);
  row.set("facilitator_days", ran ? [&] {
    double days = 0.0;
    for (int k = 0; k < static_cast<int>(kActivities); ++k) days += g.days(k, r);
    return days;
  }() : 0.0);
  row.set("capability", ran ? g.capability(0, r) : kNever);
  row.set("vision", ran ? g.vision(0, r) : kNever);
  row.set("conflict", ran ? g.conflict(0, r) : kNever);
  row.set("phase", g.phase(0, r));
  row.set("payoff", ran ? payoff : 0.0);
  row.set("state", g.state(0, r));
  row.set("price_paid", ran && w.group_spec.client ? g.client.price(0, r) : kNever);
}

void Recorder::finish(int r) {
  outcomes(r);
  combine(r);
  if (society_.office() != nullptr)
    programme(r);
  by_profile(r);
  if (wanted_.firm)
    constants(r);
  if (wanted_.events)
    events(r);
}

void Recorder::events(int r) {
  const auto first = static_cast<std::ptrdiff_t>(out_.events.size());
  for (int a = 0; a < society_.associations(); ++a) {
    const auto& log = society_.world(a).events[static_cast<std::size_t>(r)];
    out_.events.insert(out_.events.end(), log.begin(), log.end());
  }
  std::stable_sort(out_.events.begin() + first, out_.events.end(),
                   [](const Event& a, const Event& b) { return a.time < b.time; });
}

}  // namespace minga::core
