// The rows of a design by list: from a CSV file beside the design, or from the design itself.
#pragma once

#include "design.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace minga::io {

/// One row a point, one cell a factor in the order of the factors; a cell of kind none is empty.
using Rows = std::vector<std::vector<Node>>;

/// @param folder  that a relative path begins at
/// @param inputs  gets the file that was read
/// Nothing where they cannot be read, which is told.
std::optional<Rows> read_rows(const DesignFile& design, const std::filesystem::path& folder,
                              std::vector<std::filesystem::path>& inputs, Reading& reading);

}  // namespace minga::io
