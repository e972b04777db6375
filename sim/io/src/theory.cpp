// From a theory file to the checked value, and back to its resolved text.
#include "minga/io/theory.hpp"

#include "check.hpp"
#include "find.hpp"
#include "load.hpp"
#include "minga/io/catalogue.hpp"
#include "minga/io/digest.hpp"
#include "parse.hpp"
#include "path.hpp"
#include "presets.hpp"
#include "print.hpp"
#include "theory_tables.hpp"

#include <fmt/format.h>

#include <cmath>

namespace minga::io {
namespace {

/// The node at a path, or null where only something around it is there.
const Node* exact(const Node& root, const std::string& path) {
  const Node* at = &root;
  const auto steps = parse_path(path);
  if (!steps)
    return nullptr;
  for (const Step& step : *steps) {
    if (step.is_index) {
      if (!at->is_array() || step.index >= at->items.size())
        return nullptr;
      at = &at->items[step.index];
    } else if (at = at->is_table() ? at->find(step.key) : nullptr; at == nullptr) {
      return nullptr;
    }
  }
  return at;
}

class TheoryBuilder {
 public:
  TheoryBuilder(const Node& root, Reading& reading) : root_(root), reading_(reading) {}

  theory::Scenario operator()() {
    for (const auto& [key, node] : root_.members) {
      if (!section(key, node))
        unknown_key("", key, node, kKeys, reading_);
    }
    require();
    lattice();
    if (reading_.faults.empty()) {
      unused(to_.game, "game");
      for (const auto& [name, own] : to_.strategies)
        unused(own, "strategies." + print_key(name));
      unused(to_.repeated, "repeated");
      unused(to_.structure, "structure");
      unused(to_.update, "update", to_.structure.kind);
      unused(to_.analysis, "analysis");
      needed();
    }
    if (reading_.faults.empty()) {
      for (const theory::Objection& o : theory::objections(to_))
        reading_.faults.add(diagnosis(o.path, o.message, o.accepted));
    }
    if (reading_.faults.empty())
      caution();
    return std::move(to_);
  }

  const std::vector<Diagnostic>& warnings() const { return warnings_; }

 private:
  static const std::vector<std::string> kKeys;

  bool section(const std::string& key, const Node& node) {
    if (key == "kind")
      return true;
    if (key == "scenario")
      return take(to_, node, key);
    if (key == "game")
      return take(to_.game, node, key);
    if (key == "repeated") {
      to_.repeated.enabled = true;
      return take(to_.repeated, node, key);
    }
    if (key == "population")
      return take(to_.population, node, key);
    if (key == "structure")
      return take(to_.structure, node, key);
    if (key == "update")
      return take(to_.update, node, key);
    if (key == "analysis")
      return take(to_.analysis, node, key);
    if (key == "run")
      return take(to_.run, node, key);
    return key == "strategies" && strategies(node);
  }

  template <class S>
  bool take(S& to, const Node& node, const std::string& key) {
    read_table(to, node, key, reading_);
    return true;
  }

  bool strategies(const Node& node) {
    if (!node.is_table()) {
      reading_.faults.add(node, "strategies", fmt::format("is {}", kind_name(node)),
                          "tables [strategies.NAME]");
      return true;
    }
    for (const auto& [name, table] : node.members) {
      auto& own = to_.strategies.emplace_back(name, theory::OwnStrategy{}).second;
      read_table(own, table, "strategies." + print_key(name), reading_);
    }
    return true;
  }

  void missing(const std::string& path, const char* accepted) {
    if (exact(root_, path) == nullptr && !reading_.faults.about(path))
      reading_.faults.missing(locate(root_, path), path, accepted);
  }

  void require() {
    missing("scenario.name", "a short name");
    missing("game", "a table [game]");
    missing("analysis.what", "a list of questions");
    if (root_.find("game") != nullptr)
      missing("game.form", "the form of the game");
  }

  /// What the form, the horizon and the structure cannot do without.
  void needed() {
    for (const char* key : theory::entry_of(to_.game.form).needs)
      missing(std::string("game.") + key, "a value, which this form needs");
    if (to_.repeated.enabled) {
      missing("repeated.strategies", "a list of two or more names");
      if (to_.repeated.horizon == theory::HorizonKind::rounds)
        missing("repeated.rounds", "the number of rounds");
      if (to_.repeated.horizon == theory::HorizonKind::continuation)
        missing("repeated.continuation", "the chance of one more round");
    }
    using theory::MeetingKind;
    const MeetingKind kind = to_.structure.kind;
    if (kind == MeetingKind::ring || kind == MeetingKind::random_regular ||
        kind == MeetingKind::small_world)
      missing("structure.degree", "the number of neighbours");
    if (kind == MeetingKind::small_world)
      missing("structure.rewiring", "a chance");
    if (kind == MeetingKind::scale_free)
      missing("structure.ties", "the ties of each new node");
    if (to_.game.form == theory::Form::public_good && kind == MeetingKind::well_mixed)
      missing("game.group", "the players of a group");
  }

