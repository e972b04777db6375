#include "design.hpp"

#include "build.hpp"
#include "design_points.hpp"
#include "find.hpp"
#include "load.hpp"
#include "minga/io/catalogue.hpp"
#include "minga/io/digest.hpp"
#include "minga/io/theory.hpp"
#include "parse.hpp"
#include "path.hpp"
#include "presets.hpp"
#include "print.hpp"
#include "theory_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <optional>

namespace minga::io {
namespace {

/// Enough to see what is wrong with a design; the rest is more of the same.
constexpr std::size_t kMostPointFaults = 20;

core::Scenario build_point(const Node& tree, Reading& reading, const core::Scenario* /*kind*/) {
  return build_scenario(tree, reading);
}
theory::Scenario build_point(const Node& tree, Reading& reading, const theory::Scenario* /*kind*/) {
  return build_theory(tree, reading);
}
Node write_point(const core::Scenario& scenario) { return write_scenario(scenario); }
Node write_point(const theory::Scenario& scenario) { return write_theory(scenario); }
/// Theory scenarios take no presets.
std::pair<std::string, Node> preset_of(const std::string& path, const theory::Scenario&) {
  return {path, {}};
}
std::pair<std::string, Node> preset_of(const std::string& path, const core::Scenario& scenario) {
  return expand_preset(path, scenario);
}

/// @tparam Loaded  LoadedDesign or LoadedTheoryDesign
template <class Loaded>
class DesignLoader {
  using Scenario = decltype(Loaded::base);

 public:
  DesignLoader(const Node& root, std::filesystem::path file)
      : root_(root), file_(std::move(file)), presets_(data_directory()) {}

  Loaded operator()(std::span<const Override> overrides) {
    Reading reading{faults_, presets_};
    design_.method_written.origin = root_.origin;  // where the file does not name one
    read_table(design_, root_, "", reading);
    Assignments fixed = own_overrides(read_overrides(overrides, faults_));
    check_names();
    check_until();
    points_ =
        lay_out(design_, section(std::is_same_v<Scenario, theory::Scenario> ? "theory" : "file"),
                file_.parent_path(), reading);
    const std::optional<Node> base = base_tree();
    fixed.insert(fixed.begin(), design_.set.begin(), design_.set.end());
    refuse_conflicts(fixed);
    fixed_ = std::move(fixed);
    if (base) {  // its faults are reported along with those of the design
      tree_ = *base;
      out_.base = point({}, faults_);
    }
    faults_.throw_if_any();
    describe();
    build_points();
    faults_.throw_if_any();
    list_inputs();
    out_.text = print_document(resolved());
    out_.sha256 = sha256_hex(out_.text);
    return std::move(out_);
  }

 private:
  /// Overrides of the design's own numbers; the others are the scenario's.
  Assignments own_overrides(Assignments given) {
    Assignments rest;
    for (auto& [path, value] : given) {
      std::string key = path;
      if (key == "run.seed" || key == "run.replicates")
        key = key.substr(4);
      if (key != "seed" && key != "replicates" && key != "common_random_numbers") {
        rest.push_back({path, std::move(value)});
        continue;
      }
      Node table = make_table();
      table.set(key, std::move(value));
      Reading reading{faults_, presets_};
      read_table(design_, table, "", reading);
    }
    return rest;
  }

  void check_names() {
    for (std::size_t f = 0; f < design_.factors.size(); ++f) {
      const FactorFile& factor = design_.factors[f];
      if (factor.name.empty()) {
        Node at;
        at.origin = factor.origin;
        faults_.missing(at, fmt::format("factor[{}].name", f),
                        "a name, used for the results' variable");
      }
    }
    if (design_.factors.empty())
      faults_.missing(root_, "factor", "at least one [[factor]]");
  }

