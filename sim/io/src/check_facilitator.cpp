// Combinations within a facilitator's strategy: its rules, its time and its days.
#include "checker.hpp"
#include "minga/io/count.hpp"

#include <fmt/format.h>

#include <cmath>

namespace minga::io {
namespace {

/// What an indicator can be; a rule on the other side of it would fire always or never.
struct Reach {
  double low, high;
};
constexpr double kAny = 1e12;  // the table's own limit

Reach reach_of(core::Indicator indicator) {
  using core::Indicator;
  switch (indicator) {
    case Indicator::attendance:
    case Indicator::fund_payments:
    case Indicator::compliance:
    case Indicator::agreements_kept:
    case Indicator::conflict:
      return {0.0, 1.0};
    case Indicator::phase:
      return {1.0, static_cast<double>(core::Facilitator{}.weights.size())};
    case Indicator::members:
    case Indicator::month:
      return {0.0, kAny};
    case Indicator::sales:
      break;
  }
  return {-kAny, kAny};
}

void check_rule(const core::FacilitatorRule& rule, const std::string& key, Checker& check) {
  if (rule.days == 0.0) {
    check.fault(key + ".days", rule.days, "the rule fires and no day is spent", "days above 0");
  }
  const Reach reach = reach_of(rule.when);
  const bool below = rule.comparison == core::Comparison::below;
  // nothing is below the least, or above the most, that there can be; all is below more than that
  const double least = below ? std::nextafter(reach.low, 2.0 * reach.high) : reach.low;
  const double most = below ? reach.high : std::nextafter(reach.high, 0.0);
  if (rule.value >= least && rule.value <= most)
    return;
  const bool always = below ? rule.value > reach.high : rule.value < reach.low;
  check.fault(
      key + ".value", rule.value,
      fmt::format("{} {} this value {}", core::name_of(rule.when), below ? "below" : "above",
                  always ? "would be so always" : "can never be"),
      fmt::format("a number from {} to {}{}", reach.low, reach.high,
                  reach.high == 1.0 ? "; 60 % is 0.6" : ""));
}

/// What a facilitator without a day of work never does. No fault: a design may set it for all
/// strategies, and "none" is one of them.
void note_idle(const core::Facilitator& f, Checker& check) {
  if (core::works(f))
    return;
  const std::string why = "a facilitator without a day of work is never there";
  for (const auto& [key, value] :
       {std::pair{"co_investment", f.co_investment}, std::pair{"capture", f.capture},
        std::pair{"imposed", f.imposed}}) {
    if (value > 0.0)
      check.note(key, value, why);
  }
  if (!f.rules.empty())
    check.note("rule", static_cast<int>(f.rules.size()), why);
}

}  // namespace

void check_struct(const core::Facilitator& f, const Node& at, const std::string& path,
                  Reading& reading) {
  Checker check(at, path, reading);
  note_idle(f, check);
  for (std::size_t i = 0; i < f.rules.size(); ++i)
    check_rule(f.rules[i], fmt::format("rule[{}]", i), check);
  if (f.exit_month < f.start_month) {
    check.fault("exit_month", f.exit_month, "the facilitator leaves before starting",
                fmt::format("a month from {} on", f.start_month));
  } else if (f.taper_months > f.exit_month - f.start_month) {
    check.fault("taper_months", f.taper_months, "is longer than the facilitator's stay",
                fmt::format("at most {}", f.exit_month - f.start_month));
  }
  for (std::size_t p = 0; p < f.weights.size(); ++p) {
    const double total = sum(f.weights[p]);
    const std::string key = fmt::format("weights.phase{}", p + 1);
    if (total != 0.0 && !is_one(total)) {
      check.fault(key, total, "the shares of this phase do not sum to 1",
                  "shares that sum to 1, or none");
    } else if (total == 0.0 && f.days[p] > 0.0) {
      check.fault(key, total,
                  fmt::format("{} per period without an activity",
                              with_noun(fmt::format("{}", f.days[p]), "day")),
                  "shares that sum to 1");
    }
  }
}

}  // namespace minga::io
