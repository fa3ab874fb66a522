// SPDX-License-Identifier: Apache-2.0
// expect: conversion from [^a-z]+int[^a-z]+to|no viable conversion
#include <baoxue/time/date.hpp>

baoxue::date epoch = 0;
