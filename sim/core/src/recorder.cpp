#include "recorder.hpp"

#include "minga/core/inequality.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string_view>

namespace minga::core {
namespace {

constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();
constexpr double kNever = std::numeric_limits<double>::quiet_NaN();

/// Writes values by name, so that the order of the lists is nobody's concern.
template <class T>
class Row {
 public:
  Row(std::span<const Variable> variables, std::vector<std::vector<T>>& columns, std::size_t at)
      : variables_(variables), columns_(columns), at_(at) {}
  void set(std::string_view name, double value) {
    // calls come in the order of the list; only a mistake in this file searches
    for (std::size_t i = 0; i < variables_.size(); ++i, ++next_) {
      const std::size_t k = next_ % variables_.size();
      if (variables_[k].name != name)
        continue;
      columns_[k][at_] = static_cast<T>(value);
      ++next_;
      return;
    }
    throw std::logic_error("no recorded variable of this name: " + std::string(name));
  }

 private:
  std::span<const Variable> variables_;
  std::vector<std::vector<T>>& columns_;
  std::size_t at_;
  std::size_t next_ = 0;
};

template <class T>
void allocate(std::vector<std::vector<T>>& columns, std::span<const Variable> variables,
              std::size_t size, T missing) {
  columns.assign(variables.size(), std::vector<T>(size, missing));
}

double period_or_never(int t) { return t < 0 ? kNever : t; }

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

/// Mean over actions under way of what a firm expects of the others.
double own_belief(const World& w, int f, int r) {
  Mean mean;
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    if (w.groups.active(a, r) != 0)
      add_belief(w, f, a, r, mean);
  }
  return mean.value();
}

double total_over_firms(const World& w, const Field<double>& field, int r) {
  double sum = 0.0;
  for (int f = 0; f < w.derived.firms; ++f)
    sum += field(f, r);
  return sum;
}

double gini_of(const World& w, int r) {
  std::vector<double> payoffs;
  for (int f = 0; f < w.derived.firms; ++f) {
    if (w.firms.ever(f, r) != 0)
      payoffs.push_back(w.firms.payoff_total(f, r));
  }
  return gini_index(payoffs);
}

bool independent(const World& w, int r) {
  return w.alive(r) && w.groups.facilitated(0, r) == 0 && w.groups.funded(0, r) == 0 &&
         w.groups.time_alone(0, r) >= 0 && w.groups.conduct_smooth(0, r) >= w.model.standing_share;
}

void ledger(const World& w, int r, Row<double>& row) {
  const double gain = total_over_firms(w, w.firms.gain_total, r);
  const double cost = total_over_firms(w, w.firms.cost_total, r);
  const double programme = w.groups.cost_total(0, r);
  const double outsiders = w.groups.outsider_total(0, r);
  row.set("welfare", gain - cost - programme + outsiders);
  row.set("member_gain", gain);
  row.set("member_cost", cost);
  row.set("cost", programme);
  row.set("outsider_effect", outsiders);
}

void milestones(const World& w, int r, Row<double>& row) {
  const Groups& g = w.groups;
  row.set("time_to_regulation", period_or_never(g.time_regulation(0, r)));
  row.set("time_to_pilot", period_or_never(g.time_pilot(0, r)));
  row.set("time_to_plan", period_or_never(g.time_plan(0, r)));
  row.set("time_to_routine", period_or_never(g.time_routine(0, r)));
  row.set("time_to_manager", period_or_never(g.time_manager(0, r)));
  row.set("time_to_exit", period_or_never(g.time_exit(0, r)));
  row.set("time_to_standing_alone", period_or_never(g.time_alone(0, r)));
}

}  // namespace

Recorder::Recorder(const World& w, BlockResult& result) : out_(result), wanted_(w.scenario.record) {
  out_.runs = w.replicates;
  out_.periods = w.scenario.time.periods;
  out_.firms = w.derived.firms;
  out_.profiles = w.derived.profiles;
  const auto runs = static_cast<std::size_t>(out_.runs);
  const std::size_t times = runs * static_cast<std::size_t>(out_.periods);
  const auto slots = static_cast<std::size_t>(out_.firms);
  allocate(out_.summary, summary_variables(), runs, kNever);
  allocate(out_.by_profile, profile_variables(), runs * static_cast<std::size_t>(out_.profiles),
           kNever);
  if (wanted_.trajectory)
    allocate(out_.trajectory, trajectory_variables(), times, kMissing);
  if (wanted_.firm) {
    allocate(out_.firm, firm_variables(), times * slots, kMissing);
    allocate(out_.firm_constant, firm_constant_variables(), runs * slots, kNever);
  }
  out_.failed.assign(runs, {});
}

void Recorder::period(const World& w, int r, int t) {
  if (wanted_.trajectory)
    trajectory(w, r, t);
  if (wanted_.firm)
    firms(w, r, t);
}

