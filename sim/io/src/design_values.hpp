// Values of a factor that has a range or a distribution instead of levels.
#pragma once

#include "design.hpp"

#include <functional>

namespace minga::io {

/// The value of a factor at a share of its distribution in (0, 1), as a file would spell it.
using ValueAt = std::function<Node(double share)>;

/// @param path   of the factor, such as factor[0]
/// @param whole  whether its parameter takes whole numbers only
/// Where the factor is faulty that is told, and the function is empty.
ValueAt values_of(const FactorFile& factor, const std::string& path, bool whole, Reading& reading);

}  // namespace minga::io
