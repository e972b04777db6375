// The client of a vertical network: whether it pays an order as agreed, what it spends on its
// suppliers' capability, and what its suppliers make of it (docs/model/odd.md).
#include "minga/core/client.hpp"

#include "minga/core/math.hpp"
#include "rates.hpp"
#include "world.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace minga::core {
namespace {

constexpr double kNoOrder = std::numeric_limits<double>::quiet_NaN();

int bought_action(const World& w) {
  for (std::size_t a = 0; a < w.derived.actions.size(); ++a) {
    if (client_buys(w, w.derived.actions[a]))
      return static_cast<int>(a);
  }
  return -1;
}

Record record_of(const World& w, int r) {
  return {w.groups.client.kept(0, r), w.groups.client.broken(0, r)};
}

/// Price of an order that all members serve, at today's competence and without noise, currency.
double full_order(const World& w, int a, int r) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  const int n = w.usual_players(r);
  return w.groups.members(0, r) * w.groups.competence(a, r) *
         productive_yield(plan.action, w.distribution(plan, r), 1.0, n, n);
}

/// Later periods that the client weighs after period t.
double periods_ahead(const World& w, int t) {
  double periods = w.model.horizon_months / w.derived.month;
  if (w.scenario.time.known_end)
    periods = std::min(periods, w.scenario.time.periods - 1.0 - t);
  return std::max(0.0, periods);
}

double discount_over(const Client& c, double months) {
  return c.patience > 0.0 ? pow_fixed(c.patience, months) : 0.0;
}

/// q + q^2 s + ... with the given number of terms: what is discounted by q and fades by s.
double fading_sum(double discount, double stays, double terms) {
  const double q = discount * stays;
  if (terms <= 0.0 || discount <= 0.0)
    return 0.0;
  return discount * (q <= 0.0 ? 1.0 : (1.0 - pow_fixed(q, terms)) / (1.0 - q));
}

bool honours(const World& w, const Client& c, int a, int r, int t, double agreed) {
  const int every = w.derived.actions[static_cast<std::size_t>(a)].action.every;
  const double orders = std::floor(periods_ahead(w, t) / every);
  const double shadow = shadow_of_orders(c, discount_over(c, every * w.derived.month), orders);
  const double later = w.groups.client.delivery(0, r) * full_order(w, a, r) / agreed;
  const std::array<double, 2> utility{0.0, gain_from_squeezing(c, record_of(w, r), later, shadow)};
  std::array<double, 2> chance{};
  choice_probabilities(utility, c.eta, 0.0, w.model.decision_rule, chance);
  return w.random.uniform(w.group_address(r, t), Purpose::client_pay) < chance[0];
}

/// The client's gains and costs are those of a firm outside the group.
void book(World& w, int r, int t, double amount) {
  w.groups.outsider(0, r) += amount;
  w.groups.client.gain(0, r) += w.derived.discount[static_cast<std::size_t>(t)] * amount;
}

/// What a period's development is expected to bring the client, currency: more capable suppliers
/// deliver more. It counts on what lasts, not on the facilitator's help.
double worth_of_development(const World& w, const Client& c, int a, int r, int t, double taught) {
  const ActionPlan& plan = w.derived.actions[static_cast<std::size_t>(a)];
  const double manager = w.groups.manager(0, r) != 0 ? w.model.manager_effect : 0.0;
  const double missing = (1.0 - w.groups.capability(0, r)) * (1.0 - manager);
  const double served = 1.0 - plan.action.skill * missing;
  if (served <= 0.0)
    return 0.0;
  const double rise = plan.action.skill * taught * (1.0 - manager) / served;
  const double order = w.groups.client.delivery(0, r) * full_order(w, a, r);
  return c.surplus * rise * order / plan.action.every *
         fading_sum(discount_over(c, w.derived.month), 1.0 - w.model.capability_decay,
                    periods_ahead(w, t));
}

void develop_suppliers(World& w, const Client& c, int a, int r, int t) {
  const double spent = c.development * w.derived.fortnights;
  if (spent <= 0.0 || w.groups.members(0, r) == 0)
    return;
  double& capability = w.groups.capability(0, r);
  const double taught = per_period(c.development_effect, w.scenario.time) *
                        w.groups.attendance(0, r) * (1.0 - capability);
  const double share = w.groups.funded(0, r) != 0 ? c.development_co_finance : 0.0;
  if (worth_of_development(w, c, a, r, t, taught) < (1.0 - share) * spent)
    return;
  capability += taught;
  book(w, r, t, -(1.0 - share) * spent);
  w.groups.programme(0, r) += share * spent * (1.0 + w.scenario.institution.overhead);
}

}  // namespace

