#include "codec.hpp"

#include "minga/io/count.hpp"
#include "print.hpp"

#include <fmt/format.h>

#include <cmath>

namespace minga::io {
namespace {

constexpr Range kDeviation{.lo = 0.0};

/// "a real number in [0, 1], in currency"
std::string number_words(std::string_view what, const Parameter& info) {
  std::string out(what);
  if (const std::string range = to_string(info.range); !range.empty()) {
    out += (range.front() == '[' || range.front() == '(') ? " in " + range : " " + range;
  }
  if (!info.unit.empty() && info.unit != "1")
    out += " (" + info.unit + ")";
  return out;
}

Slot inside(const Slot& slot, const std::string& path) { return {slot.reading, slot.info, path}; }

}  // namespace

void Slot::fault(const Node& at, std::string message, std::string accepted_values) const {
  reading.faults.add(at, path, std::move(message), std::move(accepted_values));
}

void Slot::wrong_type(const Node& at) const {
  fault(at, fmt::format("is {}", kind_name(at)), accepted(info));
}

std::string accepted(const Parameter& info) {
  switch (info.kind) {
    case Kind::real:
      return number_words("a real number", info);
    case Kind::integer:
      return number_words("an integer", info);
    case Kind::boolean:
      return "true or false";
    case Kind::text:
      return "a text";
    case Kind::choice:
      return fmt::format("one of {}", fmt::join(info.choices, ", "));
    case Kind::choices:
      return fmt::format("a list of {}", fmt::join(info.choices, ", "));
    case Kind::localised:
      return R"(a table { es = "...", en = "..." })";
    case Kind::reals: {
      const std::string what = info.length > 0
                                   ? fmt::format("a list of {}", counted(info.length, "number"))
                                   : std::string("a list of numbers");
      return number_words(what + (to_string(info.range).empty() ? "" : ", each"), info);
    }
    case Kind::integers:
      return number_words("a list of integers", info);
    case Kind::texts:
      return "a list of texts";
    case Kind::rows:
      return number_words("a list of lists of numbers", info);
    case Kind::firm_lists:
      return "a list of lists of firms, counted from 0, such as [[0, 1], [1, 2]]";
    case Kind::coefficient:
      return number_words("a number or { mean, sd } with the mean", info) + " and sd >= 0";
    case Kind::shares:
      return "a table of name = share";
    case Kind::weights:
      return fmt::format("a table of numbers for {}", fmt::join(info.choices, ", "));
    case Kind::phases:
      return "tables phase1 to phase4 of activity = share";
    case Kind::section:
      return "a table of parameters";
    case Kind::sections:
      return "a list of tables";
    case Kind::map:
      return "tables by name";
    case Kind::any:
      return "a value";
  }
  return {};
}

bool read_real(double& to, const Node& from, const Slot& slot) {
  if (!from.is_number()) {
    slot.wrong_type(from);
    return false;
  }
  const double value = from.number();
  if (!std::isfinite(value)) {
    slot.fault(from, "is not a finite number", accepted(slot.info));
    return false;
  }
  if (!slot.info.range.contains(value)) {
    slot.fault(from, "is out of range", accepted(slot.info));
    return false;
  }
  to = value;
  return true;
}

bool read_integer(std::int64_t& to, const Node& from, const Slot& slot) {
  if (from.kind != Node::Kind::integer) {
    slot.wrong_type(from);
    return false;
  }
  if (!slot.info.range.contains(static_cast<double>(from.integer))) {
    slot.fault(from, "is out of range", accepted(slot.info));
    return false;
  }
  to = from.integer;
  return true;
}

int read_choice(const Node& from, const Slot& slot) {
  if (!from.is_text()) {
    slot.wrong_type(from);
    return -1;
  }
  for (std::size_t i = 0; i < slot.info.choices.size(); ++i) {
    if (slot.info.choices[i] == from.text)
      return static_cast<int>(i);
  }
  slot.fault(from, "is not a known name", one_of(slot.info.choices, from.text));
  return -1;
}

void read_value(double& to, const Node& from, const Slot& slot) { read_real(to, from, slot); }

void read_value(int& to, const Node& from, const Slot& slot) {
  std::int64_t value = to;
  if (read_integer(value, from, slot))
    to = static_cast<int>(value);
}

void read_value(bool& to, const Node& from, const Slot& slot) {
  if (from.kind == Node::Kind::boolean) {
    to = from.boolean;
  } else {
    slot.wrong_type(from);
  }
}

void read_value(std::string& to, const Node& from, const Slot& slot) {
  if (from.is_text()) {
    to = from.text;
  } else {
    slot.wrong_type(from);
  }
}

void read_value(core::Text& to, const Node& from, const Slot& slot) {
  if (!from.is_table())
    return slot.wrong_type(from);
  for (const auto& [key, value] : from.members) {
    const std::string path = slot.path + '.' + key;
    if (key != "es" && key != "en") {
      slot.reading.faults.add(value, path, "is not a language of this project", "es, en");
    } else if (!value.is_text()) {
      inside(slot, path).fault(value, fmt::format("is {}", kind_name(value)), "a text");
    } else {
      (key == "es" ? to.es : to.en) = value.text;
    }
  }
}

void read_value(core::Coefficient& to, const Node& from, const Slot& slot) {
  if (!from.is_table()) {
    if (read_real(to.mean, from, slot))
      to.sd = 0.0;
    return;
  }
  Parameter deviation = slot.info;
  deviation.kind = Kind::real;
  deviation.range = kDeviation;
  for (const auto& [key, value] : from.members) {
    const std::string path = slot.path + '.' + key;
    if (key == "mean") {
      read_real(to.mean, value, inside(slot, path));
    } else if (key == "sd") {
      read_real(to.sd, value, Slot{slot.reading, deviation, path});
    } else {
      slot.reading.faults.add(value, path, "is not a key of a coefficient", "mean, sd");
    }
  }
}

void read_value(std::vector<double>& to, const Node& from, const Slot& slot) {
  if (!from.is_array())
    return slot.wrong_type(from);
  const bool may_be_empty = slot.info.length == 0 || slot.info.fallback == "[]";
  const bool right_length = slot.info.length == 0 || from.items.size() == slot.info.length;
  if (!right_length && !(from.items.empty() && may_be_empty)) {
    return slot.fault(from, fmt::format("has {}", counted(from.items.size(), "value")),
                      accepted(slot.info));
  }
  std::vector<double> list(from.items.size());
  bool good = true;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string path = fmt::format("{}[{}]", slot.path, i);
    good = read_real(list[i], from.items[i], inside(slot, path)) && good;
  }
  if (good)
    to = std::move(list);
}

