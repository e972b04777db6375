// Joins the results of blocks: a plain copy by run, with smaller extents padded by missing values.
#include "minga/core/structure.hpp"
#include "segment.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <stdexcept>
#include <utility>

namespace minga::engine {
namespace {

/// Extents of one run's values of a variable: `rows` rows of `columns` values.
struct Extent {
  std::size_t rows = 1;
  std::size_t columns = 1;
  std::size_t size() const { return rows * columns; }
};

std::size_t as_size(int value) { return static_cast<std::size_t>(std::max(0, value)); }

struct Extents {
  Extent summary, by_profile, association, trajectory, firm, firm_constant;
};

Extents extents_of(const core::BlockResult& result) {
  const std::size_t periods = as_size(result.periods);
  const std::size_t firms = as_size(result.firms);
  const std::size_t groups = as_size(result.associations);
  return {{1, 1},           {1, as_size(result.profiles)},
          {1, groups},      {periods, groups},
          {periods, firms}, {1, firms}};
}

template <class T>
void allocate(std::vector<std::vector<T>>& group, std::size_t variables, std::size_t values) {
  group.assign(variables, std::vector<T>(values, std::numeric_limits<T>::quiet_NaN()));
}

/// Copies one variable of `runs` runs to the runs from `offset` on.
template <class T>
void copy_runs(std::vector<T>& into, Extent to, std::size_t offset, const std::vector<T>& from,
               Extent of, std::size_t runs) {
  if (from.size() != runs * of.size() || of.rows > to.rows || of.columns > to.columns ||
      (offset + runs) * to.size() > into.size()) {
    throw std::logic_error("results of a block do not have the announced extents");
  }
  for (std::size_t run = 0; run < runs; ++run) {
    for (std::size_t row = 0; row < of.rows; ++row) {
      const auto source =
          from.begin() + static_cast<std::ptrdiff_t>((run * of.rows + row) * of.columns);
      const std::size_t target = ((offset + run) * to.rows + row) * to.columns;
      std::copy_n(source, of.columns, into.begin() + static_cast<std::ptrdiff_t>(target));
    }
  }
}

template <class T>
void copy_group(std::vector<std::vector<T>>& into, Extent to, std::size_t offset,
                const std::vector<std::vector<T>>& from, Extent of, std::size_t runs) {
  if (into.empty() || from.empty())
    return;
  if (into.size() != from.size()) {
    throw std::logic_error("results of a block do not hold the announced variables");
  }
  for (std::size_t v = 0; v < into.size(); ++v)
    copy_runs(into[v], to, offset, from[v], of, runs);
}

}  // namespace

Shape shape_of(const core::Scenario& scenario) {
  const core::Extent extent = core::extent_of(scenario);
  return {scenario.time.periods, extent.firms, static_cast<int>(scenario.profiles.size()),
          extent.associations, scenario.programme.enabled};
}

Shape larger(const Shape& a, const Shape& b) {
  return {std::max(a.periods, b.periods), std::max(a.firms, b.firms),
          std::max(a.profiles, b.profiles), std::max(a.associations, b.associations),
          a.programme || b.programme};
}

core::BlockResult missing_runs(int runs, const Shape& shape, const core::RecordSettings& record) {
  core::BlockResult result;
  result.runs = runs;
  result.periods = shape.periods;
  result.firms = shape.firms;
  result.profiles = shape.profiles;
  result.associations = shape.associations;
  result.failed.resize(as_size(runs));
  const Extents each = extents_of(result);
  const std::size_t n = as_size(runs);
  if (record.summary) {
    allocate(result.summary, core::summary_variables().size(), n * each.summary.size());
    allocate(result.by_profile, core::profile_variables().size(), n * each.by_profile.size());
    if (shape.programme)
      allocate(result.programme, core::programme_variables().size(), n);
    allocate(result.association, core::association_variables().size(), n * each.association.size());
  }
  if (record.trajectory) {
    allocate(result.trajectory, core::trajectory_variables().size(), n * each.trajectory.size());
  }
  if (record.firm) {
    allocate(result.firm, core::firm_variables().size(), n * each.firm.size());
    allocate(result.firm_constant, core::firm_constant_variables().size(),
             n * each.firm_constant.size());
  }
  return result;
}

void place(core::BlockResult& into, std::size_t offset, core::BlockResult&& from) {
  const Extents to = extents_of(into);
  const Extents of = extents_of(from);
  const std::size_t runs = as_size(from.runs);
  copy_group(into.summary, to.summary, offset, from.summary, of.summary, runs);
  copy_group(into.by_profile, to.by_profile, offset, from.by_profile, of.by_profile, runs);
  copy_group(into.programme, to.summary, offset, from.programme, of.summary, runs);
  copy_group(into.association, to.association, offset, from.association, of.association, runs);
  copy_group(into.trajectory, to.trajectory, offset, from.trajectory, of.trajectory, runs);
  copy_group(into.firm, to.firm, offset, from.firm, of.firm, runs);
  copy_group(into.firm_constant, to.firm_constant, offset, from.firm_constant, of.firm_constant,
             runs);
  for (std::size_t run = 0; run < from.failed.size(); ++run) {
    into.failed.at(offset + run) = std::move(from.failed[run]);
  }
  for (core::Event event : from.events) {
    event.run += static_cast<std::int32_t>(offset);
    into.events.push_back(event);
  }
}

}  // namespace minga::engine
