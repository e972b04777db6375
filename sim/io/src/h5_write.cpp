#include "h5_write.hpp"

#include <hdf5_hl.h>

namespace minga::io::h5 {
namespace {

constexpr unsigned kOrder = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
constexpr std::size_t kImageStep = std::size_t{1} << 18U;  // by which a file in memory grows
constexpr unsigned kDeflateLevel = 1;  // recorded in the file; the chunks are compressed elsewhere

Properties properties(hid_t kind) {
  return Properties(H5Pcreate(kind), "cannot make a property list");
}

void write_attribute(hid_t object, const std::string& name, hid_t file_type, hid_t memory_type,
                     const Space& space, const void* value) {
  const std::string what = "cannot write attribute " + name;
  const Attribute attribute(
      H5Acreate2(object, name.c_str(), file_type, space.get(), H5P_DEFAULT, H5P_DEFAULT), what);
  check(H5Awrite(attribute.get(), memory_type, value), what);
}

Space scalar() { return Space(H5Screate(H5S_SCALAR), "cannot make a dataspace"); }

Space line(hsize_t length) {
  return Space(H5Screate_simple(1, &length, nullptr), "cannot make a dataspace");
}

/// Rows [first, first + blocks * stride) of all columns, or the blocks among them.
Space rows_of(std::vector<hsize_t> extent, hsize_t first, hsize_t stride, hsize_t block,
              hsize_t blocks) {
  const std::string_view what = "cannot select the rows of a virtual dataset";
  const int rank = static_cast<int>(extent.size());
  Space space(H5Screate_simple(rank, extent.data(), nullptr), what);
  std::vector<hsize_t> start(extent.size(), 0);
  std::vector<hsize_t> step(extent.size(), 1);
  std::vector<hsize_t> count(extent.size(), 1);
  start.front() = first;
  step.front() = stride;
  count.front() = blocks;
  extent.front() = block;
  check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), step.data(), count.data(),
                            extent.data()),
        what);
  return space;
}

void map_rows(const Properties& creation, const DatasetShape& shape, const std::string& path) {
  for (const VirtualRows& rows : *shape.rows) {
    std::vector<hsize_t> source = shape.extent;
    source.front() = rows.length;
    const Space here = rows_of(shape.extent, rows.first, rows.stride, rows.block, rows.blocks);
    const hsize_t all = rows.block * rows.blocks;
    const Space there = rows_of(source, rows.from, all, all, 1);
    check(H5Pset_virtual(creation.get(), here.get(), rows.file.c_str(), path.c_str(), there.get()),
          "cannot map rows of " + rows.file);
  }
}

/// Path of a group from the root.
std::string path_of(hid_t group) {
  const std::string what = "cannot tell the name of a group";
  std::string path(static_cast<std::size_t>(check(H5Iget_name(group, nullptr, 0), what)), '\0');
  check(H5Iget_name(group, path.data(), path.size() + 1), what);
  return path;
}

File create(const std::filesystem::path& path, hid_t access) {
  const Properties creation = properties(H5P_FILE_CREATE);
  check(H5Pset_link_creation_order(creation.get(), kOrder), "cannot set up the file");
  check(H5Pset_attr_creation_order(creation.get(), kOrder), "cannot set up the file");
  return File(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.get(), access),
              "cannot create the file");
}

}  // namespace

File create_file(const std::filesystem::path& path) { return create(path, H5P_DEFAULT); }

File create_in_memory() {
  const Properties access = properties(H5P_FILE_ACCESS);
  check(H5Pset_fapl_core(access.get(), kImageStep, false), "cannot set up a file in memory");
  return create("in memory", access.get());
}

std::vector<std::byte> image_of(const File& file) {
  const std::string_view what = "cannot copy a file in memory";
  check(H5Fflush(file.get(), H5F_SCOPE_LOCAL), what);
  std::vector<std::byte> image(
      static_cast<std::size_t>(check(H5Fget_file_image(file.get(), nullptr, 0), what)));
  check(H5Fget_file_image(file.get(), image.data(), image.size()), what);
  return image;
}

Group create_group(hid_t parent, const std::string& name) {
  const Properties creation = properties(H5P_GROUP_CREATE);
  check(H5Pset_link_creation_order(creation.get(), kOrder), "cannot set up a group");
  check(H5Pset_attr_creation_order(creation.get(), kOrder), "cannot set up a group");
  return Group(H5Gcreate2(parent, name.c_str(), H5P_DEFAULT, creation.get(), H5P_DEFAULT),
               "cannot create group " + name);
}

