# SPDX-License-Identifier: Apache-2.0
"""One contestant in Python: ``contestant.py <name> <folder of columns>``; takes turns as `contestant.hpp` has it."""

from __future__ import annotations

import gc
import json
import sys
import time
from importlib import import_module
from pathlib import Path

from columns import Columns

#: Who is where. Each module has `prepare(columns, what)`, which returns a function that runs once, and one that says
#: what it found.
MODULES = {
    "ours-ladder": "ours",
    "ours-ladder-cores": "ours",
    "ours-plan": "ours",
    "ours-one": "ours",
    "ours-variants": "ours",
    "ours-plan-one": "ours",
    "ours-plan-variants": "ours",
    "ours-build": "ours",
    "ours-changed": "ours",
    "ours-plan-changed": "ours",
    "pandas": "peers.with_pandas",
    "numpy": "peers.with_numpy",
    "polars": "peers.with_polars",
    "duckdb": "peers.with_duckdb",
    "numba": "peers.with_numba",
    "absence-numpy": "peers.with_numpy",
    "absence-polars": "peers.with_polars",
    "absence-duckdb": "peers.with_duckdb",
    "absence-numba": "peers.with_numba",
    "decision-zen": "peers.rule_engines",
    "decision-cedar": "peers.rule_engines",
}


def status_kib(what: str) -> int:
    """A number of /proc/self/status; 0 where there is none."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(what + ":")), 0)


def main() -> None:
    """Prepare, then obey."""
    name, folder = sys.argv[1:3]
    columns = Columns(Path(folder))
    run, check = import_module(MODULES[name]).prepare(columns, name)
    rows, hashed = check(run())
    input_bytes = getattr(run, "input_bytes", columns.input_bytes())
    ready = {"rows": rows, "hash": hashed, "input_bytes": input_bytes, "times": getattr(run, "times", 1)}
    del columns  # a district keeps nothing of them
    print(json.dumps(ready), flush=True)
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the peak so far is forgotten
    before = status_kib("VmRSS")
    for line in sys.stdin:
        if line.strip() != "run":
            break
        start = time.perf_counter_ns()
        result = run()
        stop = time.perf_counter_ns()
        del result
        print(stop - start, flush=True)
    print(json.dumps({"peak_kib": status_kib("VmHWM"), "before_kib": before}), flush=True)


if __name__ == "__main__":
    main()
