// ZIP archives of stored files (APPNOTE 6.3.3: local headers, central directory, end record).
#include "export.hpp"

#include <array>
#include <cstdint>

namespace minga::trainer {
namespace {

std::uint32_t crc32(const std::string& bytes) {
  static const std::array<std::uint32_t, 256> table = [] {
    std::array<std::uint32_t, 256> t{};
    for (std::uint32_t n = 0; n < 256; ++n) {
      std::uint32_t c = n;
      for (int k = 0; k < 8; ++k)
        c = (c & 1U) != 0U ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
      t[n] = c;
    }
    return t;
  }();
  std::uint32_t c = 0xFFFFFFFFU;
  for (const char b : bytes)
    c = table[(c ^ static_cast<unsigned char>(b)) & 0xFFU] ^ (c >> 8U);
  return c ^ 0xFFFFFFFFU;
}

class Bytes {
 public:
  Bytes& two(std::uint32_t x) { return number(x, 2); }
  Bytes& four(std::uint32_t x) { return number(x, 4); }
  Bytes& text(const std::string& t) {
    out += t;
    return *this;
  }
  std::string out;

 private:
  Bytes& number(std::uint32_t x, int count) {
    for (int i = 0; i < count; ++i)
      out += static_cast<char>((x >> (8 * i)) & 0xFFU);
    return *this;
  }
};

constexpr std::uint32_t kUtf8Names = 1U << 11U;
constexpr std::uint32_t kDate = 0x5A21;  ///< 2025-01-01: the same files give the same bytes

void describe(Bytes& to, const std::string& name, std::uint32_t crc, std::uint32_t size) {
  to.two(20).two(kUtf8Names).two(0).two(0).two(kDate).four(crc).four(size).four(size);
  to.two(static_cast<std::uint32_t>(name.size())).two(0);
}

}  // namespace

std::string zip(const std::vector<std::pair<std::string, std::string>>& files) {
  Bytes all;
  Bytes directory;
  for (const auto& [name, content] : files) {
    const std::uint32_t crc = crc32(content);
    const auto size = static_cast<std::uint32_t>(content.size());
    const auto at = static_cast<std::uint32_t>(all.out.size());
    all.four(0x04034B50U);
    describe(all, name, crc, size);
    all.text(name).text(content);
    directory.four(0x02014B50U).two(20);
    describe(directory, name, crc, size);
    directory.two(0).two(0).two(0).four(0).four(at).text(name);
  }
  const auto start = static_cast<std::uint32_t>(all.out.size());
  const auto count = static_cast<std::uint32_t>(files.size());
  all.text(directory.out);
  all.four(0x06054B50U).two(0).two(0).two(count).two(count);
  all.four(static_cast<std::uint32_t>(directory.out.size())).four(start).two(0);
  return all.out;
}

}  // namespace minga::trainer
