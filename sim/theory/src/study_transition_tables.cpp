// The transition matrix of a finite well-mixed population: one revision a step, mutation included.
#include "minga/theory/birth_death.hpp"
#include "minga/theory/population_chain.hpp"
#include "table_builder.hpp"

namespace minga::theory {
namespace {

constexpr const char* kSource = "one revision a step: docs/model/theory.md, section 3";

/// Of two strategies the matrix has three diagonals.
ResultTable steps_of_two(const Study& study) {
  const Scenario& s = study.scenario();
  const std::string& first = study.strategies().front();
  TableBuilder t("transitions",
                 {"Probabilidades de un paso de la población, según los jugadores de la primera",
                  "Chances of a step of the population, by players of the first strategy"},
                 kSource);
  t.number("players", "players", of({"Jugadores de ", "Players of "}, first))
      .number("up", "1", {"T+: probabilidad de uno más", "T+: chance of one more"})
      .number("down", "1", {"T-: probabilidad de uno menos", "T-: chance of one less"})
      .number("stay", "1", {"Probabilidad de que nada cambie", "Chance that nothing changes"});
  const BirthDeath chain = birth_death(study.game(), s.population.size, s.update.update);
  for (std::size_t k = 0; k < chain.up.size(); ++k)
    t.row({static_cast<double>(k), chain.up[k], chain.down[k], 1.0 - chain.up[k] - chain.down[k]});
  return t.done();
}

/// Of more strategies: every step that has a chance, from each composition.
ResultTable steps_of_many(const Study& study) {
  const Scenario& s = study.scenario();
  TableBuilder t("transitions",
                 {"Probabilidad de cada paso posible entre composiciones de la población",
                  "Chance of each possible step between compositions of the population"},
                 kSource);
  t.each(study.strategies(), "from ", "players", {"Antes, jugadores de ", "Before, players of "})
      .each(study.strategies(), "to ", "players", {"Después, jugadores de ", "After, players of "})
      .number("chance", "1", {"Probabilidad del paso", "Chance of the step"});
  const PopulationChain chain = population_chain(study.game(), s.population.size, s.update.update);
  for (std::size_t from = 0; from < chain.states.size(); ++from) {
    for (std::size_t to = 0; to < chain.states.size(); ++to) {
      const double chance =
          chain.chances(static_cast<Eigen::Index>(from), static_cast<Eigen::Index>(to));
      if (chance <= 0.0)
        continue;
      std::vector<TableBuilder::Cell> cells;
      for (const std::vector<int>* state : {&chain.states[from], &chain.states[to]}) {
        for (const int players : *state)
          cells.emplace_back(static_cast<double>(players));
      }
      cells.emplace_back(chance);
      t.row(cells);
    }
  }
  return t.done();
}

}  // namespace

std::vector<ResultTable> transition_tables(const Study& study) {
  return {size(study.game()) == 2 ? steps_of_two(study) : steps_of_many(study)};
}

}  // namespace minga::theory
