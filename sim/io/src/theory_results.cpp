// Results of a theory scenario as netCDF-4: /summary, /trajectory and /snapshots of replicates, and
// a group under /tables for each table. Small enough to be written at once.
#include "h5_write.hpp"
#include "minga/io/theory.hpp"
#include "results_files.hpp"
#include "results_header.hpp"
#include "results_layout.hpp"
#include "results_seal.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>

namespace minga::io {
namespace {

namespace fs = std::filesystem;

constexpr hsize_t kChunk = 1 << 16;  // values in a chunk, about

std::string name_for_file(std::string name) {
  for (char& c : name) {
    if (c == ' ' || c == '/' || c == '.')
      c = '_';
  }
  return name.empty() ? "_" : name;
}

/// A group with its axes; every variable gets its scales, a long name and units.
class Writer {
 public:
  Writer(hid_t parent, const std::string& name) : group_(h5::create_group(parent, name)) {}

  hid_t id() const { return group_.get(); }

  void axis(const std::string& name, const std::vector<std::int32_t>& values,
            std::string_view long_name, std::string_view units) {
    h5::Dataset d = h5::create_dataset(id(), name, H5T_STD_I32LE, {{values.size()}, {}});
    write(d, H5T_NATIVE_INT32, values.data());
    add_axis(name, std::move(d), long_name, units);
  }
  void axis(const std::string& name, hsize_t length, std::string_view long_name) {
    std::vector<std::int32_t> values(length);
    std::iota(values.begin(), values.end(), 0);
    axis(name, values, long_name, "1");
  }
  void names(const std::string& name, std::span<const std::string> texts,
             std::string_view long_name) {
    const h5::Type type = h5::text_type();
    h5::Dataset d = h5::create_dataset(id(), name, type.get(), {{texts.size()}, {}});
    h5::write_texts(d, 0, texts);
    add_axis(name, std::move(d), long_name, "1");
  }
  void numbers(const std::string& name, const std::vector<std::string>& axes,
               const std::vector<double>& values, std::string_view long_name,
               std::string_view units) {
    const double fill = std::numeric_limits<double>::quiet_NaN();
    const h5::Dataset d = create(name, H5T_IEEE_F64LE, axes, &fill);
    write(d, H5T_NATIVE_DOUBLE, values.data());
    describe(d, long_name, units);
    h5::set_attribute(d.get(), "_FillValue", H5T_IEEE_F64LE, &fill);
  }
  /// Whole numbers; -1 is missing where `missing`.
  void integers(const std::string& name, const std::vector<std::string>& axes,
                const std::vector<std::int32_t>& values, std::string_view long_name, bool missing,
                const std::vector<std::string>& meanings = {}) {
    const std::int32_t fill = -1;
    const h5::Dataset d = create(name, H5T_STD_I32LE, axes, missing ? &fill : nullptr);
    write(d, H5T_NATIVE_INT32, values.data());
    describe(d, long_name, "1");
    if (!meanings.empty()) {
      std::vector<std::int32_t> flags(meanings.size());
      std::iota(flags.begin(), flags.end(), 0);
      h5::set_attribute(d.get(), "flag_values", std::span<const std::int32_t>(flags));
      std::string words;
      for (const std::string& m : meanings)
        words += (words.empty() ? "" : " ") + name_for_file(m);
      h5::set_attribute(d.get(), "flag_meanings", words);
    }
    if (missing)
      h5::set_attribute(d.get(), "_FillValue", H5T_STD_I32LE, &fill);
  }
  void texts(const std::string& name, const std::string& axis, std::span<const std::string> values,
             std::string_view long_name) {
    const h5::Type type = h5::text_type();
    const h5::Dataset d = h5::create_dataset(id(), name, type.get(), {{values.size()}, {}});
    h5::write_texts(d, 0, values);
    h5::attach_scale(d, scale(axis), 0);
    describe(d, long_name, "1");
  }

