// What a run yields: the recorded variables with their meaning, and the arrays that hold them for a
// block of replicates. How they are stored is the io layer's business.
#pragma once

#include "minga/core/names.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace minga::core {

/// Type in which a variable is stored.
enum class Storage : std::uint8_t { f64, f32, i32, i16, i8 };

/// How the outcomes of several associations become one of the run.
enum class Across : std::uint8_t {
  alone,    ///< said by the variable itself: contributions over contributions due, all firms' index
  total,    ///< sum
  mean,     ///< mean over all
  reached,  ///< mean over those that have a value
  most,     ///< largest
  any       ///< alive if any is, else dormant if any is; the cause only where all have the same
};

/// One recorded variable. `units` may contain the word "currency", which stands for the scenario's.
/// A variable with flags is a category: its values index `flags`, and -1 says missing.
struct Variable {
  std::string_view name;
  std::string_view long_name;
  std::string_view units;
  Storage storage = Storage::f64;
  std::span<const std::string_view> flags = {};
  Across across = Across::alone;
};

/// On run. With several associations the long names say how they were combined, and shares of them
/// are real numbers.
std::span<const Variable> summary_variables(std::size_t associations = 1);
/// On run, association: the same outcomes of each, and when and how it was founded.
std::span<const Variable> association_variables();
std::span<const Variable> programme_variables();      ///< on run, where there is a programme
std::span<const Variable> profile_variables();        ///< on run, profile
std::span<const Variable> trajectory_variables();     ///< on run, time, association
std::span<const Variable> firm_variables();           ///< on run, time, firm
std::span<const Variable> firm_constant_variables();  ///< on run, firm

/// One entry of the event log. `run` counts from the block's first run; `firm` is -1 for the group.
struct Event {
  std::int32_t run = 0;
  std::int32_t time = 0;
  std::int32_t association = 0;
  std::int32_t firm = -1;
  EventKind kind = EventKind::joined;
  double value = 0.0;
};

/// Results of a block of replicates of one scenario. Outer index: variable, in the order of the
/// lists above; inner: C order with the run slowest. Groups that are not recorded stay empty.
struct BlockResult {
  int runs = 0;
  int periods = 0;
  int firms = 0;  ///< slots: members at the start, then entrants
  int profiles = 0;
  int associations = 1;
  std::vector<std::vector<double>> summary;     ///< [variable][run]
  std::vector<std::vector<double>> by_profile;  ///< [variable][run * profiles + profile]
  /// [variable][run * associations + association]
  std::vector<std::vector<double>> association;
  std::vector<std::vector<double>> programme;  ///< [variable][run]; empty without a programme
  /// [variable][(run * periods + t) * associations + association]
  std::vector<std::vector<float>> trajectory;
  std::vector<std::vector<float>> firm;            ///< [variable][(run * periods + t) * firms + f]
  std::vector<std::vector<double>> firm_constant;  ///< [variable][run * firms + f]
  std::vector<Event> events;                       ///< by run, then in order of occurrence
  std::vector<std::string> failed;                 ///< reason per run; empty: did not fail
};

}  // namespace minga::core
