// The server that a browser talks to. It listens on one address, keeps what is asked of it small,
// and forgets who is slow.
#pragma once

#include "minga/trainer/api.hpp"

#include <atomic>
#include <memory>
#include <string>

namespace minga::trainer {

struct ServerOptions {
  std::filesystem::path data;
  std::string address = "127.0.0.1";
  int port = 8765;  ///< 0: any that is free
  bool class_mode = false;
};

class Server {
 public:
  /// @throws Refusal if the address cannot be listened on; io::FileError
  explicit Server(const ServerOptions& options);
  ~Server();
  int port() const;
  std::string url() const;           ///< of the page
  const std::string& token() const;  ///< of the trainer of a class
  /// Whether the port answers at its own address.
  bool reachable() const;
  /// Serves until `stop` is set.
  void serve(const std::atomic<bool>& stop);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace minga::trainer
