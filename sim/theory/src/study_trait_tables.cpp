// What evolution makes of an investment: where selection leads, and what happens where it stops.
#include "minga/theory/adaptive.hpp"
#include "table_builder.hpp"

namespace minga::theory {
namespace {

constexpr const char* kGeritz = "Geritz et al. 1998, Evol. Ecol. 12:35";

ResultTable singular_table(const InvasionFitness& fitness, double most) {
  TableBuilder t("singular-traits",
                 {"Inversiones en las que la selección no tiene dirección",
                  "Investments at which selection has no direction"},
                 kGeritz);
  t.number("trait", "1", {"Inversión", "Investment"})
      .text("kind",
            {"stable: llega y se queda; branching: llega y se divide en dos; repeller: se aleja; "
             "Garden of Eden: se queda pero no llega; neutral: los mutantes rinden igual",
             "stable: comes and stays; branching: comes and splits in two; repeller: goes away; "
             "Garden of Eden: stays but never comes; neutral: mutants do the same"})
      .number("attracts", "1",
              {"1 si la población evoluciona hacia ella (estable por convergencia)",
               "1 if the population evolves towards it (convergence stable)"})
      .number("uninvadable", "1",
              {"1 si todo mutante cercano rinde menos (evolutivamente estable)",
               "1 if every mutant near it does worse (evolutionarily stable)"})
      .number("slope", "payoff",
              {"Pendiente del gradiente de selección; negativa si atrae",
               "Slope of the selection gradient; negative where it attracts"})
      .number("curvature", "payoff",
              {"Curvatura de la aptitud de invasión por el rasgo del mutante",
               "Curvature of the invasion fitness by the mutant's trait"});
  for (const SingularTrait& s : singular_traits(fitness, 0.0, most))
    t.row({s.trait, std::string(kind_of(s)), flag(s.attracts), flag(s.uninvadable), s.slope,
           s.curvature});
  return t.done();
}

ResultTable ends_table(const InvasionFitness& fitness, double most) {
  TableBuilder t("trait-ends", {"Los extremos de la inversión", "The ends of what can be invested"},
                 kGeritz);
  t.number("trait", "1", {"Inversión", "Investment"})
      .number("gradient", "payoff", {"Gradiente de selección allí", "Selection gradient there"})
      .number("attracts", "1",
              {"1 si la selección empuja hacia el extremo", "1 if selection pushes to this end"});
  const double low = selection_gradient(fitness, 0.0);
  const double high = selection_gradient(fitness, most);
  t.row({0.0, low, flag(low < 0.0)});
  t.row({most, high, flag(high > 0.0)});
  return t.done();
}

}  // namespace

std::vector<ResultTable> trait_tables(const Study& study) {
  const Scenario& s = study.scenario();
  const ContinuousGame game = continuous_game(s.game);
  if (game.intercept() == 0.0 && game.slope() == 0.0)
    return {unanswered(Question::trait, "selection has no direction at any investment")};
  const InvasionFitness fitness = invasion_fitness(game);
  TableBuilder path("trait",
                    {"Inversión de toda la población, que sube por el gradiente de un mutante raro",
                     "Investment of the whole population, which climbs a rare mutant's gradient"},
                    "Dieckmann, Law 1996, J. Math. Biol. 34:579; Dormand-Prince, order 5");
  path.number("time", "1", {"Tiempo", "Time"}).number("trait", "1", {"Inversión", "Investment"});
  const TraitPath found =
      adapt(fitness, s.analysis.trait, 0.0, game.most, s.analysis.duration, s.analysis.step);
  for (std::size_t k = 0; k < found.times.size(); ++k)
    path.row({found.times[k], found.traits[k][0]});
  return {singular_table(fitness, game.most), ends_table(fitness, game.most), path.done()};
}

}  // namespace minga::theory
