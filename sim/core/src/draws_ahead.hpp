// Draws of all slots of an association in a period, made in one go before they are asked for. A
// draw depends on its address only, so whether it was made ahead changes nothing.
#pragma once

#include "kernels.hpp"
#include "minga/core/random.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace minga::core {

class DrawsAhead {
 public:
  DrawsAhead() = default;
  DrawsAhead(int slots, int actions);

  /// Forgets the draws of another replicate or period.
  /// @param used  slots from the first on that may have a member
  void begin(int r, int t, int used);
  /// Makes the draws that members take once a period.
  void of_members(const Kernels& kernels, const RandomField& random, const Address& first);
  /// Makes those that they take for an action.
  void of_action(const Kernels& kernels, const RandomField& random, const Address& first,
                 std::uint32_t action);
  /// The 32 bits of a draw, or null if it was not made ahead.
  const std::uint32_t* find(int slot, int r, int t, Purpose purpose, std::uint32_t action) const {
    if (r != r_ || t != t_ || slot >= used_)
      return nullptr;
    const std::uint32_t p = static_cast<std::uint32_t>(purpose) + action * kActionStride;
    const std::size_t row = row_of(p / 4U);
    if (row >= made_.size() || made_[row] == 0)
      return nullptr;
    return at(row, p % 4U) + slot;
  }

 private:
  /// Calls 0 and 1 are the members', those from the first action's on two for each action.
  static std::size_t row_of(std::uint32_t call) {
    constexpr std::uint32_t kFirst = static_cast<std::uint32_t>(Purpose::contribute) / 4U;
    return call < 2U ? call : (call < kFirst ? static_cast<std::size_t>(-1) : call - kFirst + 2U);
  }
  const std::uint32_t* at(std::size_t row, std::uint32_t word) const {
    return words_.data() + (row * 4U + word) * slots_;
  }
  void make(const Kernels& kernels, const RandomField& random, const Address& first,
            std::uint32_t call);

  std::size_t slots_ = 0;
  int r_ = -1;
  int t_ = -1;
  int used_ = 0;
  std::vector<std::uint8_t> made_;    ///< [row]
  std::vector<std::uint32_t> words_;  ///< [(row * 4 + word) * slots + slot]
};

}  // namespace minga::core
