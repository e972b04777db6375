// What is typical of each kind of association, as practitioners tell it: facts to hold a scenario
// against, kept as data in scenarios/presets/kinds. No result depends on them.
#pragma once

#include "minga/core/names.hpp"
#include "minga/core/profile.hpp"

#include <optional>
#include <string>
#include <vector>

namespace minga::io {

/// A range is two numbers, least and most; one number where nothing bounds it above; none where
/// the documents give no figure.
struct KindFacts {
  std::string name;
  core::Text title;
  core::Text promoter;          ///< who starts such associations, after "promoted by"
  core::Text benefits;          ///< what members typically gain
  std::vector<double> members;  ///< firms at the start
  std::string members_source;
  std::vector<double> support_months;  ///< months with outside money
  std::string support_source;
  std::string source;
};

/// The facts of a kind; nothing where the shipped data have none.
/// @throws InputError if its file is faulty
std::optional<KindFacts> facts_of(core::AssociationKind kind);

/// Whether a number lies in such a range; always where the documents give none.
bool is_typical(double number, const std::vector<double>& range);

}  // namespace minga::io
