#include "society.hpp"

#include <map>
#include <utility>

namespace minga::core {
namespace {

void clear_flows(World& w, int r) {
  for (int f = 0; f < w.derived.firms; ++f) {
    w.firms.gain(f, r) = w.firms.cost(f, r) = w.firms.transfer(f, r) = 0.0;
  }
  Groups& g = w.groups;
  g.programme(0, r) = g.outsider(0, r) = g.yields(0, r) = 0.0;
  g.sanctions(0, r) = g.side_deals(0, r) = 0;
  g.short_of_cash(0, r) = 0;
  for (int a = 0; a < static_cast<int>(w.derived.actions.size()); ++a) {
    g.made(a, r) = g.due(a, r) = g.apparent(a, r) = 0.0;
  }
}

/// The steps of docs/model/odd.md, section 3, in its order.
void step_association(World& w, int r, int t) {
  // what is paid on joining belongs to the first period
  if (t > w.groups.founded(0, r))
    clear_flows(w, r);
  open_period(w, r, t);
  facilitate(w, r, t);
  form_expectations(w, r, t);
  hold_meeting(w, r, t);
  act(w, r, t);
  monitor(w, r, t);
  learn(w, r, t);
  change_members(w, r, t);
  review_group(w, r, t);
  settle(w, r, t);
}

/// What one association holds of a firm moves towards what the other does.
void approach(World& to, int slot, int r, const std::array<double, kMaxProfiles>& news,
              double rate) {
  revise_beliefs(to, slot, r, [&](std::span<double> belief) {
    for (std::size_t p = 0; p < belief.size(); ++p)
      belief[p] += rate * (news[p] - belief[p]);
  });
}

}  // namespace

Society::Society(const Scenario& scenario, const BlockRequest& request)
    : layouts_(lay_out(scenario, RandomField(request.seed, request.stream), request.first_replicate,
                       request.count)),
      firms_(extent_of(scenario).firms) {
  // associations of one make share what follows from it
  std::map<int, std::shared_ptr<const Derived>> made;
  const int count = extent_of(scenario).associations;
  for (int a = 0; a < count; ++a) {
    auto& derived = made[make_of(scenario, a)];
    if (!derived)
      derived = std::make_shared<const Derived>(scenario, a);
    worlds_.push_back(std::make_unique<World>(scenario, request, a, derived, layouts_));
  }
  gossip_ = worlds_.front()->model.gossip;
  find_links();
  if (scenario.programme.enabled) {
    office_.emplace(scenario, worlds_);
    for (int r = 0; r < request.count; ++r)
      office_->draw_candidates(worlds_, r);
  }
}

void Society::find_links() {
  several_.resize(layouts_.size());
  links_.resize(layouts_.size());
  for (std::size_t r = 0; r < layouts_.size(); ++r) {
    std::map<int, Memberships> by_firm;
    for (int a = 0; a < associations(); ++a) {
      const std::vector<int>& firm = layouts_[r].seats(a).firm;
      for (std::size_t slot = 0; slot < firm.size(); ++slot) {
        if (layouts_[r].memberships(firm[slot]) > 1)
          by_firm[firm[slot]].push_back({a, static_cast<int>(slot)});
      }
    }
    std::map<std::pair<int, int>, Link> common;
    for (auto& [firm, seats] : by_firm) {
      for (std::size_t i = 0; i < seats.size() && gossip_ > 0.0; ++i) {
        for (std::size_t j = i + 1; j < seats.size(); ++j) {
          Link& link = common[{seats[i].association, seats[j].association}];
          link.first = seats[i].association;
          link.second = seats[j].association;
          link.slots.emplace_back(seats[i].slot, seats[j].slot);
        }
      }
      several_[r].push_back(std::move(seats));
    }
    for (auto& [pair, link] : common) {
      if (link.slots.size() > 1)  // somebody who can tell about somebody else
        links_[r].push_back(std::move(link));
    }
  }
}

bool Society::sits(const Seat& seat, int r) const {
  const World& w = world(seat.association);
  return w.alive(r) && w.member(seat.slot, r);
}

void Society::count_memberships(int r) {
  for (const Memberships& seats : several_[static_cast<std::size_t>(r)]) {
    int count = 0;
    for (const Seat& seat : seats)
      count += sits(seat, r);
    for (const Seat& seat : seats)
      world(seat.association).firms.others(seat.slot, r) = count - sits(seat, r);
  }
}

void Society::spread_word(int r) {
  if (gossip_ <= 0.0)
    return;
  for (const Link& link : links_[static_cast<std::size_t>(r)]) {
    World& one = world(link.first);
    World& two = world(link.second);
    if (!one.alive(r) || !two.alive(r))
      continue;
    int common = 0;
    for (const auto& [here, there] : link.slots)
      common += one.member(here, r) && two.member(there, r);
    if (common < 2)
      continue;
    const double to_one = gossip_ * (common - 1.0) / (one.groups.members(0, r) - 1.0);
    const double to_two = gossip_ * (common - 1.0) / (two.groups.members(0, r) - 1.0);
    for (const auto& [here, there] : link.slots) {
      if (!one.member(here, r) || !two.member(there, r))
        continue;
      const auto known_to_one = one.reputation(here, r);
      const auto known_to_two = two.reputation(there, r);
      approach(one, here, r, known_to_two, to_one);
      approach(two, there, r, known_to_one, to_two);
    }
  }
}

void Society::step(int r, int t) {
  if (!several_[static_cast<std::size_t>(r)].empty()) {
    count_memberships(r);
    spread_word(r);
  }
  if (office_) {
    office_->open_period(worlds_, r, t, [&](World& w) {
      set_up_group(w, r, t, layouts_[static_cast<std::size_t>(r)]);
      w.log(r, t, -1, EventKind::founded, w.groups.served(0, r));
    });
  }
  for (auto& w : worlds_) {
    if (w->alive(r))
      step_association(*w, r, t);
  }
  if (office_)
    office_->close_period(worlds_, r, t);
}

}  // namespace minga::core
