// Speeds of this program on this machine, and what the machine itself allows. Figures that are set
// beside each other are measured in turns, because machines drift: ratios mean more than figures.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace minga::cli {

inline constexpr double kMillion = 1e6;

/// One measured figure.
struct Speed {
  std::string what;
  double value = 0.0;
  std::string unit;
  std::string beside;  ///< what `ratio` compares with; empty: nothing
  double ratio = 0.0;
};

struct BenchSettings {
  double seconds = 0.3;  ///< about how long each measurement takes
  int rounds = 5;        ///< turns; the median counts
};

/// Work that can be repeated; each call does `amount` units of it.
struct Task {
  double amount = 1.0;
  std::function<void()> work;
};

/// Units a second of each task, measured in turns: [task][round].
std::vector<std::vector<double>> in_turns(const std::vector<Task>& tasks,
                                          const BenchSettings& settings);
double median_of(std::vector<double> values);
/// Median over rounds of the quotient.
double ratio_of(const std::vector<double>& one, const std::vector<double>& other);

std::vector<Speed> machine_speeds(const BenchSettings& settings);
std::vector<Speed> association_speeds(const BenchSettings& settings);
std::vector<Speed> theory_speeds(const BenchSettings& settings);
std::vector<Speed> program_speeds(const BenchSettings& settings);

}  // namespace minga::cli
