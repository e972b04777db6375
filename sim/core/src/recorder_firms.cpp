// What firms do and are. A firm that sits in several associations is recorded once: its
// contributions and payoffs over all of them, its trust and engagement as means.
#include "recorder.hpp"
#include "recorder_row.hpp"

#include <utility>

namespace minga::core {
namespace {

/// One firm in one period, over the associations that it sits in.
struct Conduct {
  double made = 0.0, due = 0.0;
  double present = 0.0, seated = 0.0;
  double trust = 0.0, engagement = 0.0, in = 0.0;
  double belief = 0.0, beliefs = 0.0;
  double payoff = 0.0;
  FirmStatus status = FirmStatus::candidate;
};

/// Member of any; else expelled from any, else left any.
FirmStatus stronger(FirmStatus a, FirmStatus b) {
  constexpr auto order = [](FirmStatus s) {
    return s == FirmStatus::member ? 3 : s == FirmStatus::expelled ? 2 : s == FirmStatus::left;
  };
  return order(a) >= order(b) ? a : b;
}

void add(Conduct& to, const World& w, int f, int r, int t) {
  const bool ran = w.alive(r) || w.groups.end_period(0, r) == t;
  const bool in = ran && w.member(f, r);
  if (ran && w.firms.seated(f, r) != 0) {
    to.seated += 1.0;
    to.present += w.firms.present(f, r);
    for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
      const double level = w.firms.level(w.at_action(a, f), r);
      if (w.groups.active(a, r) == 0 || level < 0.0)
        continue;
      to.made += level;
      to.due += 1.0;
      to.belief += w.firms.tau(w.at_action(a, f), r);
      to.beliefs += 1.0;
    }
  }
  if (in) {
    to.in += 1.0;
    to.trust += w.firms.intention(f, r);
    to.engagement += w.firms.engagement(f, r);
  }
  if (ran)
    to.payoff += w.firms.gain(f, r) - w.firms.cost(f, r) + w.firms.transfer(f, r);
  const bool homeless = !w.alive(r) && w.member(f, r);
  const auto own = static_cast<FirmStatus>(w.firms.status(f, r));
  to.status = stronger(to.status, homeless ? FirmStatus::left : own);
}

}  // namespace

void Recorder::firms(int r, int t) {
  std::vector<Conduct> all(static_cast<std::size_t>(out_.firms));
  for (int a = 0; a < society_.associations(); ++a) {
    const World& w = society_.world(a);
    for (int f = 0; f < w.derived.firms; ++f) {
      if (w.firms.number(f, r) >= 0)
        add(all[static_cast<std::size_t>(w.firms.number(f, r))], w, f, r, t);
    }
  }
  const std::size_t start = (static_cast<std::size_t>(r) * static_cast<std::size_t>(out_.periods) +
                             static_cast<std::size_t>(t)) *
                            all.size();
  for (std::size_t f = 0; f < all.size(); ++f) {
    const Conduct& x = all[f];
    Row<float> row(firm_variables(), out_.firm, start + f);
    row.set("contributed", x.due > 0.0 ? x.made / x.due : kNever);
    row.set("attended", x.seated > 0.0 ? x.present / x.seated : kNever);
    row.set("trust", x.in > 0.0 ? x.trust / x.in : kNever);
    row.set("belief", x.beliefs > 0.0 ? x.belief / x.beliefs : kNever);
    row.set("engagement", x.in > 0.0 ? x.engagement / x.in : kNever);
    row.set("payoff", x.payoff);
    row.set("status", static_cast<double>(x.status));
  }
}

void Recorder::constants(int r) {
  std::vector<char> known(static_cast<std::size_t>(out_.firms), 0);
  for (int a = 0; a < society_.associations(); ++a) {
    const World& w = society_.world(a);
    // firms of a group that was never founded were never drawn
    for (int f = 0; f < w.derived.firms && w.groups.founded(0, r) >= 0; ++f) {
      if (w.firms.number(f, r) < 0)
        continue;
      const auto firm = static_cast<std::size_t>(w.firms.number(f, r));
      if (std::exchange(known[firm], 1) != 0)
        continue;
      Row<double> row(firm_constant_variables(), out_.firm_constant,
                      static_cast<std::size_t>(r) * known.size() + firm);
      row.set("profile", w.firms.profile(f, r));
      row.set("size", w.firms.size(f, r));
      row.set("distance", w.firms.distance(f, r));
      row.set("margin", w.firms.margin(f, r));
    }
  }
}

}  // namespace minga::core
