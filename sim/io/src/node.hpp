// A tree of values as files spell them, each with the file and line it came from. Presets,
// overrides and design levels are put together on this tree, so that every later fault can say
// where its value was written. Tables keep the order of the file. Knows nothing of the model.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace minga::io {

/// Where a value was written.
struct Origin {
  std::shared_ptr<const std::string> file;
  int line = 0;  ///< 1-based; 0 where there is none (an override, or a value made by the program)
};

struct Node {
  enum class Kind : std::uint8_t { none, boolean, integer, real, text, date, array, table };
  struct Member;

  Kind kind = Kind::none;
  bool boolean = false;
  bool one_line = false;  ///< a table that is printed as { ... }
  std::int64_t integer = 0;
  double real = 0.0;
  std::string text;             ///< text, or a date as written
  std::vector<Node> items;      ///< array
  std::vector<Member> members;  ///< table, in the order of the file
  Origin origin;

  bool is_table() const { return kind == Kind::table; }
  bool is_array() const { return kind == Kind::array; }
  bool is_text() const { return kind == Kind::text; }
  bool is_number() const { return kind == Kind::integer || kind == Kind::real; }
  /// Value of a number of either kind.
  double number() const { return kind == Kind::integer ? static_cast<double>(integer) : real; }

  /// Member of a table with this key, or null.
  const Node* find(std::string_view key) const;
  Node* find(std::string_view key);
  /// Adds a member, or replaces the one with this key in its place.
  Node& set(std::string_view key, Node value);
  void erase(std::string_view key);
};

struct Node::Member {
  std::string key;
  Node value;
};

Node make_boolean(bool value);
Node make_integer(std::int64_t value);
Node make_real(double value);
Node make_text(std::string value);
Node make_array();
Node make_table(bool one_line = false);

/// Sets the origin of a node and of everything in it.
void mark(Node& node, const Origin& origin);

/// What a node is, in words that a message can use: "an integer", "a text", ...
std::string_view kind_name(const Node& node);

}  // namespace minga::io
