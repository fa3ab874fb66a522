// SPDX-License-Identifier: Apache-2.0
#include "baoxue/version.hpp"

static_assert(sizeof BAOXUE_VERSION > sizeof "0.0");
