// The shipped case with a regulation and a facilitator by name, everything recorded.
#pragma once

#include "minga/io/scenario.hpp"

#include <string>
#include <vector>

namespace minga::test {

inline core::Scenario shipped_otavalo(const std::string& regulation,
                                      const std::string& facilitator) {
  core::Scenario s =
      io::load_scenario("otavalo",
                        std::vector<io::Override>{{"association[0].regulation", regulation},
                                                  {"facilitator.strategy", facilitator}})
          .value;
  s.record = {true, true, true, true};
  return s;
}

}  // namespace minga::test
