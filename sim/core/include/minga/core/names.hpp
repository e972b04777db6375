// Closed vocabularies of the model and their names in files: enumerations that the engine branches
// on. Open vocabularies (profiles, regulations, strategies, actions, cases) are data and never
// appear here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace minga::core {

/// Form of the n-person game that a collective action is (docs/model/odd.md).
enum class GameForm : std::uint8_t {
  linear,
  purchase,
  threshold,
  weakest_link,
  side_deal,
  club,
  cost_sharing,
  common_pool,
  information
};
/// Rule by which the common yield of an action is shared among members.
enum class Distribution : std::uint8_t { capture, equal, contribution, size };
/// Who applies sanctions to a member seen breaking the rules.
enum class Enforcer : std::uint8_t { nobody, peers, officer, assembly };
/// When a regulation enters into force.
enum class Adoption : std::uint8_t { never, start, vote };
/// When a group takes a legal form: never, at the start, in a month, or on reaching a phase.
enum class Formalise : std::uint8_t { never, start, month, phase };
/// Base over which a quorum is counted.
enum class QuorumBase : std::uint8_t { members, confirmed };
/// Base over which a majority is counted.
enum class MajorityBase : std::uint8_t { present, members };
/// How far a firm takes part: an experimental factor, or a state that moves.
enum class ParticipationMode : std::uint8_t { fixed, endogenous };
/// Shape of the conditional-cooperation schedule m(tau).
enum class NormForm : std::uint8_t { line, threshold };
/// Decision rule in use: the model's, or its rivals (structural uncertainty): the best response to
/// the same expectations, or habits that success strengthens, which expect nothing.
enum class DecisionRule : std::uint8_t { logit, best_response, reinforcement };
/// Belief rule in use: Bayes over profiles, or adaptive expectations (a rival).
enum class BeliefRule : std::uint8_t { bayes, adaptive };
/// Which firms sit together and who plays with whom (docs/model/odd.md).
enum class StructureKind : std::uint8_t {
  group,
  partners,
  strangers,
  overlapping,
  star,
  territory,
  lattice,
  small_world,
  scale_free,
  edge_list,
  hyperedges
};
/// What makes an association in a network of firms: a firm with its neighbours, or a tie.
enum class GroupsFrom : std::uint8_t { neighbourhoods, edges };
/// Whose beliefs about a firm there are: one that all members share, or each member's own.
enum class BeliefScope : std::uint8_t { group, partner };
/// Kind of association; recorded, and the source of typical sizes and horizons.
enum class AssociationKind : std::uint8_t {
  simple_network,
  complex_network,
  vertical_network,
  cluster,
  cooperative,
  consortium
};
/// What a facilitator can spend days on (docs/model/odd.md).
enum class Activity : std::uint8_t {
  call_select,
  sensitise,
  diagnose,
  visit,
  social,
  mediate,
  draft_regulation,
  pilot_support,
  planning,
  train_leaders,
  link,
  monitor_accounts,
  do_for_them
};
inline constexpr std::size_t kActivities = 13;
/// What a facilitator can see and react to (observable only).
enum class Indicator : std::uint8_t {
  attendance,
  fund_payments,
  compliance,
  agreements_kept,
  conflict,
  sales,
  members,
  month,
  phase
};
inline constexpr std::size_t kIndicators = 9;
/// Side of a threshold on which a facilitator's rule fires.
enum class Comparison : std::uint8_t { below, above };
/// Who gets the days of facilitators that are too few: all alike, who comes together least, or who
/// keeps its agreements best.
enum class Allotment : std::uint8_t { equal, need, promise };
/// State of a group at the end of a period.
enum class GroupState : std::int8_t { alive = 0, dormant = 1, dissolved = 2, not_formed = 3 };
/// Why a group dissolved or fell dormant.
enum class Cause : std::int8_t { none = 0, too_few, quorum, distrust, drained, vote };
/// State of a firm at the end of a period.
enum class FirmStatus : std::int8_t { candidate = 0, member = 1, left = 2, expelled = 3 };
/// What an entry of the event log records.
enum class EventKind : std::int8_t {
  joined = 0,
  left,
  expelled,
  sanctioned,
  wrongly_sanctioned,
  peer_punished,
  fined_absence,
  fined_lateness,
  review_vote,
  representative_changed,
  regulation_adopted,
  regulation_rejected,
  pilot_done,
  plan_agreed,
  routine_reached,
  manager_hired,
  facilitator_exit,
  funding_ended,
  standing_alone,
  phase_changed,
  quorum_failed,
  conflict,
  dissolved,
  dormant,
  facilitator_replaced,
  founded,
  client_squeezed,
  formalised
};