 private:
  static void describe(const h5::Dataset& d, std::string_view long_name, std::string_view units) {
    h5::set_attribute(d.get(), "long_name", long_name);
    h5::set_attribute(d.get(), "units", units);
  }
  static void write(const h5::Dataset& d, hid_t type, const void* values) {
    h5::check(H5Dwrite(d.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values),
              "cannot write values");
  }
  void add_axis(const std::string& name, h5::Dataset d, std::string_view long_name,
                std::string_view units) {
    describe(d, long_name, units);
    h5::make_scale(d, name);
    const h5::Space space(H5Dget_space(d.get()), "cannot read an axis");
    hsize_t length = 0;
    H5Sget_simple_extent_dims(space.get(), &length, nullptr);
    axes_.push_back({name, length, std::move(d)});
  }
  const h5::Dataset& scale(const std::string& name) const { return find(name).scale; }
  h5::Dataset create(const std::string& name, hid_t type, const std::vector<std::string>& axes,
                     const void* fill) {
    h5::DatasetShape shape;
    for (const std::string& a : axes)
      shape.extent.push_back(find(a).length);
    shape.chunk = shape.extent;
    // Whole rows of the later axes, as many as make a chunk of a good size.
    hsize_t row = 1;
    for (std::size_t k = 1; k < shape.extent.size(); ++k)
      row *= std::max<hsize_t>(shape.extent[k], 1);
    shape.chunk[0] = std::clamp<hsize_t>(kChunk / row, 1, std::max<hsize_t>(shape.extent[0], 1));
    shape.compressed = true;
    shape.fill = fill;
    h5::Dataset d = h5::create_dataset(id(), name, type, shape);
    for (unsigned k = 0; k < axes.size(); ++k)
      h5::attach_scale(d, scale(axes[k]), k);
    return d;
  }

  struct Axis {
    std::string name;
    hsize_t length;
    h5::Dataset scale;
  };
  const Axis& find(const std::string& name) const {
    return *std::find_if(axes_.begin(), axes_.end(),
                         [&name](const Axis& a) { return a.name == name; });
  }

