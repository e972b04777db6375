// The TOML library, included in one place. It asserts what it expects of its own state, and in
// release builds tells the compiler to rely on it; but input such as "[.a]" breaks one of these
// expectations, and the code after it deals with that very case. So they are switched off, for
// the library alone.
#pragma once

#include <cassert>

#ifdef NDEBUG
#define MINGA_NDEBUG_WAS_DEFINED
#undef NDEBUG
#endif
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>
#ifdef MINGA_NDEBUG_WAS_DEFINED
#define NDEBUG
#undef MINGA_NDEBUG_WAS_DEFINED
#endif
