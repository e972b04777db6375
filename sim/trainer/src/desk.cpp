// The desk: the state of a game as its player sees it.
#include "minga/core/math.hpp"
#include "minga/trainer/actions.hpp"
#include "minga/trainer/view.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace minga::trainer {
namespace {

constexpr std::array kIndicators{"attendance", "fund_payments", "compliance", "agreements_kept",
                                 "sales",      "conflict",      "members"};

Json month_of(int period) { return period < 0 ? Json(nullptr) : Json(period / kHalves); }

Json scenario_json(const Game& game) {
  const core::Scenario& s = game.scenario();
  const core::Association& group = s.association.front();
  const io::Training& t = game.setup().training;
  Json out{{"name", game.setup().scenario},
           {"level", t.level},
           {"title", write(s.title)},
           {"description", write(s.description)},
           {"brief", write(t.brief)},
           {"mandate", write(t.mandate)},
           {"kind", core::name_of(group.kind)},
           {"currency", s.currency},
           {"place", t.place},
           {"meeting_hours", group.meeting_hours},
           {"has_client", group.client.has_value()},
           {"source", s.source}};
  out["projects"] = Json::array();
  for (const core::Action& a : group.actions) {
    const bool needs =
        a.form == core::GameForm::threshold || a.form == core::GameForm::cost_sharing;
    out["projects"].push_back({{"id", a.name},
                               {"title", write(a.title)},
                               {"pilot", a.pilot},
                               {"phase", a.phase},
                               {"form", core::name_of(a.form)},
                               {"presence", a.presence},
                               {"every", a.every},
                               {"cost", a.cost},
                               {"needed", needs ? Json(a.threshold) : Json(nullptr)},
                               {"side_gain", a.side_gain > 0.0}});
  }
  std::map<std::string, bool> clauses;
  for (const Clause& c : game.clauses())
    clauses[std::string(c.id)] = c.in_scenario;
  const core::Regulation r = draft_with(s, clauses);
  out["regulation"] = {{"title", write(r.title)},
                       {"description", write(r.description)},
                       {"adoption", core::name_of(r.adoption)},
                       {"fund_fee", r.fund_fee},
                       {"quorum", r.quorum},
                       {"absence_fine", r.absence_fine},
                       {"lateness_fine", r.lateness_fine},
                       {"enforcer", core::name_of(r.enforcer)},
                       {"expel_after", r.expel_after},
                       {"absences_for_review", r.absences_for_review},
                       {"transparency", r.transparency},
                       {"monitoring", r.monitoring},
                       {"conflict_committee", r.conflict_committee},
                       {"sanctions", r.sanctions},
                       {"exit_penalty", r.exit_penalty}};
  return out;
}

constexpr std::array kConditions{"months", "attendance", "pilot", "regulation", "plan", "routine"};

Json gate_json(const core::Sight& now) {
  Json out{{"next", now.phase < 4 ? Json(now.phase + 1) : Json(nullptr)}};
  out["conditions"] = Json::array();
  bool ready = now.phase < 4;
  for (const core::Condition& c : now.conditions) {
    out["conditions"].push_back({{"code", kConditions[static_cast<std::size_t>(c.kind)]},
                                 {"value", c.value},
                                 {"needed", c.needed},
                                 {"met", c.met}});
    ready = ready && c.met;
  }
  out["ready"] = ready;
  out["declared"] = false;
  return out;
}

Json days_json(const Game& game, const core::Sight& now) {
  Json phases = Json::array();
  for (int phase = 1; phase <= 4; ++phase)
    phases.push_back(game.budget(phase));
  double used = 0.0;
  double total = 0.0;
  int phase = 1;
  for (const BookMonth& month : game.book().months()) {
    used += month.group.days;
    total += game.budget(phase);
    phase = month.group.phase;
  }
  return {{"budget", game.over() ? 0.0 : game.budget(now.phase)},
          {"by_phase", phases},
          {"used_total", used},
          {"budget_total", total}};
}

Json autonomy_json(const Game& game) {
  double days = 0.0;
  for (const Turn& turn : game.turns()) {
    for (const Choice& c : turn.orders.actions)
      days += c.kind == "do_for_them" ? c.days : 0.0;
  }
  double help = 0.0;
  double own = 0.0;
  for (const BookMonth& month : game.book().months()) {
    for (const ProjectMonth& p : month.projects) {
      help += p.help;
      own += p.apparent;
    }
  }
  return {{"done_for_them", days},
          {"by_group", help + own > 0.0 ? Json(own / (help + own)) : Json(nullptr)}};
}

Json group_json(const core::Sight& now, const Game& game) {
  const auto& m = now.milestones;
  const bool closed = game.end() == "closed";
  return {{"state", core::name_of(now.state)},
          {"cause", closed ? "closed" : core::name_of(now.cause)},
          {"members", now.state == core::GroupState::alive ? now.members : 0},
          {"regulation_in_force", now.regulated},
          {"draft", now.regulated ? 1.0 : now.draft},
          {"plan", m[2] >= 0 ? 1.0 : now.plan},
          {"manager", now.manager},
          {"formal", now.formal},
          {"fund", now.fund},
          {"milestones",
           {{"regulation", month_of(m[0])},
            {"pilot", month_of(m[1])},
            {"plan", month_of(m[2])},
            {"routine", month_of(m[3])},
            {"manager", month_of(m[4])}}}};
}

Json projects_json(const Game& game) {
  Json out = Json::array();
  const auto& months = game.book().months();
  const auto& actions = game.scenario().association.front().actions;
  for (std::size_t a = 0; a < actions.size(); ++a) {
    Json launched = nullptr;
    bool early = false;
    for (const Turn& turn : game.turns()) {
      for (const Choice& c : turn.orders.actions) {
        if (c.kind != "launch" || c.project != static_cast<int>(a))
          continue;
        launched = turn.turn;
        const int phase =
            turn.turn > 0 ? months[static_cast<std::size_t>(turn.turn - 1)].group.phase : 1;
        early = phase < actions[a].phase;
      }
    }
    const bool any = !months.empty() && months.back().projects[a].active;
    const ProjectMonth last = months.empty() ? ProjectMonth{} : months.back().projects[a];
    out.push_back({{"id", actions[a].name},
                   {"status", launched.is_null() ? "waiting"
                              : any              ? "running"
                                                 : "idle"},
                   {"launched", launched},
                   {"early", early},
                   {"made", any ? Json(last.apparent) : Json(nullptr)},
                   {"due", any ? Json(last.due) : Json(nullptr)}});
  }
  return out;
}

constexpr std::array kTargets{"none", "firm", "project"};

Json actions_json(const Game& game, const core::Sight& now) {
  Json out = Json::array();
  for (const ActionKind& kind : action_kinds()) {
    const std::string why = game.over() ? "over" : unavailable(game, now, kind.id);
    int left = 0;
    if (why == "cooldown" || why == "going_on")
      left = kind.duration + kind.cooldown - (game.months() - game.last_use(std::string(kind.id)));
    Json options = nullptr;
    if (kind.target == Target::project) {
      options = Json::array();
      for (std::size_t a = 0; a < game.scenario().association.front().actions.size(); ++a) {
        if (!game.launched(static_cast<int>(a)))
          options.push_back(game.project_id(static_cast<int>(a)));
      }
    }
    out.push_back({{"kind", kind.id},
                   {"cost", kind.cost},
                   {"duration", kind.duration},
                   {"cooldown", kind.cooldown},
                   {"target", kTargets[static_cast<std::size_t>(kind.target)]},
                   {"repeat", kind.repeat},
                   {"available", why.empty()},
                   {"reason", why.empty() ? Json(nullptr) : Json(why)},
                   {"months_left", left},
                   {"max", kind.most},
                   {"step", kind.step > 0.0 ? Json(kind.step) : Json(nullptr)},
                   {"options", options}});
  }
  return out;
}

/// How alike a firm's products are to the others', in three words.
const char* likeness(const core::Sight& now, std::size_t f, double width) {
  double sum = 0.0;
  int others = 0;
  for (std::size_t j = 0; j < now.firms.size(); ++j) {
    if (j == f || now.firms[j].status != core::FirmStatus::member)
      continue;
    const double d = now.firms[f].product - now.firms[j].product;
    sum += core::exp_fixed(-d * d / (4.0 * width * width));
    ++others;
  }
  const double mean = others > 0 ? sum / others : 0.0;
  return mean > 0.8 ? "alike" : mean > 0.5 ? "similar" : "different";
}

Json counts(const FirmMonth& m) {
  return {{"attended", m.attended},         {"meetings", m.meetings},
          {"excused", m.excused},           {"paid", m.paid},
          {"payments_due", m.payments_due}, {"seen_giving", m.seen_giving},
          {"seen_failing", m.seen_failing}, {"sanctions", m.sanctions}};
}

const char* absence_of(const core::Finding& f) {
  return !f.asked ? "unclear" : f.could ? "chose_not" : "could_not";
}

Json history_json(const Book& book, std::size_t f, FirmMonth& total) {
  Json attended = Json::array();
  Json paid = Json::array();
  Json giving = Json::array();
  for (const BookMonth& month : book.months()) {
    const FirmMonth& m = month.firms[f];
    attended.push_back(number(m.attend()));
    paid.push_back(number(m.pay()));
    const int acts = m.seen_giving + m.seen_failing;
    giving.push_back(acts > 0 ? Json(static_cast<double>(m.seen_giving) / acts) : Json(nullptr));
    total.attended += m.attended;
    total.meetings += m.meetings;
    total.excused += m.excused;
    total.paid += m.paid;
    total.payments_due += m.payments_due;
    total.seen_giving += m.seen_giving;
    total.seen_failing += m.seen_failing;
    total.sanctions += m.sanctions;
  }
  return {{"attended", attended}, {"paid", paid}, {"seen_giving", giving}};
}

/// Months of a firm's coming, going, and change of representative.
struct Dates {
  Json left = nullptr;
  Json representative = nullptr;
};

Dates dates_of(const Book& book, std::size_t f) {
  Dates out;
  for (std::size_t t = 0; t < book.months().size(); ++t) {
    for (const core::Sight& s : book.months()[t].seen.half) {
      for (const core::Event& e : s.events) {
        if (e.firm != static_cast<int>(f))
          continue;
        if (e.kind == core::EventKind::left || e.kind == core::EventKind::expelled)
          out.left = t;
        if (e.kind == core::EventKind::representative_changed)
          out.representative = t;
      }
    }
  }
  return out;
}

Json firm_json(const Game& game, const core::Sight& now, std::size_t f) {
  const core::SeenFirm& s = now.firms[f];
  const Book& book = game.book();
  FirmMonth total;
  const Json history = history_json(book, f, total);
  Json totals = counts(total);
  totals["offences"] = s.offences;
  Json impressions = Json::array();
  for (const Impression& i : book.impressions(static_cast<int>(f))) {
    const auto& profile = game.scenario().profiles[static_cast<std::size_t>(i.finding.signal)];
    impressions.push_back(
        {{"turn", i.turn},
         {"by", i.finding.activity == core::Activity::visit ? "visit" : "interview"},
         {"impression", impression_of(profile)},
         {"absence", absence_of(i.finding)}});
  }
  const Dates dates = dates_of(book, f);
  return {{"id", f},
          {"name", game.firm_name(static_cast<int>(f))},
          {"status", core::name_of(s.status)},
          {"joined", s.joined / kHalves},
          {"left", dates.left},
          {"size", s.size < 0.75   ? "small"
                   : s.size > 1.33 ? "large"
                                   : "medium"},
          {"distance_km", std::round(10.0 * s.distance) / 10.0},
          {"income_share", s.income_weight > 0.66   ? "main"
                           : s.income_weight > 0.33 ? "half"
                                                    : "side"},
          {"product", likeness(now, f, game.scenario().model.niche_width)},
          {"role", s.leader ? Json("leader") : Json(nullptr)},
          {"last", book.months().empty() ? Json(nullptr) : counts(book.months().back().firms[f])},
          {"totals", totals},
          {"absences_in_row", s.absences},
          {"history", history},
          {"impressions", impressions},
          {"representative_since", dates.representative}};
}

Json notebook_json(const Game& game) {
  Json out = Json::object();
  for (const Entry& e : game.notebook()) {
    const Forecast& f = e.forecast;
    out[std::to_string(f.firm)] = {{"attend", number(f.attend)},
                                   {"pay", number(f.pay)},
                                   {"contribute", number(f.contribute)},
                                   {"side_deal", number(f.side_deal)},
                                   {"cause", f.cause},
                                   {"otherwise", f.otherwise},
                                   {"evidence", f.evidence},
                                   {"turn", e.turn}};
  }
  return out;
}

Json hints(const Game& game, const core::Sight& now) {
  Json out = Json::array();
  if (game.setup().mode != "practice" || game.over())
    return out;
  const auto& months = game.book().months();
  const GroupMonth last = months.empty() ? GroupMonth{} : months.back().group;
  if (months.empty())
    out.push_back("visit_first");
  if (last.attendance && *last.attendance < 0.5)
    out.push_back("convene_low_attendance");
  if (last.conflict > 0.3)
    out.push_back("mediate_conflict");
  if (!now.regulated && now.phase >= 2 && now.draft < 1.0 &&
      unavailable(game, now, "draft").empty())
    out.push_back("draft_regulation");
  bool launched = false;
  for (std::size_t a = 0; a < game.scenario().association.front().actions.size(); ++a)
    launched = launched || game.launched(static_cast<int>(a));
  if (!launched && now.phase >= 2)
    out.push_back("launch_pilot");
  if (gate_json(now)["ready"].get<bool>())
    out.push_back("gate_ready");
  if (now.phase == 3 && now.milestones[2] < 0)
    out.push_back("plan_next");
  if (game.months() >= 24 && game.last_use("coach") < 0)
    out.push_back("train_before_exit");
  if (game.last_use("do_for_them") >= 0 && game.last_use("do_for_them") == game.months() - 1)
    out.push_back("too_much_for_them");
  return out;
}

}  // namespace

