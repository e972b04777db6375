// Designs that sample their points, take them from a list, or nest factors.
#include "minga/io/scenario.hpp"
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

using namespace minga;

namespace {

const std::string kHead = R"(name = "trial"
scenario = "small.toml"
replicates = 4
seed = 11
)";

/// A Latin hypercube or Sobol' points over a cost, a share, whole numbers and names.
const std::string kSampled = kHead + R"(method = "latin-hypercube"
points = 40
[[factor]]
name = "cost"
path = "association[0].action[0].cost"
range = [10.0, 30.0]
[[factor]]
name = "season"
path = "market.seasonality"
range = [0, 1]
[[factor]]
name = "firms"
path = "population.firms"
range = [5, 12]
[[factor]]
name = "regulation"
path = "association[0].regulation"
levels = ["none", "otavalo-2008"]
)";

class Design {
 public:
  io::LoadedDesign load(const std::string& text) {
    folder_.write("small.toml", test::kSmallScenario);
    return io::load_design(folder_.write("design.toml", text).string());
  }
  std::vector<io::Diagnostic> faults_of(const std::string& text) {
    try {
      load(text);
    } catch (const io::InputError& error) {
      return error.faults();
    }
    return {};
  }
  void write(const char* name, const std::string& text) { folder_.write(name, text); }

 private:
  test::TemporaryFolder folder_;
};

double number(const io::LoadedDesign& design, std::size_t point, std::size_t factor) {
  return design.factors[factor].levels.at(design.level_of(point, factor)).number;
}

std::string label(const io::LoadedDesign& design, std::size_t point, std::size_t factor) {
  return design.factors[factor].levels.at(design.level_of(point, factor)).label;
}

}  // namespace

TEST_CASE("of a Latin hypercube every n-th part of every range holds exactly one point") {
  const auto design = Design().load(kSampled);
  REQUIRE(design.points.size() == 40);
  CHECK(design.method == "latin-hypercube");
  const std::array<std::pair<double, double>, 2> ranges{{{10.0, 30.0}, {0.0, 1.0}}};
  for (std::size_t f = 0; f < ranges.size(); ++f) {
    std::set<int> parts;
    for (std::size_t i = 0; i < 40; ++i) {
      const double share =
          (number(design, i, f) - ranges[f].first) / (ranges[f].second - ranges[f].first);
      CHECK(share > 0.0);
      CHECK(share < 1.0);
      parts.insert(static_cast<int>(std::floor(share * 40.0)));
    }
    CHECK(parts.size() == 40);
  }
  // eight whole numbers and two names, five and twenty points each
  for (const auto& [factor, levels, each] : {std::tuple{2, 8, 5}, std::tuple{3, 2, 20}}) {
    const auto f = static_cast<std::size_t>(factor);
    REQUIRE(design.factors[f].levels.size() == static_cast<std::size_t>(levels));
    std::vector<int> count(static_cast<std::size_t>(levels), 0);
    for (std::size_t i = 0; i < 40; ++i)
      ++count[design.level_of(i, f)];
    CHECK(count == std::vector<int>(static_cast<std::size_t>(levels), each));
  }
  for (std::size_t i = 0; i < 40; ++i) {
    CHECK(design.points[i].association[0].actions[0].cost == number(design, i, 0));
    CHECK(design.points[i].market.seasonality == number(design, i, 1));
    CHECK(design.points[i].population.firms == static_cast<int>(number(design, i, 2)));
    CHECK(design.points[i].association[0].regulation.name == label(design, i, 3));
  }
}

TEST_CASE("sampled points hang on points_seed, and not on the seed of the runs") {
  Design files;
  const auto design = files.load(kSampled);
  const auto other_runs = files.load(test::replaced(kSampled, "seed = 11", "seed = 12"));
  const auto other_points =
      files.load(test::replaced(kSampled, "points = 40", "points = 40\npoints_seed = 1"));
  CHECK(number(design, 7, 0) == number(other_runs, 7, 0));
  CHECK(number(design, 7, 0) != number(other_points, 7, 0));
  CHECK(design.sha256 != other_points.sha256);
}

