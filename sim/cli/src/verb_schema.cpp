// minga schema, minga parameters: what the files of docs/ are made from. For the project's own use,
// so that neither is shown in the help.
#include "minga/io/table.hpp"
#include "stdio.hpp"
#include "verbs.hpp"

#include <memory>

namespace minga::cli {

void add_schema(CLI::App& app, Session& session) {
  auto kind = std::make_shared<std::string>();
  CLI::App* verb = app.add_subcommand("schema", "Print the JSON Schema of a kind of file");
  verb->group("");
  verb->footer("Example:\n  minga schema scenario > docs/schema/scenario.json");
  verb->add_option("kind", *kind, "Kind of file")
      ->required()
      ->check(CLI::IsMember(io::schema_kinds()));
  verb->callback([kind, &session] {
    session.chosen = [kind] {
      print(io::json_schema(*kind));
      return ExitCode::done;
    };
  });
}

void add_parameters(CLI::App& app, Session& session) {
  CLI::App* verb =
      app.add_subcommand("parameters", "Print the table of all parameters as Markdown");
  verb->group("");
  auto theory = std::make_shared<bool>(false);
  verb->footer("Example:\n  minga parameters > docs/parameters.md");
  verb->add_flag("--theory", *theory, "Those of theory scenarios");
  verb->callback([theory, &session] {
    session.chosen = [theory] {
      print(*theory ? io::theory_parameters_markdown() : io::parameters_markdown());
      return ExitCode::done;
    };
  });
}

}  // namespace minga::cli
