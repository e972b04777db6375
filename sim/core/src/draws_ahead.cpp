#include "draws_ahead.hpp"

#include <algorithm>

namespace minga::core {

DrawsAhead::DrawsAhead(int slots, int actions)
    : slots_(static_cast<std::size_t>(slots)),
      made_(2U + 2U * static_cast<std::size_t>(actions)),
      words_(made_.size() * 4U * slots_) {}

void DrawsAhead::begin(int r, int t, int used) {
  r_ = r;
  t_ = t;
  used_ = used;
  std::fill(made_.begin(), made_.end(), std::uint8_t{0});
}

void DrawsAhead::of_members(const Kernels& kernels, const RandomField& random,
                            const Address& first) {
  make(kernels, random, first, static_cast<std::uint32_t>(Purpose::participate) / 4U);
  make(kernels, random, first, static_cast<std::uint32_t>(Purpose::leave) / 4U);
}

void DrawsAhead::of_action(const Kernels& kernels, const RandomField& random, const Address& first,
                           std::uint32_t action) {
  const std::uint32_t p = static_cast<std::uint32_t>(Purpose::contribute) + action * kActionStride;
  make(kernels, random, first, p / 4U);
  make(kernels, random, first, p / 4U + 1U);
}

void DrawsAhead::make(const Kernels& kernels, const RandomField& random, const Address& first,
                      std::uint32_t call) {
  const std::size_t row = row_of(call);
  DrawRequest request{first, call, used_, {}};
  for (std::uint32_t word = 0; word < 4; ++word)
    request.words[word] = words_.data() + (row * 4U + word) * slots_;
  kernels.draw(random, request);
  made_[row] = 1;
}

}  // namespace minga::core
