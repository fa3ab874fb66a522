// SPDX-License-Identifier: Apache-2.0
#include "baoxue/baoxue.hpp"

const char* other_version();
const char* other_version() { return BAOXUE_VERSION; }
