// SPDX-License-Identifier: Apache-2.0
#include <baoxue/facts/build_district.ipp>
