#include "minga/trainer/actions.hpp"

#include <array>

namespace minga::trainer {
namespace {

using core::Activity;

// Costs, durations and cooldowns are conventions of the game, in days of a facilitator who has two
// to four a month; what a day brings is the model's.
constexpr std::array kKinds{
    ActionKind{"convene", Activity::call_select, 0.5, 0.5, 2.0},
    ActionKind{"sensitise", Activity::sensitise, 0.5, 0.5, 2.0},
    ActionKind{"visit", Activity::visit, 0.5, 0.0, 0.5, 1, 0, Target::firm, true},
    ActionKind{"interview", Activity::diagnose, 1.0, 0.0, 1.0, 1, 0, Target::firm, true},
    ActionKind{"workshop", Activity::social, 1.0, 0.5, 2.0, 1, 1},
    ActionKind{"mediate", Activity::mediate, 0.5, 0.5, 2.0},
    ActionKind{"draft", Activity::draft_regulation, 0.5, 0.5, 2.0},
    ActionKind{"launch", Activity::pilot_support, 0.5, 0.0, 0.5, 1, 0, Target::project, true},
    ActionKind{"support", Activity::pilot_support, 0.5, 0.5, 2.0},
    ActionKind{"plan", Activity::planning, 1.0, 0.5, 2.0},
    ActionKind{"coach", Activity::train_leaders, 0.5, 0.5, 2.0},
    ActionKind{"link", Activity::link, 1.0, 0.5, 2.0, 1, 1},
    ActionKind{"audit", Activity::monitor_accounts, 0.5, 0.5, 1.5},
    ActionKind{"do_for_them", Activity::do_for_them, 0.5, 0.5, 3.0},
    ActionKind{"enforce", std::nullopt, 0.0, 0.0, 0.0, 1, 0, Target::firm, true},
    ActionKind{"waive", std::nullopt, 0.0, 0.0, 0.0, 1, 0, Target::firm, true},
    ActionKind{"expel", std::nullopt, 0.0, 0.0, 0.0, 1, 2, Target::firm, false},
    ActionKind{"withdraw", std::nullopt},
    ActionKind{"close", std::nullopt},
};

}  // namespace

std::span<const ActionKind> action_kinds() { return kKinds; }

const ActionKind* find_action(std::string_view id) {
  for (const ActionKind& kind : kKinds) {
    if (kind.id == id)
      return &kind;
  }
  return nullptr;
}

}  // namespace minga::trainer
