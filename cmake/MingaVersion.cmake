# Target minga_version: <minga/version.hpp>, what a result file has to say about the program that
# made it. Written when CMake runs and again before each build, but touched only when it changes
# (a new commit, a first local edit), so that nothing is compiled again without need.

set(MINGA_INSTALL_SCENARIOS_DIR share/minga/scenarios)

set(_minga_version_dir "${PROJECT_BINARY_DIR}/generated")
set(_minga_version_command
  "${CMAKE_COMMAND}"
  "-DSOURCE_DIR=${PROJECT_SOURCE_DIR}"
  "-DTEMPLATE=${PROJECT_SOURCE_DIR}/cmake/version.hpp.in"
  "-DOUTPUT=${_minga_version_dir}/minga/version.hpp"
  "-DVERSION=${PROJECT_VERSION}"
  "-DCOMPILER=${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}"
  "-DBUILD_TYPE=${CMAKE_BUILD_TYPE}"
  "-DINSTALL_SCENARIOS_DIR=${MINGA_INSTALL_SCENARIOS_DIR}"
  -P "${PROJECT_SOURCE_DIR}/cmake/WriteVersion.cmake")

execute_process(COMMAND ${_minga_version_command} COMMAND_ERROR_IS_FATAL ANY)
add_custom_target(minga_version_header
  COMMAND ${_minga_version_command}
  BYPRODUCTS "${_minga_version_dir}/minga/version.hpp"
  COMMENT "Checking minga/version.hpp against the repository"
  VERBATIM)

add_library(minga_version INTERFACE)
target_include_directories(minga_version INTERFACE "${_minga_version_dir}")
add_dependencies(minga_version minga_version_header)
