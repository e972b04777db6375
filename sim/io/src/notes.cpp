#include "notes.hpp"

#include "minga/core/game.hpp"
#include "minga/core/structure.hpp"
#include "minga/io/count.hpp"
#include "occurs.hpp"
#include "path.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace minga::io {
namespace {

bool anybody_works(const core::Scenario& s) {
  return core::works(s.facilitator) ||
         std::any_of(s.association.begin(), s.association.end(), [](const core::Association& a) {
           return a.facilitator && core::works(*a.facilitator);
         });
}

bool has_pot(const core::Action& a) { return core::has_pot(a.form); }

/// The first thing that a regulation says and that would hold only once it is in force.
const char* first_rule(const core::Regulation& r, bool sizes_differ) {
  if (r.commitment > 0.0)
    return "commitment";
  if (r.quorum > 0.0)
    return "quorum";
  if (r.fund_fee > 0.0)
    return "fund_fee";
  if (r.lateness_fine > 0.0)
    return "lateness_fine";
  if (r.absence_fine > 0.0)
    return "absence_fine";
  if (r.absences_for_review > 0)
    return "absences_for_review";
  if (r.enforcer != core::Enforcer::nobody)
    return "enforcer";
  if (r.monitoring > 0.0)
    return "monitoring";
  // among firms of one size the stronger take no more, whatever is agreed
  if (r.distribution != core::Distribution::capture && sizes_differ)
    return "distribution";
  return r.exit_penalty > 0.0 ? "exit_penalty" : nullptr;
}

std::size_t candidates(const core::Scenario& s) {
  std::size_t groups = 0;
  for (const core::Association& a : s.association)
    groups += static_cast<std::size_t>(a.copies);
  return groups;
}

}  // namespace

void Notes::operator()() {
  support(s_.facilitator, "facilitator");
  co_finance();
  participation();
  if (s_.programme.enabled)
    programme();
  market();
  structure();
  distances();
  beginning();
  for (std::size_t i = 0; i < s_.association.size(); ++i)
    association(s_.association[i], fmt::format("association[{}]", i));
}

/// Whether the file, or an override, says it itself.
bool Notes::given(const std::string& path) const {
  const Node* at = &root_;
  const auto steps = parse_path(path);
  for (const Step& step : *steps) {
    if (step.is_index) {
      if (!at->is_array() || step.index >= at->items.size())
        return false;
      at = &at->items[step.index];
    } else {
      at = at->find(step.key);
      if (at == nullptr)
        return false;
    }
  }
  return true;
}

/// Strategies are made for three years, so that a shorter run never sees the exit.
void Notes::support(const core::Facilitator& f, const std::string& path) {
  const double horizon = s_.time.periods * core::period_months(s_.time);
  const double money = s_.institution.funding_months;
  if (core::works(f) && std::min(f.exit_month, money) > horizon) {
    const bool exit_first = f.exit_month <= money;
    check_.note(exit_first ? path + ".exit_month" : "institution.funding_months",
                exit_first ? f.exit_month : money,
                fmt::format("the run ends in month {:.4g}, so that nothing is seen of the time "
                            "after support",
                            horizon));
  }
  // who would stay to the end goes with the money by definition (the strategy "dependent")
  if (core::works(f) && money < f.exit_month && f.exit_month <= last_month(s_.time)) {
    check_.note(
        "institution.funding_months", money,
        fmt::format("the money ends before {}.exit_month, {:.4g}: the facilitator leaves "
                    "with it{}",
                    path, f.exit_month,
                    f.taper_months > 0.0 ? ", and withdraws less gradually than planned" : ""));
  }
  co_investment(f, path);
  const double leaves = std::min({f.exit_month, money, horizon});
  for (std::size_t i = 0; i < f.rules.size(); ++i) {
    const core::FacilitatorRule& rule = f.rules[i];
    if (rule.when == core::Indicator::month && rule.comparison == core::Comparison::above &&
        rule.value >= leaves) {
      check_.note(fmt::format("{}.rule[{}].value", path, i), rule.value,
                  fmt::format("the facilitator is there until month {:.4g}, so that this rule "
                              "never fires",
                              leaves));
    }
  }
}

