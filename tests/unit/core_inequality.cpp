// The index of inequality, with and without negative payoffs.
#include "minga/core/inequality.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <vector>

using namespace minga::test;
using namespace minga::core;

// Raffinetti, Siletti, Vernizzi 2015; without negative values it is the usual index times n/(n-1).
TEST_CASE(
    "the Gini index stays within [0, 1] with negative payoffs, and is the usual one without") {
  CHECK(gini_index(std::vector<double>{3.0, 3.0, 3.0}) == 0.0);
  CHECK_THAT(gini_index(std::vector<double>{0.0, 0.0, 9.0}), WithinRel(1.0));
  CHECK_THAT(gini_index(std::vector<double>{1.0, 3.0}), WithinRel(0.5));
  // sum over pairs 1 + 2 + 4 + 1 + 3 + 2 = 13, over 3 x 11
  CHECK_THAT(gini_index(std::vector<double>{1.0, 2.0, 3.0, 5.0}), WithinRel(13.0 / 33.0));
  CHECK_THAT(gini_index(std::vector<double>{-4.0, 4.0}), WithinRel(1.0));
  CHECK_THAT(gini_index(std::vector<double>{-1.0, 0.0, 3.0}), WithinRel(8.0 / 8.0));
  CHECK(std::isnan(gini_index(std::vector<double>{2.0})));
  CHECK(std::isnan(gini_index(std::vector<double>{})));
  CHECK(gini_index(std::vector<double>{0.0, 0.0}) == 0.0);
}
