#include "export.hpp"

#include "minga/trainer/view.hpp"

#include <fmt/format.h>

namespace minga::trainer {
namespace {

/// A cell that spreadsheets read as text and never as a formula.
std::string cell(const Json& value) {
  if (value.is_null())
    return "";
  if (!value.is_string())
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string text = value.get<std::string>();
  if (!text.empty() && std::string("=+-@\t\r").find(text.front()) != std::string::npos)
    text.insert(0, "'");
  std::string out = "\"";
  for (const char c : text)
    out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

/// A table as CSV (RFC 4180) with what each column means.
class Table {
 public:
  Table(std::string name, std::vector<std::pair<std::string, std::string>> columns)
      : name_(std::move(name)), columns_(std::move(columns)) {
    for (std::size_t i = 0; i < columns_.size(); ++i)
      text_ += (i > 0 ? "," : "") + columns_[i].first;
    text_ += "\r\n";
  }
  void row(const std::vector<Json>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i)
      text_ += (i > 0 ? "," : "") + cell(cells[i]);
    text_ += "\r\n";
  }
  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }
  void describe(Table& dictionary) const {
    for (const auto& [column, meaning] : columns_)
      dictionary.row({name_, column, meaning});
  }

 private:
  std::string name_;
  std::vector<std::pair<std::string, std::string>> columns_;
  std::string text_;
};

const std::pair<std::string, std::string> kWho{"game", "handle of the game"};
const std::pair<std::string, std::string> kMonth{"month", "from 1"};
const std::pair<std::string, std::string> kFirm{"firm", "number of the firm in the game"};

struct Tables {
  Table trainees{"trainees.csv",
                 {kWho,
                  {"name", "as given"},
                  {"scenario", "name"},
                  {"mode", "practice or assessed"},
                  {"seed", "of all chance; empty while an assessed game goes on"},
                  {"months", "played"},
                  {"end", "why the game is over; empty: it goes on"}}};
  Table turns{"turns.csv",
              {kWho,
               kMonth,
               {"phase", "at its end, 1 to 4"},
               {"days", "of work used"},
               {"attendance", "share present"},
               {"fund_payments", "share paid of what was due"},
               {"compliance", "share that looked contributed"},
               {"agreements_kept", "share"},
               {"sales", "joint yield a member, currency"},
               {"conflict", "open from 0.5"},
               {"members", "at its end"},
               {"predicted", "indicator"},
               {"value", "predicted"},
               {"seen", "what it was"},
               {"why", "in the player's words"},
               {"actions", "JSON list"},
               {"declared", "ready for the next phase"}}};
  Table firms{"firms.csv",
              {kWho,
               kFirm,
               {"name", "invented"},
               {"profile", "in truth"},
               {"contributed", "share given of what was due, in truth"},
               {"looked_like", "share of acts that looked like giving"},
               {"side_deals", "taken"},
               {"offers", "of side deals"},
               {"could_come", "share of meetings"},
               {"came", "share of meetings"},
               {"sanctioned", "times"},
               {"wrongly_sanctioned", "times"},
               {"brier", "of the forecasts about it; 0 is perfect"}}};
  Table forecasts{"forecasts.csv",
                  {kWho,
                   kMonth,
                   kFirm,
                   {"what", "attend, pay, contribute or side_deal"},
                   {"p", "probability given"},
                   {"seen", "what came of it"},
                   {"brier", "(p - seen) squared"}}};
  Table events{"events.csv",
               {kWho, kMonth, {"kind", "of event"}, kFirm, {"value", "as the event has it"}}};
  Table scores{"scores.csv",
               {kWho,
                {"code", "score"},
                {"value", "in its unit"},
                {"unit", "of the value"},
                {"percentile", "among the shipped strategies, [0,1]"},
                {"reference", "what somebody who knew everything beforehand would have got"}}};
  Table notes{"notes.csv",
              {kWho, {"months", "played when it was written"}, {"kind", "of note"}, {"text", ""}}};
};

std::string handle_of(const Stored& stored) {
  const Setup& s = stored.game->setup();
  return s.handle.empty() ? s.id.substr(0, 6) : s.handle;
}

void add_months(Tables& to, const std::string& who, const Game& game) {
  for (int t = 0; t < game.months(); ++t) {
    const Json report = report_of(game, t);
    const GroupMonth& g = game.book().months()[static_cast<std::size_t>(t)].group;
    const Json p = report["prediction"].is_object() ? report["prediction"] : Json::object();
    const auto of = [&](const char* key) { return p.value(key, Json(nullptr)); };
    to.turns.row({who, t + 1, g.phase, g.days, number(g.attendance), number(g.fund_payments),
                  number(g.compliance), number(g.agreements_kept), number(g.sales), g.conflict,
                  g.members, of("indicator"), of("value"), of("seen"), of("why"),
                  report["actions"].dump(), report["gate"]["declared"]});
    for (const Json& e : report["events"])
      to.events.row({who, t + 1, e["kind"], e["firm"], e["value"]});
  }
}

void add_truth(Tables& to, const std::string& who, const Json& debrief) {
  for (const Json& f : debrief["firms"]) {
    to.firms.row({who, f["id"], f["name"], f["profile"], f["contributed"], f["looked_like"],
                  f["side_deals"], f["offers"], f["could_come"], f["came"], f["sanctioned"],
                  f["wrongly_sanctioned"], f["brier"]});
    for (const Json& s : f["forecasts"])
      to.forecasts.row(
          {who, s["turn"].get<int>() + 1, f["id"], s["what"], s["p"], s["seen"], s["brier"]});
  }
  for (const Json& s : debrief["scores"])
    to.scores.row({who, s["code"], s["value"], s["unit"], s["percentile"], s["reference"]});
}

std::string escape(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '&')
      out += "&amp;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

/// A page that prints: a table of the games with their scores.
std::string report_html(const std::vector<Stored*>& games, bool es) {
  std::string rows;
  for (const Stored* stored : games) {
    const Game& g = *stored->game;
    std::string scores;
    if (stored->debrief.is_object()) {
      for (const Json& s : stored->debrief["scores"])
        scores += fmt::format("<li>{}: {:.3g}</li>", s["code"].get<std::string>(),
                              s["value"].get<double>());
    }
    rows += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td><ul>{}</ul></td></tr>",
                        escape(g.setup().player),
                        escape(es ? g.scenario().title.es : g.scenario().title.en), g.months(),
                        g.end(), scores);
  }
  return fmt::format(
      "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><title>minga</title>"
      "<style>body{{font-family:sans-serif}}td,th{{border:1px solid #888;padding:.3em;"
      "vertical-align:top}}table{{border-collapse:collapse}}</style>"
      "<h1>{}</h1><table><tr><th>{}</th><th>{}</th><th>{}</th><th>{}</th><th>{}</th></tr>{}"
      "</table></html>\n",
      es ? "es" : "en", es ? "Partidas" : "Games", es ? "Nombre" : "Name",
      es ? "Escenario" : "Scenario", es ? "Meses" : "Months", es ? "Final" : "End",
      es ? "Resultados" : "Scores", rows);
}

}  // namespace