void Notes::co_finance() {
  if (anybody_works(s_))
    return;
  const std::string why =
      "outside money comes with a facilitator's days, and there are none: nothing is co-financed";
  if (s_.institution.co_finance > 0.0 && given("institution.co_finance"))
    check_.note("institution.co_finance", s_.institution.co_finance, why);
  for (std::size_t i = 0; i < s_.association.size(); ++i) {
    const auto& client = s_.association[i].client;
    if (client && client->development_co_finance > 0.0) {
      check_.note(fmt::format("association[{}].client.development_co_finance", i),
                  client->development_co_finance, why);
    }
  }
}

void Notes::participation() {
  const core::Participation& p = s_.participation;
  if (!p.split.empty() && given("participation.rate")) {
    check_.note("participation.rate", p.rate,
                "plays no part: participation.split and levels say how far each takes part");
  }
}

void Notes::programme() {
  const core::Programme& p = s_.programme;
  if (p.facilitators > 0 && !anybody_works(s_)) {
    check_.note("programme.facilitators", p.facilitators,
                "the facilitator's strategy has no day of work, so that no group is called or "
                "served");
  }
  const std::size_t groups = candidates(s_);
  const std::string all = counted(groups, "candidate group");
  const auto served =
      static_cast<std::size_t>(p.facilitators) * static_cast<std::size_t>(p.groups_each);
  if (served > groups) {
    check_.note("programme.groups_each", p.groups_each,
                fmt::format("{} could serve {}, and there are {}",
                            counted(static_cast<std::uint64_t>(p.facilitators), "facilitator"),
                            counted(served, "group"), all));
  }
  if (static_cast<std::size_t>(p.places) > groups) {
    check_.note("programme.places", p.places,
                fmt::format("there are {}, so that places stay empty", all));
  }
  if (p.coordination.reallocates && p.reallocate_attendance == 0.0) {
    check_.note("programme.reallocate_attendance", p.reallocate_attendance,
                "attendance is never below 0, so that no group ever loses its support");
  }
  const core::Institution& i = s_.institution;
  if (p.money > 0.0 && i.co_finance == 0.0 && i.co_finance_end == 0.0) {
    check_.note("programme.money", p.money,
                "institution.co_finance is 0 all along, so that there is nothing to pay from it");
  }
}

void Notes::market() {
  const core::Market& m = s_.market;
  const bool tempts =
      std::any_of(s_.association.begin(), s_.association.end(), [](const core::Association& a) {
        return std::any_of(a.actions.begin(), a.actions.end(),
                           [](const core::Action& x) { return x.side_gain > 0.0; });
      });
  if (tempts && m.counter_offers > 0.0)
    return;
  const std::string why = tempts ? "intermediaries make no offers (market.counter_offers = 0)"
                                 : "no action has a side_gain that an intermediary could offer";
  if (m.intermediary_response > 0.0)
    check_.note("market.intermediary_response", m.intermediary_response, why);
  if (m.intermediary_selectivity > 0.0)
    check_.note("market.intermediary_selectivity", m.intermediary_selectivity, why);
}

/// Numbers of another kind of structure than the one that is chosen.
void Notes::structure() {
  using Shape = core::StructureKind;
  const core::Structure& s = s_.structure;
  const core::Structure unset;
  const auto idle = [&](const char* key, auto value, auto none, bool used) {
    if (value != none && !used) {
      check_.note(fmt::format("structure.{}", key), value,
                  fmt::format("plays no part in kind = {}", core::name_of(s.kind)));
    }
  };
  const bool circles = s.kind == Shape::partners || s.kind == Shape::strangers;
  idle("group_size", s.group_size, unset.group_size, circles);
  idle("overlap", s.overlap, unset.overlap, s.kind == Shape::overlapping);
  idle("hubs", s.hubs, unset.hubs, s.kind == Shape::star);
  idle("side_km", s.side_km, unset.side_km, s.kind == Shape::territory);
  idle("neighbours", s.neighbours, unset.neighbours,
       s.kind == Shape::small_world || s.kind == Shape::scale_free);
  idle("rewiring", s.rewiring, unset.rewiring, s.kind == Shape::small_world);
}

