#include "number.hpp"
#include "table.hpp"
#include "theory.hpp"

#include <fmt/format.h>

#include <cmath>

namespace minga::cli {
namespace {

using nlohmann::ordered_json;

// A longer table is data for a file, not for a screen.
constexpr std::size_t kMostRows = 24;
constexpr std::size_t kLastRows = 4;

std::string cell(const theory::ResultColumn& column, std::size_t row) {
  if (column.is_text)
    return column.texts[row];
  const double x = column.numbers[row];
  return std::isnan(x) ? "-" : fmt::format("{:.6g}", x);
}

ordered_json value(const theory::ResultColumn& column, std::size_t row) {
  if (column.is_text)
    return column.texts[row];
  const double x = column.numbers[row];
  return std::isfinite(x) ? ordered_json(x) : ordered_json(nullptr);
}

std::string names_of(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string game_text(const theory::Scenario& s, const theory::Study& study) {
  std::string out = fmt::format("{}", core::name_of(s.game.form));
  if (s.repeated.enabled)
    out += fmt::format(", repeated ({})", core::name_of(s.repeated.horizon));
  const int group = theory::group_of(study.game());
  return out + (group == 2  ? ", of two players"
                : group > 2 ? fmt::format(", of groups of {}", group)
                            : ", of each player and its neighbours");
}

std::string structure_text(const theory::Scenario& s) {
  const theory::MeetingSpec& m = s.structure;
  std::string out(core::name_of(m.kind));
  if (m.kind == theory::MeetingKind::lattice)
    out += fmt::format(" {} x {}, {}, {}", m.rows, m.columns, core::name_of(m.neighbourhood),
                       core::name_of(m.border));
  return out;
}

std::vector<std::string> questions(const theory::Scenario& s) {
  std::vector<std::string> out;
  for (const theory::Question q : s.analysis.what)
    out.emplace_back(core::name_of(q));
  return out;
}

}  // namespace

std::string text_of(const theory::ResultTable& table) {
  std::vector<Table::Column> columns;
  for (const theory::ResultColumn& c : table.columns)
    columns.push_back({c.name, c.is_text ? Table::Align::left : Table::Align::right});
  Table shown(std::move(columns));
  const std::size_t rows = table.rows();
  for (std::size_t r = 0; r < rows; ++r) {
    if (rows > kMostRows && r == kMostRows - kLastRows) {
      shown.add({"..."});
      r = rows - kLastRows;
    }
    std::vector<std::string> cells;
    for (const theory::ResultColumn& c : table.columns)
      cells.push_back(cell(c, r));
    shown.add(std::move(cells));
  }
  return fmt::format(
      "{}: {}\n  source: {}\n{}{}", table.name, table.title.en, table.source, shown.text(),
      rows > kMostRows ? fmt::format("({}; --json has all)\n", counted(rows, "row")) : "");
}

ordered_json json_of(const theory::ResultTable& table) {
  ordered_json columns = ordered_json::array();
  for (const theory::ResultColumn& c : table.columns)
    columns.push_back({{"name", c.name},
                       {"unit", c.unit},
                       {"meaning", c.meaning.en},
                       {"meaning_es", c.meaning.es}});
  ordered_json rows = ordered_json::array();
  for (std::size_t r = 0; r < table.rows(); ++r) {
    ordered_json row = ordered_json::array();
    for (const theory::ResultColumn& c : table.columns)
      row.push_back(value(c, r));
    rows.push_back(std::move(row));
  }
  return {{"name", table.name},     {"title", table.title.en},       {"title_es", table.title.es},
          {"source", table.source}, {"columns", std::move(columns)}, {"rows", std::move(rows)}};
}

std::string contents_text(const io::LoadedTheory& loaded) {
  const theory::Scenario& s = loaded.value;
  const theory::Study study(s);
  Table table({{}, {}});
  table.add({"  game", game_text(s, study)});
  table.add({"  strategies", names_of(study.strategies())});
  table.add({"  population", counted(static_cast<std::size_t>(s.population.size), "player")});
  table.add({"  structure", structure_text(s)});
  table.add({"  update", fmt::format("{}, {}", core::name_of(s.update.update.rule),
                                     core::name_of(s.update.update.schedule))});
  table.add({"  questions", names_of(questions(s))});
  std::string out = fmt::format("{}: valid theory scenario \"{}\"\n{}\n\n{}", loaded.file.string(),
                                s.name, s.source, table.text());
  if (theory::group_of(study.game()) > 0) {
    for (const theory::ResultTable& t : study.answer(theory::Question::classification))
      out += "\n" + text_of(t);
  }
  return out;
}

ordered_json contents_json(const io::LoadedTheory& loaded) {
  const theory::Scenario& s = loaded.value;
  const theory::Study study(s);
  ordered_json tables = ordered_json::array();
  if (theory::group_of(study.game()) > 0) {
    for (const theory::ResultTable& t : study.answer(theory::Question::classification))
      tables.push_back(json_of(t));
  }
  return {{"file", loaded.file.string()},
          {"type", "theory"},
          {"name", s.name},
          {"source", s.source},
          {"config_sha256", loaded.sha256},
          {"form", core::name_of(s.game.form)},
          {"repeated", s.repeated.enabled},
          {"group", theory::group_of(study.game())},
          {"strategies", study.strategies()},
          {"population", s.population.size},
          {"structure", core::name_of(s.structure.kind)},
          {"rule", core::name_of(s.update.update.rule)},
          {"questions", questions(s)},
          {"replicates", s.run.replicates},
          {"warnings", warnings_json(loaded)},
          {"classification", std::move(tables)}};
}

}  // namespace minga::cli