TEST_CASE("Sobol' points that are not shifted are the sequence of Boost after its origin") {
  const std::string text = kHead + R"(method = "sobol"
points = 8
shift = false
[[factor]]
name = "a"
path = "market.seasonality"
range = [0, 1]
[[factor]]
name = "b"
path = "facilitator.imposed"
range = [0, 1]
)";
  const auto design = Design().load(text);
  const std::array<std::array<double, 2>, 8> known{{{0.5, 0.5},
                                                    {0.75, 0.25},
                                                    {0.25, 0.75},
                                                    {0.375, 0.375},
                                                    {0.875, 0.875},
                                                    {0.625, 0.125},
                                                    {0.125, 0.625},
                                                    {0.1875, 0.3125}}};
  for (std::size_t i = 0; i < known.size(); ++i) {
    CHECK(number(design, i, 0) == known[i][0]);
    CHECK(number(design, i, 1) == known[i][1]);
  }
  // shifted: one point in every eighth of every range, which a cell of eight by one keeps
  const auto shifted = Design().load(test::replaced(text, "shift = false", "points_seed = 3"));
  for (std::size_t f = 0; f < 2; ++f) {
    std::set<int> parts;
    for (std::size_t i = 0; i < 8; ++i)
      parts.insert(static_cast<int>(std::floor(number(shifted, i, f) * 8.0)));
    CHECK(parts.size() == 8);
  }
  CHECK(number(shifted, 0, 0) != number(design, 0, 0));
  const auto told = [](const io::LoadedDesign& of) {
    return std::count_if(of.notes.begin(), of.notes.end(), [](const io::PointNote& note) {
      return note.what.message.find("power of two") != std::string::npos;
    });
  };
  CHECK(told(shifted) == 0);
  CHECK(told(Design().load(test::replaced(text, "points = 8", "points = 6"))) == 1);
}

TEST_CASE("distributions put equal shares of points between their quantiles") {
  const auto text = [](const char* distribution) {
    return kHead + fmt::format(R"(method = "latin-hypercube"
points = 100
[[factor]]
name = "cost"
path = "association[0].action[0].cost"
{}
)",
                               distribution);
  };
  const auto below = [](const io::LoadedDesign& design, double limit) {
    int count = 0;
    for (std::size_t i = 0; i < 100; ++i)
      count += number(design, i, 0) < limit ? 1 : 0;
    return count;
  };
  Design files;
  // quantiles of the normal distribution at 0.1, 0.5 and 0.975
  const auto normal = files.load(text("distribution = { kind = \"normal\", mean = 50, sd = 5 }"));
  CHECK(below(normal, 50.0 - 5.0 * 1.2815515655446004) == 10);
  CHECK(below(normal, 50.0) == 50);
  CHECK(std::abs(below(normal, 50.0 + 5.0 * 1.959963984540054) - 97.5) <= 0.5);
  const auto lognormal =
      files.load(text("distribution = { kind = \"lognormal\", median = 20, sigma = 0.5 }"));
  CHECK(below(lognormal, 20.0) == 50);
  const auto triangular =
      files.load(text("distribution = { kind = \"triangular\", low = 0, mode = 10, high = 20 }"));
  CHECK(below(triangular, 10.0) == 50);
  CHECK(below(triangular, 20.0 * std::sqrt(0.5) * 0.5) == 25);  // F(x) = x^2 / 200
  const auto cut = files.load(
      text("distribution = { kind = \"normal\", mean = 50, sd = 5 }\nrange = [50, 1000]"));
  CHECK(below(cut, 50.0) == 0);
  CHECK(below(cut, 50.0 + 5.0 * 0.6744897501960817) == 50);
  const auto log = files.load(text("range = [1, 100]\nscale = \"log\""));
  CHECK(below(log, 10.0) == 50);
}

