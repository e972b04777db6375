// The forms of game that files can name, with the numbers that each takes.
#include "minga/theory/scenario.hpp"

namespace minga::theory {

const std::vector<FormEntry>& forms() {
  using enum Form;
  static const std::vector<FormEntry> all{
      {matrix,
       "Any symmetric game of two players, as a payoff matrix",
       "the file's own",
       {"payoff"},
       {"strategies", "dilemma"}},
      {prisoners_dilemma,
       "Prisoner's dilemma, T > R > P > S",
       "Axelrod, Hamilton 1981, Science 211:1390",
       {},
       {"temptation", "reward", "punishment", "sucker"}},
      {donation,
       "Donation game: cooperating costs c and gives the other b > c",
       "Nowak 2006, Science 314:1560",
       {"benefit", "cost"}},
      {stag_hunt,
       "Stag hunt: each is best against itself",
       "Skyrms 2004, The Stag Hunt",
       {"stag", "alone", "hare_alone", "hare_together"}},
      {snowdrift,
       "Snowdrift: two share the cost that one alone would bear",
       "Hauert, Doebeli 2004, Nature 428:643",
       {"benefit", "cost"}},
      {hawk_dove,
       "Hawk-dove: who fights for a resource may be hurt",
       "Maynard Smith, Price 1973, Nature 246:15",
       {"value", "cost"}},
      {coordination,
       "Pure coordination: only doing the same pays",
       "Schelling 1960, The Strategy of Conflict",
       {"first", "second"}},
      {continuous_snowdrift,
       "Continuous snowdrift: a benefit of what both invest, a cost of what oneself does",
       "Doebeli, Hauert, Killingback 2004, Science 306:859; with others_only the continuous "
       "prisoner's dilemma of Killingback, Doebeli, Knowlton 1999, Proc. R. Soc. B 266:1723",
       {"benefit", "benefit_quadratic", "cost", "cost_quadratic"},
       {"most", "investments", "others_only"}},
      {public_good,
       "Linear public good; loners, punishing peers, a pool for sanctions, fines",
       "Hauert et al. 2002, Science 296:1129; Hauert et al. 2007, Science 316:1905; Sigmund et al. "
       "2010, Nature 466:861",
       {"multiplier"},
       {"group", "cost", "others_only", "loner", "peers", "pool", "sanction", "dilemma"},
       true},
      {threshold,
       "A good that needs a number of contributors",
       "Palfrey, Rosenthal 1984, J. Public Econ. 24:171",
       {"group", "threshold", "benefit", "cost"},
       {"refund", "dilemma"},
       true},
      {volunteers_dilemma,
       "Volunteer's dilemma: one contributor is enough",
       "Diekmann 1985, J. Confl. Resolut. 29:605",
       {"group", "benefit", "cost"},
       {},
       true},
      {group_stag_hunt,
       "Public good that yields nothing below a number of contributors",
       "Pacheco et al. 2009, Proc. R. Soc. B 276:315",
       {"group", "threshold", "multiplier"},
       {"cost", "dilemma"},
       true},
      {group_snowdrift,
       "Contributors share a cost, all have the benefit",
       "Zheng et al. 2007, EPL 80:18002",
       {"group", "benefit", "cost"},
       {},
       true},
      {collective_risk,
       "All may lose what they have if too few give a share of it",
       "Milinski et al. 2008, PNAS 105:2291; with lost = endowment Santos, Pacheco 2011, PNAS "
       "108:10421",
       {"group", "threshold", "endowment", "cost", "risk"},
       {"lost", "dilemma"},
       true},
      {action,
       "A collective action of the association model, without regulation",
       "docs/model/odd.md",
       {"group", "action"},
       {"distribution", "dilemma"},
       true}};
  return all;
}

const FormEntry& entry_of(Form form) { return forms()[static_cast<std::size_t>(form)]; }

const std::vector<std::pair<std::string, std::string>>& group_strategy_names() {
  static const std::vector<std::pair<std::string, std::string>> all{
      {"always-contribute", "contributes whatever happens"},
      {"never-contribute", "contributes never"},
      {"grim", "contributes until somebody else does not, then never again (Friedman 1971)"},
      {"at-least-K", "contributes if K or more of the others did (Boyd, Richerson 1988)"}};
  return all;
}

}  // namespace minga::theory
