// Shards of an experiment in files of their own, and the file that joins them.
#include "minga/io/column.hpp"
#include "support/catch.hpp"
#include "support/results_fixture.hpp"

#include <fmt/format.h>

#include <stdexcept>

using namespace minga;
using test::block_of;
using test::small_header;
using test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& out, io::ResultsHeader header, io::Shard shard) {
  header.shard = shard;
  io::ResultsWriter writer(out, header, false, false);
  for (std::size_t s = shard.index - 1; s < header.segments(); s += shard.count)
    writer.commit(s, block_of(header, s));
  writer.finish();
}

std::vector<fs::path> write_shards(const TemporaryFolder& folder, const io::ResultsHeader& header,
                                   std::size_t count) {
  std::vector<fs::path> paths;
  for (std::size_t i = 1; i <= count; ++i) {
    paths.push_back(folder / fmt::format("shard-{}-{}.h5", i, count));
    write(paths.back(), header, {i, count});
  }
  return paths;
}

std::vector<std::string> differences(const fs::path& a, const fs::path& b, std::size_t run) {
  return io::compare_runs(small_header().record, io::read_run(a, run), io::read_run(b, run));
}

}  // namespace

TEST_CASE(
    "shards joined hold every run as the file without shards, also where one has no full "
    "segment") {
  const TemporaryFolder folder;
  const io::ResultsHeader header = small_header();
  write(folder / "whole.h5", header, {});
  for (const std::size_t count : {2U, 3U}) {
    const fs::path out = folder / fmt::format("joined-{}.h5", count);
    const io::Merged merged =
        io::merge_shards(write_shards(folder, header, count), out, "minga merge", false);
    CHECK(merged.runs_committed == 10);
    CHECK(io::verify_results(out).problems == std::vector<std::string>{});
    for (std::size_t run = 0; run < header.runs(); ++run) {
      CAPTURE(count, run);
      CHECK(differences(out, folder / "whole.h5", run) == std::vector<std::string>{});
    }
    const io::ResultsHeader read = io::read_results_header(out);
    CHECK(read.shard.whole());
    CHECK(read.factors.at(0).labels == header.factors.at(0).labels);
    CHECK(io::input_differences(out, header) == "");
  }
}

TEST_CASE("events in several chunks are joined in the order of runs") {
  const TemporaryFolder folder;
  io::ResultsHeader header = small_header();
  header.record = {true, false, false, true};
  header.replicates = 4000;
  header.runs_per_segment = 4096;
  write(folder / "whole.h5", header, {});
  io::merge_shards(write_shards(folder, header, 2), folder / "joined.h5", "minga merge", false);
  std::size_t events = 0;
  for (std::size_t run = 0; run < header.runs(); ++run)
    events += run % 3;
  REQUIRE(events > 16384);
  for (const char* name : {"run", "time", "firm", "value"}) {
    CAPTURE(name);
    const std::string path = fmt::format("events/{}", name);
    CHECK(io::read_numbers(folder / "joined.h5", path, 0, events) ==
          io::read_numbers(folder / "whole.h5", path, 0, events));
  }
}

TEST_CASE("a shard finds its runs by their numbers and has no others") {
  const TemporaryFolder folder;
  const std::vector<fs::path> shards = write_shards(folder, small_header(), 2);
  write(folder / "whole.h5", small_header(), {});
  for (const std::size_t run : {0U, 3U, 8U, 9U})
    CHECK(differences(shards[0], folder / "whole.h5", run) == std::vector<std::string>{});
  CHECK(differences(shards[1], folder / "whole.h5", 6) == std::vector<std::string>{});
  CHECK_THROWS_AS(io::read_run(shards[0], 4), io::RunMissing);
  CHECK_THROWS_AS(io::read_run(shards[1], 10), io::RunMissing);
  const io::ResultsInfo info = io::verify_results(shards[1]);
  CHECK(info.shard == io::Shard{2, 2});
  CHECK(info.runs == 4);
  CHECK(info.problems == std::vector<std::string>{});
}

