// Collects the faults of an input, so that all of them can be reported at once.
#pragma once

#include "minga/io/error.hpp"
#include "node.hpp"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace minga::io {

class Faults {
 public:
  /// Adds a fault unless the same one is there already (a preset used twice, points of a design).
  void add(Diagnostic fault);
  void add(const Node& at, const std::string& key, std::string message, std::string accepted);
  void add(const Faults& other);
  /// A required key is not there. `at` is the table it should stand in.
  void missing(const Node& at, const std::string& key, std::string accepted);

  bool empty() const { return all_.empty(); }
  std::size_t size() const { return all_.size(); }
  /// Whether a fault is about this path or something inside it.
  bool about(const std::string& path) const;
  const std::vector<Diagnostic>& all() const { return all_; }
  /// @throws InputError if there are any
  void throw_if_any() const;

 private:
  std::vector<Diagnostic> all_;
  std::set<std::string> seen_;
};

/// "one of a, b, c", with "perhaps b; " before it where b is close to what was given.
std::string one_of(std::span<const std::string> names, std::string_view given);

/// The name that is closest to `given`, or empty where none is close.
std::string nearest(std::span<const std::string> names, std::string_view given);

}  // namespace minga::io
