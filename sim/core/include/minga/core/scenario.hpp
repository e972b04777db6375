// The whole input of a run as one immutable value: what a scenario file says after presets are
// resolved and everything is checked. Ranges, defaults, units and sources are in the parameter
// table of the io layer, which is the one place that fills this value.
#pragma once

#include "minga/core/action.hpp"
#include "minga/core/client.hpp"
#include "minga/core/facilitator.hpp"
#include "minga/core/profile.hpp"
#include "minga/core/programme.hpp"
#include "minga/core/regulation.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace minga::core {

/// Most profiles of a scenario, and most actions of an association (the fund's payment is one).
inline constexpr int kMaxProfiles = 16;
inline constexpr int kMaxActions = 16;
/// Firms whose members can each hold beliefs of their own: those take memory by its square.
inline constexpr int kMaxPartners = 500;

struct TimeGrid {
  double period_days = 14.0;
  int periods = 131;
  bool known_end =
      false;  ///< members know the last period (laboratory), so the future shrinks to it
};

/// A firm given by name in the scenario; values < 0 (or an empty profile) are drawn instead.
struct FirmSpec {
  static constexpr double kDrawn = -1.0;
  std::string name;
  std::string profile;
  double size = kDrawn;
  double margin = kDrawn;
  double distance_km = kDrawn;
  double culture = kDrawn;
  double product = kDrawn;
  double income_weight = kDrawn;
  bool leader = false;
};

struct Population {
  int firms = 12;         ///< members of an association at the start; of all where firms have a
                          ///< place of their own (territory, lattice, networks)
  int entrants = 0;       ///< firms that may apply later, for each association
  double margin = 300.0;  ///< mean monthly margin, currency
  double margin_cv = 0.4;
  double size_cv = 0.4;      ///< sizes are relative, mean 1
  double distance_km = 3.0;  ///< mean distance to the meeting place
  double distance_cv = 0.6;
  double culture_spread = 0.15;  ///< sd of the cultural coordinate, range [0,1]
  double product_spread = 0.3;   ///< sd of the product coordinate, range [0,1]
  double income_weight = 0.6;    ///< mean weight of the activity in income, [0,1]
  double income_weight_sd = 0.2;
  double outside_option = 0.0;    ///< what the hours would earn elsewhere beyond the hourly margin,
                                  ///< share of the monthly margin
  double expected_gain = 0.06;    ///< gain expected at the start, share of the monthly margin
  double earlier_failures = 0.0;  ///< failed associations in the place, lowers the prior, [0,3]
  std::vector<double> shares;     ///< of the scenario's profiles, same order, sum 1
  std::vector<FirmSpec> firm;     ///< explicit firms, first slots
};

struct Association {
  std::string name;
  std::string place;  ///< where it is: success and failure are seen by others there
  AssociationKind kind = AssociationKind::simple_network;
  int copies = 1;            ///< associations of this make
  int firms = 0;             ///< members at the start; 0: as many as the population says
  bool formal = false;       ///< formal from the start, whatever `formalise` says
  double formal_cost = 0.0;  ///< currency per period for the group
  Formalise formalise = Formalise::never;
  double formalise_month = 6.0;   ///< with Formalise::month
  int formalise_phase = 2;        ///< with Formalise::phase, 1 to 4
  double formalise_cost = 0.0;    ///< once, currency for the group
  double formal_exit_cost = 0.0;  ///< what a leaver of a formal group forfeits, currency
  int min_members = 3;
  double vision = 0.1;       ///< shared vision at the start, [0,1]
  double capability = 0.15;  ///< capability at the start, [0,1]
  double meeting_hours = 2.0;
  double manager_cost = 120.0;  ///< currency per period
  Regulation regulation;
  std::vector<Action> actions;
  std::optional<Facilitator> facilitator;  ///< its own; else the scenario's
  std::optional<Client> client;            ///< of a vertical network
};

/// Which firms sit together: associations are hyperedges over firms. In small circles of an
/// association (partners, strangers) members play among themselves, as in laboratories.
struct Structure {
  StructureKind kind = StructureKind::group;
  int group_size = 4;     ///< partners, strangers: firms that play together
  double overlap = 0.2;   ///< overlapping: share of an association's founders that the next one has
                          ///< too
  int hubs = 1;           ///< star: firms that belong to every association
  double side_km = 20.0;  ///< territory: side of the square in which firms and meeting places lie
  int neighbours = 4;     ///< small world: firms on the ring that each is tied to, an even number;
                          ///< scale free: ties that a new firm brings
  double rewiring = 0.1;  ///< small world: chance that a tie goes to a firm at random
  GroupsFrom groups_from = GroupsFrom::neighbourhoods;
  std::vector<std::vector<int>> edges;   ///< edge list: pairs of firms, counted from 0
  std::vector<std::vector<int>> groups;  ///< hyperedges: the firms of each association
  BeliefScope beliefs = BeliefScope::group;
};

