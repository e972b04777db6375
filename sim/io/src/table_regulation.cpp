// [association.regulation] and presets of regulations.
#include "tables.hpp"

namespace minga::io {

template <>
const Table<core::Regulation>& table<core::Regulation>() {
  using R = core::Regulation;
  static const Table<R> fields{
      "regulation",
      "Internal regulation of a group",
      {field(&R::name, "name", "Name in results; a preset's is its file's"),
       field(&R::title, "title", "Title in both languages"),
       field(&R::description, "description", "What it contains"),
       field(&R::source, "source", "Where its values come from"),
       field(&R::written, "written",
             "Whether it is written down: a description, which no rule reads", kAbsent),
       field(&R::adoption, "adoption", "When it enters into force", kAbsent),
       field(&R::commitment, "commitment", "1", share(),
             "Strength of the promise that members give", kAbsent),
       field(&R::quorum, "quorum", "share", share(), "Share of the base that must be present",
             kAbsent),
       field(&R::quorum_base, "quorum_base",
             "Whom the quorum counts: all members, or those who confirmed",
             "assumed; [Otavalo] has both"),
       field(&R::majority, "majority", "share", share(),
             "Share of the base that a vote must exceed",
             "[Otavalo]: simple majority of those present"),
       field(&R::majority_base, "majority_base", "Whom the majority counts",
             "[Otavalo]: those present"),
       field(&R::lateness_fine, "lateness_fine", "currency", money(), "Fine for coming late",
             kAbsent),
       field(&R::absence_fine, "absence_fine", "currency", money(), "Fine for an unexcused absence",
             kAbsent),
       field(&R::absences_for_review, "absences_for_review", "meetings", count(0, 1000),
             "Unexcused absences in a row after which membership is reviewed; 0: never", kAbsent),
       field(&R::monitoring, "monitoring", "chance", share(),
             "Chance that official monitoring sees a defection", kAbsent),
       field(&R::false_positive, "false_positive", "chance", share(),
             "Chance that a contributor is wrongly accused", kAbsent),
       field(&R::monitoring_cost, "monitoring_cost", "currency per fortnight", money(),
             "Cost of monitoring for the group", kAbsent),
       field(&R::enforcer, "enforcer", "Who applies sanctions", kAbsent),
       field(&R::enforcement, "enforcement", "chance", share(),
             "Chance that a seen defection is sanctioned", kAbsent),
       field(&R::sanctions, "sanctions", "currency", money(),
             "Fines by number of earlier offences; the last one holds for all further offences",
             kAbsent),
       field(&R::expel_after, "expel_after", "offences", count(0, 1000),
             "Offences at which expulsion is voted or follows; 0: never", kAbsent),
       field(&R::expel_by_vote, "expel_by_vote",
             "Whether the assembly decides on expulsion, or it follows by rule"),
       field(&R::forget_offence, "forget_offence", "fortnights", count(1, 100000),
             "Periods after which one offence is forgiven",
             "assumed; [Otavalo]: absences are counted over a year"),
       field(&R::peer_cost, "peer_cost", "currency", money(),
             "Cost to a peer that gave all of punishing one that gave nothing; in proportion where "
             "the "
             "gap is smaller",
             kAbsent),
       field(&R::peer_fine, "peer_fine", "currency", money(),
             "Loss of one that gave nothing for each punishing peer that gave all; in proportion "
             "where "
             "the gap is smaller",
             kAbsent),
       field(&R::fund_fee, "fund_fee", "currency per payment", money(),
             "Contribution to the common fund; 0: no fund", kAbsent),
       field(&R::fund_every, "fund_every", "periods", count(1, 1000),
             "Periods from one payment to the next"),
       field(&R::fund_reserve, "fund_reserve", "payments per member", count(0, 100000),
             "Reserve in the fund at which payments pause"),
       field(&R::late_fee, "late_fee", "currency", money(), "Fine for a missed payment", kAbsent),
       field(&R::distribution, "distribution", "Rule by which the common yield is shared",
             "assumed; without a rule the stronger take more [RedEAmérica]"),
       field(&R::transparency, "transparency", "1", share(),
             "Openness of accounts; raises what members see", kAbsent),
       field(&R::conflict_committee, "conflict_committee", "Whether a committee settles conflicts",
             kAbsent),
       field(&R::admission_majority, "admission_majority", "share", share(),
             "Share of those present that must admit a newcomer",
             "[Otavalo]: admission by written request and vote"),
       field(&R::exit_penalty, "exit_penalty", "currency", money(), "Forfeited on leaving",
             kAbsent)}};
  return fields;
}

}  // namespace minga::io
