// How each type of parameter is read from a value, with every fault named, and written back.
#pragma once

#include "faults.hpp"
#include "minga/core/profile.hpp"
#include "minga/io/table.hpp"
#include "node.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace minga::io {

class PresetStore;

/// The file that ties were read from, and the line of each firm of each tie or group.
struct TiesOrigin {
  std::string file = {};
  std::vector<std::vector<int>> lines = {};
};

/// What one load shares: where faults go, where presets come from, the profiles in file order, and
/// what is no fault but hardly meant.
struct Reading {
  Faults& faults;
  PresetStore& presets;
  std::vector<std::string> profiles = {};
  Faults notes = {};
  TiesOrigin ties = {};
};

/// Where a value is going: its parameter and its full path.
struct Slot {
  Reading& reading;
  const Parameter& info;
  const std::string& path;

  void fault(const Node& at, std::string message, std::string accepted) const;
  /// The value has the wrong type.
  void wrong_type(const Node& at) const;
};

/// What a parameter accepts, in words.
std::string accepted(const Parameter& info);

bool read_real(double& to, const Node& from, const Slot& slot);
bool read_integer(std::int64_t& to, const Node& from, const Slot& slot);
/// Index of the choice, or -1.
int read_choice(const Node& from, const Slot& slot);

void read_value(double& to, const Node& from, const Slot& slot);
void read_value(int& to, const Node& from, const Slot& slot);
void read_value(bool& to, const Node& from, const Slot& slot);
void read_value(std::string& to, const Node& from, const Slot& slot);
void read_value(core::Text& to, const Node& from, const Slot& slot);
void read_value(core::Coefficient& to, const Node& from, const Slot& slot);
void read_value(std::vector<double>& to, const Node& from, const Slot& slot);
void read_value(std::vector<int>& to, const Node& from, const Slot& slot);
void read_value(std::vector<std::string>& to, const Node& from, const Slot& slot);
void read_value(std::vector<std::vector<double>>& to, const Node& from, const Slot& slot);
template <std::size_t N>
void read_value(std::array<double, N>& to, const Node& from, const Slot& slot) {
  std::vector<double> list(to.begin(), to.end());
  read_value(list, from, slot);
  if (list.size() == N)
    std::copy(list.begin(), list.end(), to.begin());
}

Node write_value(double value);
Node write_value(int value);
Node write_value(bool value);
Node write_value(const std::string& value);
Node write_value(const core::Text& value);
Node write_value(const core::Coefficient& value);
Node write_value(const std::vector<double>& value);
Node write_value(const std::vector<int>& value);
Node write_value(const std::vector<std::string>& value);
Node write_value(const std::vector<std::vector<double>>& value);
template <std::size_t N>
Node write_value(const std::array<double, N>& value) {
  return write_value(std::vector<double>(value.begin(), value.end()));
}

}  // namespace minga::io
