// Combinations of an association's actions, rules, client and legal form with its members.
#pragma once

#include "checker.hpp"

namespace minga::io {

class AssociationChecker {
 public:
  AssociationChecker(const core::Scenario& scenario, Checker& check, const Reading& reading)
      : s_(scenario), check_(check), reading_(reading) {}
  /// What needs nothing but the associations themselves.
  void alone();
  /// What depends on who sits where; needs a sound structure.
  void with_members();

 private:
  void names();
  void occurs(const core::Association& a, const std::string& path);
  void counts(const core::Association& a, const std::string& path);
  void action_names(const core::Association& a, const std::string& path);
  void thresholds(const core::Association& a, const std::string& path, int firms);
  void votes(const core::Association& a, const std::string& path, int slots);
  void client(const core::Association& a, const std::string& path);
  void development(const core::Client& c, const std::string& path);
  void formal(const core::Association& a, const std::string& path);
  int founders(const core::Association& a) const;
  bool good(std::initializer_list<std::string> paths) const;

  const core::Scenario& s_;
  Checker& check_;
  const Reading& reading_;
};

}  // namespace minga::io
