// Edits of the small scenario that break it, each with the one fault that has to be found.
#pragma once

#include "support/catch.hpp"
#include "support/io_fixture.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace minga::test {

/// An edit of the small scenario. The faulty line carries the comment HERE.
struct Broken {
  const char* from;
  const char* to;
  const char* key;
  const char* message;
  const char* accepted;
};

inline int line_of_mark(const std::string& text) {
  const auto at = text.find("HERE");
  if (at == std::string::npos) {
    return 0;
  }
  return 1 + static_cast<int>(
                 std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

inline void check_broken(const Broken& broken) {
  const std::string text = replaced(kSmallScenario, broken.from, broken.to);
  INFO(broken.to);
  const auto faults = faults_of(text);
  INFO(all_of(faults));
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].file == "test.toml");
  CHECK(faults[0].line == line_of_mark(text));
  CHECK(faults[0].key == broken.key);
  CHECK_THAT(faults[0].message, ContainsSubstring(broken.message));
  CHECK_THAT(faults[0].accepted, ContainsSubstring(broken.accepted));
}

inline void check_all(const std::vector<Broken>& all) {
  for (const Broken& broken : all) {
    check_broken(broken);
  }
}

}  // namespace minga::test
