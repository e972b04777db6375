#include "parse.hpp"

#include "minga/io/count.hpp"
#include "minga/io/error.hpp"
#include "prescan.hpp"
#include "toml_library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>

namespace minga::io {
namespace {

/// Scenarios have some kilobytes; what is larger than this is another kind of file.
constexpr std::size_t kLargestFile = 4U << 20U;

[[noreturn]] void refuse(const std::string& file, int line, std::string message,
                         std::string accepted) {
  throw InputError({{file, line, "", "", std::move(message), std::move(accepted)}});
}

int line_at(std::string_view text, std::size_t offset) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
  return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

void refuse_odd_input(std::string_view text, const std::string& file) {
  if (text.size() > kLargestFile) {
    refuse(file, 0, fmt::format("the file has {}", counted(text.size(), "byte")),
           fmt::format("a TOML file of at most {}", counted(kLargestFile, "byte")));
  }
  if (const auto zero = text.find('\0'); zero != std::string_view::npos) {
    refuse(file, line_at(text, zero), "the file is not text", "a TOML file in UTF-8");
  }
  if (const auto key = find_long_key(text); key != std::string_view::npos) {
    refuse(file, line_at(text, key), "a key has too many dots",
           fmt::format("at most {}", kMostDots));
  }
}

class Converter {
 public:
  explicit Converter(const std::string& file) : file_(std::make_shared<const std::string>(file)) {}

  Node operator()(const toml::node& from) const {
    Node to = value(from);
    to.origin = {file_, static_cast<int>(from.source().begin.line)};
    return to;
  }

 private:
  Node value(const toml::node& from) const {
    switch (from.type()) {
      case toml::node_type::boolean:
        return make_boolean(from.as_boolean()->get());
      case toml::node_type::integer:
        return make_integer(from.as_integer()->get());
      case toml::node_type::floating_point:
        return make_real(from.as_floating_point()->get());
      case toml::node_type::string:
        return make_text(from.as_string()->get());
      case toml::node_type::array:
        return array(*from.as_array());
      case toml::node_type::table:
        return table(*from.as_table());
      default:
        return date(from);
    }
  }

  Node array(const toml::array& from) const {
    Node to = make_array();
    for (const toml::node& item : from)
      to.items.push_back((*this)(item));
    return to;
  }

  /// The library sorts keys by name; the order of the file decides e.g. the order of profiles.
  Node table(const toml::table& from) const {
    using Entry = std::pair<const toml::key*, const toml::node*>;
    std::vector<Entry> entries;
    for (const auto& [key, node] : from)
      entries.emplace_back(&key, &node);
    const auto position = [](const Entry& entry) {
      const auto& begin = entry.first->source().begin;
      return std::pair(begin.line, begin.column);
    };
    std::stable_sort(entries.begin(), entries.end(),
                     [&](const Entry& a, const Entry& b) { return position(a) < position(b); });
    Node to = make_table(from.is_inline());
    for (const auto& [key, node] : entries) {
      Node member = (*this)(*node);
      // Of a long value, the line of its key is the one to look at.
      if (const auto line = key->source().begin.line; line > 0) {
        member.origin.line = static_cast<int>(line);
      }
      to.members.push_back({std::string(key->str()), std::move(member)});
    }
    return to;
  }

  static Node date(const toml::node& from) {
    std::ostringstream out;
    from.visit([&out](const auto& leaf) {
      if constexpr (toml::is_value<decltype(leaf)>)
        out << leaf.get();
    });
    Node to = make_text(out.str());
    to.kind = Node::Kind::date;
    return to;
  }

  std::shared_ptr<const std::string> file_;
};

}  // namespace

std::string read_file(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    throw FileError(path.string(), "is a folder, not a file");
  }
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    throw FileError(path.string(),
                    "cannot be opened for reading: " + std::generic_category().message(errno));
  }
  // One byte more than is accepted, so that a device without end is refused and not read for ever.
  std::string text(kLargestFile + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad())
    throw FileError(path.string(), "reading failed");
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

Node parse_text(std::string_view text, const std::string& file) {
  refuse_odd_input(text, file);
  try {
    const toml::table parsed = toml::parse(text);
    return Converter(file)(parsed);
  } catch (const toml::parse_error& error) {
    std::string message(error.description());
    if (message.find("redefine") != std::string::npos)
      message = "duplicate key: " + message;
    refuse(file, static_cast<int>(error.source().begin.line), "TOML syntax: " + message,
           "TOML 1.0 (https://toml.io)");
  }
}

Node parse_file(const std::filesystem::path& path) {
  return parse_text(read_file(path), path.string());
}

std::optional<Node> parse_value(const std::string& text) {
  const bool one_line = text.find_first_of("\r\n") == std::string::npos;
  if (one_line) {
    try {
      Node table = parse_text("v = " + text, "");
      if (table.members.size() == 1 && table.members.front().key == "v") {
        return std::move(table.members.front().value);
      }
    } catch (const InputError&) {
      // Not a TOML value; perhaps a bare word.
    }
  }
  const bool word = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-. ").find(c) != std::string_view::npos;
  });
  if (word && fault_of_number(text).empty())
    return make_text(text);
  return std::nullopt;
}

std::string fault_of_number(const std::string& text) {
  std::string plain;
  std::copy_if(text.begin(), text.end(), std::back_inserter(plain),
               [](char c) { return c != '_'; });
  const std::string_view digits = std::string_view(plain).substr(plain.starts_with('+') ? 1 : 0);
  const char* const end = digits.data() + digits.size();
  std::int64_t integer = 0;
  const auto whole = std::from_chars(digits.data(), end, integer);
  if (whole.ptr == end) {
    return whole.ec == std::errc::result_out_of_range ? "is out of the range of integers" : "";
  }
  double real = 0.0;
  const auto decimal = std::from_chars(digits.data(), end, real);
  const bool held = decimal.ptr != end || decimal.ec != std::errc::result_out_of_range;
  return held ? "" : "is not a finite number";  // what is too close to 0 is 0 for TOML
}

}  // namespace minga::io