/// Names of an enumeration's values, in the order of the values, as files spell them.
template <class Enum>
constexpr auto names() = delete;

#define MINGA_NAMES(Enum, ...)                             \
  template <>                                              \
  constexpr auto names<Enum>() {                           \
    return std::to_array<std::string_view>({__VA_ARGS__}); \
  }
MINGA_NAMES(GameForm, "linear", "purchase", "threshold", "weakest-link", "side-deal", "club",
            "cost-sharing", "common-pool", "information")
MINGA_NAMES(Distribution, "capture", "equal", "contribution", "size")
MINGA_NAMES(Enforcer, "nobody", "peers", "officer", "assembly")
MINGA_NAMES(Adoption, "never", "start", "vote")
MINGA_NAMES(Formalise, "never", "start", "month", "phase")
MINGA_NAMES(QuorumBase, "members", "confirmed")
MINGA_NAMES(MajorityBase, "present", "members")
MINGA_NAMES(ParticipationMode, "fixed", "endogenous")
MINGA_NAMES(NormForm, "line", "threshold")
MINGA_NAMES(DecisionRule, "logit", "best-response", "reinforcement")
MINGA_NAMES(BeliefRule, "bayes", "adaptive")
MINGA_NAMES(StructureKind, "group", "partners", "strangers", "overlapping", "star", "territory",
            "lattice", "small-world", "scale-free", "edge-list", "hyperedges")
MINGA_NAMES(GroupsFrom, "neighbourhoods", "edges")
MINGA_NAMES(BeliefScope, "group", "partner")
MINGA_NAMES(AssociationKind, "simple-network", "complex-network", "vertical-network", "cluster",
            "cooperative", "consortium")
MINGA_NAMES(Activity, "call_select", "sensitise", "diagnose", "visit", "social", "mediate",
            "draft_regulation", "pilot_support", "planning", "train_leaders", "link",
            "monitor_accounts", "do_for_them")
MINGA_NAMES(Indicator, "attendance", "fund_payments", "compliance", "agreements_kept", "conflict",
            "sales", "members", "month", "phase")
MINGA_NAMES(Comparison, "below", "above")
MINGA_NAMES(GroupState, "alive", "dormant", "dissolved", "not_formed")
MINGA_NAMES(Allotment, "equal", "need", "promise")
MINGA_NAMES(Cause, "none", "too_few_members", "quorum_failures", "distrust", "drained_fund", "vote")
MINGA_NAMES(FirmStatus, "candidate", "member", "left", "expelled")
MINGA_NAMES(EventKind, "joined", "left", "expelled", "sanctioned", "wrongly_sanctioned",
            "peer_punished", "fined_absence", "fined_lateness", "review_vote",
            "representative_changed", "regulation_adopted", "regulation_rejected", "pilot_done",
            "plan_agreed", "routine_reached", "manager_hired", "facilitator_exit", "funding_ended",
            "standing_alone", "phase_changed", "quorum_failed", "conflict", "dissolved", "dormant",
            "facilitator_replaced", "founded", "client_squeezed", "formalised")
#undef MINGA_NAMES

/// Name of a value as files spell it.
template <class Enum>
constexpr std::string_view name_of(Enum value) {
  return names<Enum>()[static_cast<std::size_t>(value)];
}
/// Value with a name, or nothing where no value has it.
template <class Enum>
constexpr std::optional<Enum> from_name(std::string_view name) {
  constexpr auto all = names<Enum>();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] == name)
      return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace minga::core
