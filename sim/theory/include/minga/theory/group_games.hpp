// Games of a group of n players: public goods with their remedies (leaving, punishing), thresholds,
// volunteers, shared risks; and the association model's actions seen as such games. Expected
// payoffs in a population are payoffs.hpp's business.
#pragma once

#include "minga/core/action.hpp"
#include "minga/core/names.hpp"
#include "minga/theory/game.hpp"

#include <cstdint>
#include <optional>

namespace minga::theory {

/// Peers who punish: each fines every defector and pays for each fine.
struct PeerPunishment {
  double fine = 1.0;          ///< beta, lost by the punished for each punisher
  double cost = 0.3;          ///< gamma, paid by the punisher for each punished
  double second_order = 0.0;  ///< alpha, share of fine and cost for plain cooperators, who do not
                              ///< punish; only where a defector shows that they do not
};

/// A pool for sanctions, paid before play whether or not somebody defects.
struct PoolPunishment {
  double fine = 1.0;          ///< B, lost by the punished for each one who paid into the pool
  double fee = 0.3;           ///< G, paid into the pool
  bool second_order = false;  ///< whether cooperators who have not paid are fined like defectors
};

/// Linear public good with optional participation and punishment: strategies cooperate, defect,
/// then as given loner, peer punisher, pool punisher. Punishers contribute. Where there are loners,
/// a participant whom nobody joins acts as a loner and gets sigma (Hauert, De Monte, Hofbauer,
/// Sigmund 2002, Science 296:1129; Hauert, Traulsen, Brandt, Nowak, Sigmund 2007, Science 316:1905;
/// Sigmund, De Silva, Traulsen, Hauert 2010, Nature 466:861).
struct PublicGood {
  int group = 5;                  ///< n, players asked to take part; 0: as many as there are, for
                                  ///< graphs, where each node's group has its own size
  double multiplier = 3.0;        ///< r, total yield per unit contributed
  double cost = 1.0;              ///< c, a contribution
  bool others_only = false;       ///< a contribution goes to the other participants only (2010)
  std::optional<double> loner{};  ///< sigma, payoff of who stays out; absent: nobody can
  std::optional<PeerPunishment> peers{};
  std::optional<PoolPunishment> pool{};
};
GroupGame public_good(const PublicGood& parameters);

/// Everybody gets `benefit` if at least `threshold` contribute; contributors pay `cost` and, when
/// it is missed, get the share `refund` of it back (Palfrey, Rosenthal 1984, J. Public Econ.
/// 24:171).
GroupGame threshold_public_good(int group, int threshold, double benefit, double cost,
                                double refund = 0.0);

/// One volunteer is enough (Diekmann 1985, J. Confl. Resolut. 29:605); benefit > cost > 0.
GroupGame volunteers_dilemma(int group, double benefit, double cost);

/// Public good of yield `multiplier`, but nothing below `threshold` contributors (Pacheco, Santos,
/// Souza, Skyrms 2009, Proc. R. Soc. B 276:315).
GroupGame group_stag_hunt(int group, int threshold, double multiplier, double cost);

/// The cost is shared by those who contribute, the benefit is all's (Zheng, Yin, Chan, Hui 2007,
/// EPL 80:18002).
GroupGame group_snowdrift(int group, double benefit, double cost);

/// What is at risk where too few give.
enum class RiskedPart : std::uint8_t {
  rest,      ///< what each has left (Milinski et al. 2008, PNAS 105:2291)
  endowment  ///< an endowment of each, besides what was given (Santos, Pacheco 2011, PNAS
             ///< 108:10421)
};

/// Whoever gives pays the share `cost` of the endowment; below `threshold` givers all lose what is
/// at risk with chance `risk`. With an endowment b at risk a giver always gets cost x b less than
/// who gives nothing, and may end with less than nothing.
GroupGame collective_risk(int group, int threshold, double endowment, double cost, double risk,
                          RiskedPart lost = RiskedPart::rest);

/// The two-player game as a group of two.
GroupGame as_group_game(const MatrixGame& game);

/// Contributing fully or not to an action of the association model, at mean size, competence and
/// market, without regulation (core/game.hpp).
GroupGame from_action(const core::Action& action, core::Distribution distribution, int group);

}  // namespace minga::theory
