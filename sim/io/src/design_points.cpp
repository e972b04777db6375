#include "design_points.hpp"

#include "design_rows.hpp"
#include "design_values.hpp"
#include "print.hpp"
#include "sample_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

namespace minga::io {
namespace {

/// Every point is kept in memory; a larger design is a mistake in the levels.
constexpr std::size_t kMostPoints = 50000;
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

std::string label_of(const Node& value) {
  return value.is_text() ? value.text : print_value(value);
}

/// The labels that `when` gives for a factor.
std::vector<std::string> labels_of(const Node& given) {
  std::vector<std::string> labels;
  if (!given.is_array())
    return {label_of(given)};
  for (const Node& one : given.items)
    labels.push_back(label_of(one));
  return labels;
}

bool contains(const std::vector<std::string>& labels, const std::string& label) {
  return std::find(labels.begin(), labels.end(), label) != labels.end();
}

class Layout {
 public:
  Layout(const DesignFile& design, const Section& parameters, std::filesystem::path folder,
         Reading& reading)
      : design_(design), parameters_(parameters), folder_(std::move(folder)), reading_(reading) {}

  PointTable operator()() {
    const std::size_t before = reading_.faults.size();
    check_keys();
    for (std::size_t f = 0; f < design_.factors.size(); ++f)
      read_factor(f);
    if (reading_.faults.size() == before && !design_.factors.empty())
      make_points();
    return std::move(out_);
  }

 private:
  std::string path_of(std::size_t f) const { return fmt::format("factor[{}]", f); }
  bool samples() const {
    return design_.method == Method::latin_hypercube || design_.method == Method::sobol;
  }

  void refuse(const Node& at, const char* key, const char* accepted) {
    if (at.kind != Node::Kind::none)
      reading_.faults.add(at, key, "means nothing with this method", accepted);
  }

  /// Keys that the method needs or does not know.
  void check_keys() {
    if (samples() && design_.points == 0) {
      reading_.faults.missing(design_.method_written, "points",
                              "the number of points to be sampled");
    }
    if (!samples() && design_.points > 0) {
      reading_.faults.add(design_.method_written, "points", "means nothing with this method",
                          "method = \"latin-hypercube\" or \"sobol\"");
    }
    if (design_.method == Method::list) {
      if (design_.rows.kind == Node::Kind::none)
        reading_.faults.missing(design_.method_written, "rows", "the name of a CSV file");
    } else {
      refuse(design_.rows, "rows", "method = \"list\"");
    }
    if (static_cast<std::size_t>(design_.points) > kMostPoints)
      too_many();
  }

  void too_many() {
    reading_.faults.add(design_.method_written, "factor",
                        fmt::format("the design has over {} points", kMostPoints),
                        fmt::format("at most {} combinations of levels", kMostPoints));
  }

  bool takes_whole_numbers(const FactorFile& factor) const {
    const Parameter* parameter =
        factor.paths.empty() ? nullptr : find_parameter(parameters_, factor.paths.front());
    return parameter != nullptr && parameter->kind == Kind::integer;
  }

  void read_factor(std::size_t f) {
    const FactorFile& factor = design_.factors[f];
    const bool has_levels = factor.levels.kind != Node::Kind::none;
    const bool is_spread =
        factor.range.kind != Node::Kind::none || factor.distribution.kind != Node::Kind::none;
    values_.emplace_back();
    out_.levels.emplace_back();
    if (has_levels && is_spread) {
      reading_.faults.add(factor.levels, path_of(f) + ".levels",
                          "stands beside a range or a distribution", "one of them");
    } else if (is_spread && !samples()) {
      const Node& at = factor.range.kind != Node::Kind::none ? factor.range : factor.distribution;
      reading_.faults.add(at, path_of(f), "is sampled, which this method does not do",
                          "levels = [...], or method = \"latin-hypercube\" or \"sobol\"");
    } else if (is_spread) {
      values_.back() = values_of(factor, path_of(f), takes_whole_numbers(factor), reading_);
      need_path(f, factor.range.kind != Node::Kind::none ? factor.range : factor.distribution);
    } else if (has_levels || design_.method != Method::list) {
      out_.levels.back() = read_levels(factor, path_of(f) + ".levels", reading_);
    }
    read_when(f);
  }

  void need_path(std::size_t f, const Node& at) {
    if (design_.factors[f].paths.empty())
      reading_.faults.add(at, path_of(f), "the factor has no path that its values could go to",
                          "path = \"...\" in the factor");
  }