Json series_of(const Game& game) {
  Json out = Json::object();
  for (const char* name : kIndicators)
    out[name] = Json::array();
  for (const char* name : {"fund", "sanctions", "phase", "days_used"})
    out[name] = Json::array();
  for (const BookMonth& month : game.book().months()) {
    for (const char* name : kIndicators)
      out[name].push_back(number(month.group.of(name)));
    out["fund"].push_back(month.group.fund);
    out["sanctions"].push_back(month.group.sanctions);
    out["phase"].push_back(month.group.phase);
    out["days_used"].push_back(month.group.days);
  }
  return out;
}

Json state_of(const Game& game, bool paused) {
  const core::Sight now = game.sight();
  Json out{{"turn", game.months()},
           {"months", kMonths},
           {"mode", game.setup().mode},
           {"name", game.setup().player},
           {"language", game.language()},
           {"seed", game.setup().mode == "practice" || game.over() ? Json(game.setup().seed)
                                                                   : Json(nullptr)},
           {"over", game.over()},
           {"end", game.over() ? Json(game.end()) : Json(nullptr)},
           {"paused", paused},
           {"scenario", scenario_json(game)},
           {"phase", now.phase},
           {"gate", gate_json(now)},
           {"days", days_json(game, now)},
           {"autonomy", autonomy_json(game)},
           {"group", group_json(now, game)},
           {"projects", projects_json(game)},
           {"actions", actions_json(game, now)},
           {"series", series_of(game)},
           {"notebook", notebook_json(game)},
           {"last_report", game.months() > 0 ? report_of(game, game.months() - 1) : Json(nullptr)},
           {"draft_turn", nullptr},
           {"can_undo", game.setup().mode == "practice" && !game.turns().empty()},
           {"hints", hints(game, now)}};
  out["clauses"] = Json::array();
  for (const Clause& c : game.clauses()) {
    out["clauses"].push_back(
        {{"id", c.id}, {"on", c.in_scenario}, {"switchable", !now.regulated && !game.over()}});
  }
  out["firms"] = Json::array();
  for (std::size_t f = 0; f < now.firms.size(); ++f) {
    if (now.firms[f].status != core::FirmStatus::candidate)
      out["firms"].push_back(firm_json(game, now, f));
  }
  out["notes"] = Json::array();
  for (const Note& n : game.notes())
    out["notes"].push_back({{"kind", n.kind}, {"text", n.text}, {"turn", n.turn}, {"at", n.at}});
  return out;
}

}  // namespace minga::trainer
