#include "minga/theory/group_games.hpp"
#include "minga/theory/require.hpp"

#include <cstddef>
#include <numeric>

namespace minga::theory {
namespace {

/// Indices of the strategies, -1 for those that there are not.
struct Roles {
  int cooperator = 0, defector = 1, loner = -1, peer = -1, pool = -1;
};

int count(std::span<const int> others, int strategy) {
  return strategy < 0 ? 0 : others[static_cast<std::size_t>(strategy)];
}

/// Fines and what punishing costs, for a participant.
double sanctions(const PublicGood& g, const Roles& roles, int own, std::span<const int> others) {
  double loss = 0.0;
  const int defectors = count(others, roles.defector) + (own == roles.defector ? 1 : 0);
  if (g.peers) {
    const double second = defectors > 0 ? g.peers->second_order : 0.0;
    if (own == roles.defector)
      loss += g.peers->fine * count(others, roles.peer);
    else if (own == roles.cooperator)
      loss += second * g.peers->fine * count(others, roles.peer);
    else if (own == roles.peer)
      loss += g.peers->cost *
              (count(others, roles.defector) + second * count(others, roles.cooperator));
  }
  if (g.pool) {
    if (own == roles.pool)
      loss += g.pool->fee;
    else if (own == roles.defector || g.pool->second_order)
      loss += g.pool->fine * count(others, roles.pool);
  }
  return loss;
}

/// What a participant gets of the good when `given` of the others contribute. Nothing of others
/// comes to who is alone, as on a node without neighbours.
double share_of_good(const PublicGood& g, bool gives, int given, int participants) {
  const double value = g.multiplier * g.cost;
  if (!g.others_only)
    return value * (given + (gives ? 1 : 0)) / participants;
  return participants > 1 ? value * given / (participants - 1) : 0.0;
}

double payoff(const PublicGood& g, const Roles& roles, int own, std::span<const int> others) {
  const int group = g.group > 0 ? g.group : 1 + std::accumulate(others.begin(), others.end(), 0);
  const int participants = group - count(others, roles.loner);
  if (g.loner && (own == roles.loner || participants < 2))
    return *g.loner;
  const bool gives = own != roles.defector;
  const int given = group - 1 - count(others, roles.loner) - count(others, roles.defector);
  return share_of_good(g, gives, given, participants) - (gives ? g.cost : 0.0) -
         sanctions(g, roles, own, others);
}

void check(const PublicGood& g) {
  require(g.group >= 2 || g.group == 0, "group", g.group,
          "at least 2 players, or 0 for any number");
  require(g.multiplier >= 0.0, "multiplier", g.multiplier, "at least 0");
  require(g.cost >= 0.0, "cost", g.cost, "at least 0");
  if (g.loner)
    require_finite("loner", *g.loner);
  if (g.peers) {
    require(g.peers->fine >= 0.0, "peers.fine", g.peers->fine, "at least 0");
    require(g.peers->cost >= 0.0, "peers.cost", g.peers->cost, "at least 0");
    require_chance("peers.second_order", g.peers->second_order);
  }
  if (g.pool) {
    require(g.pool->fine >= 0.0, "pool.fine", g.pool->fine, "at least 0");
    require(g.pool->fee >= 0.0, "pool.fee", g.pool->fee, "at least 0");
  }
}

}  // namespace

GroupGame public_good(const PublicGood& g) {
  check(g);
  GroupGame game;
  game.group = g.group;
  game.strategies = {"cooperate", "defect"};
  Roles roles;
  const auto add = [&](const char* name) {
    game.strategies.emplace_back(name);
    return game.size() - 1;
  };
  if (g.loner)
    roles.loner = add("loner");
  if (g.peers)
    roles.peer = add("peer punisher");
  if (g.pool)
    roles.pool = add("pool punisher");
  game.payoff = [g, roles](int own, std::span<const int> others) {
    return payoff(g, roles, own, others);
  };
  return game;
}

}  // namespace minga::theory
