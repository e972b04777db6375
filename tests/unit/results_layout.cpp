// The finished file obeys netCDF-4: scales on every axis, creation order, units and long_name.
#include "support/catch.hpp"
#include "support/results_fixture.hpp"

#include <hdf5.h>
#include <hdf5_hl.h>

#include <functional>
#include <set>

using namespace minga;
using test::block_of;
using test::small_header;
using test::TemporaryFolder;

namespace {

/// A file of HDF5 opened for a test, closed at its end.
class OpenFile {
 public:
  explicit OpenFile(const std::filesystem::path& path)
      : id_(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT)) {
    REQUIRE(id_ >= 0);
  }
  ~OpenFile() { H5Fclose(id_); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  hid_t id() const { return id_; }

 private:
  hid_t id_;
};

std::set<std::string> groups_of(hid_t file) {
  std::set<std::string> names;
  H5Literate(
      file, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr,
      [](hid_t, const char* name, const H5L_info_t*, void* set) -> herr_t {
        static_cast<std::set<std::string>*>(set)->insert(name);
        return 0;
      },
      &names);
  return names;
}

void write_file(const std::filesystem::path& out, const io::ResultsHeader& header) {
  io::ResultsWriter writer(out, header, false, false);
  for (std::size_t s = 0; s < header.segments(); ++s)
    writer.commit(s, block_of(header, s));
  writer.finish();
}

std::string text(hid_t object, const char* name) {
  char* value = nullptr;
  const hid_t attribute = H5Aopen(object, name, H5P_DEFAULT);
  REQUIRE(attribute >= 0);
  const hid_t type = H5Aget_type(attribute);
  REQUIRE(H5Tis_variable_str(type) > 0);
  REQUIRE(H5Aread(attribute, type, &value) >= 0);
  std::string result = value != nullptr ? value : "";
  H5free_memory(value);
  H5Tclose(type);
  H5Aclose(attribute);
  return result;
}

}  // namespace

TEST_CASE("every axis of every dataset has one scale of its length in the same group") {
  const TemporaryFolder folder;
  write_file(folder / "out.h5", small_header());
  const OpenFile file(folder / "out.h5");
  const io::ResultsInfo info = io::inspect_results(folder / "out.h5");
  REQUIRE(info.datasets.size() > 60);
  for (const auto& listed : info.datasets) {
    CAPTURE(listed.path);
    const hid_t dataset = H5Dopen2(file.id(), listed.path.c_str(), H5P_DEFAULT);
    if (H5DSis_scale(dataset) <= 0) {
      for (unsigned axis = 0; axis < listed.shape.size(); ++axis) {
        REQUIRE(H5DSget_num_scales(dataset, axis) == 1);
        std::pair<std::uint64_t, std::string> scale;
        H5DSiterate_scales(
            dataset, axis, nullptr,
            [](hid_t, unsigned, hid_t id, void* data) -> herr_t {
              char name[200] = {};
              H5Iget_name(id, name, sizeof name);
              const hid_t space = H5Dget_space(id);
              hsize_t length = 0;
              H5Sget_simple_extent_dims(space, &length, nullptr);
              H5Sclose(space);
              *static_cast<std::pair<std::uint64_t, std::string>*>(data) = {length, name};
              return 0;
            },
            &scale);
        CHECK(scale.first == listed.shape[axis]);
        CHECK(scale.second.substr(0, scale.second.rfind('/')) ==
              listed.path.substr(0, listed.path.rfind('/')));
      }
    }
    CHECK_FALSE(text(dataset, "long_name").empty());
    CHECK_FALSE(text(dataset, "units").empty());
    CHECK(text(dataset, "units").find("currency") == std::string::npos);
    const hid_t creation = H5Dget_create_plist(dataset);
    unsigned order = 0;
    H5Pget_attr_creation_order(creation, &order);
    CHECK(order == (H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
    H5Pclose(creation);
    H5Dclose(dataset);
  }
}

TEST_CASE("the root says who made the file, from what, and how far it got") {
  const TemporaryFolder folder;
  io::ResultsHeader header = small_header();
  header.config = std::string(200'000, 'x');  // beyond the 64 KiB of an ordinary attribute
  write_file(folder / "out.h5", header);
  const OpenFile file(folder / "out.h5");
  CHECK(text(file.id(), "Conventions") == "CF-1.10");
  CHECK(text(file.id(), "filetype") == "minga");
  CHECK(text(file.id(), "software") == "minga");
  CHECK(text(file.id(), "rng") == "philox4x32-10, addressed");
  CHECK(text(file.id(), "status") == "complete");
  CHECK(text(file.id(), "currency") == "USD");
  CHECK(text(file.id(), "config") == header.config);
  CHECK(text(file.id(), "title") == header.title);
  CHECK(text(file.id(), "created").size() == 20);
  for (const char* name :
       {"history", "software_version", "git_sha1", "compiler", "config_sha256"}) {
    CHECK_FALSE(text(file.id(), name).empty());
  }
  std::uint64_t seed = 0;
  REQUIRE(H5LTget_attribute(file.id(), "/", "seed", H5T_NATIVE_UINT64, &seed) >= 0);
  CHECK(seed == header.seed);
  int version[2] = {};
  REQUIRE(H5LTget_attribute_int(file.id(), "/", "schema_version", version) >= 0);
  CHECK(version[0] == 1);
  CHECK(version[1] == 0);
}

TEST_CASE("categories carry their flags and fill value") {
  const TemporaryFolder folder;
  write_file(folder / "out.h5", small_header());
  const OpenFile file(folder / "out.h5");
  const auto check = [&](const char* path, const std::string& meanings, std::size_t count) {
    CAPTURE(path);
    const hid_t dataset = H5Dopen2(file.id(), path, H5P_DEFAULT);
    CHECK(text(dataset, "flag_meanings") == meanings);
    signed char fill = 0;
    REQUIRE(H5LTget_attribute_char(file.id(), path, "_FillValue", reinterpret_cast<char*>(&fill)) >=
            0);
    CHECK(fill == -1);
    std::vector<char> values(count, -1);
    REQUIRE(H5LTget_attribute_char(file.id(), path, "flag_values", values.data()) >= 0);
    for (std::size_t i = 0; i < count; ++i)
      CHECK(values[i] == static_cast<char>(i));
    H5Dclose(dataset);
  };
  check("/summary/state", "alive dormant dissolved not_formed", 3);
  check("/firm/profile", "cooperator free_rider reciprocator", 3);
}

TEST_CASE("groups that are not recorded are absent") {
  const TemporaryFolder folder;
  io::ResultsHeader header = small_header();
  header.record = {true, false, false, true};
  write_file(folder / "a.h5", header);
  CHECK(groups_of(OpenFile(folder / "a.h5").id()) == std::set<std::string>{"summary", "events"});
  header.record = {false, true, true, false};
  write_file(folder / "b.h5", header);
  CHECK(groups_of(OpenFile(folder / "b.h5").id()) == std::set<std::string>{"trajectory", "firm"});
  CHECK(io::read_run(folder / "b.h5", 3).summary.empty());
  header.record = {true, true, false, false};
  header.profiles.clear();
  write_file(folder / "c.h5", header);
  CHECK(io::verify_results(folder / "c.h5").problems.empty());
}
