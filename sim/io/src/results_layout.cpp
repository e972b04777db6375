#include "results_layout.hpp"

#include "results_chunk.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

namespace minga::io::results {
namespace {

constexpr hsize_t kBlock = 16384;  // rows written at a time where they are computed, not recorded
constexpr std::string_view kCurrency = "currency";

std::string units_of(const core::Variable& variable, const ResultsHeader& header) {
  std::string units(variable.units);
  const std::size_t at = units.find(kCurrency);
  if (at != std::string::npos && !header.currency.empty()) {
    units.replace(at, kCurrency.size(), header.currency);
  }
  return units;
}

void describe(const h5::Dataset& dataset, std::string_view long_name) {
  h5::set_attribute(dataset.get(), "long_name", long_name);
  h5::set_attribute(dataset.get(), "units", "1");
}

void set_flags(hid_t dataset, const std::vector<std::string>& meanings) {
  std::vector<std::int8_t> values(meanings.size());
  std::iota(values.begin(), values.end(), std::int8_t{0});
  h5::set_attribute(dataset, "flag_values", values);
  h5::set_attribute(dataset, "flag_meanings", fmt::format("{}", fmt::join(meanings, " ")));
}

/// Flags are words separated by spaces, so a name of several words is joined.
std::vector<std::string> as_words(std::vector<std::string> names) {
  for (std::string& name : names)
    std::replace(name.begin(), name.end(), ' ', '_');
  return names;
}

/// A one-dimensional integer coordinate with `value(i)` at row i.
template <class Value>
h5::Dataset create_counter(hid_t group, const std::string& name, hsize_t length, Value value,
                           bool wide = false, const RowMap* map = nullptr) {
  h5::DatasetShape shape{{length}, {std::min(length, kBlock)}};
  shape.compressed = true;
  shape.rows = map;
  h5::Dataset dataset =
      h5::create_dataset(group, name, wide ? H5T_STD_I64LE : H5T_STD_I32LE, shape);
  if (map != nullptr)
    return dataset;
  std::vector<std::int64_t> rows;
  for (hsize_t first = 0; first < length; first += kBlock) {
    rows.resize(std::min(kBlock, length - first));
    for (std::size_t i = 0; i < rows.size(); ++i)
      rows[i] = static_cast<std::int64_t>(value(first + i));
    h5::write_rows(dataset, H5T_NATIVE_INT64, first, rows.size(), rows.data());
  }
  return dataset;
}

h5::Dataset create_names(hid_t group, const std::string& name, std::span<const std::string> texts) {
  const h5::Type type = h5::text_type();
  h5::Dataset dataset = h5::create_dataset(group, name, type.get(), {{texts.size()}, {}});
  h5::write_texts(dataset, 0, texts);
  return dataset;
}

const h5::Dataset& add_scale(GroupFile& group, const std::string& name, h5::Dataset dataset) {
  h5::make_scale(dataset, name);
  return group.scales.emplace(name, std::move(dataset)).first->second;
}

void add_axis(GroupFile& group, const std::string& axis, const ResultsHeader& header) {
  const hid_t id = group.group.get();
  const auto names = [&](const std::vector<std::string>& texts, std::string_view long_name) {
    describe(add_scale(group, axis, create_names(id, axis, texts)), long_name);
  };
  if (axis == "time") {
    const auto periods = static_cast<hsize_t>(header.periods);
    const h5::Dataset& time =
        add_scale(group, axis, create_counter(id, axis, periods, [](hsize_t i) { return i; }));
    describe(time, "Period, counted from 0");
    h5::set_attribute(time.get(), "period_days", header.period_days);
  } else if (axis == "profile") {
    names(header.profiles, "Behavioural profile of firms");
  } else if (axis == "association") {
    names(header.associations, "Association");
  } else if (axis == "firm") {
    names(header.firms, "Slot of a firm");
  }
}

}  // namespace

hid_t file_type(core::Storage storage) {
  switch (storage) {
    case core::Storage::f64:
      return H5T_IEEE_F64LE;
    case core::Storage::f32:
      return H5T_IEEE_F32LE;
    case core::Storage::i32:
      return H5T_STD_I32LE;
    case core::Storage::i16:
      return H5T_STD_I16LE;
    case core::Storage::i8:
      return H5T_STD_I8LE;
  }
  return H5I_INVALID_HID;
}

void describe(const h5::Dataset& dataset, const core::Variable& variable,
              const ResultsHeader& header, bool missing) {
  const hid_t id = dataset.get();
  h5::set_attribute(id, "long_name", variable.long_name);
  h5::set_attribute(id, "units", units_of(variable, header));
  if (!variable.flags.empty())
    set_flags(id, {variable.flags.begin(), variable.flags.end()});
  if (missing) {
    h5::set_attribute(id, "_FillValue", file_type(variable.storage),
                      fill_value(variable.storage).data());
  }
}

void write_provenance(hid_t file, const StoredHeader& stored) {
  const ResultsHeader& header = stored.header;
  h5::set_attribute(file, "Conventions", "CF-1.10");
  h5::set_attribute(file, "filetype", "minga");
  constexpr std::array<std::int32_t, 2> version = {1, 0};
  h5::set_attribute(file, "schema_version", version);
  h5::set_attribute(file, "title", header.title);
  h5::set_attribute(file, "history", stored.created + ": " + header.command);
  h5::set_attribute(file, "software", "minga");
  h5::set_attribute(file, "software_version", stored.software_version);
  h5::set_attribute(file, "git_sha1", stored.git_sha1);
  h5::set_attribute(file, "git_dirty", std::uint64_t{stored.git_dirty});
  h5::set_attribute(file, "compiler", stored.compiler);
  h5::set_attribute(file, "created", stored.created);
  h5::set_attribute(file, "config", header.config);
  h5::set_attribute(file, "config_sha256", header.config_sha256);
  h5::set_attribute(file, "seed", header.seed);
  h5::set_attribute(file, "rng", "philox4x32-10, addressed");
  h5::set_attribute(file, "periods", std::uint64_t(header.periods));
  h5::set_attribute(file, "period_days", header.period_days);
  h5::set_attribute(file, "currency", header.currency);
  h5::set_attribute(file, "runs", std::uint64_t{header.runs_held()});
  h5::set_attribute(file, "points", std::uint64_t{header.points});
  h5::set_attribute(file, "replicates", std::uint64_t{header.replicates});
  h5::set_attribute(file, "runs_per_segment", std::uint64_t{header.runs_per_segment});
  if (header.shard.whole())
    return;
  h5::set_attribute(file, "shard", std::uint64_t{header.shard.index});
  h5::set_attribute(file, "shards", std::uint64_t{header.shard.count});
  h5::set_attribute(file, "shard_header", to_json(stored));
}

GroupFile create_run_group(hid_t file, const std::string& name, const StoredHeader& stored,
                           const Schema& schema, const RowMap* rows) {
  const ResultsHeader& header = stored.header;
  GroupFile group{h5::create_group(file, name), {}, rows};
  const hid_t id = group.group.get();
  const h5::Dataset& run =
      add_scale(group, "run",
                create_counter(
                    id, "run", schema.held, [&](hsize_t i) { return schema.run_at(i); },
                    schema.many(), rows));
  describe(run, "Run: point * replicates + replicate");
  for (const Column& column : schema.columns) {
    if (column.group != name)
      continue;
    for (const std::string_view axis : column.axes) {
      if (!group.scales.contains(axis))
        add_axis(group, std::string(axis), header);
    }
  }
  const h5::Dataset point = create_counter(
      id, "point", schema.held, [&](hsize_t i) { return schema.run_at(i) / header.replicates; },
      false, rows);
  describe(point, "Point of the design");
  h5::attach_scale(point, run, 0);
  const h5::Dataset replicate = create_counter(
      id, "replicate", schema.held, [&](hsize_t i) { return schema.run_at(i) % header.replicates; },
      false, rows);
  describe(replicate, "Replicate of the point");
  h5::attach_scale(replicate, run, 0);
  return group;
}

void write_factors(const GroupFile& group, const ResultsHeader& header, const Schema& schema) {
  const hsize_t runs = schema.held;
  for (const FactorColumn& factor : header.factors) {
    h5::DatasetShape shape{{runs}, {std::min(runs, kBlock)}};
    shape.compressed = factor.numeric;
    shape.rows = group.rows;
    const h5::Type text = h5::text_type();
    const h5::Dataset dataset = h5::create_dataset(
        group.group.get(), factor.name, factor.numeric ? H5T_IEEE_F64LE : text.get(), shape);
    std::vector<double> numbers;
    std::vector<std::string> labels;
    for (hsize_t first = 0; first < runs && group.rows == nullptr; first += kBlock) {
      const hsize_t count = std::min(kBlock, runs - first);
      numbers.clear();
      labels.clear();
      for (hsize_t row = first; row < first + count; ++row) {
        const std::size_t point = schema.run_at(row) / header.replicates;
        if (factor.numeric) {
          numbers.push_back(factor.numbers[point]);
        } else {
          labels.push_back(factor.labels[point]);
        }
      }
      if (factor.numeric) {
        h5::write_rows(dataset, H5T_NATIVE_DOUBLE, first, count, numbers.data());
      } else {
        h5::write_texts(dataset, first, labels);
      }
    }
    describe(dataset, factor.title.empty() ? factor.name : factor.title);
    h5::set_attribute(dataset.get(), "role", "factor");
    h5::attach_scale(dataset, group.scales.at("run"), 0);
  }
}

h5::Dataset create_variable(const GroupFile& group, const Column& column,
                            const ResultsHeader& header, const Schema& schema) {
  core::Variable variable = *column.variable;
  const bool is_profile = column.source == Source::firm_constant && variable.name == "profile";
  if (is_profile)
    variable.long_name = "Profile of the firm, index into /summary/profile";
  h5::DatasetShape shape{{schema.held}, {schema.rows}};
  for (const std::string_view axis : column.axes) {
    shape.extent.push_back(column.extent(axis));
    shape.chunk.push_back(column.extent(axis));
  }
  shape.compressed = true;
  shape.rows = group.rows;
  const Bytes fill = fill_value(variable.storage);
  shape.fill = fill.data();
  h5::Dataset dataset = h5::create_dataset(group.group.get(), std::string(variable.name),
                                           file_type(variable.storage), shape);
  describe(dataset, variable, header, true);
  if (is_profile)
    set_flags(dataset.get(), as_words(header.profiles));
  std::string coordinates = "point replicate";
  if (column.group == "summary") {
    for (const FactorColumn& factor : header.factors)
      coordinates += " " + factor.name;
  }
  h5::set_attribute(dataset.get(), "coordinates", coordinates);

  h5::attach_scale(dataset, group.scales.at("run"), 0);
  for (unsigned axis = 0; axis < column.axes.size(); ++axis) {
    h5::attach_scale(dataset, group.scales.find(column.axes[axis])->second, axis + 1);
  }
  return dataset;
}

h5::Dataset create_failed(const GroupFile& group, const Schema& schema) {
  const h5::Type type = h5::text_type();
  h5::DatasetShape shape{{schema.held}, {schema.rows}};
  shape.rows = group.rows;
  h5::Dataset dataset = h5::create_dataset(group.group.get(), "failed", type.get(), shape);
  describe(dataset, "Reason why the run failed, empty where it did not");
  h5::attach_scale(dataset, group.scales.at("run"), 0);
  return dataset;
}

}  // namespace minga::io::results