struct Participation {
  ParticipationMode mode = ParticipationMode::endogenous;
  double rate = 0.5;          ///< fixed: chance of taking part in a period, [0,1]
  std::vector<double> split;  ///< fixed: shares active, passive, nominal; empty: rate for all
  std::array<double, 3> levels{0.9, 0.45, 0.1};  ///< engagement of active, passive, nominal
  double initial = 0.6;                          ///< endogenous: mean engagement at the start
};

struct Institution {
  double funding_months = 36.0;  ///< outside money ends for everyone
  double day_cost = 80.0;        ///< currency per facilitator day
  double overhead = 0.15;        ///< share on top of the programme's direct costs
  double credibility = 0.6;      ///< [0,1]
  double co_finance = 0.5;       ///< share of operating and manager costs paid at the start, [0,1]
  double co_finance_end = 0.0;   ///< the share reached when funding ends
  double shock_rate = 0.02;      ///< chance per year that politics end the funding
};

struct Market {
  double demand_sd = 0.15;          ///< sd of log demand
  double demand_persistence = 0.9;  ///< per period, [0,1]
  double seasonality = 0.2;         ///< amplitude, share
  double season_peak = 11.0;        ///< month of the year with most demand, counted from the start
  double counter_offers = 0.1;      ///< chance per member and period that an outsider tempts, [0,1]
  double intermediary_response = 0.0;  ///< rise of that chance per unit of joint sale over margins
  double intermediary_selectivity = 0.0;  ///< how much it prefers the least attached, log odds
  double intermediary_share = 0.0;        ///< what it keeps of the deals and sales it brings, [0,1]
  double intermediary_information = 0.0;  ///< access to markets without a link, [0,1]
};

