// Stopping, going on, encoding and progress of an ensemble.
#include "engine_fake.hpp"
#include "support/catch.hpp"

#include <chrono>
#include <stdexcept>
#include <thread>

namespace {

using namespace minga;
using minga::test::fake_simulate;
using minga::test::scenario_of;
using Clock = std::chrono::steady_clock;

const core::Scenario kScenario = scenario_of(2, 1, 1);

engine::Plan plan_of(std::size_t runs, std::size_t per_segment, int threads) {
  engine::Plan plan;
  plan.replicates = runs;
  plan.runs_per_segment = per_segment;
  plan.threads = threads;
  plan.block = 2;
  return plan;
}

engine::Callbacks callbacks_to(std::vector<std::size_t>& segments) {
  engine::Callbacks callbacks;
  callbacks.scenario = [](std::size_t) -> const core::Scenario& { return kScenario; };
  callbacks.simulate = fake_simulate;
  callbacks.commit = [&segments](std::size_t segment, core::BlockResult&&) {
    segments.push_back(segment);
  };
  return callbacks;
}

}  // namespace

TEST_CASE("a stop before the start leaves everything undone") {
  std::vector<std::size_t> segments;
  const std::atomic<bool> stop{true};
  CHECK_FALSE(engine::run_ensemble(plan_of(20, 4, 2), callbacks_to(segments), stop));
  CHECK(segments.empty());
}

TEST_CASE("a stop on the way leaves a beginning without gaps") {
  for (const int threads : {1, 2, 4}) {
    std::vector<std::size_t> segments;
    std::atomic<bool> stop{false};
    engine::Callbacks callbacks = callbacks_to(segments);
    callbacks.progress = [&stop](std::size_t runs) { stop = runs >= 12; };
    CHECK_FALSE(engine::run_ensemble(plan_of(4000, 4, threads), callbacks, stop));
    CHECK(segments.size() >= 3);
    CHECK(segments.size() < 1000);
    for (std::size_t i = 0; i < segments.size(); ++i)
      CHECK(segments[i] == i);
  }
}

TEST_CASE("a stop takes effect after the blocks under way") {
  std::vector<std::size_t> segments;
  std::atomic<bool> stop{false};
  engine::Callbacks callbacks = callbacks_to(segments);
  callbacks.simulate = [](const core::Scenario& scenario, const core::BlockRequest& request) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return fake_simulate(scenario, request);
  };
  Clock::time_point asked;
  std::thread user([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    asked = Clock::now();
    stop = true;
  });
  // One segment of 2,000 blocks: seconds of work that must be dropped, not finished.
  CHECK_FALSE(engine::run_ensemble(plan_of(4000, 4000, 2), callbacks, stop));
  const auto ended = Clock::now();
  user.join();
  CHECK(std::chrono::duration<double>(ended - asked).count() < 0.5);
  CHECK(segments.empty());
}

TEST_CASE("a stop that comes after the last run changes nothing") {
  std::vector<std::size_t> segments;
  std::atomic<bool> stop{false};
  engine::Callbacks callbacks = callbacks_to(segments);
  callbacks.progress = [&stop](std::size_t runs) { stop = runs == 20; };
  CHECK(engine::run_ensemble(plan_of(20, 4, 1), callbacks, stop));
  CHECK(segments.size() == 5);
}

TEST_CASE("segments that are done are skipped and counted as finished") {
  std::vector<std::size_t> segments;
  std::vector<std::size_t> finished;
  engine::Callbacks callbacks = callbacks_to(segments);
  callbacks.done = [](std::size_t segment) { return segment % 2 == 0; };
  callbacks.progress = [&finished](std::size_t runs) { finished.push_back(runs); };
  CHECK(engine::run_ensemble(plan_of(18, 4, 1), callbacks, false));
  CHECK(segments == std::vector<std::size_t>{1, 3});
  CHECK(finished.back() >= 16);
  CHECK(finished.back() <= 18);
}

TEST_CASE("with everything done nothing runs, and that is a success") {
  std::vector<std::size_t> segments;
  engine::Callbacks callbacks = callbacks_to(segments);
  callbacks.done = [](std::size_t) { return true; };
  CHECK(engine::run_ensemble(plan_of(18, 4, 2), callbacks, true));
  CHECK(segments.empty());
}

TEST_CASE("an encoder gets every segment, and its bytes are committed in order") {
  engine::Callbacks callbacks;
  engine::Bytes bytes;
  callbacks.scenario = [](std::size_t) -> const core::Scenario& { return kScenario; };
  callbacks.simulate = fake_simulate;
  callbacks.encode = [](std::size_t segment, core::BlockResult&& runs) {
    return engine::Bytes{std::byte(segment), std::byte(runs.runs)};
  };
  callbacks.commit_bytes = [&bytes](std::size_t, engine::Bytes&& encoded) {
    bytes.insert(bytes.end(), encoded.begin(), encoded.end());
  };
  CHECK(engine::run_ensemble(plan_of(10, 4, 4), callbacks, false));
  CHECK(bytes == engine::Bytes{std::byte{0}, std::byte{4}, std::byte{1}, std::byte{4}, std::byte{2},
                               std::byte{2}});
}

TEST_CASE("what the callbacks throw reaches the caller") {
  for (const int threads : {1, 4}) {
    std::vector<std::size_t> segments;
    engine::Callbacks callbacks = callbacks_to(segments);
    callbacks.commit = [](std::size_t segment, core::BlockResult&&) {
      if (segment == 2)
        throw std::domain_error("disk full");
    };
    CHECK_THROWS_AS(engine::run_ensemble(plan_of(400, 4, threads), callbacks, false),
                    std::domain_error);
  }
}

TEST_CASE("segments in flight are bounded, however slow the commit is") {
  std::atomic<int> ahead{0};
  std::atomic<int> most{0};
  engine::Callbacks callbacks;
  callbacks.scenario = [](std::size_t) -> const core::Scenario& { return kScenario; };
  callbacks.simulate = fake_simulate;
  callbacks.encode = [&](std::size_t, core::BlockResult&&) {
    const int now = ++ahead;
    for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
    }
    return engine::Bytes();
  };
  callbacks.commit_bytes = [&](std::size_t, engine::Bytes&&) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    --ahead;
  };
  CHECK(engine::run_ensemble(plan_of(200, 4, 2), callbacks, false));
  CHECK(most <= 4);
}
