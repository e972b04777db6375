#include "notes.hpp"

#include "minga/io/count.hpp"
#include "stdio.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace minga::cli {
namespace {

/// A design may have one for each of many levels.
constexpr std::size_t kMostTold = 8;

}  // namespace

std::vector<std::string> notes_of(const io::LoadedScenario& scenario) {
  std::vector<std::string> all;
  for (const io::Diagnostic& note : scenario.notes)
    all.push_back(io::to_string(note));
  return all;
}

std::vector<std::string> notes_of(const io::LoadedDesign& design) {
  std::vector<std::string> all;
  for (const io::PointNote& note : design.notes) {
    const std::string where = note.points == design.points.size()
                                  ? ""
                                  : fmt::format(" (at {} of {})", io::grouped(note.points),
                                                io::counted(design.points.size(), "point"));
    all.push_back(io::to_string(note.what) + where);
  }
  return all;
}

std::string notes_text(const std::vector<std::string>& notes) {
  std::string text;
  for (const std::string& note : notes)
    text += "note: " + note + "\n";
  return text;
}

void tell_notes(const std::vector<std::string>& notes) {
  const std::size_t told = std::min(notes.size(), kMostTold);
  for (std::size_t i = 0; i < told; ++i)
    note("note: " + notes[i]);
  if (told < notes.size()) {
    note(fmt::format("... and {} (minga check tells all)",
                     io::counted(notes.size() - told, "further note")));
  }
}

}  // namespace minga::cli
