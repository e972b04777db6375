# The libraries, each as one imported target. All are ordinary system packages; bootstrap.sh lists
# their names. Which layer may use which is decided in sim/*/CMakeLists.txt, not here.

find_package(Boost 1.74 CONFIG REQUIRED)       # Boost::headers
find_package(Eigen3 3.4 CONFIG REQUIRED NO_MODULE)  # Eigen3::Eigen
find_package(TBB CONFIG REQUIRED)              # TBB::tbb
find_package(HDF5 REQUIRED COMPONENTS C HL)    # wrapped below
find_package(fmt CONFIG REQUIRED)              # fmt::fmt
find_package(nlohmann_json CONFIG REQUIRED)    # nlohmann_json::nlohmann_json
find_package(CLI11 CONFIG REQUIRED)            # CLI11::CLI11

# minga_find_headers(<target> <header> <package>): an imported target for a header-only library.
function(minga_find_headers target header package)
  string(MAKE_C_IDENTIFIER "MINGA_${target}_INCLUDE_DIR" variable)
  find_path(${variable} "${header}")
  if(NOT ${variable})
    message(FATAL_ERROR "<${header}> was not found; on Debian and Ubuntu install ${package}.")
  endif()
  mark_as_advanced(${variable})
  add_library(${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${target} SYSTEM INTERFACE "${${variable}}")
endfunction()

minga_find_headers(Random123::headers Random123/philox.h librandom123-dev)

# toml++ as headers even where a compiled library exists: its ABI depends on the distribution.
minga_find_headers(tomlplusplus::headers toml++/toml.h libtomlplusplus-dev)
set_property(TARGET tomlplusplus::headers PROPERTY
  INTERFACE_COMPILE_DEFINITIONS TOML_HEADER_ONLY=1)

minga_find_headers(libdeflate::libdeflate libdeflate.h libdeflate-dev)
find_library(MINGA_LIBDEFLATE_LIBRARY deflate REQUIRED)
mark_as_advanced(MINGA_LIBDEFLATE_LIBRARY)
set_property(TARGET libdeflate::libdeflate PROPERTY
  INTERFACE_LINK_LIBRARIES "${MINGA_LIBDEFLATE_LIBRARY}")

# The server of the facilitator trainer. Debian and Ubuntu ship it as a compiled library.
minga_find_headers(cpp-httplib::cpp-httplib httplib.h libcpp-httplib-dev)
find_library(MINGA_HTTPLIB_LIBRARY cpp-httplib REQUIRED)
mark_as_advanced(MINGA_HTTPLIB_LIBRARY)
find_package(Threads REQUIRED)
set_property(TARGET cpp-httplib::cpp-httplib PROPERTY
  INTERFACE_LINK_LIBRARIES "${MINGA_HTTPLIB_LIBRARY};Threads::Threads")

# FindHDF5 changed its targets between versions of CMake, so they are gathered under one name.
# Only the two libraries that are called are named: what they need in turn, they bring themselves.
add_library(minga_hdf5 INTERFACE IMPORTED GLOBAL)
target_link_libraries(minga_hdf5 INTERFACE ${HDF5_C_HL_LIBRARIES} ${HDF5_C_LIBRARIES})
target_include_directories(minga_hdf5 SYSTEM INTERFACE ${HDF5_C_INCLUDE_DIRS})
target_compile_definitions(minga_hdf5 INTERFACE ${HDF5_C_DEFINITIONS})
