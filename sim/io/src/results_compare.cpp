// Compares a run as recorded with the same run computed again.
#include "minga/io/count.hpp"
#include "minga/io/results.hpp"
#include "results_chunk.hpp"
#include "results_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace minga::io {
namespace {

using Lines = std::vector<std::string>;
using results::Extents;

/// The arrays of one group in both runs. A run of fewer periods or firms than the file has room for
/// is compared as it would be stored.
template <class Value>
struct Pair {
  std::string_view group;
  const std::vector<std::vector<Value>>& recorded;
  const std::vector<std::vector<Value>>& computed;
  Extents to;    ///< of the recorded run
  Extents from;  ///< of the computed run
};

template <class Value>
void compare(const Pair<Value>& pair, const core::Variable& variable, std::size_t index,
             Lines& lines) {
  const std::vector<Value>& recorded = pair.recorded[index];
  const std::vector<Value>& computed = pair.computed[index];
  const std::string name = fmt::format("{}/{}", pair.group, variable.name);
  if (recorded.size() != pair.to.count() || computed.size() != pair.from.count() ||
      pair.from.outer > pair.to.outer || pair.from.inner > pair.to.inner) {
    lines.push_back(fmt::format("{}: {} recorded, {} computed", name,
                                counted(recorded.size(), "value"), computed.size()));
    return;
  }
  const core::Storage storage = variable.storage;
  const std::size_t size = results::bytes_of(storage);
  const auto a = results::store_values(std::span(recorded), pair.to, pair.to, storage);
  const auto b = results::store_values(std::span(computed), pair.from, pair.to, storage);
  std::size_t different = 0;
  std::size_t first = 0;
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    if (std::memcmp(a.data() + i * size, b.data() + i * size, size) == 0)
      continue;
    if (different++ == 0)
      first = i;
  }
  if (different == 0)
    return;
  lines.push_back(fmt::format("{}: {} of {} differ, the first at period {}, column {}", name,
                              different, counted(recorded.size(), "value"), first / pair.to.inner,
                              first % pair.to.inner));
}

template <class Value>
void compare(const Pair<Value>& pair, std::span<const core::Variable> variables, Lines& lines) {
  if (pair.recorded.size() != variables.size() || pair.computed.size() != variables.size()) {
    if (pair.recorded.empty() && pair.to.inner == 0)
      return;  // no profiles
    lines.push_back(fmt::format("{}: {} variables recorded, {} computed", pair.group,
                                pair.recorded.size(), pair.computed.size()));
    return;
  }
  for (std::size_t i = 0; i < variables.size(); ++i) {
    try {
      compare(pair, variables[i], i, lines);
    } catch (const results::Misfit& misfit) {
      lines.push_back(fmt::format("{}/{}: {} computed, which its type cannot hold", pair.group,
                                  variables[i].name, misfit.value));
    }
  }
}

std::size_t size(int extent) { return static_cast<std::size_t>(extent); }

/// Extents of one run's array over time, whose last axis is what the size leaves.
Extents over_time(const core::BlockResult& run) {
  const std::size_t values = run.trajectory.empty() ? 0 : run.trajectory.front().size();
  return {1, size(run.periods), run.periods > 0 ? values / size(run.periods) : 0};
}

bool same(const core::Event& a, const core::Event& b) {
  return a.time == b.time && a.association == b.association && a.firm == b.firm &&
         a.kind == b.kind &&
         std::bit_cast<std::uint64_t>(a.value) == std::bit_cast<std::uint64_t>(b.value);
}

}  // namespace

Lines compare_runs(const core::RecordSettings& record, const core::BlockResult& recorded,
                   const core::BlockResult& computed) {
  const core::BlockResult& a = recorded;
  const core::BlockResult& b = computed;
  Lines lines;
  if (record.summary) {
    const Extents one{1, 1, 1};
    const auto groups = size(a.associations);
    compare(Pair<double>{"summary", a.summary, b.summary, one, one},
            core::summary_variables(groups), lines);
    if (!a.programme.empty()) {
      compare(Pair<double>{"programme", a.programme, b.programme, one, one},
              core::programme_variables(), lines);
    }
    if (!a.association.empty()) {
      compare(Pair<double>{"association",
                           a.association,
                           b.association,
                           {1, 1, groups},
                           {1, 1, size(b.associations)}},
              core::association_variables(), lines);
    }
    compare(Pair<double>{"summary",
                         a.by_profile,
                         b.by_profile,
                         {1, 1, size(a.profiles)},
                         {1, 1, size(b.profiles)}},
            core::profile_variables(), lines);
    const bool both = !a.failed.empty() && !b.failed.empty();
    if (both && a.failed.front() != b.failed.front())
      lines.push_back("summary/failed differs");
  }
  if (record.trajectory) {
    compare(Pair<float>{"trajectory", a.trajectory, b.trajectory, over_time(a), over_time(b)},
            core::trajectory_variables(), lines);
  }
  if (record.firm) {
    compare(Pair<float>{"firm",
                        a.firm,
                        b.firm,
                        {1, size(a.periods), size(a.firms)},
                        {1, size(b.periods), size(b.firms)}},
            core::firm_variables(), lines);
    compare(
        Pair<double>{
            "firm", a.firm_constant, b.firm_constant, {1, 1, size(a.firms)}, {1, 1, size(b.firms)}},
        core::firm_constant_variables(), lines);
  }
  if (record.events &&
      !std::equal(a.events.begin(), a.events.end(), b.events.begin(), b.events.end(), same)) {
    lines.push_back(
        fmt::format("events: differ ({} recorded, {} computed)", a.events.size(), b.events.size()));
  }
  return lines;
}

}  // namespace minga::io