  /// What the rule for enough replicates needs of the numbers around it.
  void check_until() {
    const Until& until = design_.until;
    if (!until.on())
      return;
    const Node& at = *root_.find("until");
    if (std::is_same_v<Scenario, theory::Scenario>)
      faults_.add(at, "until", "is not there for theory scenarios", "replicates = N");
    if (design_.replicates == 0 || design_.replicates % until.batch != 0 ||
        design_.replicates < until.least) {
      faults_.add(
          at, "until.batch",
          fmt::format("replicates, the most that a point has, are {}", design_.replicates),
          fmt::format("replicates = a multiple of {}, and {} or more", until.batch, until.least));
    }
  }

  /// Nothing where it cannot be read, which is a fault.
  std::optional<Node> base_tree() {
    if (design_.base.is_table())
      return design_.base;
    if (design_.scenario.empty()) {
      if (!faults_.about("scenario")) {
        faults_.missing(root_, "scenario", "a shipped scenario's name, or a path");
      }
      return std::nullopt;
    }
    try {
      const auto found = find_file(design_.scenario, file_.parent_path());
      scenario_file_ = found.string();
    } catch (const InputError& error) {
      // What is wrong is the design's line, not the file that does not exist.
      const Diagnostic& fault = error.faults().front();
      faults_.add(*root_.find("scenario"), "scenario", fault.message, fault.accepted);
      return std::nullopt;
    }
    try {
      return parse_file(scenario_file_);
    } catch (const InputError& error) {
      for (const Diagnostic& fault : error.faults()) {
        faults_.add(fault);
      }
      return std::nullopt;
    }
  }

  /// What one factor sets must not be set by another one, or for every point.
  void refuse_conflicts(const Assignments& fixed) {
    std::map<std::string, std::size_t> owner;
    for (std::size_t f = 0; f < points_.levels.size(); ++f) {
      for (const LevelFile& level : points_.levels[f]) {
        for (const auto& [path, value] : level.sets) {
          const auto [found, first] = owner.emplace(path, f);
          const FactorFile& other = design_.factors[found->second];
          if (!first && found->second != f && !exclude_each_other(other, design_.factors[f])) {
            faults_.add(value, path, fmt::format("the factor {} sets it too", other.name),
                        "one factor for each parameter");
          }
        }
      }
    }
    for (const auto& [path, value] : fixed) {
      const auto found = owner.find(path);
      if (found == owner.end())
        continue;
      faults_.add(value, path,
                  fmt::format("is set by the factor {} of this design",
                              design_.factors[found->second].name),
                  "a parameter that no factor sets");
    }
  }

  Scenario point(Assignments levels, Faults& faults, Faults* notes = nullptr) {
    Node tree = tree_;
    levels.insert(levels.begin(), fixed_.begin(), fixed_.end());
    assign_all(tree, std::move(levels), faults);
    Reading reading{faults, presets_};
    Scenario scenario = build_point(tree, reading, static_cast<const Scenario*>(nullptr));
    if (notes != nullptr)
      *notes = std::move(reading.notes);
    if (design_.replicates > 0)
      scenario.run.replicates = design_.replicates;
    if (design_.seed >= 0) {
      scenario.run.seed = static_cast<std::uint64_t>(design_.seed);
      scenario.run.seed_given = true;
    }
    return scenario;
  }

  void list_inputs() {
    out_.inputs = {file_};
    if (!scenario_file_.empty())
      out_.inputs.emplace_back(scenario_file_);
    out_.inputs.insert(out_.inputs.end(), points_.inputs.begin(), points_.inputs.end());
    out_.inputs.insert(out_.inputs.end(), presets_.files().begin(), presets_.files().end());
  }