  /// A nested factor hangs on factors before it, whose levels are named.
  void read_when(std::size_t f) {
    const Node& when = design_.factors[f].when;
    conditions_.emplace_back();
    if (when.kind == Node::Kind::none)
      return;
    const std::string path = path_of(f) + ".when";
    if (!when.is_table() || when.members.empty()) {
      reading_.faults.add(when, path, "is no condition", "{ factor = [\"level\", ...] }");
      return;
    }
    for (const auto& [name, given] : when.members) {
      const auto parent = std::find_if(design_.factors.begin(),
                                       design_.factors.begin() + static_cast<std::ptrdiff_t>(f),
                                       [&n = name](const FactorFile& x) { return x.name == n; });
      const auto at = static_cast<std::size_t>(parent - design_.factors.begin());
      if (at == f) {
        reading_.faults.add(given, path + "." + name, "no factor before this one has this name",
                            "the name of a factor that stands further up");
        continue;
      }
      check_condition(given, path + "." + name, at);
      conditions_.back().push_back({at, labels_of(given)});
    }
  }

  void check_condition(const Node& given, const std::string& path, std::size_t parent) {
    if (values_[parent]) {
      reading_.faults.add(given, path, "this factor has a range, not levels",
                          "a factor with levels");
      return;
    }
    if (out_.levels[parent].empty())
      return;  // of a list without levels; or faulty
    for (const std::string& label : labels_of(given)) {
      if (level_named(parent, label) == kNone) {
        reading_.faults.add(given, path, fmt::format("the factor has no level {}", label),
                            "labels of its levels");
      }
    }
  }

  std::uint32_t level_named(std::size_t f, const std::string& label) {
    names_.resize(out_.levels.size());
    for (std::size_t i = names_[f].size(); i < out_.levels[f].size(); ++i)
      names_[f].emplace(out_.levels[f][i].label, static_cast<std::uint32_t>(i));
    const auto found = names_[f].find(label);
    return found == names_[f].end() ? kNone : found->second;
  }

  /// Whether a factor is used where the factors before it have these levels.
  bool is_used(std::size_t f, const std::uint32_t* row) const {
    return std::all_of(conditions_[f].begin(), conditions_[f].end(), [&](const Condition& c) {
      return contains(c.labels, out_.levels[c.factor].at(row[c.factor]).label);
    });
  }

  /// The level of a factor where it is not used; made when it is first needed.
  std::uint32_t not_used(std::size_t f) {
    const std::uint32_t found = level_named(f, kNotUsed);
    if (found != kNone)
      return found;
    LevelFile level;
    level.label = kNotUsed;
    level.numeric = true;  // as a missing number where the others are numbers
    level.written = make_real(std::numeric_limits<double>::quiet_NaN());
    out_.levels[f].push_back(std::move(level));
    return static_cast<std::uint32_t>(out_.levels[f].size() - 1);
  }

  void make_points() {
    switch (design_.method) {
      case Method::factorial:
        return combine();
      case Method::latin_hypercube:
        return place(latin_hypercube(size(), out_.levels.size(), seed()));
      case Method::sobol:
        if (out_.levels.size() > kMostSobolDimensions)
          return too_many();
        return place(sobol(size(), out_.levels.size(), seed(), design_.shift));
      case Method::list:
        return take_rows();
    }
  }
  std::size_t size() const { return static_cast<std::size_t>(design_.points); }
  std::uint64_t seed() const { return static_cast<std::uint64_t>(design_.points_seed); }

  /// Every combination, the last factor fastest; a factor that is not used has one level only.
  void combine() {
    std::vector<std::uint32_t> row(out_.levels.size());
    std::vector<std::size_t> count;  // before levels of "not used" are added
    for (const auto& levels : out_.levels)
      count.push_back(levels.size());
    combine_from(0, row, count);
  }

  void combine_from(std::size_t f, std::vector<std::uint32_t>& row,
                    const std::vector<std::size_t>& count) {
    if (out_.points() > kMostPoints)
      return;
    if (f == row.size()) {
      out_.index.insert(out_.index.end(), row.begin(), row.end());
      if (out_.points() == kMostPoints + 1)
        too_many();
      return;
    }
    if (!is_used(f, row.data())) {
      row[f] = not_used(f);
      return combine_from(f + 1, row, count);
    }
    for (std::size_t level = 0; level < count[f]; ++level) {
      row[f] = static_cast<std::uint32_t>(level);
      combine_from(f + 1, row, count);
    }
  }

