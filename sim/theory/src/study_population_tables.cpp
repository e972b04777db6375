// Finite well-mixed populations, exactly: fixation, long run with mutation, limit of rare mutation.
#include "minga/theory/birth_death.hpp"
#include "minga/theory/population_chain.hpp"
#include "table_builder.hpp"

namespace minga::theory {

std::vector<ResultTable> fixation_tables(const Study& study) {
  const Scenario& s = study.scenario();
  const std::vector<std::string>& names = study.strategies();
  const int n = s.population.size;
  const Update& update = s.update.update;
  TableBuilder pairs("fixation",
                     {"Un solo mutante entre residentes de una estrategia",
                      "A single mutant among residents of one strategy"},
                     "birth-death chain: Nowak et al. 2004, Nature 428:646; times: Antal, "
                     "Scheuring 2006, Bull. Math. Biol. 68:1923");
  pairs.text("mutant", {"Estrategia del único mutante", "Strategy of the single mutant"})
      .text("resident", {"Estrategia de todos los demás", "Strategy of all others"})
      .number("probability", "1",
              {"Probabilidad de que todos desciendan del mutante",
               "Chance that all descend from the mutant"})
      .number("times_population", "1",
              {"Esa probabilidad por la población; 1 es neutral",
               "That chance times the population; 1 is neutral"})
      .number("any_time", "steps",
              {"Revisiones esperadas hasta que desaparece una de las dos",
               "Expected revisions until either is gone"})
      .number("fixed_time", "steps",
              {"Revisiones esperadas cuando el mutante se impone",
               "Expected revisions when the mutant takes over"});
  const int m = size(study.game());
  for (int mutant = 0; mutant < m; ++mutant) {
    for (int resident = 0; resident < m; ++resident) {
      if (mutant == resident)
        continue;
      const Fixation f = fixation(study.game(), n, update, mutant, resident);
      pairs.row({names[static_cast<std::size_t>(mutant)], names[static_cast<std::size_t>(resident)],
                 f.probability, f.probability * n, f.any_time, f.fixed_time});
    }
  }
  if (m != 2)
    return {pairs.done()};
  TableBuilder from("fixation-from",
                    {"Probabilidad de que se imponga la primera estrategia, según sus jugadores",
                     "Chance that the first strategy takes over, by its players"},
                    "birth-death chain: Nowak et al. 2004, Nature 428:646");
  from.number("players", "players", of({"Jugadores de ", "Players of "}, names[0]))
      .number(
          "probability", "1",
          of({"Probabilidad de que todos acaben con ", "Chance that all end up with "}, names[0]))
      .number("any_time", "steps",
              {"Revisiones esperadas hasta que queda una estrategia",
               "Expected revisions until one strategy is left"});
  const BirthDeath chain = birth_death(study.game(), n, update);
  const std::vector<double> chance = fixation_probabilities(chain);
  const FixationTimes times = fixation_times(chain);
  for (std::size_t k = 0; k < chance.size(); ++k)
    from.row({static_cast<double>(k), chance[k], times.any[k]});
  return {pairs.done(), from.done()};
}

std::vector<ResultTable> stationary_tables(const Study& study) {
  const Scenario& s = study.scenario();
  const PopulationChain chain = population_chain(study.game(), s.population.size, s.update.update);
  const LongRun run = long_run(chain);
  TableBuilder shares("stationary",
                      {"Proporción media a largo plazo de cada estrategia con mutación",
                       "Long-run mean share of each strategy under mutation"},
                      "stationary distribution of the chain of all compositions (Grassmann, "
                      "Taksar, Heyman 1985, Oper. Res. 33:1107)");
  shares.text("strategy", {"Estrategia", "Strategy"})
      .number("share", "1", {"Proporción media a largo plazo", "Long-run mean share"});
  for (std::size_t i = 0; i < study.strategies().size(); ++i)
    shares.row({study.strategies()[i], run.shares[static_cast<Eigen::Index>(i)]});
  TableBuilder states(
      "stationary-states",
      {"Probabilidad a largo plazo de cada composición", "Long-run chance of each composition"},
      "as above");
  states.each(study.strategies(), "", "players", {"Jugadores de ", "Players of "})
      .number("probability", "1",
              {"Proporción del tiempo en esta composición", "Share of time in this composition"});
  for (std::size_t k = 0; k < chain.states.size(); ++k) {
    std::vector<TableBuilder::Cell> cells;
    for (const int count : chain.states[k])
      cells.emplace_back(static_cast<double>(count));
    cells.emplace_back(run.distribution[static_cast<Eigen::Index>(k)]);
    states.row(cells);
  }
  return {shares.done(), states.done()};
}

namespace {

/// "no mutant is ever fixed out of these: {a}; {b, c}, so ..."
std::string many_classes(const RareMutation& rare, const std::vector<std::string>& names) {
  std::string sets;
  for (const std::vector<int>& members : rare.closed) {
    sets += sets.empty() ? "{" : "; {";
    for (std::size_t k = 0; k < members.size(); ++k)
      sets += (k > 0 ? ", " : "") + names[static_cast<std::size_t>(members[k])];
    sets += "}";
  }
  return "there is no single stationary distribution: once all play within one of the sets " +
         sets +
         ", no mutant from outside is ever fixed, so that the long run depends on the start; "
         "accepted: weaker selection, or stationary with mutation above 0";
}

}  // namespace

std::vector<ResultTable> rare_mutation_tables(const Study& study) {
  const Scenario& s = study.scenario();
  Update update = s.update.update;
  update.mutation = 0.0;
  const RareMutation rare = rare_mutation(study.game(), s.population.size, update);
  const std::vector<std::string>& names = study.strategies();
  TableBuilder shares(
      "rare-mutation",
      {"Proporción del tiempo en que todos juegan una estrategia, cuando la mutación tiende a cero",
       "Share of time that all play a strategy, as mutation vanishes"},
      "Fudenberg, Imhof 2006, J. Econ. Theory 131:251");
  shares.text("strategy", {"Estrategia", "Strategy"})
      .number("share", "1", {"Proporción del tiempo", "Share of time"});
  TableBuilder chances(
      "rare-mutation-fixation",
      {"Probabilidad de que un solo mutante se imponga", "Chance that a single mutant takes over"},
      "Fudenberg, Imhof 2006, J. Econ. Theory 131:251");
  chances.text("resident", {"Estrategia de todos los demás", "Strategy of all others"})
      .each(names, "", "1", {"Fijación de un ", "Fixation of one "});
  TableBuilder chain(
      "rare-mutation-chain",
      {"Cadena entre poblaciones de una estrategia: probabilidad de que una mutación "
       "lleve a todos de una a otra",
       "Chain between populations of one strategy: chance that a mutation takes all "
       "from one to another"},
      "Fudenberg, Imhof 2006, J. Econ. Theory 131:251");
  chain.text("from", {"Estrategia de todos", "Strategy of all"})
      .each(names, "to ", "1", {"Probabilidad de pasar a ", "Chance of going over to "});
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    shares.row({names[i], rare.shares[row]});
    std::vector<TableBuilder::Cell> cells{names[i]};
    std::vector<TableBuilder::Cell> steps{names[i]};
    for (Eigen::Index j = 0; j < rare.fixation.cols(); ++j) {
      cells.emplace_back(rare.fixation(row, j));
      steps.emplace_back(rare.chances(row, j));
    }
    chances.row(cells);
    chain.row(steps);
  }
  if (rare.closed.size() > 1)
    return {unanswered(Question::rare_mutation, many_classes(rare, names)), chances.done(),
            chain.done()};
  return {shares.done(), chances.done(), chain.done()};
}

}  // namespace minga::theory
