// One other decision on the same chance; and the same decisions under other chance.
#include "minga/trainer/actions.hpp"
#include "minga/trainer/debrief.hpp"
#include "minga/trainer/refusal.hpp"

#include <algorithm>
#include <utility>

namespace minga::trainer {
namespace {

Json values(const std::vector<std::optional<double>>& from) {
  Json out = Json::array();
  for (const auto& x : from)
    out.push_back(number(x));
  return out;
}

Json series(const Trace& trace) {
  const Monthly m = by_month(trace.moments(), 0, kPeriods);
  return {{"trust", values(m.trust)},
          {"cooperation", values(m.cooperation)},
          {"attendance", values(m.attendance)},
          {"members", values(m.members)},
          {"sales", values(m.sales)}};
}

Json scores(const Outcome& o) {
  return {{"group", o.group}, {"autonomy", o.autonomy}, {"stands_alone", o.stands_alone}};
}

const char* end_of(const Trace& trace, int exit, const std::string& played) {
  const auto& moments = trace.moments();
  const auto last = static_cast<std::size_t>(std::max(1, exit)) - 1;
  return last < moments.size() && !moments[last].alive ? "ended" : played.c_str();
}

bool same(const Moment& a, const Moment& b) {
  return a.alive == b.alive && a.trust == b.trust && a.given == b.given && a.due == b.due &&
         a.attendance == b.attendance && a.members == b.members && a.sales == b.sales;
}

Json first_difference(const Trace& a, const Trace& b) {
  for (std::size_t t = 0; t < a.moments().size(); ++t) {
    if (!same(a.moments()[t], b.moments()[t]))
      return t / kHalves;
  }
  return nullptr;
}

/// Share of values below, ties half.
double rank_in(const std::vector<double>& all, double value) {
  double below = 0.0;
  for (const double x : all)
    below += x == value ? 0.5 : x < value ? 1.0 : 0.0;
  return all.empty() ? 0.0 : below / static_cast<double>(all.size());
}

double mean(const std::vector<double>& all) {
  double sum = 0.0;
  for (const double x : all)
    sum += x;
  return all.empty() ? 0.0 : sum / static_cast<double>(all.size());
}

struct Spread {
  std::vector<double> group, autonomy;
  void add(const Outcome& o) {
    group.push_back(o.group);
    autonomy.push_back(o.autonomy);
  }
};

/// In what was replayed a firm may have left or never joined: orders about it fall away by
/// themselves, but a project is launched once.
std::vector<Orders> without_doubles(std::vector<Orders> months, const Game& game) {
  std::vector<char> launched(game.scenario().association.front().actions.size(), 0);
  for (Orders& orders : months) {
    auto& all = orders.actions;
    all.erase(std::remove_if(all.begin(), all.end(),
                             [&](const Choice& c) {
                               if (c.kind != "launch")
                                 return false;
                               const auto a = static_cast<std::size_t>(c.project);
                               return std::exchange(launched[a], char{1}) != 0;
                             }),
              all.end());
  }
  return months;
}

}  // namespace

Json what_if(const Game& game, const Turn& other) {
  if (!game.over())
    throw Refusal(409, "not_over", "the game is not over");
  if (other.turn < 0 || other.turn >= game.months())
    throw Refusal(400, "invalid", "this month was not played", "turn");
  if (other.orders.has("withdraw") || other.orders.has("close"))
    throw Refusal(400, "invalid", "only what is done in a month can be changed", "actions");
  double days = 0.0;
  const int firms = static_cast<int>(game.sight().firms.size());
  for (const Choice& c : other.orders.actions) {
    days += c.days;
    if (find_action(c.kind)->target == Target::firm && c.firm >= firms)
      throw Refusal(400, "bad_target", "there is no such firm", "actions");
  }
  const auto t = static_cast<std::size_t>(other.turn);
  const int phase = t > 0 ? game.book().months()[t - 1].group.phase : 1;
  if (days > game.budget(phase) + 1e-9)
    throw Refusal(400, "over_budget", "more days than the month had", "actions");
  const std::vector<Orders> played = orders_of(game);
  std::vector<Orders> changed = played;
  changed[t].actions = other.orders.actions;
  changed[t].gate = other.orders.gate;
  for (const auto& [id, on] : other.orders.clauses) {
    for (std::size_t later = t; later < changed.size(); ++later) {
      if (changed[later].clauses.count(id) > 0)
        changed[later].clauses[id] = on;
    }
  }
  const bool closed = game.end() == "closed";
  const std::uint64_t seed = game.setup().seed;
  const Trace a = play_months(game.scenario(), seed, 0, played, closed);
  const Trace b = play_months(game.scenario(), seed, 0, without_doubles(changed, game), closed);
  const int exit = game.months() * kHalves;
  return {{"turn", other.turn},
          {"series", {{"played", series(a)}, {"changed", series(b)}}},
          {"scores", {{"played", scores(a.outcome(exit))}, {"changed", scores(b.outcome(exit))}}},
          {"first_difference", first_difference(a, b)},
          {"end", {{"played", game.end()}, {"changed", end_of(b, exit, game.end())}}}};
}

Json luck_of(const Game& game, int of, std::atomic<int>& done, const std::atomic<bool>& stop) {
  const std::vector<Rival> rivals = rivals_of(game.scenario(), game.setup().text);
  const std::vector<Orders> played = orders_of(game);
  const bool closed = game.end() == "closed";
  const std::uint64_t seed = game.setup().seed;
  const int exit = game.months() * kHalves;
  Spread you;
  std::vector<Spread> others(rivals.size());
  for (int luck = 1; luck <= of && !stop; ++luck) {
    const auto k = static_cast<std::uint32_t>(luck);
    you.add(play_months(game.scenario(), seed, k, played, closed).outcome(exit));
    for (std::size_t i = 0; i < rivals.size(); ++i)
      others[i].add(play_automatic(rivals[i].scenario, seed, k).outcome());
    done = luck;
  }
  const Outcome own = play_months(game.scenario(), seed, 0, played, closed).outcome(exit);
  Json strategies = Json::array();
  std::vector<double> group;
  std::vector<double> autonomy;
  for (std::size_t i = 0; i < rivals.size(); ++i) {
    group.push_back(mean(others[i].group));
    autonomy.push_back(mean(others[i].autonomy));
    strategies.push_back({{"name", rivals[i].name},
                          {"title", write(rivals[i].title)},
                          {"group", others[i].group},
                          {"autonomy", others[i].autonomy}});
  }
  return {{"status", "done"},
          {"of", of},
          {"same_firms", true},
          {"you", {{"group", you.group}, {"autonomy", you.autonomy}}},
          {"strategies", strategies},
          {"yours", {{"group", own.group}, {"autonomy", own.autonomy}}},
          {"skill",
           {{"group", rank_in(group, mean(you.group))},
            {"autonomy", rank_in(autonomy, mean(you.autonomy))}}},
          {"luck",
           {{"group", rank_in(you.group, own.group)},
            {"autonomy", rank_in(you.autonomy, own.autonomy)}}}};
}

}  // namespace minga::trainer
