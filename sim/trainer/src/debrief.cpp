// The debrief of a game that is over: here, and nowhere else, is what was behind it told.
#include "minga/trainer/debrief.hpp"

#include "minga/trainer/refusal.hpp"
#include "score.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace minga::trainer {
namespace {

/// Changes of trust and of conduct in a month that are worth a word.
constexpr double kNotable = 0.04;
/// Days not used that are worth a word, share of the month's.
constexpr double kIdle = 0.75;
/// Month from which on first work on trust is late.
constexpr int kLate = 12;

Json values(const std::vector<std::optional<double>>& from) {
  Json out = Json::array();
  for (const auto& x : from)
    out.push_back(number(x));
  return out;
}

Json intentions(const Game& game) {
  Json out = Json::array();
  for (int t = 0; t < game.months(); ++t) {
    Json p = report_of(game, t)["prediction"];
    if (p.is_null())
      continue;
    p["turn"] = t;
    out.push_back(std::move(p));
  }
  return out;
}

/// What a firm did in a month, in truth.
struct True {
  Value attend, pay, contribute, side_deal;
  int side_deals = 0, offers = 0;
  double given = 0.0, due = 0.0;
  double able_due = 0.0;  ///< when it could come
  int could = 0, meetings = 0;
};

True true_month(const Game& game, std::size_t t, std::size_t f) {
  const BookMonth& month = game.book().months()[t];
  True out;
  out.attend = month.firms[f].attend();
  out.pay = month.firms[f].pay();
  for (std::size_t h = 0; h < game.behind()[t].half.size(); ++h) {
    const core::FirmTruth& x = game.behind()[t].half[h].firms[f];
    if (!month.seen.half[h].firms[f].seated)
      continue;
    ++out.meetings;
    out.could += x.available;
    out.given += x.given;
    out.due += x.due;
    out.able_due += x.available ? x.due : 0.0;
    out.offers += x.offers;
    out.side_deals += x.side_deals;
  }
  if (out.due > 0.0)
    out.contribute = out.given / out.due;
  if (out.offers > 0)
    out.side_deal = out.side_deals > 0 ? 1.0 : 0.0;
  return out;
}

/// Forecasts about a firm with what came of them.
std::vector<Settled> settled_of(const Game& game, int firm) {
  std::vector<Settled> out;
  for (int t = 0; t < game.months(); ++t) {
    const Forecast* latest = nullptr;
    for (const Entry& e : game.notebook()) {
      if (e.turn <= t && e.forecast.firm == firm)
        latest = &e.forecast;
    }
    if (latest == nullptr)
      continue;
    const True was = true_month(game, static_cast<std::size_t>(t), static_cast<std::size_t>(firm));
    const auto settle = [&](const char* what, const std::optional<double>& p, Value seen) {
      if (p && seen)
        out.push_back({t, firm, what, *p, *seen});
    };
    settle("attend", latest->attend, was.attend);
    settle("pay", latest->pay, was.pay);
    settle("contribute", latest->contribute, was.contribute);
    settle("side_deal", latest->side_deal, was.side_deal);
  }
  return out;
}

/// What kept a firm from giving: that it could not come, or that it would not.
const char* what_drove(const True& all) {
  const double could = all.meetings > 0 ? static_cast<double>(all.could) / all.meetings : 1.0;
  const double gave = all.able_due > 0.0 ? all.given / all.able_due : 1.0;
  if (gave >= 0.5 && could >= 0.5)
    return "none";
  return gave < 0.5 ? "disposition" : "constraint";
}

struct FirmStory {
  Json truth = Json::object();
  True total;
  double payoff = 0.0;
  Json trust = Json::array();
};

FirmStory story_of(const Game& game, std::size_t f) {
  FirmStory out;
  for (const char* what : {"attend", "pay", "contribute", "side_deal"})
    out.truth[what] = Json::array();
  for (std::size_t t = 0; t < game.behind().size(); ++t) {
    const True month = true_month(game, t, f);
    out.truth["attend"].push_back(number(month.attend));
    out.truth["pay"].push_back(number(month.pay));
    out.truth["contribute"].push_back(number(month.contribute));
    out.truth["side_deal"].push_back(number(month.side_deal));
    out.total.given += month.given;
    out.total.due += month.due;
    out.total.able_due += month.able_due;
    out.total.offers += month.offers;
    out.total.side_deals += month.side_deals;
    out.total.could += month.could;
    out.total.meetings += month.meetings;
    double trust = 0.0;
    for (const core::Truth& half : game.behind()[t].half) {
      out.payoff += half.firms[f].payoff;
      trust = half.firms[f].trust;
    }
    out.trust.push_back(month.meetings > 0 ? Json(trust) : Json(nullptr));
  }
  return out;
}

Json write_settled(const std::vector<Settled>& all) {
  Json out = Json::array();
  for (const Settled& s : all)
    out.push_back(
        {{"turn", s.turn}, {"what", s.what}, {"p", s.p}, {"seen", s.seen}, {"brier", s.brier()}});
  return out;
}

Json firm_json(const Game& game, std::size_t f, std::vector<Settled>& all) {
  const FirmStory story = story_of(game, f);
  const core::FirmTruth& last = game.behind().back().half.back().firms[f];
  const core::Profile& profile = game.scenario().profiles[static_cast<std::size_t>(last.profile)];
  int giving = 0;
  int failing = 0;
  int attended = 0;
  for (const BookMonth& month : game.book().months()) {
    giving += month.firms[f].seen_giving;
    failing += month.firms[f].seen_failing;
    attended += month.firms[f].attended;
  }
  int sanctioned = 0;
  int wrongly = 0;
  for (const Behind& month : game.behind()) {
    for (const core::Truth& half : month.half) {
      for (const core::Event& e : half.events) {
        sanctioned += e.firm == static_cast<int>(f) && e.kind == core::EventKind::sanctioned;
        wrongly += e.firm == static_cast<int>(f) && e.kind == core::EventKind::wrongly_sanctioned;
      }
    }
  }
  const auto share = [](double part, double whole) {
    return whole > 0.0 ? Json(part / whole) : Json(nullptr);
  };
  const True& x = story.total;
  const std::vector<Settled> settled = settled_of(game, static_cast<int>(f));
  all.insert(all.end(), settled.begin(), settled.end());
  Json notebook = Json::array();
  std::string cause = "unknown";
  for (const Entry& e : game.notebook()) {
    if (e.forecast.firm != static_cast<int>(f))
      continue;
    cause = e.forecast.cause;
    notebook.push_back({{"turn", e.turn},
                        {"otherwise", e.forecast.otherwise},
                        {"evidence", e.forecast.evidence},
                        {"cause", e.forecast.cause}});
  }
  return {{"id", f},
          {"name", game.firm_name(static_cast<int>(f))},
          {"profile", profile.name},
          {"profile_title", write(profile.title)},
          {"profile_description", write(profile.description)},
          {"reads_as", impression_of(profile)},
          {"contributed", share(x.given, x.due)},
          {"looked_like", share(giving, giving + failing)},
          {"side_deals", x.side_deals},
          {"offers", x.offers},
          {"could_come", share(x.could, x.meetings)},
          {"came", share(attended, x.meetings)},
          {"stealth", last.stealth},
          {"wrongly_sanctioned", wrongly},
          {"sanctioned", sanctioned},
          {"constraint", what_drove(x)},
          {"your_cause", cause},
          {"payoff", story.payoff},
          {"trust_of_others", story.trust},
          {"truth", story.truth},
          {"forecasts", write_settled(settled)},
          {"notebook", notebook},
          {"brier", mean_brier(settled)}};
}

Json brier_json(const std::vector<Settled>& all) {
  Json out{{"all", mean_brier(all)}, {"count", all.size()}};
  double sum = 0.0;
  for (const char* what : {"attend", "pay", "contribute", "side_deal"}) {
    std::vector<Settled> of;
    std::copy_if(all.begin(), all.end(), std::back_inserter(of),
                 [&](const Settled& s) { return std::string(s.what) == what; });
    out[what] = mean_brier(of);
    double mean = 0.0;
    for (const Settled& s : of)
      mean += s.seen / static_cast<double>(of.size());
    for (const Settled& s : of)
      sum += (mean - s.seen) * (mean - s.seen);
  }
  out["base_rate"] = all.empty() ? Json(nullptr) : Json(sum / static_cast<double>(all.size()));
  return out;
}

Json change(const std::vector<std::optional<double>>& series, std::size_t t) {
  return {{"before", t > 0 ? number(series[t - 1]) : Json(nullptr)}, {"after", number(series[t])}};
}

double delta(const std::vector<std::optional<double>>& series, std::size_t t) {
  return t > 0 && series[t] && series[t - 1] ? *series[t] - *series[t - 1] : 0.0;
}

Json month_notes(const Game& game, const Monthly& m, std::size_t t, Json& events) {
  Json out = Json::array();
  const Turn& turn = game.turns()[t];
  const auto note = [&](const char* code, bool is) {
    if (is)
      out.push_back(code);
  };
  note("trust_fell", delta(m.trust, t) < -kNotable);
  note("trust_rose", delta(m.trust, t) > kNotable);
  note("cooperation_fell", delta(m.cooperation, t) < -2.0 * kNotable);
  note("cooperation_rose", delta(m.cooperation, t) > 2.0 * kNotable);
  note("done_for_them", turn.orders.has("do_for_them"));
  const auto& months = game.book().months();
  const int phase = t > 0 ? months[t - 1].group.phase : 1;
  bool early = false;
  for (const Choice& c : turn.orders.actions)
    early =
        early || (c.kind == "launch" && phase < game.scenario()
                                                    .association.front()
                                                    .actions[static_cast<std::size_t>(c.project)]
                                                    .phase);
  note("skipped_phase", early);
  note("premature_gate", turn.orders.gate && months[t].group.phase == phase);
  note("idle_days", months[t].group.days < (1.0 - kIdle) * game.budget(phase));
  bool before = false;
  for (std::size_t s = 0; s < t; ++s)
    before =
        before || game.turns()[s].orders.has("workshop") || game.turns()[s].orders.has("visit");
  note("late_trust_work", static_cast<int>(t) >= kLate && !before &&
                              (turn.orders.has("workshop") || turn.orders.has("visit")));
  bool wrongful = false;
  int unseen = 0;
  events = Json::array();
  for (const core::Truth& half : game.behind()[t].half) {
    for (const core::Event& e : half.events) {
      events.push_back(write_event(e));
      wrongful = wrongful || e.kind == core::EventKind::wrongly_sanctioned;
    }
    unseen += half.side_deals;
  }
  note("wrongful_sanction", wrongful);
  int seen = 0;
  for (const FirmMonth& f : months[t].firms)
    seen += f.seen_failing;
  note("opportunist_unseen", unseen > seen);
  return out;
}

Json timeline(const Game& game, const Monthly& m) {
  Json out = Json::array();
  std::vector<double> size;
  for (std::size_t t = 0; t < game.behind().size(); ++t)
    size.push_back(std::abs(delta(m.trust, t)) + 0.5 * std::abs(delta(m.cooperation, t)));
  std::vector<double> order = size;
  std::sort(order.rbegin(), order.rend());
  const double turning = order.size() > 3 ? std::max(order[2], kNotable) : kNotable;
  for (std::size_t t = 0; t < game.behind().size(); ++t) {
    Json events;
    const Json notes = month_notes(game, m, t, events);
    Json month{{"turn", t},
               {"month", t + 1},
               {"phase", game.book().months()[t].group.phase},
               {"events", events},
               {"gate", report_of(game, static_cast<int>(t))["gate"]},
               {"trust", change(m.trust, t)},
               {"cooperation", change(m.cooperation, t)},
               {"attendance", change(m.attendance, t)},
               {"turning_point", size[t] >= turning},
               {"notes", notes}};
    month["actions"] = Json::array();
    for (const Choice& c : game.turns()[t].orders.actions)
      month["actions"].push_back(write_choice(c, [&](int a) { return game.project_id(a); }));
    out.push_back(std::move(month));
  }
  return out;
}

Json hidden_json(const Game& game, const Monthly& m) {
  Json wrongful = Json::array();
  int before = 0;
  for (const Behind& month : game.behind()) {
    const int now = month.half.empty() ? before : month.half.back().wrongful;
    wrongful.push_back(now - before);
    before = now;
  }
  return {{"trust", values(m.trust)},
          {"cooperation", values(m.cooperation)},
          {"expected_conduct", values(m.conduct)},
          {"engagement", values(m.engagement)},
          {"vision", values(m.vision)},
          {"capability", values(m.capability)},
          {"credibility", values(m.credibility)},
          {"side_deals", values(m.side_deals)},
          {"wrongful", wrongful}};
}

Json aftermath_json(const Game& game, const Trace& trace) {
  const int exit = game.months() * kHalves;
  const Monthly m = by_month(trace.moments(), exit, kAftermath * kHalves);
  const Outcome o = trace.outcome(exit);
  return {{"months", kAftermath},
          {"attendance", values(m.attendance)},
          {"cooperation", values(m.cooperation)},
          {"trust", values(m.trust)},
          {"members", values(m.members)},
          {"sales", values(m.sales)},
          {"state", o.alive_months >= kAftermath ? "alive" : "dissolved"},
          {"alive_months", o.alive_months},
          {"stands_alone", o.stands_alone}};
}

}  // namespace

