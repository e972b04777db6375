// Random scenarios over the ranges of the parameter table, ends included; each is valid.
#pragma once

#include "minga/core/scenario.hpp"
#include "support/dice.hpp"

#include <cstddef>
#include <cstdint>

namespace minga::test {

core::Scenario random_scenario(std::uint64_t seed);

/// Its parts.
core::Profile random_profile(Dice& d, int number, bool known_end);
core::Action random_action(Dice& d, int number, int slots);
core::Regulation random_regulation(Dice& d);
core::Facilitator random_facilitator(Dice& d);

}  // namespace minga::test
