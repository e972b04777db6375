// Internal regulation of a group: commitment, meetings, monitoring, sanctions, fund, distribution
// (docs/model/odd.md). Money is in the scenario's currency.
#pragma once

#include "minga/core/profile.hpp"

#include <string>
#include <vector>

namespace minga::core {

struct Regulation {
  std::string name;
  Text title;
  Text description;
  std::string source;
  bool written = false;
  Adoption adoption = Adoption::never;
  double commitment = 0.0;  ///< strength of the promise given, [0,1]
  double quorum = 0.0;      ///< share of the base that must be present, [0,1]
  QuorumBase quorum_base = QuorumBase::members;
  double majority = 0.5;  ///< share of the base that must be exceeded, [0,1]
  MajorityBase majority_base = MajorityBase::present;
  double lateness_fine = 0.0;    ///< currency
  double absence_fine = 0.0;     ///< currency per unexcused absence
  int absences_for_review = 0;   ///< unexcused absences in a row; 0: never
  double monitoring = 0.0;       ///< chance that official monitoring sees a defection, [0,1]
  double false_positive = 0.0;   ///< chance that a contributor is wrongly accused, [0,1]
  double monitoring_cost = 0.0;  ///< currency per period for the group
  Enforcer enforcer = Enforcer::nobody;
  double enforcement = 0.0;       ///< chance that a seen defection is sanctioned, [0,1]
  std::vector<double> sanctions;  ///< ladder of fines by number of earlier offences, currency
  int expel_after = 0;            ///< offences at which expulsion is voted or follows; 0: never
  bool expel_by_vote = true;      ///< the assembly decides, or it follows by rule
  int forget_offence = 26;        ///< periods after which one offence is forgiven
  double peer_cost = 0.0;         ///< cost to a peer of punishing one defector, currency
  double peer_fine = 0.0;         ///< loss of a defector for each punishing peer, currency
  double fund_fee = 0.0;          ///< contribution to the fund, currency per payment; 0: no fund
  int fund_every = 2;             ///< periods from one payment to the next
  int fund_reserve = 12;          ///< payments a member held in reserve, at which payments pause
  double late_fee = 0.0;          ///< fine for a missed payment, currency
  Distribution distribution = Distribution::capture;
  double transparency = 0.0;  ///< openness of accounts, raises what is seen, [0,1]
  bool conflict_committee = false;
  double admission_majority = 0.5;  ///< share of those present that must admit a newcomer
  double exit_penalty = 0.0;        ///< forfeited on leaving, currency
};

/// Whether members will ever owe payments into a fund.
inline bool has_fund(const Regulation& r) {
  return r.fund_fee > 0.0 && r.adoption != Adoption::never;
}

/// Whether somebody judges single cases: an officer or the assembly. Peers punish as they like.
inline bool has_judge(const Regulation& r) {
  return r.enforcer == Enforcer::officer || r.enforcer == Enforcer::assembly;
}

}  // namespace minga::core
