// The sections of files as lists of parameters, whatever struct they fill.
#include "design.hpp"
#include "path.hpp"
#include "tables.hpp"
#include "theory_tables.hpp"

#include <algorithm>
#include <stdexcept>

namespace minga::io {
namespace {

Parameter part(const char* key, const char* of, const char* description) {
  return {.key = key, .kind = Kind::section, .section = of, .description = description};
}

/// The top of a scenario file.
Section file_section() {
  Section out{"file", "A scenario file", {}};
  out.parameters = {
      {.key = "kind",
       .kind = Kind::choice,
       .choices = {"association", "programme"},
       .fallback = "\"association\"",
       .description = "Kind of file; a theory scenario has keys of its own"},
      part("scenario", "scenario", "What the scenario is called, its sources and its money"),
      part("time", "time", "The grid of periods"),
      part("population", "population", "The firms that may cooperate"),
      part("structure", "structure", "Which firms sit together"),
      {.key = "association",
       .kind = Kind::sections,
       .section = "association",
       .required = true,
       .description = "The associations"},
      {.key = "facilitator",
       .kind = Kind::section,
       .section = "facilitator",
       .presets = "facilitators",
       .fallback = "none",
       .description = "strategy = \"preset\", a preset with changes, or a whole table"},
      part("participation", "participation", "How far firms take part"),
      part("institution", "institution", "The institution that pays for the facilitator"),
      part("programme", "programme", "One budget for many candidate groups; kind = programme"),
      part("market", "market", "Demand and intermediaries"),
      part("model", "model", "Constants of the equations"),
      {.key = "profiles",
       .kind = Kind::map,
       .section = "profile",
       .presets = "profiles",
       .description = "Own profiles, [profiles.NAME]; a preset may be extended"},
      part("learning", "learning", "Revision of profiles"),
      part("training", "training", "Texts for the facilitator trainer; the model reads none"),
      part("record", "record", "What is recorded"),
      part("run", "run", "Seed and number of runs")};
  for (Parameter& p : out.parameters) {
    p.required = p.required || p.key == "scenario" || p.key == "population";
  }
  return out;
}

/// The top of a theory scenario.
Section theory_section() {
  Section out{"theory", "A theory scenario file", {}};
  out.parameters = {
      {.key = "kind",
       .kind = Kind::choice,
       .choices = {"theory"},
       .required = true,
       .description = "Kind of file"},
      part("scenario", "theory-scenario", "What it is called, and the publication"),
      part("game", "game", "What is played once"),
      {.key = "strategies",
       .kind = Kind::map,
       .section = "strategy",
       .description = "Own strategies of repeated play, [strategies.NAME]"},
      part("repeated", "repeated", "Strategies of repeated play; absent: the game is played once"),
      part("population", "theory-population", "Who is there at the start"),
      part("structure", "theory-structure", "Who meets whom"),
      part("update", "update", "Who copies whom"),
      part("analysis", "analysis", "What is asked"),
      part("run", "run", "Seed and number of replicates")};
  for (Parameter& p : out.parameters)
    p.required = p.required || p.key == "scenario" || p.key == "game" || p.key == "analysis";
  return out;
}

}  // namespace

const std::vector<Section>& sections() {
  static const std::vector<Section> all{file_section(),
                                        describe<core::Scenario>(),
                                        describe<core::TimeGrid>(),
                                        describe<core::Population>(),
                                        describe<core::FirmSpec>(),
                                        describe<core::Structure>(),
                                        describe<core::Association>(),
                                        describe<core::Client>(),
                                        describe<core::Regulation>(),
                                        describe<core::Action>(),
                                        describe<core::Facilitator>(),
                                        describe<core::FacilitatorRule>(),
                                        describe<core::Participation>(),
                                        describe<core::Institution>(),
                                        describe<core::Programme>(),
                                        describe<core::Coordination>(),
                                        describe<KindFacts>(),
                                        describe<core::Market>(),
                                        describe<core::Model>(),
                                        describe<core::Profile>(),
                                        describe<Learning>(),
                                        describe<Training>(),
                                        describe<core::RecordSettings>(),
                                        describe<core::RunSettings>(),
                                        describe<DesignFile>(),
                                        describe<FactorFile>(),
                                        describe<Until>(),
                                        theory_section(),
                                        describe<theory::Scenario>(),
                                        describe<theory::GameSpec>(),
                                        describe<theory::PeerPunishment>(),
                                        describe<theory::PoolPunishment>(),
                                        describe<theory::OutsideSanction>(),
                                        describe<theory::OwnStrategy>(),
                                        describe<theory::ZeroDeterminant>(),
                                        describe<theory::RepeatedSpec>(),
                                        describe<theory::PopulationSpec>(),
                                        describe<theory::MeetingSpec>(),
                                        describe<theory::UpdateSpec>(),
                                        describe<theory::AnalysisSpec>()};
  return all;
}

const Section& section(const std::string& name) {
  for (const Section& s : sections()) {
    if (s.name == name) {
      return s;
    }
  }
  throw std::out_of_range("no section of parameters is called " + name);
}

const Parameter* find_parameter(const Section& from, const std::string& path) {
  const auto steps = parse_path(path);
  if (!steps) {
    return nullptr;
  }
  const Section* in = &from;
  const Parameter* found = nullptr;
  bool skip = false;  // the name in a map of tables
  for (const Step& step : *steps) {
    if (step.is_index || skip) {
      skip = false;
      continue;
    }
    const auto has_key = [&step](const Parameter& p) { return p.key == step.key; };
    const auto it = std::find_if(in->parameters.begin(), in->parameters.end(), has_key);
    if (it == in->parameters.end()) {
      return nullptr;
    }
    found = &*it;
    if (found->section.empty()) {
      break;
    }
    in = &section(found->section);
    skip = found->kind == Kind::map;
  }
  return found;
}

}  // namespace minga::io
