#include "design_rows.hpp"

#include "parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace minga::io {
namespace {

using Cells = std::vector<std::string>;

/// The cells of a line (RFC 4180, without line breaks in quotes). Nothing if a quote is not closed.
std::optional<Cells> cells_of(const std::string& line) {
  Cells cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
      cells.back() += line[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  for (std::string& cell : cells) {
    cell.erase(0, std::min(cell.find_first_not_of(" \t"), cell.size()));
    cell.erase(cell.find_last_not_of(" \t") + 1);
  }
  return quoted ? std::nullopt : std::optional(std::move(cells));
}

class CsvReader {
 public:
  CsvReader(const DesignFile& design, std::string file, Reading& reading)
      : design_(design),
        file_(std::make_shared<const std::string>(std::move(file))),
        reading_(reading) {}

  std::optional<Rows> operator()(const std::string& text) {
    Rows rows;
    std::size_t begin = 0;
    for (line_ = 1; begin < text.size(); ++line_) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      std::string line = text.substr(begin, end - begin);
      begin = end + 1;
      if (!line.empty() && line.back() == '\r')
        line.pop_back();
      if (line.find_first_not_of(" \t") == std::string::npos || line.front() == '#')
        continue;
      const std::optional<Cells> cells = cells_of(line);
      if (!cells) {
        fault("", "", "a quote is not closed", "\"...\" around the cell, \"\" for a quote in it");
      } else if (columns_.empty()) {
        if (!read_head(*cells))
          return std::nullopt;
      } else {
        add_row(rows, *cells);
      }
    }
    if (rows.empty())
      fault("", "", "has no rows",
            "names of factors in the first line, then a line for each point");
    return rows;
  }

 private:
  void fault(const std::string& key, const std::string& value, std::string message,
             std::string accepted) {
    reading_.faults.add({*file_, line_, key, value, std::move(message), std::move(accepted)});
  }

  /// Which factor each column is of.
  bool read_head(const Cells& names) {
    bool good = true;
    std::vector<bool> found(design_.factors.size(), false);
    for (const std::string& name : names) {
      const auto factor = std::find_if(design_.factors.begin(), design_.factors.end(),
                                       [&name](const FactorFile& f) { return f.name == name; });
      const auto at = static_cast<std::size_t>(factor - design_.factors.begin());
      if (factor == design_.factors.end() || found[at]) {
        fault(name, "",
              factor == design_.factors.end() ? "no factor has this name"
                                              : "two columns are of this factor",
              "one column for each factor of the design, under its name");
        good = false;
        continue;
      }
      found[at] = true;
      columns_.push_back(at);
    }
    for (std::size_t f = 0; f < found.size(); ++f) {
      if (!found[f]) {
        fault(design_.factors[f].name, "", "the factor has no column",
              "one column for each factor of the design, under its name");
        good = false;
      }
    }
    return good;
  }

  void add_row(Rows& rows, const Cells& cells) {
    if (cells.size() != columns_.size()) {
      fault("", "", fmt::format("has {} cells", cells.size()),
            fmt::format("{}, as in the first line", columns_.size()));
      return;
    }
    std::vector<Node>& row = rows.emplace_back(design_.factors.size());
    for (std::size_t c = 0; c < cells.size(); ++c) {
      Node& cell = row[columns_[c]];
      cell.origin = {file_, line_};
      if (cells[c].empty())
        continue;
      const std::optional<Node> value = parse_value(cells[c]);
      cell = value && (value->is_number() || value->kind == Node::Kind::boolean)
                 ? *value
                 : make_text(cells[c]);
      cell.origin = {file_, line_};
    }
  }

  const DesignFile& design_;
  std::shared_ptr<const std::string> file_;
  Reading& reading_;
  std::vector<std::size_t> columns_;
  int line_ = 0;
};

/// [[...], [...]], cells in the order of the factors; "" is an empty cell.
std::optional<Rows> from_design(const DesignFile& design, Reading& reading) {
  Rows rows;
  for (std::size_t i = 0; i < design.rows.items.size(); ++i) {
    const Node& given = design.rows.items[i];
    if (!given.is_array() || given.items.size() != design.factors.size()) {
      reading.faults.add(given, fmt::format("rows[{}]", i), "is not a row of this design",
                         fmt::format("a list of {}, one for each factor", design.factors.size()));
      return std::nullopt;
    }
    rows.push_back(given.items);
    for (Node& cell : rows.back()) {
      if (cell.is_text() && cell.text.empty())
        cell.kind = Node::Kind::none;
    }
  }
  return rows;
}

}  // namespace

std::optional<Rows> read_rows(const DesignFile& design, const std::filesystem::path& folder,
                              std::vector<std::filesystem::path>& inputs, Reading& reading) {
  if (design.rows.is_array() && !design.rows.items.empty())
    return from_design(design, reading);
  if (!design.rows.is_text()) {
    reading.faults.add(design.rows, "rows", "is not a list of points",
                       "the name of a CSV file, or [[value of each factor], ...]");
    return std::nullopt;
  }
  const std::filesystem::path file = folder / design.rows.text;
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    reading.faults.add(design.rows, "rows", "there is no such file",
                       "a CSV file; a relative path begins at the folder of the design");
    return std::nullopt;
  }
  inputs.push_back(file);
  return CsvReader(design, file.string(), reading)(read_file(file));
}

}  // namespace minga::io
