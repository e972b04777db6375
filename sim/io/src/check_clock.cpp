#include "check_clock.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace minga::io {
namespace {

std::string from_zero_to(double months) { return fmt::format("a month from 0 to {:.4g}", months); }

}  // namespace

void ClockChecker::operator()() {
  facilitator(s_.facilitator, "facilitator");
  institution();
  for (std::size_t i = 0; i < s_.association.size(); ++i) {
    const core::Association& a = s_.association[i];
    const std::string path = fmt::format("association[{}]", i);
    if (a.facilitator)
      facilitator(*a.facilitator, path + ".facilitator");
    legal_form(a, path);
  }
  if (s_.programme.enabled && good({"time", "programme", "facilitator", "institution"}))
    programme();
}

bool ClockChecker::good(std::initializer_list<std::string> paths) const {
  return std::none_of(paths.begin(), paths.end(),
                      [this](const std::string& path) { return reading_.faults.about(path); });
}

/// Who never comes, because the run or the money ends before.
void ClockChecker::facilitator(const core::Facilitator& f, const std::string& path) {
  const bool sound =
      good({"time", path + ".start_month", path + ".days", "institution.funding_months"});
  if (!core::works(f) || !sound)
    return;
  const double last = last_month(s_.time);
  if (f.start_month > last) {
    check_.fault(path + ".start_month", f.start_month,
                 fmt::format("the last period begins in month {:.4g}", last), from_zero_to(last));
  } else if (s_.institution.funding_months <= f.start_month) {
    check_.fault(
        "institution.funding_months", s_.institution.funding_months,
        fmt::format("the money ends before {} begins, in month {:.4g}", path, f.start_month),
        fmt::format("more than {:.4g}, or {} = \"none\"", f.start_month,
                    path == "facilitator" ? "facilitator.strategy" : path));
  }
}

void ClockChecker::institution() {
  const core::Institution& i = s_.institution;
  if (i.co_finance_end > i.co_finance && good({"institution"})) {
    check_.fault(
        "institution.co_finance_end", i.co_finance_end,
        fmt::format("is above the share at the start, {}; co-finance declines", i.co_finance),
        fmt::format("at most {}", i.co_finance));
  }
}

void ClockChecker::legal_form(const core::Association& a, const std::string& path) {
  const double last = last_month(s_.time);
  if (!good({"time", path + ".formal", path + ".formalise", path + ".formalise_month"}))
    return;
  if (a.formalise == core::Formalise::month && !a.formal && a.formalise_month > last) {
    check_.fault(path + ".formalise_month", a.formalise_month,
                 fmt::format("the last period begins in month {:.4g}", last), from_zero_to(last));
  }
}

/// A programme needs a call that comes in time, or groups that form by themselves.
void ClockChecker::programme() {
  const core::Programme& p = s_.programme;
  const double setup = p.coordination.setup_months;
  const double money = s_.institution.funding_months;
  const double last = last_month(s_.time);
  if (p.facilitators > 0 && p.days == 0.0) {
    check_.fault("programme.days", p.days, "the facilitators have no day for any group",
                 "days above 0, or facilitators = 0");
    return;
  }
  const bool calls = p.facilitators > 0 && core::works(s_.facilitator);
  if (calls && (setup > last || setup >= money)) {
    check_.fault("programme.coordination.setup_months", setup,
                 fmt::format("the first call would come when {} over, in month {:.4g}",
                             money <= last ? "the money is" : "all is", std::min(money, last)),
                 fmt::format("months below {:.4g}", std::min(money, last)));
  }
  if (p.self_formation == 0.0 && (!calls || p.response.mean == 0.0)) {
    check_.fault("programme.self_formation", p.self_formation,
                 calls ? "nobody answers a call either, so no group ever forms"
                       : "without facilitators nobody is called, so no group ever forms",
                 "a rate above 0, or facilitators and a response above 0");
  }
}

}  // namespace minga::io