std::vector<Orders> orders_of(const Game& game) {
  std::vector<Orders> out;
  std::map<std::string, bool> clauses;
  for (const Clause& c : clauses_of(game.scenario()))
    clauses[std::string(c.id)] = c.in_scenario;
  for (int t = 0; t < game.months(); ++t) {
    Orders orders = game.turns()[static_cast<std::size_t>(t)].orders;
    for (const auto& [id, on] : orders.clauses)
      clauses[id] = on;
    orders.clauses = clauses;
    out.push_back(std::move(orders));
  }
  return out;
}

Json debrief_of(const Game& game) {
  if (!game.over())
    throw Refusal(409, "not_over", "the game is not over");
  const Trace trace =
      play_months(game.scenario(), game.setup().seed, 0, orders_of(game), game.end() == "closed");
  const Monthly m = by_month(trace.moments(), 0, game.months() * kHalves);
  Json out{{"end", game.end()},
           {"months_played", game.months()},
           {"seed", game.setup().seed},
           {"intentions", intentions(game)},
           {"series", series_of(game)},
           {"hidden", hidden_json(game, m)},
           {"aftermath", aftermath_json(game, trace)},
           {"timeline", timeline(game, m)},
           {"refusal", nullptr}};
  out["firms"] = Json::array();
  std::vector<Settled> all;
  const core::Sight now = game.sight();
  for (std::size_t f = 0; f < now.firms.size() && !game.behind().empty(); ++f) {
    if (now.firms[f].status != core::FirmStatus::candidate)
      out["firms"].push_back(firm_json(game, f, all));
  }
  out["brier"] = brier_json(all);
  add_scores(game, trace, out["brier"]["all"], out);
  out["notes"] = Json::array();
  for (const Note& n : game.notes())
    out["notes"].push_back({{"kind", n.kind}, {"text", n.text}, {"turn", n.turn}, {"at", n.at}});
  return out;
}

}  // namespace minga::trainer
