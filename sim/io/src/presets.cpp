#include "presets.hpp"

#include "check.hpp"
#include "parse.hpp"
#include "place.hpp"

#include <fmt/format.h>

#include <algorithm>

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
  if (is_own_file(name.text)) {
    const auto file = beside(name);
    if (place_at(file) != Place::file) {
      const auto accepted = fmt::format("a file, looked for as {}; {}", file.string(),
                                        one_of(names, file.stem().string()));
      return reading.faults.add(name, path, "there is no such file", accepted);
    }
    if (const S* own = reading.presets.template read<S>(file, reading)) {
      to = *own;
    } else {
      reading.faults.add(name, path, "is extended by itself", "another preset");
    }
    return;
  }
  if (const S* preset = reading.presets.template find<S>(name.text, reading)) {
    to = *preset;
    return;
  }
  reading.faults.add(name, path, fmt::format("is not a known {}", PresetKind<S>::noun),
                     one_of(names, name.text));
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

template <class S>
const S* PresetStore::find(const std::string& name, Reading& reading) {
  auto& cache = std::get<Cache<S>>(caches_);
  auto found = cache.find(name);
  if (found == cache.end()) {
    const auto file = file_of(PresetKind<S>::folder, name);
    std::error_code error;
    if (!is_plain(name) || !std::filesystem::exists(file, error))
      return nullptr;
    files_.push_back(file);
    Loaded<S> loaded;
    Reading inner{loaded.faults, *this};
    loaded.value.name = name;
    try {
      const Node node = parse_file(file);
      read_table(loaded.value, node, "", inner);
      if (loaded.value.name != name) {
        loaded.faults.add(*node.find("name"), "name", "is not the name of the file", name);
      }
      if (loaded.faults.empty())
        check_struct(loaded.value, node, "", inner);
    } catch (const InputError& error_in_file) {
      for (const Diagnostic& fault : error_in_file.faults())
        loaded.faults.add(fault);
    }
    found = cache.emplace(name, std::move(loaded)).first;
  }
  reading.faults.add(found->second.faults);
  return &found->second.value;
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

template <class S>
const S* PresetStore::read(const std::filesystem::path& file, Reading& reading) {
  auto& cache = std::get<Cache<S>>(caches_);
  // The key cannot be the name of a shipped preset, which has no ending.
  const auto [found, is_new] = cache.try_emplace(file.string());
  if (!is_new && found->second.under_way)
    return nullptr;
  if (is_new) {
    files_.push_back(file);
    Loaded<S>& loaded = found->second;
    loaded.under_way = true;
    Reading inner{loaded.faults, *this};
    try {
      read_extended(loaded.value, parse_file(file), "", inner);
    } catch (const InputError& error_in_file) {
      for (const Diagnostic& fault : error_in_file.faults())
        loaded.faults.add(fault);
    }
    loaded.value.name = file.stem().string();
    loaded.under_way = false;
  }
  reading.faults.add(found->second.faults);
  return &found->second.value;
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
