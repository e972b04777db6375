// Where the trainees of a class did different things, and what came of it: points to talk about.
#include "api_state.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace minga::trainer {
namespace {

constexpr int kLater = 3;  ///< months after which to look
constexpr std::size_t kMostPoints = 10;

struct Side {
  std::vector<std::string> names;
  double sum = 0.0;
  double mean() const { return sum / static_cast<double>(names.size()); }
  Json write() const { return {{"trainees", names}, {"outcome", mean()}}; }
};

struct Point {
  std::string what;
  int turn = 0;
  Side with, without;
  double size() const { return std::abs(with.mean() - without.mean()); }
};

/// Attendance some months later, or at the end where that is sooner.
double outcome(const Game& game, int turn) {
  const auto& months = game.book().months();
  const auto at = std::min(static_cast<std::size_t>(turn + kLater), months.size() - 1);
  return months[at].group.attendance.value_or(0.0);
}

}  // namespace

Json divergences(const std::vector<std::shared_ptr<Stored>>& trainees, bool hide) {
  std::vector<Point> points;
  std::set<std::string> kinds;
  for (const auto& stored : trainees) {
    const std::lock_guard lock(stored->busy);
    for (const Turn& turn : stored->game->turns()) {
      for (const Choice& c : turn.orders.actions)
        kinds.insert(c.kind);
    }
  }
  for (int turn = 0; turn < kMonths; ++turn) {
    for (const std::string& kind : kinds) {
      Point p{kind, turn, {}, {}};
      for (const auto& stored : trainees) {
        const std::lock_guard lock(stored->busy);
        const Game& g = *stored->game;
        if (g.months() <= turn)
          continue;
        Side& side =
            g.turns()[static_cast<std::size_t>(turn)].orders.has(kind) ? p.with : p.without;
        side.names.push_back(hide ? g.setup().handle : g.setup().player);
        side.sum += outcome(g, turn);
      }
      if (!p.with.names.empty() && !p.without.names.empty())
        points.push_back(std::move(p));
    }
  }
  std::stable_sort(points.begin(), points.end(),
                   [](const Point& a, const Point& b) { return a.size() > b.size(); });
  Json out = Json::array();
  for (std::size_t i = 0; i < points.size() && i < kMostPoints; ++i) {
    const Point& p = points[i];
    const auto all = static_cast<double>(p.with.names.size() + p.without.names.size());
    out.push_back({{"kind", "action"},
                   {"turn", p.turn},
                   {"what", p.what},
                   {"share", static_cast<double>(p.with.names.size()) / all},
                   {"with", p.with.write()},
                   {"without", p.without.write()},
                   {"indicator", "attendance"}});
  }
  return {{"points", out}};
}

}  // namespace minga::trainer
