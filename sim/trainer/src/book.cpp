#include "minga/trainer/book.hpp"

#include <cstddef>

namespace minga::trainer {
namespace {

Value share(double part, double whole) { return whole > 0.0 ? Value(part / whole) : std::nullopt; }

double indicator(const core::Sight& s, core::Indicator i) {
  return s.indicator[static_cast<std::size_t>(i)];
}

void count_firm(FirmMonth& to, const core::SeenFirm& f) {
  if (!f.seated)
    return;
  ++to.meetings;
  to.attended += f.present;
  to.excused += f.excused;
  to.payments_due += f.payment_due;
  to.paid += f.paid;
  for (const std::int8_t act : f.acts) {
    to.seen_giving += act == 0;
    to.seen_failing += act == 1;
  }
}

void count_events(BookMonth& month, const core::Sight& s) {
  for (const core::Event& e : s.events) {
    const bool sanction =
        e.kind == core::EventKind::sanctioned || e.kind == core::EventKind::peer_punished;
    month.group.sanctions += sanction;
    if (sanction && e.firm >= 0 && e.firm < static_cast<int>(month.firms.size()))
      ++month.firms[static_cast<std::size_t>(e.firm)].sanctions;
  }
}

void summarise(BookMonth& month) {
  GroupMonth& g = month.group;
  double present = 0.0;
  double kept = 0.0;
  double sales = 0.0;
  for (const core::Sight& s : month.seen.half) {
    present += indicator(s, core::Indicator::attendance);
    kept += indicator(s, core::Indicator::agreements_kept);
    sales += s.members > 0 ? s.sales / s.members : 0.0;
  }
  const auto halves = static_cast<double>(month.seen.half.size());
  g.attendance = share(present, halves);
  double due = 0.0;
  double apparent = 0.0;
  for (const ProjectMonth& p : month.projects) {
    due += p.due;
    apparent += p.apparent;
  }
  g.compliance = share(apparent, due);
  g.agreements_kept = due > 0.0 ? share(kept, halves) : std::nullopt;
  int paid = 0;
  int payments = 0;
  for (const FirmMonth& f : month.firms) {
    paid += f.paid;
    payments += f.payments_due;
  }
  g.fund_payments = share(paid, payments);
  if (month.seen.half.empty())
    return;
  g.sales = sales;
  const core::Sight& last = month.seen.half.back();
  g.conflict = indicator(last, core::Indicator::conflict);
  g.members = last.state == core::GroupState::alive ? last.members : 0;
  g.fund = last.fund;
  g.phase = last.phase;
}

}  // namespace

Value FirmMonth::attend() const { return share(attended, meetings); }
Value FirmMonth::pay() const { return share(paid, payments_due); }

Value GroupMonth::of(const std::string& name) const {
  if (name == "attendance")
    return attendance;
  if (name == "fund_payments")
    return fund_payments;
  if (name == "compliance")
    return compliance;
  if (name == "agreements_kept")
    return agreements_kept;
  if (name == "sales")
    return sales;
  if (name == "conflict")
    return conflict;
  return name == "members" ? Value(members) : std::nullopt;
}

void Book::add(const core::Sight& before, Seen seen, double days) {
  BookMonth month;
  month.group.days = days;
  month.firms.resize(before.firms.size());
  month.projects.resize(before.actions.size());
  for (std::size_t f = 0; f < before.firms.size(); ++f)
    month.firms[f].member = before.firms[f].status == core::FirmStatus::member;
  for (const core::Sight& s : seen.half) {
    int members = 0;
    for (std::size_t f = 0; f < s.firms.size(); ++f) {
      count_firm(month.firms[f], s.firms[f]);
      members += s.firms[f].seated;
    }
    month.meeting_members.push_back(members);
    for (std::size_t a = 0; a < s.actions.size(); ++a) {
      ProjectMonth& p = month.projects[a];
      p.active = p.active || s.actions[a].active;
      p.due += s.actions[a].due;
      p.apparent += s.actions[a].apparent;
      p.help += s.actions[a].help;
    }
    count_events(month, s);
  }
  month.seen = std::move(seen);
  summarise(month);
  months_.push_back(std::move(month));
}

void Book::drop_last() { months_.pop_back(); }

std::vector<Impression> Book::impressions(int firm) const {
  std::vector<Impression> out;
  for (std::size_t t = 0; t < months_.size(); ++t) {
    for (const core::Sight& s : months_[t].seen.half) {
      for (const core::Finding& f : s.findings) {
        if (f.firm == firm)
          out.push_back({static_cast<int>(t), f});
      }
    }
  }
  return out;
}

}  // namespace minga::trainer
