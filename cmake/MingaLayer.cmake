# minga_add_layer(<name> PUBLIC <targets> [PRIVATE <targets>])
#
# Makes the library minga_<name> (alias minga::<name>) from sim/<name>: public headers in include/,
# everything in src/ private, sources found by name so that a new file needs no edit here.
# A layer without sources yet is an INTERFACE library, so that those above it still link.
function(minga_add_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 layer "" "" "PUBLIC;PRIVATE")
  set(target minga_${name})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/src/*.cpp")

  if(sources)
    add_library(${target} STATIC ${sources})
    target_include_directories(${target}
      PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}/include"
      PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/src")
    target_link_libraries(${target}
      PUBLIC ${layer_PUBLIC}
      PRIVATE ${layer_PRIVATE} minga_warnings)
  else()
    message(STATUS "minga: layer ${name} has no sources yet")
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE "${CMAKE_CURRENT_SOURCE_DIR}/include")
    target_link_libraries(${target} INTERFACE ${layer_PUBLIC})
  endif()
  add_library(minga::${name} ALIAS ${target})
endfunction()
