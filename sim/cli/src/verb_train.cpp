// minga train: the facilitator trainer, a page that this program serves.
#include "minga/io/catalogue.hpp"
#include "minga/io/scenario.hpp"
#include "minga/trainer/debrief.hpp"
#include "minga/trainer/page.hpp"
#include "minga/trainer/refusal.hpp"
#include "minga/trainer/server.hpp"
#include "options.hpp"
#include "signals.hpp"
#include "stdio.hpp"
#include "table.hpp"
#include "verbs.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <memory>
#include <thread>

namespace minga::cli {
namespace {

struct Options {
  int port = 8765;
  bool class_mode = false;
  std::string bind = "127.0.0.1";
  std::string data;
  std::string check;
  int seeds = 50;
  bool json = false;
};

/// Where games are kept unless said otherwise: with the user's other data.
std::filesystem::path usual_folder() {
  if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data != '\0')
    return std::filesystem::path(data) / "minga" / "trainer";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0')
    return std::filesystem::path(home) / ".local" / "share" / "minga" / "trainer";
  return "minga-trainer";
}

std::string row_text(const trainer::Discrimination::Row& row) {
  return fmt::format("{:<14}{:>10.0f} +- {:<7.0f}{:>8.2f} +- {:<7.2f}{:>7.0f} %\n", row.name,
                     row.group, row.group_error, row.autonomy, row.autonomy_error,
                     100.0 * row.standing);
}

nlohmann::json to_json(const trainer::Discrimination& d) {
  nlohmann::json rows = nlohmann::json::array();
  for (const auto& row : d.rows) {
    rows.push_back({{"name", row.name},
                    {"group", row.group},
                    {"group_error", row.group_error},
                    {"autonomy", row.autonomy},
                    {"autonomy_error", row.autonomy_error},
                    {"standing", row.standing}});
  }
  return {{"strategies", rows},
          {"group", {{"f", d.group_f}, {"p", d.group_p}}},
          {"autonomy", {{"f", d.autonomy_f}, {"p", d.autonomy_p}}},
          {"differs", d.differs()}};
}

/// For authors: whether the shipped strategies come out differently on a scenario.
ExitCode check(const Options& options) {
  const io::LoadedScenario loaded = io::load_scenario(options.check);
  if (const std::string why = trainer::unplayable(loaded.value); !why.empty())
    throw UsageError(fmt::format("{}: {}", options.check, why));
  const trainer::Discrimination d = trainer::discriminate(loaded.value, loaded.text, options.seeds);
  if (options.json) {
    print(to_json(d).dump(2) + "\n");
  } else {
    print(fmt::format("{:<14}{:>21}{:>19}{:>9}\n", "strategy", "group, per firm", "autonomy",
                      "alone"));
    for (const auto& row : d.rows)
      print(row_text(row));
    print(fmt::format("group: F = {:.1f}, p = {:.2g}; autonomy: F = {:.1f}, p = {:.2g}\n",
                      d.group_f, d.group_p, d.autonomy_f, d.autonomy_p));
    print(d.differs() ? "strategies can be told apart on this scenario\n"
                      : "strategies cannot be told apart on this scenario (p below 0.01 is asked "
                        "of both)\n");
  }
  return d.differs() ? ExitCode::done : ExitCode::check_failed;
}

void say_where(const trainer::Server& server, const Options& options) {
  print(fmt::format("{}\n", server.url()));
  if (options.class_mode) {
    print(fmt::format("trainer: {}#/trainer/{}\n", server.url(), server.token()));
    note("trainees join at the first address with the code that the trainer's view shows");
  }
  if (trainer::page_files().empty())
    note("this program was built without the page: ./bootstrap.sh train builds both");
  flush_output();
}

ExitCode serve(const Options& options) {
  if (!options.class_mode && options.bind != "127.0.0.1")
    throw UsageError("--bind needs --class: without it only this machine is served");
  trainer::ServerOptions to;
  to.data = options.data.empty() ? usual_folder() : std::filesystem::path(options.data);
  to.address = options.bind;
  to.port = options.port;
  to.class_mode = options.class_mode;
  const std::atomic<bool>& stop = stop_on_signals();
  std::unique_ptr<trainer::Server> server;
  try {
    server = std::make_unique<trainer::Server>(to);
  } catch (const trainer::Refusal& refusal) {
    throw UsageError(fmt::format("{}; accepted: {}", refusal.what(), refusal.accepted()));
  }
  say_where(*server, options);
  std::thread probe;
  if (options.class_mode) {
    probe = std::thread([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      if (!stop && !server->reachable())
        note(fmt::format("{} does not answer from this machine; is a firewall in the way?",
                         server->url()));
    });
  }
  server->serve(stop);
  if (probe.joinable())
    probe.join();
  return ExitCode::done;
}

}  // namespace

void add_train(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("train", "The facilitator trainer, a page on this machine");
  verb->footer(
      "Examples:\n  minga train\n"
      "  minga train --class --bind 192.168.1.10\n"
      "  minga train --check scenarios/training/lana-primer-grupo.toml\n"
      "Ctrl-C stops it; games go on where they were at the next start.");
  verb->add_option("--port", options->port, "Port; 0 takes any that is free")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  verb->add_flag("--class", options->class_mode, "Serve a class; prints the trainer's address");
  verb->add_option("--bind", options->bind,
                   "Address of this machine that trainees reach, with --class")
      ->type_name("ADDRESS")
      ->capture_default_str();
  verb->add_option("--data", options->data, "Folder of the games' logs")->type_name("DIR");
  verb->add_option("--check", options->check,
                   "Do not serve: test whether strategies differ on a scenario")
      ->type_name("SCENARIO");
  verb->add_option("--seeds", options->seeds, "Seeds of --check")
      ->check(CLI::Range(2, 10000))
      ->capture_default_str();
  verb->add_flag("--json", options->json, "With --check: print one JSON object");
  verb->callback([options, &session] {
    session.chosen = [options] {
      return options->check.empty() ? serve(*options) : check(*options);
    };
  });
}

}  // namespace minga::cli