void read_value(std::vector<int>& to, const Node& from, const Slot& slot) {
  if (!from.is_array())
    return slot.wrong_type(from);
  std::vector<int> list;
  for (std::size_t i = 0; i < from.items.size(); ++i) {
    const std::string path = fmt::format("{}[{}]", slot.path, i);
    std::int64_t value = 0;
    if (read_integer(value, from.items[i], inside(slot, path)))
      list.push_back(static_cast<int>(value));
  }
  to = std::move(list);
}

void read_value(std::vector<std::string>& to, const Node& from, const Slot& slot) {
  if (!from.is_array())
    return slot.wrong_type(from);
  std::vector<std::string> list;
  for (std::size_t i = 0; i < from.items.size(); ++i) {
    const Node& item = from.items[i];
    if (item.is_text()) {
      list.push_back(item.text);
    } else {
      const std::string path = fmt::format("{}[{}]", slot.path, i);
      inside(slot, path).fault(item, fmt::format("is {}", kind_name(item)), "a text");
    }
  }
  to = std::move(list);
}

void read_value(std::vector<std::vector<double>>& to, const Node& from, const Slot& slot) {
  if (!from.is_array())
    return slot.wrong_type(from);
  std::vector<std::vector<double>> rows;
  for (std::size_t i = 0; i < from.items.size(); ++i) {
    const std::string path = fmt::format("{}[{}]", slot.path, i);
    read_value(rows.emplace_back(), from.items[i], inside(slot, path));
  }
  to = std::move(rows);
}

Node write_value(double value) { return make_real(value); }
Node write_value(int value) { return make_integer(value); }
Node write_value(bool value) { return make_boolean(value); }
Node write_value(const std::string& value) { return make_text(value); }

Node write_value(const core::Text& value) {
  Node table = make_table(true);
  table.set("es", make_text(value.es));
  table.set("en", make_text(value.en));
  return table;
}

Node write_value(const core::Coefficient& value) {
  Node table = make_table(true);
  table.set("mean", make_real(value.mean));
  table.set("sd", make_real(value.sd));
  return table;
}

Node write_value(const std::vector<double>& value) {
  Node array = make_array();
  for (const double item : value)
    array.items.push_back(make_real(item));
  return array;
}

Node write_value(const std::vector<int>& value) {
  Node array = make_array();
  for (const int item : value)
    array.items.push_back(make_integer(item));
  return array;
}

Node write_value(const std::vector<std::string>& value) {
  Node array = make_array();
  for (const std::string& item : value)
    array.items.push_back(make_text(item));
  return array;
}

Node write_value(const std::vector<std::vector<double>>& value) {
  Node array = make_array();
  for (const std::vector<double>& row : value)
    array.items.push_back(write_value(row));
  return array;
}

}  // namespace minga::io
