// Binds a member of a model's struct to its parameter, and reads or writes whole structs by such
// tables. Each struct has one table, in table_<struct>.cpp.
#pragma once

#include "codec.hpp"
#include "minga/core/names.hpp"
#include "print.hpp"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace minga::io {

/// One parameter of S: what it is, and how it moves between a value in a file and the struct.
template <class S>
struct Field {
  Parameter info;
  std::function<void(S&, const Node&, const Slot&)> read;
  std::function<Node(const S&)> write;
};

template <class S>
struct Table {
  std::string name;
  std::string title;
  std::vector<Field<S>> fields;
};

/// The table of a struct; specialised in table_*.cpp.
template <class S>
const Table<S>& table();

/// Sources of defaults. Labels in square brackets are explained in scenarios/README.md.
inline constexpr const char* kAssumed = "assumed";
/// Zero, off or empty: the thing is not there unless a file says so.
inline constexpr const char* kAbsent = "by definition: absent unless given";
inline constexpr const char* kOn = "by definition: so unless given";
inline constexpr const char* kOff = "by definition: 0 switches the term off";
inline constexpr const char* kDrawn = "by definition: drawn unless given";

inline Range any() { return {}; }
inline Range at_least(double lo) { return {.lo = lo}; }
inline Range above(double lo) { return {.lo = lo, .lo_open = true}; }
inline Range between(double lo, double hi) { return {.lo = lo, .hi = hi}; }
inline Range share() { return between(0.0, 1.0); }
/// Amounts of money; the upper limit only keeps sums of them far from overflow.
inline Range money() { return between(0.0, 1e12); }
/// Integers stay far inside what arithmetic on them can hold.
inline Range count(double lo = 0.0, double hi = 1e6) { return between(lo, hi); }

template <class T>
constexpr Kind kind_of() {
  if constexpr (std::is_enum_v<T>)
    return Kind::choice;
  else if constexpr (std::is_same_v<T, bool>)
    return Kind::boolean;
  else if constexpr (std::is_integral_v<T>)
    return Kind::integer;
  else if constexpr (std::is_floating_point_v<T>)
    return Kind::real;
  else if constexpr (std::is_same_v<T, std::string>)
    return Kind::text;
  else if constexpr (std::is_same_v<T, core::Text>)
    return Kind::localised;
  else if constexpr (std::is_same_v<T, core::Coefficient>)
    return Kind::coefficient;
  else if constexpr (std::is_same_v<T, std::vector<int>>)
    return Kind::integers;
  else if constexpr (std::is_same_v<T, std::vector<std::string>>)
    return Kind::texts;
  else if constexpr (std::is_same_v<T, std::vector<std::vector<double>>>)
    return Kind::rows;
  else
    return Kind::reals;
}

template <class Enum>
std::vector<std::string> choices_of() {
  std::vector<std::string> out;
  for (const std::string_view name : core::names<Enum>())
    out.emplace_back(name);
  return out;
}

/// Length of a list that the type fixes, or 0.
template <class T>
constexpr std::size_t fixed_length() {
  if constexpr (requires { std::tuple_size<T>::value; })
    return std::tuple_size_v<T>;
  else
    return 0;
}

/// A number, list or coefficient. The default is the struct's own.
template <class S, class T>
Field<S> field(T S::*member, std::string key, std::string unit, Range range,
               std::string description, std::string source = kAssumed) {
  Field<S> out;
  out.info = {.key = std::move(key),
              .kind = kind_of<T>(),
              .unit = std::move(unit),
              .range = range,
              .length = fixed_length<T>(),
              .description = std::move(description),
              .source = std::move(source)};
  out.read = [member](S& to, const Node& from, const Slot& slot) {
    read_value(to.*member, from, slot);
  };
  out.write = [member](const S& from) { return write_value(from.*member); };
  out.info.fallback = print_value(out.write(S{}));
  return out;
}

/// A name, text or switch: no unit and no range.
template <class S, class T>
Field<S> field(T S::*member, std::string key, std::string description, std::string source = "") {
  if constexpr (std::is_enum_v<T>) {
    Field<S> out;
    out.info = {.key = std::move(key),
                .kind = Kind::choice,
                .choices = choices_of<T>(),
                .description = std::move(description),
                .source = source.empty() ? kAssumed : std::move(source)};
    out.read = [member](S& to, const Node& from, const Slot& slot) {
      if (const int i = read_choice(from, slot); i >= 0)
        to.*member = static_cast<T>(i);
    };
    out.write = [member](const S& from) {
      return make_text(std::string(core::name_of(from.*member)));
    };
    out.info.fallback = print_value(out.write(S{}));
    return out;
  } else {
    if (kind_of<T>() == Kind::boolean && source.empty()) {
      source = kAssumed;
    }
    return field<S, T>(member, std::move(key), "", any(), std::move(description),
                       std::move(source));
  }
}

/// A parameter that is not simply one member.
template <class S>
Field<S> custom(Parameter info, std::function<void(S&, const Node&, const Slot&)> read,
                std::function<Node(const S&)> write) {
  return {std::move(info), std::move(read), std::move(write)};
}

inline std::string join(const std::string& path, const std::string& key) {
  return path.empty() ? key : path + '.' + key;
}

/// Reports a key that no parameter has.
void unknown_key(const std::string& path, const std::string& key, const Node& value,
                 std::vector<std::string> known, Reading& reading);

/// Reads the keys that are there over what `to` holds already.
/// @param others  keys that the caller reads itself
template <class S>
void read_table(S& to, const Node& from, const std::string& path, Reading& reading,
                std::initializer_list<const char*> others = {}) {
  const Table<S>& fields = table<S>();
  if (!from.is_table()) {
    const Parameter whole{.key = path, .kind = Kind::section};
    return Slot{reading, whole, path}.wrong_type(from);
  }
  for (const auto& [key, value] : from.members) {
    const auto has_key = [&k = key](const Field<S>& f) { return f.info.key == k; };
    const auto found = std::find_if(fields.fields.begin(), fields.fields.end(), has_key);
    if (found != fields.fields.end()) {
      const std::string inner = join(path, key);
      found->read(to, value, Slot{reading, found->info, inner});
    } else if (std::find(others.begin(), others.end(), key) == others.end()) {
      std::vector<std::string> known(others.begin(), others.end());
      for (const Field<S>& f : fields.fields)
        known.push_back(f.info.key);
      unknown_key(path, key, value, std::move(known), reading);
    }
  }
}

/// All parameters of a struct, in the order of its table.
template <class S>
Node write_table(const S& from, bool one_line = false) {
  Node out = make_table(one_line);
  for (const Field<S>& f : table<S>().fields)
    out.members.push_back({f.info.key, f.write(from)});
  return out;
}

/// What a table says about its parameters, for those who do not care which struct it fills.
template <class S>
Section describe() {
  Section out{table<S>().name, table<S>().title, {}};
  for (const Field<S>& f : table<S>().fields)
    out.parameters.push_back(f.info);
  return out;
}

}  // namespace minga::io
