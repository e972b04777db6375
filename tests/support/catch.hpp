// Catch2, version 2 or 3, under one include: the versions differ only in their headers' names and
// in where Approx and the matchers live. The main function is in catch_main.cpp or in the library.
#pragma once

#if MINGA_CATCH2_MAJOR >= 3
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

namespace minga::test {

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
#if MINGA_CATCH2_MAJOR >= 3
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;
#else
using Catch::Approx;
inline auto ContainsSubstring(const std::string& text) { return Catch::Matchers::Contains(text); }
#endif

}  // namespace minga::test
