#include "minga/trainer/server.hpp"

#include "minga/trainer/refusal.hpp"

#include <httplib.h>
#include <sys/socket.h>

#include <chrono>
#include <thread>

namespace minga::trainer {
namespace {

/// Each connection holds a thread while it lasts, so there are many, and whoever says nothing for
/// two seconds is let go.
constexpr std::size_t kThreads = 300;
constexpr int kSeconds = 2;
constexpr int kWaiting = 512;
constexpr std::size_t kKeepAlive = 100;

constexpr const char* kPolicy =
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

Request request_of(const httplib::Request& from) {
  Request to;
  to.method = from.method;
  to.path = from.path;
  for (const auto& [key, value] : from.params)
    to.query[key] = value;
  to.body = from.body;
  to.content_type = from.get_header_value("Content-Type");
  to.authorization = from.get_header_value("Authorization");
  to.host = from.get_header_value("Host");
  to.origin = from.get_header_value("Origin");
  to.peer = from.remote_addr;
  return to;
}

}  // namespace

struct Server::State {
  State(const ServerOptions& o)
      : options(o),
        api({.data = o.data,
             .class_mode = o.class_mode,
             .lan = o.address != "127.0.0.1" && o.address != "::1",
             .url = ""}) {}

  void answer(const httplib::Request& from, httplib::Response& to) {
    const Reply reply = api.handle(request_of(from));
    to.status = reply.status;
    for (const auto& [key, value] : reply.headers)
      to.set_header(key, value);
    if (reply.status != 204)
      to.set_content(reply.body, reply.type);
  }

  void set_up() {
    http.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
    http.set_read_timeout(kSeconds, 0);
    http.set_write_timeout(kSeconds, 0);
    http.set_keep_alive_timeout(kSeconds);
    http.set_keep_alive_max_count(kKeepAlive);
    http.set_payload_max_length(kMostBody);
    http.set_tcp_nodelay(true);
    // a second server on the same port has to fail, not to share its visitors
    http.set_socket_options([this](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
      listener = socket;
    });
    http.set_default_headers({{"Content-Security-Policy", kPolicy},
                              {"X-Content-Type-Options", "nosniff"},
                              {"Referrer-Policy", "no-referrer"},
                              {"X-Frame-Options", "DENY"},
                              {"Cross-Origin-Resource-Policy", "same-origin"},
                              {"Cross-Origin-Opener-Policy", "same-origin"}});
    const auto handler = [this](const httplib::Request& q, httplib::Response& r) { answer(q, r); };
    http.Get(".*", handler);
    http.Post(".*", handler);
    http.Put(".*", handler);
    http.Delete(".*", handler);
    http.set_error_handler([](const httplib::Request&, httplib::Response& r) {
      if (!r.body.empty() || r.status == 204)
        return;
      const char* code = r.status == 413   ? "too_large"
                         : r.status == 404 ? "not_found"
                                           : "malformed";
      r.set_content(std::string("{\"error\":{\"code\":\"") + code + "\",\"message\":\"refused\"}}",
                    "application/json; charset=utf-8");
    });
  }

  ServerOptions options;
  Api api;
  httplib::Server http;
  socket_t listener = INVALID_SOCKET;
  int port = 0;
};

Server::Server(const ServerOptions& options) : state_(std::make_unique<State>(options)) {
  State& s = *state_;
  s.set_up();
  if (options.port == 0) {
    s.port = s.http.bind_to_any_port(options.address.c_str());
  } else if (s.http.bind_to_port(options.address.c_str(), options.port)) {
    s.port = options.port;
  }
  if (s.port <= 0)
    throw Refusal(409, "not_bound",
                  "cannot listen on " + options.address + " port " + std::to_string(options.port) +
                      ": the address is not this machine's, or the port is taken or needs rights",
                  "--port", "another port, or 0 for any that is free");
  // the library lets five visitors wait; a class that joins at once would be turned away
  ::listen(s.listener, kWaiting);
  s.api.set_url(url());
}

Server::~Server() = default;
int Server::port() const { return state_->port; }
const std::string& Server::token() const { return state_->api.token(); }

std::string Server::url() const {
  const std::string& a = state_->options.address;
  const bool six = a.find(':') != std::string::npos;
  return "http://" + (six ? '[' + a + ']' : a) + ':' + std::to_string(state_->port) + '/';
}

bool Server::reachable() const {
  const std::string& a = state_->options.address;
  httplib::Client client(a == "0.0.0.0" ? "127.0.0.1" : a, state_->port);
  client.set_connection_timeout(1, 0);
  client.set_read_timeout(1, 0);
  const auto answer = client.Get("/api/info");
  return answer && answer->status == 200;
}

void Server::serve(const std::atomic<bool>& stop) {
  State& s = *state_;
  std::thread watch([&] {
    while (!stop && !s.http.is_running())
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    while (!stop)
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    s.http.stop();
  });
  s.http.listen_after_bind();
  watch.join();
}

}  // namespace minga::trainer
