// What a facilitator from outside changes in the steps of a period; without one, nothing.
#include "steering.hpp"

#include "world.hpp"

#include <algorithm>

namespace minga::core {
namespace {

bool advised(const World& w, int f, Advice advice) {
  if (!w.steering)
    return false;
  const auto& all = w.steering->now.advice;
  return std::any_of(all.begin(), all.end(),
                     [&](const Recommendation& x) { return x.firm == f && x.advice == advice; });
}

}  // namespace

Launch launch_of(const World& w, int action) {
  if (!w.steering || static_cast<std::size_t>(action) >= w.steering->now.launch.size())
    return Launch::by_phase;
  return w.steering->now.launch[static_cast<std::size_t>(action)];
}

bool phase_held_back(const World& w) { return w.steering && !w.steering->now.next_phase; }

bool closing(const World& w) { return w.steering && w.steering->now.close; }

double enforcement_of(const World& w, int f, int r) {
  const double usual = w.rules.enforcement;
  if (!w.steering)
    return usual;
  const double credibility = w.groups.credibility(0, r);
  if (advised(w, f, Advice::enforce))
    return usual + (1.0 - usual) * credibility;
  return advised(w, f, Advice::waive) ? usual * (1.0 - credibility) : usual;
}

bool expulsion_recommended(const World& w, int f) { return advised(w, f, Advice::expel); }

}  // namespace minga::core
