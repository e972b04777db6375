#include "header.hpp"

#include "factor_column.hpp"
#include "minga/core/structure.hpp"
#include "minga/engine/ensemble.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace minga::cli {
namespace {

// A segment is a file while work goes on, so that it should hold some MiB; it is lost when a run is
// stopped in it, so that it is at most some seconds of work; it is held in memory, several at a
// time; and there should be enough of them to share among threads and shards.
constexpr std::size_t kFewRuns = 256;     ///< of which no more than kMostBytes are together
constexpr std::size_t kMostRuns = 65536;  ///< of a scenario that records next to nothing
constexpr std::size_t kFirmPeriods = 8'000'000;
constexpr std::size_t kGoodBytes = std::size_t{8} << 20U;
constexpr std::size_t kMostBytes = std::size_t{32} << 20U;
constexpr std::size_t kSegments = 64;  ///< no larger segments than to have so many

std::size_t as_size(int value) { return static_cast<std::size_t>(std::max(value, 0)); }

/// Names that the scenario gives, else numbers: of firms as they come, of later applicants apart.
std::vector<std::string> firm_labels(const core::Scenario& scenario) {
  const std::vector<core::FirmSpec>& given = scenario.population.firm;
  std::vector<bool> applies(as_size(core::extent_of(scenario).firms), false);
  const core::Layout layout(scenario, core::RandomField(0, 0), 0);
  const int entrants =
      core::places_firms(scenario.structure.kind) ? 0 : scenario.population.entrants;
  for (int a = 0; a < core::extent_of(scenario).associations && entrants > 0; ++a) {
    const core::Seats& seats = layout.seats(a);
    for (std::size_t slot = as_size(seats.founders); slot < seats.firm.size(); ++slot)
      applies[as_size(seats.firm[slot])] = true;
  }
  std::vector<std::string> labels;
  int firms = 0;
  int applicants = 0;
  for (std::size_t f = 0; f < applies.size(); ++f) {
    const std::string number = applies[f] ? fmt::format("entrant-{:02}", ++applicants)
                                          : fmt::format("firm-{:02}", ++firms);
    labels.push_back(f < given.size() && !given[f].name.empty() ? given[f].name : number);
  }
  return labels;
}

std::vector<std::string> profile_names(const core::Scenario& scenario) {
  std::vector<std::string> names;
  for (const core::Profile& profile : scenario.profiles) {
    names.push_back(profile.name);
  }
  return names;
}

/// Copies of one make, and the groups of a network, are numbered.
std::vector<std::string> association_names(const core::Scenario& scenario) {
  std::vector<std::string> names;
  std::map<int, int> copies;
  const int count = core::extent_of(scenario).associations;
  for (int a = 0; a < count; ++a) {
    const int make = core::make_of(scenario, a);
    const core::Association& association = scenario.association[as_size(make)];
    const std::string name =
        association.name.empty() ? fmt::format("association-{}", make + 1) : association.name;
    const bool several = core::is_network(scenario.structure.kind) || association.copies > 1;
    names.push_back(several ? fmt::format("{}-{:02}", name, ++copies[make]) : name);
  }
  return names;
}

/// The longer list where the shorter is its beginning; else numbers, because one column holds
/// associations of different names.
std::vector<std::string> labels_of_both(std::vector<std::string> longer,
                                        const std::vector<std::string>& shorter) {
  if (std::equal(shorter.begin(), shorter.end(), longer.begin()))
    return longer;
  for (std::size_t a = 0; a < longer.size(); ++a)
    longer[a] = fmt::format("association-{:02}", a + 1);
  return longer;
}

/// What all runs of a file have in common. @throws io::InputError with everything that differs
void check_shared(const io::LoadedDesign& design) {
  const core::Scenario& first = design.points.front();
  std::vector<io::Diagnostic> faults;
  const auto check = [&](const char* what, const auto& of) {
    const bool same =
        std::all_of(design.points.begin(), design.points.end(),
                    [&](const core::Scenario& point) { return of(point) == of(first); });
    if (!same) {
      faults.push_back({design.file.string(), 0, "factor", "",
                        fmt::format("the points of this design differ in their {}", what),
                        fmt::format("factors that leave the {} alone, so that the points fit one "
                                    "file",
                                    what)});
    }
  };
  check("profiles", profile_names);
  check("makes of associations", [](const core::Scenario& point) {
    std::vector<std::string> names;
    for (const core::Association& association : point.association)
      names.push_back(association.name);
    return names;
  });
  check("currency", [](const core::Scenario& point) { return point.currency; });
  if (!faults.empty()) {
    throw io::InputError(std::move(faults));
  }
}

/// Runs per segment, which is a row of chunks in the file. No result depends on it.
std::size_t segment_runs(const engine::Shape& shape, const core::RecordSettings& record,
                         std::size_t runs) {
  const std::size_t periods = std::max<std::size_t>(as_size(shape.periods), 1);
  const std::size_t firm_periods = std::max<std::size_t>(periods * as_size(shape.firms), 1);
  const std::size_t groups = std::max<std::size_t>(as_size(shape.associations), 1);
  std::size_t bytes = core::summary_variables().size() * (1 + groups) * sizeof(double);
  if (record.trajectory) {
    bytes += core::trajectory_variables().size() * periods * groups * sizeof(float);
  }
  if (record.firm) {
    bytes += core::firm_variables().size() * firm_periods * sizeof(float);
  }
  const std::size_t time = kFirmPeriods / firm_periods;
  const std::size_t few = std::min({kFewRuns, time, kMostBytes / bytes, runs});
  const std::size_t good = std::min({kMostRuns, time, kGoodBytes / bytes, runs / kSegments});
  return std::max({few, good, std::size_t{1}});
}

/// Title, extents, labels and segment size, from the scenarios of the points.
io::ResultsHeader describe(const std::vector<const core::Scenario*>& points) {
  const core::Scenario& first = *points.front();
  io::ResultsHeader header;
  engine::Shape shape;
  std::vector<std::string>& labels = header.associations;
  for (const core::Scenario* point : points) {
    const engine::Shape own = engine::shape_of(*point);
    if (own.firms > shape.firms) {
      header.firms = firm_labels(*point);
    }
    const std::vector<std::string> names = association_names(*point);
    labels = names.size() > labels.size() ? labels_of_both(names, labels)
                                          : labels_of_both(labels, names);
    shape = engine::larger(shape, own);
  }
  header.title = first.title.en.empty() ? first.name : first.title.en;
  header.points = points.size();
  header.replicates = as_size(first.run.replicates);
  header.profiles = profile_names(first);
  header.programme = shape.programme;
  header.currency = first.currency;
  header.period_days = first.time.period_days;
  header.periods = shape.periods;
  header.record = first.record;
  header.runs_per_segment = segment_runs(shape, first.record, header.runs());
  return header;
}

}  // namespace

