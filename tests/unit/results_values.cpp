// What is committed is what is read back, in every group, whatever the order of commits.
#include "support/catch.hpp"
#include "support/results_fixture.hpp"

#include <cmath>
#include <random>

using namespace minga;
using test::block_of;
using test::ContainsSubstring;
using test::small_header;
using test::TemporaryFolder;

namespace {

std::size_t place_of(std::string_view name, std::span<const core::Variable> variables) {
  std::size_t v = 0;
  while (variables[v].name != name)
    ++v;
  return v;
}
const std::size_t members = place_of("members", core::trajectory_variables());
const std::size_t status = place_of("status", core::firm_variables());

void write_all(const std::filesystem::path& out, const io::ResultsHeader& header,
               const std::vector<std::size_t>& order) {
  io::ResultsWriter writer(out, header, false, false);
  for (const std::size_t segment : order)
    writer.commit(segment, block_of(header, segment));
  writer.finish();
}

/// The block of one run alone, as a replay would compute it.
core::BlockResult single_run(io::ResultsHeader header, std::size_t run) {
  header.runs_per_segment = 1;
  core::BlockResult block = block_of(header, run);
  return block;
}

}  // namespace

TEST_CASE("every value of every run is read back as it was committed") {
  const TemporaryFolder folder;
  const io::ResultsHeader header = small_header();
  write_all(folder / "out.h5", header, {0, 1, 2});
  for (std::size_t run = 0; run < header.runs(); ++run) {
    CAPTURE(run);
    const core::BlockResult recorded = io::read_run(folder / "out.h5", run);
    REQUIRE(recorded.trajectory.size() == core::trajectory_variables().size());
    REQUIRE(recorded.firm_constant.size() == core::firm_constant_variables().size());
    REQUIRE(recorded.events.size() == run % 3);
    REQUIRE(recorded.failed.at(0) == (run == 5 ? "fondo inválido" : ""));
    const std::vector<std::string> lines =
        io::compare_runs(header.record, recorded, single_run(header, run));
    REQUIRE(lines == std::vector<std::string>{});
  }
}

TEST_CASE("a comparison of runs finds one changed bit, a lost event and another reason") {
  const TemporaryFolder folder;
  const io::ResultsHeader header = small_header();
  write_all(folder / "out.h5", header, {0, 1, 2});
  const core::BlockResult recorded = io::read_run(folder / "out.h5", 5);
  core::BlockResult computed = single_run(header, 5);
  float& value = computed.trajectory[2][3];
  value = std::nextafter(value, 1e9F);
  computed.events.pop_back();
  computed.failed[0] = "otra razón";
  const std::vector<std::string> lines = io::compare_runs(header.record, recorded, computed);
  REQUIRE(lines.size() == 3);
  CHECK_THAT(lines[0], ContainsSubstring("summary/failed"));
  CHECK_THAT(lines[1],
             ContainsSubstring("trajectory/trust: 1 of 7") && ContainsSubstring("period 3"));
  CHECK_THAT(lines[2], ContainsSubstring("events"));
}

TEST_CASE("the order of commits does not show in the file") {
  const TemporaryFolder folder;
  const io::ResultsHeader header = small_header();
  write_all(folder / "a.h5", header, {0, 1, 2});
  write_all(folder / "b.h5", header, {2, 0, 1});
  for (std::size_t run = 0; run < header.runs(); ++run) {
    REQUIRE(io::compare_runs(header.record, io::read_run(folder / "a.h5", run),
                             io::read_run(folder / "b.h5", run))
                .empty());
  }
}

TEST_CASE("segments encoded apart from the writer are the same bytes") {
  const TemporaryFolder folder;
  const io::ResultsHeader header = small_header();
  io::ResultsWriter writer(folder / "out.h5", header, false, false);
  const io::SegmentEncoder elsewhere(header, "elsewhere");
  const auto bytes = elsewhere.encode(1, block_of(header, 1));
  REQUIRE(bytes == writer.encoder().encode(1, block_of(header, 1)));
  writer.commit_encoded(1, bytes);
  REQUIRE(writer.has_segment(1));
  REQUIRE_THROWS_AS(writer.commit_encoded(0, bytes), std::invalid_argument);
}

TEST_CASE("the header comes back from the parts and from the file") {
  const TemporaryFolder folder;
  const io::ResultsHeader header = small_header();
  const auto check = [&](const io::ResultsHeader& read) {
    CHECK(read.title == header.title);
    CHECK(read.command == header.command);
    CHECK(read.config == header.config);
    CHECK(read.seed == header.seed);
    CHECK(read.points == header.points);
    CHECK(read.periods == header.periods);
    CHECK(read.profiles == header.profiles);
    CHECK(read.firms == header.firms);
    CHECK(read.record.events);
    REQUIRE(read.factors.size() == 2);
    CHECK(read.factors[0].labels == header.factors[0].labels);
    CHECK(read.factors[1].numbers == header.factors[1].numbers);
  };
  io::ResultsWriter writer(folder / "out.h5", header, false, false);
  for (std::size_t s = 0; s < 3; ++s)
    writer.commit(s, block_of(header, s));
  check(io::read_results_header(folder / "out.h5.parts"));
  writer.finish();
  check(io::read_results_header(folder / "out.h5"));
}

