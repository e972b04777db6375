// Combinations of time and money: who comes before he is paid, what is due after the last period,
// and a programme that can found nothing.
#pragma once

#include "checker.hpp"

#include <initializer_list>
#include <string>

namespace minga::io {

/// Start of the last period, in months: what is due later never comes.
inline double last_month(const core::TimeGrid& time) {
  return core::month_of(time, time.periods - 1);
}

class ClockChecker {
 public:
  ClockChecker(const core::Scenario& scenario, Checker& check, const Reading& reading)
      : s_(scenario), check_(check), reading_(reading) {}
  void operator()();

 private:
  void facilitator(const core::Facilitator& f, const std::string& path);
  void institution();
  void legal_form(const core::Association& a, const std::string& path);
  void programme();
  bool good(std::initializer_list<std::string> paths) const;

  const core::Scenario& s_;
  Checker& check_;
  const Reading& reading_;
};

}  // namespace minga::io
