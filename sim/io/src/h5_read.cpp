#include "h5_read.hpp"

#include <fmt/format.h>

#include <functional>
#include <numeric>

namespace minga::io::h5 {
namespace {

hsize_t product(const std::vector<hsize_t>& extents) {
  return std::accumulate(extents.begin(), extents.end(), hsize_t{1}, std::multiplies<>());
}

Attribute open_attribute(hid_t object, const std::string& name) {
  return Attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), "no attribute " + name);
}

/// Strings that HDF5 allocated, given back on every path.
std::vector<std::string> take_texts(hid_t type, const Space& space, std::vector<char*>& pointers) {
  std::vector<std::string> texts;
  texts.reserve(pointers.size());
  for (const char* text : pointers)
    texts.emplace_back(text != nullptr ? text : "");
  H5Dvlen_reclaim(type, space.get(), H5P_DEFAULT, pointers.data());
  return texts;
}

std::string attribute_text(const Attribute& attribute, const std::string& name) {
  const std::string what = "cannot read attribute " + name;
  const Type type(H5Aget_type(attribute.get()), what);
  const Space space(H5Aget_space(attribute.get()), what);
  const auto count =
      static_cast<std::size_t>(check(H5Sget_simple_extent_npoints(space.get()), what));
  std::string text;
  if (H5Tget_class(type.get()) == H5T_STRING) {
    if (check(H5Tis_variable_str(type.get()), what) == 0)
      return "(text of fixed length)";
    const Type memory = text_type();
    std::vector<char*> pointers(count, nullptr);
    check(H5Aread(attribute.get(), memory.get(), pointers.data()), what);
    for (const std::string& part : take_texts(memory.get(), space, pointers)) {
      text += (text.empty() ? "" : " ") + part;
    }
    return text;
  }
  const auto numbers = [&](auto zero, hid_t memory) {
    std::vector<decltype(zero)> values(count, zero);
    check(H5Aread(attribute.get(), memory, values.data()), what);
    return fmt::format("{}", fmt::join(values, " "));
  };
  if (H5Tget_class(type.get()) != H5T_INTEGER)
    return numbers(0.0, H5T_NATIVE_DOUBLE);
  return H5Tget_sign(type.get()) == H5T_SGN_NONE ? numbers(std::uint64_t{0}, H5T_NATIVE_UINT64)
                                                 : numbers(std::int64_t{0}, H5T_NATIVE_INT64);
}

struct Listing {
  std::vector<std::string>* paths;
  std::string prefix;
};

herr_t list_entry(hid_t group, const char* name, const H5L_info_t*, void* data) {
  // Called by C: nothing may be thrown through it.
  try {
    const auto& listing = *static_cast<Listing*>(data);
    const std::string path = listing.prefix + "/" + name;
    const Object object(H5Oopen(group, name, H5P_DEFAULT), "cannot open " + path);
    const H5I_type_t kind = H5Iget_type(object.get());
    if (kind == H5I_DATASET)
      listing.paths->push_back(path);
    if (kind != H5I_GROUP)
      return 0;
    Listing inner{listing.paths, path};
    return H5Literate(object.get(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, list_entry, &inner);
  } catch (...) {
    return -1;
  }
}

Space select_rows(const Dataset& dataset, hsize_t first, hsize_t count,
                  std::vector<hsize_t>& extent) {
  const std::string_view what = "cannot select rows";
  Space space(H5Dget_space(dataset.get()), what);
  extent = shape_of(dataset);
  std::vector<hsize_t> offset(extent.size(), 0);
  offset.at(0) = first;
  extent.at(0) = count;
  check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, offset.data(), nullptr, extent.data(),
                            nullptr),
        what);
  return space;
}

Space memory_of(const std::vector<hsize_t>& extent) {
  return Space(H5Screate_simple(static_cast<int>(extent.size()), extent.data(), nullptr),
               "cannot make a dataspace");
}

}  // namespace

bool looks_like_hdf5(const std::filesystem::path& path) {
  return check(H5Fis_hdf5(path.c_str()), "cannot be read") > 0;
}

