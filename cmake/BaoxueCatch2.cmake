# SPDX-License-Identifier: Apache-2.0
# Catch2 3 for the tests: that of the system, else fetched.

find_package(Catch2 3 CONFIG QUIET)
if(NOT Catch2_FOUND)
  include(FetchContent)
  FetchContent_Declare(Catch2 GIT_REPOSITORY https://github.com/catchorg/Catch2.git GIT_TAG v3.7.1 GIT_SHALLOW ON SYSTEM)
  FetchContent_MakeAvailable(Catch2)
endif()
