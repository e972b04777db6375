#include "minga/io/scenario.hpp"

#include "build.hpp"
#include "find.hpp"
#include "load.hpp"
#include "minga/io/catalogue.hpp"
#include "minga/io/digest.hpp"
#include "parse.hpp"
#include "path.hpp"
#include "presets.hpp"
#include "print.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace minga::io {
namespace {

[[noreturn]] void wrong_file(const Node& root, const char* message, const char* accepted) {
  throw InputError({{root.origin.file ? *root.origin.file : "", 0, "", "", message, accepted}});
}

}  // namespace

Assignments read_overrides(std::span<const Override> overrides, Faults& faults) {
  const Origin origin{std::make_shared<const std::string>("--set"), 0};
  Assignments out;
  for (const Override& given : overrides) {
    if (auto value = parse_value(given.value)) {
      mark(*value, origin);
      out.push_back({given.path, std::move(*value)});
    } else if (std::string fault = fault_of_number(given.value); !fault.empty()) {
      faults.add({"--set", 0, given.path, given.value, std::move(fault),
                  "an integer below 2^63 in size, or a real number below 1.8e308"});
    } else {
      faults.add({"--set", 0, given.path, given.value, "is not a TOML value",
                  "a number, true, false, a name, or TOML such as \"a text\" or [1, 2]"});
    }
  }
  return out;
}

void assign_all(Node& root, Assignments assignments, Faults& faults) {
  std::stable_sort(assignments.begin(), assignments.end(),
                   [](const auto& a, const auto& b) { return depth(a.key) < depth(b.key); });
  for (auto& [path, value] : assignments)
    assign(root, path, std::move(value), faults);
}

bool is_design(const Node& root) {
  const Node* scenario = root.find("scenario");
  return root.find("factor") != nullptr || root.find("base") != nullptr ||
         (scenario != nullptr && scenario->is_text());
}

bool is_design(const std::string& name) {
  try {
    return is_design(parse_file(find_file(name)));
  } catch (const InputError&) {
    return false;  // whoever reads it as a scenario reports what is wrong
  }
}

std::string resolved_text(const core::Scenario& scenario) {
  return print_document(write_scenario(scenario));
}

LoadedScenario load_scenario_tree(Node root, std::span<const Override> overrides,
                                  const std::filesystem::path& file) {
  if (is_design(root))
    wrong_file(root, "is a design, not a scenario", "a scenario file");
  Faults faults;
  assign_all(root, read_overrides(overrides, faults), faults);
  PresetStore presets(data_directory());
  Reading reading{faults, presets};
  LoadedScenario out;
  out.value = build_scenario(root, reading);
  faults.throw_if_any();
  out.notes = reading.notes.all();
  out.text = resolved_text(out.value);
  out.sha256 = sha256_hex(out.text);
  out.file = file;
  out.inputs = presets.files();
  out.inputs.insert(out.inputs.begin(), file);
  return out;
}

LoadedScenario load_scenario(const std::string& name, std::span<const Override> overrides) {
  const auto file = find_file(name);
  return load_scenario_tree(parse_file(file), overrides, file);
}

LoadedScenario load_scenario_text(const std::string& text, const std::string& label,
                                  std::span<const Override> overrides) {
  return load_scenario_tree(parse_text(text, label), overrides, label);
}

LoadedDesign load_design(const std::string& name, std::span<const Override> overrides) {
  const auto file = find_file(name);
  const Node root = parse_file(file);
  if (!is_design(root))
    wrong_file(root, "is a scenario, not a design", "a file with [[factor]]");
  return load_design_tree(root, overrides, file);
}

LoadedDesign load_design_text(const std::string& text, const std::string& label,
                              std::span<const Override> overrides) {
  return load_design_tree(parse_text(text, label), overrides, label);
}

bool is_design_text(const std::string& text) {
  try {
    return is_design(parse_text(text, ""));
  } catch (const InputError&) {
    return false;
  }
}

}  // namespace minga::io