  /// Coordinates in (0, 1) become levels; equal values become one level, in ascending order.
  void place(const UnitPoints& points) {
    const std::size_t factors = out_.levels.size();
    std::vector<std::size_t> count;
    for (std::size_t f = 0; f < factors; ++f) {
      if (values_[f])
        add_values(f, points);
      count.push_back(out_.levels[f].size());
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
      std::vector<std::uint32_t> row(factors);
      for (std::size_t f = 0; f < factors; ++f) {
        const auto levels = static_cast<double>(count[f]);
        const double u = points[i][f];
        row[f] = !is_used(f, row.data()) ? not_used(f)
                 : values_[f]
                     ? sampled_[f][i]
                     : static_cast<std::uint32_t>(std::min(levels - 1.0, std::floor(u * levels)));
      }
      out_.index.insert(out_.index.end(), row.begin(), row.end());
    }
  }

  void add_values(std::size_t f, const UnitPoints& points) {
    std::vector<Node> values;
    std::map<double, std::uint32_t> places;
    for (const auto& point : points) {
      values.push_back(values_[f](point[f]));
      places.emplace(values.back().number(), 0);
    }
    std::uint32_t next = 0;
    for (auto& [value, place] : places)
      place = next++;
    out_.levels[f].resize(places.size());
    sampled_.resize(out_.levels.size());
    for (const Node& value : values) {
      const std::uint32_t at = places.at(value.number());
      out_.levels[f][at] = plain_level(design_.factors[f], value);
      sampled_[f].push_back(at);
    }
  }

  /// Cells name levels by their labels; of a factor without levels each new value is one.
  void take_rows() {
    const std::optional<Rows> rows = read_rows(design_, folder_, out_.inputs, reading_);
    if (!rows)
      return;
    if (rows->size() > kMostPoints)
      return too_many();
    std::vector<bool> open;
    for (std::size_t f = 0; f < out_.levels.size(); ++f) {
      open.push_back(out_.levels[f].empty());
      if (open.back() && !rows->empty())
        need_path(f, rows->front()[f]);
    }
    for (const std::vector<Node>& cells : *rows) {
      std::vector<std::uint32_t> row(cells.size());
      for (std::size_t f = 0; f < cells.size(); ++f)
        row[f] = level_in(cells[f], f, row.data(), open[f]);
      out_.index.insert(out_.index.end(), row.begin(), row.end());
    }
  }

  std::uint32_t level_in(const Node& cell, std::size_t f, const std::uint32_t* row, bool open) {
    const std::string& name = design_.factors[f].name;
    const bool used = is_used(f, row);
    const bool empty = cell.kind == Node::Kind::none;
    if (used == empty) {
      reading_.faults.add(cell, name, used ? "has no value in a row" : "is not used in this row",
                          used ? "a value in every row" : "an empty cell");
      return not_used(f);
    }
    if (!used)
      return not_used(f);
    std::uint32_t found = level_named(f, label_of(cell));
    if (found == kNone && !open) {
      reading_.faults.add(cell, name, "is no level of this factor", "the label of a level");
      return not_used(f);
    }
    if (found == kNone) {
      found = static_cast<std::uint32_t>(out_.levels[f].size());
      out_.levels[f].push_back(plain_level(design_.factors[f], cell));
    }
    return found;
  }

  struct Condition {
    std::size_t factor = 0;
    std::vector<std::string> labels;
  };

  const DesignFile& design_;
  const Section& parameters_;
  std::filesystem::path folder_;
  Reading& reading_;
  PointTable out_;
  std::vector<ValueAt> values_;  ///< of each factor; empty where it has levels
  std::vector<std::vector<std::uint32_t>> sampled_;
  std::vector<std::map<std::string, std::uint32_t>> names_;  ///< of levels, as far as asked for
  std::vector<std::vector<Condition>> conditions_;
};

}  // namespace

PointTable lay_out(const DesignFile& design, const Section& parameters,
                   const std::filesystem::path& folder, Reading& reading) {
  return Layout(design, parameters, folder, reading)();
}

bool exclude_each_other(const FactorFile& a, const FactorFile& b) {
  if (!a.when.is_table() || !b.when.is_table())
    return false;
  return std::any_of(a.when.members.begin(), a.when.members.end(), [&](const Node::Member& here) {
    const Node* there = b.when.find(here.key);
    if (there == nullptr)
      return false;
    const std::vector<std::string> others = labels_of(*there);
    const std::vector<std::string> ours = labels_of(here.value);
    return std::none_of(ours.begin(), ours.end(),
                        [&](const std::string& label) { return contains(others, label); });
  });
}

}  // namespace minga::io
