#include "checker.hpp"
#include "minga/core/game.hpp"
#include "minga/io/count.hpp"
#include "path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>

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

/// A number that only some forms of game use.
struct FormNumber {
  const char* key;
  double core::Action::*member;
  std::initializer_list<core::GameForm> forms;
  bool needed;  ///< those forms cannot do without it

  bool used_by(core::GameForm form) const {
    return std::find(forms.begin(), forms.end(), form) != forms.end();
  }
  std::string names() const {
    std::string out;
    for (const core::GameForm form : forms)
      out += (out.empty() ? "" : " or ") + std::string(core::name_of(form));
    return out;
  }
};

const std::vector<FormNumber>& form_numbers() {
  using A = core::Action;
  using enum core::GameForm;
  static constexpr std::initializer_list<core::GameForm> kYieldsBenefit{
      threshold, weakest_link, club, cost_sharing, information};
  static constexpr std::initializer_list<core::GameForm> kYieldsMultiple{linear, common_pool};
  static constexpr std::initializer_list<core::GameForm> kNeedsSome{threshold, cost_sharing};
  static constexpr std::initializer_list<core::GameForm> kPurchase{purchase};
  static constexpr std::initializer_list<core::GameForm> kThreshold{threshold};
  static constexpr std::initializer_list<core::GameForm> kWeakest{weakest_link};
  static constexpr std::initializer_list<core::GameForm> kClub{club};
  static constexpr std::initializer_list<core::GameForm> kPool{common_pool};
  static const std::vector<FormNumber> all{
      {"multiplier", &A::multiplier, kYieldsMultiple, true},
      {"depletion", &A::depletion, kPool, true},
      {"volume", &A::volume, kPurchase, true},
      {"discount", &A::discount, kPurchase, true},
      {"half_volume", &A::half_volume, kPurchase, false},
      {"benefit", &A::benefit, kYieldsBenefit, true},
      {"threshold", &A::threshold, kNeedsSome, true},
      {"refund", &A::refund, kThreshold, false},
      {"spoil", &A::spoil, kWeakest, false},
      {"capacity", &A::capacity, kClub, true},
      {"congestion", &A::congestion, kClub, false},
  };
  return all;
}

void check_sanctions(const core::Regulation& r, Checker& check) {
  const bool nobody = r.enforcer == core::Enforcer::nobody;
  const std::string others = "enforcer = peers, officer or assembly, or leave this out";
  if (nobody && !r.sanctions.empty()) {
    check.fault("sanctions", r.sanctions, "nobody applies these sanctions", others);
  }
  if (nobody && r.expel_after > 0) {
    check.fault("expel_after", r.expel_after, "nobody expels", others);
  }
  if (nobody && r.enforcement > 0.0) {
    check.fault("enforcement", r.enforcement, "nobody enforces", others);
  }
  if (!nobody && r.enforcement == 0.0 && (!r.sanctions.empty() || r.expel_after > 0)) {
    check.fault("enforcement", r.enforcement, "sanctions are given that are never applied",
                "a chance above 0");
  }
  if (r.enforcer == core::Enforcer::officer && r.monitoring == 0.0) {
    check.fault("monitoring", r.monitoring, "an officer without monitoring sees nothing",
                "a chance above 0, or another enforcer");
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

void check_struct(const core::Regulation& r, const Node& at, const std::string& path,
                  Reading& reading) {
  Checker check(at, path, reading);
  check_sanctions(r, check);
  if (r.fund_fee == 0.0 && r.late_fee > 0.0) {
    check.fault("late_fee", r.late_fee, "there is no fund to pay late into",
                "fund_fee above 0, or leave this out");
  }
  if (r.monitoring == 0.0 && r.monitoring_cost > 0.0) {
    check.fault("monitoring_cost", r.monitoring_cost, "monitoring is paid that sees nothing",
                "monitoring above 0, or 0");
  }
}

void check_struct(const core::Action& a, const Node& at, const std::string& path,
                  Reading& reading) {
  Checker check(at, path, reading);
  const std::string form(core::name_of(a.form));
  const core::Action unset;
  for (const FormNumber& number : form_numbers()) {
    const double value = a.*number.member;
    if (number.used_by(a.form) && number.needed && value <= 0.0) {
      check.fault(number.key, value, fmt::format("a {} action needs it", form), "a number above 0");
    } else if (!number.used_by(a.form) && value != unset.*number.member) {
      check.fault(number.key, value, fmt::format("a {} action does not use it", form),
                  fmt::format("form = {}, or leave this out", number.names()));
    }
  }
  if (a.form == core::GameForm::side_deal && a.side_gain <= 0.0) {
    check.fault("side_gain", a.side_gain, "a side-deal action needs a temptation",
                "a number above 0");
  } else if (core::stake(a) <= 0.0) {
    check.fault("cost", a.cost, "nothing is at stake in this action",
                "a cost or a side_gain above 0");
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

}  // namespace

void check_struct(const core::Facilitator& f, const Node& at, const std::string& path,
                  Reading& reading) {
  Checker check(at, path, reading);
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
