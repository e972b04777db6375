#pragma once

#include "kernels.hpp"

namespace minga::core {

/// Draws of several units at once: `Kernels::draw` of the vector kernels.
void draw_vectors(const RandomField& random, const DrawRequest& request);

}  // namespace minga::core
