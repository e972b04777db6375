// Bytes of one chunk: values in their stored type, shuffled and deflated exactly as HDF5's own
// filters do it, and back. Every function is pure, so chunks can be made on any thread.
#pragma once

#include "minga/core/record.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace minga::io::results {

using Bytes = std::vector<std::byte>;
using ByteView = std::span<const std::byte>;

/// Extents of an array [rows][outer][inner].
struct Extents {
  std::size_t rows = 0;
  std::size_t outer = 1;
  std::size_t inner = 1;
  std::size_t count() const { return rows * outer * inner; }
};

/// A value that its stored type cannot hold.
struct Misfit {
  std::size_t row = 0;
  double value = 0.0;
};

/// The values in type `storage` in an array of extents `to`, the rest filled with the type's fill
/// value: NaN, or -1, which is also what NaN becomes in an integer.
/// @throws Misfit  the value is beyond the type's range, or not whole where the type is
template <class Value>
Bytes store_values(std::span<const Value> values, Extents from, Extents to, core::Storage storage);
extern template Bytes store_values(std::span<const double>, Extents, Extents, core::Storage);
extern template Bytes store_values(std::span<const float>, Extents, Extents, core::Storage);

/// The same into memory that is there, of `to.count()` elements.
template <class Value>
void store_values(std::span<const Value> values, Extents from, Extents to, core::Storage storage,
                  std::byte* out);
extern template void store_values(std::span<const double>, Extents, Extents, core::Storage,
                                  std::byte*);
extern template void store_values(std::span<const float>, Extents, Extents, core::Storage,
                                  std::byte*);

/// Values of a stored type; NaN where an integer is -1.
std::vector<double> load_values(ByteView raw, core::Storage storage);

/// The fill value in the stored type, little-endian.
Bytes fill_value(core::Storage storage);

/// Shuffle (elements of more than one byte) and deflate, in zlib's format.
Bytes compress(ByteView raw, std::size_t element_size);
/// The inverse. @throws Damaged if the bytes are not a stream of `raw_size` bytes
Bytes decompress(ByteView stored, std::size_t raw_size, std::size_t element_size);

/// Bytes that are not what they should be; the text says what is wrong with them.
struct Damaged {
  std::string what;
};

}  // namespace minga::io::results
