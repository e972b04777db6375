// minga theory: evolutionary game theory from a file, or a list of what files can name.
#include "minga/theory/strategies.hpp"
#include "stdio.hpp"
#include "table.hpp"
#include "theory.hpp"

#include <fmt/format.h>

#include <limits>
#include <memory>

namespace minga::cli {
namespace {

using nlohmann::ordered_json;

struct Options {
  ExperimentOptions experiment;
  bool list = false;
};

std::string keys_text(const theory::FormEntry& form) {
  std::string out = fmt::format("{}", fmt::join(form.needs, ", "));
  if (!form.may.empty())
    out += fmt::format("{}[{}]", out.empty() ? "" : ", ", fmt::join(form.may, ", "));
  return out;
}

ordered_json list_json() {
  ordered_json forms = ordered_json::array();
  for (const theory::FormEntry& f : theory::forms())
    forms.push_back({{"name", core::name_of(f.form)},
                     {"title", f.title},
                     {"source", f.source},
                     {"needs", f.needs},
                     {"may", f.may},
                     {"group", f.group}});
  ordered_json strategies = ordered_json::array();
  for (const theory::NamedStrategy& s : theory::named_strategies())
    strategies.push_back({{"name", s.name},
                          {"title", s.title},
                          {"description", s.description},
                          {"source", s.source}});
  ordered_json groups = ordered_json::array();
  for (const auto& [name, description] : theory::group_strategy_names())
    groups.push_back({{"name", name}, {"description", description}});
  return {{"forms", forms}, {"strategies", strategies}, {"group_strategies", groups}};
}

std::string list_text() {
  Table forms({{"form"}, {"what it is"}, {"keys, [optional]"}, {"source"}});
  for (const theory::FormEntry& f : theory::forms())
    forms.add({std::string(core::name_of(f.form)), f.title, keys_text(f), f.source});
  Table strategies({{"strategy"}, {"what it does"}, {"source"}});
  for (const theory::NamedStrategy& s : theory::named_strategies())
    strategies.add({s.name, s.description, s.source});
  Table groups({{"strategy of groups"}, {"what it does"}});
  for (const auto& [name, description] : theory::group_strategy_names())
    groups.add({name, description});
  return forms.text() + "\n" + strategies.text() + "\n" + groups.text();
}

ExitCode execute(const Options& options, const Session& session) {
  if (options.list) {
    print(options.experiment.json ? list_json().dump(2) + "\n" : list_text());
    return ExitCode::done;
  }
  if (options.experiment.input.empty()) {
    throw UsageError(
        "a theory scenario is needed: a file, or a shipped name (minga list scenarios), or --list");
  }
  return run_theory(options.experiment, session);
}

}  // namespace

void add_theory(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  ExperimentOptions& e = options->experiment;
  CLI::App* verb = app.add_subcommand(
      "theory", "Answer a scenario of evolutionary game theory: exact results and simulations");
  verb->footer(
      "Example:\n  minga theory moran-fixation\n"
      "  minga theory moran-fixation --set population.size=50 --json\n  minga theory --list");
  verb->add_option("scenario", e.input, "Theory scenario: a file, or a shipped name")
      ->type_name("FILE.toml");
  verb->add_option("-o,--output", e.out, "File to write too (HDF5)")->type_name("OUT.h5");
  verb->add_option("--replicates", e.replicates, "Replicates of the simulation")
      ->check(CLI::Range(1, 100'000'000))
      ->type_name("N");
  verb->add_option("--seed", e.seed, "Seed of all random numbers")
      ->check(CLI::Range(std::uint64_t{0},
                         static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())))
      ->type_name("S");
  verb->add_option("--threads", e.threads, "Threads to use (default: all cores)")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  add_set_option(*verb, e.set);
  verb->add_flag("--list", options->list, "List forms of game and strategies, with sources");
  verb->add_flag("--force", e.force, "Overwrite an existing output");
  verb->add_flag("--json", e.json, "Print one JSON object");
  verb->add_flag("--quiet", e.quiet, "No notes, no tables");
  verb->callback([options, &session] {
    session.chosen = [options, &session] { return execute(*options, session); };
  });
}

}  // namespace minga::cli
