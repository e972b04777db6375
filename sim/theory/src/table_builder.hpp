// Makes tables of results row by row.
#pragma once

#include "minga/theory/study.hpp"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace minga::theory {

/// "Share of " tit for tat, in both languages.
inline core::Text of(const core::Text& words, const std::string& strategy) {
  return {words.es + strategy, words.en + strategy};
}

class TableBuilder {
 public:
  using Cell = std::variant<double, std::string>;

  TableBuilder(std::string name, core::Text title, std::string source)
      : table_{std::move(name), std::move(title), std::move(source), {}} {}

  TableBuilder& text(std::string name, core::Text meaning) {
    table_.columns.push_back({std::move(name), "", std::move(meaning), true});
    return *this;
  }
  TableBuilder& number(std::string name, std::string unit, core::Text meaning) {
    table_.columns.push_back({std::move(name), std::move(unit), std::move(meaning)});
    return *this;
  }
  /// One numeric column for each strategy, "share tit-for-tat".
  TableBuilder& each(const std::vector<std::string>& strategies, const std::string& prefix,
                     const std::string& unit, const core::Text& meaning) {
    for (const std::string& s : strategies)
      number(prefix + s, unit, of(meaning, s));
    return *this;
  }
  void row(const std::vector<Cell>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      ResultColumn& column = table_.columns.at(i);
      if (column.is_text) {
        column.texts.push_back(std::get<std::string>(cells[i]));
      } else {
        column.numbers.push_back(std::get<double>(cells[i]));
      }
    }
  }
  ResultTable done() { return std::move(table_); }

 private:
  ResultTable table_;
};

/// Says of a question why it has no answer; goes among its other tables, if it has any.
ResultTable unanswered(Question question, const std::string& why);

inline double flag(bool holds) { return holds ? 1.0 : 0.0; }

std::vector<ResultTable> classification_tables(const Study& study);
std::vector<ResultTable> equilibria_tables(const Study& study);
std::vector<ResultTable> payoff_tables(const Study& study);
std::vector<ResultTable> fixation_tables(const Study& study);
std::vector<ResultTable> stationary_tables(const Study& study);
std::vector<ResultTable> rare_mutation_tables(const Study& study);
std::vector<ResultTable> transition_tables(const Study& study);
std::vector<ResultTable> replicator_tables(const Study& study);
std::vector<ResultTable> rest_point_tables(const Study& study);
std::vector<ResultTable> tournament_tables(const Study& study);
std::vector<ResultTable> adaptive_tables(const Study& study);
std::vector<ResultTable> trait_tables(const Study& study);

}  // namespace minga::theory
