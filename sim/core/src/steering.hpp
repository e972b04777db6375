// A facilitator who decides outside of the model, as one association meets him.
#pragma once

#include "minga/core/play.hpp"

#include <vector>

namespace minga::core {

struct World;

struct Steering {
  const Decider* decide = nullptr;  ///< of the period that is being stepped
  Decision now;
  std::vector<Finding> findings;
  std::vector<int> absences;    ///< by slot, before the period
  std::size_t first_event = 0;  ///< of the period
};

/// What the facilitator can see of the association before period t.
Sight see(const World& w, int r, int t);
/// What is behind it.
Truth look_behind(const World& w, int r, int t);
/// Whether somebody outside decides, and what he said of it in this period.
Launch launch_of(const World& w, int action);
bool phase_held_back(const World& w);
bool closing(const World& w);
/// Chance that a seen offence is sanctioned: the rules' own, or nearer to what the facilitator
/// recommends about this member, by as much as he is believed.
double enforcement_of(const World& w, int f, int r);
/// Whether he recommends to exclude a member.
bool expulsion_recommended(const World& w, int f);
/// Conditions of the next phase.
std::vector<Condition> conditions_of(const World& w, int r, int t);

}  // namespace minga::core
