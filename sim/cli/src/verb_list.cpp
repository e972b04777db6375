// minga list: what is shipped.
#include "minga/io/catalogue.hpp"
#include "stdio.hpp"
#include "table.hpp"
#include "verbs.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace minga::cli {
namespace {

struct Options {
  std::string kind;
  bool json = false;
  bool quiet = false;  ///< accepted as everywhere; there is nothing here but data
};

const std::string& title_of(const io::Entry& entry) {
  return entry.title_en.empty() ? entry.title_es : entry.title_en;
}

std::string json_text(const std::vector<io::Entry>& entries) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const io::Entry& entry : entries) {
    nlohmann::ordered_json object{
        {"name", entry.name}, {"title", title_of(entry)}, {"title_es", entry.title_es}};
    if (!entry.path.empty()) {
      object["path"] = entry.path.string();
    }
    json.push_back(std::move(object));
  }
  return json.dump(2) + "\n";
}

ExitCode list(const Options& options) {
  const std::vector<io::Entry> entries = io::list(options.kind);
  if (options.json) {
    print(json_text(entries));
    return ExitCode::done;
  }
  Table table({{}, {}});
  for (const io::Entry& entry : entries) {
    table.add({entry.name, title_of(entry)});
  }
  print(table.text());
  return ExitCode::done;
}

}  // namespace

void add_list(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("list", "List what is shipped");
  verb->footer("Example:\n  minga list regulations\n  minga list scenarios --json");
  verb->add_option("kind", options->kind,
                   fmt::format("What to list: {}", fmt::join(io::list_kinds(), ", ")))
      ->required()
      ->check(CLI::IsMember(io::list_kinds()).description(""))
      ->type_name("KIND");
  verb->add_flag("--json", options->json, "Print a JSON array");
  verb->add_flag("--quiet", options->quiet, "No notes (this verb has none)");
  verb->callback([options, &session] { session.chosen = [options] { return list(*options); }; });
}

}  // namespace minga::cli
