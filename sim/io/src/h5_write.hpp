// Writes HDF5 the way netCDF-4 wants it: creation order tracked and indexed everywhere, attributes,
// dimension scales, chunks that are already compressed.
#pragma once

#include "h5_handle.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace minga::io::h5 {

File create_file(const std::filesystem::path& path);
/// A file that is on no disk.
File create_in_memory();
/// Its bytes so far, which open as a file.
std::vector<std::byte> image_of(const File& file);
Group create_group(hid_t parent, const std::string& name);

void set_attribute(hid_t object, const std::string& name, std::string_view text);
void set_attribute(hid_t object, const std::string& name, double value);
void set_attribute(hid_t object, const std::string& name, std::uint64_t value);
void set_attribute(hid_t object, const std::string& name, std::span<const std::int32_t> values);
void set_attribute(hid_t object, const std::string& name, std::span<const std::int8_t> values);
/// A number of any type, for `_FillValue`, whose type must be the variable's.
void set_attribute(hid_t object, const std::string& name, hid_t type, const void* value);

/// Rows of a dataset of another file that are shown as rows of a virtual one: blocks, evenly apart,
/// which follow each other without gaps in the source. The other axes are whole.
struct VirtualRows {
  std::string file;    ///< relative to the folder of the virtual file, or absolute
  hsize_t length = 0;  ///< of the source
  hsize_t from = 0;    ///< first row in the source
  hsize_t first = 0;   ///< first row in the virtual dataset
  hsize_t stride = 1;  ///< from one block to the next
  hsize_t block = 1;
  hsize_t blocks = 1;
};

struct DatasetShape {
  std::vector<hsize_t> extent;
  std::vector<hsize_t> chunk;  ///< empty: contiguous
  bool unlimited = false;      ///< the first axis may grow
  bool compressed = false;     ///< shuffle (of more than one byte) and deflate, level 1
  const void* fill = nullptr;  ///< in the dataset's type
  /// Where the rows lie, of the dataset of the same path in other files; null: here. A virtual
  /// dataset is neither chunked nor compressed itself.
  const std::vector<VirtualRows>* rows = nullptr;
};
Dataset create_dataset(hid_t group, const std::string& name, hid_t type, const DatasetShape& shape);

void make_scale(const Dataset& dataset, const std::string& name);
void attach_scale(const Dataset& dataset, const Dataset& scale, unsigned axis);

/// Stores one chunk as it is: shuffled and deflated already.
void write_chunk(const Dataset& dataset, std::span<const hsize_t> offset,
                 std::span<const std::byte> bytes);
/// Writes values of the memory type `type` to rows [first, first + count) of a one-dimensional
/// dataset.
void write_rows(const Dataset& dataset, hid_t type, hsize_t first, hsize_t count,
                const void* values);
void write_texts(const Dataset& dataset, hsize_t first, std::span<const std::string> texts);
void set_length(const Dataset& dataset, hsize_t length);

}  // namespace minga::io::h5
