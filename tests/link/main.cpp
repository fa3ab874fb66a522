// SPDX-License-Identifier: Apache-2.0
#include "baoxue/baoxue.hpp"

const char* other_version();  // other.cpp includes everything as well: a missing `inline` fails to link

int main() { return other_version() == nullptr ? 1 : 0; }
