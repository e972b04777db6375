// Whether an action can ever take place, as far as the file says it: what waits for a phase that no
// group of its kind reaches never does.
#pragma once

#include "minga/core/scenario.hpp"

namespace minga::io {

/// Whether phase 3 stays closed: no action is a pilot, and no facilitator jumps to business
/// (docs/model/odd.md, 7.21).
bool stays_before_business(const core::Scenario& scenario, const core::Association& association);

/// Whether an action never takes place: it waits for phase 3 and that stays closed, or it is due in
/// the first period only, when every group is in phase 1.
bool never_occurs(const core::Scenario& scenario, const core::Association& association,
                  const core::Action& action);

}  // namespace minga::io