io::ResultsHeader header_of(const io::LoadedScenario& scenario) {
  io::ResultsHeader header = describe({&scenario.value});
  header.config = scenario.text;
  header.config_sha256 = scenario.sha256;
  header.seed = scenario.value.run.seed;
  return header;
}

io::ResultsHeader header_of(const io::LoadedDesign& design) {
  check_shared(design);
  std::vector<const core::Scenario*> points;
  for (const core::Scenario& point : design.points) {
    points.push_back(&point);
  }
  io::ResultsHeader header = describe(points);
  header.title = design.title_en.empty() ? design.name : design.title_en;
  header.config = design.text;
  header.config_sha256 = design.sha256;
  header.seed = design.seed;
  for (std::size_t factor = 0; factor < design.factors.size(); ++factor) {
    header.factors.push_back(column_of(design, factor));
  }
  if (design.until.on()) {  // a batch is what is added, or not
    header.runs_per_segment = as_size(design.until.batch);
    header.shard.together = header.replicates / header.runs_per_segment;
  }
  return header;
}

void check_fits_file(const io::ResultsHeader& header, const std::filesystem::path& input) {
  try {
    const io::SegmentEncoder encoder(header, {});
  } catch (const io::InputError& error) {
    std::vector<io::Diagnostic> faults = error.faults();
    for (io::Diagnostic& fault : faults) {
      if (fault.file.empty()) {
        fault.file = input.string();
      }
    }
    throw io::InputError(std::move(faults));
  }
}

}  // namespace minga::cli
