// Commits survive what ends a program without warning: kill -9 at any moment, and a full disk.
#include "support/catch.hpp"
#include "support/results_fixture.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

using namespace minga;
using test::block_of;
using test::small_header;
using test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {
bool file_was_lost = false;
}

/// Asked by the leak sanitizer at exit. HDF5 loses the memory of a file that it could not close,
/// and from then on leaks say nothing about minga.
extern "C" int __lsan_is_turned_off();
extern "C" int __lsan_is_turned_off() { return file_was_lost ? 1 : 0; }

namespace {

io::ResultsHeader long_header() {
  io::ResultsHeader header = small_header();
  header.points = 500;
  header.factors.clear();
  return header;
}

/// In a child: goes on from what is there, tells each commit through the pipe, then finishes.
[[noreturn]] void write_until_killed(const fs::path& out, int told) {
  try {
    const io::ResultsHeader header = long_header();
    io::ResultsWriter writer(out, header, false, true);
    for (std::size_t s = 0; s < header.segments(); ++s) {
      if (writer.has_segment(s))
        continue;
      writer.commit(s, block_of(header, s));
      const auto number = static_cast<std::uint32_t>(s);
      if (::write(told, &number, sizeof number) != sizeof number)
        ::_exit(2);
    }
    writer.finish();
    ::_exit(0);
  } catch (...) {
    ::_exit(1);
  }
}

enum class Ending { killed, finished };

/// Runs the child for at most so long, and marks what it said it had committed.
Ending write_and_kill(const fs::path& out, int microseconds, std::vector<bool>& committed) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0)
    write_until_killed(out, ends[1]);
  ::close(ends[1]);
  int status = 0;
  pid_t ended = 0;
  const auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(microseconds);
  while (ended == 0 && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::microseconds(200));
    ended = ::waitpid(child, &status, WNOHANG);
  }
  if (ended == 0) {
    ::kill(child, SIGKILL);
    REQUIRE(::waitpid(child, &status, 0) == child);
  }
  for (std::uint32_t s = 0; ::read(ends[0], &s, sizeof s) == sizeof s;)
    committed[s] = true;
  ::close(ends[0]);
  if (!WIFEXITED(status))
    return Ending::killed;
  REQUIRE(WEXITSTATUS(status) == 0);
  return Ending::finished;
}

/// Everything that the child called committed must be there, whole.
void check_committed(const fs::path& parts, const std::vector<bool>& committed) {
  std::size_t runs = 0;
  for (std::size_t s = 0; s < committed.size(); ++s) {
    if (!committed[s])
      continue;
    runs += 4;
    const std::string number = std::to_string(1'000'000 + s).substr(1);
    REQUIRE(fs::exists(parts / ("segment-" + number + ".seg")));
  }
  const io::ResultsInfo info = io::inspect_results(parts);
  REQUIRE(info.problems.size() <= 1);  // nothing but "n of 1000 runs"
  REQUIRE(info.runs_committed >= runs);
}

void check_whole(const fs::path& out) {
  const io::ResultsInfo info = io::verify_results(out);
  REQUIRE(info.status == "complete");
  REQUIRE(info.problems.empty());
  io::ResultsHeader single = long_header();
  single.runs_per_segment = 1;
  for (const std::size_t run : {0U, 123U, 999U}) {
    REQUIRE(io::compare_runs(single.record, io::read_run(out, run), block_of(single, run)).empty());
  }
}

/// A limit on the size of files stands for a disk that is full.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    file_was_lost = true;
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int) = SIG_DFL;
};

std::size_t files_ending(const fs::path& folder, const std::string& suffix) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().string().ends_with(suffix))
      ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("kill -9 at any moment loses no committed segment") {
  const TemporaryFolder folder;
  const fs::path out = folder / "out.h5";
  std::mt19937 random(20);
  std::uniform_int_distribution<int> delay(0, 150'000);  // microseconds
  std::vector<bool> committed(long_header().segments(), false);
  int kills = 0;
  while (kills < 40) {
    const Ending ending = write_and_kill(out, delay(random), committed);
    if (ending == Ending::killed)
      ++kills;
    CAPTURE(kills);
    if (fs::exists(out)) {  // killed while removing the parts, at the latest: the file is whole
      check_whole(out);
      fs::remove(out);
      fs::remove_all(folder / "out.h5.parts");
      committed.assign(committed.size(), false);
    } else if (fs::exists(folder / "out.h5.parts/header.json")) {
      check_committed(folder / "out.h5.parts", committed);
    }
  }
  REQUIRE(write_and_kill(out, 60'000'000, committed) == Ending::finished);
  check_whole(out);
}

TEST_CASE("a full disk stops a commit with an error and harms nothing that is committed") {
  const TemporaryFolder folder;
  const io::ResultsHeader header = small_header();
  io::ResultsWriter writer(folder / "out.h5", header, false, false);
  writer.commit(0, block_of(header, 0));
  for (const rlim_t bytes : {0U, 1U, 1000U}) {
    const FileSizeLimit limit(bytes);
    REQUIRE_THROWS_AS(writer.commit(1, block_of(header, 1)), io::FileError);
  }
  CHECK(files_ending(folder / "out.h5.parts", ".tmp") == 0);
  CHECK_FALSE(writer.has_segment(1));
  CHECK(writer.runs_committed() == 4);
  CHECK(io::inspect_results(folder / "out.h5.parts").runs_committed == 4);
  writer.commit(1, block_of(header, 1));
  writer.commit(2, block_of(header, 2));
  writer.finish();
  CHECK(io::verify_results(folder / "out.h5").problems.empty());
}

TEST_CASE("a full disk while the file is built leaves the parts and no file") {
  const TemporaryFolder folder;
  const io::ResultsHeader header = small_header();
  {
    io::ResultsWriter writer(folder / "out.h5", header, false, false);
    for (std::size_t s = 0; s < 3; ++s)
      writer.commit(s, block_of(header, s));
    for (const rlim_t bytes : {0U, 100U, 5'000U, 50'000U, 200'000U}) {
      CAPTURE(bytes);
      const FileSizeLimit limit(bytes);
      try {
        writer.finish();
        FAIL("finished");
      } catch (const io::FileError& error) {
        CHECK_THAT(error.what(), test::ContainsSubstring("File too large"));
      }
      CHECK_FALSE(fs::exists(folder / "out.h5"));
      CHECK_FALSE(fs::exists(folder / "out.h5.tmp"));
    }
  }
  io::ResultsWriter writer(folder / "out.h5", header, false, true);
  CHECK(writer.runs_committed() == 10);
  writer.finish();
  CHECK(io::verify_results(folder / "out.h5").problems.empty());
}

TEST_CASE("a program that met a full disk while the file was built still ends in order") {
  const TemporaryFolder folder;
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const io::ResultsHeader header = small_header();
    const FileSizeLimit limit(50'000);
    try {
      io::ResultsWriter writer(folder / "out.h5", header, false, false);
      for (std::size_t s = 0; s < 3; ++s)
        writer.commit(s, block_of(header, s));
      writer.finish();
    } catch (const io::FileError&) {
      std::exit(3);  // with everything that runs at exit: HDF5 used to crash there
    }
    std::exit(4);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  REQUIRE(WEXITSTATUS(status) == 3);
}
