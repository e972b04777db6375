// Of questions that cannot be answered, or whose answer would not fit.
#include "minga/theory/population_chain.hpp"
#include "objector.hpp"

#include <string>

namespace minga::theory {

void Objector::questions() {
  const AnalysisSpec& a = s_.analysis;
  if (a.what.empty())
    object("analysis.what", "asks nothing", "a list of questions");
  finite_questions();
  if (asks(Question::tournament) && (!s_.repeated.enabled || form().group)) {
    object("analysis.what", "a tournament is of repeated play between two",
           "[repeated] with strategies, and a game of two");
  }
  if (asks(Question::adaptive))
    adaptive();
  if (asks(Question::trait))
    trait();
  const bool sampled =
      asks(Question::replicator) || asks(Question::adaptive) || asks(Question::trait);
  if (sampled && a.duration / a.step > kMostTableRows)
    object("analysis.step", "makes a table of too many rows",
           "at least " + text_of(a.duration / kMostTableRows));
}

void Objector::finite_questions() {
  const Update& u = s_.update.update;
  for (const Question q :
       {Question::fixation, Question::stationary, Question::rare_mutation, Question::transitions}) {
    if (!asks(q))
      continue;
    const std::string name(core::name_of(q));
    if (structured_)
      object("analysis.what", name + " is exact for well-mixed populations only",
             "structure.kind = \"well-mixed\", or simulation");
    if (u.rule == UpdateRule::reinforcement)
      object("update.rule", name + " needs strategies that players have, not propensities",
             "another rule, or simulation");
    if (u.schedule == Schedule::synchronous)
      object("update.schedule", name + " is exact for one revision at a time",
             "random-sequential, or simulation");
    if (q != Question::stationary && s_.population.size > kMostPlayers)
      object("population.size", "is too large for the exact " + name,
             "at most " + std::to_string(kMostPlayers) + ", or simulation");
    const bool fixes = q == Question::fixation || q == Question::rare_mutation;
    if (fixes && u.rule == UpdateRule::aspiration)
      object("update.rule", "under aspiration strategies come back, so nothing is fixed for good",
             "another rule, or stationary");
    if (q == Question::fixation && u.mutation > 0.0)
      object("update.mutation", "with mutation nothing is fixed for good", "0");
  }
  const bool returns = u.mutation > 0.0 || u.rule == UpdateRule::aspiration;
  if (asks(Question::stationary) && !returns)
    object("update.mutation",
           "without mutation a strategy that is gone stays gone, so there is no stationary "
           "distribution",
           "above 0, or rare-mutation instead of stationary");
}

void Objector::adaptive() {
  if (!s_.repeated.enabled || form().group)
    object("analysis.what", "adaptive dynamics are of memory-one strategies between two",
           "[repeated], and a game of two");
  else if (s_.repeated.horizon == HorizonKind::endless && s_.repeated.action_error <= 0.0)
    object("repeated.action_error", "without errors an endless game may depend on its first round",
           "above 0, or horizon = \"continuation\"");
}

void Objector::trait() {
  if (s_.game.form != Form::continuous_snowdrift)
    return object("analysis.what", "the trait is what each invests in a continuous game",
                  "form = \"continuous-snowdrift\", or adaptive for strategies of repeated play");
  if (s_.repeated.enabled)
    object("repeated", "the trait is of play once", "no table [repeated]");
  if (s_.analysis.trait > s_.game.most)
    object("analysis.trait", "is more than anybody can invest",
           "at most game.most, " + text_of(s_.game.most));
}

void Objector::run() {
  const AnalysisSpec& a = s_.analysis;
  if (asks(Question::simulation) && a.generations < 1)
    object("analysis.generations", "is needed for a simulation", "an integer >= 1");
  if (asks(Question::simulation) && a.generations >= 1 && a.skip >= a.generations)
    object("analysis.skip", "leaves no generation to average over",
           "less than generations, " + std::to_string(a.generations));
  for (const int t : a.snapshots) {
    if (t < 0 || t > a.generations) {
      object("analysis.snapshots", "has a generation that is not run",
             "0 to generations, " + std::to_string(a.generations));
      break;
    }
  }
  recorded();
  if (!a.snapshots.empty() && !structured_)
    object("analysis.snapshots", "a well-mixed population has no places", "a structure, or []");
}

void Objector::recorded() {
  const AnalysisSpec& a = s_.analysis;
  if (!asks(Question::simulation))
    return;
  const double shares = 1.0 * s_.run.replicates * (a.generations / a.every + 2);
  if (shares > kMostRecords)
    object("analysis.every", "records too much in all replicates",
           "at least " + std::to_string(static_cast<int>(a.every * shares / kMostRecords) + 1) +
               ", or fewer replicates or generations");
  const double states =
      1.0 * s_.run.replicates * s_.population.size * static_cast<double>(a.snapshots.size());
  if (states > kMostStatesRecorded)
    object("analysis.snapshots", "record too much in all replicates",
           "fewer of them, or fewer replicates");
}

void Objector::tables_of_game() {
  if (asks(Question::stationary)) {
    const double states =
        number_of_compositions(s_.population.size, static_cast<int>(names_.size()));
    if (states > kMostStates)
      object("population.size",
             "gives " + text_of(states) +
                 " states of the population, too many for the exact "
                 "chain",
             "a smaller population with at most " + std::to_string(kMostStates) +
                 " states, or simulation");
  }
  const auto strategies = static_cast<int>(names_.size());
  if (asks(Question::transitions) && strategies > 2) {
    const double states = number_of_compositions(s_.population.size, strategies);
    const double rows = states * (strategies * (strategies - 1.0) + 1.0);
    if (states > kMostStates || rows > kMostTableRows)
      object("population.size",
             "gives " + text_of(states) + " states of the population, too many to tell all steps",
             "a smaller population, or rare-mutation");
  }
  if (names_.size() > kMostStrategies)
    object("game.payoff", "are " + std::to_string(names_.size()) + " strategies",
           "at most " + std::to_string(kMostStrategies));
  if (asks(Question::payoffs) && group_ > 2 &&
      number_of_compositions(group_ - 1, static_cast<int>(names_.size())) > kMostTableRows)
    object("analysis.what", "payoffs would be a table of too many rows",
           "a smaller group or fewer strategies");
  if (asks(Question::equilibria) && names_.size() != 2)
    object("analysis.what", "equilibria are found for two strategies",
           "a game of two strategies, or rest-points");
  const bool any_size = group_ == 0;
  for (const Question q : s_.analysis.what) {
    if (any_size && q != Question::simulation)
      object("game.group", std::string(core::name_of(q)) + " needs groups of a known size",
             "the size of a group");
  }
}

}  // namespace minga::theory
