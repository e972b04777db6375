// What was seen in a month: the answer to a turn.
#include "minga/trainer/refusal.hpp"
#include "minga/trainer/view.hpp"

#include <array>

namespace minga::trainer {
namespace {

constexpr std::array kIndicators{"attendance", "fund_payments", "compliance", "agreements_kept",
                                 "sales",      "conflict",      "members"};

Json indicators_json(const Game& game, std::size_t t) {
  const auto& months = game.book().months();
  Json out = Json::object();
  for (const char* name : kIndicators) {
    out[name] = {{"before", t > 0 ? number(months[t - 1].group.of(name)) : Json(nullptr)},
                 {"now", number(months[t].group.of(name))}};
  }
  return out;
}

Json meetings_json(const BookMonth& month) {
  Json out = Json::array();
  for (std::size_t h = 0; h < month.seen.half.size(); ++h) {
    const core::Sight& s = month.seen.half[h];
    out.push_back({{"fortnight", s.period - 1},
                   {"held", s.met},
                   {"present", s.present},
                   {"of", month.meeting_members[h]}});
  }
  return out;
}

Json events_json(const BookMonth& month) {
  Json out = Json::array();
  for (const core::Sight& s : month.seen.half) {
    for (const core::Event& e : s.events) {
      if (e.kind != core::EventKind::standing_alone)
        out.push_back(write_event(e));
    }
  }
  return out;
}

void people(const Game& game, const BookMonth& month, Json& out) {
  out["absent"] = Json::array();
  out["late_payers"] = Json::array();
  out["seen_failing"] = Json::array();
  for (std::size_t f = 0; f < month.firms.size(); ++f) {
    const FirmMonth& m = month.firms[f];
    if (m.attended < m.meetings)
      out["absent"].push_back(
          {{"firm", f}, {"missed", m.meetings - m.attended}, {"excused", m.excused}});
    if (m.paid < m.payments_due)
      out["late_payers"].push_back({{"firm", f}, {"missed", m.payments_due - m.paid}});
    for (std::size_t a = 0; a < month.projects.size() && m.seen_failing > 0; ++a) {
      int times = 0;
      for (const core::Sight& s : month.seen.half)
        times += s.firms[f].seated && s.firms[f].acts[a] == 1;
      if (times > 0)
        out["seen_failing"].push_back(
            {{"firm", f}, {"project", game.project_id(static_cast<int>(a))}, {"times", times}});
    }
  }
}

Json impressions_json(const Game& game, const BookMonth& month) {
  Json out = Json::array();
  for (const core::Sight& s : month.seen.half) {
    for (const core::Finding& f : s.findings) {
      const auto& profile = game.scenario().profiles[static_cast<std::size_t>(f.signal)];
      out.push_back({{"firm", f.firm},
                     {"by", f.activity == core::Activity::visit ? "visit" : "interview"},
                     {"impression", impression_of(profile)},
                     {"absence", !f.asked  ? "unclear"
                                 : f.could ? "chose_not"
                                           : "could_not"}});
    }
  }
  return out;
}

Json prediction_json(const Turn& turn, const BookMonth& month) {
  if (!turn.prediction)
    return nullptr;
  const Prediction& p = *turn.prediction;
  const Value seen = month.group.of(p.indicator);
  return {{"indicator", p.indicator},
          {"value", p.value},
          {"why", p.why},
          {"seen", number(seen)},
          {"error", seen ? Json(p.value - *seen) : Json(nullptr)}};
}

constexpr std::array kConditions{"months", "attendance", "pilot", "regulation", "plan", "routine"};

Json gate_json(const Turn& turn, const BookMonth& month, int phase_before) {
  Json missing = Json::array();
  const bool passed = month.group.phase > phase_before;
  if (turn.orders.gate && !passed && !month.seen.half.empty()) {
    for (const core::Condition& c : month.seen.half.back().conditions) {
      if (!c.met)
        missing.push_back(kConditions[static_cast<std::size_t>(c.kind)]);
    }
  }
  return {{"declared", turn.orders.gate},
          {"passed", passed},
          {"phase", month.group.phase},
          {"missing", missing}};
}

/// What came of a recommendation, by what could be seen: an offence that was fined or was not.
Json recommendations_json(const Turn& turn, const BookMonth& month) {
  Json out = Json::array();
  for (const Choice& c : turn.orders.actions) {
    if (c.kind != "enforce" && c.kind != "waive" && c.kind != "expel")
      continue;
    const FirmMonth& m = month.firms[static_cast<std::size_t>(c.firm)];
    bool voted = false;
    bool out_voted = false;
    for (const core::Sight& s : month.seen.half) {
      for (const core::Event& e : s.events) {
        if (e.firm != c.firm)
          continue;
        voted = voted || e.kind == core::EventKind::review_vote;
        out_voted = out_voted || e.kind == core::EventKind::expelled;
      }
    }
    const char* result = "no_case";
    if (c.kind == "expel")
      result = out_voted ? "followed" : voted ? "ignored" : "no_case";
    else if (m.seen_failing > 0 || m.sanctions > 0)
      result = (m.sanctions > 0) == (c.kind == "enforce") ? "followed" : "ignored";
    out.push_back({{"firm", c.firm}, {"kind", c.kind}, {"result", result}});
  }
  return out;
}

}  // namespace

Json write_event(const core::Event& e) {
  return {{"kind", core::name_of(e.kind)},
          {"firm", e.firm >= 0 ? Json(e.firm) : Json(nullptr)},
          {"fortnight", e.time},
          {"value", e.value},
          {"project", nullptr}};
}

std::vector<Settled> settled_openly(const Game& game) {
  std::vector<Settled> out;
  const auto& months = game.book().months();
  for (std::size_t t = 0; t < months.size(); ++t) {
    std::map<int, Forecast> latest;
    for (const Entry& e : game.notebook()) {
      if (e.turn <= static_cast<int>(t))
        latest[e.forecast.firm] = e.forecast;
    }
    for (const auto& [firm, f] : latest) {
      const FirmMonth& m = months[t].firms[static_cast<std::size_t>(firm)];
      const auto settle = [&](const char* what, const std::optional<double>& p, Value seen) {
        if (p && seen)
          out.push_back({static_cast<int>(t), firm, what, *p, *seen});
      };
      settle("attend", f.attend, m.attend());
      settle("pay", f.pay, m.pay());
    }
  }
  return out;
}

Json mean_brier(const std::vector<Settled>& all) {
  double sum = 0.0;
  for (const Settled& s : all)
    sum += s.brier();
  return all.empty() ? Json(nullptr) : Json(sum / static_cast<double>(all.size()));
}

Json report_of(const Game& game, int month_number) {
  if (month_number < 0 || month_number >= game.months())
    throw Refusal(404, "not_found", "this month has not been played");
  const auto t = static_cast<std::size_t>(month_number);
  const BookMonth& month = game.book().months()[t];
  const Turn& turn = game.turns()[t];
  const bool last = month_number + 1 == game.months();
  Json out{{"turn", month_number},
           {"month", month_number + 1},
           {"over", last && game.over()},
           {"end", last && game.over() ? Json(game.end()) : Json(nullptr)},
           {"days_used", month.group.days},
           {"prediction", prediction_json(turn, month)},
           {"indicators", indicators_json(game, t)},
           {"meetings", meetings_json(month)},
           {"events", events_json(month)},
           {"impressions", impressions_json(game, month)},
           {"gate", gate_json(turn, month, t > 0 ? game.book().months()[t - 1].group.phase : 1)},
           {"recommendations", recommendations_json(turn, month)}};
  out["actions"] = Json::array();
  for (const Choice& c : turn.orders.actions)
    out["actions"].push_back(write_choice(c, [&](int a) { return game.project_id(a); }));
  people(game, month, out);
  std::vector<Settled> so_far;
  out["forecasts"] = Json::array();
  for (const Settled& s : settled_openly(game)) {
    if (s.turn > month_number)
      continue;
    so_far.push_back(s);
    if (s.turn == month_number)
      out["forecasts"].push_back(
          {{"firm", s.firm}, {"what", s.what}, {"p", s.p}, {"seen", s.seen}, {"brier", s.brier()}});
  }
  out["brier"] = mean_brier(so_far);
  return out;
}

}  // namespace minga::trainer
