// What a scenario may say and can hardly mean: values that play no part, or support that outlasts
// the run. None of it is a fault: controls and short runs need some of it. docs/guide tells which.
#pragma once

#include "check_clock.hpp"

namespace minga::io {

class Notes {
 public:
  /// @param root  the whole file, to tell what it says from what it leaves at the default
  Notes(const core::Scenario& scenario, const Node& root, Checker& check)
      : s_(scenario), root_(root), check_(check) {}
  void operator()();

 private:
  bool given(const std::string& path) const;
  void support(const core::Facilitator& f, const std::string& path);
  void co_finance();
  void participation();
  void programme();
  void market();
  void structure();
  void association(const core::Association& a, const std::string& path);
  void rules(const core::Association& a, const std::string& path);
  void legal_form(const core::Association& a, const std::string& path);
  void distances();
  void beginning();
  void sizes(const core::Association& a, const std::string& path);
  void co_investment(const core::Facilitator& f, const std::string& path);
  void too_much(const std::string& path, double amount, double months);
  void waiting(const core::Association& a, const std::string& path);
  void action(const core::Association& a, std::size_t at, const std::string& path);

  const core::Scenario& s_;
  const Node& root_;
  Checker& check_;
};

}  // namespace minga::io
