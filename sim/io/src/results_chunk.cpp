#include "results_chunk.hpp"

#include "results_schema.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <type_traits>

namespace minga::io::results {
namespace {

static_assert(std::endian::native == std::endian::little,
              "segments and chunks are written as they lie in memory, little-endian");

constexpr int kLevel = 1;              // the fastest: shuffled results gain little from more
constexpr std::size_t kSample = 4096;  // bytes that tell whether a plane can be compressed

template <class Stored>
constexpr Stored fill_of() {
  if constexpr (std::is_floating_point_v<Stored>) {
    return std::numeric_limits<Stored>::quiet_NaN();
  } else {
    return Stored{-1};
  }
}

template <class Stored, class Value>
bool fits(Value value) {
  if constexpr (std::is_integral_v<Stored>) {
    return value >= static_cast<Value>(std::numeric_limits<Stored>::min()) &&
           static_cast<double>(value) <= static_cast<double>(std::numeric_limits<Stored>::max()) &&
           value == std::trunc(value);
  } else if constexpr (sizeof(Stored) < sizeof(Value)) {
    return std::abs(value) <= static_cast<Value>(std::numeric_limits<Stored>::max()) ||
           !std::isfinite(value);
  } else {
    return true;
  }
}

template <class Stored, class Value>
void store_as(std::span<const Value> values, Extents from, Extents to, std::byte* bytes) {
  // Objects of a trivial type begin their life in an array of std::byte.
  auto* out = reinterpret_cast<Stored*>(bytes);
  if (from.outer != to.outer || from.inner != to.inner || from.rows != to.rows) {
    std::fill_n(out, to.count(), fill_of<Stored>());
  }
  const Value* in = values.data();
  for (std::size_t row = 0; row < from.rows; ++row) {
    for (std::size_t o = 0; o < from.outer; ++o) {
      Stored* line = out + (row * to.outer + o) * to.inner;
      for (std::size_t i = 0; i < from.inner; ++i) {
        const Value value = *in++;
        if (std::isnan(value)) {
          line[i] = fill_of<Stored>();
        } else if (fits<Stored>(value)) {
          line[i] = static_cast<Stored>(value);
        } else {
          throw Misfit{row, static_cast<double>(value)};
        }
      }
    }
  }
}

/// Byte k of every element, for each k: what HDF5's shuffle filter does.
void shuffle(ByteView in, std::size_t size, std::span<std::byte> out) {
  const std::size_t count = in.size() / size;
  for (std::size_t k = 0; k < size; ++k) {
    std::byte* plane = out.data() + k * count;
    const std::byte* from = in.data() + k;
    for (std::size_t i = 0; i < count; ++i)
      plane[i] = from[i * size];
  }
}

void unshuffle(ByteView in, std::size_t size, std::span<std::byte> out) {
  const std::size_t count = in.size() / size;
  for (std::size_t k = 0; k < size; ++k) {
    const std::byte* plane = in.data() + k * count;
    for (std::size_t i = 0; i < count; ++i)
      out[i * size + k] = plane[i];
  }
}

template <class Deflate>
struct Free {
  void operator()(Deflate* deflate) const {
    if constexpr (std::is_same_v<Deflate, libdeflate_compressor>) {
      libdeflate_free_compressor(deflate);
    } else {
      libdeflate_free_decompressor(deflate);
    }
  }
};
template <class Deflate>
using Owned = std::unique_ptr<Deflate, Free<Deflate>>;

/// Whether a sample from the middle does not get smaller.
bool is_noise(libdeflate_compressor& compressor, ByteView plane) {
  if (plane.size() < 2 * kSample)
    return false;
  std::array<std::byte, kSample> out;
  const ByteView sample = plane.subspan((plane.size() - kSample) / 2, kSample);
  return libdeflate_deflate_compress(&compressor, sample.data(), sample.size(), out.data(),
                                     kSample - kSample / 8) == 0;
}

/// Deflate blocks of kind "stored", none of them the last (RFC 1951, 3.2.4). They end on a byte.
void append_stored(Bytes& out, ByteView bytes) {
  while (!bytes.empty()) {
    const std::size_t size = std::min<std::size_t>(bytes.size(), 0xFFFF);
    for (const std::size_t head :
         {std::size_t{0}, size & 0xFF, size >> 8, ~size & 0xFF, (~size >> 8) & 0xFF}) {
      out.push_back(static_cast<std::byte>(head));
    }
    out.insert(out.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    bytes = bytes.subspan(size);
  }
}

}  // namespace

template <class Value>
void store_values(std::span<const Value> values, Extents from, Extents to, core::Storage storage,
                  std::byte* out) {
  switch (storage) {
    case core::Storage::f64:
      return store_as<double>(values, from, to, out);
    case core::Storage::f32:
      return store_as<float>(values, from, to, out);
    case core::Storage::i32:
      return store_as<std::int32_t>(values, from, to, out);
    case core::Storage::i16:
      return store_as<std::int16_t>(values, from, to, out);
    case core::Storage::i8:
      return store_as<std::int8_t>(values, from, to, out);
  }
}
template void store_values(std::span<const double>, Extents, Extents, core::Storage, std::byte*);
template void store_values(std::span<const float>, Extents, Extents, core::Storage, std::byte*);

template <class Value>
Bytes store_values(std::span<const Value> values, Extents from, Extents to, core::Storage storage) {
  Bytes bytes(to.count() * bytes_of(storage));
  store_values(values, from, to, storage, bytes.data());
  return bytes;
}
template Bytes store_values(std::span<const double>, Extents, Extents, core::Storage);
template Bytes store_values(std::span<const float>, Extents, Extents, core::Storage);

Bytes fill_value(core::Storage storage) {
  return store_values(std::span<const double>(), Extents{0, 1, 1}, Extents{1, 1, 1}, storage);
}

std::vector<double> load_values(ByteView raw, core::Storage storage) {
  std::vector<double> values(raw.size() / bytes_of(storage));
  const auto load = [&]<class Stored>(Stored) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      Stored stored;
      std::memcpy(&stored, raw.data() + i * sizeof(Stored), sizeof(Stored));
      const bool missing = std::is_integral_v<Stored> && stored == static_cast<Stored>(-1);
      values[i] = missing ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(stored);
    }
  };
  switch (storage) {
    case core::Storage::f64:
      load(double{});
      break;
    case core::Storage::f32:
      load(float{});
      break;
    case core::Storage::i32:
      load(std::int32_t{});
      break;
    case core::Storage::i16:
      load(std::int16_t{});
      break;
    case core::Storage::i8:
      load(std::int8_t{});
      break;
  }
  return values;
}

