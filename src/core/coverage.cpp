// SPDX-License-Identifier: Apache-2.0
#include <baoxue/scenario/coverage.ipp>
