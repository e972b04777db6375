#include "build.hpp"

#include "check.hpp"
#include "presets.hpp"
#include "ties.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace minga::io {
namespace {

class Builder {
 public:
  Builder(const Node& root, Reading& reading) : root_(root), reading_(reading) {}

  core::Scenario operator()() {
    if (!kind_is_run())
      return std::move(to_);
    for (const auto& [key, node] : root_.members) {
      if (!section(key, node))
        unknown_key("", key, node, kKeys, reading_);
    }
    profiles();
    programme();
    if (to_.facilitator.name.empty())
      to_.facilitator.name = "none";
    require();
    if (ties_ != nullptr && ties_->is_text())
      read_ties(to_, *ties_, reading_);
    check_scenario(to_, root_, reading_);
    idle_profiles();
    return std::move(to_);
  }

 private:
  static const std::vector<std::string> kKeys;

  bool kind_is_run() {
    const Node* kind = root_.find("kind");
    if (kind == nullptr || (kind->is_text() && kind->text == "association"))
      return true;
    if (kind->is_text() && kind->text == "programme") {
      to_.programme.enabled = true;
      return true;
    }
    if (kind->is_text() && kind->text == "theory") {
      reading_.faults.add(*kind, "kind",
                          "is a theory scenario, which is no part of the association model",
                          "minga theory FILE, or minga sweep DESIGN for a design over it");
      return false;
    }
    reading_.faults.add(*kind, "kind", "is not a kind of scenario",
                        "association, programme or theory");
    return true;
  }

  bool section(const std::string& key, const Node& node) {
    if (key == "kind")
      return true;
    if (key == "scenario")
      return take(to_, node, key);
    if (key == "time")
      return take(to_.time, node, key);
    if (key == "population")
      return take(to_.population, node, key);
    if (key == "association")
      return associations(node);
    if (key == "participation")
      return take(to_.participation, node, key);
    if (key == "institution")
      return take(to_.institution, node, key);
    if (key == "market")
      return take(to_.market, node, key);
    if (key == "model")
      return take(to_.model, node, key);
    if (key == "record")
      return take(to_.record, node, key);
    if (key == "run")
      return take(to_.run, node, key);
    if (key == "profiles")
      return own_profiles(node);
    if (key == "facilitator") {
      read_extended(to_.facilitator, node, key, reading_, "strategy");
      return true;
    }
    if (key == "structure") {
      read_table(to_.structure, node, key, reading_);
      ties_ = node.find("file");
      return true;
    }
    if (key == "learning") {
      Learning off;
      return take(off, node, key);
    }
    if (key == "training") {
      Training told;
      return take(told, node, key);
    }
    if (key == "programme") {
      return take(to_.programme, node, key);
    }
    return false;
  }

  template <class S>
  bool take(S& to, const Node& node, const std::string& key) {
    read_table(to, node, key, reading_);
    return true;
  }

  bool associations(const Node& node) {
    if (!node.is_array()) {
      reading_.faults.add(node, "association", fmt::format("is {}", kind_name(node)),
                          "[[association]], in double brackets");
      return true;
    }
    to_.association.clear();
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      core::Association& one = to_.association.emplace_back();
      read_table(one, node.items[i], fmt::format("association[{}]", i), reading_);
      if (one.regulation.name.empty())
        one.regulation.name = "none";
    }
    return true;
  }

  bool own_profiles(const Node& node) {
    if (!node.is_table()) {
      reading_.faults.add(node, "profiles", fmt::format("is {}", kind_name(node)),
                          "tables [profiles.NAME]");
      return true;
    }
    for (const auto& [name, table] : node.members) {
      const std::string path = "profiles." + name;
      core::Profile profile;
      // The key is the name, whatever preset the values come from.
      read_extended(profile, table, path, reading_);
      const Node* given = table.find("name");
      if (given != nullptr && profile.name != name) {
        reading_.faults.add(*given, path + ".name", "is not the name of the table", name);
      }
      profile.name = name;
      own_.push_back(std::move(profile));
    }
    return true;
  }

  /// The scenario's profiles, in the order of the shares. Those that only single firms name come
  /// after them, and are refused.
  void profiles() {
    for (const std::string& name : reading_.profiles) {
      const std::string path = "population.shares." + print_key(name);
      add_profile(name, locate(root_, path), path);
    }
    for (std::size_t i = 0; i < to_.population.firm.size(); ++i) {
      const std::string& name = to_.population.firm[i].profile;
      const auto has_name = [&name](const core::Profile& p) { return p.name == name; };
      if (name.empty() || std::any_of(to_.profiles.begin(), to_.profiles.end(), has_name))
        continue;
      const std::string path = fmt::format("population.firm[{}].profile", i);
      const Node& at = locate(root_, path);
      add_profile(name, at, path);
      to_.population.shares.push_back(0.0);
      // Shares are what firms hold each other for at first: what has none is never believed.
      if (!reading_.profiles.empty() && !reading_.faults.about(path)) {
        reading_.faults.add(
            at, path,
            "is not in population.shares, so that the others hold it for "
            "impossible, whatever they see",
            fmt::format("a share for it such as {} = 0.01, or 0.0 where that is meant",
                        print_key(name)));
      }
    }
  }

