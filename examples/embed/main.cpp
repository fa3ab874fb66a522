// SPDX-License-Identifier: Apache-2.0
#include <baoxue/baoxue.hpp>

#include <cstdio>

int main() { std::puts("baoxue " BAOXUE_VERSION); }
