#include "check_association.hpp"

#include "minga/core/structure.hpp"
#include "minga/io/count.hpp"
#include "occurs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <map>

namespace minga::io {
namespace {

bool needs_some(core::GameForm form) {
  return form == core::GameForm::threshold || form == core::GameForm::cost_sharing;
}

std::string firms_text(int firms) { return counted(static_cast<std::uint64_t>(firms), "firm"); }

}  // namespace

void AssociationChecker::alone() {
  names();
  for (std::size_t i = 0; i < s_.association.size(); ++i) {
    const core::Association& a = s_.association[i];
    const std::string path = fmt::format("association[{}]", i);
    counts(a, path);
    occurs(a, path);
    action_names(a, path);
    client(a, path);
    formal(a, path);
  }
}

void AssociationChecker::with_members() {
  for (std::size_t i = 0; i < s_.association.size(); ++i) {
    const core::Association& a = s_.association[i];
    const std::string path = fmt::format("association[{}]", i);
    if (!good({path + ".min_members", path + ".firms", "population.firms", "structure"}))
      continue;
    const int firms = founders(a);
    if (firms + s_.population.entrants < 2) {
      check_.fault(a.firms > 0 ? path + ".firms" : "population.firms", firms,
                   "one firm is no group", "2 or more");
      continue;
    }
    if (a.min_members > firms) {
      check_.fault(path + ".min_members", a.min_members,
                   fmt::format("the group starts with {}", firms_text(firms)),
                   fmt::format("at most {}", firms));
    }
    thresholds(a, path, firms);
    votes(a, path, firms + s_.population.entrants);
  }
}

/// Results tell associations apart by name.
void AssociationChecker::names() {
  std::map<std::string, std::size_t> named;
  for (std::size_t i = 0; i < s_.association.size(); ++i) {
    const std::string& name = s_.association[i].name;
    const auto [first, is_new] = named.emplace(name, i);
    if (!is_new) {
      check_.fault(fmt::format("association[{}].name", i), name,
                   fmt::format("association[{}] has this name", first->second),
                   "a name of its own; copies = 2 and more for several of one make");
    }
  }
}

void AssociationChecker::counts(const core::Association& a, const std::string& path) {
  const bool fund = core::has_fund(a.regulation);
  const int most = core::kMaxActions - (fund ? 1 : 0);
  if (static_cast<int>(a.actions.size()) > most) {
    check_.fault(path + ".action", static_cast<int>(a.actions.size()), "there are too many actions",
                 fmt::format("at most {}{}", most, fund ? " beside the fund" : ""));
  }
}

/// Payments into a fund go on without any action.
void AssociationChecker::occurs(const core::Association& a, const std::string& path) {
  const bool sound = good({path + ".action", path + ".facilitator", "facilitator", "time"});
  if (!sound || a.actions.empty() || core::has_fund(a.regulation) ||
      !std::all_of(a.actions.begin(), a.actions.end(),
                   [&](const core::Action& x) { return never_occurs(s_, a, x); }))
    return;
  const core::Action& first = a.actions.front();
  const bool waits = first.phase > 2 && stays_before_business(s_, a);
  const std::string why =
      waits ? "no group gets beyond phase 2 without a pilot, so that no action ever takes place"
            : fmt::format(
                  "is due in the first of {} only, when the group is in phase 1, so that no "
                  "action ever takes place",
                  counted(static_cast<std::uint64_t>(s_.time.periods), "period"));
  if (waits) {
    check_.fault(path + ".action[0].phase", first.phase, why,
                 "phase 1 or 2, or an action of phase 1 or 2 with pilot = true");
  } else {
    check_.fault(path + ".action[0].every", first.every, why,
                 fmt::format("below {}, or phase = 1", s_.time.periods));
  }
}

void AssociationChecker::action_names(const core::Association& a, const std::string& path) {
  std::map<std::string, std::size_t> named;
  for (std::size_t i = 0; i < a.actions.size(); ++i) {
    const std::string& name = a.actions[i].name;
    const auto [first, is_new] = named.emplace(name, i);
    if (!is_new) {
      check_.fault(fmt::format("{}.action[{}].name", path, i), name,
                   fmt::format("{}.action[{}] has this name", path, first->second),
                   "a name of its own for each action of an association");
    }
  }
}

/// What takes more contributions than there are members to give them.
void AssociationChecker::thresholds(const core::Association& a, const std::string& path,
                                    int firms) {
  const int slots = firms + s_.population.entrants;
  const bool circles = s_.structure.kind == core::StructureKind::partners ||
                       s_.structure.kind == core::StructureKind::strangers;
  for (std::size_t i = 0; i < a.actions.size(); ++i) {
    const std::string key = fmt::format("{}.action[{}].threshold", path, i);
    const double needed = a.actions[i].threshold;
    if (!good({key, "population"}) || !needs_some(a.actions[i].form))
      continue;
    if (needed > slots) {
      check_.fault(key, needed, fmt::format("there will never be more than {}", firms_text(slots)),
                   fmt::format("at most {}", slots));
    } else if (circles && needed > s_.structure.group_size) {
      check_.fault(key, needed,
                   fmt::format("{} play together (structure.group_size)",
                               firms_text(s_.structure.group_size)),
                   fmt::format("at most {}", s_.structure.group_size));
    } else if (needed > firms) {
      check_.note(key, needed,
                  fmt::format("the group starts with {}, so that nothing is had before others join",
                              firms_text(firms)));
    }
  }
}

/// The accused has no vote, so that a majority of all members may never be had.
void AssociationChecker::votes(const core::Association& a, const std::string& path, int slots) {
  const core::Regulation& r = a.regulation;
  const bool expels = r.enforcer != core::Enforcer::nobody && r.expel_after > 0 && r.expel_by_vote;
  if (r.majority_base != core::MajorityBase::members || (!expels && r.absences_for_review == 0))
    return;
  if (slots - 1.0 <= r.majority * slots && slots > 1) {
    check_.fault(path + ".regulation.majority", r.majority,
                 fmt::format("{} others vote on expelling one of {}, and more than this share of "
                             "all must",
                             slots - 1, firms_text(slots)),
                 fmt::format("below {:.4g}, or majority_base = present", (slots - 1.0) / slots));
  }
}

/// One buyer faces the group only where that is what the group is, and buys something of it.
void AssociationChecker::client(const core::Association& a, const std::string& path) {
  if (!a.client)
    return;
  const std::string at = path + ".client";
  if (a.kind != core::AssociationKind::vertical_network) {
    check_.fault(at, std::string(core::name_of(a.kind)),
                 "one client faces the group in a vertical network only; members of the other "
                 "kinds sell to many",
                 "kind = vertical-network, or leave this out");
  }
  std::string names;
  bool found = false;
  for (const core::Action& action : a.actions) {
    const bool sold = action.form != core::GameForm::side_deal;
    found = found || (sold && action.name == a.client->buys);
    if (sold)
      names += (names.empty() ? "" : " or ") + action.name;
  }
  if (!found && good({at + ".buys", path + ".action"})) {
    check_.fault(at + ".buys", a.client->buys,
                 "the group has no action of this name whose yield somebody could pay", names);
  }
  development(*a.client, at);
}

/// Money that teaches nothing, and teaching that nobody pays for.
void AssociationChecker::development(const core::Client& c, const std::string& path) {
  if (c.development > 0.0 && c.development_effect == 0.0) {
    check_.fault(path + ".development", c.development,
                 "the client's spending teaches its suppliers nothing",
                 "development_effect above 0, or 0");
  }
  if (c.development > 0.0)
    return;
  for (const auto& [key, value] : {std::pair{"development_effect", c.development_effect},
                                   std::pair{"development_co_finance", c.development_co_finance}}) {
    if (value > 0.0) {
      check_.fault(path + '.' + key, value, "the client spends nothing on development",
                   "development above 0, or leave this out");
    }
  }
}

/// `formal` is short for a start at the start.
void AssociationChecker::formal(const core::Association& a, const std::string& path) {
  const bool later = a.formalise == core::Formalise::month || a.formalise == core::Formalise::phase;
  if (a.formal && later) {
    check_.fault(path + ".formalise", std::string(core::name_of(a.formalise)),
                 "the group is formal from the start", "formal = false, or leave this out");
  }
}

int AssociationChecker::founders(const core::Association& a) const {
  if (core::is_network(s_.structure.kind))
    return core::most_founders(s_, 0);
  return a.firms > 0 && !core::places_firms(s_.structure.kind) ? a.firms : s_.population.firms;
}

bool AssociationChecker::good(std::initializer_list<std::string> paths) const {
  return std::none_of(paths.begin(), paths.end(),
                      [this](const std::string& path) { return reading_.faults.about(path); });
}

}  // namespace minga::io