TEST_CASE("a shard takes no segment of another, and there are no more shards than segments") {
  const TemporaryFolder folder;
  io::ResultsHeader header = small_header();
  header.shard = {2, 2};
  io::ResultsWriter writer(folder / "out.h5", header, false, false);
  CHECK(writer.has_segment(0));
  CHECK_FALSE(writer.has_segment(1));
  CHECK_THROWS_AS(writer.commit(0, block_of(header, 0)), std::invalid_argument);
  header.shard = {4, 4};
  CHECK_THROWS_AS(io::ResultsWriter(folder / "four.h5", header, false, false),
                  std::invalid_argument);
}

TEST_CASE("an unfinished shard is joined only when told, and its missing runs are missing") {
  const TemporaryFolder folder;
  std::vector<fs::path> shards = write_shards(folder, small_header(), 2);
  io::ResultsHeader header = small_header();
  header.shard = {1, 2};
  {
    io::ResultsWriter writer(folder / "half.h5", header, false, false);
    writer.commit(2, block_of(header, 2));
    writer.finish();
  }
  shards[0] = folder / "half.h5";
  CHECK_THROWS_AS(io::merge_shards(shards, folder / "out.h5", "", false), io::MergeRefused);
  CHECK_FALSE(fs::exists(folder / "out.h5"));
  const io::Merged merged = io::merge_shards(shards, folder / "out.h5", "", true);
  CHECK(merged.runs_committed == 6);
  CHECK(io::inspect_results(folder / "out.h5").status == "interrupted");
  CHECK_THROWS_AS(io::read_run(folder / "out.h5", 0), io::RunMissing);
  CHECK(io::read_run(folder / "out.h5", 9).runs == 1);
  CHECK(io::read_texts(folder / "out.h5", "summary/failed", 0, 1).at(0) == io::kNotRun);
}

TEST_CASE("runs beyond 2^31 are numbered, in a shard that holds the last of six thousand million") {
  const TemporaryFolder folder;
  io::ResultsHeader header = small_header();
  header.points = 60;
  header.replicates = 100'000'000;
  header.record.events = false;
  header.factors = {{"fine", "Fine", true, {}, std::vector<double>(60, 0.0)}};
  header.factors[0].numbers.back() = 7.0;
  REQUIRE(header.segments() == 1'500'000'000);
  header.shard = {header.segments(), header.segments()};
  {
    io::ResultsWriter writer(folder / "last.h5", header, false, false);
    writer.commit(header.segments() - 1, block_of(header, header.segments() - 1));
    writer.finish();
  }
  CHECK(io::verify_results(folder / "last.h5").problems == std::vector<std::string>{});
  const std::vector<double> runs = io::read_numbers(folder / "last.h5", "summary/run", 0, 4);
  CHECK(runs == std::vector<double>{5'999'999'996, 5'999'999'997, 5'999'999'998, 5'999'999'999});
  CHECK(io::read_numbers(folder / "last.h5", "summary/point", 3, 1).at(0) == 59);
  CHECK(io::read_numbers(folder / "last.h5", "summary/replicate", 3, 1).at(0) == 99'999'999);
  CHECK(io::read_numbers(folder / "last.h5", "summary/fine", 3, 1).at(0) == 7.0);
  CHECK(io::read_run(folder / "last.h5", 5'999'999'999).runs == 1);
}

TEST_CASE("a log of events cannot number more than 2^31 - 1 runs, and says so") {
  io::ResultsHeader header = small_header();
  header.points = 60;
  header.replicates = 100'000'000;
  header.factors.clear();
  try {
    const io::SegmentEncoder encoder(header, "out.h5");
    FAIL("it was taken");
  } catch (const io::InputError& error) {
    REQUIRE(error.faults().size() == 1);
    CHECK(error.faults()[0].value == "events");
    CHECK(error.faults()[0].message.find("2,147,483,647") != std::string::npos);
  }
}
