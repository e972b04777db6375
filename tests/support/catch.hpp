// Catch2, version 2 or 3, under one include: the versions differ in their headers' names and in
// where Approx and the matchers live. Use the names below from minga::test; the main function is in
// catch_main.cpp (version 2) or in Catch2's library (version 3).
#pragma once

#if MINGA_CATCH2_MAJOR >= 3
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <string>

namespace minga::test {

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using Catch::Matchers::WithinULP;

#if MINGA_CATCH2_MAJOR >= 3
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;
#else
using Approx = Catch::Detail::Approx;  // Catch::Approx is also the name of a matcher
inline auto ContainsSubstring(const std::string& text) { return Catch::Matchers::Contains(text); }
#endif

}  // namespace minga::test
