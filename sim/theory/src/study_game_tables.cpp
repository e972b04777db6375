// What a game is, before anybody plays it: payoffs, kind, conditions, equilibria.
#include "compositions.hpp"
#include "minga/theory/equilibria.hpp"
#include "minga/theory/matrix_games.hpp"
#include "minga/theory/population_chain.hpp"
#include "minga/theory/stability.hpp"
#include "table_builder.hpp"

#include <cmath>

namespace minga::theory {
namespace {

/// A table over more is data that nobody reads.
constexpr double kMostCompositions = 100'000;

GroupGame as_group(const Game& game) {
  if (const auto* matrix = std::get_if<MatrixGame>(&game))
    return as_group_game(*matrix);
  return std::get<GroupGame>(game);
}

std::vector<int> all_play(const GroupGame& game, int strategy) {
  std::vector<int> others(static_cast<std::size_t>(game.size()), 0);
  others[static_cast<std::size_t>(strategy)] = game.group - 1;
  return others;
}

/// 1 if no other strategy ever pays more, whoever the co-players are; NaN where there are too many
/// cases to look at.
double dominant(const GroupGame& game, int strategy) {
  if (number_of_compositions(game.group - 1, game.size()) > kMostCompositions)
    return std::nan("");
  for (const std::vector<int>& others : compositions(game.group - 1, game.size())) {
    for (int j = 0; j < game.size(); ++j) {
      if (game.payoff(j, others) > game.payoff(strategy, others))
        return 0.0;
    }
  }
  return 1.0;
}

ResultTable strategy_table(const Study& study) {
  TableBuilder t("strategies",
                 {"Cada estrategia frente a sí misma y a las demás",
                  "Each strategy against itself and others"},
                 "Nash 1951; Maynard Smith, Price 1973, Nature 246:15");
  t.text("strategy", {"Estrategia", "Strategy"})
      .number("payoff", "payoff",
              {"Lo que obtiene donde todos la juegan", "What it gets where all play it"})
      .number("dominant", "1",
              {"1 si ninguna otra rinde nunca más", "1 if no other ever pays more"})
      .number("nash", "1",
              {"1 si ninguna otra rinde más frente a ella", "1 if no other pays more against it"})
      .number("strict", "1",
              {"1 si todas las demás rinden menos frente a ella",
               "1 if all others pay less against it"})
      .number("ess", "1",
              {"1 si es evolutivamente estable; para dos jugadores",
               "1 if it is evolutionarily stable; for two players"});
  const GroupGame game = as_group(study.game());
  const auto* matrix = std::get_if<MatrixGame>(&study.game());
  for (int s = 0; s < game.size(); ++s) {
    const std::vector<int> others = all_play(game, s);
    const double own = game.payoff(s, others);
    bool nash = true;
    bool strict = true;
    for (int j = 0; j < game.size(); ++j) {
      nash = nash && game.payoff(j, others) <= own;
      strict = strict && (j == s || game.payoff(j, others) < own);
    }
    t.row({study.strategies()[static_cast<std::size_t>(s)], own, dominant(game, s), flag(nash),
           flag(strict), matrix != nullptr ? flag(is_ess(*matrix, s)) : std::nan("")});
  }
  return t.done();
}

class Properties {
 public:
  Properties()
      : table_("properties",
               {"Tipo del juego y condiciones sobre él", "Kind of the game and conditions on it"},
               "as each row says") {
    table_.text("property", {"Propiedad", "Property"})
        .text("says", {"Cuál es, o sí o no", "What it is, or yes or no"})
        .number("value", "1",
                {"El número detrás; 1 y 0 por sí y no", "Number behind it; 1 and 0 for yes and no"})
        .text("source", {"Fuente de la condición", "Source of the condition"});
  }
  void yes(const char* name, bool holds, const char* source) {
    table_.row(
        {std::string(name), std::string(holds ? "yes" : "no"), flag(holds), std::string(source)});
  }
  void number(const char* name, const char* says, double value, const char* source) {
    table_.row({std::string(name), std::string(says), value, std::string(source)});
  }
  /// A least chance of one more round, which is below 1 by definition: from 1 on it is never.
  void chance(const char* name, double value, const char* source) {
    if (value < 1.0)
      number(name, "w", value, source);
    else
      number(name, "never", std::nan(""), source);
  }
  void kind(std::string_view kind, double value) {
    table_.row(
        {std::string("kind"), std::string(kind), value, std::string("order of the four payoffs")});
  }
  ResultTable done() { return table_.done(); }

