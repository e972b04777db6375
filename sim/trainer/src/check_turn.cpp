// Whether a turn may be taken: who, what, how much, and when.
#include "minga/trainer/actions.hpp"
#include "minga/trainer/game.hpp"
#include "minga/trainer/refusal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace minga::trainer {
namespace {

int projects(const Game& game) {
  return static_cast<int>(game.scenario().association.front().actions.size());
}

bool any_launched(const Game& game) {
  for (int a = 0; a < projects(game); ++a) {
    if (game.launched(a))
      return true;
  }
  return false;
}

bool all_launched(const Game& game) {
  for (int a = 0; a < projects(game); ++a) {
    if (!game.launched(a))
      return false;
  }
  return true;
}

bool is_member(const core::Sight& sight, int firm) {
  return firm >= 0 && firm < static_cast<int>(sight.firms.size()) &&
         sight.firms[static_cast<std::size_t>(firm)].status == core::FirmStatus::member;
}

class Checker {
 public:
  Checker(const Game& game, const Turn& turn) : game_(game), turn_(turn), sight_(game.sight()) {}

  void operator()() {
    double days = 0.0;
    for (std::size_t i = 0; i < turn_.orders.actions.size(); ++i) {
      action(turn_.orders.actions[i], fmt::format("actions[{}]", i));
      days += turn_.orders.actions[i].days;
    }
    const double budget = game_.budget(sight_.phase);
    if (days > budget + 1e-9)
      throw Refusal(400, "over_budget", "more days than the month has", "actions",
                    fmt::format("at most {}", budget));
    clauses();
    const bool leaves = turn_.orders.has("withdraw") || turn_.orders.has("close");
    if (!turn_.prediction && !leaves)
      throw Refusal(400, "prediction_missing", "a prediction is needed", "prediction");
    for (std::size_t i = 0; i < turn_.forecasts.size(); ++i) {
      if (!is_member(sight_, turn_.forecasts[i].firm))
        throw Refusal(400, "bad_target", "not a member", fmt::format("forecasts[{}].firm", i));
    }
  }

 private:
  void action(const Choice& c, const std::string& field) {
    const ActionKind& kind = *find_action(c.kind);
    if (const std::string why = unavailable(game_, sight_, c.kind); !why.empty()) {
      const bool waits = why == "cooldown" || why == "going_on";
      throw Refusal(400, waits ? "cooling_down" : "unavailable", c.kind + ": " + why, field, why);
    }
    if (!kind.repeat && !used_.insert(c.kind).second)
      throw Refusal(400, "invalid", c.kind + " is there twice", field, "once a month");
    if (kind.target == Target::firm)
      aim(c, field);
    if (kind.target == Target::project &&
        (game_.launched(c.project) || !projects_.insert(c.project).second))
      throw Refusal(400, "bad_target", "the project runs already", field + ".target");
  }

  void aim(const Choice& c, const std::string& field) {
    if (!is_member(sight_, c.firm))
      throw Refusal(400, "bad_target", "not a member", field + ".target");
    // to apply a sanction and to let it pass is one choice about a firm
    const std::string of = c.kind == "waive" ? "enforce" : c.kind;
    if (!aimed_.insert({of, c.firm}).second)
      throw Refusal(400, "bad_target", "twice about one firm", field + ".target");
  }

  void clauses() {
    const auto known = game_.clauses();
    for (const auto& [id, on] : turn_.orders.clauses) {
      const auto is = [&id = id](const Clause& c) { return c.id == id; };
      if (std::none_of(known.begin(), known.end(), is))
        throw Refusal(400, "invalid", "there is no such clause", "clauses." + id);
      if (sight_.regulated)
        throw Refusal(400, "unavailable", "the regulation is in force", "clauses." + id);
    }
  }

  const Game& game_;
  const Turn& turn_;
  const core::Sight sight_;
  std::set<std::string> used_;
  std::set<int> projects_;
  std::set<std::pair<std::string, int>> aimed_;
};

}  // namespace

std::string unavailable(const Game& game, const core::Sight& sight, std::string_view id) {
  const ActionKind& kind = *find_action(id);
  const core::Regulation& rules = game.scenario().association.front().regulation;
  if (const int last = game.last_use(std::string(id)); last >= 0 && kind.cooldown > 0) {
    const int since = game.months() - last;
    if (since < kind.duration)
      return "going_on";
    if (since < kind.duration + kind.cooldown)
      return "cooldown";
  }
  if (id == "draft" && (sight.regulated || rules.adoption != core::Adoption::vote))
    return "in_force";
  if (id == "launch" && all_launched(game))
    return "everything_launched";
  if ((id == "support" || id == "do_for_them") && !any_launched(game))
    return "nothing_running";
  if ((id == "enforce" || id == "waive" || id == "expel") && !sight.regulated)
    return "no_regulation";
  if (kind.cost > game.budget(sight.phase))
    return "no_days";
  return "";
}

void Game::check(const Turn& turn) const {
  if (over())
    throw Refusal(409, "game_over", "the game is over");
  if (turn.turn != months())
    throw Refusal(409, "turn_mismatch", "another month is due", "turn",
                  fmt::format("{}", months()));
  Checker(*this, turn)();
}

void Game::check_undo(int played) const {
  if (setup_.mode != "practice" || turns_.empty())
    throw Refusal(409, "no_undo", "nothing can be undone");
  if (played != months() && !over())
    throw Refusal(409, "turn_mismatch", "another month has been played", "turn",
                  fmt::format("{}", months()));
}

}  // namespace minga::trainer
