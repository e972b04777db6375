// Combinations within an action: which numbers its form of game needs, and which it does not use.
#include "checker.hpp"
#include "minga/core/game.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

namespace minga::io {
namespace {

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
  // a side deal has no joint yield: nothing to exclude from, to sell, to learn or to spill over
  static constexpr std::initializer_list<core::GameForm> kExcludes{
      linear, purchase, threshold, weakest_link, club, cost_sharing};
  static constexpr std::initializer_list<core::GameForm> kYields{
      linear, purchase, threshold, weakest_link, club, cost_sharing, common_pool, information};
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
      {"excludable", &A::excludable, kExcludes, false},
      {"market_exposure", &A::market_exposure, kYields, false},
      {"skill", &A::skill, kYields, false},
      {"rivalry", &A::rivalry, kYields, false},
      {"spillover", &A::spillover, kYields, false},
  };
  return all;
}

}  // namespace

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

}  // namespace minga::io
