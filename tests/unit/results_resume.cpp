// Who may write where: outputs and parts that exist, other experiments, unfinished files.
#include "support/catch.hpp"
#include "support/results_fixture.hpp"

#include <cstdlib>
#include <functional>
#include <optional>

using namespace minga;
using io::FileError;
using io::ResultsWriter;
using test::block_of;
using test::ContainsSubstring;
using test::small_header;
using test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

/// Leaves parts with segment 0 committed.
void leave_parts(const fs::path& out) {
  ResultsWriter writer(out, small_header(), false, false);
  writer.commit(0, block_of(small_header(), 0));
}

void complete(const fs::path& out, bool force = false) {
  const io::ResultsHeader header = small_header();
  ResultsWriter writer(out, header, force, false);
  for (std::size_t s = 0; s < header.segments(); ++s)
    writer.commit(s, block_of(header, s));
  writer.finish();
}

}  // namespace

TEST_CASE("an existing output is replaced only by force") {
  const TemporaryFolder folder;
  complete(folder / "out.h5");
  REQUIRE_FALSE(fs::exists(folder / "out.h5.parts"));
  REQUIRE_THROWS_WITH(ResultsWriter(folder / "out.h5", small_header(), false, false),
                      ContainsSubstring("--force"));
  REQUIRE_FALSE(fs::exists(folder / "out.h5.parts"));
  REQUIRE_THROWS_WITH(ResultsWriter(folder / "out.h5", small_header(), false, true),
                      ContainsSubstring("nothing to resume"));
  complete(folder / "out.h5", true);
}

TEST_CASE("force keeps the existing output until the new one is whole") {
  const TemporaryFolder folder;
  test::write_bytes(folder / "out.h5", {'o', 'l', 'd'});
  {
    ResultsWriter writer(folder / "out.h5", small_header(), true, false);
    writer.commit(0, block_of(small_header(), 0));
  }
  REQUIRE(test::bytes_of_file(folder / "out.h5").size() == 3);
}

TEST_CASE("parts of an unfinished run are refused with the way out") {
  const TemporaryFolder folder;
  leave_parts(folder / "out.h5");
  REQUIRE_THROWS_WITH(ResultsWriter(folder / "out.h5", small_header(), false, false),
                      ContainsSubstring("--resume") && ContainsSubstring("--force"));
  ResultsWriter writer(folder / "out.h5", small_header(), true, false);
  REQUIRE(writer.runs_committed() == 0);
}

TEST_CASE("a resumed run goes on with what is committed and ends as an uninterrupted one") {
  const TemporaryFolder folder;
  const io::ResultsHeader header = small_header();
  leave_parts(folder / "out.h5");
  {
    io::ResultsHeader again = header;
    again.command = "minga sweep design.toml -o out.h5 --resume";
    ResultsWriter writer(folder / "out.h5", again, false, true);
    REQUIRE(writer.has_segment(0));
    REQUIRE_FALSE(writer.has_segment(1));
    REQUIRE(writer.runs_committed() == 4);
    writer.commit(2, block_of(header, 2));
    writer.commit(1, block_of(header, 1));
    writer.finish();
  }
  complete(folder / "straight.h5");
  REQUIRE(io::inspect_results(folder / "out.h5").status == "complete");
  for (std::size_t run = 0; run < header.runs(); ++run) {
    REQUIRE(io::compare_runs(header.record, io::read_run(folder / "out.h5", run),
                             io::read_run(folder / "straight.h5", run))
                .empty());
  }
}

TEST_CASE("resume without parts begins anew") {
  const TemporaryFolder folder;
  ResultsWriter writer(folder / "out.h5", small_header(), false, true);
  REQUIRE(writer.runs_committed() == 0);
}

TEST_CASE("what was stopped before its first segment can be resumed") {
  const TemporaryFolder folder;
  const io::ResultsHeader header = small_header();
  ResultsWriter(folder / "out.h5", header, false, false).finish();
  REQUIRE(io::inspect_results(folder / "out.h5").runs_committed == 0);
  {
    ResultsWriter writer(folder / "out.h5", header, false, true);
    writer.commit(1, block_of(header, 1));
    writer.finish();
  }
  REQUIRE(io::inspect_results(folder / "out.h5").runs_committed == 4);
  // With runs in the file, their parts must be there.
  fs::remove_all(folder / "out.h5.parts");
  REQUIRE_THROWS_WITH(ResultsWriter(folder / "out.h5", header, false, true),
                      ContainsSubstring("are gone"));
}