std::string export_games(const std::vector<Stored*>& games, bool of_class,
                         const std::string& language) {
  Tables t;
  std::vector<std::pair<std::string, std::string>> files;
  for (const Stored* stored : games) {
    const Game& g = *stored->game;
    const std::string who = handle_of(*stored);
    const bool told = g.over() || g.setup().mode == "practice";
    t.trainees.row({who, g.setup().player, g.setup().scenario, g.setup().mode,
                    told ? Json(g.setup().seed) : Json(nullptr), g.months(), g.end()});
    add_months(t, who, g);
    if (stored->debrief.is_object())
      add_truth(t, who, stored->debrief);
    for (const Note& n : g.notes())
      t.notes.row({who, n.turn, n.kind, n.text});
    std::string log;
    std::string seal;
    for (const Json& entry : stored->log->entries())
      log += seal_line(entry, seal, seal);
    files.emplace_back(of_class ? "logs/" + who + ".jsonl" : "log.jsonl", std::move(log));
  }
  Table dictionary("dictionary.csv", {{"file", ""}, {"column", ""}, {"meaning", ""}});
  for (const Table* table :
       {&t.trainees, &t.turns, &t.firms, &t.forecasts, &t.events, &t.scores, &t.notes}) {
    files.emplace_back(table->name(), table->text());
    table->describe(dictionary);
  }
  files.emplace_back("dictionary.csv", dictionary.text());
  files.emplace_back("report.html", report_html(games, language == "es"));
  return zip(files);
}

}  // namespace minga::trainer
