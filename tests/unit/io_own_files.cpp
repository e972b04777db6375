// Presets that users keep in files of their own: found beside the file that names them, extended,
// and told apart from what is shipped.
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

using namespace minga;

namespace {

const std::string kFacilitator = R"(title = { es = "Nuestra", en = "Ours" }
days = [2.0, 2.0, 0.0, 0.0]
[weights]
phase1 = { visit = 1.0 }
phase2 = { social = 1.0 }
[[rule]]
when = "attendance"
comparison = "below"
value = 0.6
periods = 3
activity = "mediate"
days = 2.0
)";

/// A scenario in a folder, with other files beside it.
class Own {
 public:
  io::LoadedScenario load(const std::string& from, const std::string& to) {
    const auto text = test::replaced(test::kSmallScenario, from, to);
    return io::load_scenario(folder_.write("small.toml", text).string());
  }
  std::vector<io::Diagnostic> faults(const std::string& from, const std::string& to) {
    try {
      load(from, to);
    } catch (const io::InputError& error) {
      return error.faults();
    }
    return {};
  }
  std::filesystem::path write(const std::string& name, const std::string& text) {
    return folder_.write(name, text);
  }

 private:
  test::TemporaryFolder folder_;
};

const std::string kNobody = "strategy = \"none\"";

}  // namespace

TEST_CASE("a strategy may be a file beside the scenario, with rules in its order") {
  Own own;
  own.write("ours.toml", kFacilitator);
  const auto loaded = own.load(kNobody, "strategy = \"ours.toml\"\nexit_month = 18.0");
  const core::Facilitator& f = loaded.value.facilitator;
  CHECK(f.name == "ours");
  CHECK(f.exit_month == 18.0);
  REQUIRE(f.rules.size() == 1);
  CHECK(f.rules[0].when == core::Indicator::attendance);
  CHECK(f.rules[0].value == 0.6);
  CHECK(f.rules[0].periods == 3);
  CHECK(f.rules[0].activity == core::Activity::mediate);
  CHECK(f.rules[0].days == 2.0);
}

TEST_CASE("the resolved text of a scenario with own files needs none of them") {
  Own own;
  own.write("ours.toml", kFacilitator);
  const auto loaded = own.load(kNobody, "strategy = \"ours.toml\"");
  const auto again = io::load_scenario_text(loaded.text, "resolved");
  CHECK(again.text == loaded.text);
  CHECK(again.sha256 == loaded.sha256);
}

TEST_CASE("an own file may extend a shipped preset, and another own file") {
  Own own;
  own.write("ours.toml", "preset = \"otavalo-2008\"\nabsence_fine = 5.0\n");
  own.write("stricter.toml", "preset = \"ours.toml\"\nlateness_fine = 9.0\n");
  const auto loaded = own.load("regulation = \"none\"",
                               "regulation = { preset = \"stricter.toml\", quorum = 0.4 }");
  const core::Regulation& rules = loaded.value.association[0].regulation;
  CHECK(rules.name == "stricter");
  CHECK(rules.absence_fine == 5.0);
  CHECK(rules.lateness_fine == 9.0);
  CHECK(rules.quorum == 0.4);
  CHECK(rules.absences_for_review == 3);  // from otavalo-2008
}

TEST_CASE("profiles and actions may be files too") {
  Own own;
  own.write("cautious.toml", "preset = \"solid-citizen\"\npessimism = 0.8\n");
  own.write("uniforms.toml", "form = \"linear\"\ncost = 5\nmultiplier = 2.0\n");
  auto text = test::replaced(test::kSmallScenario, "opportunist = 0.5", "cautious = 0.5");
  text = test::replaced(text, "name = \"fair\"\nform = \"linear\"\ncost = 10\nmultiplier = 2.5",
                        "preset = \"uniforms.toml\"");
  text += "[profiles.cautious]\npreset = \"cautious.toml\"\n";
  const auto loaded = io::load_scenario(own.write("small.toml", text).string());
  REQUIRE(loaded.value.profiles.size() == 2);
  CHECK(loaded.value.profiles[1].name == "cautious");
  CHECK(loaded.value.profiles[1].pessimism.mean == 0.8);
  REQUIRE(loaded.value.association[0].actions.size() == 1);
  CHECK(loaded.value.association[0].actions[0].name == "uniforms");
}

TEST_CASE("a fault in an own file names that file and its line") {
  Own own;
  const auto file =
      own.write("ours.toml", test::replaced(kFacilitator, "\"attendance\"", "\"attendence\""));
  const auto faults = own.faults(kNobody, "strategy = \"ours.toml\"");
  INFO(test::all_of(faults));
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].file == file.string());
  CHECK(faults[0].line == 7);
  CHECK(faults[0].key == "rule[0].when");
  CHECK_THAT(faults[0].accepted, test::ContainsSubstring("perhaps attendance"));
}

