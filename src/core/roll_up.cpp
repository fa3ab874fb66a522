// SPDX-License-Identifier: Apache-2.0
#include <baoxue/evaluate/roll_up.ipp>
