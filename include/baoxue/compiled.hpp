// SPDX-License-Identifier: Apache-2.0
#pragma once

// The large functions (the evaluator, the reader of tables, the checks) are written in .ipp files beside the headers
// that declare them. Header-only, the default, includes both. With BAOXUE_COMPILED defined a header only declares, and
// the program links baoxue::compiled, which defines each of them once: what takes a minute to compile is compiled once.

#ifdef BAOXUE_COMPILED
#define BAOXUE_DECL
#else
#define BAOXUE_DECL inline
#endif
