// Ties and groups from files, several associations and programmes as files say them.
#include "minga/core/structure.hpp"
#include "minga/io/scenario.hpp"
#include "minga/io/ties.hpp"
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>

using namespace minga;

namespace {

using Lists = std::vector<std::vector<std::string>>;

std::string text_with(const std::string& structure) {
  return test::replaced(test::kSmallScenario, "[facilitator]", structure + "\n[facilitator]");
}

core::Scenario scenario_of(const std::string& text) {
  return io::load_scenario_text(text, "test.toml").value;
}

/// A folder with a scenario and the file of ties that it names.
struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("minga-ties-" + std::to_string(::getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path / name) << text;
    return (path / name).string();
  }
};

std::string fault_of_csv(const std::string& text, int& line) {
  try {
    io::parse_ties_csv(text, "ties.csv");
  } catch (const io::InputError& error) {
    line = error.faults().front().line;
    return error.faults().front().message;
  }
  return "";
}

}  // namespace

TEST_CASE("a table of ties or of groups is read by its columns") {
  const io::TiesFile ties = io::parse_ties_csv("from,to\n0, 1\n\n\"a\",b\r\n", "ties.csv");
  CHECK(ties.edges == Lists{{"0", "1"}, {"a", "b"}});
  const io::TiesFile groups = io::parse_ties_csv("group,firm\nx,0\ny,1\nx,2\n", "groups.csv");
  CHECK(groups.groups == Lists{{"0", "2"}, {"1"}});
  int line = 0;
  CHECK(fault_of_csv("a,b\n0,1\n", line) == "these columns are not known");
  CHECK(line == 1);
  CHECK(fault_of_csv("from,to\n0,1\n2\n", line) == "does not have two values");
  CHECK(line == 3);
  CHECK(fault_of_csv("from,to\n", line) == "has no ties");
  CHECK(fault_of_csv("", line) == "these columns are not known");
}

TEST_CASE("GraphML gives its nodes and edges, and what is none is refused") {
  const char* const text = R"(<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="edge" attr.name="weight" attr.type="double"/>
  <graph id="G" edgedefault="undirected">
    <node id="n0"/><node id="n1"/><node id="n2"/>
    <edge source="n0" target="n2"><data key="d0">1.0</data></edge>
    <edge source="n1" target="n2"/>
  </graph>
</graphml>)";
  const io::TiesFile ties = io::parse_graphml(text, "ties.graphml");
  CHECK(ties.nodes == std::vector<std::string>{"n0", "n1", "n2"});
  CHECK(ties.edges == Lists{{"n0", "n2"}, {"n1", "n2"}});
  for (const char* broken :
       {"", "<graphml>", "<graphml></graphml>", "<graphml><graph></graph></graphml>",
        "<graphml><graph><edge source=\"a\"/></graph></graphml>"}) {
    CAPTURE(broken);
    CHECK_THROWS_AS(io::parse_graphml(broken, "ties.graphml"), io::InputError);
  }
  std::string deep;
  for (int i = 0; i < 100000; ++i)
    deep += "<a>";
  CHECK_THROWS_AS(io::parse_graphml(deep, "ties.graphml"), io::InputError);
}

TEST_CASE("a file of ties is found beside the scenario and needed no more afterwards") {
  const Folder folder;
  folder.write("ties.csv", "from,to\n0,1\n1,2\n2,0\n");
  const std::string file = folder.write(
      "scenario.toml",
      test::replaced(text_with("[structure]\nkind = \"edge-list\"\nfile = \"ties.csv\""),
                     "firms = 10", "firms = 3"));
  const io::LoadedScenario loaded = io::load_scenario(file);
  CHECK(loaded.value.structure.edges == std::vector<std::vector<int>>{{0, 1}, {1, 2}, {2, 0}});
  CHECK(std::find(loaded.inputs.begin(), loaded.inputs.end(), folder.path / "ties.csv") !=
        loaded.inputs.end());
  const core::Scenario again = scenario_of(loaded.text);
  CHECK(again.structure.edges == loaded.value.structure.edges);
  CHECK(core::extent_of(again).associations == 3);
}

