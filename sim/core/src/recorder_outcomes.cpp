// Outcomes of each association at the end of a run, and those of all together.
#include "minga/core/inequality.hpp"
#include "recorder.hpp"
#include "recorder_row.hpp"

#include <algorithm>
#include <cmath>

namespace minga::core {
namespace {

/// Periods from the founding to a moment that came, or none.
double since_founded(const World& w, int r, int t) {
  return t < 0 ? kNever : t - w.groups.founded(0, r);
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

/// The same over all firms, each with what it has from every association.
double gini_of(const Society& society, int r) {
  std::vector<double> payoff(static_cast<std::size_t>(society.firms()), 0.0);
  std::vector<char> ever(payoff.size(), 0);
  for (int a = 0; a < society.associations(); ++a) {
    const World& w = society.world(a);
    for (int f = 0; f < w.derived.firms; ++f) {
      if (w.firms.ever(f, r) == 0)
        continue;
      const auto firm = static_cast<std::size_t>(w.firms.number(f, r));
      payoff[firm] += w.firms.payoff_total(f, r);
      ever[firm] = 1;
    }
  }
  std::vector<double> members;
  for (std::size_t f = 0; f < payoff.size(); ++f) {
    if (ever[f] != 0)
      members.push_back(payoff[f]);
  }
  return gini_index(members);
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
  row.set("time_to_regulation", since_founded(w, r, g.time_regulation(0, r)));
  row.set("time_to_pilot", since_founded(w, r, g.time_pilot(0, r)));
  row.set("time_to_plan", since_founded(w, r, g.time_plan(0, r)));
  row.set("time_to_routine", since_founded(w, r, g.time_routine(0, r)));
  row.set("time_to_manager", since_founded(w, r, g.time_manager(0, r)));
  row.set("time_to_exit", since_founded(w, r, g.time_exit(0, r)));
  row.set("time_to_standing_alone", since_founded(w, r, g.time_alone(0, r)));
}

int periods_alive(const World& w, int r, int periods) {
  const Groups& g = w.groups;
  if (g.founded(0, r) < 0)
    return 0;
  return (w.alive(r) ? periods : g.end_period(0, r)) - g.founded(0, r);
}

void fill(const World& w, int r, int periods, Row<double> row) {
  const Groups& g = w.groups;
  row.set("survived", w.alive(r));
  row.set("periods_survived", periods_alive(w, r, periods));
  row.set("state", g.state(0, r));
  row.set("cause", g.cause(0, r));
  row.set("cooperation_rate",
          g.due_total(0, r) > 0.0 ? g.made_total(0, r) / g.due_total(0, r) : kNever);
  row.set("cooperation_final", g.due_last(0, r) > 0.0 ? g.made_last(0, r) / g.due_last(0, r) : 0.0);
  const bool formed = g.founded(0, r) >= 0;
  row.set("attendance",
          formed ? g.attendance_total(0, r) / std::max(1, g.periods_alive(0, r)) : kNever);
  row.set("trust", g.members(0, r) > 0 ? w.mean_over_members(w.firms.intention, r) : kNever);
  ledger(w, r, row);
  row.set("payoff_gini", gini_of(w, r));
  row.set("phase_reached", formed ? g.phase_reached(0, r) : kNever);
  milestones(w, r, row);
  row.set("independent", independent(w, r));
  row.set("members_final", w.alive(r) ? g.members(0, r) : 0);
  row.set("sanctions_total", g.sanctions_total(0, r));
  row.set("wrongful_sanctions", g.wrongful(0, r));
  row.set("expulsions", g.expulsions(0, r));
  row.set("facilitator_days", g.days_total(0, r));
  const bool client = w.group_spec.client.has_value();
  row.set("client_gain", client ? g.client.gain(0, r) : kNever);
  row.set("price_paid", client && g.client.agreed(0, r) > 0.0
                            ? g.client.paid(0, r) / g.client.agreed(0, r)
                            : kNever);
}

/// Outcomes of one variable in the associations of a run, combined by its rule.
double combined(Across across, const std::vector<double>& values) {
  double sum = 0.0;
  double known = 0.0;
  double most = kNever;
  for (const double v : values) {
    if (std::isnan(v))
      continue;
    sum += v;
    known += 1.0;
    most = known == 1.0 ? v : std::max(most, v);
  }
  switch (across) {
    case Across::total:
      return known > 0.0 ? sum : kNever;
    case Across::mean:
    case Across::reached:
      return known > 0.0 ? sum / known : kNever;
    case Across::most:
      return most;
    default:
      return kNever;
  }
}

/// The value that all have, or none.
double common(const std::vector<double>& values) {
  const bool same =
      std::all_of(values.begin(), values.end(), [&](double v) { return v == values.front(); });
  return same ? values.front() : kNever;
}

}  // namespace

void Recorder::outcomes(int r) {
  for (int a = 0; a < out_.associations; ++a) {
    const World& w = society_.world(a);
    const std::size_t at =
        static_cast<std::size_t>(r) * static_cast<std::size_t>(out_.associations) +
        static_cast<std::size_t>(a);
    fill(w, r, out_.periods, Row<double>(association_variables(), out_.association, at));
    Row<double> row(association_variables(), out_.association, at);
    row.set("founded", w.groups.founded(0, r) < 0 ? kNever : w.groups.founded(0, r));
    row.set("served", w.groups.founded(0, r) >= 0 && w.groups.served(0, r) != 0);
  }
}

void Recorder::combine(int r) {
  const auto groups = static_cast<std::size_t>(out_.associations);
  const auto variables = summary_variables();
  const auto values = [&](std::size_t v) {
    const auto first = out_.association[v].begin() +
                       static_cast<std::ptrdiff_t>(static_cast<std::size_t>(r) * groups);
    return std::vector<double>(first, first + static_cast<std::ptrdiff_t>(groups));
  };
  const auto run = static_cast<std::size_t>(r);
  double made = 0.0, due = 0.0, made_last = 0.0, due_last = 0.0;
  for (int a = 0; a < out_.associations; ++a) {
    const Groups& g = society_.world(a).groups;
    made += g.made_total(0, r);
    due += g.due_total(0, r);
    made_last += g.made_last(0, r);
    due_last += g.due_last(0, r);
  }
  for (std::size_t v = 0; v < variables.size(); ++v) {
    const std::vector<double> each = values(v);
    double& to = out_.summary[v][run];
    if (groups == 1) {
      to = each.front();
      continue;
    }
    if (variables[v].name == "state")
      to = *std::min_element(each.begin(), each.end());  // alive, dormant, dissolved
    else if (variables[v].name == "cause")
      to = common(each);
    else if (variables[v].name == "cooperation_rate")
      to = due > 0.0 ? made / due : kNever;
    else if (variables[v].name == "cooperation_final")
      to = due_last > 0.0 ? made_last / due_last : 0.0;
    else if (variables[v].name == "payoff_gini")
      to = gini_of(society_, r);
    else
      to = combined(variables[v].across, each);
  }
}

void Recorder::programme(int r) {
  const ProgrammeOffice& office = *society_.office();
  Row<double> row(programme_variables(), out_.programme, static_cast<std::size_t>(r));
  row.set("candidates", out_.associations);
  row.set("calls", office.calls(r));
  row.set("answers", office.answered(r));
  row.set("groups_served", office.served(r));
  row.set("groups_formed", office.formed(r));
  row.set("response", office.response(r));
  row.set("coordination_cost", office.coordination_total(r));
  row.set("budget_spent", office.spent(r));
  row.set("support_ended", office.ended(r) < 0 ? kNever : office.ended(r));
  // the office's own cost is nobody else's
  const auto add = [&](std::string_view name, double amount) {
    for (std::size_t v = 0; v < summary_variables().size(); ++v) {
      if (summary_variables()[v].name == name)
        out_.summary[v][static_cast<std::size_t>(r)] += amount;
    }
  };
  add("cost", office.coordination_total(r));
  add("welfare", -office.coordination_total(r));
}

void Recorder::by_profile(int r) {
  const auto profiles = static_cast<std::size_t>(out_.profiles);
  const std::vector<double> none(profiles, 0.0);
  std::vector<double> gain = none, cost = none, transfer = none, count = none;
  std::vector<char> counted(static_cast<std::size_t>(out_.firms), 0);
  for (int a = 0; a < out_.associations; ++a) {
    const World& w = society_.world(a);
    for (int f = 0; f < w.derived.firms; ++f) {
      if (w.firms.ever(f, r) == 0)
        continue;
      const auto p = static_cast<std::size_t>(w.firms.profile(f, r));
      gain[p] += w.firms.gain_total(f, r);
      cost[p] += w.firms.cost_total(f, r);
      transfer[p] += w.firms.transfer_total(f, r);
      char& seen = counted[static_cast<std::size_t>(w.firms.number(f, r))];
      count[p] += seen == 0;
      seen = 1;
    }
  }
  for (std::size_t p = 0; p < profiles; ++p) {
    Row<double> row(profile_variables(), out_.by_profile,
                    static_cast<std::size_t>(r) * profiles + p);
    row.set("member_gain_by_profile", gain[p]);
    row.set("member_cost_by_profile", cost[p]);
    row.set("transfers_by_profile", transfer[p]);
    row.set("firms_by_profile", count[p]);
  }
}

}  // namespace minga::core
