// SPDX-License-Identifier: Apache-2.0
#pragma once

// Everything but the reader of policy files, which needs Boost.JSON: that is <baoxue/json/read_policy.hpp>.

#include <baoxue/arrow/breaches.hpp>
#include <baoxue/arrow/chains.hpp>
#include <baoxue/arrow/consequences.hpp>
#include <baoxue/arrow/entitlements.hpp>
#include <baoxue/arrow/export.hpp>
#include <baoxue/arrow/gaps.hpp>
#include <baoxue/arrow/import.hpp>
#include <baoxue/arrow/measures.hpp>
#include <baoxue/arrow/obligations.hpp>
#include <baoxue/arrow/observations.hpp>
#include <baoxue/arrow/roll_up.hpp>
#include <baoxue/arrow/statuses.hpp>
#include <baoxue/arrow/table.hpp>
#include <baoxue/evaluate/chain.hpp>
#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/evaluate/roll_up.hpp>
#include <baoxue/explain/explain.hpp>
#include <baoxue/explain/why_not.hpp>
#include <baoxue/facts/build_district.hpp>
#include <baoxue/policy/change.hpp>
#include <baoxue/policy/check.hpp>
#include <baoxue/policy/layer.hpp>
#include <baoxue/policy/parameters.hpp>
#include <baoxue/sample/sample_township.hpp>
#include <baoxue/scenario/coverage.hpp>
#include <baoxue/scenario/run.hpp>
#include <baoxue/scenario/tell.hpp>
#include <baoxue/verify/tell.hpp>
#include <baoxue/verify/verify.hpp>
#include <baoxue/version.hpp>
