#include "results_schema.hpp"

#include "minga/io/count.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <stdexcept>

namespace minga::io::results {
namespace {

constexpr std::size_t kLargestChunk = std::size_t{1} << 31;  // HDF5's limit is twice this

void add(Schema& schema, Source source, std::string_view group,
         std::span<const core::Variable> variables, std::vector<std::string_view> axes,
         std::size_t outer, std::size_t inner) {
  for (std::size_t i = 0; i < variables.size(); ++i) {
    schema.columns.push_back({source, i, &variables[i], group, axes, outer, inner});
    if (schema.rows * outer * inner > kLargestChunk / bytes_of(variables[i].storage)) {
      throw std::invalid_argument("a segment of " + std::to_string(schema.rows) + " runs of " +
                                  std::string(variables[i].name) +
                                  " is too large for a chunk; use fewer runs per segment");
    }
  }
}

void require(bool condition, const char* what) {
  if (!condition)
    throw std::invalid_argument(std::string("results header: ") + what);
}

void check_counts(const ResultsHeader& header) {
  // Replicates are numbered with 32 bits, points are in memory: their product fits 64 bits.
  require(std::max(header.replicates, header.points) <= Schema::kMostNarrow,
          "more points or replicates than a file can number (2^31 - 1)");
  if (header.record.events && header.runs() > Schema::kMostNarrow) {
    throw InputError({{"", 0, "record.groups", "events",
                       fmt::format("a log of events numbers at most {}, and these are {}",
                                   counted(Schema::kMostNarrow, "run"), grouped(header.runs())),
                       "no events, or fewer replicates"}});
  }
}

bool is_word(std::string_view name) {
  return !name.empty() && std::none_of(name.begin(), name.end(), [](char c) {
    return c == '/' || static_cast<unsigned char>(c) <= ' ';
  });
}

/// Factors live beside the variables of /summary, so their names must differ from those.
void check_factors(const ResultsHeader& header, const Schema& schema) {
  std::vector<std::string_view> taken = {"run", "point", "replicate", "profile", "failed"};
  for (const Column& column : schema.columns) {
    if (column.group == "summary")
      taken.push_back(column.variable->name);
  }
  std::vector<Diagnostic> faults;
  for (const FactorColumn& factor : header.factors) {
    const std::size_t values = factor.numeric ? factor.numbers.size() : factor.labels.size();
    require(values == header.points, "a factor needs one value per point");
    const auto fault = [&](const char* message) {
      faults.push_back({"", 0, "factor.name", factor.name, message, "another name"});
    };
    if (!is_word(factor.name)) {
      fault("cannot name a variable of the results (empty, or holds a space or '/')");
    } else if (std::find(taken.begin(), taken.end(), factor.name) != taken.end()) {
      fault("is already the name of a variable of the results");
    }
    taken.push_back(factor.name);
  }
  if (!faults.empty())
    throw InputError(std::move(faults));
}

}  // namespace

std::size_t Schema::runs_in(std::size_t segment) const {
  const std::size_t first = segment * runs_per_segment;
  return first < runs ? std::min(runs_per_segment, runs - first) : 0;
}

std::size_t Schema::first_row(std::size_t segment) const {
  return shard.place(segment) * runs_per_segment;
}

std::size_t Schema::run_at(std::size_t row) const {
  return shard.segment(row / runs_per_segment) * runs_per_segment + row % runs_per_segment;
}

std::size_t bytes_of(core::Storage storage) {
  switch (storage) {
    case core::Storage::f64:
      return 8;
    case core::Storage::f32:
    case core::Storage::i32:
      return 4;
    case core::Storage::i16:
      return 2;
    case core::Storage::i8:
      return 1;
  }
  throw std::invalid_argument("unknown storage type");
}

std::string_view name_of(core::Storage storage) {
  switch (storage) {
    case core::Storage::f64:
      return "float64";
    case core::Storage::f32:
      return "float32";
    case core::Storage::i32:
      return "int32";
    case core::Storage::i16:
      return "int16";
    case core::Storage::i8:
      return "int8";
  }
  throw std::invalid_argument("unknown storage type");
}

Schema make_schema(const ResultsHeader& header) {
  require(header.points > 0 && header.replicates > 0, "no runs");
  check_counts(header);
  require(header.runs_per_segment > 0, "runs_per_segment is 0");
  require(header.periods > 0, "periods must be above 0");

  Schema schema;
  schema.runs = header.runs();
  schema.runs_per_segment = header.runs_per_segment;
  schema.shard = header.shard;
  require(header.shard.index >= 1 && header.shard.index <= header.shard.count, "no such shard");
  require(header.shard.together > 0 && header.segments() % header.shard.together == 0,
          "segments that stay together do not divide them all");
  schema.held = header.runs_held();
  require(schema.held > 0, "more shards than segments");
  schema.rows = std::min(header.runs_per_segment, schema.held);
  schema.events = header.record.events;
  const auto periods = static_cast<std::size_t>(header.periods);
  if (header.record.summary) {
    add(schema, Source::summary, "summary", core::summary_variables(header.associations.size()), {},
        1, 1);
    if (!header.profiles.empty()) {
      add(schema, Source::by_profile, "summary", core::profile_variables(), {"profile"}, 1,
          header.profiles.size());
    }
  }
  if (header.record.summary && (header.associations.size() > 1 || header.programme)) {
    add(schema, Source::association, "association", core::association_variables(), {"association"},
        1, header.associations.size());
  }
  if (header.record.summary && header.programme) {
    add(schema, Source::programme, "programme", core::programme_variables(), {}, 1, 1);
  }
  if (header.record.trajectory) {
    require(!header.associations.empty(), "no associations");
    add(schema, Source::trajectory, "trajectory", core::trajectory_variables(),
        {"time", "association"}, periods, header.associations.size());
  }
  if (header.record.firm) {
    require(!header.firms.empty(), "no firms");
    add(schema, Source::firm, "firm", core::firm_variables(), {"time", "firm"}, periods,
        header.firms.size());
    add(schema, Source::firm_constant, "firm", core::firm_constant_variables(), {"firm"}, 1,
        header.firms.size());
  }
  check_factors(header, schema);
  return schema;
}

}  // namespace minga::io::results