  void describe() {
    out_.file = file_;
    out_.name = design_.name.empty() ? file_.stem().string() : design_.name;
    out_.title_es = design_.title.es.empty() ? out_.base.title.es : design_.title.es;
    out_.title_en = design_.title.en.empty() ? out_.base.title.en : design_.title.en;
    out_.replicates = out_.base.run.replicates;
    out_.seed = out_.base.run.seed;
    out_.common_random_numbers = design_.common_random_numbers;
    out_.until = design_.until;
    out_.method = write_table(design_).find("method")->text;
    out_.index = points_.index;
    if (design_.method == Method::sobol &&
        !std::has_single_bit(static_cast<unsigned>(design_.points)))
      out_.notes.push_back(
          {{file_.string(), design_.method_written.origin.line, "points",
            std::to_string(design_.points),
            "Sobol' points are balanced only where their number is a power of two", ""},
           points_.points()});
    for (std::size_t f = 0; f < design_.factors.size(); ++f) {
      const FactorFile& from = design_.factors[f];
      Factor to{from.name, from.title.en.empty() ? from.name : from.title.en, from.paths, true, {}};
      for (const LevelFile& level : points_.levels[f]) {
        to.numeric = to.numeric && level.numeric;
        to.levels.push_back({print_value(level.written), level.label,
                             level.numeric ? level.written.number() : 0.0});
      }
      out_.factors.push_back(std::move(to));
    }
  }

  void build_points() {
    const std::size_t points = points_.points();
    out_.points.reserve(points);
    for (std::size_t i = 0; i < points && faults_.size() < kMostPointFaults; ++i) {
      Assignments sets;
      std::string where;
      for (std::size_t f = 0; f < points_.levels.size(); ++f) {
        const LevelFile& level = points_.levels[f][out_.level_of(i, f)];
        sets.insert(sets.end(), level.sets.begin(), level.sets.end());
        where += (where.empty() ? "" : ", ") + design_.factors[f].name + " = " + level.label;
      }
      Faults here;
      Faults notes;
      out_.points.push_back(point(std::move(sets), here, &notes));
      for (const Diagnostic& note : notes.all())
        add_note(note);
      for (const Diagnostic& fault : here.all())
        add_point_fault(fault, where);
    }
  }

  /// Once for all points that share it; in the scenario's own file it says where it arises.
  void add_point_fault(Diagnostic fault, const std::string& where) {
    if (!point_faults_.insert(to_string(fault)).second)
      return;
    if (fault.file == scenario_file_)
      fault.message += " (where " + where + ")";
    faults_.add(std::move(fault));
  }

  void add_note(const Diagnostic& note) {
    const auto [found, is_new] = note_at_.emplace(to_string(note), out_.notes.size());
    if (is_new)
      out_.notes.push_back({note, 0});
    ++out_.notes[found->second].points;
  }

  /// The design with everything that it takes from other files, so that it can be repeated where
  /// those are gone or have changed.
  Node resolved() {
    Node root = make_table();
    design_.name = out_.name;
    design_.title = {out_.title_es, out_.title_en};
    design_.scenario.clear();
    design_.base = Node{};
    design_.replicates = out_.replicates;
    design_.seed = out_.base.run.seed_given ? static_cast<std::int64_t>(out_.seed) : -1;
    design_.rows = design_.method == Method::list ? resolved_rows() : Node{};
    root = write_table(design_);
    Node& factors = root.set("factor", make_array());
    for (std::size_t f = 0; f < points_.levels.size(); ++f)
      factors.items.push_back(resolved_factor(f));
    root.set("base", resolved_base());
    return root;
  }

  /// Of a theory scenario, sections that levels change stay as they are written: which keys they
  /// may have hangs on what a level sets, such as the update rule.
  Node resolved_base() {
    Node base = write_point(out_.base);
    if constexpr (std::is_same_v<Scenario, theory::Scenario>) {
      Faults ignored;
      Node written = tree_;
      assign_all(written, fixed_, ignored);
      for (const auto& levels : points_.levels) {
        for (const LevelFile& level : levels) {
          for (const auto& [path, value] : level.sets)
            keep_written(base, written, path.substr(0, path.find_first_of(".[")));
        }
      }
    }
    return base;
  }

  static void keep_written(Node& base, const Node& written, const std::string& section) {
    std::erase_if(base.members, [&](const Node::Member& m) { return m.key == section; });
    if (const Node* found = written.find(section))
      base.set(section, *found);
  }

