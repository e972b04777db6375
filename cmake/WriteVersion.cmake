# Run as a script (cmake -P) by MingaVersion.cmake; see there. Without git, or outside a clone, the
# commit is "unknown": a build from an archive must work.

set(GIT_SHA1 "unknown")
set(GIT_DIRTY "false")

find_program(GIT git)
if(GIT AND EXISTS "${SOURCE_DIR}/.git")
  # safe.directory: the tree may belong to another user than the one who builds (containers).
  set(git "${GIT}" -c "safe.directory=*" -C "${SOURCE_DIR}")
  execute_process(COMMAND ${git} rev-parse --verify HEAD
    OUTPUT_VARIABLE sha OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(NOT failed AND sha MATCHES "^[0-9a-f]+$")
    set(GIT_SHA1 "${sha}")
    # Only what is compiled counts: an edited text does not make another program.
    execute_process(
      COMMAND ${git} status --porcelain -- sim cmake CMakeLists.txt
      OUTPUT_VARIABLE changes OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    if(changes)
      set(GIT_DIRTY "true")
    endif()
  endif()
endif()

if(VERSION MATCHES "^([0-9]+)\\.([0-9]+)\\.([0-9]+)$")
  set(VERSION_MAJOR "${CMAKE_MATCH_1}")
  set(VERSION_MINOR "${CMAKE_MATCH_2}")
  set(VERSION_PATCH "${CMAKE_MATCH_3}")
endif()

configure_file("${TEMPLATE}" "${OUTPUT}" @ONLY)  # leaves the file alone when nothing changed