Bytes compress(ByteView raw, std::size_t element_size) {
  // Large tables are set up once per thread rather than once per chunk.
  thread_local const Owned<libdeflate_compressor> compressor(libdeflate_alloc_compressor(kLevel));
  if (!compressor)
    throw std::bad_alloc();
  Bytes shuffled;
  if (element_size > 1) {
    shuffled.resize(raw.size());
    shuffle(raw, element_size, shuffled);
    raw = shuffled;
  }
  // The low bytes of measured numbers are noise. Trying to compress them would take half the time,
  // so planes that a sample shows to be noise are stored as they are, from the first one on.
  const std::size_t plane = raw.size() / element_size;
  std::size_t noise = 0;
  while (noise < raw.size() && is_noise(*compressor, raw.subspan(noise, plane)))
    noise += plane;

  const ByteView rest = raw.subspan(noise);
  Bytes stored = {std::byte{0x78}, std::byte{0x01}};  // zlib: deflate, window 32 KiB, fastest
  stored.reserve(raw.size() + raw.size() / 64 + 64);
  append_stored(stored, raw.first(noise));
  const std::size_t start = stored.size();
  stored.resize(start + libdeflate_deflate_compress_bound(compressor.get(), rest.size()));
  stored.resize(start + libdeflate_deflate_compress(compressor.get(), rest.data(), rest.size(),
                                                    stored.data() + start, stored.size() - start));
  const std::uint32_t adler = libdeflate_adler32(1, raw.data(), raw.size());
  for (int shift = 24; shift >= 0; shift -= 8) {
    stored.push_back(static_cast<std::byte>((adler >> shift) & 0xFF));
  }
  return stored;
}

Bytes decompress(ByteView stored, std::size_t raw_size, std::size_t element_size) {
  thread_local const Owned<libdeflate_decompressor> decompressor(libdeflate_alloc_decompressor());
  if (!decompressor)
    throw std::bad_alloc();
  Bytes raw(raw_size);
  // Without a place for the real size, anything but exactly `raw_size` bytes is an error.
  if (libdeflate_zlib_decompress(decompressor.get(), stored.data(), stored.size(), raw.data(),
                                 raw.size(), nullptr) != LIBDEFLATE_SUCCESS) {
    throw Damaged{"a compressed block is damaged"};
  }
  if (element_size <= 1)
    return raw;
  Bytes values(raw_size);
  unshuffle(raw, element_size, values);
  return values;
}

}  // namespace minga::io::results
