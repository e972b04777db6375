// Presets: one TOML file each in the shipped data, read once per load, and the rule by which a
// preset and the values written beside it make one struct.
#pragma once

#include "tables.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace minga::io {

/// The folder of presets of a kind of struct, and what one of them is called in a message.
template <class S>
struct PresetKind;
template <>
struct PresetKind<core::Profile> {
  static constexpr const char* folder = "profiles";
  static constexpr const char* noun = "profile";
};
template <>
struct PresetKind<core::Regulation> {
  static constexpr const char* folder = "regulations";
  static constexpr const char* noun = "regulation";
};
template <>
struct PresetKind<core::Facilitator> {
  static constexpr const char* folder = "facilitators";
  static constexpr const char* noun = "facilitator";
};
template <>
struct PresetKind<core::Coordination> {
  static constexpr const char* folder = "coordinations";
  static constexpr const char* noun = "coordination";
};
template <>
struct PresetKind<KindFacts> {
  static constexpr const char* folder = "kinds";
  static constexpr const char* noun = "kind";
};
template <>
struct PresetKind<core::Action> {
  static constexpr const char* folder = "actions";
  static constexpr const char* noun = "action";
};

/// Finds and keeps presets, each of which may extend another one. Its own faults name the preset's
/// file and are reported once.
class PresetStore {
 public:
  explicit PresetStore(std::filesystem::path data) : data_(std::move(data)) {}

  /// The preset with this name, or null where there is none.
  template <class S>
  const S* find(const std::string& name, Reading& reading);

  /// A preset that a user keeps in a file of its own. Its name is the file's stem.
  template <class S>
  const S* read(const std::filesystem::path& file, Reading& reading);

  /// "a extends b extends a" where the preset with this name, or in this file, is being read
  /// already; else empty.
  std::string cycle(const std::string& folder, const std::string& key) const;

  /// Names of all presets of a kind: "none" first, then by name.
  std::vector<std::string> names(const std::string& folder) const;

  /// Takes note of another file that was read.
  void note(const std::filesystem::path& file) { files_.push_back(file); }

  /// Every file that was read.
  const std::vector<std::filesystem::path>& files() const { return files_; }

 private:
  template <class S>
  struct Loaded {
    S value;
    Faults faults;
  };
  template <class S>
  using Cache = std::map<std::string, Loaded<S>>;

  template <class S>
  void load(Loaded<S>& to, const std::string& key, const std::filesystem::path& file);
  std::filesystem::path file_of(const std::string& folder, const std::string& name) const;

  std::filesystem::path data_;
  std::vector<std::filesystem::path> files_;
  std::vector<std::pair<std::string, std::string>> under_way_;  ///< folder and name or file
  std::tuple<Cache<core::Profile>, Cache<core::Regulation>, Cache<core::Facilitator>,
             Cache<core::Action>, Cache<core::Coordination>, Cache<KindFacts>>
      caches_;
};

/// Reads a struct that may be a preset's name, a table that extends a preset, or a whole table.
/// @param synonym  a key that means the same as `preset`, or null
template <class S>
void read_extended(S& to, const Node& from, const std::string& path, Reading& reading,
                   const char* synonym = nullptr);

extern template const core::Profile* PresetStore::find(const std::string&, Reading&);
extern template const core::Regulation* PresetStore::find(const std::string&, Reading&);
extern template const core::Facilitator* PresetStore::find(const std::string&, Reading&);
extern template const core::Coordination* PresetStore::find(const std::string&, Reading&);
extern template const core::Action* PresetStore::find(const std::string&, Reading&);
extern template const KindFacts* PresetStore::find(const std::string&, Reading&);

extern template void read_extended(core::Profile&, const Node&, const std::string&, Reading&,
                                   const char*);
extern template void read_extended(core::Regulation&, const Node&, const std::string&, Reading&,
                                   const char*);
extern template void read_extended(core::Facilitator&, const Node&, const std::string&, Reading&,
                                   const char*);
extern template void read_extended(core::Coordination&, const Node&, const std::string&, Reading&,
                                   const char*);
extern template void read_extended(core::Action&, const Node&, const std::string&, Reading&,
                                   const char*);

}  // namespace minga::io
