#include "minga/theory/automaton.hpp"

#include "minga/theory/require.hpp"

#include <cstddef>
#include <utility>

namespace minga::theory {

void check(const Automaton& a) {
  const auto known = [&](int state) { return state >= 0 && state < a.size(); };
  require(a.size() >= 1, a.name + ": number of states", a.size(), "at least 1");
  require(known(a.start), a.name + ": first state", a.start, "the index of a state");
  for (const auto& state : a.states) {
    require_chance(a.name + ": chance of cooperating", state.cooperate);
    for (const auto& row : state.next) {
      for (const int next : row)
        require(known(next), a.name + ": next state", next, "the index of a state");
    }
  }
}

Automaton memory_one(std::string name, const MemoryOne& after, double opening) {
  return memory_n(std::move(name), 1, {after.begin(), after.end()}, opening);
}

Automaton reactive(std::string name, double p, double q, double opening) {
  return memory_one(std::move(name), {p, q, p, q}, opening);
}

Automaton memory_n(std::string name, int n, const std::vector<double>& after, double opening) {
  constexpr int kLongest = 4;  // 4^4 chances; the chain of two such players has 10^5 states
  require(n >= 1 && n <= kLongest, "memory", n, "from 1 to 4 rounds");
  int histories = 1;  // of the length at hand
  int first = 0;      // index of its first state
  Automaton a;
  a.name = std::move(name);
  for (int length = 0; length <= n; ++length) {
    const bool full = length == n;
    if (full)
      require(static_cast<int>(after.size()) == histories, "number of chances",
              static_cast<double>(after.size()), "4 to the power of the memory");
    const int next_first = full ? first : first + histories;
    for (int h = 0; h < histories; ++h) {
      Automaton::State state;
      state.cooperate = full ? after[static_cast<std::size_t>(h)] : opening;
      for (int own = 0; own < 2; ++own) {
        for (int other = 0; other < 2; ++other) {
          const int longer = h * 4 + 2 * own + other;
          state.next[static_cast<std::size_t>(own)][static_cast<std::size_t>(other)] =
              next_first + (full ? longer % histories : longer);
        }
      }
      a.states.push_back(state);
    }
    first = next_first;
    histories *= full ? 1 : 4;
  }
  check(a);
  return a;
}

}  // namespace minga::theory
