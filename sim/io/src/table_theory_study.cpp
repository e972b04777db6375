// [scenario], [population], [structure], [update] and [analysis] of a theory scenario: who is
// there, who meets and copies whom, and what is asked.
#include "theory_tables.hpp"

namespace minga::io {
namespace {

using S = theory::Scenario;
using P = theory::PopulationSpec;
using M = theory::MeetingSpec;
using U = theory::UpdateSpec;
using A = theory::AnalysisSpec;
using theory::Question;

/// A field of a part as a field of the whole.
template <class Whole, class Part>
Field<Whole> within(Part Whole::*part, Field<Part> inner) {
  Field<Whole> out;
  out.info = inner.info;
  out.read = [part, read = inner.read](Whole& to, const Node& from, const Slot& slot) {
    read(to.*part, from, slot);
  };
  out.write = [part, write = inner.write](const Whole& from) { return write(from.*part); };
  return out;
}

Field<P> named(P::Named P::*member, const char* key, const char* unit, Range range,
               const char* description) {
  return custom<P>(
      {.key = key,
       .kind = Kind::shares,
       .unit = unit,
       .range = range,
       .description = description,
       .source = "by definition: all strategies alike unless given"},
      [member](P& to, const Node& from, const Slot& slot) {
        if (!from.is_table())
          return slot.wrong_type(from);
        (to.*member).clear();
        for (const auto& [name, value] : from.members) {
          const std::string path = slot.path + '.' + print_key(name);
          double number = 0.0;
          if (read_real(number, value, Slot{slot.reading, slot.info, path}))
            (to.*member).emplace_back(name, number);
        }
      },
      [member](const P& from) {
        Node out = make_table(true);
        for (const auto& [name, value] : from.*member)
          out.set(name, make_real(value));
        return out;
      });
}

void read_noise(U& to, const Node& from, const Slot& slot) {
  double noise = 0.0;
  if (read_real(noise, from, slot))
    to.update.intensity = 1.0 / noise;
}

void read_aspiration(U& to, const Node& from, const Slot& slot) {
  read_value(to.update.aspiration, from, slot);
  to.learning.aspiration = to.update.aspiration;
}

void read_what(A& to, const Node& from, const Slot& slot) {
  if (!from.is_array())
    return slot.wrong_type(from);
  to.what.clear();
  for (std::size_t i = 0; i < from.items.size(); ++i) {
    const std::string path = slot.path + '[' + std::to_string(i) + ']';
    const int question = read_choice(from.items[i], Slot{slot.reading, slot.info, path});
    if (question >= 0 && !to.asks(static_cast<Question>(question)))
      to.what.push_back(static_cast<Question>(question));
  }
}

Node write_what(const A& from) {
  Node out = make_array();
  for (const Question q : from.what)
    out.items.push_back(make_text(std::string(core::name_of(q))));
  return out;
}

constexpr double kMostPlayers = 1e6;

}  // namespace

template <>
const Table<S>& table<S>() {
  static const Table<S> fields = [] {
    Table<S> t{"theory-scenario",
               "A theory scenario itself",
               {field(&S::name, "name", "Short name"),
                field(&S::title, "title", "Title in both languages"),
                field(&S::description, "description", "What is studied, and what is known of it"),
                field(&S::source, "source", "The publication")}};
    t.fields.front().info.required = true;
    t.fields.front().info.fallback.clear();
    return t;
  }();
  return fields;
}

template <>
const Table<P>& table<P>() {
  static const Table<P> fields{
      "theory-population",
      "Who is there at the start",
      {field(&P::size, "size", "players", count(2, kMostPlayers),
             "Players; of a lattice rows times columns"),
       named(&P::counts, "counts", "players", count(0, kMostPlayers),
             "Players of each strategy, by name; on a structure at places drawn at random"),
       named(&P::shares, "shares", "1", share(),
             "Share of each strategy, by name; on a structure each player is drawn by itself"),
       field(&P::centre, "centre",
             "Strategy of one player in the middle of a lattice, or of the first node", kAbsent)}};
  return fields;
}

template <>
const Table<M>& table<M>() {
  static const Table<M> fields{
      "theory-structure",
      "Who meets whom",
      {field(&M::kind, "kind", "Everybody meets everybody, or neighbours do"),
       field(&M::rows, "rows", "players", count(2, 10'000),
             "Of a lattice; with neither rows nor columns it is square",
             "by definition: from the size"),
       field(&M::columns, "columns", "players", count(2, 10'000), "Of a lattice",
             "by definition: as many as rows"),
       field(&M::neighbourhood, "neighbourhood", "Four neighbours, or eight"),
       field(&M::border, "border", "A torus, or edges with fewer neighbours"),
       field(&M::degree, "degree", "players", count(1, kMostPlayers),
             "Neighbours of each player: ring, random-regular, small-world before rewiring",
             "none: given where the kind has it"),
       field(&M::rewiring, "rewiring", "1", share(),
             "Chance that a tie of a small world is rewired", "none: given where the kind has it"),
       field(&M::ties, "ties", "ties", count(1, 1000),
             "Ties that each new node of a scale-free network brings",
             "none: given where the kind has it"),
       field(&M::one_graph, "one_graph",
             "Whether all replicates are on one random graph; otherwise each draws its own",
             kAbsent),
       field(&M::self, "self", "Whether a player also plays with itself", kAbsent),
       field(&M::payoff, "payoff", "Sum over encounters, or their mean")}};
  return fields;
}

template <>
const Table<U>& table<U>() {
  using theory::Reinforcement;
  using theory::Update;
  static const Table<U> fields{
      "update",
      "Who copies whom",
      {within(&U::update, field(&Update::rule, "rule", "How strategies spread")),
       within(&U::update, field(&Update::schedule, "schedule", "All at once, or one at a time")),
       within(&U::update, field(&Update::mutation, "mutation", "1", share(),
                                "Chance that another strategy is taken instead", kAbsent)),
       within(&U::update, field(&Update::intensity, "intensity", "1 per payoff", at_least(0.0),
                                "Intensity of selection, 1/K of the Fermi rule")),
       custom<U>({.key = "noise",
                  .kind = Kind::real,
                  .unit = "payoff",
                  .range = above(0.0),
                  .description = "K of the Fermi rule, another way to write intensity = 1/K",
                  .source = "by definition: 1 over the intensity"},
                 read_noise, [](const U&) { return Node{}; }),
       within(&U::update,
              field(&Update::fitness, "fitness", "How a payoff becomes fitness (Moran rules)")),
       within(&U::update, field(&Update::weight, "weight", "1", share(),
                                "w of the linear fitness 1 - w + w payoff",
                                "by definition: payoffs are fitness")),
       custom<U>({.key = "aspiration",
                  .kind = Kind::real,
                  .unit = "payoff",
                  .fallback = "0.0",
                  .description = "Payoff aspired to",
                  .source = kAssumed},
                 read_aspiration, [](const U& u) { return make_real(u.update.aspiration); }),
       within(&U::learning,
              field(&Reinforcement::rule, "learning", "Rule of reinforcement learning")),
       within(&U::learning, field(&Reinforcement::initial, "initial", "payoff", above(0.0),
                                  "Propensity of each strategy at the start (Roth-Erev)")),
       within(&U::learning, field(&Reinforcement::forgetting, "forgetting", "1", share(),
                                  "Share of propensities lost each round (Roth-Erev)", kAbsent)),
       within(&U::learning,
              field(&Reinforcement::experiment, "experiment", "1", share(),
                    "Share of a payoff credited to other strategies (Roth-Erev)", kAbsent)),
       within(&U::learning, field(&Reinforcement::rate, "rate", "1", share(),
                                  "How far the strongest stimulus moves a chance (Bush-Mosteller)",
                                  "Macy, Flache 2002, PNAS 99:7229"))}};
  return fields;
}

template <>
const Table<A>& table<A>() {
  static const Table<A> fields{
      "analysis",
      "What is asked",
      {custom<A>({.key = "what",
                  .kind = Kind::choices,
                  .choices = choices_of<Question>(),
                  .required = true,
                  .description = "Questions; each makes one table or more"},
                 read_what, write_what),
       field(&A::generations, "generations", "generations", count(1, 1e6),
             "Length of a simulation; a generation is as many revisions as players",
             "none: given with simulation"),
       field(&A::skip, "skip", "generations", count(0, 1e7),
             "First generations that means leave out", kAbsent),
       field(&A::every, "every", "generations", count(1, 1e6),
             "Generations between recorded shares", "by definition: all"),
       field(&A::snapshots, "snapshots", "generations", count(0, 1e7),
             "Generations whose whole state is recorded", kAbsent),
       field(&A::duration, "duration", "1", above(0.0),
             "Time of replicator or adaptive dynamics, or of the trait's"),
       field(&A::step, "step", "1", above(0.0), "Time between recorded points of these"),
       field(&A::turns, "turns", "rounds", count(1, 1e6), "Rounds of a match of a tournament",
             "Axelrod 1980: 200"),
       field(&A::self_play, "self_play", "Whether entries of a tournament meet themselves too",
             "Axelrod 1980"),
       field(&A::repetitions, "repetitions", "matches", count(0, 1e6),
             "Matches of each pair, played with random draws; 0: expected scores",
             "by definition: expected scores"),
       field(&A::ecology, "ecology", "generations", count(0, 1e6),
             "Generations in which entries grow by their score", kAbsent),
       [] {
         Field<A> f = field(&A::chances, "chances", "1", share(),
                            "Where adaptive dynamics begin: chances of cooperating after CC, CD, "
                            "DC, DD");
         f.info.length = 4;
         return f;
       }(),
       field(&A::trait, "trait", "1", at_least(0.0), "Where the trait begins: what all invest",
             kAssumed)}};
  return fields;
}

}  // namespace minga::io
