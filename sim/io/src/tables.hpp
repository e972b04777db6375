// The tables of all structs of a scenario, each defined in its own table_*.cpp.
#pragma once

#include "field.hpp"
#include "minga/core/scenario.hpp"
#include "minga/io/kinds.hpp"
#include "minga/io/training.hpp"

namespace minga::io {

/// [learning]: accepted while it is off.
struct Learning {};

template <>
const Table<core::Scenario>& table<core::Scenario>();
template <>
const Table<core::TimeGrid>& table<core::TimeGrid>();
template <>
const Table<core::Population>& table<core::Population>();
template <>
const Table<core::FirmSpec>& table<core::FirmSpec>();
template <>
const Table<core::Structure>& table<core::Structure>();
template <>
const Table<core::Association>& table<core::Association>();
template <>
const Table<core::Client>& table<core::Client>();
template <>
const Table<core::Regulation>& table<core::Regulation>();
template <>
const Table<core::Action>& table<core::Action>();
template <>
const Table<core::Facilitator>& table<core::Facilitator>();
template <>
const Table<core::FacilitatorRule>& table<core::FacilitatorRule>();
template <>
const Table<core::Participation>& table<core::Participation>();
template <>
const Table<core::Institution>& table<core::Institution>();
template <>
const Table<core::Programme>& table<core::Programme>();
template <>
const Table<core::Coordination>& table<core::Coordination>();
template <>
const Table<core::Market>& table<core::Market>();
template <>
const Table<core::Model>& table<core::Model>();
template <>
const Table<core::Profile>& table<core::Profile>();
template <>
const Table<KindFacts>& table<KindFacts>();
template <>
const Table<Learning>& table<Learning>();
template <>
const Table<Training>& table<Training>();
template <>
const Table<core::RecordSettings>& table<core::RecordSettings>();
template <>
const Table<core::RunSettings>& table<core::RunSettings>();

}  // namespace minga::io
