// SPDX-License-Identifier: Apache-2.0
#include <baoxue/explain/explain.ipp>
