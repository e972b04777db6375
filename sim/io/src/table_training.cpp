// [training]: texts and difficulty for the facilitator trainer.
#include "find.hpp"
#include "minga/io/catalogue.hpp"
#include "minga/io/training.hpp"
#include "parse.hpp"
#include "presets.hpp"
#include "tables.hpp"

namespace minga::io {

template <>
const Table<Training>& table<Training>() {
  using T = Training;
  static const Table<T> fields{
      "training",
      "What players of the facilitator trainer are told",
      {field(&T::level, "level", "", between(1, 4), "Difficulty, from a first game to the hardest",
             kAssumed),
       field(&T::place, "place", "Town and country"),
       field(&T::brief, "brief", "What a player knows before the first month, in both languages"),
       field(&T::mandate, "mandate",
             "What the institution asks of the facilitator, in both languages")}};
  return fields;
}

Training load_training(const std::string& name) {
  const Node root = parse_file(find_file(name));
  Training out;
  const Node* section = root.find("training");
  if (section == nullptr)
    return out;
  Faults faults;
  PresetStore presets(data_directory());
  Reading reading{faults, presets};
  read_table(out, *section, "training", reading);
  faults.throw_if_any();
  return out;
}

}  // namespace minga::io
