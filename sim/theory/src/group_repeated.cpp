#include "minga/theory/group_repeated.hpp"

#include "minga/theory/require.hpp"

#include <bit>
#include <map>
#include <utility>

namespace minga::theory {
namespace {

using Profile = std::vector<int>;  // each player's state

GroupAutomaton two_states(std::string name, int group, int others_needed, bool for_ever) {
  require(group >= 2, "group", group, "at least 2 players");
  GroupAutomaton a;
  a.name = std::move(name);
  a.states.resize(2);
  for (int s = 0; s < 2; ++s) {
    auto& state = a.states[static_cast<std::size_t>(s)];
    state.contribute = s == 0 ? 1.0 : 0.0;
    for (auto& row : state.next) {
      for (int k = 0; k < group; ++k)
        row.push_back(k >= others_needed && !(for_ever && s == 1) ? 0 : 1);
    }
  }
  return a;
}

struct Branches {
  std::vector<double> payoff, contributes;
  std::vector<std::pair<Profile, double>> steps;
};

/// All 2^n profiles of moves that may follow.
Branches branches(const GroupGame& stage, const std::vector<GroupAutomaton>& players,
                  const Profile& at, double error) {
  const std::size_t n = players.size();
  Branches out{std::vector<double>(n, 0.0), std::vector<double>(n, 0.0), {}};
  for (std::uint32_t moves = 0; moves < (1U << n); ++moves) {  // bit set: contributes
    double chance = 1.0;
    for (std::size_t i = 0; i < n && chance > 0.0; ++i) {
      const double p = players[i].states[static_cast<std::size_t>(at[i])].contribute;
      const double made = p * (1.0 - error) + (1.0 - p) * error;
      chance *= (moves >> i & 1U) != 0 ? made : 1.0 - made;
    }
    if (chance <= 0.0)
      continue;
    const int total = std::popcount(moves);
    Profile to(n);
    for (std::size_t i = 0; i < n; ++i) {
      const int own = (moves >> i & 1U) != 0 ? 0 : 1;
      const int givers = total - (own == 0 ? 1 : 0);
      const std::array<int, 2> others{givers, static_cast<int>(n) - 1 - givers};
      out.payoff[i] += chance * stage.payoff(own, others);
      out.contributes[i] += own == 0 ? chance : 0.0;
      to[i] = players[i]
                  .states[static_cast<std::size_t>(at[i])]
                  .next[static_cast<std::size_t>(own)][static_cast<std::size_t>(givers)];
    }
    out.steps.emplace_back(std::move(to), chance);
  }
  return out;
}

void check_players(const GroupGame& stage, const std::vector<GroupAutomaton>& players) {
  constexpr int kMostPlayers = 12;
  check(stage);
  require(stage.size() == 2, "number of moves", stage.size(), "2");
  require(stage.group <= kMostPlayers, "group", stage.group, "at most 12 for exact repeated play");
  require(static_cast<int>(players.size()) == stage.group, "number of players",
          static_cast<double>(players.size()), "the group of the game");
  for (const auto& player : players) {
    const auto known = [&](int s) { return s >= 0 && s < static_cast<int>(player.states.size()); };
    require(known(player.start), player.name + ": first state", player.start, "a state");
    for (const auto& state : player.states) {
      require_chance(player.name + ": chance of contributing", state.contribute);
      for (const auto& row : state.next) {
        require(static_cast<int>(row.size()) == stage.group, player.name + ": next states",
                static_cast<double>(row.size()), "one for 0 to n - 1 contributing others");
        for (const int next : row)
          require(known(next), player.name + ": next state", next, "a state");
      }
    }
  }
}

}  // namespace

GroupAutomaton always_contribute(int group) {
  return two_states("always contribute", group, 0, false);
}
GroupAutomaton never_contribute(int group) {
  GroupAutomaton a = two_states("never contribute", group, group, true);
  a.start = 1;
  return a;
}
GroupAutomaton grim_trigger(int group) {
  return two_states("grim trigger", group, group - 1, true);
}
GroupAutomaton if_at_least(int group, int others) {
  require(others >= 0 && others < group, "others", others, "from 0 to n - 1");
  return two_states("if at least " + std::to_string(others), group, others, false);
}

GroupPlay expected_group_play(const GroupGame& stage, const std::vector<GroupAutomaton>& players,
                              const Horizon& horizon, double error) {
  constexpr std::size_t kMostProfiles = 2000;
  check_players(stage, players);
  require_chance("error", error);
  std::vector<Profile> profiles(1);
  for (const auto& player : players)
    profiles[0].push_back(player.start);
  std::map<Profile, Eigen::Index> index{{profiles[0], 0}};
  std::vector<Branches> all;
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    all.push_back(branches(stage, players, profiles[i], error));
    for (const auto& [to, chance] : all.back().steps) {
      if (index.emplace(to, static_cast<Eigen::Index>(profiles.size())).second)
        profiles.push_back(to);
    }
    require(profiles.size() <= kMostProfiles, "number of joint states",
            static_cast<double>(profiles.size()), "at most 2000");
  }
  const auto n = static_cast<Eigen::Index>(profiles.size());
  Eigen::MatrixXd chances = Eigen::MatrixXd::Zero(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (const auto& [to, chance] : all[static_cast<std::size_t>(i)].steps)
      chances(i, index.at(to)) += chance;
  }
  const Eigen::VectorXd share = occupancy(chances, 0, horizon);
  GroupPlay play{std::vector<double>(players.size(), 0.0),
                 std::vector<double>(players.size(), 0.0)};
  for (std::size_t s = 0; s < all.size(); ++s) {
    for (std::size_t i = 0; i < players.size(); ++i) {
      play.payoff[i] += share[static_cast<Eigen::Index>(s)] * all[s].payoff[i];
      play.contributes[i] += share[static_cast<Eigen::Index>(s)] * all[s].contributes[i];
    }
  }
  return play;
}

}  // namespace minga::theory
