// Whatever happens to a segment, a header or a finished file is noticed and named.
#include "support/catch.hpp"
#include "support/results_fixture.hpp"

#include <hdf5.h>

#include <algorithm>

using namespace minga;
using test::block_of;
using test::bytes_of_file;
using test::ContainsSubstring;
using test::small_header;
using test::TemporaryFolder;
using test::write_bytes;
namespace fs = std::filesystem;

namespace {

void commit_all(const fs::path& out) {
  io::ResultsWriter writer(out, small_header(), false, false);
  for (std::size_t s = 0; s < 3; ++s)
    writer.commit(s, block_of(small_header(), s));
}

/// The parts must not count segment 1, and must name it.
void check_damaged(const fs::path& parts) {
  const io::ResultsInfo info = io::inspect_results(parts);
  REQUIRE(info.runs_committed == 6);
  REQUIRE(std::any_of(info.problems.begin(), info.problems.end(), [](const std::string& problem) {
    return problem.find("segment-000001.seg") != std::string::npos;
  }));
}

}  // namespace

TEST_CASE("a flipped bit anywhere in a segment is noticed") {
  const TemporaryFolder folder;
  commit_all(folder / "out.h5");
  const fs::path file = folder / "out.h5.parts/segment-000001.seg";
  const std::vector<char> good = bytes_of_file(file);
  REQUIRE(good.size() > 600);
  // Every byte of the head and of the sizes, then some of every payload, then the checksum.
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < 600; ++i)
    places.push_back(i);
  for (std::size_t i = 600; i < good.size(); i += 37)
    places.push_back(i);
  for (std::size_t i = good.size() - 4; i < good.size(); ++i)
    places.push_back(i);
  for (const std::size_t place : places) {
    CAPTURE(place);
    std::vector<char> bad = good;
    bad[place] = static_cast<char>(bad[place] ^ (1 << (place % 8)));
    write_bytes(file, bad);
    check_damaged(folder / "out.h5.parts");
  }
  write_bytes(file, good);
  REQUIRE(io::inspect_results(folder / "out.h5.parts").problems.empty());
}

TEST_CASE("a segment of any other length is noticed") {
  const TemporaryFolder folder;
  commit_all(folder / "out.h5");
  const fs::path file = folder / "out.h5.parts/segment-000001.seg";
  const std::vector<char> good = bytes_of_file(file);
  std::vector<std::size_t> lengths = {
      0, 1, 7, 8, 55, 56, 57, 100, good.size() - 4, good.size() - 1};
  for (std::size_t length = 200; length < good.size(); length += 211)
    lengths.push_back(length);
  for (const std::size_t length : lengths) {
    CAPTURE(length);
    write_bytes(file, {good.begin(), good.begin() + static_cast<std::ptrdiff_t>(length)});
    check_damaged(folder / "out.h5.parts");
  }
  std::vector<char> longer = good;
  longer.push_back(0);
  write_bytes(file, longer);
  check_damaged(folder / "out.h5.parts");
}

TEST_CASE("a segment in another's place or of another experiment does not count") {
  const TemporaryFolder folder;
  commit_all(folder / "out.h5");
  const fs::path file = folder / "out.h5.parts/segment-000001.seg";
  const std::vector<char> good = bytes_of_file(file);
  write_bytes(file, bytes_of_file(folder / "out.h5.parts/segment-000000.seg"));
  check_damaged(folder / "out.h5.parts");
  io::ResultsHeader other = small_header();
  other.seed = 3;
  const auto bytes = io::SegmentEncoder(other, "x").encode(1, block_of(other, 1));
  const char* data = reinterpret_cast<const char*>(bytes.data());
  write_bytes(file, {data, data + bytes.size()});
  check_damaged(folder / "out.h5.parts");
}

TEST_CASE("files that are being written are not read") {
  const TemporaryFolder folder;
  commit_all(folder / "out.h5");
  const fs::path parts = folder / "out.h5.parts";
  write_bytes(parts / "segment-000001.seg.tmp", {'t', 'o', 'r', 'n'});
  REQUIRE(io::inspect_results(parts).problems.empty());
}

TEST_CASE("a damaged segment is computed again on resume, and the file is whole") {
  const TemporaryFolder folder;
  commit_all(folder / "out.h5");
  const fs::path file = folder / "out.h5.parts/segment-000001.seg";
  std::vector<char> bytes = bytes_of_file(file);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  write_bytes(file, bytes);
  const io::ResultsHeader header = small_header();
  io::ResultsWriter writer(folder / "out.h5", header, false, true);
  REQUIRE_FALSE(writer.has_segment(1));
  REQUIRE(writer.has_segment(2));
  REQUIRE(writer.problems().size() == 1);
  writer.commit(1, block_of(header, 1));
  writer.finish();
  REQUIRE(io::verify_results(folder / "out.h5").problems.empty());
}

