// SPDX-License-Identifier: Apache-2.0
#include <baoxue/arrow/breaches.ipp>
#include <baoxue/arrow/chains.ipp>
#include <baoxue/arrow/consequences.ipp>
#include <baoxue/arrow/entitlements.ipp>
#include <baoxue/arrow/gaps.ipp>
#include <baoxue/arrow/measures.ipp>
#include <baoxue/arrow/obligations.ipp>
#include <baoxue/arrow/observations.ipp>
#include <baoxue/arrow/roll_up.ipp>
#include <baoxue/arrow/statuses.ipp>
