# SPDX-License-Identifier: Apache-2.0
# embed_files(<output.cpp> BASE <folder> FILES <file>...)
#
# Generates a source file that defines baoxue::embedded_files(): the text of each file under its name relative to
# BASE, in the order of the names. Run as a script (cmake -P) this same file does the generating.

if(CMAKE_SCRIPT_MODE_FILE)
  file(STRINGS "${LIST}" files)
  list(SORT files)
  list(LENGTH files count)
  set(texts "")
  set(entries "")
  set(index 0)
  foreach(file IN LISTS files)
    file(RELATIVE_PATH name "${BASE}" "${file}")
    file(READ "${file}" bytes HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
    string(REGEX REPLACE "(0a)" "\\1\"\n  \"" bytes "${bytes}")   # one line of source a line of text
    string(APPEND texts "constexpr char text_${index}[] =\n  \"${bytes}\";\n\n")
    string(APPEND entries "  {\"${name}\", {text_${index}, sizeof text_${index} - 1}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  file(WRITE "${OUTPUT}" "// Generated from ${count} files; do not edit.\n"
    "#include \"baoxue/json/embedded.hpp\"\n\n#include <array>\n\nnamespace {\n\n${texts}"
    "constexpr std::array<baoxue::embedded_file, ${count}> files{{\n${entries}}};\n\n}\n\n"
    "std::span<const baoxue::embedded_file> baoxue::embedded_files() noexcept { return files; }\n")
  return()
endif()

function(embed_files output)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "BASE" "FILES")
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${output}")
  list(JOIN arg_FILES "\n" lines)
  file(CONFIGURE OUTPUT "${output}.list" CONTENT "${lines}")
  add_custom_command(OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" -D "LIST=${output}.list" -D "BASE=${CMAKE_CURRENT_SOURCE_DIR}/${arg_BASE}"
      -D "OUTPUT=${output}" -P "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
    DEPENDS "${output}.list" ${arg_FILES} "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
    COMMENT "Embedding ${arg_BASE}" VERBATIM)
endfunction()