void Notes::association(const core::Association& a, const std::string& path) {
  if (a.facilitator)
    support(*a.facilitator, path + ".facilitator");
  rules(a, path);
  legal_form(a, path);
  waiting(a, path);
  sizes(a, path);
  for (std::size_t i = 0; i < a.actions.size(); ++i)
    action(a, i, fmt::format("{}.action[{}]", path, i));
}

/// Phase 3 takes a pilot, unless a facilitator jumps to business (docs/model/odd.md, 7.21).
void Notes::waiting(const core::Association& a, const std::string& path) {
  if (!stays_before_business(s_, a))
    return;
  for (std::size_t i = 0; i < a.actions.size(); ++i) {
    if (never_occurs(s_, a, a.actions[i]) && a.actions[i].phase > 2) {
      check_.note(fmt::format("{}.action[{}].phase", path, i), a.actions[i].phase,
                  "no group gets beyond phase 2 without a pilot, and no action is one "
                  "(pilot = true)");
    }
  }
}

void Notes::rules(const core::Association& a, const std::string& path) {
  const core::Regulation& r = a.regulation;
  const std::string at = path + ".regulation.";
  if (r.adoption == core::Adoption::never) {
    if (const char* rule = first_rule(r, s_.population.size_cv > 0.0)) {
      check_.note(at + "adoption", std::string(core::name_of(r.adoption)),
                  fmt::format("the regulation has rules ({}), and never enters into force", rule));
    }
    return;
  }
  if (r.false_positive > 0.0 && !core::has_judge(r)) {
    check_.note(at + "false_positive", r.false_positive,
                "nobody is accused where neither officer nor assembly sanctions");
  }
  if (r.distribution == core::Distribution::contribution &&
      std::none_of(a.actions.begin(), a.actions.end(), has_pot)) {
    check_.note(at + "distribution", std::string(core::name_of(r.distribution)),
                "no action is linear, threshold or weakest-link, so that there is nothing to "
                "share by contribution");
  }
  if (core::has_fund(r) && r.fund_every >= s_.time.periods) {
    check_.note(at + "fund_every", r.fund_every,
                fmt::format("there are {}, so that one payment is due at most",
                            counted(static_cast<std::uint64_t>(s_.time.periods), "period")));
  }
}

void Notes::legal_form(const core::Association& a, const std::string& path) {
  if (a.formal || a.formalise != core::Formalise::never)
    return;
  for (const auto& [key, value] :
       {std::pair{"formal_cost", a.formal_cost}, std::pair{"formalise_cost", a.formalise_cost},
        std::pair{"formal_exit_cost", a.formal_exit_cost}}) {
    if (value > 0.0)
      check_.note(path + '.' + key, value, "the group never takes a legal form");
  }
}

void Notes::action(const core::Association& a, std::size_t at, const std::string& path) {
  const core::Action& x = a.actions[at];
  if (x.every >= s_.time.periods && s_.time.periods > 1) {
    check_.note(path + ".every", x.every,
                fmt::format("there are {}, so that it could occur in the first one only",
                            counted(static_cast<std::uint64_t>(s_.time.periods), "period")));
  }
  if (x.side_gain == 0.0 && x.side_loss > 0.0) {
    check_.note(path + ".side_loss", x.side_loss,
                "there is no side_gain, so that nobody makes a side deal");
  }
}

}  // namespace minga::io
