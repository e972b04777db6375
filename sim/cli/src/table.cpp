#include "table.hpp"

#include <algorithm>
#include <cstddef>

namespace minga::cli {
namespace {

/// Characters that a UTF-8 text shows: bytes that do not continue another.
std::size_t shown_width(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

}  // namespace

std::string Table::text() const {
  std::vector<std::vector<std::string>> lines;
  std::vector<std::string> heading;
  for (const Column& column : columns_) {
    heading.push_back(column.title);
  }
  if (std::any_of(heading.begin(), heading.end(), [](const auto& cell) { return !cell.empty(); })) {
    lines.push_back(heading);
  }
  lines.insert(lines.end(), rows_.begin(), rows_.end());

  std::vector<std::size_t> widths(columns_.size(), 0);
  for (auto& line : lines) {
    line.resize(columns_.size());
    for (std::size_t i = 0; i < line.size(); ++i) {
      widths[i] = std::max(widths[i], shown_width(line[i]));
    }
  }
  std::string result;
  for (const auto& line : lines) {
    std::string shown;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::string padding(widths[i] - shown_width(line[i]), ' ');
      shown += i == 0 ? "" : "  ";
      shown += columns_[i].align == Align::left ? line[i] + padding : padding + line[i];
    }
    shown.erase(shown.find_last_not_of(' ') + 1);
    result += shown + "\n";
  }
  return result;
}

}  // namespace minga::cli
