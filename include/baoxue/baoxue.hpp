// SPDX-License-Identifier: Apache-2.0
#pragma once

// Everything but the rooms that need more: arrow/ (columns across a language border), json/ (baoxue::json), sample/.

#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/explain/explain.hpp>
#include <baoxue/facts/build_district.hpp>
#include <baoxue/policy/change.hpp>
#include <baoxue/policy/check.hpp>
#include <baoxue/time/deadline.hpp>
#include <baoxue/version.hpp>
#include <baoxue/vocabulary/standard.hpp>
