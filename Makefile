# SPDX-License-Identifier: Apache-2.0
.PHONY: help demo test test-long fuzz mutate asan tsan tidy coverage bench bench-peers format lint schema lock clean
.DEFAULT_GOAL := help

help:       ## this list
	@awk -F ":.*## " "/^[a-z-]+: *.*## /{printf \"  make %-12s %s\\n\", \$$1, \$$2}" Makefile

demo:       ## install what is missing, build, and show a generated township
	@scripts/demo.sh

test:       ## install what is missing, build, and run every test but the long ones
	@scripts/test.sh

test-long:  ## the long tests, make fuzz, make asan, make tsan, and of make mutate the policies
	@scripts/test.sh --long
	@scripts/fuzz.sh
	@scripts/test.sh --preset asan --cpp-only
	@scripts/test.sh --preset tsan --cpp-only
	@scripts/mutate.sh --policies

fuzz:       ## libFuzzer on what is read and on ladders, a minute each
	@scripts/fuzz.sh

mutate:     ## break each policy's numbers and the code, one at a time; fails where no test notices
	@scripts/mutate.sh

asan:       ## the C++ tests by clang, under the address and undefined-behaviour sanitizers
	@scripts/test.sh --preset asan --cpp-only

tsan:       ## what starts threads, under the thread sanitizer
	@scripts/test.sh --preset tsan --cpp-only

tidy:       ## clang-tidy on the C++ libraries
	@scripts/tidy.sh

coverage:   ## lines and branches of time, rules, people and evaluate that the tests run; fails on one left out without a reason
	@scripts/coverage.sh

bench:      ## how fast: this library, a hand-written loop, and one read of the data
	@scripts/bench.sh

bench-peers: ## the same beside NumPy, pandas, polars, DuckDB, Numba and three rule engines
	@scripts/bench.sh --peers

format:     ## put C++ and Python into form
	@scripts/format.sh

lint:       ## check the form, types and spelling
	@scripts/format.sh --check

schema:     ## write policies/schema/policy.schema.json anew
	@scripts/schema.sh

lock:       ## resolve requirements/*.in anew
	@scripts/lock.sh

clean:      ## remove what was built; .venv and system packages stay
	rm -rf build dist .venv/.package
