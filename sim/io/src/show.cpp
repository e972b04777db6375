// minga show: presets, scenarios and designs in full, each parameter with what the table knows.
#include "build.hpp"
#include "find.hpp"
#include "minga/io/catalogue.hpp"
#include "minga/io/scenario.hpp"
#include "minga/io/theory.hpp"
#include "parse.hpp"
#include "path.hpp"
#include "presets.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace minga::io {
namespace {

using Json = nlohmann::ordered_json;

/// Something to show: all its values, and the section that its keys belong to.
struct Shown {
  std::string kind;
  std::string name;
  std::filesystem::path path;
  std::string section;
  Node values;
};

template <class S>
void add_preset(std::vector<Shown>& out, const std::string& name, const std::string& kind) {
  if (!kind.empty() && kind != PresetKind<S>::folder) {
    return;
  }
  Faults faults;
  PresetStore presets(data_directory());
  Reading reading{faults, presets};
  const S* preset = presets.find<S>(name, reading);
  if (preset == nullptr) {
    return;
  }
  faults.throw_if_any();
  const auto file = data_directory() / "presets" / PresetKind<S>::folder / (name + ".toml");
  out.push_back({PresetKind<S>::noun, name, std::filesystem::absolute(file), PresetKind<S>::noun,
                 write_table(*preset)});
}

void add_file(std::vector<Shown>& out, const std::filesystem::path& file, const std::string& name) {
  const auto path = std::filesystem::absolute(file);
  if (is_theory_design(file.string())) {
    const LoadedTheoryDesign design = load_theory_design(file.string());
    out.push_back({"design", design.name, path, "design", parse_text(design.text, name)});
  } else if (is_design(file.string())) {
    const LoadedDesign design = load_design(file.string());
    out.push_back({"design", design.name, path, "design", parse_text(design.text, name)});
  } else if (is_theory(file.string())) {
    const LoadedTheory study = load_theory(file.string());
    out.push_back({"theory", study.value.name, path, "theory", parse_text(study.text, name)});
  } else {
    const LoadedScenario scenario = load_scenario(file.string());
    out.push_back({"scenario", scenario.value.name, path, "file", write_scenario(scenario.value)});
  }
}

/// A file of presets is shown as what it is, not as a scenario that it fails to be.
std::string preset_name(const std::string& name) {
  std::error_code error;
  const auto file = std::filesystem::weakly_canonical(name, error);
  const auto folder = file.parent_path();
  const auto shipped = std::filesystem::weakly_canonical(data_directory() / "presets", error);
  if (file.extension() != ".toml" || folder.parent_path() != shipped) {
    return name;
  }
  return (folder.filename() / file.stem()).string();
}

std::vector<Shown> find_all(const std::string& given) {
  const std::string full = preset_name(given);
  const auto slash = full.find('/');
  std::string kind;
  std::string name = full;
  if (slash != std::string::npos && !full.ends_with(".toml")) {
    const auto& kinds = list_kinds();
    if (std::find(kinds.begin(), kinds.end(), full.substr(0, slash)) != kinds.end()) {
      kind = full.substr(0, slash);
      name = full.substr(slash + 1);
    }
  }
  std::vector<Shown> out;
  add_preset<core::Profile>(out, name, kind);
  add_preset<core::Regulation>(out, name, kind);
  add_preset<core::Facilitator>(out, name, kind);
  add_preset<core::Action>(out, name, kind);
  add_preset<core::Coordination>(out, name, kind);
  if (!kind.empty())  // by its name alone the scenario is meant that starts such an association
    add_preset<KindFacts>(out, name, kind);
  if (out.empty() && (kind.empty() || kind == "scenarios" || kind == "designs")) {
    if (const auto file = look_for_file(name)) {
      add_file(out, *file, name);
    }
  }
  if (!out.empty()) {
    return out;
  }
  std::vector<std::string> names;
  for (const std::string& each : list_kinds()) {
    for (const Entry& entry : list(each)) {
      names.push_back(entry.name);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  throw InputError({{"", 0, "", given, "is no shipped name and no file", one_of(names, name)}});
}

const Parameter* parameter_of(const Shown& shown, const std::string& path) {
  const std::string base = "base.";
  if (path.compare(0, base.size(), base) == 0) {
    return find_parameter(section("file"), path.substr(base.size()));
  }
  return find_parameter(section(shown.section), path);
}

std::string note(const Parameter* p) {
  if (p == nullptr || p->kind == Kind::text || p->kind == Kind::localised) {
    return {};
  }
  std::vector<std::string> parts;
  if (!p->unit.empty() && p->unit != "1") {
    parts.push_back(p->unit);
  }
  if (const std::string range = to_string(p->range); !range.empty()) {
    parts.push_back(range);
  }
  if (p->kind == Kind::choice) {
    parts.push_back(fmt::format("{}", fmt::join(p->choices, " | ")));
  }
  if (!p->fallback.empty()) {
    parts.push_back("default " + p->fallback + (p->source.empty() ? "" : " (" + p->source + ")"));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

Json to_json(const Node& node) {
  switch (node.kind) {
    case Node::Kind::none:
      return nullptr;
    case Node::Kind::boolean:
      return node.boolean;
    case Node::Kind::integer:
      return node.integer;
    case Node::Kind::real:
      return node.real;
    case Node::Kind::text:
    case Node::Kind::date:
      return node.text;
    case Node::Kind::array: {
      Json out = Json::array();
      for (const Node& item : node.items) {
        out.push_back(to_json(item));
      }
      return out;
    }
    case Node::Kind::table:
      break;
  }
  Json out = Json::object();
  for (const auto& [key, member] : node.members) {
    out[key] = to_json(member);
  }
  return out;
}

Json limit(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json describe_value(const std::string& path, const Node& value, const Parameter* p) {
  Json out{{"path", path}, {"value", to_json(value)}};
  if (p == nullptr) {
    return out;
  }
  out["unit"] = p->unit;
  out["default"] = p->fallback.empty() ? Json(nullptr) : Json(p->fallback);
  out["range"] = to_string(p->range);
  out["min"] = limit(p->range.lo);
  out["max"] = limit(p->range.hi);
  out["choices"] = p->choices;
  out["description"] = p->description;
  out["source"] = p->source;
  return out;
}

/// Adds every value that is not itself made of parameters.
void flatten(Json& out, const Shown& shown, const Node& node, const std::string& path) {
  for (const auto& [key, value] : node.members) {
    const std::string inner = join(path, print_key(key));
    const bool tables = value.is_array() && !value.items.empty() && value.items[0].is_table() &&
                        !value.items[0].one_line;
    if (value.kind == Node::Kind::none) {
      continue;
    }
    if (value.is_table() && !value.one_line) {
      flatten(out, shown, value, inner);
    } else if (tables) {
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        flatten(out, shown, value.items[i], fmt::format("{}[{}]", inner, i));
      }
    } else {
      out.push_back(describe_value(inner, value, parameter_of(shown, inner)));
    }
  }
}

}  // namespace

std::string show(const std::string& name) {
  std::string out;
  for (const Shown& shown : find_all(name)) {
    out += fmt::format("{}# {} {}\n# {}\n\n", out.empty() ? "" : "\n", shown.kind, shown.name,
                       shown.path.string());
    out += print_document(shown.values, "", [&shown](const std::string& path) {
      return note(parameter_of(shown, path));
    });
  }
  return out;
}

std::string show_json(const std::string& name) {
  Json out = Json::array();
  for (const Shown& shown : find_all(name)) {
    Json parameters = Json::array();
    flatten(parameters, shown, shown.values, "");
    out.push_back({{"kind", shown.kind},
                   {"name", shown.name},
                   {"path", shown.path.string()},
                   {"parameters", std::move(parameters)}});
  }
  return out.dump(2) + "\n";
}

}  // namespace minga::io
