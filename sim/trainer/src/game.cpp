#include "minga/trainer/game.hpp"

#include "minga/trainer/actions.hpp"
#include "minga/trainer/refusal.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace minga::trainer {
namespace {

/// Names of workshops that exist nowhere, for firms that a scenario does not name.
constexpr std::array kNames{
    "Taller Arupo",  "Casa Quilla",      "Hilos del Valle", "Don Anselmo",
    "Tejidos Ñusta", "La Esperanza",     "Taller Cóndor",   "Puntada Fina",
    "Doña Rosalba",  "El Telar",         "Taller Saraguro", "Manos Unidas",
    "Casa Ibarra",   "La Lanzadera",     "Taller Sisa",     "Hermanos Pillajo",
    "Nueva Aurora",  "El Nogal",         "Taller Imbabura", "Doña Mercedes",
    "La Cascada",    "Taller Yumbo",     "Casa Maldonado",  "El Mortiño",
    "Taller Pacha",  "La Rueca",         "Don Eustaquio",   "Taller Killari",
    "El Portal",     "Doña Encarnación", "La Merced",       "Taller Rumiñahui",
    "Casa Toapanta", "El Capulí",        "Taller Achik",    "La Colmena",
    "Don Fidel",     "Taller Wayra",     "El Sendero",      "Doña Zoila"};

}  // namespace

Game::Game(Setup setup)
    : setup_(std::move(setup)),
      scenario_(training_scenario(setup_.text)),
      group_(std::make_unique<Group>(scenario_, setup_.seed)),
      language_(setup_.language),
      played_(setup_.created) {}

const std::vector<Behind>& Game::behind() const {
  if (!over())
    throw std::logic_error("what is behind a game is for looking back");
  return behind_;
}

double Game::budget(int phase) const {
  const double fortnight = scenario_.facilitator.days[static_cast<std::size_t>(phase - 1)];
  const double month = kHalves * fortnight * scenario_.time.period_days / 14.0;
  return std::floor(2.0 * month + 1e-9) / 2.0;
}

bool Game::launched(int project) const {
  return std::any_of(turns_.begin(), turns_.end(), [&](const Turn& t) {
    const auto& all = t.orders.actions;
    return std::any_of(all.begin(), all.end(),
                       [&](const Choice& c) { return c.kind == "launch" && c.project == project; });
  });
}

int Game::last_use(const std::string& kind) const {
  for (auto t = turns_.rbegin(); t != turns_.rend(); ++t) {
    if (t->orders.has(kind))
      return t->turn;
  }
  return -1;
}

std::string Game::firm_name(int firm) const {
  const auto& given = scenario_.population.firm;
  if (firm < static_cast<int>(given.size()) && !given[static_cast<std::size_t>(firm)].name.empty())
    return given[static_cast<std::size_t>(firm)].name;
  return kNames[(static_cast<std::uint64_t>(firm) + setup_.seed) % kNames.size()];
}

std::string Game::project_id(int project) const {
  return scenario_.association.front().actions.at(static_cast<std::size_t>(project)).name;
}

int Game::project_of(const std::string& id) const {
  const auto& all = scenario_.association.front().actions;
  for (std::size_t a = 0; a < all.size(); ++a) {
    if (all[a].name == id)
      return static_cast<int>(a);
  }
  return -1;
}

std::vector<Clause> Game::clauses() const {
  std::vector<Clause> out = clauses_of(scenario_);
  for (const Turn& turn : turns_) {
    for (Clause& clause : out) {
      const auto said = turn.orders.clauses.find(std::string(clause.id));
      if (said != turn.orders.clauses.end())
        clause.in_scenario = said->second;
    }
  }
  return out;
}

void Game::apply(const Json& entry) {
  const std::string kind = entry.at("entry").get<std::string>();
  const std::string at = entry.at("at").get<std::string>();
  if (kind == "turn") {
    play(read_turn(entry.at("turn"), [&](const std::string& id) { return project_of(id); }));
    played_ = at;
  } else if (kind == "undo") {
    undo();
    played_ = at;
  } else if (kind == "note") {
    notes_.push_back(
        {entry.at("kind").get<std::string>(), entry.at("text").get<std::string>(), at, months()});
  } else if (kind == "language") {
    language_ = entry.at("language").get<std::string>();
  } else {
    throw std::runtime_error("an entry of another version: " + kind);
  }
}

void Game::play(const Turn& turn) {
  if (over() || turn.turn != months())
    throw std::runtime_error("a turn that is not due");
  turns_.push_back(turn);
  for (const Forecast& f : turn.forecasts)
    notebook_.push_back({turn.turn, f});
  if (turn.orders.has("close")) {
    group_->close();
    end_ = "closed";
    return;
  }
  if (turn.orders.has("withdraw")) {
    end_ = "withdrawn";
    return;
  }
  // what a draft says is the sum of what was said of it so far
  Orders orders = turn.orders;
  for (const Clause& clause : clauses())
    orders.clauses[std::string(clause.id)] = clause.in_scenario;
  const core::Sight before = group_->sight();
  Seen seen;
  Behind behind;
  for (int half = 0; half < kHalves && group_->sight().state == core::GroupState::alive; ++half) {
    group_->half(orders, half);
    seen.half.push_back(group_->sight());
    behind.half.push_back(group_->truth());
  }
  double days = 0.0;
  for (const Choice& c : orders.actions)
    days += c.days;
  book_.add(before, std::move(seen), days);
  behind_.push_back(std::move(behind));
  settle_end();
}

void Game::settle_end() {
  const core::Sight now = group_->sight();
  if (now.state != core::GroupState::alive)
    end_ = "ended";
  else if (months() >= kMonths)
    end_ = "term";
  else if (!now.funded)
    end_ = "funding";
}

void Game::undo() {
  if (turns_.empty())
    throw std::runtime_error("nothing to undo");
  std::vector<Turn> turns = std::move(turns_);
  turns.pop_back();
  group_ = std::make_unique<Group>(scenario_, setup_.seed);
  book_ = {};
  behind_.clear();
  turns_.clear();
  notebook_.clear();
  end_.clear();
  for (const Turn& turn : turns)
    play(turn);
}

std::string_view impression_of(const core::Profile& p) {
  if (p.omega.mean < -0.2)
    return "wants_to_lead";
  if (p.gamma.mean > 0.5 && p.norm_intercept.mean > 0.5)
    return "gives_first";
  return p.gamma.mean > 0.5 ? "gives_if_others" : "keeps_options_open";
}

}  // namespace minga::trainer
