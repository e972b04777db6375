// Says what can be answered and is probably not meant: parameters that do nothing, or so much that
// nothing else matters. Nothing here stops a study.
#include "minga/theory/population_chain.hpp"
#include "minga/theory/study.hpp"
#include "objector.hpp"

#include <algorithm>
#include <cmath>

namespace minga::theory {
namespace {

/// Of payoff differences, in units of K: below this chance hides what the game says.
constexpr double kFaintSelection = 0.01;
constexpr double kCoinFlip = 0.5;
constexpr double kMostCompositions = 100'000;  // to look at for the range of payoffs

class Cautioner {
 public:
  explicit Cautioner(const Scenario& s) : s_(s) {}

  std::vector<Objection> operator()() {
    out_ = cautions_of_game(s_);
    play();
    game();
    update();
    beginning();
    record();
    exact();
    return std::move(out_);
  }

 private:
  void say(std::string path, std::string message, std::string accepted) {
    out_.push_back({std::move(path), std::move(message), std::move(accepted)});
  }
  bool asks(Question q) const { return s_.analysis.asks(q); }
  bool revises() const { return s_.analysis.revises(); }

  void play() {
    const RepeatedSpec& r = s_.repeated;
    for (const auto& [name, own] : s_.strategies) {
      if (std::find(r.strategies.begin(), r.strategies.end(), name) == r.strategies.end())
        say("strategies." + name, "nobody plays it", "its name in repeated.strategies");
    }
    if (!r.enabled)
      return;
    if (r.action_error >= kCoinFlip)
      say("repeated.action_error", "moves say nothing of what was meant", "below 0.5");
    if (r.perception_error >= kCoinFlip)
      say("repeated.perception_error", "nobody sees what the other did", "below 0.5");
    if (asks(Question::tournament) && r.horizon == HorizonKind::rounds &&
        r.rounds != s_.analysis.turns)
      say("analysis.turns",
          "matches of the tournament last as long, and those of other questions repeated.rounds",
          std::to_string(r.rounds));
  }

  void game() {
    Scenario sized = s_;  // groups of neighbours have no size of their own in the game
    if (sized.game.form == Form::public_good && sized.game.group == 0) {
      sized.game.group = players_of_a_good(s_);
      sized.structure = {};
      if (sized.game.group < 2)
        return;
    }
    const Game game = played_game(sized);
    if (group_of(game) < 2 ||
        number_of_compositions(group_of(game) - 1, size(game)) > kMostCompositions)
      return;
    const Payoffs payoffs(game);
    spread_ = payoffs.largest_difference();
    if (spread_ <= 0.0)
      say("game", "pays everybody the same, so that nothing is selected", "other payoffs");
    const Update& u = s_.update.update;
    if (u.rule != UpdateRule::aspiration || !revises() ||
        s_.structure.kind != MeetingKind::well_mixed)
      return;
    if (u.aspiration > payoffs.largest())
      say("update.aspiration", "no payoff reaches it, so that nobody is ever content",
          "at most " + text_of(payoffs.largest()));
    if (u.aspiration < payoffs.smallest())
      say("update.aspiration", "every payoff exceeds it, so that all are always content",
          "at least " + text_of(payoffs.smallest()));
  }

  void update() {
    const Update& u = s_.update.update;
    if (!revises() || u.rule == UpdateRule::reinforcement)
      return;
    const bool moran =
        u.rule == UpdateRule::moran_birth_death || u.rule == UpdateRule::moran_death_birth;
    if (moran && u.fitness == Fitness::linear && u.weight == 0.0)
      say("update.weight", "payoffs do not matter: this is neutral drift", "above 0");
    const bool graded = u.rule == UpdateRule::fermi || u.rule == UpdateRule::aspiration ||
                        (moran && u.fitness == Fitness::exponential);
    if (graded && u.intensity == 0.0)
      say("update.intensity", "payoffs do not matter: this is neutral drift", "above 0");
    else if (graded && spread_ > 0.0 && u.intensity * spread_ < kFaintSelection)
      say("update.intensity",
          "payoffs, which differ by at most " + text_of(spread_) + ", hardly matter against noise",
          "at least " + text_of(kFaintSelection / spread_));
    if (u.mutation >= 1.0)
      say("update.mutation", "nobody copies: every revision is at random", "below 1");
  }

  void beginning() {
    if (!asks(Question::simulation))
      return;
    const UpdateRule rule = s_.update.update.rule;
    const bool copies = rule != UpdateRule::best_response && rule != UpdateRule::aspiration &&
                        rule != UpdateRule::reinforcement;
    const PopulationSpec::Named& given =
        s_.population.counts.empty() ? s_.population.shares : s_.population.counts;
    const std::string& centre = s_.population.centre;
    const auto is_centre = [&centre](const auto& one) { return one.first == centre; };
    if (!centre.empty() && std::none_of(given.begin(), given.end(), is_centre))
      return;  // it is another strategy
    const auto there = std::count_if(given.begin(), given.end(), [&](const auto& one) {
      return one.second > 0.0 || is_centre(one);
    });
    if (copies && s_.update.update.mutation == 0.0 && there == 1)
      say(s_.population.counts.empty() ? "population.shares" : "population.counts",
          "all begin alike, and without mutation there is nothing else to copy",
          "two strategies or more, or update.mutation above 0");
  }

  void record() {
    const AnalysisSpec& a = s_.analysis;
    if (asks(Question::simulation) && a.every > a.generations)
      say("analysis.every", "only the start and the end are recorded",
          "at most generations, " + std::to_string(a.generations));
    if ((asks(Question::replicator) || asks(Question::adaptive) || asks(Question::trait)) &&
        a.step > a.duration)
      say("analysis.step", "only the start and the end are recorded",
          "at most duration, " + text_of(a.duration));
    if (s_.structure.kind == MeetingKind::small_world && s_.structure.rewiring == 0.0)
      say("structure.rewiring", "nothing is rewired, so that this is a ring",
          "above 0, or structure.kind = \"ring\"");
  }

  /// Exact answers that are of no mutation by definition.
  void exact() {
    if (s_.update.update.mutation == 0.0)
      return;
    for (const Question q : {Question::rest_points, Question::rare_mutation}) {
      if (asks(q))
        say("update.mutation",
            std::string(core::name_of(q)) + " knows no mutation, whatever is given here",
            "0, or replicator, stationary or simulation");
    }
  }

  const Scenario& s_;
  double spread_ = 0.0;
  std::vector<Objection> out_;
};

}  // namespace

std::vector<Objection> cautions(const Scenario& scenario) { return Cautioner(scenario)(); }

}  // namespace minga::theory