  void idle_profiles() {
    for (const core::Profile& own : own_) {
      const auto is_own = [&own](const core::Profile& p) { return p.name == own.name; };
      if (std::any_of(to_.profiles.begin(), to_.profiles.end(), is_own))
        continue;
      const Node& at = locate(root_, "profiles." + print_key(own.name));
      reading_.notes.add(at, "profiles." + own.name,
                         "no firm has this profile: it is neither in population.shares nor in "
                         "population.firm",
                         "");
    }
  }

  void programme() {
    const Node* given = root_.find("programme");
    if (given != nullptr && !to_.programme.enabled) {
      reading_.faults.add(*given, "programme", "this is not a programme",
                          "kind = \"programme\", or leave this out");
    }
    if (!to_.programme.enabled || !to_.programme.coordination.name.empty() ||
        reading_.faults.about("programme"))
      return;
    if (const auto* preset = reading_.presets.find<core::Coordination>("public", reading_))
      to_.programme.coordination = *preset;
  }

  void add_profile(const std::string& name, const Node& at, const std::string& path) {
    const auto has_name = [&name](const core::Profile& p) { return p.name == name; };
    const auto own = std::find_if(own_.begin(), own_.end(), has_name);
    if (own != own_.end()) {
      to_.profiles.push_back(*own);
    } else if (const auto* preset = reading_.presets.find<core::Profile>(name, reading_)) {
      to_.profiles.push_back(*preset);
    } else {
      std::vector<std::string> names = reading_.presets.names("profiles");
      for (const core::Profile& p : own_)
        names.push_back(p.name);
      reading_.faults.add(at, path, fmt::format("\"{}\" is not a known profile", name),
                          one_of(names, name));
    }
  }

  void require() {
    const auto require_key = [this](bool present, const char* path, const char* accepted) {
      if (!present && !reading_.faults.about(path)) {
        reading_.faults.missing(locate(root_, path), path, accepted);
      }
    };
    require_key(!to_.name.empty(), "scenario.name", "a short name");
    require_key(!to_.population.shares.empty(), "population.shares",
                "a table of profile = share that sums to 1");
    require_key(!to_.association.empty(), "association", "an [[association]]");
    if (to_.association.empty())
      return;
    for (std::size_t i = 0; i < to_.association.size(); ++i) {
      core::Association& one = to_.association[i];
      require_key(!one.actions.empty(), fmt::format("association[{}].action", i).c_str(),
                  "at least one [[association.action]]");
      if (one.name.empty())
        one.name = to_.association.size() == 1 ? to_.name : fmt::format("association-{}", i + 1);
    }
  }

  const Node& root_;
  Reading& reading_;
  core::Scenario to_;
  std::vector<core::Profile> own_;
  const Node* ties_ = nullptr;  ///< the file that structure names
};

const std::vector<std::string> Builder::kKeys{
    "kind",        "scenario",      "time",        "population", "structure", "association",
    "facilitator", "participation", "institution", "market",     "model",     "profiles",
    "learning",    "record",        "run",         "programme",  "training"};

/// Shares by name, as files have them, instead of by position.
Node write_population(const core::Scenario& s) {
  Node shares = make_table(true);
  for (std::size_t i = 0; i < s.profiles.size() && i < s.population.shares.size(); ++i) {
    shares.set(s.profiles[i].name, make_real(s.population.shares[i]));
  }
  Node out = write_table(s.population);
  out.set("shares", std::move(shares));
  return out;
}

}  // namespace

core::Scenario build_scenario(const Node& root, Reading& reading) {
  return Builder(root, reading)();
}

Node write_scenario(const core::Scenario& s) {
  Node root = make_table();
  root.set("kind", make_text(s.programme.enabled ? "programme" : "association"));
  root.set("scenario", write_table(s));
  root.set("time", write_table(s.time));
  root.set("population", write_population(s));
  root.set("structure", write_table(s.structure));
  Node& associations = root.set("association", make_array());
  for (const core::Association& a : s.association)
    associations.items.push_back(write_table(a));
  root.set("facilitator", write_table(s.facilitator));
  root.set("participation", write_table(s.participation));
  root.set("institution", write_table(s.institution));
  if (s.programme.enabled)
    root.set("programme", write_table(s.programme));
  root.set("market", write_table(s.market));
  root.set("model", write_table(s.model));
  Node& profiles = root.set("profiles", make_table());
  for (const core::Profile& p : s.profiles)
    profiles.set(p.name, write_table(p));
  root.set("learning", write_table(Learning{}));
  root.set("record", write_table(s.record));
  root.set("run", write_table(s.run));
  return root;
}

}  // namespace minga::io
