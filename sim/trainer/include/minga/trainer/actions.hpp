// What a player can do in a month: kinds of action with their cost in days, how long they take, and
// what they are aimed at. What they do is the model's business (docs/model/odd.md, 7.16).
#pragma once

#include "minga/core/names.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace minga::trainer {

/// What an action is aimed at.
enum class Target : unsigned char { none, firm, project };

struct ActionKind {
  std::string_view id;
  std::optional<core::Activity> activity;  ///< that its days are worked on; none: costs no day
  double cost = 0.0;                       ///< days of one use
  double step = 0.0;                       ///< more days in these steps; 0: no more
  double most = 0.0;                       ///< days of one use at most
  int duration = 1;                        ///< months that it takes
  int cooldown = 0;                        ///< further months before the next one
  Target target = Target::none;
  bool repeat = false;  ///< several times in a month
};

std::span<const ActionKind> action_kinds();
/// Null where there is none.
const ActionKind* find_action(std::string_view id);

}  // namespace minga::trainer