TEST_CASE("a rule that would fire always or never is refused") {
  Own own;
  for (const auto& [comparison, value, says] :
       {std::tuple("below", "60", "always"), std::tuple("below", "0", "never"),
        std::tuple("above", "1", "never"), std::tuple("above", "-0.1", "always")}) {
    std::string text = test::replaced(kFacilitator, "value = 0.6", std::string("value = ") + value);
    text = test::replaced(text, "\"below\"", std::string("\"") + comparison + "\"");
    own.write("ours.toml", text);
    const auto faults = own.faults(kNobody, "strategy = \"ours.toml\"");
    CAPTURE(comparison, value);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].key == "rule[0].value");
    CHECK_THAT(faults[0].message, test::ContainsSubstring(says));
    CHECK_THAT(faults[0].accepted, test::ContainsSubstring("0 to 1"));
  }
}

TEST_CASE("a file that is not there, or that extends itself, is a fault of who names it") {
  Own own;
  auto faults = own.faults(kNobody, "strategy = \"ours.toml\"");
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].line == 15);
  CHECK(faults[0].message == "there is no such file");
  CHECK_THAT(faults[0].accepted, test::ContainsSubstring("looked for as"));
  own.write("ours.toml", "preset = \"theirs.toml\"\n");
  own.write("theirs.toml", "preset = \"ours.toml\"\n");
  faults = own.faults(kNobody, "strategy = \"ours.toml\"");
  INFO(test::all_of(faults));
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].message ==
        "is extended by itself: ours.toml extends theirs.toml extends ours.toml");
  CHECK(std::filesystem::path(faults[0].file).filename() == "theirs.toml");
}

namespace {

/// A folder of data with the least that the small scenario needs, and rules that extend others.
class OwnData {
 public:
  OwnData() : guard_(data_.path()) {
    rules("none", "");
    for (const char* profile : {"saint", "opportunist"})
      data_.write(std::string("presets/profiles/") + profile + ".toml", "lambda = 2\neta = 0.2\n");
    data_.write("presets/facilitators/none.toml", "");
  }
  std::filesystem::path rules(const std::string& name, const std::string& text) {
    return data_.write("presets/regulations/" + name + ".toml", text);
  }

 private:
  test::TemporaryFolder data_;
  test::DataFolder guard_;
};

std::string under(const std::string& rules) {
  return test::replaced(test::kSmallScenario, "regulation = \"none\"",
                        "regulation = \"" + rules + "\"");
}

}  // namespace

TEST_CASE("a preset of the shared folder may extend another one there") {
  OwnData data;
  data.rules("base", "title = { es = \"Base\", en = \"Base\" }\nquorum = 0.4\nlateness_fine = 2\n");
  data.rules("stricter", "preset = \"base\"\nlateness_fine = 9\n");
  data.rules("strictest", "preset = \"stricter\"\nquorum = 0.7\n");
  const core::Regulation rules = test::load(under("strictest")).value.association[0].regulation;
  CHECK(rules.name == "strictest");
  CHECK(rules.title.en == "Base");
  CHECK(rules.quorum == 0.7);
  CHECK(rules.lateness_fine == 9.0);
  // the base itself is as it was
  CHECK(test::load(under("base")).value.association[0].regulation.lateness_fine == 2.0);
}

TEST_CASE("presets that extend each other in a circle are refused by their names") {
  OwnData data;
  data.rules("a", "preset = \"b\"\n");
  data.rules("b", "quorum = 0.5\npreset = \"c\"\n");
  const auto closing = data.rules("c", "preset = \"a\"\n");
  auto faults = test::faults_of(under("a"));
  INFO(test::all_of(faults));
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].file == closing.string());
  CHECK(faults[0].line == 1);
  CHECK(faults[0].key == "preset");
  CHECK(faults[0].value == "\"a\"");
  CHECK(faults[0].message == "is extended by itself: a extends b extends c extends a");

  data.rules("d", "preset = \"d\"\n");
  faults = test::faults_of(under("d"));
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].message == "is extended by itself: d extends d");
}

TEST_CASE("a fault in the preset that is extended names the file that has it") {
  OwnData data;
  const auto base = data.rules("base", "quorum = 0.4\nmajority = 7\n");
  data.rules("ours", "preset = \"base\"\n");
  auto faults = test::faults_of(under("ours"));
  INFO(test::all_of(faults));
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].file == base.string());
  CHECK(faults[0].line == 2);
  CHECK(faults[0].key == "majority");

  const auto ours = data.rules("theirs", "\npreset = \"bse\"\n");
  faults = test::faults_of(under("theirs"));
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].file == ours.string());
  CHECK(faults[0].line == 2);
  CHECK_THAT(faults[0].accepted, test::ContainsSubstring("perhaps base"));
}