File open_file(const std::filesystem::path& path) {
  return File(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), "cannot open as HDF5");
}

std::vector<AttributeText> attributes(hid_t object) {
  std::vector<AttributeText> list;
  H5O_info_t info;
  check(H5Oget_info2(object, &info, H5O_INFO_NUM_ATTRS), "cannot list attributes");
  for (hsize_t i = 0; i < info.num_attrs; ++i) {
    const Attribute attribute(
        H5Aopen_by_idx(object, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, H5P_DEFAULT, H5P_DEFAULT),
        "cannot list attributes");
    const auto length =
        static_cast<std::size_t>(check(H5Aget_name(attribute.get(), 0, nullptr), "attribute"));
    std::string name(length, '\0');
    check(H5Aget_name(attribute.get(), length + 1, name.data()), "attribute");
    const Type type(H5Aget_type(attribute.get()), "cannot list attributes");
    const H5T_class_t kind = H5Tget_class(type.get());
    list.push_back(
        {name, attribute_text(attribute, name), kind == H5T_INTEGER || kind == H5T_FLOAT});
  }
  return list;
}

bool has_attribute(hid_t object, const std::string& name) {
  return check(H5Aexists(object, name.c_str()), "cannot look for attribute " + name) > 0;
}

std::string text_attribute(hid_t object, const std::string& name) {
  return attribute_text(open_attribute(object, name), name);
}

std::uint64_t count_attribute(hid_t object, const std::string& name) {
  std::uint64_t value = 0;
  check(H5Aread(open_attribute(object, name).get(), H5T_NATIVE_UINT64, &value),
        "cannot read attribute " + name);
  return value;
}

double number_attribute(hid_t object, const std::string& name) {
  double value = 0;
  check(H5Aread(open_attribute(object, name).get(), H5T_NATIVE_DOUBLE, &value),
        "cannot read attribute " + name);
  return value;
}

std::vector<std::string> dataset_paths(hid_t file) {
  std::vector<std::string> paths;
  Listing listing{&paths, ""};
  check(H5Literate(file, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, list_entry, &listing),
        "cannot list the contents");
  return paths;
}

bool exists(hid_t file, const std::string& path) {
  // Every group on the way must be asked for, or the library calls it an error.
  for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
    if (check(H5Lexists(file, path.substr(0, end).c_str(), H5P_DEFAULT),
              "cannot look for " + path) == 0) {
      return false;
    }
    if (end == std::string::npos)
      return true;
  }
}

Dataset open_dataset(hid_t file, const std::string& path) {
  return Dataset(H5Dopen2(file, path.c_str(), H5P_DEFAULT), "cannot open dataset " + path);
}

std::vector<hsize_t> shape_of(const Dataset& dataset) {
  const std::string_view what = "cannot read the shape of a dataset";
  const Space space(H5Dget_space(dataset.get()), what);
  const int rank = check(H5Sget_simple_extent_ndims(space.get()), what);
  std::vector<hsize_t> extent(static_cast<std::size_t>(rank));
  check(H5Sget_simple_extent_dims(space.get(), extent.data(), nullptr), what);
  return extent;
}

bool is_text(const Dataset& dataset) {
  const Type type(H5Dget_type(dataset.get()), "cannot read the type of a dataset");
  return H5Tget_class(type.get()) == H5T_STRING;
}

std::string type_name(const Dataset& dataset) {
  const Type type(H5Dget_type(dataset.get()), "cannot read the type of a dataset");
  const std::size_t bits = 8 * H5Tget_size(type.get());
  switch (H5Tget_class(type.get())) {
    case H5T_FLOAT:
      return fmt::format("float{}", bits);
    case H5T_INTEGER:
      return fmt::format("{}{}", H5Tget_sign(type.get()) == H5T_SGN_NONE ? "uint" : "int", bits);
    case H5T_STRING:
      return "string";
    default:
      return "other";
  }
}

std::uint64_t stored_bytes(const Dataset& dataset) { return H5Dget_storage_size(dataset.get()); }

