// libFuzzer entry: any bytes read as a log are a log up to some byte, and any bytes sent as a turn
// are answered or refused by name; nothing else may happen. Build and run:
//   clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -DTOML_HEADER_ONLY=1 \
//     -Isim/core/include -Isim/theory/include -Isim/io/include -Isim/io/src -Isim/trainer/include \
//     -isystem /usr/include/eigen3 -Ibuild/release/generated tests/fuzz/fuzz_trainer.cpp \
//     <sources of sim/core, sim/theory, sim/io, and sim/trainer but server.cpp> \
//     build/release/generated/minga/trainer_page.cpp -lhdf5_serial -lhdf5_serial_hl -ldeflate \
//     -lfmt -o fuzz_trainer
//   ./fuzz_trainer -max_len=20000 corpus/
#include "minga/trainer/api.hpp"
#include "minga/trainer/log.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace {

using namespace minga::trainer;

Reply send(Api& api, const std::string& method, const std::string& path, const std::string& body) {
  Request q;
  q.method = method;
  q.path = path;
  q.body = body;
  q.content_type = "application/json";
  q.host = "localhost";
  q.peer = "127.0.0.1";
  return api.handle(q);
}

struct Table {
  Table() : api({.data = "/tmp/fuzz-trainer", .class_mode = false, .lan = false, .url = ""}) {
    const Reply made =
        send(api, "POST", "/api/games", "{\"scenario\":\"primer-grupo\",\"mode\":\"practice\"}");
    id = Json::parse(made.body)["id"].get<std::string>();
  }
  Api api;
  std::string id;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const LogText log = read_log(text);
  // what was read is what was written
  std::string again;
  std::string seal;
  for (const Json& entry : log.entries)
    again += seal_line(entry, seal, seal);
  if (again != text.substr(0, log.whole))
    __builtin_trap();
  static Table table;
  const std::string game = "/api/games/" + table.id;
  for (const char* const what : {"/turns", "/undo", "/notes", "/whatif"}) {
    if (send(table.api, "POST", game + what, text).status == 500)
      __builtin_trap();
  }
  if (send(table.api, "POST", "/api/games", text).status == 500 ||
      send(table.api, "GET", text, "").status == 500)
    __builtin_trap();
  return 0;
}
