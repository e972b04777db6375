#include "kinds.hpp"

#include "minga/core/structure.hpp"
#include "number.hpp"

#include <fmt/format.h>

namespace minga::cli {
namespace {

using nlohmann::ordered_json;

std::string range_text(const std::vector<double>& range) {
  if (range.size() == 1)
    return readable(range.front()) + " or more";
  return fmt::format("{} to {}", readable(range[0]), readable(range[1]));
}

/// Months in which an institution may pay for something: without a facilitator it pays nothing.
double support_months(const core::Scenario& s, const core::Association& a) {
  const core::Facilitator& own = a.facilitator ? *a.facilitator : s.facilitator;
  return core::works(own) ? s.institution.funding_months : 0.0;
}

std::string note(const core::Association& a, const std::string& has, const char* of,
                 const std::vector<double>& range, const io::KindFacts& facts,
                 const std::string& source) {
  return fmt::format("{} has {}; typical of a {} are {}{} ({})", a.name, has, core::name_of(a.kind),
                     range_text(range), of, source.empty() ? facts.source : source);
}

}  // namespace

std::optional<io::KindFacts> facts_for(const core::Scenario& scenario, std::size_t make) {
  const core::StructureKind structure = scenario.structure.kind;
  const bool circles =
      structure == core::StructureKind::partners || structure == core::StructureKind::strangers;
  if (circles || scenario.time.known_end)
    return std::nullopt;
  return io::facts_of(scenario.association[make].kind);
}

std::string typical_text(const io::KindFacts& facts) {
  const auto told = [](const std::vector<double>& range, const char* of, const char* otherwise) {
    return range.empty() ? otherwise : range_text(range) + of;
  };
  return fmt::format("{}, {}; promoted by {} ({})",
                     told(facts.members, " members", "no documented number of members"),
                     told(facts.support_months, " months of support", "no documented term"),
                     facts.promoter.en, facts.source);
}

ordered_json typical_json(const io::KindFacts& facts) {
  return {{"members", facts.members},
          {"members_source", facts.members_source},
          {"support_months", facts.support_months},
          {"support_source", facts.support_source},
          {"promoter", facts.promoter.en},
          {"promoter_es", facts.promoter.es},
          {"benefits", facts.benefits.en},
          {"benefits_es", facts.benefits.es},
          {"source", facts.source}};
}

std::vector<std::string> kind_notes(const core::Scenario& scenario, std::size_t make,
                                    const io::KindFacts& facts) {
  const core::Association& a = scenario.association[make];
  std::vector<std::string> notes;
  const int members = core::usual_members(scenario, static_cast<int>(make));
  if (!io::is_typical(members, facts.members)) {
    notes.push_back(note(a, counted(static_cast<std::uint64_t>(members), "member"), "",
                         facts.members, facts, facts.members_source));
  }
  const double months = support_months(scenario, a);
  if (!io::is_typical(months, facts.support_months)) {
    notes.push_back(note(a, with_noun(readable(months), "month") + " of support", " months",
                         facts.support_months, facts, facts.support_source));
  }
  return notes;
}

}  // namespace minga::cli
