// [programme]: one budget for many candidate groups, and how it is coordinated.
#include "presets.hpp"

namespace minga::io {
namespace {

using P = core::Programme;
using C = core::Coordination;

Parameter criterion(std::size_t i) {
  static const char* const meanings[] = {"short distances",
                                         "members who are alike",
                                         "margins",
                                         "gains that members expect",
                                         "no earlier failures in the place",
                                         "what membership is worth to its firms",
                                         "the most persuasive firm",
                                         "what firms expect of strangers"};
  return {.key = std::string("weights.") + core::kCriterionNames[i], .description = meanings[i]};
}

void read_weights(P& to, const Node& from, const Slot& slot) {
  if (!from.is_table())
    return slot.wrong_type(from);
  std::vector<std::string> known(core::kCriterionNames.begin(), core::kCriterionNames.end());
  for (const auto& [key, value] : from.members) {
    const auto found = std::find(known.begin(), known.end(), key);
    const std::string path = slot.path + '.' + key;
    if (found == known.end()) {
      unknown_key(slot.path, key, value, known, slot.reading);
      continue;
    }
    const auto i = static_cast<std::size_t>(found - known.begin());
    read_value(to.weights[i], value, Slot{slot.reading, slot.info, path});
  }
}

Node write_weights(const P& from) {
  Node out = make_table(true);
  for (std::size_t i = 0; i < core::kCriteria; ++i)
    out.set(core::kCriterionNames[i], make_real(from.weights[i]));
  return out;
}

std::string weights_text() {
  std::string out = "Weights of the criteria of selection";
  for (std::size_t i = 0; i < core::kCriteria; ++i) {
    out += i == 0 ? ": " : ", ";
    out += std::string(core::kCriterionNames[i]) + " (" + criterion(i).description + ")";
  }
  return out + "; all 0: by lot";
}

}  // namespace

template <>
const Table<C>& table<C>() {
  static const Table<C> fields{
      "coordination",
      "How a programme is coordinated, with the weaknesses that each way is known for",
      {field(&C::name, "name", "Name of the preset"),
       field(&C::title, "title", "Title in Spanish and English"),
       field(&C::description, "description", "What it is, in Spanish and English"),
       field(&C::source, "source", "Where its numbers come from"),
       field(&C::setup_months, "setup_months", "months", between(0.0, 120.0),
             "Until the first call"),
       field(&C::swing_rate, "swing_rate", "per year", between(0.0, 100.0),
             "Political swings: how often days are cut", kAbsent),
       field(&C::swing_cut, "swing_cut", "share", share(),
             "Share of the facilitators' days that is lost in a swing"),
       field(&C::swing_months, "swing_months", "months", between(0.0, 120.0),
             "How long a swing lasts"),
       field(&C::end_rate, "end_rate", "per year", between(0.0, 100.0),
             "How often the coordinating body gives up, and all support with it", kAbsent),
       field(&C::turnover, "turnover", "per year", between(0.0, 100.0),
             "How often a facilitator is replaced"),
       field(&C::handover_months, "handover_months", "months", between(0.0, 120.0),
             "Without days for a facilitator's groups when that happens"),
       field(&C::credence, "credence", "share", share(),
             "Share of the institution's credibility that firms grant it"),
       field(&C::reallocates, "reallocates",
             "Whether it takes support from groups that do not come together")}};
  return fields;
}

template <>
const Table<P>& table<P>() {
  static const Table<P> fields{
      "programme",
      "One budget and a few facilitators for many candidate groups",
      {field(&P::places, "places", "places", count(1, 100000),
             "Places that groups lie in, in turn, where their association names none"),
       field(&P::facilitators, "facilitators", "persons", count(0, 400), "Facilitators"),
       field(&P::days, "days", "d per fortnight", between(0.0, 14.0),
             "Days of each facilitator that there are for groups"),
       field(&P::groups_each, "groups_each", "groups", count(1, 1000),
             "Groups that one facilitator serves at a time: coverage against sophistication",
             "assumed; [BID-FOMIN]: coverage is inverse to sophistication"),
       field(&P::budget, "budget", "currency", money(),
             "Money for all support together; 0: no limit", kAbsent),
       field(&P::coordination_cost, "coordination_cost", "currency per month", money(),
             "Cost of coordination while there is support", kAbsent),
       field(&P::call_months, "call_months", "months", between(0.1, 1200.0),
             "From one call to the next, while facilitators have room"),
       field(&P::response, "response", "share", share(),
             "Chance that a candidate group answers a call; drawn once a run",
             "assumed, a wide prior; only anchor: the conjecture that of the firms that answer a "
             "third go on [INTI]"),
       field(&P::self_formation, "self_formation", "per year", between(0.0, 100.0),
             "How often a group without support forms by itself"),
       field(&P::demonstration, "demonstration", "1", between(0.0, 100.0),
             "How far groups that stand raise answers and self-formation in their place: 1 doubles "
             "them where all stand"),
       field(&P::poison, "poison", "failures", between(0.0, 10.0),
             "What it counts, in earlier failures, where all groups of a place have failed"),
       custom<P>({.key = "weights",
                  .kind = Kind::weights,
                  .unit = "1",
                  .range = between(-100.0, 100.0),
                  .choices = {core::kCriterionNames.begin(), core::kCriterionNames.end()},
                  .fallback = "{}",
                  .description = weights_text(),
                  .source = kAbsent},
                 read_weights, write_weights),
       field(&P::diagnosis_error, "diagnosis_error", "sd", between(0.0, 100.0),
             "Standard deviation of the error in each criterion, in those of the candidates"),
       field(&P::reallocate_attendance, "reallocate_attendance", "share", share(),
             "Attendance under which a group loses its support, where coordination reallocates"),
       field(&P::reallocate_months, "reallocate_months", "months", between(0.0, 120.0),
             "Time that it has to come together"),
       field(&P::allotment, "allotment",
             "Who gets days that are too few: all alike, who comes together least (need), or who "
             "keeps its agreements best (promise)"),
       field(&P::money, "money", "currency per month", money(),
             "Money for co-finance of all groups together, paid into their accounts month by "
             "month; 0: no limit but the budget",
             kAbsent),
       field(&P::money_allotment, "money_allotment",
             "Who gets that money: all alike, more who comes together less (need), or more who "
             "keeps its agreements better (promise)"),
       field(&P::distance_cv, "distance_cv", "1", between(0.0, 5.0),
             "Differences between groups: coefficient of variation of mean distances"),
       field(&P::diversity_cv, "diversity_cv", "1", between(0.0, 5.0), "Of cultural spread"),
       field(&P::margin_cv, "margin_cv", "1", between(0.0, 5.0), "Of mean margins"),
       field(&P::gain_cv, "gain_cv", "1", between(0.0, 5.0), "Of the gain that members expect"),
       field(&P::failure_rate, "failure_rate", "associations", between(0.0, 3.0),
             "Earlier failed associations in a place, mean of a Poisson distribution"),
       custom<P>(
           {.key = "coordination",
            .kind = Kind::section,
            .section = "coordination",
            .presets = "coordinations",
            .fallback = "public",
            .description = "A preset by name, { preset = ..., changes }, or a whole table"},
           [](P& to, const Node& from, const Slot& slot) {
             to.coordination = {};
             read_extended(to.coordination, from, slot.path, slot.reading);
           },
           [](const P& p) { return write_table(p.coordination); })}};
  return fields;
}

}  // namespace minga::io
