// What the machine allows: random numbers, memory, disk, without any model.
#include "bench.hpp"
#include "minga/core/random.hpp"
#include "temporary.hpp"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <thread>

namespace minga::cli {
namespace {

constexpr double kGiga = 1e9;

/// Keeps a result from being optimised away.
void keep(std::uint64_t value) {
  [[maybe_unused]] static volatile std::uint64_t sink;
  sink = value;
}

Task generator() {
  constexpr std::uint32_t kCalls = 1U << 16U;
  return {4.0 * kCalls, [] {
            const core::RandomField random(1, 0);
            std::uint64_t sum = 0;
            for (std::uint32_t i = 0; i < kCalls; ++i) {
              const auto words = random.words({i, 1, 2}, 3);
              sum += words[0] ^ words[1] ^ words[2] ^ words[3];
            }
            keep(sum);
          }};
}

/// a = b + s c over arrays far larger than caches: 24 bytes an element.
void triad(std::vector<double>& a, const std::vector<double>& b, const std::vector<double>& c,
           std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i)
    a[i] = b[i] + 3.0 * c[i];
}

Speed memory(int threads, const BenchSettings& settings) {
  constexpr std::size_t kSize = 8U << 20U;
  std::vector<double> a(kSize, 0.0), b(kSize, 1.0), c(kSize, 2.0);
  const std::size_t part = kSize / static_cast<std::size_t>(threads);
  const auto work = [&] {
    std::vector<std::jthread> team;
    for (int k = 0; k < threads; ++k) {
      team.emplace_back(
          [&, from = part * static_cast<std::size_t>(k)] { triad(a, b, c, from, from + part); });
    }
  };
  const auto speeds = in_turns({{24.0 * kSize, work}}, settings);
  keep(static_cast<std::uint64_t>(a[kSize / 2]));
  return {threads == 1 ? "memory, triad, 1 thread" : "memory, triad, 2 threads",
          median_of(speeds[0]) / kGiga, "GB/s", "", 0.0};
}

Speed disk(const BenchSettings& settings) {
  const TemporaryFolder folder;
  constexpr std::size_t kBytes = 64U << 20U;
  const std::vector<char> block(kBytes, 'm');
  const auto write = [&] {
    std::ofstream out(folder.path() / "block", std::ios::binary);
    out.write(block.data(), static_cast<std::streamsize>(block.size()));
  };
  const auto speeds = in_turns({{static_cast<double>(kBytes), write}}, settings);
  return {"disk, plain write, not synced", median_of(speeds[0]) / kMillion, "MB/s", "", 0.0};
}

}  // namespace

std::vector<Speed> machine_speeds(const BenchSettings& settings) {
  const auto random = in_turns({generator()}, settings);
  return {{"generator, one call at a time", median_of(random[0]) / kMillion, "million draws/s", "",
           0.0},
          memory(1, settings),
          memory(2, settings),
          disk(settings)};
}

}  // namespace minga::cli
