// libFuzzer entry: any bytes read as a scenario, a design and an override either load or are
// refused with an InputError; nothing else may happen. Build and run:
//   clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -DTOML_HEADER_ONLY=1 \
//     -Isim/core/include -Isim/theory/include -Isim/io/include -Isim/io/src \
//     -isystem /usr/include/eigen3 -Ibuild/release/generated tests/fuzz/fuzz_scenario.cpp \
//     <sources of sim/core, sim/theory, and sim/io but *results* and h5*> -lfmt -o fuzz_scenario
//   ./fuzz_scenario -max_len=20000 corpus/ scenarios/cases scenarios/experiments scenarios/theory
#include "minga/io/scenario.hpp"
#include "minga/io/theory.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    const auto loaded = minga::io::load_scenario_text(text, "fuzz");
    // What loads must also survive being written and read back.
    const auto again = minga::io::load_scenario_text(loaded.text, "resolved");
    if (again.text != loaded.text) {
      __builtin_trap();
    }
  } catch (const minga::io::InputError&) {
  }
  try {
    minga::io::load_design_text(text, "fuzz");
  } catch (const minga::io::InputError&) {
  } catch (const minga::io::FileError&) {
    // A design may name a scenario that cannot be read.
  }
  try {
    const auto loaded = minga::io::load_theory_text(text, "fuzz");
    if (minga::io::load_theory_text(loaded.text, "resolved").text != loaded.text) {
      __builtin_trap();
    }
  } catch (const minga::io::InputError&) {
  }
  try {
    const auto cut = text.find('=');
    const minga::io::Override set{text.substr(0, cut),
                                  cut == std::string::npos ? "" : text.substr(cut + 1)};
    minga::io::load_scenario("otavalo", {&set, 1});
  } catch (const minga::io::InputError&) {
  }
  return 0;
}