TEST_CASE("a list gives its rows in their order, from a file as from the design") {
  Design files;
  files.write(
      "points.csv",
      "# tried in the field\ncost,\"regulation\",way\r\n12.5,otavalo-2008,\"half, or so\"\n\n"
      "10,none,free\n12.5,none,free\n");
  const std::string text = kHead + R"(method = "list"
rows = "points.csv"
[[factor]]
name = "regulation"
path = "association[0].regulation"
[[factor]]
name = "cost"
path = "association[0].action[0].cost"
[[factor]]
name = "way"
levels = [
  { label = "half, or so", set = { "participation.mode" = "fixed", "participation.rate" = 0.5 } },
  { label = "free", set = { "participation.mode" = "endogenous" } },
]
)";
  const auto design = files.load(text);
  REQUIRE(design.points.size() == 3);
  CHECK(design.points[0].association[0].regulation.name == "otavalo-2008");
  CHECK(design.points[0].association[0].actions[0].cost == 12.5);
  CHECK(design.points[0].participation.mode == core::ParticipationMode::fixed);
  CHECK(design.points[1].association[0].regulation.name == "none");
  CHECK(design.points[1].association[0].actions[0].cost == 10.0);
  CHECK(design.points[2].association[0].actions[0].cost == 12.5);
  CHECK(design.factors[1].numeric);
  CHECK(design.factors[1].levels.size() == 2);
  CHECK(label(design, 0, 2) == "half, or so");
  CHECK(std::any_of(design.inputs.begin(), design.inputs.end(),
                    [](const auto& path) { return path.filename() == "points.csv"; }));
  const auto inline_rows =
      files.load(test::replaced(text, "\"points.csv\"",
                                "[[\"otavalo-2008\", 12.5, \"half, or so\"], [\"none\", 10, "
                                "\"free\"], [\"none\", 12.5, \"free\"]]"));
  CHECK(inline_rows.text == design.text);
  // a changed list is another experiment
  files.write("points.csv", "regulation,cost,way\nnone,11,free\n");
  CHECK(files.load(text).sha256 != design.sha256);
}

TEST_CASE("faults of a list name its file and line") {
  Design files;
  const std::string text = kHead + R"(method = "list"
rows = "points.csv"
[[factor]]
name = "cost"
path = "association[0].action[0].cost"
[[factor]]
name = "season"
path = "market.seasonality"
levels = [0.25, 0.5]
)";
  const auto fault = [&](const std::string& rows) {
    files.write("points.csv", rows);
    const auto faults = files.faults_of(text);
    INFO(rows << test::all_of(faults));
    REQUIRE_FALSE(faults.empty());
    CHECK_THAT(faults[0].file, test::ContainsSubstring("points.csv"));
    return fmt::format("{}: {} {}", faults[0].line, faults[0].key, faults[0].message);
  };
  CHECK(fault("cost\n1\n") == "1: season the factor has no column");
  CHECK(fault("cost,season,colour\n1,0.25,2\n") == "1: colour no factor has this name");
  CHECK(fault("cost,season,cost\n1,0.25,2\n") == "1: cost two columns are of this factor");
  CHECK(fault("cost,season\n10,0.25\n10\n") == "3:  has 1 cells");
  CHECK(fault("cost,season\n10,0.3\n") == "2: season is no level of this factor");
  CHECK(fault("cost,season\n10,\n") == "2: season has no value in a row");
  CHECK(fault("cost,season\n\"10,0.25\n").find("2:  a quote is not closed") == 0);
  CHECK(fault("cost,season\n") == "2:  has no rows");
  CHECK(fault("cost,season\n-5,0.25\n").find("2: association[0].action[0].cost") == 0);
}

TEST_CASE("a nested factor is crossed where it is used, and sets nothing elsewhere") {
  const std::string text = kHead + R"([[factor]]
name = "regulation"
path = "association[0].regulation"
levels = ["none", "otavalo-2008", "strict-expulsion"]
[[factor]]
name = "mild"
path = "association[0].action[0].cost"
levels = [11, 12]
when = { regulation = "otavalo-2008" }
[[factor]]
name = "strict"
path = "association[0].action[0].cost"
levels = [21, 22, 23]
when = { regulation = ["strict-expulsion"] }
)";
  Design files;
  const auto design = files.load(text);
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < design.points.size(); ++i) {
    rows.push_back(label(design, i, 0) + "/" + label(design, i, 1) + "/" + label(design, i, 2));
    if (label(design, i, 1) == "12")
      CHECK(design.points[i].association[0].actions[0].cost == 12.0);
    if (label(design, i, 2) == "23")
      CHECK(design.points[i].association[0].actions[0].cost == 23.0);
    if (label(design, i, 0) == "none")
      CHECK(design.points[i].association[0].actions[0].cost ==
            design.base.association[0].actions[0].cost);
  }
  CHECK(rows == std::vector<std::string>{"none/not used/not used", "otavalo-2008/11/not used",
                                         "otavalo-2008/12/not used", "strict-expulsion/not used/21",
                                         "strict-expulsion/not used/22",
                                         "strict-expulsion/not used/23"});
  CHECK(design.factors[1].numeric);
  CHECK(std::isnan(number(design, 0, 1)));
  // both at once would set one parameter twice
  const auto faults = files.faults_of(
      test::replaced(text, "[\"strict-expulsion\"]", "[\"strict-expulsion\", \"otavalo-2008\"]"));
  REQUIRE_FALSE(faults.empty());
  CHECK_THAT(faults[0].message, test::ContainsSubstring("the factor mild sets it too"));
}

