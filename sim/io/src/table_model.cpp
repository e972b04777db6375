// [model]: constants of the equations, one set for all firms. Split by what they are about, because
// there are many; the order is the struct's.
#include "minga/core/choice.hpp"
#include "tables.hpp"

namespace minga::io {
namespace {

using M = core::Model;
using Fields = std::vector<Field<M>>;

Range positive(double hi) { return {.lo = 0.0, .hi = hi, .lo_open = true}; }

Fields rules() {
  return {field(&M::decision_rule, "decision_rule", "Decision rule: the model's, or a rival"),
          field(&M::reinforcement_rate, "reinforcement_rate", "per occurrence", share(),
                "With the rule reinforcement: speed at which habits follow success"),
          field(&M::aspiration_rate, "aspiration_rate", "per occurrence", share(),
                "With the rule reinforcement: speed at which aspirations follow what came out"),
          field(&M::belief_rule, "belief_rule", "Belief rule: the model's, or its rival"),
          field(&M::levels, "levels", "levels", count(1, core::kMaxLevels),
                "Contribution levels above zero (L)",
                "1 in the field; 20 in public-goods laboratories (endowment of 20)")};
}

Fields beliefs() {
  return {
      field(&M::belief_concentration, "belief_concentration", "1", positive(1e6),
            "alpha + beta of the beta-binomial belief over the number of contributors"),
      field(&M::group_size_exponent, "group_size_exponent", "1", between(0.0, 2.0),
            "nu in omega E[others' total] / (n-1)^nu"),
      field(&M::reputation_drift, "reputation_drift", "per fortnight", share(),
            "Drift of reputations back to the prior"),
      field(&M::evidence_weight, "evidence_weight", "1", between(0.0, 10.0),
            "Power of the likelihood in Bayes' rule; 1 is full"),
      field(&M::yield_evidence, "yield_evidence", "1", between(0.0, 10.0),
            "Power of the yield's likelihood; 0 switches suspicion off"),
      field(&M::expectation_rate, "expectation_rate", "per fortnight", share(),
            "Speed at which the public expectation follows conduct"),
      field(&M::private_learning, "private_learning", "log odds per unit surprise",
            between(0.0, 100.0), "Rate at which a firm's own experience moves its private offset"),
      field(&M::private_memory, "private_memory", "per fortnight", share(),
            "Decay of that offset to the firm's pessimism"),
      field(&M::informal_visibility, "informal_visibility", "chance", share(),
            "Chance that members see a defection without monitoring"),
      field(&M::detection_learning, "detection_learning", "per case", share(),
            "Rate at which perceived detection follows experience"),
      field(&M::detection_prior, "detection_prior", "1", share(),
            "Trust in the announced monitoring before experience"),
      field(&M::fund_return, "fund_return", "1", positive(100.0),
            "Liquidity yield of the fund per unit paid in, plus one"),
      field(&M::meeting_gain, "meeting_gain", "share of the monthly margin", between(0.0, 10.0),
            "Learning from a full meeting", "fitted: docs/calibration.md"),
      field(&M::cover, "cover", "units of cost", between(0.0, 100.0),
            "Value of a good face for a hidden defector"),
      field(&M::capture_power, "capture_power", "1", between(0.0, 100.0),
            "Without a rule of distribution, shares go by size to this power"),
      field(&M::benefit_memory, "benefit_memory", "per fortnight",
            {.lo = 0.0, .hi = 1.0, .lo_open = true},
            "Weight of the newest fortnight in the smoothed net benefit",
            "fitted: docs/calibration.md"),
      field(&M::horizon_months, "horizon_months", "months", between(0.0, 1200.0),
            "Furthest future that firms weigh"),
      field(&M::expulsion_weight, "expulsion_weight", "chance", share(),
            "Perceived chance that a due expulsion is carried out"),
      field(&M::promise_weight, "promise_weight", "1", share(),
            "Weight of the commitment in the personal norm"),
      field(&M::promise_fade, "promise_fade", "per fortnight", share(), "Fading of a promise"),
      field(&M::conduct_response, "conduct_response", "1", between(0.0, 10.0),
            "Perceived slope of others' conduct to seen contributions")};
}

Fields participation() {
  return {
      field(&M::engagement_rate, "engagement_rate", "per fortnight", share(), "Speed of engagement",
            "fitted: docs/calibration.md"),
      field(&M::engagement_gain, "engagement_gain", "log odds", between(-100.0, 100.0),
            "Weight of net benefit over transaction cost in engagement",
            "fitted: docs/calibration.md"),
      field(&M::engagement_pull, "engagement_pull", "log odds", between(-100.0, 100.0),
            "Weight of others' engagement"),
      field(&M::engagement_income, "engagement_income", "log odds", between(-100.0, 100.0),
            "Weight of the activity's part in income"),
      field(&M::engagement_fatigue, "engagement_fatigue", "log odds per year",
            between(-100.0, 100.0), "Weight of the time of membership",
            "fitted, but not identified: docs/calibration.md"),
      field(&M::engagement_bias, "engagement_bias", "log odds", between(-100.0, 100.0),
            "Intercept of engagement", "fitted, but not identified: docs/calibration.md"),
      field(&M::engagement_spread, "engagement_spread", "log odds", between(0.0, 100.0),
            "Standard deviation between firms of their own bent to take part; it lasts",
            "fitted: docs/calibration.md"),
      field(&M::engagement_load, "engagement_load", "log odds per association", between(0.0, 100.0),
            "Weight of each further association that a firm belongs to on its engagement"),
      field(&M::gossip, "gossip", "per fortnight", share(),
            "How fast what one association knows of a firm reaches another, if all the other's "
            "members sit in both"),
      field(&M::attention, "attention", "costs of a meeting", between(0.0, 100.0),
            "Value of influence and news at a meeting"),
      field(&M::convening_effect, "convening_effect", "costs of a meeting", between(0.0, 100.0),
            "Effect of a facilitator's calls on attendance"),
      field(&M::absence_excused, "absence_excused", "share", share(),
            "Share of forced absences that are excused", "fitted: docs/calibration.md"),
      field(&M::lateness_rate, "lateness_rate", "chance", share(),
            "Chance that one who attends comes late"),
      field(&M::travel_cost_km, "travel_cost_km", "currency per km", money(), "Cost of travel"),
      field(&M::travel_hours_km, "travel_hours_km", "h per km", between(0.0, 100.0),
            "Time of travel, both ways"),
      field(&M::hours_month, "hours_month", "h per month", positive(744.0),
            "Working hours that the monthly margin pays", "a working month of 20 days of 8 hours"),
      field(&M::size_load, "size_load", "share per member", between(0.0, 10.0),
            "How much longer meetings get with each further member",
            "assumed; [INTI]: transaction costs grow with size and diversity"),
      field(&M::diversity_load, "diversity_load", "share of meeting time", between(0.0, 100.0),
            "Cost of cultural distance",
            "assumed; [INTI]: transaction costs grow with size and diversity")};
}

Fields group() {
  return {
      field(&M::capability_learning, "capability_learning", "per fortnight", share(),
            "Growth of capability by own doing"),
      field(&M::capability_decay, "capability_decay", "per fortnight", share(),
            "Decay of capability without use"),
      field(&M::manager_effect, "manager_effect", "share of the gap", share(),
            "How much of a gap in skill a hired manager fills"),
      field(&M::niche_width, "niche_width", "product coordinate", positive(1.0),
            "Width of a product's niche: how near products must be to be rivals"),
      field(&M::market_access, "market_access", "share of yield", share(),
            "Share of market-exposed yields had without a link"),
      field(&M::access_decay, "access_decay", "per fortnight", share(),
            "Decay of links where the group lacks capability"),
      field(&M::vision_decay, "vision_decay", "per fortnight", share(),
            "Decay of the shared vision"),
      field(&M::persuasion_rate, "persuasion_rate", "per fortnight", share(),
            "Effect of persuaders on the shared vision"),
      field(&M::conflict_decay, "conflict_decay", "per fortnight", share(), "Cooling of conflict"),
      field(&M::conflict_defection, "conflict_defection", "1", between(0.0, 100.0),
            "Conflict per seen defection and member"),
      field(&M::conflict_inequality, "conflict_inequality", "per fortnight", between(0.0, 100.0),
            "Conflict per unit of diverted share"),
      field(&M::conflict_loss, "conflict_loss", "share of yield", share(),
            "Yield lost when conflict is saturated"),
      field(&M::conflict_imposition, "conflict_imposition", "per fortnight", between(0.0, 100.0),
            "Conflict per imposed planning workshop"),
      field(&M::exit_rate, "exit_rate", "chance per fortnight", share(),
            "Chance that a member considers leaving",
            "fitted, but not identified: docs/calibration.md"),
      field(&M::exit_noise, "exit_noise", "monthly margins", positive(1e6),
            "Noise of the choice to stay"),
      field(&M::turnover_rate, "turnover_rate", "per year", between(0.0, 26.0),
            "Changes of a firm's representative",
            "assumed; [INTI]: a new representative starts near zero"),
      field(&M::turnover_loss, "turnover_loss", "share", share(),
            "Share of reputation lost with the representative",
            "assumed; [INTI]: trust is between persons"),
      field(&M::entry_rate, "entry_rate", "chance per fortnight", share(),
            "Chance that an outsider applies"),
      field(&M::closure, "closure", "1", share(), "How much trust closes the group to newcomers",
            "assumed; [INTI]: the more trust, the fewer newcomers are admitted"),
      field(&M::trust_floor, "trust_floor", "share", share(),
            "Expected conduct under which a group gives up",
            "fitted, but not identified: docs/calibration.md"),
      field(&M::trust_floor_periods, "trust_floor_periods", "fortnights", count(1, 100000),
            "Time under that floor that end a group"),
      field(&M::quorum_failures_max, "quorum_failures_max", "meetings", count(1, 100000),
            "Meetings without quorum in a row that end a group"),
      field(&M::meeting_minimum, "meeting_minimum", "share of members", share(),
            "Presence that makes a meeting where no quorum is set"),
      field(&M::drained_periods, "drained_periods", "fortnights", count(1, 100000),
            "Time in a row in which the fund cannot pay in full that ends a group"),
      field(&M::vote_reluctance, "vote_reluctance", "log odds scale of eta", between(-100.0, 100.0),
            "Reluctance to vote for expelling or dissolving",
            "fitted, but not identified: docs/calibration.md"),
      field(&M::dissolve_share, "dissolve_share", "share of members", share(),
            "Members worse off than outside for a vote to dissolve"),
      field(&M::failure_effect, "failure_effect", "log odds", between(0.0, 100.0),
            "Tilt of the prior per earlier failed association",
            "assumed; [Otavalo]: earlier failed associations make the next one harder")};
}

Fields facilitation() {
  return {field(&M::trust_effect, "trust_effect", "log odds per fortnight", between(0.0, 100.0),
                "Tilt of shared beliefs by trust activities",
                "fitted, but not identified: docs/calibration.md"),
          field(&M::diagnosis_accuracy, "diagnosis_accuracy", "chance", share(),
                "Accuracy of one diagnosis of a profile"),
          field(&M::visit_evidence, "visit_evidence", "share of a diagnosis", share(),
                "What a visit shows"),
          field(&M::activity_scale, "activity_scale", "d per fortnight", positive(366.0),
                "Days at which an activity has 63 % of its effect",
                "fitted, but not identified: docs/calibration.md"),
          field(&M::vision_effect, "vision_effect", "per fortnight", share(),
                "Effect of a planning workshop on the shared vision"),
          field(&M::training_effect, "training_effect", "per fortnight", share(),
                "Effect of training leaders on capability"),
          field(&M::link_effect, "link_effect", "per fortnight", share(),
                "Part of the market's missing access that full linking opens in a fortnight"),
          field(&M::support_effect, "support_effect", "share of the gap", share(),
                "How much of a gap in skill pilot support fills"),
          field(&M::substitution_effect, "substitution_effect", "share of the gap", share(),
                "How much of a gap in skill doing it for them fills"),
          field(&M::day_contributions, "day_contributions", "contributions per day",
                between(0.0, 1000.0), "Members' contributions that a facilitator's day replaces"),
          field(&M::support_carry, "support_carry", "share", share(),
                "Share of pilot support that is work in the members' place"),
          field(&M::transparency_effect, "transparency_effect", "chance", share(),
                "Effect of open accounts on what is seen"),
          field(&M::audit_effect, "audit_effect", "chance", share(),
                "Effect of monitoring accounts on what is seen"),
          field(&M::mediation_effect, "mediation_effect", "per fortnight", share(),
                "Share of a conflict that mediation settles"),
          field(&M::drafting_rate, "drafting_rate", "drafts per fortnight", share(),
                "Progress of a regulation's draft by a facilitator's full effect",
                "fitted, but not identified: docs/calibration.md"),
          field(&M::self_drafting, "self_drafting", "drafts per fortnight", share(),
                "Progress of a draft by the group itself",
                "fitted, but not identified: docs/calibration.md"),
          field(&M::credibility_rate, "credibility_rate", "per fortnight", share(),
                "How fast results make or break a facilitator's credibility")};
}

Fields milestones() {
  return {
      field(&M::pilot_months, "pilot_months", "months", positive(1200.0), "Length of a pilot",
            "[INTI]: three months at most"),
      field(&M::pilot_share, "pilot_share", "share", share(),
            "Contributions made over due for a pilot to count as done"),
      field(&M::plan_effort, "plan_effort", "effective d", positive(10000.0),
            "Planning days that make a plan", "fitted, but not identified: docs/calibration.md"),
      field(&M::self_planning, "self_planning", "effective d per fortnight", between(0.0, 100.0),
            "Planning by the group itself at full capability"),
      field(&M::phase_one_months, "phase_one_months", "months", between(0.0, 1200.0),
            "Shortest promotion phase", "assumed; [INTI]: the first months, no figure"),
      field(&M::phase_one_attendance, "phase_one_attendance", "share", share(),
            "Attendance that shows a base group"),
      field(&M::routine_attendance, "routine_attendance", "share", share(),
            "Attendance that, held for half a year, is a routine"),
      field(&M::routine_conduct, "routine_conduct", "share", share(),
            "Conduct that, held for half a year, is a routine"),
      field(&M::standing_share, "standing_share", "share", share(),
            "Conduct that counts as a functioning group"),
      field(&M::standing_months, "standing_months", "months", between(0.0, 1200.0),
            "Months after the facilitator's exit to count as standing alone",
            "two years: what stands when nobody helps any more")};
}

}  // namespace

template <>
const Table<M>& table<M>() {
  static const Table<M> fields = [] {
    Table<M> t{"model", "Constants of the equations", {}};
    for (const auto part : {rules, beliefs, participation, group, facilitation, milestones}) {
      for (Field<M>& f : part())
        t.fields.push_back(std::move(f));
    }
    return t;
  }();
  return fields;
}

}  // namespace minga::io
