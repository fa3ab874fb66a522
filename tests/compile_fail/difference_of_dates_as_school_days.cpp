// SPDX-License-Identifier: Apache-2.0
// expect: conversion from|no viable conversion
#include <baoxue/time/date.hpp>

baoxue::school_day_count days = baoxue::date{2025, 9, 8} - baoxue::date{2025, 9, 1};
