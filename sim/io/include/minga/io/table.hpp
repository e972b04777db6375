// The one parameter table: what every key of every file is called, its type, unit, range, default,
// meaning and source. Reading, checking, --set, the resolved text, `minga show`, the JSON Schemas
// and docs/parameters.md are all driven by it, so none of them can disagree with another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace minga::io {

/// Type of a parameter as files spell it.
enum class Kind : std::uint8_t {
  real,  ///< a number; an integer is accepted
  integer,
  boolean,
  text,
  choice,       ///< one of `choices`
  choices,      ///< list of some of `choices`
  localised,    ///< { es = "...", en = "..." }
  reals,        ///< list of numbers
  integers,     ///< list of whole numbers
  texts,        ///< list of texts
  rows,         ///< list of lists of numbers
  firm_lists,   ///< list of lists of firms, counted from 0
  coefficient,  ///< { mean, sd }, or a bare number for its mean with sd 0
  shares,       ///< table name -> share
  weights,      ///< table of choice -> number
  phases,       ///< tables phase1 to phase4 of choice -> share
  section,      ///< a table with the keys of `section`
  sections,     ///< a list of such tables
  map,          ///< a table name -> table with the keys of `section`
  any           ///< any value (levels of a factor)
};

/// Values that a number may take.
struct Range {
  double lo = -std::numeric_limits<double>::infinity();
  double hi = std::numeric_limits<double>::infinity();
  bool lo_open = false;
  bool hi_open = false;

  bool contains(double value) const;
};

struct Parameter {
  std::string key = {};
  Kind kind = Kind::real;
  std::string unit = {};  ///< "1" for pure numbers, empty where there is none
  Range range = {};
  std::vector<std::string> choices = {};
  std::size_t length = 0;     ///< of a list; 0: any
  std::string section = {};   ///< name of the section inside, for section, sections and map
  std::string presets = {};   ///< kind of presets that may stand for it, e.g. "regulations"
  std::string fallback = {};  ///< default as TOML text; empty: none
  bool required = false;
  std::string description = {};
  std::string source = {};  ///< of the default value
};

struct Section {
  std::string name;
  std::string title;
  std::vector<Parameter> parameters;
};

/// All sections, from the whole file ("file", "design") to the parts inside parts.
const std::vector<Section>& sections();

/// Section with this name.
/// @throws std::out_of_range if there is none (a bug)
const Section& section(const std::string& name);

/// Parameter at a path inside a section, or null: for example population.firms in "file". Indices
/// and names of profiles count as places, not as keys.
const Parameter* find_parameter(const Section& from, const std::string& path);

/// Range in words: "[0, 1]", "> 0", or empty where every number is accepted.
std::string to_string(const Range& range);

/// JSON Schema (draft 7, which editors know) as text.
/// @param kind  one of schema_kinds()
std::string json_schema(const std::string& kind);

/// "scenario", "theory", "design" and one for each kind of preset file.
const std::vector<std::string>& schema_kinds();

/// The whole table as Markdown: docs/parameters.md.
std::string parameters_markdown();
/// The part for theory scenarios: docs/parameters-theory.md.
std::string theory_parameters_markdown();

}  // namespace minga::io
