#include "minga/theory/lattice.hpp"

#include "graph_checks.hpp"

#include <limits>

namespace minga::theory {

void check(const Lattice& x) {
  const int least = x.border == Border::periodic ? 3 : 2;
  const char* accepted = x.border == Border::periodic
                             ? "at least 3 on a lattice with periodic borders"
                             : "at least 2 on a lattice with open borders";
  require(x.rows >= least, "rows", x.rows, accepted);
  require(x.columns >= least, "columns", x.columns, accepted);
  const auto sites = static_cast<std::int64_t>(x.rows) * x.columns;
  // the ends of compressed rows are counted in int
  require(sites <= std::numeric_limits<int>::max() / 8, "rows * columns", sites,
          "up to 268435455 sites");
}

Graph graph_of(const Lattice& x) {
  check(x);
  Graph g;
  g.start.reserve(static_cast<std::size_t>(x.sites()) + 1);
  g.neighbour.reserve(static_cast<std::size_t>(x.sites()) *
                      (x.neighbourhood == Neighbourhood::moore ? 8 : 4));
  const auto add = [&](int row, int column) {
    if (x.border == Border::open && (row < 0 || column < 0 || row >= x.rows || column >= x.columns))
      return;
    g.neighbour.push_back((row + x.rows) % x.rows * x.columns + (column + x.columns) % x.columns);
  };
  for (int row = 0; row < x.rows; ++row) {
    for (int column = 0; column < x.columns; ++column) {
      for (int down = -1; down <= 1; ++down) {
        for (int right = -1; right <= 1; ++right) {
          const bool itself = down == 0 && right == 0;
          const bool diagonal = down != 0 && right != 0;
          if (itself || (diagonal && x.neighbourhood == Neighbourhood::von_neumann))
            continue;
          add(row + down, column + right);
        }
      }
      g.start.push_back(static_cast<int>(g.neighbour.size()));
    }
  }
  return g;
}

}  // namespace minga::theory
