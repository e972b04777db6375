// docs/parameters.md and docs/schema/ say what the parameter table says. MINGA_WRITE_DOCS=1 in the
// environment writes them anew.
#include "minga/io/table.hpp"
#include "support/catch.hpp"
#include "support/io_fixture.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace minga;

namespace {

void check_file(const std::string& name, const std::string& expected) {
  const auto file = std::filesystem::path(MINGA_TEST_SOURCE_DIR) / "docs" / name;
  if (std::getenv("MINGA_WRITE_DOCS") != nullptr) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << expected;
  }
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  INFO(file.string() << " is out of date; run this test with MINGA_WRITE_DOCS=1");
  CHECK((text.str() == expected));
}

}  // namespace

TEST_CASE("docs/parameters.md is the parameter table") {
  check_file("parameters.md", io::parameters_markdown());
}

TEST_CASE("docs/parameters-theory.md is the parameter table of theory scenarios") {
  check_file("parameters-theory.md", io::theory_parameters_markdown());
}

TEST_CASE("docs/schema holds the JSON Schemas of the parameter table") {
  for (const std::string& kind : io::schema_kinds()) {
    check_file("schema/" + kind + ".schema.json", io::json_schema(kind));
  }
}
