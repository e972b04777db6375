#include "minga/io/count.hpp"
#include "support/catch.hpp"

#include <limits>

namespace {

using minga::io::counted;
using minga::io::with_noun;

TEST_CASE("only one thing is in the singular") {
  CHECK(counted(0, "run") == "0 runs");
  CHECK(counted(1, "run") == "1 run");
  CHECK(counted(2, "run") == "2 runs");
  CHECK(counted(1, "entry", "entries") == "1 entry");
  CHECK(counted(3, "entry", "entries") == "3 entries");
  CHECK(with_noun("1", "month") == "1 month");
  CHECK(with_noun("1.5", "month") == "1.5 months");
}

TEST_CASE("thousands of a count are grouped") {
  CHECK(counted(999, "run") == "999 runs");
  CHECK(counted(36000, "run") == "36,000 runs");
  CHECK(counted(1000000, "run") == "1,000,000 runs");
  CHECK(counted(std::numeric_limits<std::uint64_t>::max(), "run") ==
        "18,446,744,073,709,551,615 runs");
}

}  // namespace
