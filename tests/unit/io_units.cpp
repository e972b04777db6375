// Units in the parameter table are what the model does: what is stated for a fortnight is turned
// into periods of the scenario's length, and nothing else is.
#include "minga/io/table.hpp"
#include "rates.hpp"
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

#include <cstring>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

using namespace minga;

namespace {

/// Whether the bytes of two sets of constants differ between two places.
bool differ(const core::Model& a, const core::Model& b, std::size_t from, std::size_t size) {
  static_assert(std::is_trivially_copyable_v<core::Model>);
  const auto* x = reinterpret_cast<const unsigned char*>(&a) + from;
  const auto* y = reinterpret_cast<const unsigned char*>(&b) + from;
  return std::memcmp(x, y, size) != 0;
}

/// Place of the only number of this size that differs between two sets of constants.
std::size_t place_of_difference(const core::Model& a, const core::Model& b, std::size_t size) {
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at + size <= sizeof(core::Model); at += size) {
    if (differ(a, b, at, size))
      places.push_back(at);
  }
  REQUIRE(places.size() == 1);
  return places[0];
}

core::Model model_with(const std::string& key, const std::string& value) {
  return test::load(test::kSmallScenario, {{"model." + key, value}}).value.model;
}

/// Effects of a fortnight's work or state, whose units name what they move and not the time.
const std::set<std::string> kOfAFortnight{
    "benefit_memory",   "training_effect", "link_effect",         "vision_effect",
    "mediation_effect", "trust_effect",    "conflict_imposition", "conflict_inequality",
    "drafting_rate",    "activity_scale"};

}  // namespace

TEST_CASE("a constant is turned into periods if it is stated for a fortnight, and only then") {
  core::TimeGrid month;
  month.period_days = 28.0;
  const core::Model plain = test::load(test::kSmallScenario).value.model;
  for (const io::Parameter& p : io::section("model").parameters) {
    CAPTURE(p.key, p.unit);
    if (p.kind == io::Kind::choice)
      continue;
    const bool whole = p.kind == io::Kind::integer;
    const std::size_t size = whole ? sizeof(int) : sizeof(double);
    const core::Model given = model_with(p.key, whole ? "6" : "0.37");
    const std::size_t place = place_of_difference(plain, given, size);
    const bool turned = differ(given, core::per_period(given, month), place, size);
    const bool stated = p.unit.find("fortnight") != std::string::npos;
    CHECK(turned == (stated || kOfAFortnight.count(p.key) > 0));
  }
}