TEST_CASE("firms of a file are numbers, names of listed firms, or places in its list of nodes") {
  const Folder folder;
  const auto edges_of = [&](const std::string& name, const std::string& ties,
                            const std::string& firms) {
    folder.write(name, ties);
    const std::string text = text_with(
        "[structure]\nkind = \"edge-list\"\ngroups_from = \"edges\"\nfile = \"" + name + "\"");
    return io::load_scenario(
               folder.write("scenario.toml", test::replaced(text + firms, "regulation = \"none\"",
                                                            "min_members = 1")))
        .value.structure.edges;
  };
  const std::string named =
      "\n[[population.firm]]\nname = \"Ana\"\n[[population.firm]]\nname = \"Luz\"\n";
  CHECK(edges_of("a.csv", "from,to\nLuz,Ana\nAna,7\n", named) ==
        std::vector<std::vector<int>>{{1, 0}, {0, 7}});
  CHECK(edges_of("a.graphml",
                 "<graphml><graph><node id=\"x\"/><node id=\"y\"/><edge source=\"y\" "
                 "target=\"x\"/></graph></graphml>",
                 "") == std::vector<std::vector<int>>{{1, 0}});
  CHECK_THROWS_AS(edges_of("b.csv", "from,to\n0,10\n", ""), io::InputError);
  CHECK_THROWS_AS(edges_of("b.csv", "from,to\n0,Eva\n", named), io::InputError);
  CHECK_THROWS_AS(edges_of("b.csv", "group,firm\n0,1\n0,2\n", ""), io::InputError);
}

TEST_CASE("several associations and their own facilitators survive being written and read") {
  std::string text = test::replaced(test::kSmallScenario, "regulation = \"none\"",
                                    "regulation = \"none\"\ncopies = 3\nfirms = 4\nfacilitator = "
                                    "{ strategy = \"trust-first\", co_investment = 0 }");
  text += "\n[[association]]\nname = \"other\"\naction = [{ preset = \"fair\" }]\n";
  const io::LoadedScenario loaded = io::load_scenario_text(text, "test.toml");
  REQUIRE(loaded.value.association.size() == 2);
  CHECK(core::extent_of(loaded.value).associations == 4);
  REQUIRE(loaded.value.association[0].facilitator);
  CHECK(loaded.value.association[0].facilitator->name == "trust-first");
  CHECK(loaded.value.association[0].facilitator->co_investment == 0.0);
  CHECK_FALSE(loaded.value.association[1].facilitator);
  const io::LoadedScenario again = io::load_scenario_text(loaded.text, "again");
  CHECK(again.text == loaded.text);
  CHECK(again.sha256 == loaded.sha256);
}

TEST_CASE("a programme is read with its coordination, public unless said otherwise") {
  const auto programme = [](const std::string& table) {
    return test::replaced(text_with(table), "kind = \"association\"", "kind = \"programme\"");
  };
  const core::Scenario plain = scenario_of(programme(""));
  CHECK(plain.programme.enabled);
  CHECK(plain.programme.coordination.name == "public");
  CHECK_FALSE(plain.programme.coordination.reallocates);
  const io::LoadedScenario own = io::load_scenario_text(
      programme("[programme]\nfacilitators = 2\nweights = { nearness = 2, motive = 1 }\n"
                "coordination = { preset = \"mixed\", turnover = 0.5 }"),
      "test.toml");
  CHECK(own.value.programme.facilitators == 2);
  CHECK(own.value.programme.weights[0] == 2.0);
  CHECK(own.value.programme.weights[3] == 1.0);
  CHECK(own.value.programme.coordination.reallocates);
  CHECK(own.value.programme.coordination.turnover == 0.5);
  CHECK(io::load_scenario_text(own.text, "again").text == own.text);
  CHECK_THROWS_AS(scenario_of(text_with("[programme]\nfacilitators = 2")), io::InputError);
  CHECK_THROWS_AS(scenario_of(programme("[programme]\nweights = { fame = 2 }")), io::InputError);
  CHECK_THROWS_AS(scenario_of(programme("[structure]\nkind = \"territory\"")), io::InputError);
}

