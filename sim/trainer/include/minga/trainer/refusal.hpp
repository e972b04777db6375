// A request that the game or the server does not grant, as data: the page translates the code.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace minga::trainer {

class Refusal : public std::runtime_error {
 public:
  Refusal(int status, std::string code, const std::string& message, std::string field = "",
          std::string accepted = "")
      : std::runtime_error(message),
        status_(status),
        code_(std::move(code)),
        field_(std::move(field)),
        accepted_(std::move(accepted)) {}
  int status() const noexcept { return status_; }  ///< of HTTP
  const std::string& code() const noexcept { return code_; }
  const std::string& field() const noexcept { return field_; }
  const std::string& accepted() const noexcept { return accepted_; }

 private:
  int status_;
  std::string code_, field_, accepted_;
};

}  // namespace minga::trainer