/// Constants of the equations, one set for all firms; each is fitted or assumed, never a profile's.
struct Model {
  DecisionRule decision_rule = DecisionRule::logit;
  double reinforcement_rate = 0.2;  ///< l: how fast habits follow success, per occurrence
  double aspiration_rate = 0.1;  ///< h: how fast aspirations follow what came out, per occurrence
  BeliefRule belief_rule = BeliefRule::bayes;
  int levels = 1;                     ///< contribution levels above zero (L)
  double belief_concentration = 8.0;  ///< alpha + beta of the beta-binomial over contributors
  double group_size_exponent = 1.0;   ///< nu in omega E[others' total]/(n-1)^nu
  double reputation_drift = 0.01;     ///< per period, back to the prior
  double evidence_weight = 1.0;       ///< power of the likelihood in Bayes, 1 is full
  double yield_evidence = 0.5;        ///< power of the yield's likelihood, 0 switches suspicion off
  double expectation_rate = 0.3;      ///< speed of the public expectation, per period
  double private_learning = 0.3;      ///< rate of the private offset, log odds per unit surprise
  double private_memory = 0.03;       ///< its decay to the firm's pessimism, per period
  double informal_visibility = 0.35;  ///< chance that members see a defection without monitoring
  double detection_learning = 0.25;   ///< rate of perceived detection
  double detection_prior = 0.8;       ///< trust in the announced monitoring before experience
  double fund_return = 1.2;           ///< liquidity yield of the fund per unit paid in, plus one
  double meeting_gain = 0.0444;       ///< learning from a full meeting, share of the monthly margin
  double cover = 0.5;                 ///< value of a good face for a hidden defector, units of cost
  double capture_power = 1.5;         ///< without a distribution rule, shares go by size^power
  double benefit_memory = 0.134;      ///< weight of the newest period in the smoothed net benefit
  double horizon_months = 36.0;       ///< furthest future that firms weigh
  double expulsion_weight = 0.8;      ///< perceived chance that a due expulsion is carried out
  double promise_weight = 0.3;        ///< of commitment in the personal norm
  double promise_fade = 0.02;         ///< per period
  double conduct_response = 0.5;      ///< perceived slope of others' conduct to seen contributions
  double engagement_rate = 0.00529;   ///< speed of engagement, per period
  double engagement_gain = 1.95;      ///< weight of net benefit over transaction cost
  double engagement_pull = 1.0;       ///< weight of others' engagement
  double engagement_income = 0.8;     ///< weight of the activity's part in income
  double engagement_fatigue = 0.402;  ///< weight of months of membership (per year)
  double engagement_bias = 1.63;      ///< intercept, log odds
  double engagement_spread = 1.91;    ///< sd between firms of their own bent to take part, log odds
  double engagement_load = 0.3;       ///< weight of each further association a firm belongs to
  double gossip = 0.1;                ///< per period: how fast what one association knows of a firm
                                      ///< reaches another whose members all sit in the first
  double attention = 0.8;          ///< value of influence and news at a meeting, in units of cost
  double convening_effect = 0.6;   ///< of a facilitator's calls on attendance, in units of cost
  double absence_excused = 0.966;  ///< share of forced absences that are excused
  double lateness_rate = 0.1;      ///< chance of late arrival of an attender
  double travel_cost_km = 0.15;    ///< currency per km
  double travel_hours_km = 0.05;   ///< hours per km, both ways
  double hours_month = 160.0;      ///< working hours that the monthly margin pays
  double size_load = 0.02;         ///< longer meetings per further member, share
  double diversity_load = 1.0;     ///< cost of cultural distance, share of meeting time
  double capability_learning = 0.03;  ///< by own doing, per period
  double capability_decay = 0.004;    ///< per period
  double manager_effect = 0.4;        ///< of a hired manager on skill gaps
  double niche_width = 0.1;           ///< of a product, on the product coordinate
  double market_access = 0.8;         ///< share of market-exposed yields had without a link
  double access_decay = 0.01;         ///< of links, where the group lacks capability, per period
  double vision_decay = 0.01;         ///< per period
  double persuasion_rate = 0.03;      ///< of persuaders on vision, per period
  double conflict_decay = 0.15;       ///< per period
  double conflict_defection = 0.15;   ///< per seen defection and member
  double conflict_inequality = 0.3;   ///< per unit of diverted share
  double conflict_loss = 0.3;         ///< share of yield lost at saturation of conflict
  double conflict_imposition = 0.2;   ///< per imposed planning workshop
  double exit_rate = 0.0208;          ///< chance per period that leaving is considered
  double exit_noise = 0.2;            ///< noise of the stay choice, monthly margins
  double turnover_rate = 0.2;         ///< change of representative, per year
  double turnover_loss = 0.6;         ///< share of reputation lost with the representative
  double entry_rate = 0.1;            ///< chance per period that an outsider applies
  double closure = 0.7;               ///< how much trust closes the group, [0,1]
  double trust_floor = 0.0917;        ///< expected conduct under which a group gives up
  int trust_floor_periods = 13;
  int quorum_failures_max = 8;       ///< meetings without quorum in a row that end a group
  double meeting_minimum = 0.25;     ///< share of members for a meeting where no quorum is set
  int drained_periods = 13;          ///< periods with an overdrawn fund that end a group
  double vote_reluctance = 2.56;     ///< against expelling or dissolving, log odds scale of eta
  double dissolve_share = 0.66;      ///< members worse off than outside for a vote to dissolve
  double failure_effect = 2.0;       ///< tilt of the prior per earlier failed association
  double trust_effect = 1.43;        ///< tilt of shared beliefs by trust activities, log odds
  double diagnosis_accuracy = 0.6;   ///< of one diagnosis, [0,1]
  double visit_evidence = 0.5;       ///< what a visit shows, share of a diagnosis
  double activity_scale = 2.06;      ///< days at which an activity has 63 % of its effect
  double vision_effect = 0.12;       ///< of a planning workshop
  double training_effect = 0.04;     ///< of leader training on capability
  double link_effect = 0.25;         ///< of a link on market-exposed yields
  double support_effect = 0.6;       ///< of pilot support on skill gaps
  double day_contributions = 2.5;    ///< members' contributions that a facilitator's day replaces
  double support_carry = 0.3;        ///< share of pilot support that is work in the members' place
  double substitution_effect = 0.9;  ///< of doing it for them on skill gaps
  double transparency_effect = 0.5;  ///< of open accounts on what is seen
  double audit_effect = 0.4;         ///< of monitoring accounts on what is seen
  double mediation_effect = 0.5;     ///< of mediation on conflict
  double drafting_rate = 0.67;       ///< of a draft per effective day
  double self_drafting = 0.0118;     ///< of a draft by the group itself, per period
  double credibility_rate = 0.02;    ///< how fast results make or break credibility
  double pilot_months = 3.0;
  double pilot_share = 0.25;           ///< contributions made over due for a pilot to count
  double plan_effort = 5.14;           ///< effective planning days for a plan
  double self_planning = 0.05;         ///< planning by the group itself at full capability
  double phase_one_months = 2.0;       ///< shortest promotion phase
  double phase_one_attendance = 0.35;  ///< attendance that shows a base group
  double routine_attendance = 0.5;     ///< and the conduct below for half a year: a routine
  double routine_conduct = 0.3;
  double standing_share = 0.4;    ///< conduct that counts as functioning
  double standing_months = 24.0;  ///< after exit, to count as standing alone
};

struct RunSettings {
  std::uint64_t seed = 0;
  bool seed_given = false;
  int replicates = 100;
};

struct RecordSettings {
  bool summary = true;
  bool trajectory = true;
  bool firm = false;
  bool events = false;
};

struct Scenario {
  std::string name;
  Text title;
  Text description;
  std::string source;
  std::string currency = "USD";
  double discount_rate = 0.05;  ///< per year
  TimeGrid time;
  Population population;
  std::vector<Profile> profiles;
  std::vector<Association> association;
  Facilitator facilitator;
  Structure structure;
  Participation participation;
  Institution institution;
  Programme programme;
  Market market;
  Model model;
  RecordSettings record;
  RunSettings run;
};

/// Mean length of a Gregorian month; turns months into periods everywhere.
inline constexpr double kDaysPerMonth = 365.2425 / 12.0;

/// Months that have passed at the start of period `t`, to 1e-9, so that whole months are whole.
inline double month_of(const TimeGrid& time, int t) {
  return std::round(t * time.period_days / kDaysPerMonth * 1e9) / 1e9;
}
/// Length of a period in months.
inline double period_months(const TimeGrid& time) { return time.period_days / kDaysPerMonth; }

}  // namespace minga::core
