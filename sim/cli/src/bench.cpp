#include "bench.hpp"

#include <algorithm>
#include <cmath>

namespace minga::cli {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_of(const std::function<void()>& work, int repeats) {
  const auto start = Clock::now();
  for (int i = 0; i < repeats; ++i)
    work();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Repeats that take about as long as asked.
int repeats_for(const Task& task, double seconds) {
  task.work();  // what is set up once
  const double once = std::max(1e-9, seconds_of(task.work, 1));
  return std::max(1, static_cast<int>(std::lround(std::min(1e6, seconds / once))));
}

}  // namespace

std::vector<std::vector<double>> in_turns(const std::vector<Task>& tasks,
                                          const BenchSettings& settings) {
  std::vector<int> repeats;
  for (const Task& task : tasks)
    repeats.push_back(repeats_for(task, settings.seconds));
  std::vector<std::vector<double>> speeds(tasks.size());
  for (int round = 0; round < settings.rounds; ++round) {
    for (std::size_t k = 0; k < tasks.size(); ++k)
      speeds[k].push_back(tasks[k].amount * repeats[k] / seconds_of(tasks[k].work, repeats[k]));
  }
  return speeds;
}

double median_of(std::vector<double> values) {
  if (values.empty())
    return std::nan("");
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}

double ratio_of(const std::vector<double>& one, const std::vector<double>& other) {
  std::vector<double> quotients;
  for (std::size_t i = 0; i < one.size() && i < other.size(); ++i)
    quotients.push_back(one[i] / other[i]);
  return median_of(quotients);
}

}  // namespace minga::cli
