#include "minga/theory/spatial_imitation.hpp"

#include "graph_checks.hpp"
#include "graph_payoff.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace minga::theory {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// A site in sums over neighbours: absent, strategy 0, strategy 1. Up to nine of them fit a byte.
constexpr std::uint8_t kCode[] = {1, 16};

/// [1, columns] of a row with a frame of one site on either side, wrapped or absent.
void frame(Bytes& row, const Lattice& lattice) {
  const auto columns = static_cast<std::size_t>(lattice.columns);
  const bool wraps = lattice.border == Border::periodic;
  row[0] = wraps ? row[columns] : std::uint8_t{0};
  row[columns + 1] = wraps ? row[1] : std::uint8_t{0};
}

/// Restricted pointers let compilers take 16 sites at a time.
using In = const std::uint8_t* __restrict;
using Out = std::uint8_t* __restrict;

/// Greatest of three rows, site by site.
void greatest_of(In a, In b, In c, Out out, std::size_t width) {
  for (std::size_t x = 0; x < width; ++x) {
    const std::uint8_t ab = a[x] > b[x] ? a[x] : b[x];
    out[x] = ab > c[x] ? ab : c[x];
  }
}

/// Sum of three rows, site by site.
void sum_of(In a, In b, In c, Out out, std::size_t width) {
  for (std::size_t x = 0; x < width; ++x)
    out[x] = static_cast<std::uint8_t>(a[x] + b[x] + c[x]);
}

/// Strategies of the next generation where the best payoffs in sight of those who play 0 and 1 have
/// these ranks; in a tie one's own.
void winners(In best0, In best1, In own, Out next, std::size_t width) {
  for (std::size_t x = 0; x < width; ++x) {
    const std::uint8_t tied = best0[x] == best1[x] ? own[x] : std::uint8_t{0};
    next[x] = best1[x] > best0[x] ? std::uint8_t{1} : tied;
  }
}

/// Row of the torus, or -1 outside a lattice with open borders.
int row_on(const Lattice& lattice, int row) {
  if (lattice.border == Border::periodic)
    return (row + lattice.rows) % lattice.rows;
  return row >= 0 && row < lattice.rows ? row : -1;
}

}  // namespace

/// Three consecutive rows, framed: sites, and the ranks of those who play 0 and of those who play 1
/// (0 where another strategy is played). Row r is at r modulo 3.
struct SpatialImitation::Rows {
  explicit Rows(int columns) {
    const auto width = static_cast<std::size_t>(columns) + 2;
    for (auto* rows : {&site, &rank0, &rank1})
      rows->fill(Bytes(width, 0));
    for (Bytes* row : {&across, &best0, &best1})
      row->resize(width);
  }
  static std::size_t at(int row) { return static_cast<std::size_t>(row + 6) % 3; }
  std::array<Bytes, 3> site, rank0, rank1;
  Bytes across;  ///< sums or greatest values of three rows
  Bytes best0, best1;
};

SpatialImitation::SpatialImitation(const Lattice& lattice, const PairwiseOnGraph& game,
                                   std::vector<StrategyIndex> begin)
    : lattice_(lattice), now_(std::move(begin)) {
  check(lattice);
  check(GraphGame(game), Graph{{0, 0}, {}});
  require(game.game.size() == 2, "strategies", game.game.size(), "2 for spatial imitation");
  require(now_.size() == static_cast<std::size_t>(lattice.sites()), "first strategies", now_.size(),
          "one for each of " + std::to_string(lattice.sites()) + " sites");
  for (const StrategyIndex s : now_)
    require(s < 2, "first strategy", static_cast<int>(s), "0 or 1");
  next_.resize(now_.size());
  const PairPayoff payoff(game, {});
  const int most = lattice.neighbourhood == Neighbourhood::moore ? 8 : 4;
  std::vector<std::pair<double, std::size_t>> cases;
  for (int own = 0; own < 2; ++own) {
    for (int n0 = 0; n0 <= most; ++n0) {
      for (int n1 = 0; n0 + n1 <= most; ++n1) {
        const std::array<int, 2> count{n0, n1};
        cases.emplace_back(payoff.among(own, count.data()),
                           static_cast<std::size_t>(own * 256 + n0 + 16 * n1));
      }
    }
  }
  std::sort(cases.begin(), cases.end());
  std::uint8_t rank = 1;
  for (std::size_t k = 0; k < cases.size(); ++k) {
    if (k > 0 && cases[k].first != cases[k - 1].first)
      ++rank;
    rank_[cases[k].second] = rank;
  }
  count();
}

