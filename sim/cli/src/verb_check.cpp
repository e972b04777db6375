// minga check: validates a scenario or design and says what it contains.
#include "contents.hpp"
#include "input.hpp"
#include "options.hpp"
#include "stdio.hpp"
#include "theory.hpp"
#include "verbs.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace minga::cli {
namespace {

struct Options {
  std::string input;
  std::vector<std::string> set;
  bool json = false;
  bool quiet = false;
};

template <class Loaded>
void print_contents(const Loaded& loaded, const Options& options) {
  if (options.json) {
    print(contents_json(loaded).dump(2) + "\n");
  } else if (!options.quiet) {
    print(contents_text(loaded));
  }
}

ExitCode check(const Options& options) {
  const Changes changes = changes_of(options.set);
  if (io::is_theory_design(options.input)) {
    print_contents(load_theory_design(options.input, changes), options);
  } else if (io::is_design(options.input)) {
    print_contents(load<io::LoadedDesign>(options.input, changes), options);
  } else if (io::is_theory(options.input)) {
    const io::LoadedTheory loaded = load_theory(options.input, changes);
    warn(loaded);
    print_contents(loaded, options);
  } else {
    print_contents(load<io::LoadedScenario>(options.input, changes), options);
  }
  return ExitCode::done;
}

}  // namespace

void add_check(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* verb =
      app.add_subcommand("check", "Validate a scenario or design and say what it contains");
  verb->footer(
      "Example:\n  minga check scenarios/cases/otavalo.toml\n"
      "  minga check otavalo --set association[0].regulation=strict-expulsion");
  verb->add_option("file", options->input, "Scenario or design: a file, or a shipped name")
      ->required()
      ->type_name("FILE.toml");
  add_set_option(*verb, options->set);
  verb->add_flag("--json", options->json, "Print one JSON object");
  verb->add_flag("--quiet", options->quiet, "Print nothing but what is wrong");
  verb->callback([options, &session] { session.chosen = [options] { return check(*options); }; });
}

}  // namespace minga::cli
