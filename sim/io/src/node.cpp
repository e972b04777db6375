#include "node.hpp"

#include <algorithm>

namespace minga::io {

const Node* Node::find(std::string_view key) const {
  for (const Member& member : members) {
    if (member.key == key)
      return &member.value;
  }
  return nullptr;
}

Node* Node::find(std::string_view key) {
  return const_cast<Node*>(static_cast<const Node*>(this)->find(key));
}

Node& Node::set(std::string_view key, Node value) {
  if (Node* present = find(key)) {
    *present = std::move(value);
    return *present;
  }
  members.push_back({std::string(key), std::move(value)});
  return members.back().value;
}

void Node::erase(std::string_view key) {
  std::erase_if(members, [key](const Member& member) { return member.key == key; });
}

Node make_boolean(bool value) {
  Node node;
  node.kind = Node::Kind::boolean;
  node.boolean = value;
  return node;
}

Node make_integer(std::int64_t value) {
  Node node;
  node.kind = Node::Kind::integer;
  node.integer = value;
  return node;
}

Node make_real(double value) {
  Node node;
  node.kind = Node::Kind::real;
  node.real = value;
  return node;
}

Node make_text(std::string value) {
  Node node;
  node.kind = Node::Kind::text;
  node.text = std::move(value);
  return node;
}

Node make_array() {
  Node node;
  node.kind = Node::Kind::array;
  return node;
}

Node make_table(bool one_line) {
  Node node;
  node.kind = Node::Kind::table;
  node.one_line = one_line;
  return node;
}

void mark(Node& node, const Origin& origin) {
  node.origin = origin;
  for (Node& item : node.items)
    mark(item, origin);
  for (Node::Member& member : node.members)
    mark(member.value, origin);
}

std::string_view kind_name(const Node& node) {
  switch (node.kind) {
    case Node::Kind::none:
      return "nothing";
    case Node::Kind::boolean:
      return "a boolean";
    case Node::Kind::integer:
      return "an integer";
    case Node::Kind::real:
      return "a real number";
    case Node::Kind::text:
      return "a text";
    case Node::Kind::date:
      return "a date or time";
    case Node::Kind::array:
      return "a list";
    case Node::Kind::table:
      return "a table";
  }
  return "nothing";
}

}  // namespace minga::io
