// Design files and their [[factor]] tables.
#include "design.hpp"

#include <limits>

namespace minga::io {
namespace {

using D = DesignFile;
using F = FactorFile;

void read_factors(D& to, const Node& from, const Slot& slot) {
  if (!from.is_array())
    return slot.wrong_type(from);
  for (std::size_t i = 0; i < from.items.size(); ++i) {
    const std::string path = slot.path + '[' + std::to_string(i) + ']';
    F& factor = to.factors.emplace_back();
    factor.origin = from.items[i].origin;
    read_table(factor, from.items[i], path, slot.reading);
  }
}

void read_set(D& to, const Node& from, const Slot& slot) {
  if (!from.is_table())
    return slot.wrong_type(from);
  to.set = from.members;
}

void read_method(D& /*to*/, const Node& from, const Slot& slot) {
  const std::string_view later[] = {"latin-hypercube", "sobol", "list"};
  if (from.is_text() &&
      std::find(std::begin(later), std::end(later), from.text) != std::end(later)) {
    return slot.fault(from, "this method is not in this version", "factorial");
  }
  read_choice(from, slot);
}

void read_paths(F& to, const Node& from, const Slot& slot) {
  if (from.is_text()) {
    to.paths = {from.text};
  } else if (from.is_array()) {
    for (std::size_t i = 0; i < from.items.size(); ++i) {
      const std::string path = slot.path + '[' + std::to_string(i) + ']';
      std::string& one = to.paths.emplace_back();
      read_value(one, from.items[i], Slot{slot.reading, slot.info, path});
    }
  } else {
    slot.wrong_type(from);
  }
}

void read_title(core::Text& to, const Node& from, const Slot& slot) {
  if (from.is_text()) {
    to = {from.text, from.text};
  } else {
    read_value(to, from, slot);
  }
}

template <class S>
Field<S> title_field(const char* description) {
  return custom<S>(
      {.key = "title", .kind = Kind::localised, .description = description},
      [](S& to, const Node& from, const Slot& slot) { read_title(to.title, from, slot); },
      [](const S& from) { return write_value(from.title); });
}

constexpr double kLargestSeed = static_cast<double>(std::numeric_limits<std::int64_t>::max());

}  // namespace

template <>
const Table<D>& table<D>() {
  static const Table<D> fields = [] {
    Table<D> t{
        "design",
        "A design: a scenario, factors and their levels",
        {field(&D::name, "name", "Short name; the file's where it is left out"),
         title_field<D>("Title in both languages"),
         field(&D::description, "description", "What the experiment asks"),
         custom<D>(
             {.key = "scenario",
              .kind = Kind::text,
              .description = "Scenario: a shipped name, or a path relative to the design"},
             [](D& to, const Node& from, const Slot& slot) { read_value(to.scenario, from, slot); },
             [](const D& d) { return d.scenario.empty() ? Node{} : make_text(d.scenario); }),
         custom<D>(
             {.key = "base",
              .kind = Kind::section,
              .section = "file",
              .description = "The scenario itself instead of its name, as resolved designs "
                             "hold it"},
             [](D& to, const Node& from, const Slot& slot) {
               if (!from.is_table())
                 return slot.wrong_type(from);
               to.base = from;
             },
             [](const D& d) { return d.base; }),
         custom<D>({.key = "method",
                    .kind = Kind::choice,
                    .choices = {"factorial"},
                    .fallback = "\"factorial\"",
                    .description = "How points are made: every combination of levels"},
                   read_method, [](const D&) { return make_text("factorial"); }),
         field(&D::replicates, "replicates", "runs", count(1, 1e8),
               "Runs of each point; the scenario's where it is left out", ""),
         custom<D>(
             {.key = "seed",
              .kind = Kind::integer,
              .range = between(0.0, kLargestSeed),
              .description = "Seed of the experiment; the scenario's where it is left out"},
             [](D& to, const Node& from, const Slot& slot) { read_integer(to.seed, from, slot); },
             [](const D& d) { return d.seed < 0 ? Node{} : make_integer(d.seed); }),
         field(&D::common_random_numbers, "common_random_numbers",
               "Whether all points share their random numbers, so that they can be compared "
               "run by run"),
         custom<D>({.key = "set",
                    .kind = Kind::any,
                    .description = "Parameters that differ from the scenario in every point: "
                                   "\"path\" = value"},
                   read_set, [](const D&) { return Node{}; }),
         custom<D>({.key = "factor",
                    .kind = Kind::sections,
                    .section = "factor",
                    .required = true,
                    .description = "Factors; the last one varies fastest"},
                   read_factors, [](const D&) { return Node{}; })}};
    for (Field<D>& f : t.fields) {
      if (f.info.key == "replicates")
        f.info.fallback.clear();
    }
    return t;
  }();
  return fields;
}

template <>
const Table<F>& table<F>() {
  const auto read_levels_as_written = [](F& to, const Node& from, const Slot&) {
    to.levels = from;
  };
  const auto no_output = [](const F&) { return Node{}; };
  static const Table<F> fields{
      "factor",
      "A factor of a design",
      {field(&F::name, "name", "Name of the factor and of its variable in results"),
       title_field<F>("Title in both languages"),
       custom<F>({.key = "path",
                  .kind = Kind::text,
                  .description = "Parameter that the levels set, e.g. association[0].regulation"},
                 read_paths, no_output),
       custom<F>({.key = "paths",
                  .kind = Kind::any,
                  .description = "Several parameters that the levels set together"},
                 read_paths, no_output),
       custom<F>({.key = "levels",
                  .kind = Kind::any,
                  .required = true,
                  .description = "A list of values, \"shipped\" for all presets of the path's "
                                 "kind, or tables { label, value } or { label, set = { path = "
                                 "value } }"},
                 read_levels_as_written, no_output)}};
  return fields;
}

}  // namespace minga::io