Chunks chunks_of(const Dataset& dataset) {
  const std::string_view what = "cannot read the chunks of a dataset";
  Chunks chunks;
  const Properties creation(H5Dget_create_plist(dataset.get()), what);
  if (H5Pget_layout(creation.get()) != H5D_CHUNKED)
    return chunks;
  const std::vector<hsize_t> extent = shape_of(dataset);
  chunks.shape.resize(extent.size());
  check(H5Pget_chunk(creation.get(), static_cast<int>(extent.size()), chunks.shape.data()), what);
  chunks.expected = 1;
  for (std::size_t i = 0; i < extent.size(); ++i) {
    chunks.expected *= (extent[i] + chunks.shape[i] - 1) / chunks.shape[i];
  }
  hsize_t present = 0;
  const Space space(H5Dget_space(dataset.get()), what);
  check(H5Dget_num_chunks(dataset.get(), space.get(), &present), what);
  chunks.present = present;
  return chunks;
}

bool has_chunk(const Dataset& dataset, hsize_t row) {
  const Chunks chunks = chunks_of(dataset);
  if (chunks.shape.empty() || chunks.present == 0)
    return false;
  std::vector<hsize_t> offset(chunks.shape.size(), 0);
  offset.front() = row / chunks.shape.front() * chunks.shape.front();
  unsigned filters = 0;
  haddr_t address = HADDR_UNDEF;
  hsize_t size = 0;
  check(H5Dget_chunk_info_by_coord(dataset.get(), offset.data(), &filters, &address, &size),
        "cannot look for a chunk");
  return address != HADDR_UNDEF;
}

std::optional<std::vector<std::byte>> read_chunk(const Dataset& dataset,
                                                 std::span<const hsize_t> offset) {
  const std::string_view what = "cannot read a chunk";
  hsize_t present = 0;
  const Space space(H5Dget_space(dataset.get()), what);
  check(H5Dget_num_chunks(dataset.get(), space.get(), &present), what);
  if (present == 0)
    return std::nullopt;  // asking where a chunk lies is an error then
  unsigned filters = 0;
  haddr_t address = HADDR_UNDEF;
  hsize_t size = 0;
  check(H5Dget_chunk_info_by_coord(dataset.get(), offset.data(), &filters, &address, &size), what);
  if (address == HADDR_UNDEF)
    return std::nullopt;
  if (filters != 0)
    throw Failure("a chunk is not filtered as minga does it");
  std::vector<std::byte> bytes(size);
  std::uint32_t mask = 0;
  check(H5Dread_chunk(dataset.get(), H5P_DEFAULT, offset.data(), &mask, bytes.data()), what);
  return bytes;
}

void read_rows(const Dataset& dataset, hid_t type, hsize_t first, hsize_t count, void* values) {
  if (count == 0)
    return;
  std::vector<hsize_t> extent;
  const Space file = select_rows(dataset, first, count, extent);
  check(H5Dread(dataset.get(), type, memory_of(extent).get(), file.get(), H5P_DEFAULT, values),
        "cannot read values");
}

std::vector<double> read_numbers(const Dataset& dataset, hsize_t first, hsize_t count) {
  std::vector<hsize_t> extent;
  const Space file = select_rows(dataset, first, count, extent);
  std::vector<double> values(product(extent));
  check(H5Dread(dataset.get(), H5T_NATIVE_DOUBLE, memory_of(extent).get(), file.get(), H5P_DEFAULT,
                values.data()),
        "cannot read values");
  return values;
}

std::vector<std::string> read_texts(const Dataset& dataset, hsize_t first, hsize_t count) {
  std::vector<hsize_t> extent;
  const Space file = select_rows(dataset, first, count, extent);
  const Space memory = memory_of(extent);
  const Type type = text_type();
  std::vector<char*> pointers(product(extent), nullptr);
  check(H5Dread(dataset.get(), type.get(), memory.get(), file.get(), H5P_DEFAULT, pointers.data()),
        "cannot read texts");
  return take_texts(type.get(), memory, pointers);
}

}  // namespace minga::io::h5
