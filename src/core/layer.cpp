// SPDX-License-Identifier: Apache-2.0
#include <baoxue/policy/layer.ipp>
