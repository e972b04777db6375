// Results of a theory scenario as netCDF-4: /summary, /trajectory and /snapshots of replicates, and
// a group under /tables for each table. Small enough to be written at once.
#include "h5_write.hpp"
#include "minga/io/theory.hpp"
#include "results_final.hpp"
#include "results_header.hpp"
#include "results_layout.hpp"
#include "theory_group.hpp"

#include <algorithm>
#include <limits>
#include <set>

namespace minga::io {
namespace {

namespace fs = std::filesystem;

void write_table(hid_t parent, const theory::ResultTable& table) {
  TheoryGroup group(parent, name_for_file(table.name));
  h5::set_attribute(group.id(), "title", table.title.en);
  h5::set_attribute(group.id(), "title_es", table.title.es);
  h5::set_attribute(group.id(), "source", table.source);
  group.axis("row", table.rows(), "Row of the table");
  std::set<std::string> taken{"row"};
  for (const theory::ResultColumn& column : table.columns) {
    std::string name = name_for_file(column.name);
    while (!taken.insert(name).second)
      name += "_";
    if (column.is_text) {
      group.texts(name, "row", column.texts, column.meaning.en, column.meaning.es);
    } else {
      group.numbers(name, {"row"}, column.numbers, column.meaning.en, column.unit,
                    column.meaning.es);
    }
  }
}

void write_factor(TheoryGroup& group, const FactorColumn& factor,
                  const std::vector<std::int32_t>& point) {
  if (factor.numeric) {
    std::vector<double> numbers;
    for (const std::int32_t p : point)
      numbers.push_back(factor.numbers[static_cast<std::size_t>(p)]);
    group.numbers(factor.name, {"run"}, numbers, factor.title, "1");
  } else {
    std::vector<std::string> labels;
    for (const std::int32_t p : point)
      labels.push_back(factor.labels[static_cast<std::size_t>(p)]);
    group.texts(factor.name, "run", labels, factor.title);
  }
  group.attribute(factor.name, "role", "factor");
}

/// run = point * replicates + replicate.
void write_run_axes(TheoryGroup& group, const TheoryResults& results) {
  const std::size_t runs = results.runs.size();
  group.axis("run", runs, results.points > 1 ? "Run" : "Run: the replicate");
  std::vector<std::int32_t> point;
  std::vector<std::int32_t> replicate;
  for (std::size_t run = 0; run < runs; ++run) {
    point.push_back(static_cast<std::int32_t>(run / results.replicates));
    replicate.push_back(static_cast<std::int32_t>(run % results.replicates));
  }
  group.integers("point", {"run"}, point, "Point of the design", false);
  group.integers("replicate", {"run"}, replicate, "Replicate of the point", false);
  for (const FactorColumn& factor : results.factors)
    write_factor(group, factor, point);
}

void write_summary(hid_t file, const TheoryResults& results) {
  TheoryGroup group(file, "summary");
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
  TheoryGroup group(file, "trajectory");
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
      // After an early end nothing changes, so the last shares go on. A run that was shorter by
      // design says nothing of later times.
      const bool known = at > 0 && (run.absorbed || t <= run.time);
      for (std::size_t s = 0; s < strategies; ++s)
        shares.push_back(known ? run.shares[at - 1][s] : std::numeric_limits<double>::quiet_NaN());
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
      nodes = std::max(nodes, s.strategies.size());
    }
  }
  if (times.empty())
    return;
  TheoryGroup group(file, "snapshots");
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
  header.points = results.points;
  header.replicates = results.runs.empty() ? 0 : results.replicates;
  header.factors = results.factors;
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
  results::write_sealed(out, [&](const fs::path& file) { write_file(file, results); });
}

}  // namespace minga::io
