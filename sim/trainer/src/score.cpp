#include "score.hpp"

#include <algorithm>

namespace minga::trainer {
namespace {

/// A group that fewer than this share of strategies would have brought to stand alone could be
/// refused.
constexpr double kHopeless = 0.25;
/// Other chances under which strategies are asked whether the group could have stood.
constexpr int kRefusalLucks = 10;
/// Months within which to refuse is early.
constexpr int kEarly = 12;
/// Exits that the reference, which knows everything beforehand, chooses from.
constexpr double kExits[] = {12.0, 18.0, 24.0, 30.0, 36.0};

struct Score {
  const char* code;
  const char* unit;
  bool higher;
  double value;
  std::vector<double> rivals;
  Json reference = nullptr;
  Json detail = Json::object();
};

double per_day(const Outcome& o, double nobody) {
  return o.days > 0.0 ? (o.group - nobody) / o.days : 0.0;
}

/// Share of the others that one is at least as good as; ties count half.
Json percentile(const Score& s) {
  if (s.rivals.empty())
    return nullptr;
  double below = 0.0;
  for (const double x : s.rivals)
    below += x == s.value ? 0.5 : ((x < s.value) == s.higher ? 1.0 : 0.0);
  return below / static_cast<double>(s.rivals.size());
}

Json write_score(const Score& s, const std::vector<Rival>& rivals) {
  Json strategies = Json::array();
  for (std::size_t i = 0; i < s.rivals.size(); ++i)
    strategies.push_back({{"name", rivals[i].name}, {"value", s.rivals[i]}});
  return {{"code", s.code},
          {"value", s.value},
          {"unit", s.unit},
          {"higher_is_better", s.higher},
          {"percentile", percentile(s)},
          {"of", s.rivals.size()},
          {"strategies", strategies},
          {"reference", s.reference},
          {"detail", s.detail}};
}

/// The best that any strategy with any exit got on the very same chance.
struct Best {
  double group = 0.0;
  double autonomy = 0.0;
};

Best hindsight(const std::vector<Rival>& rivals, const Outcome& own, std::uint64_t seed) {
  Best best{own.group, own.autonomy};
  for (const Rival& rival : rivals) {
    for (const double exit : kExits) {
      core::Scenario s = rival.scenario;
      s.facilitator.exit_month = exit;
      s.facilitator.taper_months = std::min(s.facilitator.taper_months, exit / 3.0);
      const Outcome o = play_automatic(s, seed, 0).outcome();
      best.group = std::max(best.group, o.group);
      best.autonomy = std::max(best.autonomy, o.autonomy);
    }
  }
  return best;
}

Json refusal(const std::vector<Rival>& rivals, std::uint64_t seed, int month) {
  double standing = 0.0;
  double count = 0.0;
  for (const Rival& rival : rivals) {
    for (std::uint32_t luck = 0; luck < kRefusalLucks; ++luck) {
      standing += play_automatic(rival.scenario, seed, luck).outcome().stands_alone;
      count += 1.0;
    }
  }
  const double share = standing / count;
  const char* verdict = share >= kHopeless ? "too_early" : month <= kEarly ? "right" : "too_late";
  return {{"verdict", verdict}, {"share_standing", share}};
}

Json fairness_detail(const Outcome& o) {
  return {{"wrongful", o.wrongful},
          {"sanctions", o.sanctions},
          {"missed_offenders", o.missed},
          {"offenders", o.offenders}};
}

double budget_so_far(const Game& game) {
  double days = 0.0;
  int phase = 1;
  for (const BookMonth& month : game.book().months()) {
    days += game.budget(phase);
    phase = month.group.phase;
  }
  return days;
}

}  // namespace

void add_scores(const Game& game, const Trace& played, const Json& brier, Json& out) {
  const std::vector<Rival> rivals = rivals_of(game.scenario(), game.setup().text);
  const Outcome own = played.outcome(game.months() * kHalves);
  std::vector<Outcome> others;
  double nobody = 0.0;
  for (const Rival& rival : rivals) {
    others.push_back(play_automatic(rival.scenario, game.setup().seed, 0).outcome());
    if (rival.name == "none")
      nobody = others.back().group;
  }
  const auto of = [&](auto measure) {
    std::vector<double> values;
    for (const Outcome& o : others)
      values.push_back(measure(o));
    return values;
  };
  const Best best = hindsight(rivals, own, game.setup().seed);
  std::vector<Score> scores;
  scores.push_back({"group", "currency", true, own.group,
                    of([](const Outcome& o) { return o.group; }), best.group});
  scores.push_back({"autonomy",
                    "share",
                    true,
                    own.autonomy,
                    of([](const Outcome& o) { return o.autonomy; }),
                    best.autonomy,
                    {{"alive_months", own.alive_months},
                     {"cooperation_after", own.autonomy},
                     {"stands_alone", own.stands_alone}}});
  if (brier.is_number())
    scores.push_back({"calibration", "brier", false, brier.get<double>(), {}, 0.0});
  scores.push_back({"economy",
                    "currency/day",
                    true,
                    per_day(own, nobody),
                    of([&](const Outcome& o) { return per_day(o, nobody); }),
                    nullptr,
                    {{"days_used", own.days}, {"days_budget", budget_so_far(game)}}});
  scores.push_back({"fairness", "share", true, own.fairness,
                    of([](const Outcome& o) { return o.fairness; }), 1.0, fairness_detail(own)});
  scores.push_back({"withdrawal",
                    "share",
                    true,
                    own.withdrawal,
                    of([](const Outcome& o) { return o.withdrawal; }),
                    1.0,
                    {{"exit_month", own.exit_month},
                     {"fading", own.fading},
                     {"alive_months", own.alive_months},
                     {"done_for_them_days", own.done_for_them}}});
  if (game.end() == "closed") {
    out["refusal"] = refusal(rivals, game.setup().seed, game.months());
    // to see early that a group cannot be built is what was asked
    const bool right = out["refusal"]["verdict"] == "right";
    for (Score& s : scores) {
      if (std::string(s.code) == "withdrawal" || std::string(s.code) == "autonomy")
        s.value = right ? 1.0 : 0.0;
    }
  }
  out["scores"] = Json::array();
  for (const Score& s : scores)
    out["scores"].push_back(write_score(s, rivals));
  out["strategies"] = Json::array();
  for (const Rival& rival : rivals)
    out["strategies"].push_back({{"name", rival.name}, {"title", write(rival.title)}});
}

}  // namespace minga::trainer
