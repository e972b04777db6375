#include "ties.hpp"

#include "parse.hpp"
#include "presets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <map>
#include <optional>
#include <sstream>

namespace minga::io {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPath = "structure.file";

[[noreturn]] void refuse(const std::string& file, int line, const std::string& value,
                         std::string message, std::string accepted) {
  throw InputError({{file, line, kPath, value, std::move(message), std::move(accepted)}});
}

std::string trimmed(std::string text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.back()))
    text.pop_back();
  text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), blank));
  return text;
}

/// Cells of a line; a comma inside quotation marks is part of a name (RFC 4180).
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
      cells.back() += line[i++];
    else if (line[i] == '"')
      quoted = !quoted;
    else if (line[i] == ',' && !quoted)
      cells.emplace_back();
    else
      cells.back() += line[i];
  }
  for (std::string& cell : cells)
    cell = trimmed(std::move(cell));
  return cells;
}

std::string lower(std::string text) {
  for (char& c : text)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool is_whole(const std::string& label) {
  return !label.empty() && label.find_first_not_of("0123456789") == std::string::npos;
}

fs::path beside(const Node& from) {
  const fs::path named(from.text);
  if (named.is_absolute() || !from.origin.file || from.origin.line == 0)
    return named;  // one given on the command line is found from where that is
  return fs::path(*from.origin.file).parent_path() / named;
}

/// Turns labels into numbers of firms: numbers as they are, names of listed firms, or else the
/// places of the file's own list of nodes.
class Numbering {
 public:
  Numbering(const core::Population& population, const TiesFile& file) : firms_(population.firms) {
    for (std::size_t i = 0; i < population.firm.size(); ++i) {
      if (!population.firm[i].name.empty())
        number_.emplace(population.firm[i].name, static_cast<int>(i));
    }
    const bool named = std::any_of(file.nodes.begin(), file.nodes.end(),
                                   [this](const std::string& n) { return number_.contains(n); });
    names_ = number_;
    const bool numbers = std::all_of(file.nodes.begin(), file.nodes.end(), is_whole);
    for (std::size_t i = 0; i < file.nodes.size() && !named && !numbers; ++i)
      number_.emplace(file.nodes[i], static_cast<int>(i));
  }

  /// Whether a label is the name of one firm and the number of another.
  bool ambiguous(const std::string& label) const {
    const auto named = names_.find(label);
    const std::optional<int> counted = by_number(label);
    return named != names_.end() && counted && *counted != named->second;
  }

  std::optional<int> operator()(const std::string& label) const {
    if (const auto found = number_.find(label); found != number_.end())
      return found->second < firms_ ? std::optional(found->second) : std::nullopt;
    return by_number(label);
  }

 private:
  std::optional<int> by_number(const std::string& label) const {
    int number = -1;
    const auto [end, error] = std::from_chars(label.data(), label.data() + label.size(), number);
    const bool whole = error == std::errc() && end == label.data() + label.size();
    return whole && number >= 0 && number < firms_ ? std::optional(number) : std::nullopt;
  }

  int firms_;
  std::map<std::string, int> names_;  ///< of listed firms
  std::map<std::string, int> number_;
};

}  // namespace

TiesFile parse_ties_csv(const std::string& text, const std::string& file) {
  constexpr const char* kColumns = "a first line with the columns from,to or group,firm";
  // spreadsheets begin their UTF-8 with a mark
  std::istringstream in(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text);
  std::string line;
  std::getline(in, line);
  const std::vector<std::string> head = cells_of(lower(line));
  const bool ties = head == std::vector<std::string>{"from", "to"};
  if (!ties && head != std::vector<std::string>{"group", "firm"})
    refuse(file, 1, trimmed(line), "these columns are not known", kColumns);
  TiesFile out;
  std::vector<Diagnostic> faults;
  std::map<std::string, std::size_t> place;
  for (int number = 2; std::getline(in, line) && faults.size() < kMostTiesFaults; ++number) {
    if (trimmed(line).empty())
      continue;
    const std::vector<std::string> cells = cells_of(line);
    if (cells.size() != 2 || cells[0].empty() || cells[1].empty()) {
      faults.push_back({file, number, kPath, trimmed(line), "does not have two values",
                        "two values and a comma"});
      continue;
    }
    if (ties) {
      out.edges.push_back(cells);
      out.lines.push_back({number, number});
      continue;
    }
    const auto [at, is_new] = place.emplace(cells[0], out.groups.size());
    if (is_new) {
      out.groups.emplace_back();
      out.lines.emplace_back();
    }
    out.groups[at->second].push_back(cells[1]);
    out.lines[at->second].push_back(number);
  }
  if (!faults.empty())
    throw InputError(std::move(faults));
  if (out.edges.empty() && out.groups.empty())
    refuse(file, 0, "", "has no ties", "lines below the columns");
  return out;
}

namespace {

/// Firms in place of labels; a label that is no firm is a fault of the file's line.
std::vector<std::vector<int>> numbered(const std::vector<std::vector<std::string>>& lists,
                                       const TiesFile& ties, const std::string& file,
                                       const core::Population& population, Faults& faults) {
  const Numbering number(population, ties);
  std::vector<std::vector<int>> out;
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    std::vector<int>& firms = out.emplace_back();
    for (std::size_t j = 0; j < lists[i].size(); ++j) {
      const std::optional<int> firm = number(lists[i][j]);
      if (firm && number.ambiguous(lists[i][j])) {
        if (++wrong <= kMostTiesFaults) {
          faults.add(
              {file, ties.lines[i][j], kPath, lists[i][j],
               fmt::format("is the number of one firm and the name of another, number {}", *firm),
               "names of [[population.firm]] that are no numbers"});
        }
      } else if (firm) {
        firms.push_back(*firm);
      } else if (++wrong <= kMostTiesFaults) {
        faults.add({file, ties.lines[i][j], kPath, lists[i][j], "there is no such firm",
                    fmt::format("numbers from 0 to {}, or names of [[population.firm]]",
                                population.firms - 1)});
      }
    }
  }
  if (wrong > 0)
    out.clear();
  return out;
}

}  // namespace

void read_ties(core::Scenario& to, const Node& file, Reading& reading) {
  core::Structure& s = to.structure;
  const bool groups = s.kind == core::StructureKind::hyperedges;
  if (!groups && s.kind != core::StructureKind::edge_list) {
    reading.faults.add(file, kPath, "this kind of structure reads no file",
                       "kind = edge-list or hyperedges, or leave this out");
    return;
  }
  const fs::path name = beside(file);
  try {
    const std::string text = read_file(name);
    reading.presets.note(name);
    TiesFile ties = lower(name.extension().string()) == ".csv" ? parse_ties_csv(text, name.string())
                                                               : parse_graphml(text, name.string());
    const auto& lists = groups ? ties.groups : ties.edges;
    if (lists.empty()) {
      reading.faults.add(file, kPath, groups ? "holds ties, not groups" : "holds groups, not ties",
                         groups ? "a CSV file with the columns group, firm"
                                : "a CSV file with the columns from, to, or GraphML");
      return;
    }
    (groups ? s.groups : s.edges) =
        numbered(lists, ties, name.string(), to.population, reading.faults);
    reading.ties = {name.string(), std::move(ties.lines)};
  } catch (const InputError& error) {
    for (const Diagnostic& fault : error.faults())
      reading.faults.add(fault);
  }
}

}  // namespace minga::io