void SpatialImitation::rank_row(int row, Rows& rows) const {
  const auto columns = static_cast<std::size_t>(lattice_.columns);
  // the site row below is new, the two above are there already
  const int below = row_on(lattice_, row + 1);
  Bytes& last = rows.site[Rows::at(row + 1)];
  if (below < 0) {
    std::fill(last.begin(), last.end(), std::uint8_t{0});
  } else {
    const StrategyIndex* from = now_.data() + static_cast<std::size_t>(below) * columns;
    for (std::size_t x = 0; x < columns; ++x)
      last[x + 1] = kCode[from[x]];
    frame(last, lattice_);
  }
  Bytes& rank0 = rows.rank0[Rows::at(row)];
  Bytes& rank1 = rows.rank1[Rows::at(row)];
  if (row_on(lattice_, row) < 0) {
    std::fill(rank0.begin(), rank0.end(), std::uint8_t{0});
    std::fill(rank1.begin(), rank1.end(), std::uint8_t{0});
    return;
  }
  const std::uint8_t* up = rows.site[Rows::at(row - 1)].data();
  const std::uint8_t* mid = rows.site[Rows::at(row)].data();
  const std::uint8_t* down = last.data();
  std::uint8_t* sum = rows.across.data();
  const bool moore = lattice_.neighbourhood == Neighbourhood::moore;
  if (moore)
    sum_of(up, mid, down, sum, columns + 2);
  for (std::size_t x = 1; x <= columns; ++x) {
    const int others = moore ? sum[x - 1] + sum[x] + sum[x + 1] - mid[x]
                             : up[x] + down[x] + mid[x - 1] + mid[x + 1];
    const bool one = mid[x] == kCode[1];
    const std::uint8_t rank = rank_[static_cast<std::size_t>((one ? 256 : 0) + others)];
    rank0[x] = one ? std::uint8_t{0} : rank;
    rank1[x] = one ? rank : std::uint8_t{0};
  }
  frame(rank0, lattice_);
  frame(rank1, lattice_);
}

void SpatialImitation::best_row(int row, Rows& rows) {
  const auto columns = static_cast<std::size_t>(lattice_.columns);
  const auto best = [&](const std::array<Bytes, 3>& rank, Bytes& out) {
    const std::uint8_t* up = rank[Rows::at(row - 1)].data();
    const std::uint8_t* mid = rank[Rows::at(row)].data();
    const std::uint8_t* down = rank[Rows::at(row + 1)].data();
    const std::uint8_t* across = rows.across.data();
    greatest_of(up, mid, down, rows.across.data(), columns + 2);
    if (lattice_.neighbourhood == Neighbourhood::moore)
      greatest_of(across, across + 1, across + 2, out.data(), columns);
    else
      greatest_of(mid, across + 1, mid + 2, out.data(), columns);
  };
  best(rows.rank0, rows.best0);
  best(rows.rank1, rows.best1);
  const std::size_t first = static_cast<std::size_t>(row) * columns;
  winners(rows.best0.data(), rows.best1.data(), now_.data() + first, next_.data() + first, columns);
}

void SpatialImitation::update_rows(int from, int to) {
  require(from >= 0 && from <= to && to <= lattice_.rows, "rows",
          std::to_string(from) + " to " + std::to_string(to),
          "a band within 0 to " + std::to_string(lattice_.rows));
  if (from == to)
    return;
  Rows rows(lattice_.columns);
  // the two site rows above the first row whose ranks count; their own ranks are rubbish and unused
  rank_row(from - 3, rows);
  rank_row(from - 2, rows);
  rank_row(from - 1, rows);
  rank_row(from, rows);
  for (int row = from; row < to; ++row) {
    rank_row(row + 1, rows);
    best_row(row, rows);
  }
}

void SpatialImitation::generation() {
  update_rows(0, lattice_.rows);
  end_generation();
}

void SpatialImitation::count() {
  players_ = {};
  std::int64_t ones = 0;
  for (const StrategyIndex s : now_)
    ones += s;
  players_ = {static_cast<std::int64_t>(now_.size()) - ones, ones};
}

void SpatialImitation::end_generation() {
  at_rest_ = now_ == next_;
  std::swap(now_, next_);
  ++time_;
  count();
}

}  // namespace minga::theory
