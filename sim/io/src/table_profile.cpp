// [profiles.NAME] and presets of profiles: distributions of the coefficients of the decision rule.
#include "tables.hpp"

namespace minga::io {

template <>
const Table<core::Profile>& table<core::Profile>() {
  using P = core::Profile;
  static const Table<P> fields = [] {
    Table<P> t{
        "profile",
        "A profile: how a kind of firm weighs things",
        {field(&P::name, "name", "Name; it is that of the file or of [profiles.NAME]"),
         field(&P::title, "title", "Title in both languages"),
         field(&P::description, "description", "Who this is, in the field's words"),
         field(&P::source, "source", "Where its coefficients come from"),
         field(&P::omega, "omega", "1", between(-10.0, 10.0),
               "Weight on others' payoff; below 0 for who must win", kOff),
         field(&P::gamma, "gamma", "1", between(0.0, 100.0), "Strength of conditional cooperation",
               kOff),
         field(&P::norm_form, "norm_form",
               "Shape of the schedule m(tau) of conditional cooperation"),
         field(&P::norm_intercept, "norm_intercept", "share", share(),
               "line: m(0), what is given when nothing is expected of others", kOff),
         field(&P::norm_slope, "norm_slope", "1", share(), "line: slope of m(tau)", kOff),
         field(&P::norm_threshold, "norm_threshold", "share", share(),
               "threshold: expected contribution of others at which m(tau) jumps to 1", kOff),
         field(&P::kappa, "kappa", "1", between(-100.0, 100.0), "Weight of the shared vision",
               kOff),
         field(&P::patience, "patience", "per month", share(),
               "Discount factor: what the same gain is worth a month later", kOff),
         field(&P::lambda, "lambda", "1", between(1.0, 100.0),
               "Loss aversion: how much more a loss weighs than an equal gain",
               "Tversky & Kahneman 1992 found 2.25"),
         field(&P::eta, "eta", "1", {.lo = 0.0, .hi = 1e6, .lo_open = true},
               "Noise of choice; towards 0 the best response"),
         field(&P::epsilon, "epsilon", "chance", share(),
               "Trembling hand: chance of an act at random", kOff),
         field(&P::stealth, "stealth", "1", share(), "How well defection is hidden", kOff),
         field(&P::anger, "anger", "1", between(0.0, 1000.0),
               "Inclination to punish norm breaking at own cost", kOff),
         field(&P::inducement, "inducement", "1", between(0.0, 1000.0),
               "Weight on inducing others by being seen to contribute", kOff),
         field(&P::persuasion, "persuasion", "1", share(),
               "Pull on the shared vision when present at a meeting", kOff),
         field(&P::pessimism, "pessimism", "log odds", between(-20.0, 20.0),
               "By how much it expects less of others than its peers do", kOff)}};
    // No neutral value of these is right for everybody, so their struct's zero is out of range.
    for (Field<P>& f : t.fields) {
      if (f.info.key != "lambda" && f.info.key != "eta")
        continue;
      f.info.required = true;
      f.info.fallback.clear();
    }
    return t;
  }();
  return fields;
}

}  // namespace minga::io
