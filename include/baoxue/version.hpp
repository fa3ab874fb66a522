// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The version of the library; the build and the Python package read it from here.
#define BAOXUE_VERSION "0.1.0"
