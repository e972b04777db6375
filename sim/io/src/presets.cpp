#include "presets.hpp"

#include "check.hpp"
#include "parse.hpp"
#include "place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

namespace minga::io {
namespace {

constexpr std::string_view kFileEnding = ".toml";
/// With its length, or the zero would end it: to the file system a name with a zero stops there, so
/// that the folder itself would be found.
constexpr std::string_view kNotInNames{"/\\\0", 3};

/// A name is a file's stem and nothing else: no folders, no leading dot.
bool is_plain(const std::string& name) {
  return !name.empty() && name.size() < 200 && name.front() != '.' &&
         name.find_first_of(kNotInNames) == std::string::npos;
}

/// Whether a preset is named as a file of the user's own, and not among the shipped ones.
bool is_own_file(const std::string& name) {
  return name.size() > kFileEnding.size() && name.ends_with(kFileEnding);
}

/// Beside the file that names it; from an option, where the program was started.
std::filesystem::path beside(const Node& name) {
  const std::filesystem::path here = name.origin.file != nullptr ? *name.origin.file : "";
  return (here.parent_path() / name.text).lexically_normal();
}

template <class S>
void take_preset(S& to, const Node& name, const std::string& path, Reading& reading) {
  if (!name.is_text()) {
    return reading.faults.add(name, path, fmt::format("is {}", kind_name(name)),
                              "the name of a preset");
  }
  const auto names = reading.presets.names(PresetKind<S>::folder);
  const bool own = is_own_file(name.text);
  const auto file = own ? beside(name) : std::filesystem::path();
  const std::string key = own ? file.string() : name.text;
  if (const std::string cycle = reading.presets.cycle(PresetKind<S>::folder, key); !cycle.empty()) {
    return reading.faults.add(name, path, "is extended by itself: " + cycle, "another preset");
  }
  if (own && place_at(file) != Place::file) {
    const auto accepted = fmt::format("a file, looked for as {}; {}", file.string(),
                                      one_of(names, file.stem().string()));
    return reading.faults.add(name, path, "there is no such file", accepted);
  }
  if (own) {
    to = *reading.presets.template read<S>(file, reading);
  } else if (const S* preset = reading.presets.template find<S>(name.text, reading)) {
    to = *preset;
  } else {
    reading.faults.add(name, path, fmt::format("is not a known {}", PresetKind<S>::noun),
                       one_of(names, name.text));
  }
}

}  // namespace

std::filesystem::path PresetStore::file_of(const std::string& folder,
                                           const std::string& name) const {
  return data_ / "presets" / folder / (name + ".toml");
}

std::vector<std::string> PresetStore::names(const std::string& folder) const {
  std::vector<std::string> out;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(data_ / "presets" / folder, error)) {
    if (entry.path().extension() == ".toml")
      out.push_back(entry.path().stem().string());
  }
  std::sort(out.begin(), out.end(), [](const std::string& a, const std::string& b) {
    return std::pair(a != "none", a) < std::pair(b != "none", b);
  });
  return out;
}

std::string PresetStore::cycle(const std::string& folder, const std::string& key) const {
  const auto begin = std::find(under_way_.begin(), under_way_.end(), std::pair(folder, key));
  if (begin == under_way_.end())
    return {};
  std::string names;
  for (auto step = begin; step != under_way_.end(); ++step)
    names += std::filesystem::path(step->second).filename().string() + " extends ";
  return names + std::filesystem::path(key).filename().string();
}

template <class S>
const S* PresetStore::find(const std::string& name, Reading& reading) {
  auto& cache = std::get<Cache<S>>(caches_);
  auto found = cache.find(name);
  if (found == cache.end()) {
    const auto file = file_of(PresetKind<S>::folder, name);
    std::error_code error;
    if (!is_plain(name) || !std::filesystem::exists(file, error))
      return nullptr;
    found = cache.try_emplace(name).first;
    load(found->second, name, file);
  }
  reading.faults.add(found->second.faults);
  return &found->second.value;
}

template <class S>
const S* PresetStore::read(const std::filesystem::path& file, Reading& reading) {
  // The key cannot be the name of a shipped preset, which has no ending.
  const auto [found, is_new] = std::get<Cache<S>>(caches_).try_emplace(file.string());
  if (is_new)
    load(found->second, file.string(), file);
  reading.faults.add(found->second.faults);
  return &found->second.value;
}

/// Reads a preset's file, which may extend another preset.
template <class S>
void PresetStore::load(Loaded<S>& to, const std::string& key, const std::filesystem::path& file) {
  files_.push_back(file);
  under_way_.emplace_back(PresetKind<S>::folder, key);
  const std::string name = file.stem().string();
  Reading inner{to.faults, *this};
  try {
    const Node node = parse_file(file);
    if constexpr (std::is_same_v<S, KindFacts>) {
      read_table(to.value, node, "", inner);
      if (to.faults.empty())
        check_struct(to.value, node, "", inner);
    } else {
      read_extended(to.value, node, "", inner);
    }
    const Node* given = node.find("name");
    if (key == name && given != nullptr && given->is_text() && given->text != name)
      to.faults.add(*given, "name", "is not the name of the file", name);
  } catch (const InputError& error) {
    for (const Diagnostic& fault : error.faults())
      to.faults.add(fault);
  }
  to.value.name = name;
  under_way_.pop_back();
}

template <class S>
void read_extended(S& to, const Node& from, const std::string& path, Reading& reading,
                   const char* synonym) {
  if (from.is_text())
    return take_preset(to, from, path, reading);
  if (!from.is_table()) {
    return reading.faults.add(from, path, fmt::format("is {}", kind_name(from)),
                              "the name of a preset, or a table");
  }
  const std::size_t faults_before = reading.faults.size();
  const char* const other = synonym == nullptr ? "preset" : synonym;
  const Node* chosen = nullptr;
  for (const char* key : {"preset", other}) {
    const Node* named = from.find(key);
    if (named == nullptr || named == chosen)
      continue;
    if (chosen != nullptr) {
      reading.faults.add(*named, join(path, key), "preset is given too", "one of the two");
    } else {
      take_preset(to, *named, join(path, key), reading);
      chosen = named;
    }
  }
  if (synonym == nullptr) {
    read_table(to, from, path, reading, {"preset"});
  } else {
    read_table(to, from, path, reading, {"preset", synonym});
  }
  if (to.name.empty())
    to.name = "own";
  // A combination of values that are wrong themselves would only be a second, odder message.
  if (reading.faults.size() == faults_before)
    check_struct(to, from, path, reading);
}

template const core::Profile* PresetStore::find(const std::string&, Reading&);
template const core::Regulation* PresetStore::find(const std::string&, Reading&);
template const core::Facilitator* PresetStore::find(const std::string&, Reading&);
template const core::Coordination* PresetStore::find(const std::string&, Reading&);
template const core::Action* PresetStore::find(const std::string&, Reading&);
template const KindFacts* PresetStore::find(const std::string&, Reading&);

template void read_extended(core::Profile&, const Node&, const std::string&, Reading&, const char*);
template void read_extended(core::Regulation&, const Node&, const std::string&, Reading&,
                            const char*);
template void read_extended(core::Facilitator&, const Node&, const std::string&, Reading&,
                            const char*);
template void read_extended(core::Coordination&, const Node&, const std::string&, Reading&,
                            const char*);
template void read_extended(core::Action&, const Node&, const std::string&, Reading&, const char*);

}  // namespace minga::io
