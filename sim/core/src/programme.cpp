#include "programme.hpp"

#include "draws.hpp"
#include "minga/core/math.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>

namespace minga::core {
namespace {

/// Criteria whose errors are drawn for `diagnosis_error`.
constexpr std::size_t kEarlyCriteria = 6;

double per_period_hazard(double per_year, const World& w) {
  return 1.0 - exp_fixed(-per_year * w.derived.year);
}

int periods_of(const World& w, double months) {
  return static_cast<int>(std::lround(months / w.derived.month));
}

bool is_formed(const World& w, int r) {
  return w.groups.state(0, r) != static_cast<std::int8_t>(GroupState::not_formed);
}

/// Served now, or soon: the days of a facilitator are kept for it.
bool under_support(const World& w, int r, int t) {
  return w.alive(r) && w.groups.served(0, r) != 0 && w.groups.funded(0, r) != 0 &&
         months_since_founded(w, r, t) < w.facilitator.exit_month;
}

/// Values in standard deviations from their mean; all 0 where they do not differ.
std::vector<double> standardised(std::vector<double> x) {
  const auto n = static_cast<double>(x.size());
  const double mean = std::accumulate(x.begin(), x.end(), 0.0) / n;
  double squares = 0.0;
  for (const double v : x)
    squares += (v - mean) * (v - mean);
  const double sd = std::sqrt(squares / n);
  for (double& v : x)
    v = sd > 0.0 ? (v - mean) / sd : 0.0;
  return x;
}

}  // namespace

ProgrammeOffice::ProgrammeOffice(const Scenario& scenario, const Worlds& worlds)
    : scenario_(scenario), programme_(scenario.programme), random_(worlds.front()->random) {
  std::map<std::string, int> places;
  for (const auto& w : worlds) {
    const std::string& named = w->group_spec.place;
    const std::string place =
        named.empty() ? ' ' + std::to_string(w->association % programme_.places) : named;
    const auto [at, is_new] = places.emplace(place, static_cast<int>(places.size()));
    place_.push_back(at->second);
    offers_ = offers_ || (programme_.facilitators > 0 && works(w->facilitator));
  }
  places_ = static_cast<int>(places.size());
  const int k = worlds.front()->replicates;
  const int groups = static_cast<int>(worlds.size());
  for (auto* x : {&calls_, &answered_, &served_, &formed_, &next_call_})
    *x = Field<int>(1, k, 0);
  ended_ = swing_until_ = Field<int>(1, k, -1);
  for (auto* x : {&response_, &spent_, &coordination_total_, &unspent_})
    *x = Field<double>(1, k, 0.0);
  facilitator_ = served_since_ = Field<int>(groups, k, -1);
  handover_until_ = Field<int>(std::max(1, programme_.facilitators), k, -1);
}

void ProgrammeOffice::draw_candidates(Worlds& worlds, int r) {
  const World& first = *worlds.front();
  const Address office = first.common_address(r, 0);
  response_(0, r) = draw_beta({random_, office, Purpose::setup_response}, programme_.response);
  next_call_(0, r) = periods_of(first, programme_.coordination.setup_months);
  std::vector<double> failures;
  for (int p = 0; p < places_; ++p) {
    // Poisson by inversion
    AddressedBits bits(random_, {office.replicate, static_cast<std::uint32_t>(p), 0},
                       Purpose::setup_place);
    double u = RandomField::to_unit(bits());
    double chance = exp_fixed(-programme_.failure_rate);
    int count = 0;
    for (; u >= chance && count < 20; ++count) {
      u -= chance;
      chance *= programme_.failure_rate / (count + 1.0);
    }
    failures.push_back(count);
  }
  for (std::size_t a = 0; a < worlds.size(); ++a) {
    Groups& g = worlds[a]->groups;
    const auto factor = [&](int which, double cv) {
      return draw_lognormal({random_, worlds[a]->group_address(r, which), Purpose::setup_group},
                            1.0, cv);
    };
    g.distance_factor(0, r) = factor(0, programme_.distance_cv);
    g.diversity_factor(0, r) = factor(1, programme_.diversity_cv);
    g.margin_factor(0, r) = factor(2, programme_.margin_cv);
    g.gain_factor(0, r) = factor(3, programme_.gain_cv);
    g.failures(0, r) = failures[static_cast<std::size_t>(place_[a])];
    g.credence(0, r) = programme_.coordination.credence;
    g.served(0, r) = 0;
    if (programme_.money > 0.0)
      g.money(0, r) = 0.0;
  }
}

bool ProgrammeOffice::running(int r, int t) const {
  return ended_(0, r) < 0 && month_of(scenario_.time, t) < scenario_.institution.funding_months;
}

/// Share of the groups of each place that stand, as its people see it: a year old at least, and
/// functioning.
void ProgrammeOffice::look_around(const Worlds& worlds, int r, int t) {
  std::vector<double> here(static_cast<std::size_t>(places_), 0.0);
  success_.assign(here.size(), 0.0);
  for (const auto& w : worlds) {
    const auto place = static_cast<std::size_t>(place_[static_cast<std::size_t>(w->association)]);
    here[place] += 1.0;
    success_[place] += w->alive(r) && months_since_founded(*w, r, t) >= 12.0 &&
                       w->groups.conduct_smooth(0, r) >= w->model.standing_share;
  }
  for (std::size_t p = 0; p < here.size(); ++p)
    success_[p] /= here[p];
}

double ProgrammeOffice::seen_in(const World& w) const {
  return success_[static_cast<std::size_t>(place_[static_cast<std::size_t>(w.association)])];
}

/// A group founded where others have failed starts with their memory.
void ProgrammeOffice::poison(Worlds& worlds, World& w, int r) const {
  const int place = place_[static_cast<std::size_t>(w.association)];
  double here = 0.0;
  double failed = 0.0;
  for (std::size_t a = 0; a < worlds.size(); ++a) {
    if (place_[a] != place)
      continue;
    here += 1.0;
    failed += is_formed(*worlds[a], r) && !worlds[a]->alive(r);
  }
  w.groups.failures(0, r) += programme_.poison * failed / here;
}

/// What candidate groups are judged by, one row each; larger is better.
static std::vector<std::array<double, kCriteria>> criteria_of(const Worlds& worlds,
                                                              const std::vector<int>& candidates,
                                                              int r) {
  std::vector<std::array<double, kCriteria>> out;
  for (const int a : candidates) {
    const World& w = *worlds[static_cast<std::size_t>(a)];
    const Groups& g = w.groups;
    const Interview seen = interview_of(w, r);
    out.push_back({-log_fixed(g.distance_factor(0, r)), -log_fixed(g.diversity_factor(0, r)),
                   log_fixed(g.margin_factor(0, r)), log_fixed(g.gain_factor(0, r)),
                   -g.failures(0, r), seen.commitment, seen.leadership, seen.trust});
  }
  return out;
}

/// Error of the diagnosis in one criterion of one candidate group, in standard deviations.
double ProgrammeOffice::misjudged(const World& w, std::size_t criterion, int r, int t) const {
  // the first six have had purposes of their own from the start
  const bool early = criterion < kEarlyCriteria;
  const auto first =
      static_cast<std::uint32_t>(early ? Purpose::diagnosis_error : Purpose::interview_error);
  const auto purpose = static_cast<Purpose>(
      first + static_cast<std::uint32_t>(early ? criterion : criterion - kEarlyCriteria));
  return programme_.diagnosis_error *
         normal_quantile(random_.uniform(w.group_address(r, t), purpose));
}

/// Candidates by their score, best first: the weighted sum of what a diagnosis sees, with error; by
/// lot where no criterion counts.
std::vector<ProgrammeOffice::Candidate> ProgrammeOffice::ranked(const Worlds& worlds,
                                                                std::vector<int> answered, int r,
                                                                int t) const {
  std::vector<Candidate> out;
  if (answered.empty())
    return out;
  const auto judged = criteria_of(worlds, answered, r);
  std::vector<double> score(answered.size(), 0.0);
  double weight = 0.0;
  for (std::size_t c = 0; c < kCriteria; ++c) {
    if (programme_.weights[c] == 0.0)
      continue;
    weight += std::fabs(programme_.weights[c]);
    std::vector<double> x;
    for (const auto& row : judged)
      x.push_back(row[c]);
    x = standardised(std::move(x));
    for (std::size_t i = 0; i < answered.size(); ++i) {
      const World& w = *worlds[static_cast<std::size_t>(answered[i])];
      score[i] += programme_.weights[c] * (x[i] + misjudged(w, c, r, t));
    }
  }
  for (std::size_t i = 0; i < answered.size(); ++i) {
    const World& w = *worlds[static_cast<std::size_t>(answered[i])];
    const double lot = random_.uniform(w.group_address(r, t), Purpose::selection_lot);
    out.push_back({answered[i], weight > 0.0 ? score[i] : lot});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  return out;
}

int ProgrammeOffice::room(const Worlds& worlds, int r, int t) const {
  int taken = 0;
  for (const auto& w : worlds)
    taken += under_support(*w, r, t);
  return std::max(0, programme_.facilitators * programme_.groups_each - taken);
}

/// The facilitator with fewest groups.
int ProgrammeOffice::free_facilitator(const Worlds& worlds, int r, int t) const {
  std::vector<int> load(static_cast<std::size_t>(programme_.facilitators), 0);
  for (const auto& w : worlds) {
    const int who = facilitator_(w->association, r);
    if (who >= 0 && under_support(*w, r, t))
      ++load[static_cast<std::size_t>(who)];
  }
  return static_cast<int>(std::min_element(load.begin(), load.end()) - load.begin());
}

void ProgrammeOffice::call(Worlds& worlds, int r, int t, const std::function<void(World&)>& found) {
  if (!running(r, t) || t < next_call_(0, r))
    return;
  next_call_(0, r) = t + std::max(1, periods_of(*worlds.front(), programme_.call_months));
  int places = room(worlds, r, t);
  if (places == 0)
    return;
  ++calls_(0, r);
  std::vector<int> answered;
  for (const auto& w : worlds) {
    if (is_formed(*w, r) || !works(w->facilitator))
      continue;  // or nothing is offered to it
    const double seen = seen_in(*w);
    const double chance = 1.0 - pow_fixed(1.0 - std::min(response_(0, r), 1.0 - 1e-9),
                                          1.0 + programme_.demonstration * seen);
    if (random_.uniform(w->group_address(r, t), Purpose::answer_call) < chance)
      answered.push_back(w->association);
  }
  answered_(0, r) += static_cast<int>(answered.size());
  for (const Candidate& candidate : ranked(worlds, std::move(answered), r, t)) {
    if (places-- == 0)
      return;
    World& w = *worlds[static_cast<std::size_t>(candidate.association)];
    facilitator_(w.association, r) = free_facilitator(worlds, r, t);
    served_since_(w.association, r) = t;
    w.groups.served(0, r) = 1;
    poison(worlds, w, r);
    found(w);
    ++served_(0, r);
    ++formed_(0, r);
  }
}

void ProgrammeOffice::form_alone(Worlds& worlds, int r, int t,
                                 const std::function<void(World&)>& found) {
  for (const auto& w : worlds) {
    if (is_formed(*w, r))
      continue;
    const double seen = seen_in(*w);
    const double rate = programme_.self_formation * (1.0 + programme_.demonstration * seen);
    if (random_.uniform(w->group_address(r, t), Purpose::form_alone) >= per_period_hazard(rate, *w))
      continue;
    poison(worlds, *w, r);
    found(*w);
    ++formed_(0, r);
  }
}

/// All support ends: the body gives up, or the money is spent.
void ProgrammeOffice::end_support(Worlds& worlds, int r, int t) {
  ended_(0, r) = t;
  for (const auto& w : worlds) {
    if (!w->alive(r) || w->groups.funded(0, r) == 0)
      continue;
    w->groups.funded(0, r) = 0;
    w->groups.funding_end(0, r) = t;
    w->log(r, t, -1, EventKind::funding_ended, 1.0);
  }
}

void ProgrammeOffice::move_politics(Worlds& worlds, int r, int t) {
  if (!running(r, t))
    return;
  const World& w = *worlds.front();
  const Coordination& c = programme_.coordination;
  const Address office = w.common_address(r, t);
  if (random_.uniform(office, Purpose::political_swing) < per_period_hazard(c.swing_rate, w))
    swing_until_(0, r) = t + periods_of(w, c.swing_months);
  const bool gives_up =
      random_.uniform(office, Purpose::give_up) < per_period_hazard(c.end_rate, w);
  const bool spent = programme_.budget > 0.0 && spent_(0, r) >= programme_.budget;
  if (gives_up || spent || politics_end_funding(w, r, t))
    end_support(worlds, r, t);
}

/// A coordination that can reward and punish drops groups that do not come together.
void ProgrammeOffice::reallocate(Worlds& worlds, int r, int t) {
  if (!programme_.coordination.reallocates)
    return;
  for (const auto& w : worlds) {
    const int since = served_since_(w->association, r);
    if (since < 0 || !under_support(*w, r, t) ||
        t - since < periods_of(*w, programme_.reallocate_months))
      continue;
    if (w->groups.attendance(0, r) >= programme_.reallocate_attendance)
      continue;
    w->groups.funded(0, r) = 0;
    w->groups.funding_end(0, r) = t;
    w->log(r, t, -1, EventKind::funding_ended, 2.0);
  }
}

/// A new facilitator starts low, less so with a strong institution behind.
void ProgrammeOffice::replace_facilitators(Worlds& worlds, int r, int t) {
  const World& first = *worlds.front();
  const double hazard = per_period_hazard(programme_.coordination.turnover, first);
  for (int f = 0; f < programme_.facilitators; ++f) {
    const double u = random_.uniform(first.common_address(r, t), Purpose::facilitator_leaves,
                                     static_cast<std::uint32_t>(f));
    if (u >= hazard)
      continue;
    handover_until_(f, r) = t + periods_of(first, programme_.coordination.handover_months);
    for (const auto& w : worlds) {
      if (facilitator_(w->association, r) != f || !under_support(*w, r, t))
        continue;
      double& credibility = w->groups.credibility(0, r);
      credibility = std::min(credibility, credibility_at_start(*w, r));
      w->log(r, t, -1, EventKind::facilitator_replaced, f);
    }
  }
}

/// How much of the money for co-finance a group is thought to need, or to deserve.
double ProgrammeOffice::claim_on_money(const World& w, int r) const {
  constexpr double kLeast = 0.01;  // nobody gets nothing
  switch (programme_.money_allotment) {
    case Allotment::need:
      return std::max(kLeast, 1.0 - w.groups.attendance(0, r));
    case Allotment::promise:
      return std::max(kLeast, w.groups.conduct_smooth(0, r));
    case Allotment::equal:
      break;
  }
  return 1.0;
}

/// Shares the days there are among the groups that ask for them.
void ProgrammeOffice::allot(Worlds& worlds, int r, int t) {
  struct Demand {
    World* w;
    double days;
    double order;
  };
  std::vector<Demand> demands;
  double wanted = 0.0;
  for (const auto& w : worlds) {
    w->groups.service(0, r) = 0.0;
    const int who = facilitator_(w->association, r);
    if (who < 0 || !w->alive(r) || !facilitator_there(*w, r, t) || t < handover_until_(who, r))
      continue;
    const double days = days_asked(*w, r, t);
    const double order = programme_.allotment == Allotment::need ? w->groups.attendance(0, r)
                                                                 : -w->groups.conduct_smooth(0, r);
    demands.push_back({w.get(), days, order});
    wanted += days;
  }
  const double cut = t < swing_until_(0, r) ? programme_.coordination.swing_cut : 0.0;
  int there = programme_.facilitators;
  for (int f = 0; f < programme_.facilitators; ++f)
    there -= t < handover_until_(f, r);
  double left = there * programme_.days * worlds.front()->derived.fortnights * (1.0 - cut);
  if (programme_.allotment == Allotment::equal) {
    const double share = wanted > left ? left / wanted : 1.0;
    for (const Demand& d : demands)
      d.w->groups.service(0, r) = share;
    return;
  }
  std::stable_sort(demands.begin(), demands.end(),
                   [](const Demand& a, const Demand& b) { return a.order < b.order; });
  for (const Demand& d : demands) {
    if (d.days <= 0.0)
      continue;
    const double given = std::min(d.days, left);
    d.w->groups.service(0, r) = given / d.days;
    left -= given;
  }
}

/// Pays the period's money for co-finance into the accounts of the groups under support. What a
/// group leaves when its support ends goes to the others.
void ProgrammeOffice::allot_money(Worlds& worlds, int r, int t) {
  if (programme_.money <= 0.0)
    return;
  double& pot = unspent_(0, r);
  if (running(r, t))
    pot += programme_.money * worlds.front()->derived.month;
  std::vector<std::pair<World*, double>> claims;
  double sum = 0.0;
  for (const auto& w : worlds) {
    double& account = w->groups.money(0, r);
    if (!under_support(*w, r, t)) {
      pot += account;
      account = 0.0;
      continue;
    }
    claims.emplace_back(w.get(), claim_on_money(*w, r));
    sum += claims.back().second;
  }
  if (sum <= 0.0)
    return;
  for (const auto& [w, claim] : claims)
    w->groups.money(0, r) += pot * claim / sum;
  pot = 0.0;
}

void ProgrammeOffice::open_period(Worlds& worlds, int r, int t,
                                  const std::function<void(World&)>& found) {
  look_around(worlds, r, t);
  move_politics(worlds, r, t);
  reallocate(worlds, r, t);
  call(worlds, r, t, found);
  form_alone(worlds, r, t, found);
  replace_facilitators(worlds, r, t);
  allot(worlds, r, t);
  allot_money(worlds, r, t);
}

void ProgrammeOffice::close_period(Worlds& worlds, int r, int t) {
  const World& first = *worlds.front();
  for (const auto& w : worlds) {
    if (w->groups.founded(0, r) >= 0 && (w->alive(r) || w->groups.end_period(0, r) == t))
      spent_(0, r) += w->groups.programme(0, r);
  }
  if (!running(r, t) || !offers_)
    return;
  const double cost = programme_.coordination_cost * first.derived.month;
  spent_(0, r) += cost;
  coordination_total_(0, r) += first.derived.discount[static_cast<std::size_t>(t)] * cost;
}

}  // namespace minga::core
