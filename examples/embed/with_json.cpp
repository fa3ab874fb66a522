// SPDX-License-Identifier: Apache-2.0
#include <baoxue/json/embedded.hpp>

#include <cstdio>

int main() { std::printf("%zu built-in files\n", baoxue::embedded_files().size()); }
