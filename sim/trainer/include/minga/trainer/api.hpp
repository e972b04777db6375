// The trainer's interface for pages: requests in, replies out, without sockets, so that tests and
// fuzzers can call it (docs/trainer-api.md). Several threads may call at once.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace minga::trainer {

struct Request {
  std::string method = "GET";
  std::string path;  ///< without query
  std::map<std::string, std::string> query;
  std::string body;
  std::string content_type, authorization, host, origin;
  std::string peer;  ///< address of who asks
};

struct Reply {
  int status = 200;
  std::string type = "application/json; charset=utf-8";
  std::string body;
  std::map<std::string, std::string> headers;
};

struct ApiOptions {
  std::filesystem::path data;  ///< folder of logs
  bool class_mode = false;
  bool lan = false;  ///< reached by other machines: hosts are addresses of any network
  std::string url;   ///< by which trainees reach it
  int seeds = 100;   ///< other chances of the luck job
};

/// Most bytes of a request's body.
inline constexpr std::size_t kMostBody = 64U * 1024U;

class Api {
 public:
  struct State;  ///< what its parts share
  /// @throws io::FileError if the folder cannot be used
  explicit Api(ApiOptions options);
  ~Api();
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  /// Never throws.
  Reply handle(const Request& request);
  /// What the trainer of a class has to show; new at each start.
  const std::string& token() const;
  void set_url(const std::string& url);

 private:
  std::unique_ptr<State> state_;
};

}  // namespace minga::trainer
