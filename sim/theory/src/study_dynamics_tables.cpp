// Infinite populations, repeated play and learning of a trait: trajectories, rest points,
// tournaments, adaptive dynamics.
#include "minga/theory/adaptive.hpp"
#include "minga/theory/replicator.hpp"
#include "minga/theory/rest_points.hpp"
#include "minga/theory/tournament.hpp"
#include "table_builder.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace minga::theory {
namespace {

Eigen::VectorXd as_vector(const std::vector<double>& x) {
  return Eigen::Map<const Eigen::VectorXd>(x.data(), static_cast<Eigen::Index>(x.size()));
}

std::vector<TableBuilder::Cell> cells_of(double head, const Eigen::VectorXd& x) {
  std::vector<TableBuilder::Cell> cells{head};
  for (const double value : x)
    cells.emplace_back(value);
  return cells;
}

}  // namespace

std::vector<ResultTable> replicator_tables(const Study& study) {
  const Scenario& s = study.scenario();
  Integration integration;
  integration.duration = s.analysis.duration;
  integration.every = s.analysis.step;
  integration.mutation = s.update.update.mutation;
  const Eigen::VectorXd start = as_vector(start_shares(s, study.strategies()));
  TableBuilder path(
      "replicator",
      {"Proporciones según la ecuación del replicador", "Shares under the replicator equation"},
      "Taylor, Jonker 1978, Math. Biosci. 40:145; Dormand-Prince, order 5");
  path.number("time", "1", {"Tiempo", "Time"})
      .each(study.strategies(), "share ", "1", {"Proporción de ", "Share of "});
  const Trajectory trajectory = replicate(study.game(), start, integration);
  for (std::size_t k = 0; k < trajectory.times.size(); ++k)
    path.row(cells_of(trajectory.times[k], trajectory.shares[k]));
  std::vector<ResultTable> out{path.done()};
  if (start.minCoeff() <= 0.0)
    return out;  // on an edge there is no orbit of all strategies
  const Orbit orbit = closed_orbit(study.game(), start, integration);
  TableBuilder closed("orbit",
                      {"Vuelta al punto de partida; falta si no la hay",
                       "Return to where it began; missing if there is none"},
                      "return to the plane across the flow through the start");
  closed.number("period", "1", {"Tiempo de una vuelta", "Time of one round"})
      .number("drift", "1",
              {"Mayor diferencia de una proporción después de ella",
               "Largest difference of a share after it"})
      .each(study.strategies(), "mean ", "1",
            {"Media en la vuelta de la proporción de ", "Mean over the round of the share of "});
  std::vector<TableBuilder::Cell> cells{orbit.period, orbit.drift};
  for (Eigen::Index i = 0; i < start.size(); ++i)
    cells.emplace_back(i < orbit.mean.size() ? orbit.mean[i] : std::nan(""));
  closed.row(cells);
  out.push_back(closed.done());
  return out;
}

std::vector<ResultTable> rest_point_tables(const Study& study) {
  TableBuilder t(
      "rest-points",
      {"Puntos de reposo de la ecuación del replicador", "Rest points of the replicator equation"},
      "Newton's method on every face; eigenvalues within the simplex");
  t.each(study.strategies(), "share ", "1", {"Proporción de ", "Share of "})
      .text("stability", {"Según los valores propios", "From the eigenvalues"})
      .number("largest_real", "1",
              {"Mayor parte real de los valores propios", "Largest real part of the eigenvalues"})
      .number("isolated", "1",
              {"1 si ningún otro de su cara está junto a él",
               "1 if no other of its face lies next to it"});
  for (const RestPoint& p : rest_points(study.game())) {
    std::vector<TableBuilder::Cell> cells;
    for (const double x : p.shares)
      cells.emplace_back(x);
    double largest = -std::numeric_limits<double>::infinity();
    for (const std::complex<double>& e : p.eigenvalues)
      largest = std::max(largest, e.real());
    cells.emplace_back(std::string(name_of(p.stability)));
    cells.emplace_back(largest);
    cells.emplace_back(flag(p.isolated));
    t.row(cells);
  }
  return {t.done()};
}

