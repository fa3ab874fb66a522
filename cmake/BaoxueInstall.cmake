# SPDX-License-Identifier: Apache-2.0
# cmake --install: headers, baoxue::compiled and baoxue::json where they were built, and the package for find_package(baoxue).

include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/baoxue")

install(TARGETS baoxue EXPORT baoxue FILE_SET HEADERS)
install(EXPORT baoxue NAMESPACE baoxue:: DESTINATION "${package_dir}" FILE baoxue-core.cmake)

if(TARGET baoxue_compiled)
  install(TARGETS baoxue_compiled EXPORT baoxue_compiled)
  install(EXPORT baoxue_compiled NAMESPACE baoxue:: DESTINATION "${package_dir}" FILE baoxue-compiled.cmake)
endif()
if(TARGET baoxue_json)
  install(TARGETS baoxue_json EXPORT baoxue_json FILE_SET HEADERS)
  install(EXPORT baoxue_json NAMESPACE baoxue:: DESTINATION "${package_dir}" FILE baoxue-json.cmake)
endif()

configure_package_config_file(cmake/baoxue-config.cmake.in baoxue-config.cmake INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file(baoxue-config-version.cmake COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/baoxue-config.cmake" "${CMAKE_CURRENT_BINARY_DIR}/baoxue-config-version.cmake"
  DESTINATION "${package_dir}")
