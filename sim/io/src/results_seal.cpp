#include "results_seal.hpp"

#include "minga/io/error.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <optional>
#include <vector>

namespace minga::io::results {
namespace {

namespace fs = std::filesystem;

constexpr std::array<char, 8> kMagic = {'M', 'I', 'N', 'G', 'A', 'S', 'U', 'M'};
constexpr std::size_t kBuffer = std::size_t{1} << 20;

/// The last bytes of a file, little-endian.
struct Trailer {
  std::uint64_t size = 0;   ///< of the file before the trailer
  std::uint32_t crc = 0;    ///< CRC-32 of those bytes
  std::uint32_t check = 0;  ///< CRC-32 of the two numbers above
  std::array<char, 8> magic = kMagic;
};
static_assert(sizeof(Trailer) == 24);

std::uint32_t check_of(const Trailer& trailer) {
  return libdeflate_crc32(0, &trailer, offsetof(Trailer, check));
}

/// CRC-32 of the first `size` bytes.
std::uint32_t checksum(const fs::path& file, std::uint64_t size) {
  std::ifstream stream(file, std::ios::binary);
  std::vector<char> buffer(kBuffer);
  std::uint32_t crc = 0;
  while (size > 0) {
    const std::uint64_t wanted = std::min<std::uint64_t>(size, buffer.size());
    if (!stream.read(buffer.data(), static_cast<std::streamsize>(wanted))) {
      throw FileError(file.string(), "cannot read");
    }
    crc = libdeflate_crc32(crc, buffer.data(), wanted);
    size -= wanted;
  }
  return crc;
}

/// The last bytes of a file, where they are a trailer.
std::optional<Trailer> trailer_of(const fs::path& file) {
  const std::uint64_t size = fs::file_size(file);
  if (size < sizeof(Trailer))
    return std::nullopt;
  Trailer trailer;
  std::ifstream stream(file, std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(size - sizeof trailer));
  if (!stream.read(reinterpret_cast<char*>(&trailer), sizeof trailer)) {
    throw FileError(file.string(), "cannot read");
  }
  // One spoiled byte of the trailer must not pass for a file that never had one.
  if (trailer.magic != kMagic && trailer.check != check_of(trailer))
    return std::nullopt;
  return trailer;
}

}  // namespace

void put_seal(const fs::path& file) {
  Trailer trailer;
  trailer.size = fs::file_size(file);
  trailer.crc = checksum(file, trailer.size);
  trailer.check = check_of(trailer);
  std::ofstream stream(file, std::ios::binary | std::ios::app);
  stream.write(reinterpret_cast<const char*>(&trailer), sizeof trailer);
  stream.close();
  if (!stream)
    throw FileError(file.string(), "cannot write its checksum");
}

bool bears_seal(const fs::path& file) { return trailer_of(file).has_value(); }

std::uint32_t recorded_checksum(const fs::path& file) {
  const std::optional<Trailer> trailer = trailer_of(file);
  return trailer ? trailer->crc : 0;
}

Seal check_seal(const fs::path& file) {
  const std::optional<Trailer> trailer = trailer_of(file);
  if (!trailer)
    return Seal::absent;
  const std::uint64_t sealed = fs::file_size(file) - sizeof(Trailer);
  const bool holds = trailer->magic == kMagic && trailer->check == check_of(*trailer) &&
                     trailer->size == sealed && trailer->crc == checksum(file, sealed);
  return holds ? Seal::holds : Seal::broken;
}

}  // namespace minga::io::results