TEST_CASE("a segment damaged between commit and finish counts as missing") {
  const TemporaryFolder folder;
  const io::ResultsHeader header = small_header();
  io::ResultsWriter writer(folder / "out.h5", header, false, false);
  for (std::size_t s = 0; s < 3; ++s)
    writer.commit(s, block_of(header, s));
  write_bytes(folder / "out.h5.parts/segment-000001.seg", {'x'});
  writer.finish();
  const io::ResultsInfo info = io::inspect_results(folder / "out.h5");
  CHECK(info.status == "interrupted");
  CHECK(info.runs_committed == 6);
  CHECK(fs::exists(folder / "out.h5.parts/segment-000002.seg"));
}

TEST_CASE("a damaged header is refused") {
  const TemporaryFolder folder;
  commit_all(folder / "out.h5");
  const fs::path file = folder / "out.h5.parts/header.json";
  const std::vector<char> good = bytes_of_file(file);
  for (std::size_t place = 0; place < good.size(); place += 11) {
    CAPTURE(place);
    std::vector<char> bad = good;
    bad[place] = bad[place] == '0' ? '1' : '0';
    write_bytes(file, bad);
    // A blank of the indentation says nothing, so a change there may turn out harmless.
    if (good[place] == ' ' || good[place] == '\n')
      continue;
    REQUIRE_THROWS_AS(io::inspect_results(folder / "out.h5.parts"), io::FileError);
  }
  write_bytes(file, {good.begin(), good.end() - 20});
  REQUIRE_THROWS_WITH(io::ResultsWriter(folder / "out.h5", small_header(), false, true),
                      ContainsSubstring("header.json"));
  fs::remove(file);
  REQUIRE_THROWS_WITH(io::ResultsWriter(folder / "out.h5", small_header(), false, true),
                      ContainsSubstring("header.json"));
}

TEST_CASE("a flipped bit anywhere in a finished file is found") {
  const TemporaryFolder folder;
  commit_all(folder / "out.h5");
  io::ResultsWriter(folder / "out.h5", small_header(), false, true).finish();
  const std::vector<char> good = bytes_of_file(folder / "out.h5");
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < good.size(); i += 1009)
    places.push_back(i);
  for (std::size_t i = good.size() - 24; i < good.size(); ++i)
    places.push_back(i);
  for (const std::size_t place : places) {
    CAPTURE(place);
    std::vector<char> bad = good;
    bad[place] = static_cast<char>(bad[place] ^ (1 << (place % 8)));
    write_bytes(folder / "bad.h5", bad);
    REQUIRE(io::verify_results(folder / "bad.h5").status == "damaged");
  }
  write_bytes(folder / "bad.h5",
              {good.begin(), good.begin() + static_cast<std::ptrdiff_t>(good.size() / 2)});
  CHECK_THROWS_AS(io::inspect_results(folder / "bad.h5"), io::FileError);
  CHECK_THROWS_AS(io::verify_results(folder / "bad.h5"), io::FileError);
}

TEST_CASE("a finished file that another program changed is told from one that minga wrote") {
  const TemporaryFolder folder;
  commit_all(folder / "out.h5");
  io::ResultsWriter(folder / "out.h5", small_header(), false, true).finish();
  REQUIRE(io::verify_results(folder / "out.h5").problems.empty());
  const hid_t file = H5Fopen((folder / "out.h5").c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  REQUIRE(file >= 0);
  const std::int32_t survived[] = {0};
  const hid_t dataset = H5Dopen2(file, "/summary/survived", H5P_DEFAULT);
  const hid_t one = H5Screate(H5S_SCALAR);
  const hid_t first = H5Dget_space(dataset);
  const hsize_t row = 0;
  H5Sselect_elements(first, H5S_SELECT_SET, 1, &row);
  REQUIRE(H5Dwrite(dataset, H5T_NATIVE_INT32, one, first, H5P_DEFAULT, survived) >= 0);
  H5Sclose(first);
  H5Sclose(one);
  H5Dclose(dataset);
  H5Fclose(file);
  const io::ResultsInfo info = io::verify_results(folder / "out.h5");
  CHECK(info.status == "complete");
  REQUIRE(info.problems.size() == 1);
  CHECK_THAT(info.problems[0], ContainsSubstring("another program"));
}
