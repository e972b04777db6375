// minga show: one preset, scenario or design in full.
#include "minga/io/catalogue.hpp"
#include "stdio.hpp"
#include "verbs.hpp"

#include <memory>

namespace minga::cli {
namespace {

struct Options {
  std::string name;
  bool json = false;
  bool quiet = false;  ///< accepted as everywhere; there is nothing here but data
};

ExitCode show(const Options& options) {
  std::string text = options.json ? io::show_json(options.name) : io::show(options.name);
  if (!text.empty() && text.back() != '\n') {
    text += '\n';
  }
  print(text);
  return ExitCode::done;
}

}  // namespace

void add_show(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand(
      "show",
      "Show a preset, scenario or design with unit, default, range and source of each number");
  verb->footer("Example:\n  minga show otavalo-2008\n  minga show regulations/none");
  verb->add_option("name", options->name, "A shipped name, KIND/NAME, or a file")
      ->required()
      ->type_name("NAME");
  verb->add_flag("--json", options->json, "Print a JSON array of objects with `parameters`");
  verb->add_flag("--quiet", options->quiet, "No notes (this verb has none)");
  verb->callback([options, &session] { session.chosen = [options] { return show(*options); }; });
}

}  // namespace minga::cli
