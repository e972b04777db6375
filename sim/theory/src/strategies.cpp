#include "minga/theory/strategies.hpp"

#include "minga/theory/require.hpp"

#include <algorithm>

namespace minga::theory {
namespace {

using State = Automaton::State;

/// A state left by the other's move only.
State by_other(double cooperate, int after_cooperation, int after_defection) {
  return {cooperate,
          {{{after_cooperation, after_defection}, {after_cooperation, after_defection}}}};
}

Automaton of_states(std::string name, std::vector<State> states) {
  Automaton a{std::move(name), std::move(states), 0};
  check(a);
  return a;
}

Automaton tit_for_two_tats() {
  return of_states("tit-for-two-tats", {by_other(1, 0, 1), by_other(1, 0, 2), by_other(0, 0, 2)});
}

/// Answers each defection with two, three, ... of them: states count those still due.
Automaton punishes(std::string name, int defections) {
  std::vector<State> states{by_other(1, 0, defections)};
  for (int due = 1; due <= defections; ++due)
    states.push_back(by_other(0, due - 1, defections));
  return of_states(std::move(name), std::move(states));
}

/// Axelrod 1980: defects once; then tit for tat with one apology if that was answered, otherwise
/// two cooperations and a defection every second round.
Automaton tester() {
  // 0 probe; 1 apology; 2 to 4 cooperate twice, then defect and cooperate in turn; 5, 6 tit for tat
  return of_states("tester",
                   {by_other(0, 2, 1), by_other(1, 5, 6), by_other(1, 3, 1), by_other(1, 4, 1),
                    by_other(0, 3, 1), by_other(1, 5, 6), by_other(0, 5, 6)});
}

/// Defect, cooperate, cooperate; then exploit who cooperated in both later rounds, else tit for
/// tat.
Automaton prober() {
  // 2: the other cooperated in round 2; 3: did not; 4 exploit; 5, 6 tit for tat
  return of_states("prober",
                   {by_other(0, 1, 1), by_other(1, 2, 3), by_other(1, 4, 6), by_other(1, 5, 6),
                    by_other(0, 4, 4), by_other(1, 5, 6), by_other(0, 5, 6)});
}

/// Ten rounds of cooperation, then grim for anything ever seen.
Automaton davis() {
  constexpr int kGrace = 10;
  std::vector<State> states;  // states 2t: never wronged before round t; 2t + 1: wronged
  for (int t = 0; t <= kGrace; ++t) {
    const int next = std::min(2 * (t + 1), 2 * kGrace);
    states.push_back(by_other(1, next, next + 1));
    states.push_back(by_other(t < kGrace ? 1 : 0, next + 1, next + 1));
  }
  return of_states("davis", std::move(states));
}

/// Standings: who defects without cause loses good standing, cooperating restores it. Cooperates
/// unless in good standing against a player in bad standing (Boyd 1989, J. Theor. Biol. 136:47).
Automaton contrite() {
  const auto state = [](bool good, bool other_good) {
    State s;
    const bool cooperates = !good || other_good;
    s.cooperate = cooperates ? 1.0 : 0.0;
    for (int own = 0; own < 2; ++own) {
      for (int other = 0; other < 2; ++other) {
        // a defection is with cause by one in good standing against one who is not
        const bool good_next = own == kCooperated || (good && !other_good);
        const bool other_next = other == kCooperated || (other_good && !good);
        s.next[static_cast<std::size_t>(own)][static_cast<std::size_t>(other)] =
            2 * (good_next ? 0 : 1) + (other_next ? 0 : 1);
      }
    }
    return s;
  };
  return of_states("contrite-tit-for-tat", {state(true, true), state(true, false),
                                            state(false, true), state(false, false)});
}

/// Cooperates after two rounds in each of which both did the same (Hilbe, Martinez-Vaquero,
/// Chatterjee, Nowak 2017, PNAS 114:4715).
Automaton all_or_none_2() {
  std::vector<double> after(16, 0.0);
  for (const std::size_t old : {0U, 3U}) {
    for (const std::size_t last : {0U, 3U})
      after[4 * old + last] = 1.0;
  }
  return memory_n("all-or-none-2", 2, after, 1.0);
}

std::vector<NamedStrategy> list() {
  const double third = 1.0 / 3.0;
  const std::string axelrod = "Axelrod 1980, J. Confl. Resolut. 24:3";
  const std::string press = "Press, Dyson 2012, PNAS 109:10409";
  std::vector<NamedStrategy> all;
  const auto add = [&](std::string title, std::string description, std::string source,
                       Automaton a) {
    std::string name = a.name;
    all.push_back({std::move(name), std::move(title), std::move(description), std::move(source),
                   std::move(a)});
  };
  add("Always cooperate", "cooperates whatever happens",
      "Axelrod 1984, The Evolution of Cooperation",
      of_states("always-cooperate", {by_other(1, 0, 0)}));
  add("Always defect", "defects whatever happens", "Axelrod 1984, The Evolution of Cooperation",
      of_states("always-defect", {by_other(0, 0, 0)}));
  Automaton coin = random_player(0.5);
  coin.name = "random";
  add("Random", "cooperates every second time on average", axelrod, coin);
  add("Tit for tat", "cooperates first, then does what the other did", axelrod,
      of_states("tit-for-tat", {by_other(1, 0, 1), by_other(0, 0, 1)}));
  add("Suspicious tit for tat", "tit for tat that begins with a defection",
      "Boyd, Lorberbaum 1987, Nature 327:58",
      of_states("suspicious-tit-for-tat", {by_other(0, 1, 0), by_other(1, 1, 0)}));
  add("Tit for two tats", "defects after two defections in a row", axelrod, tit_for_two_tats());
  add("Two tits for tat", "answers a defection with two",
      "Axelrod 1984, The Evolution of Cooperation", punishes("two-tits-for-tat", 2));
  add("Hard tit for tat", "defects if the other did in any of the last three rounds",
      "Stewart, Plotkin 2012, PNAS 109:10134", punishes("hard-tit-for-tat", 3));
  Automaton generous = generous_tit_for_tat(third);
  generous.name = "generous-tit-for-tat";
  add("Generous tit for tat", "tit for tat that forgives every third defection",
      "Nowak, Sigmund 1992, Nature 355:250", generous);
  add("Contrite tit for tat", "tit for tat that makes good for its own errors",
      "Boyd 1989, J. Theor. Biol. 136:47", contrite());
  add("Win stay, lose shift", "repeats what paid R or T, changes after P or S",
      "Nowak, Sigmund 1993, Nature 364:56", memory_one("win-stay-lose-shift", {1, 0, 0, 1}, 1));
  add("Grim trigger", "cooperates until the other defects once, then never again",
      "Friedman 1971, Rev. Econ. Stud. 38:1",
      of_states("grim", {by_other(1, 0, 1), by_other(0, 1, 1)}));
  add("Firm but fair", "tit for tat that offers peace after two in three mutual defections",
      "Frean 1994, Proc. R. Soc. B 257:75", memory_one("firm-but-fair", {1, 0, 1, 2.0 / 3.0}, 1));
  add("Joss", "tit for tat that defects after every tenth cooperation", axelrod,
      memory_one("joss", {0.9, 0, 0.9, 0}, 1));
  add("Grofman", "cooperates after equal moves, else with chance 2/7", axelrod,
      memory_one("grofman", {1, 2.0 / 7.0, 2.0 / 7.0, 1}, 1));
  add("Tester",
      "probes by defecting; apologises and plays tit for tat if answered, else exploits "
      "every second round",
      "Axelrod 1980, J. Confl. Resolut. 24:379", tester());
  add("Prober", "defects, then cooperates twice; exploits who did not answer, else tit for tat",
      "Mathieu, Beaufils, Delahaye 1999, Artificial Evolution, LNCS 1829:177", prober());
  add("Davis", "ten rounds of cooperation, then defects for ever if the other ever did", axelrod,
      davis());
  add("Alternator", "cooperates and defects in turn", "Axelrod 1984, The Evolution of Cooperation",
      of_states("alternator", {by_other(1, 1, 1), by_other(0, 0, 0)}));
  add("Bully", "does the opposite of what the other did, and defects first",
      "Nachbar 1992, J. Econ. Behav. Organ. 19:307",
      of_states("bully", {by_other(0, 0, 1), by_other(1, 0, 1)}));
  add("Extortion by three", "takes three times the other's surplus over mutual defection", press,
      memory_one("extort-3", {11.0 / 13.0, 0.5, 7.0 / 26.0, 0}, 1));
  add("Generous by two", "loses two times what the other loses against mutual cooperation",
      "Stewart, Plotkin 2013, PNAS 110:15348",
      memory_one("zd-generous-2", {1, 1.0 / 8.0, 1, 1.0 / 4.0}, 1));
  add("All or none of two", "cooperates after two rounds of equal moves",
      "Hilbe, Martinez-Vaquero, Chatterjee, Nowak 2017, PNAS 114:4715", all_or_none_2());
  return all;
}

}  // namespace

Automaton generous_tit_for_tat(double q) { return reactive("generous-tit-for-tat", 1.0, q, 1.0); }

double largest_generosity(double t, double r, double p, double s) {
  require(t > r && r > p && p > s, "temptation", t, "above R above P above S");
  return std::min(1.0 - (t - r) / (r - s), (r - p) / (t - p));
}

Automaton random_player(double chance) { return of_states("random", {by_other(chance, 0, 0)}); }

const std::vector<NamedStrategy>& named_strategies() {
  static const std::vector<NamedStrategy> all = list();
  return all;
}

Automaton strategy(std::string_view name) {
  std::string names;
  for (const auto& s : named_strategies()) {
    if (s.name == name)
      return s.automaton;
    names += (names.empty() ? "" : ", ") + s.name;
  }
  refuse("strategy", std::string(name), "one of " + names);
}

std::vector<Automaton> strategies(const std::vector<std::string>& names) {
  std::vector<Automaton> all;
  for (const auto& name : names)
    all.push_back(strategy(name));
  return all;
}

}  // namespace minga::theory
