// The log of a game: what is whole is read, wherever it was cut or changed; and the same log gives
// the same state, byte for byte.
#include "minga/trainer/log.hpp"
#include "minga/trainer/store.hpp"
#include "minga/trainer/view.hpp"
#include "support/catch.hpp"
#include "support/trainer_fixture.hpp"

#include <fstream>

using namespace minga::test;
using namespace minga::trainer;

namespace {

std::string log_of(const Desk& desk, const std::string& id) {
  return read_bytes(desk.folder.path() / (id + ".jsonl"));
}

/// State of the game that a log holds.
std::string state_from(const std::vector<Json>& entries) {
  Game game(read_setup(entries.at(0)));
  for (std::size_t i = 1; i < entries.size(); ++i)
    game.apply(entries[i]);
  return state_of(game, false).dump();
}

std::vector<std::size_t> ends_of_lines(const std::string& text) {
  std::vector<std::size_t> ends{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n')
      ends.push_back(i + 1);
  }
  return ends;
}

}  // namespace

TEST_CASE("the same log gives the same state, byte for byte, after every turn") {
  Desk desk;
  const std::string id = desk.start("tierra-con-historia");
  std::vector<std::string> states{desk.state.dump()};
  for (int month = 0; month < 12 && !desk.state["over"]; ++month) {
    desk.play(id, desk.next_turn());
    states.push_back(desk.state.dump());
  }
  const LogText log = read_log(log_of(desk, id));
  REQUIRE(log.entries.size() == states.size());
  for (std::size_t n = 1; n <= log.entries.size(); ++n) {
    CAPTURE(n);
    REQUIRE(state_from({log.entries.begin(), log.entries.begin() + static_cast<long>(n)}) ==
            states[n - 1]);
  }
}

TEST_CASE("a log that is cut at any byte recovers to the last whole turn") {
  Desk desk;
  const std::string id = desk.start("primer-grupo");
  desk.play_on(id, 4);
  const std::string whole = log_of(desk, id);
  const std::vector<std::size_t> ends = ends_of_lines(whole);
  REQUIRE(ends.size() == 6);
  std::size_t lines = 0;
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    while (lines + 1 < ends.size() && ends[lines + 1] <= cut)
      ++lines;
    const LogText log = read_log(std::string_view(whole).substr(0, cut));
    REQUIRE(log.entries.size() == lines);
    REQUIRE(log.whole == ends[lines]);
  }
}

TEST_CASE("a game whose log was cut goes on from its last whole turn") {
  Desk desk;
  const std::string id = desk.start("primer-grupo");
  desk.play_on(id, 3);
  const std::string third = desk.state.dump();
  desk.play_on(id, 1);
  const std::string whole = log_of(desk, id);
  const std::size_t before = ends_of_lines(whole)[4];
  TemporaryFolder folder;
  for (const std::size_t cut : {before, before + 1, before + 100, whole.size() - 1}) {
    {
      std::ofstream file(folder.path() / (id + ".jsonl"), std::ios::binary | std::ios::trunc);
      file << whole.substr(0, cut);
    }
    Store store(folder.path());
    const auto stored = store.find(id);
    CHECK(state_of(*stored->game, false).dump() == third);
    stored->take(read_log(whole).entries.at(4));
    CHECK(read_bytes(folder.path() / (id + ".jsonl")) == whole);
  }
}

TEST_CASE("a line that was changed is not read, nor what follows it") {
  Desk desk;
  const std::string id = desk.start("primer-grupo");
  desk.play_on(id, 3);
  const std::string whole = log_of(desk, id);
  const std::vector<std::size_t> ends = ends_of_lines(whole);
  for (std::size_t at = ends[2]; at < whole.size(); at += 7) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    std::size_t line = 2;
    while (ends[line + 1] <= at)
      ++line;
    CAPTURE(at);
    REQUIRE(read_log(changed).entries.size() == line);
  }
  // lines in another order are no log either
  const std::string swapped = whole.substr(0, ends[1]) + whole.substr(ends[2], ends[3] - ends[2]) +
                              whole.substr(ends[1], ends[2] - ends[1]);
  CHECK(read_log(swapped).entries.size() == 1);
}

TEST_CASE("what is damaged in the middle of a log is kept beside it") {
  Desk desk;
  const std::string id = desk.start("primer-grupo");
  desk.play_on(id, 3);
  std::string text = log_of(desk, id);
  text[ends_of_lines(text)[2] + 40] ^= 1;
  TemporaryFolder folder;
  const auto file = folder.path() / "x.jsonl";
  write_bytes(file, text);
  const Log log(file);
  CHECK(log.entries().size() == 2);
  CHECK(read_bytes(file.string() + ".damaged") == text);
}

TEST_CASE("two servers do not share a folder") {
  TemporaryFolder folder;
  const Store one(folder.path());
  CHECK_THROWS(Store(folder.path()));
}
