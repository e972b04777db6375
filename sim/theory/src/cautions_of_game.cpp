// Of games: payoffs that make another game than the form's name says, or a strategy that is made
// for another one.
#include "minga/theory/study.hpp"
#include "objector.hpp"

#include <algorithm>
#include <cmath>

namespace minga::theory {
namespace {

class OfGame {
 public:
  explicit OfGame(const Scenario& s) : s_(s) {}

  std::vector<Objection> operator()() {
    good();
    loners();
    hawks();
    investments();
    if (s_.repeated.enabled) {
      turns();
      enforcers();
    }
    return std::move(out_);
  }

 private:
  void say(std::string path, std::string message, std::string accepted) {
    out_.push_back({std::move(path), std::move(message), std::move(accepted)});
  }

  void good() {
    const GameSpec& g = s_.game;
    const int group = players_of_a_good(s_);
    if (g.form != Form::public_good || g.dilemma || g.sanction || group < 2)
      return;
    if (g.multiplier >= dilemma_range(g, group).below)
      say("game.multiplier", "contributing pays for itself, so this is no dilemma",
          "below the group, " + std::to_string(group));
    if (g.multiplier <= 1.0)
      say("game.multiplier", "all contributing pays no more than nobody, so there is no good",
          "above 1");
  }

  void loners() {
    const GameSpec& g = s_.game;
    if (g.form != Form::public_good || !g.loner)
      return;
    const double all = (g.multiplier - 1.0) * g.cost;
    if (*g.loner >= all)
      say("game.loner", "staying out pays no less than all contributing", "below " + text_of(all));
    if (*g.loner <= 0.0)
      say("game.loner", "staying out pays no more than all defecting", "above 0");
  }

  void hawks() {
    const GameSpec& g = s_.game;
    if (g.form != Form::hawk_dove || g.value < g.cost)
      return;
    say("game.value",
        g.value > g.cost
            ? "a fight pays even who may lose it, so hawks always do better and this is a "
              "prisoner's dilemma"
            : "a fight costs what it brings, so a dove never does better than a hawk",
        "below the cost of a lost fight, " + text_of(g.cost));
  }

  /// Quadratic functions turn round somewhere; within reach of the players that is seldom meant.
  void investments() {
    const GameSpec& g = s_.game;
    if (g.form != Form::continuous_snowdrift)
      return;
    const auto falls = [this](const char* path, const char* what, double linear, double square,
                              double end) {
      if (linear + 2.0 * square * end < 0.0)
        say(path, std::string(what) + text_of(std::max(0.0, -0.5 * linear / square)) + " on",
            "at least " + text_of(-0.5 * linear / end));
    };
    falls("game.benefit_quadratic", "the benefit falls again, from ", g.benefit,
          g.benefit_quadratic, g.others_only ? g.most : 2.0 * g.most);
    falls("game.cost_quadratic", "the cost falls again, from ", g.cost, g.cost_quadratic, g.most);
  }

  /// Of a repeated dilemma, 2R > T + S belongs to the definition (Axelrod, Hamilton 1981).
  void turns() {
    const Game stage = stage_game(s_.game, false);
    const auto* matrix = std::get_if<MatrixGame>(&stage);
    if (matrix == nullptr || matrix->size() != 2)
      return;
    const double reward = matrix->payoff(0, 0);
    const double sucker = matrix->payoff(0, 1);
    const double temptation = matrix->payoff(1, 0);
    const bool dilemma = temptation > reward && reward > matrix->payoff(1, 1);
    const double more = temptation + sucker - 2.0 * reward;
    const double scale = std::abs(temptation) + std::abs(sucker) + std::abs(reward);
    if (!dilemma || more <= kTolerance * scale)
      return;  // rounding of payoffs that are equal on paper is no difference
    const Form form = s_.game.form;
    say(form == Form::prisoners_dilemma ? "game.reward"
        : form == Form::matrix          ? "game.payoff"
                                        : "game",
        "2R = " + text_of(2.0 * reward) + " is less than T + S = " + text_of(temptation + sucker) +
            ", so that taking turns at defecting pays both more than cooperating",
        "R above (T + S) / 2 = " + text_of(0.5 * (temptation + sucker)));
  }

  /// Shipped strategies whose chances are of Axelrod's payoffs, and enforce nothing known in
  /// others.
  void enforcers() {
    const Game stage = stage_game(s_.game, false);
    const auto* matrix = std::get_if<MatrixGame>(&stage);
    if (matrix == nullptr || matrix->size() != 2)
      return;
    const auto& a = matrix->payoff;
    if (a(0, 0) == 3.0 && a(0, 1) == 0.0 && a(1, 0) == 5.0 && a(1, 1) == 1.0)
      return;
    const std::vector<std::string>& names = s_.repeated.strategies;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == "extort-3" || names[i] == "zd-generous-2")
        say("repeated.strategies[" + std::to_string(i) + "]",
            "has the chances that enforce its relation at T = 5, R = 3, P = 1, S = 0 only",
            "an own strategy with zero_determinant, or that game");
    }
  }

  const Scenario& s_;
  std::vector<Objection> out_;
};

}  // namespace

std::vector<Objection> cautions_of_game(const Scenario& scenario) { return OfGame(scenario)(); }

}  // namespace minga::theory
