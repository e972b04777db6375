#include "minga/core/play.hpp"

#include "recorder.hpp"
#include "society.hpp"
#include "steering.hpp"

#include <cmath>
#include <stdexcept>

namespace minga::core {
namespace {

/// Streams of a game's other chances: far from those of designs, which count up from 0.
constexpr std::uint32_t kLuckStream = 0x4C000000U;

Scenario with_events(Scenario scenario) {
  scenario.record.events = true;
  return scenario;
}

BlockRequest block(const Play::Request& q) {
  BlockRequest request;
  request.seed = q.seed;
  request.stream = q.stream;
  request.first_replicate = q.replicate;
  request.count = 1;
  return request;
}

void check_days(double days) {
  if (!(days >= 0.0) || !std::isfinite(days))
    throw std::invalid_argument("days of a decision below 0 or not a number");
}

void check(const World& w, const Decision& d) {
  for (const double days : d.days)
    check_days(days);
  const auto exists = [&](int f) { return f >= 0 && f < w.derived.firms; };
  for (const Errand& e : d.errands) {
    check_days(e.days);
    if (!exists(e.firm) || (e.activity != Activity::visit && e.activity != Activity::diagnose))
      throw std::invalid_argument("an errand that is neither a visit nor a diagnosis of a firm");
  }
  for (const Recommendation& a : d.advice) {
    if (!exists(a.firm))
      throw std::invalid_argument("a recommendation about a firm that does not exist");
  }
  if (d.launch.size() > w.group_spec.actions.size())
    throw std::invalid_argument("launches of actions that do not exist");
}

}  // namespace

struct Play::State {
  State(const Scenario& from, const Request& request)
      : scenario(with_events(from)),
        society(scenario, block(request)),
        recorder(society, recorded) {
    wanted_events = from.record.events;
    for (int a = 0; a < society.associations(); ++a) {
      World& w = society.world(a);
      w.steering = std::make_shared<Steering>();
      if (request.luck != 0)
        w.random = RandomField(request.seed, request.stream + kLuckStream + request.luck);
    }
  }

  Scenario scenario;
  bool wanted_events = false;
  Society society;
  BlockResult recorded;
  Recorder recorder;
  int t = 0;
};

Play::Play(const Scenario& scenario, const Request& request)
    : state_(std::make_unique<State>(scenario, request)) {}
Play::~Play() = default;
Play::Play(Play&&) noexcept = default;
Play& Play::operator=(Play&&) noexcept = default;

int Play::period() const { return state_->t; }
bool Play::over() const { return state_->t >= state_->scenario.time.periods; }
const Scenario& Play::scenario() const { return state_->scenario; }

void Play::step(const Decider& decide) {
  State& s = *state_;
  if (over())
    throw std::invalid_argument("no period is left to play");
  Decider guarded;
  if (decide) {
    guarded = [&](const Sight& sight, Decision& decision) {
      decide(sight, decision);
      check(s.society.world(sight.association), decision);
    };
  }
  for (int a = 0; a < s.society.associations(); ++a) {
    World& w = s.society.world(a);
    Steering& steering = *w.steering;
    steering.decide = guarded ? &guarded : nullptr;
    steering.now = {};
    steering.findings.clear();
    steering.first_event = w.events.front().size();
    steering.absences.clear();
    for (int f = 0; f < w.derived.firms; ++f)
      steering.absences.push_back(w.firms.absences(f, 0));
  }
  s.society.step(0, s.t);
  s.recorder.period(0, s.t);
  ++s.t;
  for (int a = 0; a < s.society.associations(); ++a)
    s.society.world(a).steering->decide = nullptr;
}

Sight Play::sight(int association) const {
  return see(state_->society.world(association), 0, state_->t);
}

Truth Play::truth(int association) const {
  return look_behind(state_->society.world(association), 0, state_->t);
}

void Play::redraft(const Regulation& r, int association) {
  State& s = *state_;
  const World& w = s.society.world(association);
  if (w.regulated(0))
    throw std::invalid_argument("a regulation in force cannot be drafted again");
  Regulation& to =
      s.scenario.association[static_cast<std::size_t>(make_of(s.scenario, association))].regulation;
  if ((r.enforcer == Enforcer::peers) != (to.enforcer == Enforcer::peers))
    throw std::invalid_argument("who judges cannot change between peers and others");
  to.quorum = r.quorum;
  to.lateness_fine = r.lateness_fine;
  to.absence_fine = r.absence_fine;
  to.absences_for_review = r.absences_for_review;
  to.monitoring = r.monitoring;
  to.monitoring_cost = r.monitoring_cost;
  to.enforcer = r.enforcer;
  to.enforcement = r.enforcement;
  to.sanctions = r.sanctions;
  to.expel_after = r.expel_after;
  to.expel_by_vote = r.expel_by_vote;
  to.transparency = r.transparency;
  to.conflict_committee = r.conflict_committee;
  to.exit_penalty = r.exit_penalty;
}

BlockResult Play::result() {
  State& s = *state_;
  s.recorder.finish(0);
  if (!s.wanted_events)
    s.recorded.events.clear();
  return s.recorded;
}

}  // namespace minga::core
