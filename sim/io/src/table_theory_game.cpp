// [game], [strategies.NAME] and [repeated] of a theory scenario: what is played.
#include "presets.hpp"
#include "theory_tables.hpp"

namespace minga::io {
namespace {

using G = theory::GameSpec;
using O = theory::OwnStrategy;
using R = theory::RepeatedSpec;

constexpr const char* kNone = "none: given where the form has it";
constexpr const char* kErrorFree = "by definition: no errors unless given";

/// A number without a default.
Field<G> number(double G::*member, const char* key, const char* unit, Range range,
                const char* description) {
  Field<G> out = field(member, key, unit, range, description, kNone);
  out.info.fallback.clear();
  return out;
}
Field<G> integer(int G::*member, const char* key, const char* unit, Range range,
                 const char* description) {
  Field<G> out = field(member, key, unit, range, description, kNone);
  out.info.fallback.clear();
  out.write = [member](const G& g) { return g.*member == 0 ? Node{} : make_integer(g.*member); };
  return out;
}

/// A table that is there or not.
template <class S, class Part>
Field<S> part(std::optional<Part> S::*member, const char* key, const char* description) {
  return custom<S>(
      {.key = key,
       .kind = Kind::section,
       .section = key,
       .description = description,
       .source = kAbsent},
      [member](S& to, const Node& from, const Slot& slot) {
        read_table((to.*member).emplace(), from, slot.path, slot.reading);
      },
      [member](const S& from) { return from.*member ? write_table(*(from.*member)) : Node{}; });
}

void read_loner(G& to, const Node& from, const Slot& slot) {
  read_value(to.loner.emplace(), from, slot);
}

void read_action(G& to, const Node& from, const Slot& slot) {
  read_extended(to.action, from, slot.path, slot.reading);
}

constexpr double kLargest = 1e6;  // payoffs; only keeps sums far from overflow

Range payoff() { return between(-kLargest, kLargest); }
Range amount() { return between(0.0, kLargest); }

std::vector<Field<G>> two_player_fields() {
  return {
      field(&G::temptation, "temptation", "payoff", payoff(), "T: defecting against a cooperator",
            "Axelrod 1984: 5"),
      field(&G::reward, "reward", "payoff", payoff(), "R: both cooperate", "Axelrod 1984: 3"),
      field(&G::punishment, "punishment", "payoff", payoff(), "P: both defect", "Axelrod 1984: 1"),
      field(&G::sucker, "sucker", "payoff", payoff(), "S: cooperating against a defector",
            "Axelrod 1984: 0"),
      number(&G::benefit, "benefit", "payoff", amount(),
             "b: what cooperation brings (continuous-snowdrift: of the first bit invested, per "
             "unit)"),
      field(&G::cost, "cost", "payoff", amount(),
            "c: what cooperating costs (collective-risk: share of the endowment; hawk-dove: of a "
            "lost fight; continuous-snowdrift: of the first bit invested, per unit)",
            "by definition: the unit of payoffs"),
      number(&G::stag, "stag", "payoff", payoff(), "Both hunt stag"),
      number(&G::alone, "alone", "payoff", payoff(), "Hunting stag alone"),
      number(&G::hare_alone, "hare_alone", "payoff", payoff(),
             "Hunting hare while the other hunts "
             "stag"),
      number(&G::hare_together, "hare_together", "payoff", payoff(), "Both hunt hare"),
      number(&G::value, "value", "payoff", amount(), "v: of the resource"),
      number(&G::first, "first", "payoff", amount(), "Both do the first"),
      number(&G::second, "second", "payoff", amount(), "Both do the second"),
      number(
          &G::benefit_quadratic, "benefit_quadratic", "payoff", payoff(),
          "Benefit of a square of what is invested; below 0 it saturates (continuous-snowdrift)"),
      number(&G::cost_quadratic, "cost_quadratic", "payoff", payoff(),
             "Cost of a square of what oneself invests (continuous-snowdrift)"),
      field(&G::most, "most", "1", above(0.0), "Largest investment (continuous-snowdrift)",
            "by definition: the unit of investments"),
      field(&G::investments, "investments", "strategies", count(2, 16),
            "Evenly spaced investments, from the largest to none, that are strategies to other "
            "questions than trait",
            "by definition: all or nothing")};
}

std::vector<Field<G>> group_fields() {
  return {
      integer(&G::group, "group", "players", count(2, 1000),
              "Players of a group, the focal one included; a public good on a structure may leave "
              "it out: each player and its neighbours"),
      number(&G::multiplier, "multiplier", "1", between(0.0, kLargest),
             "r: total yield of a unit contributed"),
      integer(&G::threshold, "threshold", "players", count(1, 1000), "Contributors needed"),
      field(&G::refund, "refund", "1", share(), "Share of the cost returned when they are too few",
            kAbsent),
      number(&G::endowment, "endowment", "payoff", amount(), "What each has"),
      number(&G::risk, "risk", "1", share(), "Chance of the loss when too few give"),
      field(
          &G::lost, "lost",
          "What is lost then: the rest that each has left (Milinski et al. 2008), or an endowment "
          "on top of what was given (Santos, Pacheco 2011)",
          "Milinski et al. 2008, PNAS 105:2291"),
      field(&G::others_only, "others_only", "Whether a contribution goes to the others alone",
            kAbsent),
      custom<G>({.key = "loner",
                 .kind = Kind::real,
                 .unit = "payoff",
                 .range = payoff(),
                 .description = "Payoff of who stays out; without it nobody can",
                 .source = kAbsent},
                read_loner, [](const G& g) { return g.loner ? make_real(*g.loner) : Node{}; }),
      part(&G::peers, "peers", "Peers who punish, as a strategy of its own"),
      part(&G::pool, "pool", "A pool for sanctions, as a strategy of its own"),
      part(&G::sanction, "sanction", "Somebody outside who fines what is withheld"),
      custom<G>({.key = "action",
                 .kind = Kind::section,
                 .section = "action",
                 .presets = "actions",
                 .description = "A collective action: a preset by name, a preset with changes, or "
                                "a whole table"},
                read_action, [](const G& g) { return write_table(g.action); }),
      field(&G::distribution, "distribution", "How the yield of an action is shared",
            "assumed: equal parts")};
}

}  // namespace

template <>
const Table<G>& table<G>() {
  static const Table<G> fields = [] {
    Table<G> t{
        "game",
        "What is played once",
        {field(&G::form, "form", "Form of the game; minga theory --list tells their numbers"),
         field(&G::dilemma, "dilemma",
               "Claims a social dilemma: the file is refused where it is none", kAbsent),
         field(&G::strategies, "strategies", "", any(), "Names of a matrix's strategies",
               "by definition: numbered unless given"),
         field(&G::payoff, "payoff", "payoff", payoff(),
               "Rows of a matrix: what each strategy gets against each, cooperation first",
               kNone)}};
    Parameter& form = t.fields.front().info;
    form.required = true;
    form.fallback.clear();
    form.source.clear();
    for (auto& more : {two_player_fields(), group_fields()})
      t.fields.insert(t.fields.end(), more.begin(), more.end());
    return t;
  }();
  return fields;
}

template <>
const Table<theory::PeerPunishment>& table<theory::PeerPunishment>() {
  using P = theory::PeerPunishment;
  constexpr const char* kHauert = "Hauert et al. 2007, Science 316:1905";
  static const Table<P> fields{
      "peers",
      "Peers who punish",
      {field(&P::fine, "fine", "payoff", amount(), "Lost by a defector for each punisher", kHauert),
       field(&P::cost, "cost", "payoff", amount(), "Paid by a punisher for each defector", kHauert),
       field(&P::second_order, "second_order", "1", share(),
             "Share of fine and cost for cooperators who do not punish", kAbsent)}};
  return fields;
}

template <>
const Table<theory::PoolPunishment>& table<theory::PoolPunishment>() {
  using P = theory::PoolPunishment;
  constexpr const char* kSigmund = "Sigmund et al. 2010, Nature 466:861";
  static const Table<P> fields{
      "pool",
      "A pool for sanctions, paid before play",
      {field(&P::fine, "fine", "payoff", amount(), "Lost by a defector for each who paid",
             kSigmund),
       field(&P::fee, "fee", "payoff", amount(), "Paid into the pool", kSigmund),
       field(&P::second_order, "second_order",
             "Whether cooperators who have not paid are fined like defectors", kAbsent)}};
  return fields;
}

template <>
const Table<theory::OutsideSanction>& table<theory::OutsideSanction>() {
  using P = theory::OutsideSanction;
  static const Table<P> fields{
      "sanction",
      "Fines from outside for what is withheld",
      {field(&P::detection, "detection", "1", share(), "Chance that it is seen",
             "by definition: always seen unless given"),
       field(&P::fine, "fine", "1", amount(), "Fine for each unit withheld", kAbsent)}};
  return fields;
}

template <>
const Table<theory::ZeroDeterminant>& table<theory::ZeroDeterminant>() {
  using Z = theory::ZeroDeterminant;
  static const Table<Z> fields{
      "zero_determinant",
      "Enforces own - kappa = chi (other's - kappa) in the game of the file",
      {field(&Z::chi, "chi", "1", payoff(), "Factor; above 1 it extorts or is generous",
             "by definition: both get the same"),
       field(&Z::kappa, "kappa", "payoff", payoff(),
             "Where surpluses are counted from: P for extortion (Press, Dyson 2012), R for "
             "generosity (Stewart, Plotkin 2013)",
             "by definition: counted from 0"),
       field(&Z::phi, "phi", "1 per payoff", at_least(0.0),
             "Strength, above 0; the refusal of 0 tells the largest that leaves chances",
             "none: given with the table")}};
  return fields;
}

template <>
const Table<O>& table<O>() {
  static const Table<O> fields{
      "strategy",
      "A strategy of repeated play; one of memory_one, reactive, memory_n, states and "
      "zero_determinant",
      {field(&O::memory_one, "memory_one", "1", share(),
             "Chances of cooperating after CC, CD, DC, DD, own move first", kAbsent),
       field(&O::reactive, "reactive", "1", share(),
             "Chances of cooperating after the other's cooperation and defection", kAbsent),
       field(&O::memory_n, "memory_n", "1", share(),
             "4^n chances; a round is a digit to base 4, CC 0, CD 1, DC 2, DD 3, the last round "
             "last",
             kAbsent),
       field(&O::states, "states", "1", between(0.0, 10'000.0),
             "An automaton: for each state the chance of cooperating and the next states after CC, "
             "CD, DC, DD, counted from 0",
             kAbsent),
       part(&O::zero_determinant, "zero_determinant",
            "Memory one that enforces a linear relation of both payoffs in this game"),
       field(&O::opening, "opening", "1", share(),
             "Chance of cooperating before there is anything to go by",
             "assumed: as Axelrod's nice strategies"),
       field(&O::start, "start", "state", count(0, 10'000), "First state of an automaton",
             "by definition: the first")}};
  return fields;
}

template <>
const Table<R>& table<R>() {
  static const Table<R> fields{
      "repeated",
      "The game again and again: it becomes the game between strategies for that",
      {field(&R::strategies, "strategies", "", any(),
             "Names: shipped ones (minga theory --list) or own ones; of groups: always-contribute, "
             "never-contribute, grim, at-least-K",
             kAbsent),
       field(&R::horizon, "horizon", "How long it lasts; payoffs are means per round"),
       field(&R::rounds, "rounds", "rounds", count(1, 1e6), "With horizon = rounds",
             "none: given where the horizon has it"),
       field(&R::continuation, "continuation", "1", Range{.lo = 0.0, .hi = 1.0, .hi_open = true},
             "w: chance of one more round, with horizon = continuation",
             "none: given where the horizon has it"),
       field(&R::action_error, "action_error", "1", share(),
             "Chance that a move is made the other way", kErrorFree),
       field(&R::perception_error, "perception_error", "1", share(),
             "Chance that the other's move is seen the other way", kErrorFree)}};
  return fields;
}

}  // namespace minga::io