  Node resolved_factor(std::size_t f) {
    Node out = make_table();
    out.set("name", make_text(design_.factors[f].name));
    out.set("title", write_value(design_.factors[f].title));
    if (!design_.factors[f].paths.empty()) {
      Node& paths = out.set("paths", make_array());
      for (const std::string& path : design_.factors[f].paths)
        paths.items.push_back(make_text(path));
    }
    const FactorFile& given = design_.factors[f];
    for (const auto& [key, value] : {std::pair{"range", &given.range},
                                     {"distribution", &given.distribution},
                                     {"scale", &given.scale},
                                     {"when", &given.when}}) {
      if (value->kind != Node::Kind::none)
        out.set(key, on_one_line(*value));
    }
    if (given.range.kind != Node::Kind::none || given.distribution.kind != Node::Kind::none)
      return out;  // the values follow from points_seed
    Node levels = make_array();
    for (const LevelFile& level : points_.levels[f]) {
      if (level.label != kNotUsed)
        levels.items.push_back(resolved_level(level));
    }
    out.set("levels", std::move(levels));
    return out;
  }

  static Node on_one_line(Node value) {
    value.one_line = true;
    return value;
  }

  /// The list by the labels of its levels, "" where a factor is not used.
  Node resolved_rows() const {
    Node rows = make_array();
    const std::size_t factors = points_.levels.size();
    for (std::size_t i = 0; i < points_.points(); ++i) {
      Node& row = rows.items.emplace_back(make_array());
      for (std::size_t f = 0; f < factors; ++f) {
        const LevelFile& level = points_.levels[f][points_.index[i * factors + f]];
        row.items.push_back(level.label == kNotUsed ? make_text("")
                            : level.numeric         ? level.written
                                                    : make_text(level.label));
      }
    }
    return rows;
  }

  Node resolved_level(const LevelFile& level) {
    Faults ignored;  // the points that this level is in were built without fault
    const Scenario alone = point(level.sets, ignored);
    Node set = make_table(true);
    bool expanded = false;
    for (const auto& [path, value] : level.sets) {
      const auto [whole, table] = preset_of(path, alone);
      expanded = expanded || table.is_table();
      set.set(whole, table.is_table() ? table : value);
    }
    if (!expanded)
      return level.written;
    Node out = make_table(true);
    out.set("label", make_text(level.label));
    out.set("set", std::move(set));
    return out;
  }

  const Node& root_;
  std::filesystem::path file_;
  PresetStore presets_;
  Faults faults_;
  DesignFile design_;
  PointTable points_;
  Node tree_;
  std::string scenario_file_;
  Assignments fixed_;
  std::set<std::string> point_faults_;
  std::map<std::string, std::size_t> note_at_;
  Loaded out_;
};

}  // namespace

std::size_t DesignFrame::level_of(std::size_t point, std::size_t factor) const {
  return index.at(point * factors.size() + factor);
}

LoadedDesign load_design_tree(const Node& root, std::span<const Override> overrides,
                              const std::filesystem::path& file) {
  return DesignLoader<LoadedDesign>(root, file)(overrides);
}

LoadedTheoryDesign load_theory_design(const std::string& name,
                                      std::span<const Override> overrides) {
  const auto file = find_file(name);
  return DesignLoader<LoadedTheoryDesign>(parse_file(file), file)(overrides);
}

LoadedTheoryDesign load_theory_design_text(const std::string& text, const std::string& label) {
  return DesignLoader<LoadedTheoryDesign>(parse_text(text, label), label)({});
}

bool is_theory_design(const std::string& name) {
  try {
    const auto file = find_file(name);
    const Node root = parse_file(file);
    const Node* base = root.find("base");
    const Node* scenario = root.find("scenario");
    if (base != nullptr && base->is_table())
      return is_theory_tree(*base);
    return is_design(root) && scenario != nullptr && scenario->is_text() &&
           is_theory_tree(parse_file(find_file(scenario->text, file.parent_path())));
  } catch (const InputError&) {
    return false;  // whoever reads it as a design reports what is wrong
  }
}

}  // namespace minga::io
