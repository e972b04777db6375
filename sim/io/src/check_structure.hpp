// Combinations of [structure] with the associations and the population.
#pragma once

#include "checker.hpp"

namespace minga::io {

class StructureChecker {
 public:
  StructureChecker(const core::Scenario& scenario, Checker& check) : s_(scenario), check_(check) {}
  void operator()();
  /// How large it all is; needs a sound structure.
  void size();

 private:
  void circles();
  void unread_lists();
  void shared_firms();
  void placed_firms();
  void network();
  bool lists(const char* key, const std::vector<std::vector<int>>& lists);
  void untied();

  const core::Scenario& s_;
  Checker& check_;
};

}  // namespace minga::io
