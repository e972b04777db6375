// Combinations within a regulation: sanctions and who applies them, votes, and the fund.
#include "checker.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace minga::io {
namespace {

using core::Enforcer;

/// What only makes sense where somebody applies it.
void check_enforcer(const core::Regulation& r, Checker& check) {
  const bool nobody = r.enforcer == Enforcer::nobody;
  const std::string others = "enforcer = peers, officer or assembly, or leave this out";
  if (nobody && !r.sanctions.empty()) {
    check.fault("sanctions", r.sanctions, "nobody applies these sanctions", others);
  }
  if (nobody && r.expel_after > 0) {
    check.fault("expel_after", r.expel_after, "nobody expels", others);
  }
  if (nobody && r.enforcement > 0.0) {
    check.fault("enforcement", r.enforcement, "nobody enforces", others);
  }
  if (core::has_judge(r) && r.enforcement == 0.0 && (!r.sanctions.empty() || r.expel_after > 0)) {
    check.fault("enforcement", r.enforcement, "sanctions are given that are never applied",
                "a chance above 0");
  }
  if (r.enforcer == Enforcer::officer && r.monitoring == 0.0) {
    check.fault("monitoring", r.monitoring, "an officer without monitoring sees nothing",
                "a chance above 0, or another enforcer");
  }
}

/// Peers punish as they like: at their own cost, by the gap, and without a ladder.
void check_peers(const core::Regulation& r, Checker& check) {
  if (r.enforcer == Enforcer::peers) {
    if (!r.sanctions.empty()) {
      check.fault("sanctions", r.sanctions, "peers apply no ladder of fines",
                  "peer_fine, or enforcer = officer or assembly");
    }
    if (r.peer_fine == 0.0 && r.expel_after == 0) {
      check.fault("peer_fine", r.peer_fine, "peers punish, and nothing is lost by it",
                  "a fine above 0, expel_after above 0, or enforcer = nobody");
    }
    return;
  }
  for (const auto& [key, value] :
       {std::pair{"peer_cost", r.peer_cost}, std::pair{"peer_fine", r.peer_fine}}) {
    if (value > 0.0) {
      check.fault(key, value, "peers do not punish under this regulation",
                  "enforcer = peers, or leave this out");
    }
  }
}

void check_ladder(const core::Regulation& r, Checker& check) {
  const auto falls = std::adjacent_find(r.sanctions.begin(), r.sanctions.end(), std::greater<>());
  if (falls == r.sanctions.end())
    return;
  check.fault(
      "sanctions", r.sanctions,
      fmt::format("a repeated offence would cost less: {} after {}", *std::next(falls), *falls),
      "fines that do not fall with repetition");
}

/// A vote passes with more than the majority: more than all is never had.
void check_votes(const core::Regulation& r, Checker& check) {
  const bool expels = r.enforcer != Enforcer::nobody && r.expel_after > 0 && r.expel_by_vote;
  const bool votes = r.adoption == core::Adoption::vote || expels || r.absences_for_review > 0;
  if (votes && r.majority >= 1.0) {
    check.fault("majority", r.majority,
                "a vote passes with more than this share, and more than all never vote",
                "a share below 1; near 1 only all together are more");
  }
}

void check_fund(const core::Regulation& r, Checker& check) {
  if (r.fund_fee == 0.0 && r.late_fee > 0.0) {
    check.fault("late_fee", r.late_fee, "there is no fund to pay late into",
                "fund_fee above 0, or leave this out");
  }
  if (r.fund_fee > 0.0 && r.fund_reserve == 0) {
    check.fault("fund_reserve", r.fund_reserve,
                "payments pause at this reserve, so that none is ever due",
                "1 or more, or fund_fee = 0");
  }
}

}  // namespace

void check_struct(const core::Regulation& r, const Node& at, const std::string& path,
                  Reading& reading) {
  Checker check(at, path, reading);
  check_enforcer(r, check);
  check_peers(r, check);
  check_ladder(r, check);
  check_votes(r, check);
  check_fund(r, check);
  if (r.monitoring == 0.0 && r.monitoring_cost > 0.0) {
    check.fault("monitoring_cost", r.monitoring_cost, "monitoring is paid that sees nothing",
                "monitoring above 0, or 0");
  }
}

}  // namespace minga::io