  h5::Group group_;
  std::vector<Axis> axes_;
};

void write_table(hid_t parent, const theory::ResultTable& table) {
  Writer group(parent, name_for_file(table.name));
  h5::set_attribute(group.id(), "title", table.title);
  h5::set_attribute(group.id(), "source", table.source);
  group.axis("row", table.rows(), "Row of the table");
  std::set<std::string> taken{"row"};
  for (const theory::ResultColumn& column : table.columns) {
    std::string name = name_for_file(column.name);
    while (!taken.insert(name).second)
      name += "_";
    if (column.is_text) {
      group.texts(name, "row", column.texts, column.meaning);
    } else {
      group.numbers(name, {"row"}, column.numbers, column.meaning, column.unit);
    }
  }
}

void write_run_axes(Writer& group, const TheoryResults& results) {
  const std::size_t runs = results.runs.size();
  group.axis("run", runs, "Run: the replicate");
  std::vector<std::int32_t> replicate(runs);
  std::iota(replicate.begin(), replicate.end(), 0);
  group.integers("point", {"run"}, std::vector<std::int32_t>(runs, 0), "Point of the design",
                 false);
  group.integers("replicate", {"run"}, replicate, "Replicate of the point", false);
}

void write_summary(hid_t file, const TheoryResults& results) {
  Writer group(file, "summary");
  write_run_axes(group, results);
  group.names("strategy", results.strategies, "Strategy");
  std::vector<std::int32_t> fixed;
  std::vector<std::int32_t> absorbed;
  std::vector<double> time;
  std::vector<double> shares;
  for (const theory::SimulatedRun& run : results.runs) {
    fixed.push_back(run.fixed);
    absorbed.push_back(run.absorbed ? 1 : 0);
    time.push_back(run.time);
    shares.insert(shares.end(), run.mean_shares.begin(), run.mean_shares.end());
  }
  group.integers("fixed", {"run"}, fixed, "Strategy that all play at the end", true,
                 results.strategies);
  group.integers("absorbed", {"run"}, absorbed, "Whether nothing could change any more", true,
                 {"no", "yes"});
  group.numbers("time", {"run"}, time, "Generations run", "generations");
  group.numbers("mean_share", {"run", "strategy"}, shares,
                "Share of the strategy, mean over generations after the skipped ones", "1");
}

/// Recorded generations, up to the end of the longest run.
std::vector<std::int32_t> time_axis(const TheoryResults& results) {
  double longest = 0.0;
  for (const theory::SimulatedRun& run : results.runs)
    longest = std::max(longest, run.time);
  const auto end = static_cast<std::int32_t>(longest);
  std::vector<std::int32_t> times;
  for (std::int32_t t = 0; t <= end; t += results.every)
    times.push_back(t);
  if (times.back() != end)
    times.push_back(end);
  return times;
}

void write_trajectory(hid_t file, const TheoryResults& results) {
  Writer group(file, "trajectory");
  write_run_axes(group, results);
  const std::vector<std::int32_t> times = time_axis(results);
  group.axis("time", times, "Generation, counted from 0", "generations");
  group.names("strategy", results.strategies, "Strategy");
  const std::size_t strategies = results.strategies.size();
  std::vector<double> shares;
  shares.reserve(results.runs.size() * times.size() * strategies);
  for (const theory::SimulatedRun& run : results.runs) {
    std::size_t at = 0;
    for (const std::int32_t t : times) {
      while (at < run.times.size() && run.times[at] <= t)
        ++at;
      // After an early end nothing changes, so the last shares go on.
      for (std::size_t s = 0; s < strategies; ++s)
        shares.push_back(at == 0 ? std::numeric_limits<double>::quiet_NaN()
                                 : run.shares[at - 1][s]);
    }
  }
  group.numbers("share", {"run", "time", "strategy"}, shares, "Share of players of the strategy",
                "1");
}

void write_snapshots(hid_t file, const TheoryResults& results) {
  std::set<std::int32_t> times;
  std::size_t nodes = 0;
  for (const theory::SimulatedRun& run : results.runs) {
    for (const theory::Snapshot& s : run.snapshots) {
      times.insert(static_cast<std::int32_t>(s.time));
      nodes = s.strategies.size();
    }
  }
  if (times.empty())
    return;
  Writer group(file, "snapshots");
  write_run_axes(group, results);
  const std::vector<std::int32_t> axis(times.begin(), times.end());
  group.axis("time", axis, "Generation, counted from 0", "generations");
  group.axis("node", nodes, "Player; of a lattice row * columns + column");
  std::vector<std::int32_t> states(results.runs.size() * axis.size() * nodes, -1);
  for (std::size_t r = 0; r < results.runs.size(); ++r) {
    for (const theory::Snapshot& s : results.runs[r].snapshots) {
      const auto at = std::lower_bound(axis.begin(), axis.end(), static_cast<std::int32_t>(s.time));
      const std::size_t row = r * axis.size() + static_cast<std::size_t>(at - axis.begin());
      std::copy(s.strategies.begin(), s.strategies.end(), states.begin() + row * nodes);
    }
  }
  group.integers("strategy", {"run", "time", "node"}, states, "Strategy of the player", true,
                 results.strategies);
}

results::StoredHeader header_of(const TheoryResults& results) {
  ResultsHeader header;
  header.title = results.title;
  header.command = results.command;
  header.config = results.config;
  header.config_sha256 = results.config_sha256;
  header.seed = results.seed;
  header.points = 1;
  header.replicates = results.runs.size();
  return results::stamp(header);
}

void write_file(const fs::path& path, const TheoryResults& results) {
  h5::File file = h5::create_file(path);
  results::write_provenance(file.get(), header_of(results));
  h5::set_attribute(file.get(), "kind", "theory");
  if (!results.runs.empty()) {
    write_summary(file.get(), results);
    write_trajectory(file.get(), results);
    write_snapshots(file.get(), results);
  }
  {
    const h5::Group tables = h5::create_group(file.get(), "tables");
    for (const theory::ResultTable& table : results.tables)
      write_table(tables.get(), table);
  }
  h5::set_attribute(file.get(), "status", "complete");
  h5::set_attribute(file.get(), "runs_committed", std::uint64_t{results.runs.size()});
  file.close("cannot finish the file");
}

}  // namespace

void write_theory_results(const fs::path& out, const TheoryResults& results) {
  const h5::Quiet quiet;
  fs::path temporary = out;
  temporary += results::kTemporary;
  try {
    write_file(temporary, results);
    results::put_seal(temporary);
    results::publish(temporary, out);
  } catch (const std::exception& error) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
    if (dynamic_cast<const h5::Failure*>(&error) == nullptr)
      throw;
    throw FileError(out.string(), error.what());
  }
}

}  // namespace minga::io