TEST_CASE("a value that its stored type cannot hold is refused by name and run") {
  const io::ResultsHeader header = small_header();
  const io::SegmentEncoder encoder(header, "out.h5");
  const auto refused = [&](double value, const char* variable, const std::string& range) {
    core::BlockResult block = block_of(header, 1);
    const auto variables = core::trajectory_variables();
    for (std::size_t v = 0; v < variables.size(); ++v) {
      // 7 periods a run: place 9 is in the second run of the segment, run 5.
      if (variables[v].name == variable)
        block.trajectory[v][9] = static_cast<float>(value);
    }
    REQUIRE_THROWS_WITH(encoder.encode(1, block),
                        ContainsSubstring(std::string("trajectory/") + variable + " of run 5") &&
                            ContainsSubstring(range));
  };
  refused(32768.0, "members", "int16");
  refused(-32769.0, "members", "int16");
  refused(128.0, "phase", "int8");
  refused(0.5, "sanctions", "int32");
  refused(HUGE_VAL, "sanctions", "int32");
  core::BlockResult block = block_of(header, 0);
  block.trajectory[members][0] = 32767.0F;
  block.trajectory[members][1] = -32768.0F;
  REQUIRE_NOTHROW(encoder.encode(0, block));
}

TEST_CASE("missing numbers are NaN and -1, and a smaller block leaves missing values") {
  const TemporaryFolder folder;
  const io::ResultsHeader header = small_header();
  io::ResultsHeader smaller = header;
  smaller.periods = 5;
  smaller.firms.pop_back();
  io::ResultsWriter writer(folder / "out.h5", header, false, false);
  core::BlockResult block = block_of(smaller, 0);
  block.trajectory[members][0] = std::nanf("");  // a count
  writer.commit(0, block);
  writer.commit(1, block_of(header, 1));
  writer.commit(2, block_of(header, 2));
  writer.finish();
  const core::BlockResult run = io::read_run(folder / "out.h5", 0);
  CHECK(run.trajectory[members][0] == -1.0F);
  CHECK(run.trajectory[members][4] == block.trajectory[members][4]);
  CHECK(run.trajectory[members][5] == -1.0F);
  CHECK(std::isnan(run.trajectory[0][6]));
  CHECK(run.firm[status][4 * 4 + 2] == block.firm[status][4 * 3 + 2]);
  CHECK(run.firm[status][3] == -1.0F);
  CHECK(std::isnan(run.firm_constant[1][3]));
}

TEST_CASE("a block of another shape is a fault of the program") {
  const io::ResultsHeader header = small_header();
  const io::SegmentEncoder encoder(header, "out.h5");
  core::BlockResult block = block_of(header, 0);
  CHECK_THROWS_AS(encoder.encode(2, block), std::invalid_argument);  // the last has two runs
  CHECK_THROWS_AS(encoder.encode(3, block), std::invalid_argument);  // there is none
  block.trajectory[3].pop_back();
  CHECK_THROWS_WITH(encoder.encode(0, block), ContainsSubstring("expected_conduct"));
  io::ResultsHeader wrong = header;
  wrong.factors[0].labels.pop_back();
  CHECK_THROWS_AS(io::SegmentEncoder(wrong, "out.h5"), std::invalid_argument);
}

TEST_CASE("a factor cannot take the name of a variable") {
  io::ResultsHeader header = small_header();
  header.factors[0].name = "trust";
  header.factors[1].name = "a b";
  try {
    const io::SegmentEncoder encoder(header, "out.h5");
    FAIL("accepted");
  } catch (const io::InputError& error) {
    REQUIRE(error.faults().size() == 2);
    CHECK(error.faults()[0].value == "trust");
  }
}

TEST_CASE("noise, which is stored rather than compressed, is read back by HDF5") {
  const TemporaryFolder folder;
  io::ResultsHeader header = small_header();
  header.points = 300;
  header.factors.clear();
  header.runs_per_segment = 600;
  header.periods = 131;
  header.record = {};
  core::BlockResult block = block_of(header, 0);
  std::mt19937 random(1);
  std::uniform_real_distribution<float> uniform;
  for (auto& values : block.trajectory) {
    for (float& value : values) {
      if (value != std::trunc(value))
        value = uniform(random);
    }
  }
  io::ResultsWriter writer(folder / "out.h5", header, false, false);
  writer.commit(0, block);
  writer.finish();
  REQUIRE(io::verify_results(folder / "out.h5").problems.empty());
  const core::BlockResult run = io::read_run(folder / "out.h5", 599);
  for (std::size_t v = 0; v < run.trajectory.size(); ++v) {
    for (std::size_t t = 0; t < 131; ++t) {
      const float expected = block.trajectory[v][599 * 131 + t];
      if (std::isnan(expected))
        continue;
      REQUIRE(run.trajectory[v][t] == expected);
    }
  }
}

TEST_CASE("many events fill several chunks and keep their order") {
  const TemporaryFolder folder;
  io::ResultsHeader header = small_header();
  io::ResultsWriter writer(folder / "out.h5", header, false, false);
  for (std::size_t s = 0; s < 3; ++s) {
    core::BlockResult block = block_of(header, s);
    block.events.clear();
    for (int run = 0; run < block.runs; ++run) {
      for (int e = 0; e < 9000; ++e) {
        block.events.push_back({run, e % 7, 0, -1, core::EventKind::joined, e + 0.5});
      }
    }
    writer.commit(s, block);
  }
  writer.finish();
  for (const std::size_t run : {0U, 1U, 6U, 9U}) {
    const core::BlockResult read = io::read_run(folder / "out.h5", run);
    REQUIRE(read.events.size() == 9000);
    for (std::size_t e = 0; e < 9000; ++e)
      REQUIRE(read.events[e].value == static_cast<double>(e) + 0.5);
  }
  REQUIRE(io::verify_results(folder / "out.h5").problems.empty());
}
