# How every target of minga is compiled. What must hold everywhere is set for the directory, so that
# no target can forget it; warnings hang on a target that only minga's own code links.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)  # the layers will also be linked into a Python module
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)    # for clang-tidy and editors

# Bit-identical results. g++ fuses a*b+c into one rounding wherever the target has FMA, even in
# standard mode, and then the results depend on the processor a build was made for.
add_compile_options(-ffp-contract=off)

# Value-changing optimisation would undo that, so it is refused rather than silently accepted.
string(TOUPPER "${CMAKE_BUILD_TYPE}" _minga_build_type)
foreach(_flags IN ITEMS CMAKE_CXX_FLAGS CMAKE_CXX_FLAGS_${_minga_build_type})
  if("${${_flags}}" MATCHES "-ffast-math|-Ofast|-funsafe-math-optimizations|-fassociative-math")
    message(FATAL_ERROR
      "${_flags} holds ${CMAKE_MATCH_0}, which changes floating-point results; "
      "minga promises the same bits everywhere. Remove the flag.")
  endif()
endforeach()

add_library(minga_warnings INTERFACE)
target_compile_options(minga_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
  # Sizes are std::size_t and indices are often signed; -Wconversion still reports lost values.
  -Wno-sign-conversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 reports overlapping copies inside std::string's operator+ that do not happen (GCC 105651).
  target_compile_options(minga_warnings INTERFACE -Wno-restrict)
endif()
if(MINGA_WERROR)
  target_compile_options(minga_warnings INTERFACE -Werror)
endif()

if(MINGA_SANITIZE)
  list(JOIN MINGA_SANITIZE "," _minga_sanitizers)
  add_compile_options(-fsanitize=${_minga_sanitizers} -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${_minga_sanitizers})
endif()
