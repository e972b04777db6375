#include "minga/theory/matrix_games.hpp"

#include "minga/theory/require.hpp"

#include <utility>

namespace minga::theory {

MatrixGame two_by_two(double a, double b, double c, double d, std::string first,
                      std::string second) {
  MatrixGame game;
  game.strategies = {std::move(first), std::move(second)};
  game.payoff.resize(2, 2);
  game.payoff << a, b, c, d;
  check(game);
  return game;
}

MatrixGame prisoners_dilemma(double t, double r, double p, double s) {
  require(t > r, "temptation", t, "above the reward");
  require(r > p, "reward", r, "above the punishment");
  require(p > s, "punishment", p, "above the sucker's payoff");
  return two_by_two(r, s, t, p);
}

MatrixGame donation_game(double b, double c) {
  require(c > 0.0, "cost", c, "above 0");
  require(b > c, "benefit", b, "above the cost");
  return two_by_two(b - c, -c, b, 0.0);
}

MatrixGame stag_hunt(double stag, double alone, double hare_alone, double hare_together) {
  require(stag > hare_alone, "stag", stag, "above a lone hare hunter's payoff");
  require(hare_alone >= hare_together, "hare_alone", hare_alone,
          "at least what two hare hunters get");
  require(hare_together > alone, "hare_together", hare_together,
          "above a lone stag hunter's payoff");
  return two_by_two(stag, alone, hare_alone, hare_together, "stag", "hare");
}

MatrixGame snowdrift(double b, double c) {
  require(c > 0.0, "cost", c, "above 0");
  require(b > c, "benefit", b, "above the cost");
  return two_by_two(b - 0.5 * c, b - c, b, 0.0);
}

MatrixGame hawk_dove(double v, double c) {
  require(v > 0.0, "value", v, "above 0");
  require(c > 0.0, "cost", c, "above 0");
  return two_by_two(0.5 * v, 0.0, v, 0.5 * (v - c), "dove", "hawk");
}

MatrixGame coordination(double first, double second) {
  require(first > 0.0, "first", first, "above 0");
  require(second > 0.0, "second", second, "above 0");
  return two_by_two(first, 0.0, 0.0, second, "first", "second");
}

std::string_view name_of(MatrixKind kind) {
  switch (kind) {
    case MatrixKind::neutral:
      return "neutral";
    case MatrixKind::prisoners_dilemma:
      return "prisoner's dilemma";
    case MatrixKind::deadlock:
      return "deadlock";
    case MatrixKind::harmony:
      return "harmony";
    case MatrixKind::dominant_bad_first:
      return "prisoner's dilemma with the strategies exchanged";
    case MatrixKind::stag_hunt:
      return "stag hunt";
    case MatrixKind::coordination:
      return "coordination";
    case MatrixKind::snowdrift:
      return "snowdrift";
  }
  return "";
}

MatrixKind classify(const MatrixGame& game) {
  check(game);
  require(game.size() == 2, "number of strategies", game.size(), "2");
  const double a = game.payoff(0, 0);
  const double d = game.payoff(1, 1);
  const double against_first = a - game.payoff(1, 0);   // gain of the first, where the other is it
  const double against_second = game.payoff(0, 1) - d;  // and where the other is the second
  if (against_first == 0.0 && against_second == 0.0)
    return MatrixKind::neutral;
  if (against_first <= 0.0 && against_second <= 0.0)
    return a > d ? MatrixKind::prisoners_dilemma : MatrixKind::deadlock;
  if (against_first >= 0.0 && against_second >= 0.0)
    return d > a ? MatrixKind::dominant_bad_first : MatrixKind::harmony;
  if (against_first > 0.0)
    return a == d ? MatrixKind::coordination : MatrixKind::stag_hunt;
  return MatrixKind::snowdrift;
}

}  // namespace minga::theory
