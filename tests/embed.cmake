# SPDX-License-Identifier: Apache-2.0
# examples/embed as a consumer sees it: installed, found by find_package, built and run.

set(embed "${CMAKE_CURRENT_BINARY_DIR}/embed")
add_test(NAME embed.install COMMAND ${CMAKE_COMMAND} --install "${PROJECT_BINARY_DIR}" --prefix "${embed}/prefix")
add_test(NAME embed.build COMMAND ${CMAKE_CTEST_COMMAND} --build-and-test "${PROJECT_SOURCE_DIR}/examples/embed" "${embed}/build"
  --build-generator ${CMAKE_GENERATOR} --build-options "-DCMAKE_PREFIX_PATH=${embed}/prefix" "-DCMAKE_BUILD_TYPE=${CMAKE_BUILD_TYPE}"
  "-DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}" "-DCMAKE_CXX_FLAGS=${CMAKE_CXX_FLAGS}")
add_test(NAME embed.run COMMAND "${embed}/build/embed")

set_tests_properties(embed.install PROPERTIES FIXTURES_SETUP embed_installed)
set_tests_properties(embed.build PROPERTIES FIXTURES_REQUIRED embed_installed FIXTURES_SETUP embed_built)
set_tests_properties(embed.run PROPERTIES FIXTURES_REQUIRED embed_built)

if(BAOXUE_BUILD_JSON)
  add_test(NAME embed.run_with_json COMMAND "${embed}/build/embed_with_json")
  set_tests_properties(embed.run_with_json PROPERTIES FIXTURES_REQUIRED embed_built)

  # The header-only target must not need Boost.JSON, even where baoxue::json is installed beside it.
  add_test(NAME embed.configure_without_boost_json COMMAND ${CMAKE_COMMAND} -G ${CMAKE_GENERATOR}
    -S "${PROJECT_SOURCE_DIR}/examples/embed" -B "${embed}/build_without_boost_json" "-DCMAKE_PREFIX_PATH=${embed}/prefix"
    "-DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}" -DCMAKE_DISABLE_FIND_PACKAGE_boost_json=ON)
  set_tests_properties(embed.configure_without_boost_json PROPERTIES FIXTURES_REQUIRED embed_installed
    FAIL_REGULAR_EXPRESSION "CMake Error")
endif()
