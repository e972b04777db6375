// What the writer of results finds at its output: what it never replaces, and what is its own.
#include "support/catch.hpp"
#include "support/results_fixture.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace minga;
using io::ResultsWriter;
using test::small_header;
using test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

void complete(const fs::path& out) {
  const io::ResultsHeader header = small_header();
  ResultsWriter writer(out, header, false, false);
  for (std::size_t s = 0; s < header.segments(); ++s)
    writer.commit(s, test::block_of(header, s));
  writer.finish();
}

}  // namespace

TEST_CASE("what is no regular file is never replaced by results") {
  const TemporaryFolder folder;
  const fs::path pipe = folder / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  fs::create_symlink(pipe, folder / "link");
  fs::create_directory(folder / "folder");
  for (const char* name : {"pipe", "link", "folder"}) {
    for (const bool force : {false, true}) {
      for (const bool resume : {false, true}) {
        CAPTURE(name, force, resume);
        CHECK_THROWS_AS(ResultsWriter(folder / name, small_header(), force, resume),
                        io::OutputRefused);
        CHECK_FALSE(fs::exists(folder / (std::string(name) + ".parts")));
      }
    }
  }
  CHECK(fs::is_fifo(pipe));
}

TEST_CASE("an output that does not go with what was asked is told from a failure of files") {
  const TemporaryFolder folder;
  complete(folder / "whole.h5");
  {
    ResultsWriter(folder / "begun.h5", small_header(), false, false)
        .commit(0, test::block_of(small_header(), 0));
  }
  io::ResultsHeader other = small_header();
  other.seed = 2;
  const auto refused = [&](const char* name, bool resume) {
    CAPTURE(name, resume);
    CHECK_THROWS_AS(ResultsWriter(folder / name, other, false, resume), io::OutputRefused);
  };
  refused("whole.h5", false);
  refused("whole.h5", true);
  refused("begun.h5", false);
  refused("begun.h5", true);
}

TEST_CASE("what differs between two inputs is told by its first line") {
  const TemporaryFolder folder;
  complete(folder / "out.h5");
  io::ResultsHeader other = small_header();
  CHECK(io::input_differences(folder / "out.h5", other).empty());
  other.config = "[scenario]\nname = \"ensayo\"\n";
  other.config_sha256 = std::string(64, 'b');
  other.seed = 2;
  CHECK(io::input_differences(folder / "out.h5", other) ==
        "seed (18446744073709551557 there, 2 here), config_sha256 (first at [scenario]: "
        "name = \"prueba\" there, name = \"ensayo\" here)");
}

TEST_CASE("files of results are known also when damaged, and others are not") {
  const TemporaryFolder folder;
  complete(folder / "out.h5");
  CHECK(io::is_results_file(folder / "out.h5"));
  CHECK_FALSE(io::is_results_file(folder / "none.h5"));
  CHECK_FALSE(io::is_results_file(folder.path()));
  test::write_bytes(folder / "text", {'x'});
  CHECK_FALSE(io::is_results_file(folder / "text"));
  const std::vector<char> bytes = test::bytes_of_file(folder / "out.h5");
  std::vector<char> damaged = bytes;
  std::fill(damaged.begin(), damaged.end() - 24, '\0');
  test::write_bytes(folder / "damaged.h5", damaged);
  CHECK(io::is_results_file(folder / "damaged.h5"));
  test::write_bytes(folder / "unsealed.h5", {bytes.begin(), bytes.end() - 24});
  CHECK(io::is_results_file(folder / "unsealed.h5"));
}
