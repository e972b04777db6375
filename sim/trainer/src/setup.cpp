// What a game is made from, and whether a scenario can be played month by month.
#include "minga/io/scenario.hpp"
#include "minga/trainer/game.hpp"
#include "minga/trainer/refusal.hpp"

#include <cmath>

namespace minga::trainer {
namespace {

Json write_text(const core::Text& text) { return {{"es", text.es}, {"en", text.en}}; }

core::Text read_both(const Json& from) {
  return {from.at("es").get<std::string>(), from.at("en").get<std::string>()};
}

}  // namespace

Json write_setup(const Setup& s) {
  return {{"entry", "setup"},
          {"format", 1},
          {"id", s.id},
          {"scenario", s.scenario},
          {"text", s.text},
          {"training",
           {{"level", s.training.level},
            {"place", s.training.place},
            {"brief", write_text(s.training.brief)},
            {"mandate", write_text(s.training.mandate)}}},
          {"mode", s.mode},
          {"player", s.player},
          {"language", s.language},
          {"seed", s.seed},
          {"created", s.created},
          {"class", s.class_code},
          {"handle", s.handle}};
}

Setup read_setup(const Json& from) {
  if (from.at("entry") != "setup" || from.at("format") != 1)
    throw std::runtime_error("not the setup of a game, or of another version");
  Setup s;
  s.id = from.at("id").get<std::string>();
  s.scenario = from.at("scenario").get<std::string>();
  s.text = from.at("text").get<std::string>();
  const Json& training = from.at("training");
  s.training.level = training.at("level").get<int>();
  s.training.place = training.at("place").get<std::string>();
  s.training.brief = read_both(training.at("brief"));
  s.training.mandate = read_both(training.at("mandate"));
  s.mode = from.at("mode").get<std::string>();
  s.player = from.at("player").get<std::string>();
  s.language = from.at("language").get<std::string>();
  s.seed = from.at("seed").get<std::uint64_t>();
  s.created = from.at("created").get<std::string>();
  s.class_code = from.at("class").get<std::string>();
  s.handle = from.at("handle").get<std::string>();
  return s;
}

std::string unplayable(const core::Scenario& s) {
  if (s.programme.enabled || s.association.size() != 1 || s.association.front().copies != 1 ||
      s.structure.kind != core::StructureKind::group)
    return "a game is about one association; a programme or several of them cannot be played";
  if (std::abs(core::period_months(s.time) * kHalves - 1.0) > 1e-9)
    return "a month has two meetings: time.period_days has to be 15.2184375";
  if (s.time.periods != kPeriods)
    return "a game and the two years after it take 120 periods: time.periods has to be 120";
  if (!core::works(s.facilitator) || s.association.front().facilitator)
    return "a player needs days of work: [facilitator] has to have some";
  if (s.facilitator.co_investment > 0.0)
    return "strategies are compared on the same firms: facilitator.co_investment has to be 0";
  if (s.institution.funding_months < kMonths)
    return "a game is paid for 36 months: institution.funding_months has to be at least 36";
  return "";
}

core::Scenario training_scenario(const std::string& text) {
  core::Scenario scenario = io::load_scenario_text(text, "training").value;
  if (const std::string why = unplayable(scenario); !why.empty())
    throw Refusal(422, "bad_scenario", why);
  scenario.record = {false, false, false, true};
  return scenario;
}

}  // namespace minga::trainer
