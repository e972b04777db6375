// A table in plain text: columns as wide as their contents, numbers to the right.
#pragma once

#include <string>
#include <vector>

namespace minga::cli {

class Table {
 public:
  enum class Align { left, right };
  struct Column {
    std::string title;
    Align align = Align::left;
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
  /// One cell a column; missing cells are empty.
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  /// All lines, each ended by a newline, without trailing blanks. A table without titles has no
  /// heading.
  std::string text() const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace minga::cli
