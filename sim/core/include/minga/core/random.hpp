// Random draws addressed by meaning: a draw is a function of (seed, stream, replicate, unit,
// period, purpose) and of nothing else, so results do not depend on threads, blocks or what is
// recorded. Every purpose is listed here; numbers are never reused. Generator: Philox4x32-10
// (Salmon et al. 2011, SC'11) from Random123.
#pragma once

#include <Random123/philox.h>

#include <array>
#include <cstdint>
#include <limits>

namespace minga::core {

/// Purposes of draws. Four purposes share one call of the generator: purpose / 4 goes into the
/// counter, purpose % 4 picks the word. An action's purposes are offset by its index.
enum class Purpose : std::uint32_t {
  // firm, once a period
  participate = 0,
  attend = 1,
  late = 2,
  excuse = 3,
  leave = 4,
  representative = 5,
  vote_adopt = 6,
  vote_dissolve = 7,
  // 9 and 10 were votes on members, and are not used again
  vote_admit = 11,
  join = 12,
  match = 13,
  // group, once a period
  demand = 16,
  political_shock = 17,
  apply = 18,
  applicant = 19,
  diagnose_firm = 20,
  diagnose_signal = 21,
  diagnose_profile = 22,
  review_consider = 24,
  client_pay = 28,
  // action (by index), firm or group
  contribute = 32,
  seen = 33,
  enforced = 34,
  accused = 35,
  offer = 36,
  yield_noise = 37,
  oblige = 38,
  punish_peer = 39,
  // programme: candidate group, facilitator (in place of an action) or the office
  answer_call = 200,
  form_alone = 201,
  political_swing = 202,
  give_up = 203,
  diagnosis_error = 208,  // of the first six criteria
  selection_lot = 214,
  facilitator_leaves = 216,
  interview_error = 220,  // of the criteria that an interview shows
  // vote on a member (by slot, in place of an action)
  vote_review = 4096,
  vote_expel = 4097,
  // pair of firms: who sees, and who is seen with the action in place of an action
  partner_seen = 8192,
  // setting up; sequences of draws of varying length under Boost.Random
  setup_profile = 1000,
  setup_coefficients = 1001,
  setup_traits = 1002,
  setup_join = 1003,
  setup_engagement = 1004,
  setup_place = 1005,
  setup_network = 1006,
  setup_group = 1007,
  setup_response = 1008,
  setup_bent = 1009,
  // theory layer: unit is a player or a step within a generation, period a generation or a round
  theory_step = 65536,     // and the next three, the same call: who, whom, whether, mutation
  theory_match = 65540,    // repeated play: both players' actions and their errors
  theory_begin = 65544,    // first strategies
  theory_group = 65548,    // who plays with whom
  theory_event = 65552,    // event-skipping simulators; unit is the call, four events in each
  theory_wait = 65600,     // and how long until each event
  theory_act = 65604,      // reinforcement: which strategy a player takes in a round
  theory_parent = 131072,  // birth-death on a graph: candidates for parent, one call for each
};

/// Stride between the purposes of consecutive actions.
inline constexpr std::uint32_t kActionStride = 8;
/// Units: the slots of the first association are numbered from 0, those of all others from
/// kFirstUnit; the first association itself is kGroupUnit, another one kGroupUnits + its index.
inline constexpr std::uint32_t kGroupUnit = 0x0000FFFFU;
inline constexpr std::uint32_t kFirstUnit = 0x00010000U;
inline constexpr std::uint32_t kSlotUnits = 2048U;  ///< units of an association
inline constexpr std::uint32_t kGroupUnits = 0x80000000U;

/// Address of the draws of one unit in one period.
struct Address {
  std::uint32_t replicate = 0;
  std::uint32_t unit = 0;  ///< a member, a group, or in setting up a firm
  std::uint32_t period = 0;
};

/// The generator for one seed and stream: stateless, cheap to copy.
class RandomField {
 public:
  using Philox = r123::Philox4x32;

  RandomField(std::uint64_t seed, std::uint32_t stream)
      : key_{{static_cast<std::uint32_t>(seed),
              static_cast<std::uint32_t>(seed >> 32U) + stream * 0x9E3779B9U}} {}

  const Philox::key_type& key() const { return key_; }
  /// Four 32-bit words of a call.
  Philox::ctr_type words(const Address& a, std::uint32_t call) const {
    return Philox()(Philox::ctr_type{{a.replicate, a.unit, a.period, call}}, key_);
  }
  /// Uniform on (0, 1) for a purpose.
  double uniform(const Address& a, Purpose purpose, std::uint32_t action = 0) const {
    const std::uint32_t p = static_cast<std::uint32_t>(purpose) + action * kActionStride;
    return to_unit(words(a, p / 4U)[p % 4U]);
  }
  /// The four uniforms of the purposes that share a call with `first` (a multiple of four).
  std::array<double, 4> uniforms(const Address& a, Purpose first, std::uint32_t action = 0) const {
    const auto w = words(a, (static_cast<std::uint32_t>(first) + action * kActionStride) / 4U);
    return {to_unit(w[0]), to_unit(w[1]), to_unit(w[2]), to_unit(w[3])};
  }
  /// Centre of one of 2^32 equal cells of (0, 1).
  static double to_unit(std::uint32_t word) { return (word + 0.5) * 0x1.0p-32; }

 private:
  Philox::key_type key_;
};

/// Uniform random bit generator over one address, for Boost.Random distributions in set-up, where
/// samplers take a varying number of draws. Its calls are disjoint from all purposes below 1000.
class AddressedBits {
 public:
  using result_type = std::uint32_t;
  AddressedBits(const RandomField& field, Address address, Purpose purpose)
      : field_(field),
        address_(address),
        call_((static_cast<std::uint32_t>(purpose) - 1000U + 1U) << 20U) {}
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<std::uint32_t>::max(); }
  result_type operator()() {
    if (next_ == 4) {
      words_ = field_.words(address_, call_++);
      next_ = 0;
    }
    return words_[next_++];
  }

 private:
  RandomField field_;
  Address address_;
  std::uint32_t call_;
  RandomField::Philox::ctr_type words_{};
  std::size_t next_ = 4;
};

}  // namespace minga::core