  /// A lattice and its population say the same thing twice; one of them is enough.
  void lattice() {
    theory::MeetingSpec& m = to_.structure;
    int& size = to_.population.size;
    if (m.kind != theory::MeetingKind::lattice || reading_.faults.about("structure") ||
        reading_.faults.about("population"))
      return;
    if (m.rows == 0 && m.columns == 0) {
      const int side = static_cast<int>(std::lround(std::sqrt(size)));
      if (side * side != size)
        reading_.faults.add(diagnosis("population.size",
                                      "is not a square, and neither rows nor columns are given",
                                      "a square number, or rows and columns"));
      m.rows = m.columns = side;
    } else if (m.rows == 0 || m.columns == 0) {
      m.rows = m.columns = m.rows + m.columns;
    }
    if (exact(root_, "population.size") == nullptr)
      size = m.rows * m.columns;
  }

  template <class S, class... Others>
  void unused(const S& from, const std::string& path, const Others&... others) {
    const Node* table = exact(root_, path);
    if (table == nullptr)
      return;
    const Used used = used_keys(from, others...);
    for (const auto& [key, value] : table->members) {
      if (!used.has(key))
        reading_.faults.add(value, join(path, key), "is not used " + used.because,
                            fmt::format("{}", fmt::join(used.keys, ", ")));
    }
    if (table->find("noise") != nullptr && table->find("intensity") != nullptr)
      reading_.faults.add(*table->find("noise"), join(path, "noise"), "intensity is given too",
                          "one of the two: intensity = 1 / noise");
  }

  void caution() {
    for (const theory::Objection& o : theory::cautions(to_))
      warnings_.push_back(diagnosis(o.path, o.message, o.accepted));
    const Node defaults = write_theory(theory::Scenario{});
    for (const std::string& path : idle_keys(to_)) {
      const Node* given = exact(root_, path);
      const Node* usual = exact(defaults, path);
      if (given != nullptr && (usual == nullptr || print_short(*given) != print_short(*usual)))
        warnings_.push_back(diagnosis(path, "changes nothing of what is asked",
                                      "another question in analysis.what, or leave it out"));
    }
  }

  Diagnostic diagnosis(const std::string& path, const std::string& message,
                       const std::string& accepted) const {
    const Node& at = locate(root_, path);
    const bool there = exact(root_, path) != nullptr && !at.is_table();
    return {at.origin.file ? *at.origin.file : "", at.origin.line, path,
            there ? print_short(at) : "",          message,        accepted};
  }

  const Node& root_;
  Reading& reading_;
  theory::Scenario to_;
  std::vector<Diagnostic> warnings_;
};

const std::vector<std::string> TheoryBuilder::kKeys{
    "kind",       "scenario",  "game",   "strategies", "repeated",
    "population", "structure", "update", "analysis",   "run"};

LoadedTheory load_tree(Node root, std::span<const Override> overrides,
                       const std::filesystem::path& file) {
  if (!is_theory_tree(root)) {
    throw InputError({{file.string(), 0, "kind", "", "this is not a theory scenario",
                       "a file with kind = \"theory\"; minga run takes the others"}});
  }
  Faults faults;
  assign_all(root, read_overrides(overrides, faults), faults);
  PresetStore presets(data_directory());
  Reading reading{faults, presets};
  LoadedTheory out;
  TheoryBuilder builder(root, reading);
  out.value = builder();
  faults.throw_if_any();
  out.warnings = builder.warnings();
  out.text = print_document(write_theory(out.value));
  out.sha256 = sha256_hex(out.text);
  out.file = file;
  out.inputs = presets.files();
  out.inputs.insert(out.inputs.begin(), file);
  return out;
}

}  // namespace

bool is_theory_tree(const Node& root) {
  const Node* kind = root.find("kind");
  return kind != nullptr && kind->is_text() && kind->text == "theory";
}

theory::Scenario build_theory(const Node& root, Reading& reading) {
  return TheoryBuilder(root, reading)();
}

Node write_theory(const theory::Scenario& s) {
  Node root = make_table();
  root.set("kind", make_text("theory"));
  root.set("scenario", write_table(s));
  root.set("game", write_used(s.game));
  if (!s.strategies.empty()) {
    Node& own = root.set("strategies", make_table());
    for (const auto& [name, strategy] : s.strategies)
      own.set(name, write_used(strategy));
  }
  if (s.repeated.enabled)
    root.set("repeated", write_used(s.repeated));
  Node population = write_table(s.population);
  std::erase_if(population.members, [](const Node::Member& m) {
    return (m.value.is_table() && m.value.members.empty()) ||
           (m.value.is_text() && m.value.text.empty());
  });
  root.set("population", std::move(population));
  root.set("structure", write_used(s.structure));
  root.set("update", write_used(s.update, s.structure.kind));
  root.set("analysis", write_used(s.analysis));
  root.set("run", write_table(s.run));
  return root;
}

LoadedTheory load_theory(const std::string& name, std::span<const Override> overrides) {
  const auto file = find_file(name);
  return load_tree(parse_file(file), overrides, file);
}

LoadedTheory load_theory_text(const std::string& text, const std::string& label,
                              std::span<const Override> overrides) {
  return load_tree(parse_text(text, label), overrides, label);
}

bool is_theory(const std::string& name) {
  try {
    return is_theory_tree(parse_file(find_file(name)));
  } catch (const InputError&) {
    return false;  // whoever reads it as a scenario reports what is wrong
  }
}

bool is_theory_text(const std::string& text) {
  try {
    return is_theory_tree(parse_text(text, ""));
  } catch (const InputError&) {
    return false;
  }
}

}  // namespace minga::io
