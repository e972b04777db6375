// JSON Schemas of the files, from the parameter table. Draft 7, because editors know it best.
#include "minga/io/table.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace minga::io {
namespace {

using Json = nlohmann::ordered_json;

Json reference(const std::string& name) { return {{"$ref", "#/definitions/" + name}}; }

void add_range(Json& schema, const Range& range) {
  if (std::isfinite(range.lo)) {
    schema[range.lo_open ? "exclusiveMinimum" : "minimum"] = range.lo;
  }
  if (std::isfinite(range.hi)) {
    schema[range.hi_open ? "exclusiveMaximum" : "maximum"] = range.hi;
  }
}

Json number(const Parameter& p, const char* type = "number") {
  Json out{{"type", type}};
  add_range(out, p.range);
  return out;
}

Json closed_object(Json properties) {
  return {
      {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
}

/// A table, or where presets exist the name of one.
Json table_or_preset(const Parameter& p) {
  if (p.presets.empty()) {
    return reference(p.section);
  }
  return {{"anyOf", {{{"type", "string"}}, reference(p.section)}}};
}

Json phases(const Parameter& p) {
  Json one = Json::object();
  for (const std::string& activity : p.choices) {
    one[activity] = number(p);
  }
  Json all = Json::object();
  for (const char* phase : {"phase1", "phase2", "phase3", "phase4"}) {
    all[phase] = closed_object(one);
  }
  return closed_object(all);
}

Json coefficient(const Parameter& p) {
  Json both = closed_object({{"mean", number(p)}, {"sd", {{"type", "number"}, {"minimum", 0.0}}}});
  return {{"anyOf", {number(p), both}}};
}

Json list(Json items, std::size_t length) {
  Json out{{"type", "array"}, {"items", std::move(items)}};
  if (length > 0) {
    out["maxItems"] = length;
  }
  return out;
}

Json type_of(const Parameter& p) {
  switch (p.kind) {
    case Kind::real:
      return number(p);
    case Kind::integer:
      return number(p, "integer");
    case Kind::boolean:
      return {{"type", "boolean"}};
    case Kind::text:
      return {{"type", "string"}};
    case Kind::choice:
      return {{"type", "string"}, {"enum", p.choices}};
    case Kind::choices:
      return list({{"type", "string"}, {"enum", p.choices}}, 0);
    case Kind::localised:
      return closed_object({{"es", {{"type", "string"}}}, {"en", {{"type", "string"}}}});
    case Kind::reals:
      return list(number(p), p.length);
    case Kind::integers:
      return list(number(p, "integer"), 0);
    case Kind::texts:
      return list({{"type", "string"}}, 0);
    case Kind::rows:
      return list(list(number(p), 0), 0);
    case Kind::firm_lists:
      return list(list({{"type", "integer"}, {"minimum", 0}}, p.length), 0);
    case Kind::coefficient:
      return coefficient(p);
    case Kind::shares:
      return {{"type", "object"}, {"additionalProperties", number(p)}};
    case Kind::weights: {
      Json keys = Json::object();
      for (const std::string& choice : p.choices)
        keys[choice] = number(p);
      return closed_object(keys);
    }
    case Kind::phases:
      return phases(p);
    case Kind::section:
      return table_or_preset(p);
    case Kind::sections:
      return list(table_or_preset(p), 0);
    case Kind::map:
      return {{"type", "object"}, {"additionalProperties", table_or_preset(p)}};
    case Kind::any:
      return Json::object();
  }
  return Json::object();
}

std::string explained(const Parameter& p) {
  std::string out = p.description;
  if (!p.unit.empty() && p.unit != "1") {
    out += ". Unit: " + p.unit;
  }
  if (!p.fallback.empty()) {
    out += ". Default: " + p.fallback;
  }
  if (!p.source.empty()) {
    out += ". Source of the default: " + p.source;
  }
  return out + ".";
}

Json property(const Parameter& p) {
  Json type = type_of(p);
  Json out = Json::object();
  if (type.contains("$ref")) {
    // Draft 7 ignores what stands beside $ref, so the description goes around it.
    out["allOf"] = Json::array({std::move(type)});
  } else {
    out = std::move(type);
  }
  out["description"] = explained(p);
  return out;
}

/// @param presets  whether a preset may fill in what is required
Json object_of(const Section& s, bool presets) {
  Json properties = Json::object();
  Json required = Json::array();
  if (presets) {
    properties["preset"] = {{"type", "string"}, {"description", "Preset that this extends."}};
  }
  if (s.name == "facilitator" && presets) {
    properties["strategy"] = {{"type", "string"}, {"description", "The same as preset."}};
  }
  for (const Parameter& p : s.parameters) {
    properties[p.key] = property(p);
    if (p.required && !presets) {
      required.push_back(p.key);
    }
  }
  Json out = closed_object(std::move(properties));
  out["description"] = s.title + ".";
  if (!required.empty()) {
    out["required"] = required;
  }
  return out;
}

bool extendable(const std::string& name) {
  return name == "regulation" || name == "action" || name == "facilitator" || name == "profile";
}

/// Adds the definitions of all sections that one refers to.
void define(Json& definitions, const Section& from) {
  for (const Parameter& p : from.parameters) {
    if (p.section.empty() || definitions.contains(p.section)) {
      continue;
    }
    definitions[p.section] = object_of(section(p.section), extendable(p.section));
    define(definitions, section(p.section));
  }
}

}  // namespace

const std::vector<std::string>& schema_kinds() {
  static const std::vector<std::string> kinds{"scenario", "theory",      "design",    "profile",
                                              "action",   "facilitator", "regulation"};
  return kinds;
}

std::string json_schema(const std::string& kind) {
  const Section& top = section(kind == "scenario" ? "file" : kind);
  Json out{{"$schema", "http://json-schema.org/draft-07/schema#"},
           {"title", "minga: " + top.title}};
  // A file of the user's own may extend a preset; `strategy` belongs to scenarios alone.
  out.update(object_of(top, extendable(kind)));
  out["properties"].erase("strategy");
  Json definitions = Json::object();
  define(definitions, top);
  if (!definitions.empty()) {
    out["definitions"] = definitions;
  }
  return out.dump(2) + "\n";
}

}  // namespace minga::io