 private:
  TableBuilder table_;
};

void add_two_by_two(Properties& p, const MatrixGame& game, int population) {
  const MatrixKind kind = classify(game);
  p.kind(name_of(kind), static_cast<double>(kind));
  p.yes("first strategy is risk dominant", is_risk_dominant(game), "Harsanyi, Selten 1988");
  p.yes("one-third law favours the first", one_third_law(game),
        "Nowak et al. 2004, Nature 428:646");
  if (population >= 2) {
    p.yes("first is favoured at weak selection in this population",
          favoured_at_weak_selection(game, population), "Nowak et al. 2004, Nature 428:646");
    p.yes("selection opposes invasion of the second by the first",
          selection_opposes_invasion(game, population, 1, 0), "Nowak et al. 2004, Nature 428:646");
    p.yes("selection opposes invasion of the first by the second",
          selection_opposes_invasion(game, population, 0, 1), "Nowak et al. 2004, Nature 428:646");
  }
}

/// With loners or punishers of its own the good has more than the two ways to play that these
/// thresholds are of.
void add_thresholds_of_a_good(Properties& p, const GameSpec& g) {
  if (g.group < 2 || g.loner || g.peers || g.pool)
    return;
  p.chance("least chance of another round for grim",
           critical_discount_group(std::get<GroupGame>(stage_game(g, false))),
           "Friedman 1971, Rev. Econ. Stud. 38:1");
  const char* name = "least expected sanction for each unit withheld";
  if (g.others_only)
    p.number(name, "detection x fine", 1.0, "derived: the own return is 0");
  else
    p.number(name, "detection x fine", critical_sanction(g.group, g.multiplier),
             "derived: 1 - r/n");
}

void add_thresholds(Properties& p, const GameSpec& g) {
  if (g.form == Form::prisoners_dilemma) {
    p.chance("least chance of another round for tit for tat",
             critical_discount_tit_for_tat(g.temptation, g.reward, g.punishment, g.sucker),
             "Axelrod 1981, APSR 75:306");
    p.chance("least chance of another round for grim",
             critical_discount_grim(g.temptation, g.reward, g.punishment),
             "Friedman 1971, Rev. Econ. Stud. 38:1");
  }
  if (g.form == Form::public_good)
    add_thresholds_of_a_good(p, g);
}

}  // namespace

std::vector<ResultTable> classification_tables(const Study& study) {
  const Scenario& s = study.scenario();
  Properties p;
  const auto* matrix = std::get_if<MatrixGame>(&study.game());
  if (matrix != nullptr && matrix->size() == 2)
    add_two_by_two(p, *matrix, s.population.size);
  add_thresholds(p, s.game);
  std::vector<ResultTable> out{strategy_table(study)};
  if (ResultTable table = p.done(); table.rows() > 0)
    out.push_back(std::move(table));
  return out;
}

std::vector<ResultTable> payoff_tables(const Study& study) {
  const std::vector<std::string>& names = study.strategies();
  if (const auto* matrix = std::get_if<MatrixGame>(&study.game())) {
    TableBuilder t("payoffs",
                   {"Lo que la estrategia de la fila obtiene frente a la de la columna",
                    "What the row strategy gets against the column strategy"},
                   study.scenario().repeated.enabled
                       ? "mean per round, from the Markov chain of both strategies' states"
                       : "the game itself");
    t.text("strategy", {"Estrategia de la fila", "Row strategy"})
        .each(names, "", "payoff", {"Pago frente a ", "Payoff against "});
    for (Eigen::Index i = 0; i < matrix->payoff.rows(); ++i) {
      std::vector<TableBuilder::Cell> cells{names[static_cast<std::size_t>(i)]};
      for (Eigen::Index j = 0; j < matrix->payoff.cols(); ++j)
        cells.emplace_back(matrix->payoff(i, j));
      t.row(cells);
    }
    return {t.done()};
  }
  const auto& game = std::get<GroupGame>(study.game());
  TableBuilder t("payoffs",
                 {"Lo que obtiene un jugador, según lo que juegan los demás del grupo",
                  "What a player gets, by what the others of the group play"},
                 "the game itself");
  t.each(names, "others ", "players",
         {"Otros jugadores de la estrategia ", "Other players of strategy "})
      .each(names, "payoff ", "payoff", {"Pago de la estrategia ", "Payoff of strategy "});
  for (const std::vector<int>& others : compositions(game.group - 1, game.size())) {
    std::vector<TableBuilder::Cell> cells;
    for (const int n : others)
      cells.emplace_back(static_cast<double>(n));
    for (int i = 0; i < game.size(); ++i)
      cells.emplace_back(game.payoff(i, others));
    t.row(cells);
  }
  return {t.done()};
}

std::vector<ResultTable> equilibria_tables(const Study& study) {
  if (const auto* matrix = std::get_if<MatrixGame>(&study.game())) {
    TableBuilder t("equilibria",
                   {"Equilibrios de Nash del juego de dos", "Nash equilibria of the game of two"},
                   "Nash 1951");
    const std::string& first = study.strategies().front();
    t.number("first_player", "1",
             of({"Probabilidad con que el primer jugador juega ",
                 "Chance with which the first player plays "},
                first))
        .number("second_player", "1",
                {"Probabilidad con que lo hace el segundo", "Chance with which the second does"})
        .number("mixed", "1",
                {"1 si las probabilidades están estrictamente entre 0 y 1",
                 "1 if chances are strictly between 0 and 1"});
    for (const NashPair& e : nash_equilibria(*matrix))
      t.row({e.first, e.second, flag(e.mixed)});
    return {t.done()};
  }
  TableBuilder t("equilibria",
                 {"Equilibrios simétricos del juego de un grupo",
                  "Symmetric equilibria of the game of a group"},
                 "Pena, Lehmann, Noeldeke 2014, J. Theor. Biol. 346:23");
  const std::string& first = study.strategies().front();
  const auto& game = std::get<GroupGame>(study.game());
  t.number("chance", "1",
           of({"Probabilidad con que cada uno juega ", "Chance with which each plays "}, first))
      .number("stable", "1",
              {"1 si las proporciones cercanas vuelven a él", "1 if shares near it return to it"})
      .number("nobody", "1",
              of({"Probabilidad de que nadie del grupo juegue ",
                  "Chance that nobody of the group plays "},
                 first))
      .number("somebody", "1",
              {"Probabilidad de que al menos uno la juegue", "Chance that at least one does"});
  for (const SymmetricEquilibrium& e : symmetric_equilibria(game)) {
    const double nobody = std::pow(1.0 - e.chance, game.group);
    t.row({e.chance, flag(e.stable), nobody, 1.0 - nobody});
  }
  return {t.done()};
}

}  // namespace minga::theory