namespace {

ResultTable score_table(const Tournament& t) {
  TableBuilder scores("tournament-scores",
                      {"Puntos de la estrategia de la fila en una partida contra la de la columna",
                       "Score of the row strategy in a match against the column strategy"},
                      "Axelrod 1980, J. Confl. Resolut. 24:3");
  scores.text("strategy", {"Estrategia de la fila", "Row strategy"})
      .each(t.scores.strategies, "", "payoff", {"Puntos contra ", "Score against "});
  for (Eigen::Index i = 0; i < t.scores.payoff.rows(); ++i) {
    std::vector<TableBuilder::Cell> cells{t.scores.strategies[static_cast<std::size_t>(i)]};
    for (Eigen::Index j = 0; j < t.scores.payoff.cols(); ++j)
      cells.emplace_back(t.scores.payoff(i, j));
    scores.row(cells);
  }
  return scores.done();
}

}  // namespace

std::vector<ResultTable> tournament_tables(const Study& study) {
  const Scenario& s = study.scenario();
  const auto stage = std::get<MatrixGame>(stage_game(s.game, false));
  const TournamentRules rules{s.analysis.turns,
                              s.analysis.self_play,
                              {s.repeated.action_error, s.repeated.perception_error}};
  const std::vector<Automaton> entries = automata_of(s);
  const Tournament t =
      s.analysis.repetitions > 0
          ? play_tournament(stage, entries, rules, {s.run.seed, s.analysis.repetitions, s.stream})
          : expected_tournament(stage, entries, rules);
  TableBuilder ranking(
      "tournament",
      {"Clasificación por puntos en un torneo de todos contra todos de juego repetido",
       "Ranking by score in a round-robin of repeated play"},
      "Axelrod 1980, J. Confl. Resolut. 24:3");
  ranking.number("rank", "1", {"Puesto", "Place"})
      .text("strategy", {"Estrategia", "Strategy"})
      .number("score", "payoff",
              {"Media entre rivales de los puntos de una partida",
               "Mean over opponents of the score in a match"})
      .number("per_turn", "payoff", {"Puntos por ronda", "Score over turns"})
      .number("cooperation", "1",
              {"Proporción de jugadas propias que cooperan", "Share of own moves that cooperate"})
      .number("wins", "opponents",
              {"Rivales a los que supera en puntos", "Opponents over whom it scores more"});
  for (std::size_t k = 0; k < t.ranking.size(); ++k) {
    const Standing& r = t.ranking[k];
    ranking.row({static_cast<double>(k + 1), r.name, r.score, r.per_turn, r.cooperation,
                 static_cast<double>(r.wins)});
  }
  std::vector<ResultTable> out{ranking.done(), score_table(t)};
  if (s.analysis.ecology > 0) {
    TableBuilder ecology("ecology",
                         {"Proporciones cuando las estrategias crecen según sus puntos",
                          "Shares when strategies grow by their score"},
                         "Axelrod 1984, The Evolution of Cooperation, ch. 2");
    std::vector<std::string> names;
    for (const Automaton& a : entries)
      names.push_back(a.name);
    ecology.number("generation", "generations", {"Generación", "Generation"})
        .each(names, "", "1", {"Proporción de ", "Share of "});
    const auto path =
        ecological_tournament(t.scores, as_vector(start_shares(s, names)), s.analysis.ecology);
    for (std::size_t g = 0; g < path.size(); ++g)
      ecology.row(cells_of(static_cast<double>(g), path[g]));
    out.push_back(ecology.done());
  }
  return out;
}

std::vector<ResultTable> adaptive_tables(const Study& study) {
  const Scenario& s = study.scenario();
  const auto stage = std::get<MatrixGame>(stage_game(s.game, false));
  const std::vector<double>& c = s.analysis.chances;
  const TraitPath path = adapt(stage, {c[0], c[1], c[2], c[3]}, horizon_of(s.repeated),
                               {s.repeated.action_error, s.repeated.perception_error},
                               s.analysis.duration, s.analysis.step);
  TableBuilder t(
      "adaptive",
      {"Estrategia de memoria uno de una población que sube por el gradiente de un mutante",
       "Memory-one strategy of a population that climbs a mutant's gradient"},
      "Hilbe, Nowak, Traulsen 2013, PLoS ONE 8:e77886");
  t.number("time", "1", {"Tiempo", "Time"});
  for (const char* after : {"cc", "cd", "dc", "dd"})
    t.number(after, "1",
             of({"Probabilidad de cooperar después de ", "Chance of cooperating after "}, after));
  for (std::size_t k = 0; k < path.times.size(); ++k)
    t.row(cells_of(path.times[k], as_vector(path.traits[k])));
  return {t.done()};
}

}  // namespace minga::theory
