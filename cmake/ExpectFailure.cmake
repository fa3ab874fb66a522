# SPDX-License-Identifier: Apache-2.0
# cmake -D FILE=<file> -P ExpectFailure.cmake -- <compiler command>
#
# Passes if the command fails and prints what the file's comment `// expect: <regular expression>` says.

file(STRINGS "${FILE}" expect LIMIT_COUNT 1 REGEX "^// expect: ")
string(REGEX REPLACE "^// expect: " "" expect "${expect}")
if(expect STREQUAL "")
  message(FATAL_ERROR "${FILE}: no line `// expect: <regular expression>`")
endif()

set(command "")
set(after_dashes FALSE)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(index RANGE ${last})
  if(after_dashes)
    list(APPEND command "${CMAKE_ARGV${index}}")
  elseif(CMAKE_ARGV${index} STREQUAL "--")
    set(after_dashes TRUE)
  endif()
endforeach()

execute_process(COMMAND ${command} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(result EQUAL 0)
  message(FATAL_ERROR "${FILE}: compiles, but must not")
elseif(NOT output MATCHES "${expect}")
  message(FATAL_ERROR "${FILE}: fails, but not because of `${expect}`:\n${output}")
endif()
