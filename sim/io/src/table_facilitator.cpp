// [facilitator], [[facilitator.rule]] and presets of strategies.
#include "tables.hpp"

namespace minga::io {
namespace {

using F = core::Facilitator;
using R = core::FacilitatorRule;

/// Shares of days by activity; what is not named gets none.
void read_phase(std::array<double, core::kActivities>& to, const Node& from, const Slot& slot) {
  if (!from.is_table())
    return slot.wrong_type(from);
  to.fill(0.0);
  Parameter one = slot.info;
  one.kind = Kind::real;
  for (const auto& [name, value] : from.members) {
    const std::string path = slot.path + '.' + name;
    if (const auto activity = core::from_name<core::Activity>(name)) {
      read_real(to[static_cast<std::size_t>(*activity)], value, Slot{slot.reading, one, path});
    } else {
      slot.reading.faults.add(value, path, "is not an activity", one_of(slot.info.choices, name));
    }
  }
}

void read_weights(F& to, const Node& from, const Slot& slot) {
  if (!from.is_table())
    return slot.wrong_type(from);
  static const std::vector<std::string> phases{"phase1", "phase2", "phase3", "phase4"};
  for (const auto& [name, value] : from.members) {
    const std::string path = slot.path + '.' + name;
    const auto phase = std::find(phases.begin(), phases.end(), name);
    if (phase == phases.end()) {
      unknown_key(slot.path, name, value, phases, slot.reading);
    } else {
      read_phase(to.weights[static_cast<std::size_t>(phase - phases.begin())], value,
                 Slot{slot.reading, slot.info, path});
    }
  }
}

Node write_weights(const F& from) {
  Node out = make_table();
  for (std::size_t p = 0; p < from.weights.size(); ++p) {
    Node phase = make_table(true);
    for (std::size_t a = 0; a < core::kActivities; ++a) {
      if (from.weights[p][a] == 0.0)
        continue;
      phase.set(core::names<core::Activity>()[a], make_real(from.weights[p][a]));
    }
    out.set("phase" + std::to_string(p + 1), std::move(phase));
  }
  return out;
}

void read_rules(F& to, const Node& from, const Slot& slot) {
  if (!from.is_array())
    return slot.wrong_type(from);
  to.rules.clear();
  for (std::size_t i = 0; i < from.items.size(); ++i) {
    const std::string path = slot.path + '[' + std::to_string(i) + ']';
    read_table(to.rules.emplace_back(), from.items[i], path, slot.reading);
  }
}

Node write_rules(const F& from) {
  Node out = make_array();
  for (const R& rule : from.rules)
    out.items.push_back(write_table(rule));
  return out;
}

}  // namespace

template <>
const Table<F>& table<F>() {
  static const Table<F> fields{
      "facilitator",
      "A facilitator's strategy",
      {field(&F::name, "name", "Name in results; a preset's is its file's"),
       field(&F::title, "title", "Title in both languages"),
       field(&F::description, "description", "What the facilitator does, and who works like this"),
       field(&F::source, "source", "Where its values come from"),
       field(&F::days, "days", "d per fortnight", between(0.0, 366.0),
             "Days of work per fortnight in phases I to IV", kAbsent),
       field(&F::start_month, "start_month", "months", between(0.0, 1200.0), "First month of work",
             kAbsent),
       field(&F::exit_month, "exit_month", "months", between(0.0, 1200.0),
             "Last month of work, if outside funding lasts",
             "[INTI]: independent by about month 36"),
       field(&F::taper_months, "taper_months", "months", between(0.0, 1200.0),
             "Months before the exit over which days fall to zero", kAbsent),
       field(&F::keeps_phases, "keeps_phases",
             "Whether actions wait for their phase, or start at once"),
       field(&F::imposed, "imposed", "share", share(),
             "Share of the plan that is the facilitator's own", kAbsent),
       field(&F::neutrality, "neutrality", "1", share(), "How neutral the facilitator seems",
             "assumed; [INTI]: an outsider is seen as neutral"),
       field(&F::credibility, "credibility", "1", share(), "Own credibility at the start"),
       field(&F::capture, "capture", "share of yield", share(),
             "Share of common yields diverted to the facilitator's own firm", kAbsent),
       field(&F::co_investment, "co_investment", "currency", money(),
             "Asked of each firm on joining; a costly signal", kAbsent),
       custom<F>({.key = "weights",
                  .kind = Kind::phases,
                  .unit = "share",
                  .range = share(),
                  .choices = choices_of<core::Activity>(),
                  .fallback = "none",
                  .description = "Shares of the days by activity, one table a phase; each sums "
                                 "to 1 or is empty",
                  .source = kAssumed},
                 read_weights, write_weights),
       custom<F>({.key = "rule",
                  .kind = Kind::sections,
                  .section = "rule",
                  .description = "Rules over what can be seen, in order of precedence"},
                 read_rules, write_rules)}};
  return fields;
}

template <>
const Table<R>& table<R>() {
  static const Table<R> fields{
      "rule",
      "When an indicator is below or above a value for some periods, days go to an activity",
      {field(&R::when, "when", "What the facilitator looks at"),
       field(&R::comparison, "comparison", "Side of the value on which the rule fires"),
       field(&R::value, "value", "of the indicator", between(-1e12, 1e12),
             "Value that the indicator is compared with"),
       field(&R::periods, "periods", "periods", count(1, 100000),
             "Periods in a row before the rule fires"),
       field(&R::activity, "activity", "What the days are spent on"),
       field(&R::days, "days", "d per fortnight", between(0.0, 366.0), "Days spent")}};
  return fields;
}

}  // namespace minga::io
