#include "print.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace minga::io {
namespace {

bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
          out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
  return out + '"';
}

/// Cuts after a whole UTF-8 character, so that a message stays valid text.
std::string cut(std::string text, std::size_t length) {
  if (text.size() <= length)
    return text;
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
    --length;
  text.resize(length);
  return text + "...";
}

bool is_block(const Node& value) {
  if (value.is_table())
    return !value.one_line;
  return value.is_array() && !value.items.empty() &&
         std::all_of(value.items.begin(), value.items.end(),
                     [](const Node& item) { return item.is_table() && !item.one_line; });
}

class Printer {
 public:
  Printer(const Annotate& annotate, std::string& out) : annotate_(annotate), out_(out) {}

  void table(const Node& node, const std::string& path) {
    for (const auto& [key, value] : node.members) {
      if (value.kind != Node::Kind::none && !is_block(value))
        line(path, key, value);
    }
    for (const auto& [key, value] : node.members) {
      if (!is_block(value))
        continue;
      const std::string inner = path.empty() ? print_key(key) : path + '.' + print_key(key);
      if (value.is_table()) {
        header("[" + inner + "]");
        table(value, inner);
        continue;
      }
      for (const Node& item : value.items) {
        header("[[" + inner + "]]");
        table(item, inner);
      }
    }
  }

 private:
  void header(const std::string& text) { out_ += (out_.empty() ? "" : "\n") + text + '\n'; }

  void line(const std::string& path, const std::string& key, const Node& value) {
    out_ += print_key(key) + " = " + print_value(value);
    if (annotate_) {
      const std::string note = annotate_(path.empty() ? key : path + '.' + key);
      if (!note.empty())
        out_ += "  # " + note;
    }
    out_ += '\n';
  }

  const Annotate& annotate_;
  std::string& out_;
};

}  // namespace

std::string print_key(std::string_view key) {
  if (!key.empty() && std::all_of(key.begin(), key.end(), is_bare))
    return std::string(key);
  return quoted(key);
}

std::string print_real(double value) {
  if (std::isnan(value))
    return "nan";
  if (std::isinf(value))
    return value > 0 ? "inf" : "-inf";
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos)
    text += ".0";
  return text;
}

std::string print_value(const Node& value) {
  switch (value.kind) {
    case Node::Kind::none:
      return "";
    case Node::Kind::boolean:
      return value.boolean ? "true" : "false";
    case Node::Kind::integer:
      return std::to_string(value.integer);
    case Node::Kind::real:
      return print_real(value.real);
    case Node::Kind::text:
      return quoted(value.text);
    case Node::Kind::date:
      return value.text;
    case Node::Kind::array: {
      std::string out = "[";
      for (const Node& item : value.items) {
        if (out.size() > 1)
          out += ", ";
        out += print_value(item);
      }
      return out + "]";
    }
    case Node::Kind::table:
      break;
  }
  std::string out;
  for (const auto& [key, member] : value.members) {
    if (member.kind == Node::Kind::none)
      continue;
    out += (out.empty() ? "{ " : ", ") + print_key(key) + " = " + print_value(member);
  }
  return out.empty() ? "{}" : out + " }";
}

std::string print_short(const Node& value) {
  constexpr std::size_t length = 60;
  if (value.is_table())
    return cut(print_value(value), length);
  if (value.is_array() && value.items.size() > length) {
    return fmt::format("a list of {} values", value.items.size());
  }
  return cut(print_value(value), length);
}

std::string print_document(const Node& table, const std::string& prefix, const Annotate& annotate) {
  std::string out;
  Printer(annotate, out).table(table, prefix);
  return out;
}

}  // namespace minga::io
