// Broken and hostile files never crash the reader: mutations of shipped files, and odd inputs.
#include "minga/io/catalogue.hpp"
#include "minga/io/theory.hpp"
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

#include <random>

using namespace minga;

namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Deletes, repeats or replaces a piece of the text, or swaps in a piece of another place.
std::string mutated(std::string text, std::mt19937_64& random) {
  static const char* const pieces[] = {
      "[",    "]",    "[[",    "\"", "=",  "nan",    "-1",
      "1e9",  "true", "{}",    "[]", "\n", "\0",     "\\u0000",
      "\xff", "'''",  "2e400", ".",  "#",  "preset", "99999999999999999999"};
  const auto at = [&](std::size_t size) { return static_cast<std::size_t>(random() % size); };
  for (std::size_t i = at(4) + 1; i > 0 && !text.empty(); --i) {
    const std::size_t from = at(text.size());
    const std::size_t length = std::min(at(40) + 1, text.size() - from);
    switch (at(4)) {
      case 0:
        text.erase(from, length);
        break;
      case 1:
        text.insert(at(text.size()), text.substr(from, length));
        break;
      case 2:
        text.insert(from, pieces[at(std::size(pieces))]);
        break;
      default:
        text.replace(from, std::min<std::size_t>(length, 6), pieces[at(std::size(pieces))]);
    }
  }
  return text;
}

/// Loads or is refused; anything else fails the test.
void read(const std::string& text) {
  try {
    const auto loaded = io::load_scenario_text(text, "mutated");
    CHECK(io::load_scenario_text(loaded.text, "resolved").text == loaded.text);
  } catch (const io::InputError& error) {
    CHECK_FALSE(error.faults().empty());
  }
  try {
    io::load_design_text(text, "mutated");
  } catch (const io::InputError&) {
  }
  try {
    const auto loaded = io::load_theory_text(text, "mutated");
    CHECK(io::load_theory_text(loaded.text, "resolved").text == loaded.text);
  } catch (const io::InputError& error) {
    CHECK_FALSE(error.faults().empty());
  }
}

std::string repeated(const std::string& piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) {
    out += piece;
  }
  return out;
}

}  // namespace

TEST_CASE("mutations of shipped files load or are refused") {
  std::mt19937_64 random(20080401);
  std::vector<std::string> corpus;
  for (const char* kind : {"scenarios", "designs"}) {
    for (const io::Entry& entry : io::list(kind)) {
      corpus.push_back(text_of(entry.path));
    }
  }
  corpus.push_back(io::load_scenario("otavalo").text);
  for (int i = 0; i < 60; ++i) {
    for (const std::string& text : corpus) {
      read(mutated(text, random));
    }
  }
}

TEST_CASE("odd inputs are refused and do not crash") {
  read("");
  read("\n\n\n");
  read(std::string(100, '\0'));
  read("\xEF\xBB\xBF");
  read(repeated("\xff", 1000));
  read(repeated("[", 100000));
  read("a = " + repeated("[", 100000));
  read("a = " + repeated("{a=", 100000));
  read("[" + repeated("a.", 1000000) + "a]");
  read(repeated("a.", 1000000) + "a = 1");
  read("a = " + repeated("[{" + repeated("a.", 25) + "a=", 200) + "1" + repeated("}]", 200));
  read("x = \"" + repeated("y", 3000000) + "\"");
  read(repeated("x", 10000000));
  read(repeated("[[association]]\n", 10000));
  read(repeated("[profiles.p]\n", 10000));
  read("[population.shares]\n" + [] {
    std::string out;
    for (int i = 0; i < 2000; ++i) {
      out += "p" + std::to_string(i) + " = 0.0005\n";
    }
    return out;
  }());
}

TEST_CASE("letters beyond ASCII are text where text may be, and refused elsewhere") {
  // Each of these made the TOML library rely on what is not so; see toml_library.hpp.
  const std::string folded = R"(source = """una \
      ñandú"""  # año
[population])";
  CHECK(test::load(test::replaced(test::kSmallScenario, "[population]", folded)).value.source ==
        "una ñandú");
  for (const char* text : {"¿", "a ¿", "a = ¿", "a = 1 é", "[.a]", "[ é ]", "\xC2\xA0x"}) {
    CHECK_FALSE(test::faults_of(text).empty());
  }
}

TEST_CASE("a long key is found wherever it hides, and dots in text are no key") {
  const std::string key = repeated("a.", 100) + "a = 1";
  for (const char* before : {"", "[", R"(x = { y = """q"r""", )", "x = { y = '''q'r''', ",
                             R"(x = { y = "\"", )", R"(x = { y = """"z"""", )", "# it's\n"}) {
    const auto faults = test::faults_of(before + key);
    INFO(before << test::all_of(faults));
    REQUIRE(faults.size() == 1);
    CHECK_THAT(faults[0].message, test::ContainsSubstring("too many dots"));
  }
  const std::string dots = repeated(". ", 100);
  for (const std::string& text : {"source = \"" + dots + "\"", "source = '" + dots + "'",
                                  "# " + dots, "source = \"\"\"\n\"" + dots + "\n\"\"\""}) {
    INFO(text);
    const std::string name = "name = \"test\"";
    CHECK(test::faults_of(test::replaced(test::kSmallScenario, name, name + "\n" + text)).empty());
  }
}

TEST_CASE("a file larger than any scenario is refused by its size") {
  const auto faults = test::faults_of(repeated("# comment\n", 1000000));
  REQUIRE(faults.size() == 1);
  CHECK_THAT(faults[0].message, test::ContainsSubstring("10,000,000 bytes"));
}
