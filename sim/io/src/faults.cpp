#include "faults.hpp"

#include "print.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace minga::io {
namespace {

/// Levenshtein distance: insertions, deletions and substitutions from one word to another.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitute = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substitute});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string to_string(const Diagnostic& diagnostic) {
  std::string out = diagnostic.file;
  if (diagnostic.line > 0)
    out += fmt::format(":{}", diagnostic.line);
  const auto part = [&out](std::string_view separator, const std::string& text) {
    if (text.empty())
      return;
    if (!out.empty())
      out += separator;
    out += text;
  };
  part(": ", diagnostic.key);
  part(diagnostic.key.empty() ? ": " : " = ", diagnostic.value);
  part(": ", diagnostic.message);
  if (!diagnostic.accepted.empty())
    out += "; accepted: " + diagnostic.accepted;
  return out;
}

InputError::InputError(std::vector<Diagnostic> faults)
    : std::runtime_error([&faults] {
        std::string out;
        for (const Diagnostic& fault : faults)
          out += (out.empty() ? "" : "\n") + to_string(fault);
        return out;
      }()),
      faults_(std::move(faults)) {}

void Faults::add(Diagnostic fault) {
  if (seen_.insert(to_string(fault)).second)
    all_.push_back(std::move(fault));
}

void Faults::add(const Node& at, const std::string& key, std::string message,
                 std::string accepted) {
  add({at.origin.file ? *at.origin.file : "", at.origin.line, key, print_short(at),
       std::move(message), std::move(accepted)});
}

void Faults::add(const Faults& other) {
  for (const Diagnostic& fault : other.all_)
    add(fault);
}

void Faults::missing(const Node& at, const std::string& key, std::string accepted) {
  add({at.origin.file ? *at.origin.file : "", at.origin.line, key, "", "is missing",
       std::move(accepted)});
}

bool Faults::about(const std::string& path) const {
  return std::any_of(all_.begin(), all_.end(), [&path](const Diagnostic& fault) {
    return fault.key.compare(0, path.size(), path) == 0 &&
           (fault.key.size() == path.size() || fault.key[path.size()] == '.' ||
            fault.key[path.size()] == '[');
  });
}

void Faults::throw_if_any() const {
  if (!all_.empty())
    throw InputError(all_);
}

std::string nearest(std::span<const std::string> names, std::string_view given) {
  if (given.size() > 64)
    return {};  // nothing here is nearly as long
  std::size_t best = std::max<std::size_t>(2, given.size() / 3) + 1;
  std::string found;
  for (const std::string& name : names) {
    const std::size_t steps = distance(name, given);
    if (steps < best && steps < name.size()) {
      best = steps;
      found = name;
    }
  }
  return found;
}

std::string one_of(std::span<const std::string> names, std::string_view given) {
  if (names.empty()) {
    return "nothing (there are none)";
  }
  const std::string close = nearest(names, given);
  return fmt::format("{}one of {}", close.empty() ? "" : "perhaps " + close + "; ",
                     fmt::join(names, ", "));
}

}  // namespace minga::io