TEST_CASE("failed runs are counted, also those that were there on resuming") {
  const TemporaryFolder folder;
  const io::ResultsHeader header = small_header();
  core::BlockResult block = block_of(header, 0);
  block.failed.assign(4, "");
  block.failed[1] = block.failed[3] = "no reason";
  {
    ResultsWriter writer(folder / "out.h5", header, false, false);
    CHECK(writer.runs_failed() == 0);
    writer.commit(0, block);
    writer.commit(0, block);  // again: not counted twice
    CHECK(writer.runs_failed() == 2);
    CHECK(writer.runs_committed() == 4);
  }
  ResultsWriter writer(folder / "out.h5", header, false, true);
  CHECK(writer.runs_failed() == 2);
  core::BlockResult good = block_of(header, 1);
  good.failed.clear();
  writer.commit(1, good);
  CHECK(writer.runs_failed() == 2);
  CHECK(writer.runs_committed() == 8);
}

TEST_CASE("resume refuses another experiment and says what differs") {
  const TemporaryFolder folder;
  leave_parts(folder / "out.h5");
  const auto refused = [&](const std::function<void(io::ResultsHeader&)>& change,
                           const std::string& message) {
    io::ResultsHeader header = small_header();
    change(header);
    REQUIRE_THROWS_WITH(ResultsWriter(folder / "out.h5", header, false, true),
                        ContainsSubstring("another experiment: " + message));
  };
  refused([](auto& h) { h.seed = 2; }, "seed (18446744073709551557 there, 2 here)");
  refused([](auto& h) { h.config_sha256 = "b"; }, "config_sha256");
  refused([](auto& h) { h.replicates = 3; }, "replicates (2 there, 3 here)");
  refused([](auto& h) { h.record.events = false; }, "record");
  refused([](auto& h) { h.runs_per_segment = 5; }, "runs_per_segment (4 there, 5 here)");
  refused([](auto& h) { h.firms[0] = "x"; }, "firms");
  refused([](auto& h) { h.factors[1].numbers[2] = 9; }, "factors");
  ResultsWriter writer(folder / "out.h5", small_header(), false, true);
  REQUIRE(writer.has_segment(0));
}

TEST_CASE("an interrupted run leaves a readable file and its parts, and can be resumed") {
  const TemporaryFolder folder;
  const io::ResultsHeader header = small_header();
  {
    ResultsWriter writer(folder / "out.h5", header, false, false);
    writer.commit(0, block_of(header, 0));
    writer.commit(2, block_of(header, 2));
    writer.finish();
  }
  const io::ResultsInfo info = io::verify_results(folder / "out.h5");
  CHECK(info.status == "interrupted");
  CHECK(info.runs_committed == 6);
  CHECK(info.runs == 10);
  REQUIRE(info.problems.size() == 1);
  CHECK_THAT(info.problems[0], ContainsSubstring("6 of 10 runs"));
  CHECK(io::read_run(folder / "out.h5", 9).events.size() == 0);
  CHECK(io::read_run(folder / "out.h5", 8).events.size() == 2);
  CHECK_THROWS_WITH(io::read_run(folder / "out.h5", 4), ContainsSubstring("run 4 is missing"));
  CHECK_THROWS_WITH(io::read_run(folder / "out.h5", 10), ContainsSubstring("0 to 9"));
  CHECK_THROWS_AS(ResultsWriter(folder / "out.h5", header, false, false), FileError);
  {
    ResultsWriter writer(folder / "out.h5", header, false, true);
    CHECK(writer.runs_committed() == 6);
    writer.commit(1, block_of(header, 1));
    writer.finish();
  }
  CHECK(io::verify_results(folder / "out.h5").problems.empty());
  CHECK_FALSE(fs::exists(folder / "out.h5.parts"));
}

TEST_CASE("parts are counted while the run goes on, also by the name of the output") {
  const TemporaryFolder folder;
  leave_parts(folder / "out.h5");
  for (const char* name : {"out.h5", "out.h5.parts"}) {
    const io::ResultsInfo info = io::inspect_results(folder / name);
    CHECK(info.kind == "parts");
    CHECK(info.status == "running");
    CHECK(info.runs_committed == 4);
    CHECK(info.runs == 10);
  }
  CHECK_THROWS_WITH(io::inspect_results(folder / "other.h5"), ContainsSubstring("no such file"));
  test::write_bytes(folder / "text.h5", {'x'});
  CHECK_THROWS_WITH(io::inspect_results(folder / "text.h5"), ContainsSubstring("text.h5"));
}

TEST_CASE("two programs cannot write to the same parts") {
  const TemporaryFolder folder;
  std::optional<ResultsWriter> first(std::in_place, folder / "out.h5", small_header(), false,
                                     false);
  REQUIRE_THROWS_WITH(ResultsWriter(folder / "out.h5", small_header(), true, false),
                      ContainsSubstring("another program"));
  ::setenv("HDF5_USE_FILE_LOCKING", "FALSE", 1);
  CHECK_NOTHROW(ResultsWriter(folder / "out.h5", small_header(), true, false));
  ::unsetenv("HDF5_USE_FILE_LOCKING");
  first.reset();
  CHECK_NOTHROW(ResultsWriter(folder / "out.h5", small_header(), true, false));
}