double belief_of(const Client& c, const Record& seen) {
  return (c.trust * c.trust_strength + seen.kept) / (c.trust_strength + seen.kept + seen.broken);
}

Record after_order(const Client& c, const Record& seen, bool honoured) {
  const double left = 1.0 - c.forgetting;
  return {left * seen.kept + (honoured ? 1.0 : 0.0), left * seen.broken + (honoured ? 0.0 : 1.0)};
}

double shadow_of_orders(const Client& c, double discount, double orders) {
  return fading_sum(discount, 1.0 - c.forgetting, orders);
}

double gain_from_squeezing(const Client& c, const Record& seen, double later, double shadow) {
  const double drop =
      belief_of(c, after_order(c, seen, true)) - belief_of(c, after_order(c, seen, false));
  // who depends on this client has to deliver whatever it believes
  return c.squeeze - c.surplus * later * c.outside_sales * drop * shadow;
}

bool client_buys(const World& w, const ActionPlan& plan) {
  return w.group_spec.client && !plan.fund && plan.action.name == w.group_spec.client->buys;
}

void set_up_client(World& w) {
  ClientState& x = w.groups.client;
  if (!w.group_spec.client)
    return;
  for (auto* field : {&x.kept, &x.broken, &x.today, &x.sales, &x.agreed, &x.paid, &x.gain})
    *field = Field<double>(1, w.replicates, 0.0);
  x.delivery = Field<double>(1, w.replicates, w.group_spec.client->expected_delivery);
  x.price = Field<double>(1, w.replicates, kNoOrder);
}

double expected_price(const World& w, int action, int r) {
  if (!client_buys(w, w.derived.actions[static_cast<std::size_t>(action)]))
    return 1.0;
  const Client& c = *w.group_spec.client;
  return 1.0 - c.squeeze * (1.0 - belief_of(c, record_of(w, r)));
}

void forget_order(World& w, int r) {
  if (w.group_spec.client)
    w.groups.client.price(0, r) = kNoOrder;
}

double pay_order(World& w, int a, int r, int t, double agreed) {
  const Client& c = *w.group_spec.client;
  ClientState& x = w.groups.client;
  const double full = full_order(w, a, r);
  const double delivered = full > 0.0 ? clamp(agreed / full, 0.0, 1.0) : 0.0;
  double price = 1.0;
  if (agreed > 0.0) {
    const bool honoured = honours(w, c, a, r, t, agreed);
    if (!honoured) {
      price = 1.0 - c.squeeze;
      w.log(r, t, -1, EventKind::client_squeezed, c.squeeze * agreed);
    }
    const Record seen = after_order(c, record_of(w, r), honoured);
    x.kept(0, r) = seen.kept;
    x.broken(0, r) = seen.broken;
    x.price(0, r) = price;
    x.agreed(0, r) += agreed;
    x.paid(0, r) += price * agreed;
    book(w, r, t, (c.surplus + 1.0 - price) * agreed);
    const int n = std::max(1, w.groups.members(0, r));
    const double cost =
        w.derived.actions[static_cast<std::size_t>(a)].action.cost * w.groups.made(a, r);
    x.today(0, r) = std::max(0.0, agreed - cost) / n;
  }
  x.delivery(0, r) += w.model.expectation_rate * (delivered - x.delivery(0, r));
  return price;
}

void follow_client(World& w, int r, int t) {
  if (!w.group_spec.client)
    return;
  const Client& c = *w.group_spec.client;
  ClientState& x = w.groups.client;
  develop_suppliers(w, c, bought_action(w), r, t);
  x.sales(0, r) += w.model.benefit_memory * (x.today(0, r) - x.sales(0, r));
  x.today(0, r) = 0.0;
  // what a supplier could sell elsewhere is part of what it has without the group
  const double elsewhere = c.outside_sales * x.sales(0, r);
  for (int f = 0; f < w.derived.firms; ++f) {
    if (w.member(f, r))
      w.firms.outside(f, r) =
          w.scenario.population.outside_option * w.firms.margin(f, r) * w.derived.month + elsewhere;
  }
}

}  // namespace minga::core