TEST_CASE("broken tables and graphs of ties are refused, and nothing else happens") {
  std::mt19937_64 random(20080401);
  const auto at = [&](std::size_t size) { return static_cast<std::size_t>(random() % size); };
  const std::string table = "from,to\n0,1\n\"Peña, S.A.\",2\n3,4\n";
  const std::string graph =
      "<?xml version=\"1.0\"?><g:graphml><g:graph><g:node id=\"a\"/><g:node id=\"b\"/>"
      "<g:edge source=\"a\" target=\"b\"><data key=\"k\">1</data></g:edge></g:graph></g:graphml>";
  CHECK(
      io::parse_ties_csv("\xEF\xBB\xBF" + std::string("From,To\n\"Peña, S.A.\",2\n"), "t").edges ==
      Lists{{"Peña, S.A.", "2"}});
  CHECK(io::parse_graphml(graph, "t").edges == Lists{{"a", "b"}});
  int refused = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string text = i % 2 == 0 ? table : graph;
    for (std::size_t k = at(5) + 1; k > 0 && !text.empty(); --k) {
      const std::size_t from = at(text.size());
      const std::size_t length = std::min(at(20) + 1, text.size() - from);
      if (at(3) == 0)
        text.erase(from, length);
      else if (at(2) == 0)
        text.insert(at(text.size()), text.substr(from, length));
      else
        text[from] = static_cast<char>(at(256));
    }
    try {
      const io::TiesFile ties =
          i % 2 == 0 ? io::parse_ties_csv(text, "t") : io::parse_graphml(text, "t");
      for (const auto& edge : ties.edges)
        REQUIRE(edge.size() == 2);
    } catch (const io::InputError& error) {
      ++refused;
      REQUIRE_FALSE(error.faults().empty());
      for (const io::Diagnostic& fault : error.faults())
        REQUIRE(fault.file == "t");
    }
  }
  CHECK(refused > 500);
  CHECK(refused < 3999);
}

TEST_CASE("numbers of nodes in a graph are the firms' numbers") {
  const Folder folder;
  folder.write("n.graphml",
               "<graphml><graph><node id=\"3\"/><node id=\"1\"/><edge source=\"3\" "
               "target=\"1\"/></graph></graphml>");
  const std::string text =
      test::replaced(text_with("[structure]\nkind = \"edge-list\"\ngroups_from = "
                               "\"edges\"\nfile = \"n.graphml\""),
                     "regulation = \"none\"", "min_members = 1");
  CHECK(io::load_scenario(folder.write("scenario.toml", text)).value.structure.edges ==
        std::vector<std::vector<int>>{{3, 1}});
}

namespace {

/// Faults of a scenario of ten firms with this file of ties, as line, value, message and accepted,
/// all of which have to name the file of ties.
std::string faults_of_ties(const char* kind, const std::string& name, const std::string& ties,
                           const std::string& firms = "") {
  const Folder folder;
  const std::string file = folder.write(name, ties);
  const std::string text =
      text_with(std::string("[structure]\nkind = \"") + kind + "\"\nfile = \"" + name + "\"");
  const std::string small =
      test::replaced(text + firms, "regulation = \"none\"", "min_members = 1");
  try {
    io::load_scenario(folder.write("scenario.toml", small));
  } catch (const io::InputError& error) {
    std::string out;
    for (const io::Diagnostic& fault : error.faults()) {
      CHECK(fault.file == file);
      CHECK(fault.key == "structure.file");
      out += std::to_string(fault.line) + ": " + fault.value + ": " + fault.message + "; " +
             fault.accepted + '\n';
    }
    return out;
  }
  return "";
}

}  // namespace

TEST_CASE("faults in a table of ties are named at its own lines, all at once") {
  CHECK(faults_of_ties("edge-list", "t.csv", "from,to\n0,1\n1,Ana\n\n10,2\n") ==
        "3: Ana: there is no such firm; numbers from 0 to 9, or names of [[population.firm]]\n"
        "5: 10: there is no such firm; numbers from 0 to 9, or names of [[population.firm]]\n");
  CHECK(faults_of_ties("edge-list", "t.csv", "from,to\n0,1\n2\n1,2\n3,\n") ==
        "3: 2: does not have two values; two values and a comma\n"
        "5: 3,: does not have two values; two values and a comma\n");
  CHECK(faults_of_ties("edge-list", "t.csv", "from,to\n0,1\n1,2\n1,0\n3,3\n") ==
        "4: 1,0: this tie is there already; each tie once\n"
        "5: 3,3: a firm is in it twice; different firms\n");
  CHECK(faults_of_ties("edge-list", "t.csv", "of,to\n0,1\n") ==
        "1: of,to: these columns are not known; a first line with the columns from,to or "
        "group,firm\n");
}

