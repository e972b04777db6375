// Levels of a factor: plain values, presets by name, or labelled sets of values.
#include "design.hpp"
#include "path.hpp"
#include "presets.hpp"
#include "print.hpp"

#include <fmt/format.h>

namespace minga::io {
namespace {

/// The kind of presets that a path takes, or empty.
std::string preset_kind(const std::string& path) {
  if (path == "facilitator" || path == "facilitator.strategy")
    return "facilitators";
  if (path == "programme.coordination")
    return "coordinations";
  const auto steps = parse_path(path);
  if (steps && steps->size() == 3 && steps->front().key == "association" &&
      steps->back().key == "regulation") {
    return "regulations";
  }
  if (steps && steps->size() >= 3 && steps->front().key == "association" &&
      (*steps)[2].key == "facilitator" &&
      (steps->size() == 3 || (steps->size() == 4 && steps->back().key == "strategy"))) {
    return "facilitators";
  }
  return {};
}

class LevelReader {
 public:
  LevelReader(const FactorFile& factor, const std::string& path, Reading& reading)
      : factor_(factor), path_(path), reading_(reading) {}

  std::vector<LevelFile> operator()() {
    const Node& levels = factor_.levels;
    if (levels.is_text() && levels.text == "shipped")
      return shipped();
    if (!levels.is_array() || levels.items.empty()) {
      reading_.faults.add(levels, path_, "is not a list of levels",
                          "a list of values, or \"shipped\"");
      return {};
    }
    std::vector<LevelFile> out;
    for (std::size_t i = 0; i < levels.items.size(); ++i) {
      out.push_back(one(levels.items[i], fmt::format("{}[{}]", path_, i)));
    }
    unique(out);
    return out;
  }

 private:
  std::vector<LevelFile> shipped() {
    std::vector<LevelFile> out;
    const std::string kind = factor_.paths.empty() ? "" : preset_kind(factor_.paths.front());
    if (kind.empty()) {
      reading_.faults.add(factor_.levels, path_, "there are no presets for this path",
                          "association[0].regulation, facilitator.strategy, or a list of levels");
      return out;
    }
    for (const std::string& name : reading_.presets.names(kind)) {
      Node value = make_text(name);
      value.origin = factor_.levels.origin;
      out.push_back(plain(value, path_));
    }
    return out;
  }

  LevelFile one(const Node& node, const std::string& path) {
    if (!node.is_table())
      return plain(node, path);
    LevelFile out;
    out.written = node;
    const Node* label = node.find("label");
    if (label != nullptr && label->is_text()) {
      out.label = label->text;
    } else {
      reading_.faults.missing(node, path + ".label", "a text that names this level in results");
    }
    for (const auto& [key, value] : node.members) {
      if (key == "value") {
        set_all(out, value, path);
      } else if (key == "set" && value.is_table()) {
        out.sets.insert(out.sets.end(), value.members.begin(), value.members.end());
      } else if (key != "label") {
        unknown_key(path, key, value, {"label", "value", "set"}, reading_);
      }
    }
    if (out.sets.empty()) {
      reading_.faults.add(node, path, "this level sets nothing",
                          "{ label, value } or { label, set = { path = value } }");
    }
    return out;
  }

  LevelFile plain(const Node& node, const std::string& path) {
    need_path(node, path);
    return plain_level(factor_, node);
  }

  void need_path(const Node& value, const std::string& path) {
    if (factor_.paths.empty()) {
      reading_.faults.add(value, path, "the factor has no path that this value could go to",
                          "path = \"...\" in the factor");
    }
  }

  void set_all(LevelFile& out, const Node& value, const std::string& path) {
    need_path(value, path);
    for (const std::string& target : factor_.paths)
      out.sets.push_back({target, value});
  }

  /// Two levels with one label could not be told apart in the results.
  void unique(const std::vector<LevelFile>& levels) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < levels.size(); ++i) {
      if (!seen.insert(levels[i].label).second) {
        reading_.faults.add(levels[i].written, fmt::format("{}[{}]", path_, i),
                            fmt::format("another level is called {} too", levels[i].label),
                            "levels that differ");
      }
    }
  }

  const FactorFile& factor_;
  const std::string& path_;
  Reading& reading_;
};

}  // namespace

LevelFile plain_level(const FactorFile& factor, const Node& value) {
  LevelFile out;
  out.written = value;
  out.numeric = value.is_number();
  out.label = value.is_text() ? value.text : print_value(value);
  for (const std::string& target : factor.paths)
    out.sets.push_back({target, value});
  return out;
}

std::vector<LevelFile> read_levels(const FactorFile& factor, const std::string& path,
                                   Reading& reading) {
  return LevelReader(factor, path, reading)();
}

std::pair<std::string, Node> expand_preset(const std::string& path, const core::Scenario& s) {
  if (path == "facilitator" || path == "facilitator.strategy") {
    return {"facilitator", write_table(s.facilitator, true)};
  }
  if (path == "programme.coordination")
    return {path, write_table(s.programme.coordination, true)};
  const auto steps = parse_path(path);
  if (!steps || steps->size() < 3 || steps->front().key != "association" ||
      (*steps)[1].index >= s.association.size()) {
    return {path, {}};
  }
  const core::Association& association = s.association[(*steps)[1].index];
  const std::string& key = (*steps)[2].key;
  if (steps->size() == 3 && key == "regulation")
    return {path, write_table(association.regulation, true)};
  if (key == "facilitator" && association.facilitator) {
    return {fmt::format("association[{}].facilitator", (*steps)[1].index),
            write_table(*association.facilitator, true)};
  }
  if (steps->size() == 4 && key == "action" && steps->back().is_index) {
    if (const auto i = steps->back().index; i < association.actions.size())
      return {path, write_table(association.actions[i], true)};
  }
  return {path, {}};
}

}  // namespace minga::io
