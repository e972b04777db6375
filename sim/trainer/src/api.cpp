#include "api_state.hpp"
#include "minga/io/catalogue.hpp"
#include "minga/io/error.hpp"
#include "minga/io/scenario.hpp"
#include "minga/trainer/page.hpp"
#include <minga/version.hpp>

#include <algorithm>
#include <map>
#include <mutex>

namespace minga::trainer {
namespace {

constexpr std::size_t kMostGames = 5000;

std::vector<std::string> split(const std::string& path) {
  std::vector<std::string> out;
  std::size_t from = 0;
  while (from < path.size()) {
    const std::size_t to = std::min(path.find('/', from), path.size());
    if (to > from)
      out.push_back(path.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

std::string host_name(const std::string& host) {
  if (!host.empty() && host.front() == '[')
    return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

bool is_address(const std::string& name) {
  if (name.size() > 2 && name.front() == '[')
    return name.find_first_not_of("[]0123456789abcdefABCDEF:.") == std::string::npos;
  return std::count(name.begin(), name.end(), '.') == 3 &&
         name.find_first_not_of("0123456789.") == std::string::npos;
}

/// A page of another site must not speak to this server under a name of its own.
bool host_allowed(const std::string& host, bool lan) {
  const std::string name = host_name(host);
  if (name == "localhost" || name == "127.0.0.1" || name == "[::1]")
    return true;
  return lan && is_address(name);
}

void check_origin(const Request& q, bool lan) {
  if (!host_allowed(q.host, lan))
    throw Refusal(403, "forbidden", "this host name is not served");
  if (!q.origin.empty() && q.origin != "http://" + q.host)
    throw Refusal(403, "forbidden", "a page of another origin asks");
}

Reply page(const Request& q) {
  if (q.method != "GET" && q.method != "HEAD")
    throw Refusal(405, "method", "only GET");
  const std::string path = q.path == "/" ? "/index.html" : q.path;
  for (const PageFile& file : page_files()) {
    if (file.path != path)
      continue;
    const auto ends = [&](const char* with) { return file.path.ends_with(with); };
    const char* type = ends(".html")          ? "text/html; charset=utf-8"
                       : ends(".js")          ? "text/javascript; charset=utf-8"
                       : ends(".css")         ? "text/css; charset=utf-8"
                       : ends(".svg")         ? "image/svg+xml"
                       : ends(".json")        ? "application/json"
                       : ends(".woff2")       ? "font/woff2"
                       : ends(".png")         ? "image/png"
                       : ends(".webmanifest") ? "application/manifest+json"
                                              : "application/octet-stream";
    Reply out{200, type, std::string(file.bytes), {}};
    out.headers["Cache-Control"] =
        path == "/index.html" ? "no-cache" : "public, max-age=31536000, immutable";
    return out;
  }
  if (path != "/index.html")
    throw Refusal(404, "not_found", "there is no such page");
  return {200,
          "text/html; charset=utf-8",
          "<!doctype html><html lang=\"en\"><title>minga</title><h1>minga train</h1>"
          "<p>This program was built without the trainer's page. <code>./bootstrap.sh train</code> "
          "builds both.</p><p lang=\"es\">Este programa se compiló sin la página del entrenador. "
          "<code>./bootstrap.sh train</code> compila ambos.</p></html>",
          {}};
}

Reply error_reply(const Refusal& r) {
  Json error{{"code", r.code()}, {"message", r.what()}};
  if (!r.field().empty())
    error["field"] = r.field();
  if (!r.accepted().empty())
    error["accepted"] = r.accepted();
  return json_reply({{"error", error}}, r.status());
}

}  // namespace

Reply json_reply(const Json& body, int status) {
  Reply out;
  out.status = status;
  out.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
  out.headers["Cache-Control"] = "no-store";
  return out;
}

Json read_body(const Request& q) {
  if (q.body.size() > kMostBody)
    throw Refusal(413, "too_large", "the body is too large");
  if (q.content_type.rfind("application/json", 0) != 0)
    throw Refusal(415, "not_json", "Content-Type has to be application/json");
  // depth is bounded before anything is built from it
  int depth = 0;
  Json body = Json::parse(
      q.body,
      [&depth](int at, Json::parse_event_t, Json&) {
        depth = std::max(depth, at);
        if (depth > 32)
          throw Refusal(400, "malformed", "nested too deep");
        return true;
      },
      false);
  if (!body.is_object())
    throw Refusal(400, "malformed", "the body is no JSON object");
  return body;
}

void take(Stored& stored, const Json& entry) {
  try {
    stored.take(entry);
  } catch (const io::FileError& error) {
    throw Refusal(507, "disk_full", error.what());
  }
}

std::string read_name(const Json& body) {
  std::string name = read_text(body, "name", 240);
  name.erase(std::remove_if(name.begin(), name.end(),
                            [](char c) { return static_cast<unsigned char>(c) < 32; }),
             name.end());
  return name;
}

std::string read_language(const Json& body) {
  const std::string language = read_text(body, "language", 5, "es");
  if (language != "es" && language != "en")
    throw Refusal(400, "invalid", "there is no such language", "language", "es or en");
  return language;
}

Api::State::State(ApiOptions o) : options(std::move(o)), store(options.data), token(random_id()) {
  std::error_code error;
  const auto file = store.folder() / "class.json";
  if (!options.class_mode || !std::filesystem::is_regular_file(file, error))
    return;
  const Json saved = Json::parse(read_bytes(file), nullptr, false);
  if (!saved.is_object())
    return;
  klass.open = saved.value("open", false);
  klass.paused = saved.value("paused", false);
  klass.code = saved.value("code", "");
  klass.title = saved.value("title", "");
  klass.scenario = saved.value("scenario", "");
  klass.mode = saved.value("mode", "assessed");
  klass.seeds = saved.value("seeds", "same");
  klass.seed = saved.value("seed", std::uint64_t{0});
}

Api::State::~State() {
  stop = true;
  for (auto& [id, job] : jobs) {
    if (job->thread.joinable())
      job->thread.join();
  }
}

Reply Api::State::info() {
  bool open = false;
  if (options.class_mode) {
    const std::lock_guard lock(class_busy);
    open = klass.open;
  }
  return json_reply({{"api", 1},
                     {"version", build::version},
                     {"class", options.class_mode},
                     {"class_open", open},
                     {"languages", {"es", "en"}},
                     {"months", kMonths},
                     {"default_language", "es"}});
}

Reply Api::State::scenarios() {
  std::vector<Json> all;
  for (const io::Entry& entry : io::list("scenarios")) {
    if (entry.path.parent_path().filename() != "training")
      continue;
    const core::Scenario s = io::load_scenario(entry.path.string()).value;
    all.push_back({{"name", entry.name},
                   {"level", io::load_training(entry.path.string()).level},
                   {"title", write(s.title)},
                   {"description", write(s.description)},
                   {"firms", s.population.firms},
                   {"kind", core::name_of(s.association.front().kind)},
                   {"currency", s.currency}});
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Json& a, const Json& b) { return a["level"] < b["level"]; });
  return json_reply({{"scenarios", all}});
}

Reply Api::State::games() {
  if (options.class_mode)
    throw Refusal(403, "forbidden", "a class keeps its games apart");
  Json out = Json::array();
  for (const auto& stored : store.all()) {
    const std::lock_guard lock(stored->busy);
    const Game& g = *stored->game;
    out.push_back({{"id", g.setup().id},
                   {"scenario", g.setup().scenario},
                   {"title", write(g.scenario().title)},
                   {"mode", g.setup().mode},
                   {"name", g.setup().player},
                   {"turn", g.months()},
                   {"over", g.over()},
                   {"created", g.setup().created},
                   {"played", g.last_played()},
                   {"faulty", false}});
  }
  for (const std::string& id : store.faulty())
    out.push_back({{"id", id}, {"faulty", true}});
  return json_reply({{"games", out}});
}

/// A shipped training scenario as it was read first: a class of two hundred joins at once.
const Setup& shelved(const std::string& scenario) {
  static std::mutex busy;
  static std::map<std::string, Setup> shelf;
  const Refusal none(422, "bad_scenario", "there is no such training scenario", "scenario");
  // a page must not name files
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  if (scenario.empty() || !std::all_of(scenario.begin(), scenario.end(), plain))
    throw none;
  const std::lock_guard lock(busy);
  const auto found = shelf.find(scenario);
  if (found != shelf.end())
    return found->second;
  const auto file = io::data_directory() / "training" / (scenario + ".toml");
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error))
    throw none;
  Setup setup;
  setup.scenario = scenario;
  setup.text = io::load_scenario(file.string()).text;
  setup.training = io::load_training(file.string());
  return shelf[scenario] = setup;
}

Setup setup_for(const std::string& scenario, const std::string& mode) {
  if (mode != "practice" && mode != "assessed")
    throw Refusal(400, "invalid", "there is no such mode", "mode", "practice or assessed");
  Setup setup = shelved(scenario);
  setup.mode = mode;
  return setup;
}

std::uint64_t read_seed(const Json& body) {
  const auto found = body.find("seed");
  if (found == body.end() || found->is_null())
    return random_seed();
  if (!found->is_number_integer() || found->get<double>() < 0.0 ||
      found->get<double>() > 9007199254740991.0)
    throw Refusal(400, "invalid", "not a seed", "seed", "a whole number below 2^53");
  return found->get<std::uint64_t>();
}

Reply Api::State::create(const Request& q) {
  if (options.class_mode)
    throw Refusal(403, "forbidden", "games of a class are made by joining it");
  const Json body = read_body(q);
  Setup setup =
      setup_for(read_text(body, "scenario", 100), read_text(body, "mode", 20, "practice"));
  setup.seed = read_seed(body);
  setup.player = read_name(body);
  setup.language = read_language(body);
  if (store.all().size() >= kMostGames)
    throw Refusal(429, "too_many", "the folder holds too many games");
  const auto made = store.create(setup);
  const std::lock_guard lock(made->busy);
  return json_reply({{"id", made->game->setup().id}, {"state", state_json(*this, *made)}}, 201);
}

Reply Api::State::route(const Request& q) {
  check_origin(q, options.lan);
  const Path path = split(q.path);
  if (path.empty() || path[0] != "api")
    return page(q);
  const auto is = [&](const char* method, std::size_t size) {
    return q.method == method && path.size() == size;
  };
  const std::string what = path.size() > 1 ? path[1] : "";
  if (what == "info" && is("GET", 2))
    return info();
  if (what == "scenarios" && is("GET", 2))
    return scenarios();
  if (what == "games" && is("GET", 2))
    return games();
  if (what == "games" && is("POST", 2))
    return create(q);
  if (what == "games" && path.size() > 2)
    return game(q, path);
  if (what == "join" && is("POST", 2))
    return join(q);
  if (what == "class" && options.class_mode)
    return klass_route(q, path);
  throw Refusal(404, "not_found", "there is no such thing");
}

Api::Api(ApiOptions options) : state_(std::make_unique<State>(std::move(options))) {}
Api::~Api() = default;
const std::string& Api::token() const { return state_->token; }
void Api::set_url(const std::string& url) { state_->options.url = url; }

Reply Api::handle(const Request& request) {
  try {
    return state_->route(request);
  } catch (const Refusal& refusal) {
    return error_reply(refusal);
  } catch (const io::FileError& error) {
    return error_reply(Refusal(507, "disk_full", error.what()));
  } catch (const std::exception& error) {
    return error_reply(Refusal(500, "internal", error.what()));
  }
}

}  // namespace minga::trainer
