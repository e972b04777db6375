// Design files and their [[factor]] tables.
#include "design.hpp"
#include "minga/core/record.hpp"

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

const std::vector<std::string> kMethods{"factorial", "latin-hypercube", "sobol", "list"};

void read_method(D& to, const Node& from, const Slot& slot) {
  to.method_written = from;
  const int choice = read_choice(from, slot);
  if (choice >= 0)
    to.method = static_cast<Method>(choice);
}

/// A part that is looked at once its neighbours are known.
Field<F> later(const char* key, Node F::*member, const char* description) {
  return custom<F>(
      {.key = key, .kind = Kind::any, .description = description},
      [member](F& to, const Node& from, const Slot&) { to.*member = from; },
      [](const F&) { return Node{}; });
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
         custom<D>(
             {.key = "method",
              .kind = Kind::choice,
              .choices = kMethods,
              .fallback = "\"factorial\"",
              .description = "How points are made: every combination of levels, a sample of "
                             "levels and ranges, or the rows of a list"},
             read_method,
             [](const D& d) { return make_text(kMethods.at(static_cast<std::size_t>(d.method))); }),
         custom<D>(
             {.key = "points",
              .kind = Kind::integer,
              .range = count(1, 50000),
              .description = "Points of a Latin hypercube or of Sobol'; of the latter a power "
                             "of two is balanced"},
             [](D& to, const Node& from, const Slot& slot) { read_value(to.points, from, slot); },
             [](const D& d) { return d.points > 0 ? make_integer(d.points) : Node{}; }),
         custom<D>(
             {.key = "points_seed",
              .kind = Kind::integer,
              .range = between(0.0, kLargestSeed),
              .fallback = "0",
              .description = "Seed of the sampled points alone: the seed of the runs does not "
                             "move them"},
             [](D& to, const Node& from, const Slot& slot) {
               read_integer(to.points_seed, from, slot);
             },
             [](const D& d) { return d.points > 0 ? make_integer(d.points_seed) : Node{}; }),
         custom<D>(
             {.key = "shift",
              .kind = Kind::boolean,
              .fallback = "true",
              .description = "Whether Sobol' points are shifted at random, with points_seed; "
                             "else they are those of the sequence after its origin"},
             [](D& to, const Node& from, const Slot& slot) { read_value(to.shift, from, slot); },
             [](const D& d) { return d.method == Method::sobol ? make_boolean(d.shift) : Node{}; }),
         custom<D>(
             {.key = "rows",
              .kind = Kind::any,
              .description = "Points of a list: a CSV file beside the design, whose first line "
                             "names the factors, or [[value of each factor], ...]"},
             [](D& to, const Node& from, const Slot&) { to.rows = from; },
             [](const D& d) { return d.rows; }),
         custom<D>(
             {.key = "until",
              .kind = Kind::section,
              .section = "until",
              .description = "When a point has enough replicates; without it all points have "
                             "as many as replicates says"},
             [](D& to, const Node& from, const Slot& slot) {
               if (!from.is_table())
                 return slot.wrong_type(from);
               read_table(to.until, from, slot.path, slot.reading);
               for (const char* key : {"outcome", "half_width"}) {
                 if (from.find(key) == nullptr)
                   slot.reading.faults.missing(from, join(slot.path, key),
                                               "an outcome, and half of its interval");
               }
             },
             [](const D& d) { return d.until.on() ? write_table(d.until, true) : Node{}; }),
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
                  .description = "A list of values, \"shipped\" for all presets of the path's "
                                 "kind, or tables { label, value } or { label, set = { path = "
                                 "value } }"},
                 read_levels_as_written, no_output),
       later("range", &F::range,
             "Instead of levels, where points are sampled: [lowest, highest]; of a distribution, "
             "where it is cut"),
       later("distribution", &F::distribution,
             "The same: { kind = \"normal\", mean, sd }, { kind = \"lognormal\", median, sigma }, "
             "{ kind = \"triangular\", low, mode, high } or { kind = \"beta\", alpha, beta }"),
       custom<F>(
           {.key = "scale",
            .kind = Kind::choice,
            .choices = {"linear", "log"},
            .fallback = "\"linear\"",
            .description = "On which a range is sampled evenly"},
           [](F& to, const Node& from, const Slot& slot) {
             if (read_choice(from, slot) >= 0)
               to.scale = from;
           },
           no_output),
       later("when", &F::when,
             "Levels of factors before it at which this factor is used, { factor = [level, ...] }; "
             "elsewhere it sets nothing")}};
  return fields;
}

template <>
const Table<Until>& table<Until>() {
  static const Table<Until> fields = [] {
    std::vector<std::string> outcomes;
    for (const core::Variable& variable : core::summary_variables())
      outcomes.emplace_back(variable.name);
    Parameter outcome{.key = "outcome",
                      .kind = Kind::choice,
                      .choices = outcomes,
                      .required = true,
                      .description = "Outcome of /summary that is to be known well enough"};
    return Table<Until>{
        "until",
        "When a point has enough replicates",
        {custom<Until>(
             outcome,
             [outcomes](Until& to, const Node& from, const Slot& slot) {
               const int choice = read_choice(from, slot);
               if (choice >= 0)
                 to.outcome = outcomes.at(static_cast<std::size_t>(choice));
             },
             [](const Until& u) { return make_text(u.outcome); }),
         custom<Until>(
             {.key = "half_width",
              .kind = Kind::real,
              .unit = "unit of the outcome, or 1",
              .range = above(0.0),
              .required = true,
              .description = "Half of the 95 % interval that is narrow enough",
              .source = "by definition: the design's choice"},
             [](Until& to, const Node& from, const Slot& slot) {
               read_real(to.half_width, from, slot);
             },
             [](const Until& u) { return make_real(u.half_width); }),
         field(&Until::relative, "relative", "Whether half_width is a share of the mean", kOff),
         field(&Until::least, "least", "runs", count(2, 1e8), "Replicates that every point has",
               kAssumed),
         field(&Until::batch, "batch", "runs", count(1, 65536),
               "Replicates between two looks at the interval; divides replicates, the most that a "
               "point has",
               kAssumed)}};
  }();
  return fields;
}

}  // namespace minga::io
