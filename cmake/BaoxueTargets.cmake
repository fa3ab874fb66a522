# SPDX-License-Identifier: Apache-2.0
# What our own targets share; nothing here reaches a consumer.

option(BAOXUE_WERROR "Treat warnings in our own targets as errors (the presets do)" OFF)

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(CCACHE ccache)
  mark_as_advanced(CCACHE)
  if(CCACHE)
    # The sloppiness lets it keep objects that use a precompiled header. CCACHE_DEPEND has it learn from the compiler's own
    # list what a file includes. It would ask the preprocessor otherwise; and that of GCC, where a precompiled header is
    # made anew, reads the old one that still lies there instead of the headers: another one that was once made in its
    # place would be given back, whatever the headers say by now. (To leave precompiled headers out of the cache would
    # not do: GCC never makes the same one twice, so that no object that uses it would be found again.)
    set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND};-E;env;CCACHE_DEPEND=1;CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime;${CCACHE}")
  endif()
endif()

function(baoxue_own_target target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wconversion -Wshadow $<$<BOOL:${BAOXUE_WERROR}>:-Werror>)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-restrict)   # false alarms about std::string at -O3 (GCC bug 105651)
  endif()
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF CXX_VISIBILITY_PRESET hidden)
endfunction()
