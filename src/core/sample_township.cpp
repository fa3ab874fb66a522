// SPDX-License-Identifier: Apache-2.0
#include <baoxue/sample/sample_township.ipp>
