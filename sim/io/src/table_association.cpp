// [[association]]: the group, its regulation and its actions.
#include "presets.hpp"

namespace minga::io {
namespace {

using A = core::Association;

void read_facilitator(A& to, const Node& from, const Slot& slot) {
  read_extended(to.facilitator.emplace(), from, slot.path, slot.reading, "strategy");
}

void read_regulation(A& to, const Node& from, const Slot& slot) {
  to.regulation = {};
  read_extended(to.regulation, from, slot.path, slot.reading);
}

void read_actions(A& to, const Node& from, const Slot& slot) {
  if (!from.is_array())
    return slot.wrong_type(from);
  to.actions.clear();
  for (std::size_t i = 0; i < from.items.size(); ++i) {
    const std::string path = slot.path + '[' + std::to_string(i) + ']';
    read_extended(to.actions.emplace_back(), from.items[i], path, slot.reading);
  }
}

void read_client(A& to, const Node& from, const Slot& slot) {
  to.client.emplace();
  read_table(*to.client, from, slot.path, slot.reading);
}

Node write_client(const A& from) { return from.client ? write_table(*from.client) : Node{}; }

Node write_actions(const A& from) {
  Node out = make_array();
  for (const core::Action& action : from.actions)
    out.items.push_back(write_table(action));
  return out;
}

}  // namespace

template <>
const Table<A>& table<A>() {
  static const Table<A> fields{
      "association",
      "The associations, in the order of their firms",
      {field(&A::name, "name", "Name in results; the scenario's where it is left out"),
       field(&A::place, "place", "Where it is; groups of a place see each other succeed and fail",
             kAbsent),
       field(&A::kind, "kind", "Kind of association; recorded with the results"),
       field(&A::copies, "copies", "associations", count(1, 100000), "Associations of this make",
             "by definition: one unless given"),
       field(&A::firms, "firms", "firms", count(0, 1000),
             "Members at the start; 0: as many as population.firms says", kAbsent),
       field(&A::formal, "formal", "Whether it has a legal form at the start"),
       field(&A::formal_cost, "formal_cost", "currency per fortnight", money(),
             "Cost of the legal form and its accounts for the group"),
       field(&A::formalise, "formalise",
             "When it takes a legal form; formal = true means start whatever this says"),
       field(&A::formalise_month, "formalise_month", "month", between(0.0, 1200.0),
             "Month from which it is formal, with formalise = month"),
       field(&A::formalise_phase, "formalise_phase", "phase", count(1, 4),
             "Phase in which it becomes formal, with formalise = phase",
             "assumed; [Otavalo] phase IV, step 3: formalise only when needed"),
       field(&A::formalise_cost, "formalise_cost", "currency", money(),
             "What becoming formal costs the group, once", kAbsent),
       field(&A::formal_exit_cost, "formal_exit_cost", "currency", money(),
             "What a member that leaves a formal group forfeits to the others",
             "by definition: absent unless given; [INTI] 5.4.1: exit and entry are harder in a "
             "formal group"),
       field(&A::min_members, "min_members", "firms", count(1, 1000),
             "Members under which the group ends"),
       field(&A::vision, "vision", "1", share(), "Shared vision at the start"),
       field(&A::capability, "capability", "1", share(),
             "What the group can do unaided at the start"),
       field(&A::meeting_hours, "meeting_hours", "h", between(0.0, 100.0), "Length of a meeting"),
       field(&A::manager_cost, "manager_cost", "currency per fortnight", money(),
             "Pay of a hired manager"),
       custom<A>({.key = "regulation",
                  .kind = Kind::section,
                  .section = "regulation",
                  .presets = "regulations",
                  .fallback = "none",
                  .description = "A preset by name, { preset = ..., changes }, or a whole table"},
                 read_regulation, [](const A& a) { return write_table(a.regulation); }),
       custom<A>({.key = "facilitator",
                  .kind = Kind::section,
                  .section = "facilitator",
                  .presets = "facilitators",
                  .description = "Its own facilitator, as [facilitator] has it for all"},
                 read_facilitator,
                 [](const A& a) { return a.facilitator ? write_table(*a.facilitator) : Node{}; }),
       custom<A>({.key = "action",
                  .kind = Kind::sections,
                  .section = "action",
                  .presets = "actions",
                  .required = true,
                  .description = "Collective actions, one [[association.action]] each; a preset "
                                 "may be extended"},
                 read_actions, write_actions),
       custom<A>({.key = "client",
                  .kind = Kind::section,
                  .section = "client",
                  .description = "The buyer of a vertical network as a player; none unless given"},
                 read_client, write_client)}};
  return fields;
}

}  // namespace minga::io