TEST_CASE("faults in a table of groups are named at the line of the firm") {
  CHECK(faults_of_ties("hyperedges", "g.csv", "group,firm\na,0\nb,3\na,1\na,0\nb,4\n") ==
        "5: 0,1,0: a firm is in it twice; different firms\n");
  CHECK(faults_of_ties("hyperedges", "g.csv", "group,firm\na,0\na,1\nb,3\n") ==
        "4: 3: one firm is no group; two or more\n");
}

TEST_CASE("faults in GraphML are named at the line of the edge") {
  const auto graph = [](const std::string& edges) {
    return "<?xml version=\"1.0\"?>\n<!-- an <edge> that is none -->\n<graphml>\n<key "
           "id=\"a>b\"/>\n<graph>\n<node id=\"0\"/>\n" +
           edges + "</graph>\n<graph>\n<edge/>\n</graph>\n</graphml>\n";
  };
  CHECK(faults_of_ties("edge-list", "t.graphml",
                       graph("<edge source=\"0\" target=\"1\"/>\n<edge source=\"1\"\n "
                             "target=\"2\"><data/></edge>\n<edge target=\"77\" "
                             "source=\"0\"/>\n")) ==
        "10: 77: there is no such firm; numbers from 0 to 9, or names of [[population.firm]]\n");
  CHECK(faults_of_ties("edge-list", "t.graphml", graph("\n<edge source=\"0\"/>\n")) ==
        "8: source 0: an edge lacks its source or target; <edge source=\"...\" "
        "target=\"...\"/>\n");
  CHECK(faults_of_ties("edge-list", "t.graphml",
                       graph("<edge source=\"0\" target=\"1\"/>\n<edge source=\"1\" "
                             "target=\"0\"/>\n")) ==
        "8: 1,0: this tie is there already; each tie once\n");
}

TEST_CASE("a label that is the number of one firm and the name of another is refused") {
  const std::string firms =
      "[[population.firm]]\nname = \"2\"\n[[population.firm]]\nname = \"1\"\n"
      "[[population.firm]]\nname = \"2008\"\n";
  const std::string names = "names of [[population.firm]] that are no numbers\n";
  // firm 1 is called 1, and no firm has the number 2008
  CHECK(faults_of_ties("edge-list", "t.csv", "from,to\n1,2008\n0,1\n5,2\n", firms) ==
        "4: 2: is the number of one firm and the name of another, number 0; " + names);
  CHECK(faults_of_ties("hyperedges", "g.csv", "group,firm\na,1\na,2\n", firms) ==
        "3: 2: is the number of one firm and the name of another, number 0; " + names);
  CHECK(faults_of_ties("hyperedges", "g.csv", "group,firm\na,1\na,2008\n", firms).empty());
}

TEST_CASE("firms without a tie would be associations of one, and are refused") {
  const std::string accepted =
      "a tie for each firm, population.firms without them, or groups_from = edges\n";
  const std::string most = "0,1\n2,3\n4,5\n6,7\n";
  CHECK(faults_of_ties("edge-list", "t.csv", "from,to\n" + most) ==
        "0: 8, 9: 2 firms without a tie, each an association of a single firm; " + accepted);
  CHECK(faults_of_ties("edge-list", "t.csv", "from,to\n" + most + "8,1\n") ==
        "0: 9: 1 firm without a tie, each an association of a single firm; " + accepted);
  CHECK(faults_of_ties("edge-list", "t.csv", "from,to\n" + most + "8,9\n").empty());
  // who is in no group that is listed is in none
  CHECK(faults_of_ties("hyperedges", "g.csv", "group,firm\na,0\na,1\n").empty());
}

TEST_CASE("a territory or a group with fewer firms than make a group is refused") {
  const auto faults = [](const std::string& text) { return test::all_of(test::faults_of(text)); };
  const std::string land = text_with("[structure]\nkind = \"territory\"");
  const auto five = [&](const char* copies) {
    return test::replaced(land, "regulation = \"none\"", copies);
  };
  CHECK(faults(five("copies = 5")).empty());
  CHECK_THAT(faults(five("copies = 6")),
             test::ContainsSubstring("one would have a single firm or none"));
  const std::string lone =
      test::replaced(test::kSmallScenario, "regulation = \"none\"", "firms = 1\nmin_members = 1");
  CHECK_THAT(faults(lone), test::ContainsSubstring("one firm is no group"));
  CHECK(faults(test::replaced(lone, "firms = 10", "firms = 10\nentrants = 1")).empty());
}
