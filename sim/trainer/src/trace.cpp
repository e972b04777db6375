#include "minga/trainer/trace.hpp"

#include <algorithm>
#include <cmath>

namespace minga::trainer {
namespace {

/// Due contributions from which on a firm that gave less than half of them has offended: a handful
/// may be chance.
constexpr double kEnoughDue = 6.0;
constexpr int kFadingMonths = 6;

std::optional<double> ratio(double a, double b) {
  return b > 0.0 ? std::optional<double>(a / b) : std::nullopt;
}

}  // namespace

Trace::Trace(const core::Scenario& scenario)
    : standing_(scenario.model.standing_share), founders_(scenario.population.firms) {
  if (scenario.association.front().firms > 0)
    founders_ = scenario.association.front().firms;
}

void Trace::add(const core::Sight& sight, const core::Truth& truth, bool was_alive) {
  Moment m;
  m.credit = truth.member_gain;
  if (was_alive) {
    m.alive = sight.state == core::GroupState::alive;
    m.facilitated = sight.facilitated;
    m.trust = truth.trust;
    m.conduct = truth.conduct;
    m.engagement = truth.engagement;
    m.vision = truth.vision;
    m.capability = truth.capability;
    m.credibility = truth.credibility;
    m.given = truth.given;
    m.due = truth.due;
    m.attendance = sight.indicator[static_cast<std::size_t>(core::Indicator::attendance)];
    m.sales = sight.members > 0 ? sight.sales / sight.members : 0.0;
    m.members = m.alive ? sight.members : 0;
    m.side_deals = truth.side_deals;
    for (const double days : truth.worked)
      m.days += days;
    m.done_for_them = truth.worked[static_cast<std::size_t>(core::Activity::do_for_them)];
    firms_.resize(truth.firms.size());
    for (std::size_t f = 0; f < truth.firms.size(); ++f) {
      if (!truth.firms[f].available)
        continue;  // who could not come has not refused
      firms_[f].given += truth.firms[f].given;
      firms_[f].due += truth.firms[f].due;
    }
    for (const core::Event& e : truth.events) {
      if (e.firm < 0 || e.firm >= static_cast<int>(firms_.size()))
        continue;
      Record& firm = firms_[static_cast<std::size_t>(e.firm)];
      firm.sanctions +=
          e.kind == core::EventKind::sanctioned || e.kind == core::EventKind::peer_punished;
      firm.wrongful += e.kind == core::EventKind::wrongly_sanctioned;
      firm.expelled = firm.expelled || e.kind == core::EventKind::expelled;
    }
  }
  moments_.push_back(m);
}

void Trace::judge(Outcome& o) const {
  for (const Record& f : firms_) {
    const bool offender = f.due >= kEnoughDue && f.given < 0.5 * f.due;
    o.sanctions += f.sanctions + f.wrongful;
    o.wrongful += f.wrongful;
    o.offenders += offender;
    o.missed += offender && f.sanctions == 0 && !f.expelled;
  }
  const double wrong = o.sanctions > 0 ? static_cast<double>(o.wrongful) / o.sanctions : 0.0;
  const double missed = o.offenders > 0 ? static_cast<double>(o.missed) / o.offenders : 0.0;
  o.fairness = 1.0 - 0.5 * wrong - 0.5 * missed;
}

void Trace::withdraw(Outcome& o, int exit) const {
  const int last = std::min(exit, static_cast<int>(moments_.size()));
  double late = 0.0;
  double early = 0.0;
  const int from = std::max(0, last - kFadingMonths * kHalves);
  for (int t = 0; t < last; ++t)
    (t < from ? early : late) += moments_[static_cast<std::size_t>(t)].days;
  const double usual = from > 0 ? early / from : 0.0;
  o.fading = usual > 0.0 ? std::clamp(1.0 - late / (usual * (last - from)), 0.0, 1.0) : 0.0;
  const double own = o.days > 0.0 ? 1.0 - o.done_for_them / o.days : 0.0;
  const double lasted = static_cast<double>(o.alive_months) / kAftermath;
  o.withdrawal = (o.fading + own + lasted) / 3.0;
}

Outcome Trace::outcome(std::optional<int> exit) const {
  Outcome o;
  int left = 0;
  for (std::size_t t = 0; t < moments_.size(); ++t) {
    o.days += moments_[t].days;
    o.done_for_them += moments_[t].done_for_them;
    if (moments_[t].facilitated)
      left = static_cast<int>(t) + 1;
  }
  left = exit.value_or(std::min(left, kMonths * kHalves));
  o.exit_month = left / kHalves;
  if (!moments_.empty() && founders_ > 0)
    o.group = moments_.back().credit / founders_;
  const int end = std::min(static_cast<int>(moments_.size()), left + kAftermath * kHalves);
  double given = 0.0;
  int alive = 0;
  double late_given = 0.0;
  double late_due = 0.0;
  for (int t = left; t < end; ++t) {
    const Moment& m = moments_[static_cast<std::size_t>(t)];
    alive += m.alive;
    given += m.alive && m.due > 0.0 ? m.given / m.due : 0.0;
    if (t >= end - kFadingMonths * kHalves) {
      late_given += m.given;
      late_due += m.due;
    }
  }
  o.autonomy = end > left ? given / (end - left) : 0.0;
  o.alive_months = alive / kHalves;
  o.stands_alone = end > left && moments_[static_cast<std::size_t>(end - 1)].alive &&
                   late_due > 0.0 && late_given >= standing_ * late_due;
  judge(o);
  withdraw(o, left);
  return o;
}

Monthly by_month(const std::vector<Moment>& moments, int first, int periods) {
  Monthly out;
  const auto last = std::min(static_cast<int>(moments.size()), first + periods);
  for (int t = first; t < last; t += kHalves) {
    const int end = std::min(t + kHalves, last);
    Moment sum;
    double halves = 0.0;
    for (int h = t; h < end; ++h) {
      const Moment& m = moments[static_cast<std::size_t>(h)];
      // a group that ended in this period has met in it
      if (!m.alive && m.due <= 0.0 && m.attendance <= 0.0)
        continue;
      halves += 1.0;
      sum.given += m.given;
      sum.due += m.due;
      sum.attendance += m.attendance;
      sum.sales += m.sales;
      sum.side_deals += m.side_deals;
    }
    const Moment& at = moments[static_cast<std::size_t>(end - 1)];
    const auto now = [&](double value) {
      return at.alive ? std::optional<double>(value) : std::nullopt;
    };
    out.trust.push_back(now(at.trust));
    out.conduct.push_back(now(at.conduct));
    out.engagement.push_back(now(at.engagement));
    out.vision.push_back(now(at.vision));
    out.capability.push_back(now(at.capability));
    out.credibility.push_back(now(at.credibility));
    out.cooperation.push_back(ratio(sum.given, sum.due));
    out.attendance.push_back(ratio(sum.attendance, halves));
    out.members.push_back(at.members);
    out.sales.push_back(halves > 0.0 ? std::optional<double>(sum.sales) : std::nullopt);
    out.side_deals.push_back(sum.side_deals);
  }
  return out;
}

Trace play_automatic(const core::Scenario& scenario, std::uint64_t seed, std::uint32_t luck) {
  Trace trace(scenario);
  Group group(scenario, seed, luck);
  for (bool alive = true; !group.over();) {
    group.automatic();
    const core::Sight sight = group.sight();
    trace.add(sight, group.truth(), alive);
    alive = sight.state == core::GroupState::alive;
  }
  return trace;
}

Trace play_months(const core::Scenario& scenario, std::uint64_t seed, std::uint32_t luck,
                  const std::vector<Orders>& months, bool closed) {
  Trace trace(scenario);
  Group group(scenario, seed, luck);
  const auto after = [&](bool alive) { trace.add(group.sight(), group.truth(), alive); };
  const auto alive = [&] { return group.sight().state == core::GroupState::alive; };
  for (const Orders& orders : months) {
    const int before = group.period();
    for (int half = 0; half < kHalves && alive(); ++half)
      group.half(orders, half), after(true);
    while (group.period() < before + kHalves)
      group.alone(), after(false);
  }
  if (closed && alive())
    group.close(), after(true);
  while (!group.over()) {
    const bool was = alive();
    group.alone();
    after(was);
  }
  return trace;
}

}  // namespace minga::trainer
