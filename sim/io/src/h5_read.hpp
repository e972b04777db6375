// Reads what minga's files hold: attributes, lists of datasets, rows of values and texts.
#pragma once

#include "h5_handle.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace minga::io::h5 {

/// Whether it begins as HDF5 files do; it may be damaged all the same.
bool looks_like_hdf5(const std::filesystem::path& path);
File open_file(const std::filesystem::path& path);

struct AttributeText {
  std::string name;
  std::string text;  ///< numbers exactly, several with blanks between them
  bool numeric = false;
};
/// Attributes in order of creation.
std::vector<AttributeText> attributes(hid_t object);
bool has_attribute(hid_t object, const std::string& name);
std::string text_attribute(hid_t object, const std::string& name);
std::uint64_t count_attribute(hid_t object, const std::string& name);
double number_attribute(hid_t object, const std::string& name);

/// Paths of all datasets, in order of creation.
std::vector<std::string> dataset_paths(hid_t file);
bool exists(hid_t file, const std::string& path);
Dataset open_dataset(hid_t file, const std::string& path);

std::vector<hsize_t> shape_of(const Dataset& dataset);
std::string type_name(const Dataset& dataset);
bool is_text(const Dataset& dataset);
std::uint64_t stored_bytes(const Dataset& dataset);

struct Chunks {
  std::vector<hsize_t> shape;  ///< empty where the dataset is not chunked
  std::uint64_t expected = 0;
  std::uint64_t present = 0;
};
Chunks chunks_of(const Dataset& dataset);
/// Whether the first chunk of that row is stored; false where the dataset is not chunked.
bool has_chunk(const Dataset& dataset, hsize_t row);

/// One chunk as it is stored, shuffled and deflated; nothing if it is not stored.
std::optional<std::vector<std::byte>> read_chunk(const Dataset& dataset,
                                                 std::span<const hsize_t> offset);
/// Rows of a one-dimensional dataset in the memory type `type`.
void read_rows(const Dataset& dataset, hid_t type, hsize_t first, hsize_t count, void* values);

/// Rows [first, first + count) of the first axis, other axes whole. Missing integers stay -1.
std::vector<double> read_numbers(const Dataset& dataset, hsize_t first, hsize_t count);
std::vector<std::string> read_texts(const Dataset& dataset, hsize_t first, hsize_t count);

}  // namespace minga::io::h5
