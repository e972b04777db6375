// Which tables answer which question, and what is said where there is no answer.
#include "table_builder.hpp"

#include <stdexcept>

namespace minga::theory {

ResultTable unanswered(Question question, const std::string& why) {
  TableBuilder t(kUnanswered,
                 {"Preguntas que no tienen respuesta, y por qué", "Questions without an answer"},
                 "the question's own conditions");
  t.text("question", {"Pregunta de analysis.what", "Question of analysis.what"})
      .text("reason", {"Por qué no tiene respuesta (en inglés)", "Why there is no answer"});
  t.row({std::string(core::name_of(question)), why});
  return t.done();
}

std::vector<ResultTable> Study::answers() const {
  std::vector<ResultTable> out;
  std::vector<ResultTable> none;
  const auto keep = [&](ResultTable table) {
    if (table.name != kUnanswered) {
      out.push_back(std::move(table));
    } else if (none.empty()) {
      none.push_back(std::move(table));
    } else {
      for (std::size_t c = 0; c < table.columns.size(); ++c)
        none.front().columns[c].texts.push_back(table.columns[c].texts.front());
    }
  };
  for (const Question q : scenario_.analysis.what) {
    if (q == Question::simulation)
      continue;
    try {
      for (ResultTable& table : answer(q))
        keep(std::move(table));
    } catch (const std::invalid_argument& error) {
      keep(unanswered(q, error.what()));
    }
  }
  if (!none.empty())
    out.push_back(std::move(none.front()));
  return out;
}

std::vector<ResultTable> Study::answer(Question question) const {
  switch (question) {
    case Question::classification:
      return classification_tables(*this);
    case Question::equilibria:
      return equilibria_tables(*this);
    case Question::payoffs:
      return payoff_tables(*this);
    case Question::fixation:
      return fixation_tables(*this);
    case Question::stationary:
      return stationary_tables(*this);
    case Question::rare_mutation:
      return rare_mutation_tables(*this);
    case Question::transitions:
      return transition_tables(*this);
    case Question::replicator:
      return replicator_tables(*this);
    case Question::rest_points:
      return rest_point_tables(*this);
    case Question::tournament:
      return tournament_tables(*this);
    case Question::adaptive:
      return adaptive_tables(*this);
    case Question::trait:
      return trait_tables(*this);
    case Question::simulation:
      break;
  }
  throw std::invalid_argument("simulation has replicates, not an exact answer");
}

}  // namespace minga::theory
