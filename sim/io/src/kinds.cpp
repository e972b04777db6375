#include "minga/io/kinds.hpp"

#include "check.hpp"
#include "minga/io/catalogue.hpp"
#include "presets.hpp"

#include <algorithm>

namespace minga::io {

namespace {

void check_range(const char* key, const std::vector<double>& range, const Node& at,
                 const std::string& path, Reading& reading) {
  if (range.size() <= 2 && std::is_sorted(range.begin(), range.end()))
    return;
  const Node* found = at.find(key);
  reading.faults.add(found == nullptr ? at : *found, join(path, key), "is not a range",
                     "least and most, the least alone, or []");
}

}  // namespace

void check_struct(const KindFacts& facts, const Node& at, const std::string& path,
                  Reading& reading) {
  check_range("members", facts.members, at, path, reading);
  check_range("support_months", facts.support_months, at, path, reading);
}

std::optional<KindFacts> facts_of(core::AssociationKind kind) {
  Faults faults;
  PresetStore presets(data_directory());
  Reading reading{faults, presets};
  const KindFacts* facts = presets.find<KindFacts>(std::string(core::name_of(kind)), reading);
  faults.throw_if_any();
  return facts == nullptr ? std::nullopt : std::optional(*facts);
}

bool is_typical(double number, const std::vector<double>& range) {
  return (range.empty() || number >= range.front()) && (range.size() < 2 || number <= range[1]);
}

}  // namespace minga::io