TEST_CASE("resolved designs of every method load back to the same points") {
  Design files;
  files.write("points.csv", "cost,season\n12,0.25\n13.5,0.5\n");
  const std::string list = kHead + R"(method = "list"
rows = "points.csv"
[[factor]]
name = "cost"
path = "association[0].action[0].cost"
[[factor]]
name = "season"
path = "market.seasonality"
)";
  const std::string nested = test::replaced(
      kSampled, "levels = [\"none\", \"otavalo-2008\"]\n",
      "levels = [\"none\", \"otavalo-2008\"]\n[[factor]]\nname = \"imposed\"\npath = "
      "\"facilitator.imposed\"\nrange = [0.0, 1.0]\nwhen = { regulation = \"none\" }\n");
  const std::string sobol = test::replaced(kSampled, "latin-hypercube", "sobol");
  for (const std::string& text : {kSampled, sobol, list, nested}) {
    const auto design = files.load(text);
    const auto again = io::load_design_text(design.text, "resolved");
    INFO(design.text);
    CHECK(again.text == design.text);
    REQUIRE(again.points.size() == design.points.size());
    for (std::size_t i = 0; i < design.points.size(); ++i)
      CHECK(io::resolved_text(again.points[i]) == io::resolved_text(design.points[i]));
  }
}

TEST_CASE("what a method does not know is refused, and what it needs is asked for") {
  struct Broken {
    const char* from;
    const char* to;
    const char* key;
    const char* message;
  };
  const std::vector<Broken> all{
      {"points = 40\n", "", "points", "missing"},
      {"method = \"latin-hypercube\"\n", "", "points", "means nothing with this method"},
      {"points = 40", "points = 60000", "points", "out of range"},
      {"range = [10.0, 30.0]", "range = [30.0, 10.0]", "factor[0].range", "not above"},
      {"range = [10.0, 30.0]", "range = [10.0]", "factor[0].range", "is not a range"},
      {"range = [10.0, 30.0]", "range = [0.0, 30.0]\nscale = \"log\"", "factor[0].range",
       "begins above 0"},
      {"range = [10.0, 30.0]", "range = [1.0, 2.0]\nlevels = [1]", "factor[0].levels",
       "stands beside"},
      {"range = [10.0, 30.0]", "distribution = { kind = \"cauchy\" }", "factor[0].distribution",
       "no distribution"},
      {"range = [10.0, 30.0]", "distribution = { kind = \"normal\", mean = 1 }",
       "factor[0].distribution", "lacks a number"},
      {"range = [10.0, 30.0]", "distribution = { kind = \"normal\", mean = 1, sd = -1 }",
       "factor[0].distribution", "make no distribution"},
      {"range = [5, 12]", "range = [5.5, 12]", "factor[2].range", "whole numbers"},
      {"range = [5, 12]", "range = [5, 12]\nwhen = { regulation = \"none\" }",
       "factor[2].when.regulation", "no factor before"},
      {"range = [5, 12]", "range = [5, 12]\nwhen = { cost = 3 }", "factor[2].when.cost",
       "has a range"},
      {"points = 40", "points = 40\nrows = \"points.csv\"", "rows", "means nothing"},
  };
  Design files;
  for (const Broken& broken : all) {
    INFO(broken.to);
    const auto faults = files.faults_of(test::replaced(kSampled, broken.from, broken.to));
    INFO(test::all_of(faults));
    REQUIRE_FALSE(faults.empty());
    CHECK(faults[0].key == broken.key);
    CHECK_THAT(faults[0].message, test::ContainsSubstring(broken.message));
    CHECK(faults[0].line > 0);
  }
}
