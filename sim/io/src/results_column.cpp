#include "h5_read.hpp"
#include "minga/io/column.hpp"
#include "minga/io/error.hpp"

namespace minga::io {
namespace {

/// Calls `read(dataset)` on a variable on `run` that has the rows [first, first + count).
template <class Read>
auto on_variable(const std::filesystem::path& path, const std::string& variable, std::size_t first,
                 std::size_t count, const Read& read) {
  const h5::Quiet quiet;
  try {
    const h5::File file = h5::open_file(path);
    const h5::Dataset dataset = h5::open_dataset(file.get(), "/" + variable);
    const std::vector<hsize_t> shape = h5::shape_of(dataset);
    if (shape.size() != 1) {
      throw FileError(path.string(), variable + " is not a variable on run alone");
    }
    if (first + count > shape.front()) {
      throw FileError(path.string(), variable + " does not have all runs");
    }
    return read(dataset);
  } catch (const h5::Failure& failure) {
    throw FileError(path.string(), variable + ": " + failure.what());
  }
}

}  // namespace

std::vector<double> read_numbers(const std::filesystem::path& file, const std::string& variable,
                                 std::size_t first, std::size_t count) {
  return on_variable(file, variable, first, count, [=](const h5::Dataset& dataset) {
    return h5::read_numbers(dataset, first, count);
  });
}

std::vector<std::string> read_texts(const std::filesystem::path& file, const std::string& variable,
                                    std::size_t first, std::size_t count) {
  return on_variable(file, variable, first, count, [=](const h5::Dataset& dataset) {
    return h5::read_texts(dataset, first, count);
  });
}

}  // namespace minga::io
