#include "checker.hpp"
#include "path.hpp"

#include <fmt/format.h>

#include <cmath>

namespace minga::io {
namespace {

/// A beta distribution with this mean exists only below this standard deviation.
void check_beta(Checker& check, const std::string& key, const core::Coefficient& c) {
  const double limit = std::sqrt(c.mean * (1.0 - c.mean));
  if (c.sd > 0.0 && c.sd >= limit) {
    check.fault(key, c, "no distribution on [0, 1] has this mean and standard deviation",
                fmt::format("sd below {:.4g}, or 0", limit));
  }
}

}  // namespace

const Node& locate(const Node& root, const std::string& path) {
  const Node* at = &root;
  const auto steps = parse_path(path);
  if (!steps)
    return root;
  for (const Step& step : *steps) {
    if (step.is_index) {
      if (!at->is_array() || step.index >= at->items.size())
        break;
      at = &at->items[step.index];
    } else {
      const Node* next = at->find(step.key);
      if (next == nullptr)
        break;
      at = next;
    }
  }
  return *at;
}

void check_struct(const core::Profile& p, const Node& at, const std::string& path,
                  Reading& reading) {
  Checker check(at, path, reading);
  if (p.lambda.mean < 1.0)
    reading.faults.missing(at, join(path, "lambda"), "a number >= 1");
  if (p.eta.mean <= 0.0)
    reading.faults.missing(at, join(path, "eta"), "a number > 0");
  for (const auto& [key, member] : {std::pair{"norm_intercept", &core::Profile::norm_intercept},
                                    std::pair{"norm_slope", &core::Profile::norm_slope},
                                    std::pair{"norm_threshold", &core::Profile::norm_threshold},
                                    std::pair{"patience", &core::Profile::patience},
                                    std::pair{"epsilon", &core::Profile::epsilon},
                                    std::pair{"stealth", &core::Profile::stealth},
                                    std::pair{"persuasion", &core::Profile::persuasion}}) {
    check_beta(check, key, p.*member);
  }
}

void check_struct(const core::Coordination& c, const Node& at, const std::string& path,
                  Reading& reading) {
  Checker check(at, path, reading);
  if (c.swing_rate > 0.0 && c.swing_months == 0.0) {
    check.fault("swing_months", c.swing_months, "swings that do not last",
                "months above 0, or swing_rate = 0");
  }
}

}  // namespace minga::io
