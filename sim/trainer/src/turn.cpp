#include "minga/trainer/turn.hpp"

#include "minga/trainer/actions.hpp"
#include "minga/trainer/refusal.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace minga::trainer {
namespace {

constexpr std::size_t kMostText = 1200;  ///< bytes: 300 characters of any script
constexpr std::size_t kMostItems = 100;

Refusal invalid(const std::string& field, const std::string& accepted) {
  return {400, "invalid", field + " is not valid", field, accepted};
}

const Json* member(const Json& from, const char* key) {
  const auto found = from.find(key);
  return found == from.end() || found->is_null() ? nullptr : &*found;
}

double read_number(const Json& from, const std::string& field, double lo, double hi) {
  if (!from.is_number())
    throw invalid(field, "a number");
  const double value = from.get<double>();
  if (!(value >= lo && value <= hi))
    throw invalid(field, fmt::format("from {} to {}", lo, hi));
  return value;
}

int read_integer(const Json& from, const std::string& field, int lo, int hi) {
  const double value = read_number(from, field, lo, hi);
  if (value != std::floor(value))
    throw invalid(field, "a whole number");
  return static_cast<int>(value);
}

const Json& read_list(const Json& from, const char* key) {
  static const Json none = Json::array();
  const Json* list = member(from, key);
  if (list == nullptr)
    return none;
  if (!list->is_array() || list->size() > kMostItems)
    throw invalid(key, fmt::format("a list of at most {}", kMostItems));
  return *list;
}

const Json& object_in(const Json& item, const std::string& field) {
  if (!item.is_object())
    throw invalid(field, "an object");
  return item;
}

Choice read_choice(const Json& item, const std::string& field,
                   const std::function<int(const std::string&)>& project) {
  Choice c;
  c.kind = read_text(object_in(item, field), "kind", 40);
  const ActionKind* kind = find_action(c.kind);
  if (kind == nullptr)
    throw Refusal(400, "unknown_action", "there is no such action", field + ".kind");
  const Json* target = member(item, "target");
  if (kind->target != Target::none && target == nullptr)
    throw Refusal(400, "bad_target", "a target is needed", field + ".target");
  if (kind->target == Target::firm)
    c.firm = read_integer(*target, field + ".target", 0, 1 << 20);
  if (kind->target == Target::project) {
    c.project = target->is_string() ? project(target->get<std::string>()) : -1;
    if (c.project < 0)
      throw Refusal(400, "bad_target", "there is no such project", field + ".target");
  }
  c.days = kind->cost;
  if (const Json* days = member(item, "days")) {
    c.days = read_number(*days, field + ".days", kind->cost, kind->most > 0.0 ? kind->most : 0.0);
    if (c.days != kind->cost && std::fmod(c.days - kind->cost, kind->step) != 0.0)
      throw invalid(field + ".days", fmt::format("{} more in steps of {}", kind->cost, kind->step));
  }
  return c;
}

std::optional<double> read_chance(const Json& item, const char* key, const std::string& field) {
  const Json* value = member(item, key);
  if (value == nullptr)
    return std::nullopt;
  return read_number(*value, field + '.' + key, 0.0, 1.0);
}

Forecast read_forecast(const Json& item, const std::string& field) {
  object_in(item, field);
  const Json* firm = member(item, "firm");
  if (firm == nullptr)
    throw invalid(field + ".firm", "the number of a firm");
  Forecast f;
  f.firm = read_integer(*firm, field + ".firm", 0, 1 << 20);
  f.attend = read_chance(item, "attend", field);
  f.pay = read_chance(item, "pay", field);
  f.contribute = read_chance(item, "contribute", field);
  f.side_deal = read_chance(item, "side_deal", field);
  f.cause = read_text(item, "cause", 20, "unknown");
  if (f.cause != "cannot" && f.cause != "will_not" && f.cause != "unknown")
    throw invalid(field + ".cause", "cannot, will_not or unknown");
  f.otherwise = read_text(item, "otherwise", kMostText);
  f.evidence = read_text(item, "evidence", kMostText);
  return f;
}

Json number_or_null(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

}  // namespace

bool predictable(const std::string& indicator) {
  constexpr std::array kNames{"attendance", "fund_payments", "compliance", "agreements_kept",
                              "sales",      "conflict",      "members"};
  for (const char* name : kNames) {
    if (indicator == name)
      return true;
  }
  return false;
}

std::string read_text(const Json& from, const char* key, std::size_t most,
                      const std::string& fallback) {
  const Json* value = member(from, key);
  if (value == nullptr)
    return fallback;
  if (!value->is_string() || value->get_ref<const std::string&>().size() > most)
    throw invalid(key, fmt::format("a text of at most {} bytes", most));
  return value->get<std::string>();
}

Turn read_turn(const Json& from, const std::function<int(const std::string&)>& project) {
  if (!from.is_object())
    throw Refusal(400, "malformed", "the body is not an object");
  Turn turn;
  const Json* number = member(from, "turn");
  if (number == nullptr)
    throw invalid("turn", "the month to be played");
  turn.turn = read_integer(*number, "turn", 0, kMonths);
  turn.key = read_text(from, "key", 80);
  const Json& actions = read_list(from, "actions");
  for (std::size_t i = 0; i < actions.size(); ++i)
    turn.orders.actions.push_back(read_choice(actions[i], fmt::format("actions[{}]", i), project));
  if (const Json* clauses = member(from, "clauses")) {
    for (const auto& [id, on] : object_in(*clauses, "clauses").items()) {
      if (!on.is_boolean() || id.size() > 40 || turn.orders.clauses.size() > 20)
        throw invalid("clauses", "true or false for each clause");
      turn.orders.clauses[id] = on.get<bool>();
    }
  }
  if (const Json* gate = member(from, "gate")) {
    if (!gate->is_boolean())
      throw invalid("gate", "true or false");
    turn.orders.gate = gate->get<bool>();
  }
  if (const Json* given = member(from, "prediction")) {
    Prediction p;
    p.indicator = read_text(object_in(*given, "prediction"), "indicator", 40);
    if (!predictable(p.indicator))
      throw invalid("prediction.indicator", "an indicator");
    const Json* value = member(*given, "value");
    if (value == nullptr)
      throw invalid("prediction.value", "a number");
    p.value = read_number(*value, "prediction.value", -1e9, 1e9);
    p.why = read_text(*given, "why", kMostText);
    turn.prediction = p;
  }
  const Json& forecasts = read_list(from, "forecasts");
  for (std::size_t i = 0; i < forecasts.size(); ++i)
    turn.forecasts.push_back(read_forecast(forecasts[i], fmt::format("forecasts[{}]", i)));
  return turn;
}

Json write_choice(const Choice& c, const std::function<std::string(int)>& project) {
  Json out{{"kind", c.kind}, {"days", c.days}};
  if (c.firm >= 0)
    out["target"] = c.firm;
  if (c.project >= 0)
    out["target"] = project(c.project);
  return out;
}

Json write_turn(const Turn& turn, const std::function<std::string(int)>& project) {
  Json out{{"turn", turn.turn}, {"key", turn.key}, {"gate", turn.orders.gate}};
  out["actions"] = Json::array();
  for (const Choice& c : turn.orders.actions)
    out["actions"].push_back(write_choice(c, project));
  out["clauses"] = turn.orders.clauses;
  if (turn.prediction) {
    out["prediction"] = {{"indicator", turn.prediction->indicator},
                         {"value", turn.prediction->value},
                         {"why", turn.prediction->why}};
  }
  out["forecasts"] = Json::array();
  for (const Forecast& f : turn.forecasts) {
    out["forecasts"].push_back({{"firm", f.firm},
                                {"attend", number_or_null(f.attend)},
                                {"pay", number_or_null(f.pay)},
                                {"contribute", number_or_null(f.contribute)},
                                {"side_deal", number_or_null(f.side_deal)},
                                {"cause", f.cause},
                                {"otherwise", f.otherwise},
                                {"evidence", f.evidence}});
  }
  return out;
}

}  // namespace minga::trainer