void Recorder::trajectory(const World& w, int r, int t) {
  const Groups& g = w.groups;
  Row<float> row(trajectory_variables(), out_.trajectory,
                 static_cast<std::size_t>(r) * static_cast<std::size_t>(out_.periods) +
                     static_cast<std::size_t>(t));
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
}

void Recorder::firms(const World& w, int r, int t) {
  const std::size_t start = (static_cast<std::size_t>(r) * static_cast<std::size_t>(out_.periods) +
                             static_cast<std::size_t>(t)) *
                            static_cast<std::size_t>(out_.firms);
  const bool ran = w.alive(r) || w.groups.end_period(0, r) == t;
  for (int f = 0; f < w.derived.firms; ++f) {
    Row<float> row(firm_variables(), out_.firm, start + static_cast<std::size_t>(f));
    double made = 0.0;
    double due = 0.0;
    for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
      const double level = w.firms.level(w.at_action(a, f), r);
      if (w.groups.active(a, r) == 0 || level < 0.0)
        continue;
      made += level;
      due += 1.0;
    }
    const bool seated = ran && w.firms.seated(f, r) != 0;
    const bool in = ran && w.member(f, r);
    row.set("contributed", seated && due > 0.0 ? made / due : kNever);
    row.set("attended", seated ? w.firms.present(f, r) : kNever);
    row.set("trust", in ? w.firms.intention(f, r) : kNever);
    row.set("belief", ran ? own_belief(w, f, r) : kNever);
    row.set("engagement", in ? w.firms.engagement(f, r) : kNever);
    row.set("payoff", ran ? w.firms.gain(f, r) - w.firms.cost(f, r) + w.firms.transfer(f, r) : 0.0);
    const bool homeless = !w.alive(r) && w.member(f, r);
    row.set("status", homeless ? static_cast<double>(FirmStatus::left) : w.firms.status(f, r));
  }
}

void Recorder::constants(const World& w, int r) {
  for (int f = 0; f < w.derived.firms; ++f) {
    Row<double> row(firm_constant_variables(), out_.firm_constant,
                    static_cast<std::size_t>(r) * static_cast<std::size_t>(out_.firms) +
                        static_cast<std::size_t>(f));
    row.set("profile", w.firms.profile(f, r));
    row.set("size", w.firms.size(f, r));
    row.set("distance", w.firms.distance(f, r));
    row.set("margin", w.firms.margin(f, r));
  }
}

void Recorder::by_profile(const World& w, int r) {
  for (int p = 0; p < w.derived.profiles; ++p) {
    Row<double> row(profile_variables(), out_.by_profile,
                    static_cast<std::size_t>(r) * static_cast<std::size_t>(out_.profiles) +
                        static_cast<std::size_t>(p));
    double gain = 0.0, cost = 0.0, transfer = 0.0, count = 0.0;
    for (int f = 0; f < w.derived.firms; ++f) {
      if (w.firms.profile(f, r) != p || w.firms.ever(f, r) == 0)
        continue;
      gain += w.firms.gain_total(f, r);
      cost += w.firms.cost_total(f, r);
      transfer += w.firms.transfer_total(f, r);
      count += 1.0;
    }
    row.set("member_gain_by_profile", gain);
    row.set("member_cost_by_profile", cost);
    row.set("transfers_by_profile", transfer);
    row.set("firms_by_profile", count);
  }
}

void Recorder::finish(const World& w, int r) {
  const Groups& g = w.groups;
  Row<double> row(summary_variables(), out_.summary, static_cast<std::size_t>(r));
  row.set("survived", w.alive(r));
  row.set("periods_survived", w.alive(r) ? out_.periods : g.end_period(0, r));
  row.set("state", g.state(0, r));
  row.set("cause", g.cause(0, r));
  row.set("cooperation_rate",
          g.due_total(0, r) > 0.0 ? g.made_total(0, r) / g.due_total(0, r) : kNever);
  row.set("cooperation_final", g.due_last(0, r) > 0.0 ? g.made_last(0, r) / g.due_last(0, r) : 0.0);
  row.set("attendance", g.attendance_total(0, r) / std::max(1, g.periods_alive(0, r)));
  row.set("trust", g.members(0, r) > 0 ? w.mean_over_members(w.firms.intention, r) : kNever);
  ledger(w, r, row);
  row.set("payoff_gini", gini_of(w, r));
  row.set("phase_reached", g.phase_reached(0, r));
  milestones(w, r, row);
  row.set("independent", independent(w, r));
  row.set("members_final", w.alive(r) ? g.members(0, r) : 0);
  row.set("sanctions_total", g.sanctions_total(0, r));
  row.set("wrongful_sanctions", g.wrongful(0, r));
  row.set("expulsions", g.expulsions(0, r));
  row.set("facilitator_days", g.days_total(0, r));
  by_profile(w, r);
  if (wanted_.firm)
    constants(w, r);
  if (wanted_.events) {
    const auto& log = w.events[static_cast<std::size_t>(r)];
    out_.events.insert(out_.events.end(), log.begin(), log.end());
  }
}

}  // namespace minga::core