void set_attribute(hid_t object, const std::string& name, std::string_view text) {
  const Type type = text_type();
  const std::string copy(text);
  const char* value = copy.c_str();
  write_attribute(object, name, type.get(), type.get(), scalar(), &value);
}

void set_attribute(hid_t object, const std::string& name, double value) {
  write_attribute(object, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, scalar(), &value);
}

void set_attribute(hid_t object, const std::string& name, std::uint64_t value) {
  write_attribute(object, name, H5T_STD_U64LE, H5T_NATIVE_UINT64, scalar(), &value);
}

void set_attribute(hid_t object, const std::string& name, std::span<const std::int32_t> values) {
  write_attribute(object, name, H5T_STD_I32LE, H5T_NATIVE_INT32, line(values.size()),
                  values.data());
}

void set_attribute(hid_t object, const std::string& name, std::span<const std::int8_t> values) {
  write_attribute(object, name, H5T_STD_I8LE, H5T_NATIVE_INT8, line(values.size()), values.data());
}

void set_attribute(hid_t object, const std::string& name, hid_t type, const void* value) {
  write_attribute(object, name, type, type, scalar(), value);
}

Dataset create_dataset(hid_t group, const std::string& name, hid_t type,
                       const DatasetShape& shape) {
  const std::string what = "cannot create dataset " + name;
  const int rank = static_cast<int>(shape.extent.size());
  const Properties creation = properties(H5P_DATASET_CREATE);
  check(H5Pset_attr_creation_order(creation.get(), kOrder), what);
  if (shape.rows != nullptr)
    map_rows(creation, shape, path_of(group) + "/" + name);
  if (!shape.chunk.empty() && shape.rows == nullptr)
    check(H5Pset_chunk(creation.get(), rank, shape.chunk.data()), what);
  if (shape.compressed && shape.rows == nullptr) {
    if (H5Tget_size(type) > 1)
      check(H5Pset_shuffle(creation.get()), what);
    check(H5Pset_deflate(creation.get(), kDeflateLevel), what);
  }
  if (shape.fill != nullptr)
    check(H5Pset_fill_value(creation.get(), type, shape.fill), what);
  std::vector<hsize_t> most = shape.extent;
  if (shape.unlimited)
    most.front() = H5S_UNLIMITED;
  const Space space(H5Screate_simple(rank, shape.extent.data(), most.data()), what);
  return Dataset(
      H5Dcreate2(group, name.c_str(), type, space.get(), H5P_DEFAULT, creation.get(), H5P_DEFAULT),
      what);
}

void make_scale(const Dataset& dataset, const std::string& name) {
  check(H5DSset_scale(dataset.get(), name.c_str()), "cannot make dimension scale " + name);
}

void attach_scale(const Dataset& dataset, const Dataset& scale, unsigned axis) {
  check(H5DSattach_scale(dataset.get(), scale.get(), axis), "cannot attach a dimension scale");
}

void write_chunk(const Dataset& dataset, std::span<const hsize_t> offset,
                 std::span<const std::byte> bytes) {
  check(H5Dwrite_chunk(dataset.get(), H5P_DEFAULT, 0, offset.data(), bytes.size(), bytes.data()),
        "cannot write a chunk");
}

void write_rows(const Dataset& dataset, hid_t type, hsize_t first, hsize_t count,
                const void* values) {
  const std::string_view what = "cannot write values";
  if (count == 0)
    return;
  const Space file(H5Dget_space(dataset.get()), what);
  const Space memory = line(count);
  check(H5Sselect_hyperslab(file.get(), H5S_SELECT_SET, &first, nullptr, &count, nullptr), what);
  check(H5Dwrite(dataset.get(), type, memory.get(), file.get(), H5P_DEFAULT, values), what);
}

void write_texts(const Dataset& dataset, hsize_t first, std::span<const std::string> texts) {
  std::vector<const char*> pointers;
  pointers.reserve(texts.size());
  for (const std::string& text : texts)
    pointers.push_back(text.c_str());
  const Type type = text_type();
  write_rows(dataset, type.get(), first, texts.size(), pointers.data());
}

void set_length(const Dataset& dataset, hsize_t length) {
  check(H5Dset_extent(dataset.get(), &length), "cannot lengthen a dataset");
}

}  // namespace minga::io::h5
