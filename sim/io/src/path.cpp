#include "path.hpp"

#include "minga/io/count.hpp"

#include <fmt/format.h>

#include <charconv>

namespace minga::io {
namespace {

constexpr std::size_t kLongestPath = 1000;

bool is_key_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

/// Length of a key at the start of the text, with its quotes; 0 where there is none.
std::size_t take_key(std::string_view text, std::string& key) {
  if (!text.empty() && (text.front() == '"' || text.front() == '\'')) {
    const auto end = text.find(text.front(), 1);
    if (end == std::string_view::npos)
      return 0;
    key = text.substr(1, end - 1);
    return end + 1;
  }
  std::size_t length = 0;
  while (length < text.size() && is_key_char(text[length]))
    ++length;
  key = text.substr(0, length);
  return length;
}

/// Length of an [index] at the start of the text; 0 where there is none.
std::size_t take_index(std::string_view text, std::size_t& index) {
  if (text.empty() || text.front() != '[')
    return 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data() + 1, end, index);
  if (error != std::errc{} || rest == end || *rest != ']')
    return 0;
  return static_cast<std::size_t>(rest - text.data()) + 1;
}

/// Makes a table of what stands for one: a preset's name, the bare mean of a coefficient.
void open_up(Node& node) {
  if (node.is_table())
    return;
  Node table = make_table(true);
  table.origin = node.origin;
  if (node.is_text()) {
    table.set("preset", node);
  } else if (node.is_number()) {
    table.set("mean", node);
    table.set("sd", make_real(0.0)).origin = node.origin;
  }
  node = std::move(table);
}

/// A profile that the file does not define is the shipped one, which is then extended.
void extend_profile(Node& root, const std::string& name, const Origin& origin) {
  Node& profiles = root.find("profiles") != nullptr ? *root.find("profiles")
                                                    : root.set("profiles", make_table());
  if (!profiles.is_table() || profiles.find(name) != nullptr)
    return;
  Node table = make_table();
  table.set("preset", make_text(name));
  mark(table, origin);
  profiles.set(name, std::move(table));
}

void out_of_list(const Node& value, const std::string& path, const Node& list, Faults& faults) {
  const std::size_t size = list.is_array() ? list.items.size() : 0;
  faults.add(value, path,
             list.is_array() ? fmt::format("the list has {}", counted(size, "entry", "entries"))
                             : "there is no list at this path",
             size == 0   ? "a path without an index"
             : size == 1 ? "the index 0"
                         : fmt::format("an index from 0 to {}", size - 1));
}

}  // namespace

std::optional<std::vector<Step>> parse_path(const std::string& path) {
  std::vector<Step> steps;
  if (path.size() > kLongestPath)
    return std::nullopt;
  std::string_view rest = path;
  for (bool first = true; first || !rest.empty(); first = false) {
    if (!first) {
      if (rest.front() != '.')
        return std::nullopt;
      rest.remove_prefix(1);
    }
    Step key;
    const std::size_t length = take_key(rest, key.key);
    if (length == 0)
      return std::nullopt;
    rest.remove_prefix(length);
    steps.push_back(std::move(key));
    Step index{.is_index = true};
    while (const std::size_t used = take_index(rest, index.index)) {
      rest.remove_prefix(used);
      steps.push_back(index);
    }
  }
  return steps;
}

std::size_t depth(const std::string& path) {
  if (path == "facilitator.strategy")
    return 1;  // it takes the place of the whole facilitator
  const auto steps = parse_path(path);
  return steps ? steps->size() : 0;
}

void assign(Node& root, const std::string& path, Node value, Faults& faults) {
  const auto steps = parse_path(path);
  if (!steps) {
    return faults.add(value, path, "is not a path to a parameter",
                      "for example association[0].regulation.quorum");
  }
  if (path == "facilitator.strategy") {
    Node table = make_table();
    table.origin = value.origin;
    table.set("strategy", std::move(value));
    root.set("facilitator", std::move(table));
    return;
  }
  if (steps->size() > 2 && steps->front().key == "profiles") {
    extend_profile(root, (*steps)[1].key, value.origin);
  }
  Node* at = &root;
  for (const Step& step : *steps) {
    if (step.is_index) {
      if (!at->is_array() || step.index >= at->items.size()) {
        return out_of_list(value, path, *at, faults);
      }
      at = &at->items[step.index];
      continue;
    }
    if (at->is_array() && !at->items.empty()) {
      return faults.add(value, path, fmt::format("an index is missing before .{}", step.key),
                        "for example association[0]");
    }
    open_up(*at);
    Node* next = at->find(step.key);
    if (next == nullptr) {
      Node empty;
      empty.origin = value.origin;
      next = &at->set(step.key, std::move(empty));
    }
    at = next;
  }
  *at = std::move(value);
}

}  // namespace minga::io
