# SPDX-License-Identifier: Apache-2.0
"""Lets this library and others do the same work in turns, and tells how long each took: ``make bench``.

Each contestant is a process of its own, which loads the same columns, gives its answer once for comparison, and then
runs whenever it is its turn, so that whatever else the machine does falls on all of them alike.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from columns import made_by
from peers.rungs import FACTS, RUNGS, TIMED, TIMES

HERE = Path(__file__).resolve().parent
TOP = HERE.parent
LADDER = HERE / "ladder.json"
NODE_MODULES = TOP / "build/bench/node/node_modules"

#: By group: name, what it is, threads (0: as many as there are cores), and whether others made it.
CHAIN = {
    "read": ("one read of the columns", 1, False),
    "read-cores": ("one read of the columns, every core", 0, False),
    "loop": ("hand-written C++ loop", 1, False),
    "loop-cores": ("hand-written C++ loop, every core", 0, False),
    "ladder": ("ours, C++", 1, False),
    "ladder-cores": ("ours, C++, every core", 0, False),
    "ours-ladder": ("ours, Python", 1, False),
    "ours-ladder-cores": ("ours, Python, every core", 0, False),
    "numba": ("Numba", 0, True),
    "numpy": ("NumPy", 1, True),
    "pandas": ("pandas: NumPy, then merge_asof", 1, True),
    "polars": ("polars", 0, True),
    "duckdb": ("DuckDB", 0, True),
}
#: Of the chain which rung is reached when; ours has no such part to be asked for alone.
ABSENCE = {
    "read": ("one read of the columns", 1, False),
    "absence-loop": ("hand-written C++ loop", 1, False),
    "absence-numba": ("Numba", 0, True),
    "absence-numpy": ("NumPy, as pandas has it too", 1, True),
    "absence-polars": ("polars", 0, True),
    "absence-duckdb": ("DuckDB", 0, True),
}
PLAN = {
    "read": ("one read of the columns", 1, False),
    "plan": ("every rule of plan 2, C++", 1, False),
    "plan-cores": ("every rule of plan 2, C++, every core", 0, False),
    "plan-chosen": ("every rule of plan 2, C++, chosen readings alone", 1, False),
    "ours-plan": ("every rule of plan 2, Python", 1, False),
}
VARIANTS = {
    "ours-one": ("the ladder once, through Python", 1, False),
    "ours-variants": ("100 variants of the ladder: one number", 1, False),
    "ours-changed": ("100 variants of the ladder: each number in turn", 1, False),
    "ours-plan-one": ("plan 2 once, through Python", 1, False),
    "ours-plan-variants": ("100 variants of plan 2: one number", 1, False),
    "ours-plan-changed": ("100 variants of plan 2: each number in turn", 1, False),
}
#: What the design gives for orientation, in reads of the columns on two cores elsewhere.
ORIENTATION = {
    **{"numpy": 53 / 11, "pandas": 53 / 11, "polars": 98 / 11, "duckdb": 177 / 11},
    **{"absence-loop": 16 / 11, "absence-numpy": 24 / 11, "absence-numba": 26 / 11},
    **{"absence-polars": 57 / 11, "absence-duckdb": 134 / 11},
}
BUILD = {
    "read-tables": ("one read of the tables", 1, False),
    "build": ("building the district, C++", 1, False),
    "ours-build": ("building the district, Python", 1, False),
}
DECISION = {
    "decision": ("ours, C++: counted, borne, due, looked up", 1, False),
    "decision-zen": ("zen-engine: which rung, the rest done before", 1, True),
    "decision-cedar": ("cedarpy: which rung, the rest done before", 1, True),
    "decision-json-rules": ("json-rules-engine: which rung, the rest done before", 1, True),
}
IN_CPP = {
    *("read", "read-cores", "loop", "loop-cores", "absence-loop", "ladder", "ladder-cores"),
    *("plan", "plan-cores", "plan-chosen", "read-tables", "build", "decision"),
}
IN_NODE = {"decision-json-rules": ("peers/json_rules.cjs", "json-rules-engine")}


#: Of the chain who is asked for ever more pupils, and seconds beyond which nobody is.
GROWING = {"loop", "loop-cores", "ladder", "ladder-cores", "numba", "numpy", "pandas", "polars", "duckdb"}
TOO_LONG = 10


@dataclass
class Result:
    """What one contestant did."""

    name: str
    what: str
    threads: int
    is_peer: bool = False
    rows: int = 0
    hash: int = 0
    times: int = 1
    input_bytes: int = 0
    peak_bytes: int = 0
    before_bytes: int = 0
    seconds: list[float] = field(default_factory=list)

    def median(self) -> float:
        """Seconds of one run, or of one decision."""
        return statistics.median(self.seconds) if self.seconds else float("nan")


def why_left_out(name: str) -> str:
    """What the machine lacks for a contestant; empty if nothing."""
    if name not in IN_NODE:
        return ""
    if not shutil.which("node"):
        return "there is no node"
    package = IN_NODE[name][1]
    return "" if (NODE_MODULES / package).is_dir() else f"{package} is not installed: make bench-peers does that by npm"


class Contestant:
    """A process that waits for its turn."""

    def __init__(self, name: str, kind: tuple[str, int, bool], data: Path, programs: Path, cores: int) -> None:
        what, threads, is_peer = kind
        self.result = Result(name, what, threads or cores, is_peer)
        command: list[str | Path] = [sys.executable, HERE / "contestant.py", name, data]
        if name in IN_CPP:
            command = [programs / "bench_contest", name, data, LADDER]
        elif name in IN_NODE:
            asked = {"facts": FACTS, "timed": TIMED, "times": TIMES, "rungs": RUNGS}
            command = ["node", HERE / IN_NODE[name][0], json.dumps(asked)]
        limits = {key: str(cores) for key in ("POLARS_MAX_THREADS", "NUMBA_NUM_THREADS", "OMP_NUM_THREADS")}
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | limits | {"NODE_PATH": str(NODE_MODULES)},
        )
        ready = self._answer()
        self.result.rows, self.result.hash = ready["rows"], ready["hash"]
        self.result.input_bytes, self.result.times = ready["input_bytes"], ready["times"]

    def _answer(self) -> dict[str, int]:
        line = self.process.stdout.readline()  # type: ignore[union-attr]
        if not line:
            raise SystemExit(f"{self.result.name} stopped with code {self.process.wait()}")
        return json.loads(line)

    def _say(self, word: str) -> None:
        self.process.stdin.write(word + "\n")  # type: ignore[union-attr]
        self.process.stdin.flush()  # type: ignore[union-attr]

    def run(self) -> None:
        """One turn."""
        self._say("run")
        self.result.seconds.append(int(self._answer()) / 1e9 / self.result.times)  # type: ignore[call-overload]

    def finish(self) -> Result:
        """No more turns."""
        self._say("end")
        memory = self._answer()
        self.result.peak_bytes, self.result.before_bytes = memory["peak_kib"] * 1024, memory["before_kib"] * 1024
        self.process.wait()
        return self.result


@dataclass
class Settings:
    """What to run, and where."""

    programs: Path
    data: Path
    repeats: int
    cores: int
    peers: bool


def generated(s: Settings, pupils: int, register: str) -> Path:
    """A folder of columns; made anew when the generator is another, or asked for something else."""
    folder = s.data / f"{register}-{pupils}"
    generator = s.programs / "bench_generate"
    asked = [str(pupils), register, "1"]
    key = made_by(generator, asked)
    done = folder / "done"
    if not done.exists() or done.read_text() != key:
        shutil.rmtree(folder, ignore_errors=True)
        made = subprocess.run([generator, folder, *asked], check=True, capture_output=True, text=True)
        print(f"# {register}: {made.stdout.strip()}", flush=True)
        done.write_text(key)
    return folder


def contest(
    s: Settings,
    group: dict[str, tuple[str, int, bool]],
    data: Path,
    only: set[str] | None = None,
    repeats: int | None = None,
    *,
    same: bool = False,
) -> list[Result]:
    """All contestants of a group in turns; if they are to find the `same`, after a look whether they do."""
    contestants = []
    for name, kind in group.items():
        if (kind[2] and not s.peers) or (only is not None and name not in only):
            continue
        if why := why_left_out(name):
            print(f"# {name} left out: {why}", flush=True)
            continue
        print(f"# {name} ...", flush=True)
        contestants.append(Contestant(name, kind, data, s.programs, s.cores))
    if same:
        check_equal([one.result for one in contestants])
    for turn in range(repeats or s.repeats):
        shift = turn % len(contestants)
        for one in contestants[shift:] + contestants[:shift]:
            one.run()
    return [one.finish() for one in contestants]


def expected(points: dict[int, float], pupils: int) -> float:
    """Seconds for so many pupils, by those that fewer took; 0 where nothing is known."""
    fewer = max((n for n in points if n <= pupils), default=0)
    return points[fewer] * pupils / fewer if fewer else 0


def check_equal(results: list[Result]) -> None:
    """Refuses figures of contestants who did not find the same."""
    answers = {(r.rows, r.hash) for r in results if not r.name.startswith("read")}
    if len(answers) > 1:
        lines = "\n".join(f"  {r.name}: {r.rows} rows, hash {r.hash:016x}" for r in results)
        raise SystemExit(f"they did not find the same:\n{lines}")


def ratios(a: Result, b: Result) -> tuple[float, float, float]:
    """Minimum, median and maximum of one's time over the other's, turn by turn."""
    each = sorted(x / y for x, y in zip(a.seconds, b.seconds, strict=True))
    return each[0], statistics.median(each), each[-1]


def table(title: str, results: list[Result], bases: list[str], unit: str = "ms", pupils: int = 0) -> str:
    """Times, ratios to `bases` (median, and minimum to maximum), memory and pupils a second, as text.

    A base is set against everybody. Of `<base>-cores`, if somebody ran it, a second column is made, in which each is
    set against the base that had as many cores.
    """
    by_name = {r.name: r for r in results}
    factor = {"ms": 1e3, "ns": 1e9}[unit]
    columns: list[tuple[str, Callable[[Result], str]]] = [
        ("threads", lambda r: str(r.threads)),
        (f"{unit} median", lambda r: f"{r.median() * factor:,.1f}"),
        ("min", lambda r: f"{min(r.seconds) * factor:,.1f}"),
        ("max", lambda r: f"{max(r.seconds) * factor:,.1f}"),
    ]
    if pupils:
        columns.append(("pupils / s", lambda r: f"{pupils / r.median():,.0f}"))
    for base in bases:
        if base not in by_name:
            continue
        one, all_cores = by_name[base], by_name.get(f"{base}-cores")
        columns.append((f"x {one.what}", lambda r, one=one: _spread(ratios(r, one))))
        if all_cores:
            columns.append(
                (
                    "x the same, same cores",
                    lambda r, one=one, more=all_cores: f"{ratios(r, more if r.threads > 1 else one)[1]:.2f}",
                )
            )
        if base == "read" and any(r.name in ORIENTATION for r in results):
            given = "the design: x one read"
            columns.append((given, lambda r: f"{ORIENTATION[r.name]:.1f}" if r.name in ORIENTATION else ""))
    columns.append(("peak / input", lambda r: f"{r.peak_bytes / r.input_bytes:.2f}" if r.input_bytes else ""))
    lines = [["", *(head for head, _ in columns)], *([r.what, *(cell(r) for _, cell in columns)] for r in results)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    body = "\n".join(
        "  ".join(
            cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )
    return f"{title}\n{body}\n"


def _spread(of: tuple[float, float, float]) -> str:
    low, mid, high = of
    return f"{mid:.2f} ({low:.2f} to {high:.2f})"


def timed(command: list[str | Path], times: int = 5) -> float:
    """Seconds of a command, median."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=TOP)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def small_things() -> dict[str, float]:
    """Seconds of what is done once: importing, reading a policy, checking it, compiling."""
    in_python = """
import time, statistics, baoxue
def of(what, times):
    seconds = []
    for _ in range(times):
        start = time.perf_counter(); what(); seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)
plan = baoxue.load_policy("plan-2")
print(of(lambda: baoxue.load_policy("plan-2"), 20), of(lambda: baoxue.verify(plan), 3))
"""
    out = subprocess.run([sys.executable, "-c", in_python], check=True, capture_output=True, text=True).stdout.split()
    compiler = os.environ.get("CXX", "g++")

    def compile_of(header: str, *options: str) -> float:
        source = f"#include <baoxue/{header}>\n"
        seconds = []
        for _ in range(3):
            start = time.perf_counter()
            command = [compiler, "-std=c++20", *options, "-Iinclude", "-O0", "-x", "c++", "-c", "-o", os.devnull, "-"]
            subprocess.run(command, input=source, check=True, text=True, cwd=TOP)
            seconds.append(time.perf_counter() - start)
        return statistics.median(seconds)

    bare = timed([sys.executable, "-c", ""])
    return {
        "import of the Python package": timed([sys.executable, "-c", "import baoxue"]) - bare,
        "load a policy (plan 2)": float(out[0]),
        "verify a plan (plan 2)": float(out[1]),
        "compile the umbrella header, baoxue::baoxue": compile_of("baoxue.hpp"),
        "compile the umbrella header, baoxue::compiled": compile_of("baoxue.hpp", "-DBAOXUE_COMPILED"),
        "compile a rule header": compile_of("rules/ladder.hpp"),
    }


@dataclass
class Bar:
    """A figure of the design, and what was measured."""

    what: str
    measured: float
    at_most: float
    unit: str

    def line(self) -> str:
        """The bar as text."""
        verdict = "met" if self.measured <= self.at_most else "MISSED"
        return f"{self.what:<84} {self.measured:>10.2f}  at most {self.at_most:>7.2f} {self.unit:<3} {verdict}"


def bars(s: Settings, groups: dict[str, list[Result]], once: dict[str, float]) -> list[Bar]:
    """The design's bars against what was measured."""
    out = []
    chain = {r.name: r for r in groups["chain"]}
    peers = [r for r in groups["chain"] if CHAIN[r.name][2]]
    if peers:
        best = min(peers, key=Result.median)
        share = ratios(chain["ladder-cores"], best)[1]
        out.append(Bar(f"whole chain on every core, to the best peer ({best.what})", share, 1 / 3, "x"))
        best = min((r for r in peers if r.threads == 1), key=Result.median)
        share = ratios(chain["ladder"], best)[1]
        out.append(Bar(f"whole chain on one core, to the best peer that uses one ({best.what})", share, 1 / 3, "x"))
    out.append(Bar("whole chain, to the hand-written loop", ratios(chain["ladder"], chain["loop"])[1], 1.5, "x"))
    share = ratios(chain["ladder-cores"], chain["loop-cores"])[1]
    out.append(Bar("whole chain, to the loop, both on every core", share, 1.5, "x"))
    plan = {r.name: r for r in groups["plan"]}
    what = "every rule of plan 2, to one read of the columns"
    out.append(Bar(f"{what}, as by default", ratios(plan["plan"], plan["read"])[1], 8, "x"))
    out.append(Bar(f"{what}, chosen readings", ratios(plan["plan-chosen"], plan["read"])[1], 8, "x"))
    variants = {r.name: r for r in groups["variants"]}
    for name, one in {
        **{"ours-variants": "ours-one", "ours-changed": "ours-one"},
        **{"ours-plan-variants": "ours-plan-one", "ours-plan-changed": "ours-plan-one"},
    }.items():
        share = ratios(variants[name], variants[one])[1]
        out.append(Bar(f"{variants[name].what}, to one evaluation", share, 10, "x"))
    build = {r.name: r for r in groups["build"]}
    share = ratios(build["build"], build["read-tables"])[1]
    out.append(Bar("building a district, to one read of the tables", share, 8, "x"))
    share = ratios(build["ours-build"], build["read-tables"])[1]
    out.append(Bar("building a district through Python, to one read of the tables", share, 8, "x"))
    for group, results in groups.items():
        where = {"chain": "one ladder, "}.get(group, "exceptions register, " if group.startswith("slope") else "")
        for r in results:
            if r.input_bytes and not r.is_peer and not r.name.startswith(("read", "loop", "absence")):
                size = f", {group.removeprefix('slope-')} pupils" if group.startswith("slope") else ""
                what = f"peak memory, to the input: {where}{r.what}{size}"
                out.append(Bar(what, r.peak_bytes / r.input_bytes, 2, "x"))
    out.append(Bar("one decision", groups["decision"][0].median() * 1e9, 200, "ns"))
    limits = (150, 5, 1000, 1500, 1500, 700)
    out += [Bar(what, seconds * 1e3, limit, "ms") for (what, seconds), limit in zip(once.items(), limits, strict=True)]
    return out


def plot(pupils: int, groups: dict[str, list[Result]], slope: dict[str, dict[int, float]], path: Path) -> None:
    """The whole chain side by side, and how it grows."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4.2), layout="constrained")
    chain = sorted(groups["chain"], key=Result.median, reverse=True)
    low = [(r.median() - min(r.seconds)) * 1e3 for r in chain]
    high = [(max(r.seconds) - r.median()) * 1e3 for r in chain]
    colours = ["tab:orange" if r.what.startswith("ours") else "tab:grey" for r in chain]
    left.barh([r.what for r in chain], [r.median() * 1e3 for r in chain], xerr=[low, high], color=colours)
    left.set_xlabel("ms, median; minimum to maximum")
    left.set_title(f"One ladder, {pupils:,} pupils, complete register", fontsize=10)
    for name, points in slope.items():
        rates = [pupils / seconds for pupils, seconds in points.items()]
        right.loglog(list(points), rates, marker="o", label=CHAIN[name][0])
    right.set_xlabel("pupils, exceptions register")
    right.set_ylabel("pupils a second, median")
    right.set_title("Level: as many pupils a second, however many there are", fontsize=10)
    if slope:
        right.legend(fontsize=8)
    figure.savefig(path, dpi=120)


def machine(cores: int) -> str:
    """The class of the machine: never its name."""
    model = next(
        (line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "unknown"
    )
    return f"{cores} cores, {model}, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", action="store_true", help="other tools too")
    parser.add_argument("--pupils", type=int, default=50_000, help="of the complete register")
    parser.add_argument("--repeats", type=int, default=9)
    parser.add_argument("--cores", type=int, default=len(os.sched_getaffinity(0)), help="that everybody may use")
    parser.add_argument("--slope", type=int, nargs="*", default=[10_000, 100_000, 1_000_000], help="pupils")
    parser.add_argument("--chain-only", action="store_true", help="the ladder alone")
    parser.add_argument("--build", type=Path, default=TOP / "build/bench", help="where the programs were built")
    args = parser.parse_args()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: args.cores])
    out = args.build / "results"
    out.mkdir(parents=True, exist_ok=True)
    s = Settings(args.build / "benchmarks", args.build / "data", args.repeats, args.cores, args.peers)
    s.data.mkdir(parents=True, exist_ok=True)

    data = generated(s, args.pupils, "complete")
    groups = {"chain": contest(s, CHAIN, data, same=True)}
    texts = [
        f"{dt.date.today()}, {machine(args.cores)}",
        f"{args.pupils:,} pupils, 191 school days, complete register; {groups['chain'][2].rows:,} duties; "
        f"{args.repeats} runs each, in turns\n",
        table(
            "One ladder (plan 2: half a day, a day, two days), whole chain",
            groups["chain"],
            ["read", "loop"],
            pupils=args.pupils,
        ),
    ]
    left_out = {name: why for name in IN_NODE if s.peers and (why := why_left_out(name))}
    slope: dict[str, dict[int, float]] = {}
    found: list[Bar] = []
    if not args.chain_only:
        groups["absence"] = contest(s, ABSENCE, data, same=True)
        texts.append(
            table("Its absence part alone: which rung is reached when", groups["absence"], ["read", "absence-loop"])
        )
        groups["plan"] = contest(s, PLAN, data, same=True)
        texts.append(table("A whole plan", groups["plan"], ["read"]))
        few = min(args.pupils, 10_000)
        groups["variants"] = contest(s, VARIANTS, generated(s, few, "complete"), repeats=min(3, args.repeats))
        texts.append(table(f"100 variants, {few:,} pupils", groups["variants"], ["ours-one", "ours-plan-one"]))
        groups["build"] = contest(s, BUILD, data, same=True)
        texts.append(table("Building a district", groups["build"], ["read-tables"]))
        groups["decision"] = contest(s, DECISION, data, same=True)
        texts.append(table("One decision", groups["decision"], ["decision"], "ns"))
        texts[-1] += "".join(f"{DECISION[name][0]}: left out, {why}\n" for name, why in left_out.items())
        for pupils in args.slope:
            asked = {name for name in GROWING if expected(slope.get(name, {}), pupils) < TOO_LONG}
            data = generated(s, pupils, "exceptions")
            grown = contest(s, CHAIN, data, asked, repeats=min(5, args.repeats), same=True)
            groups[f"slope-{pupils:,}"] = grown
            for r in grown:
                slope.setdefault(r.name, {})[pupils] = r.median()
            title = f"One ladder, {pupils:,} pupils, exceptions register"
            texts.append(table(title, grown, ["loop"], pupils=pupils))
            for name in sorted(GROWING - asked):
                texts[-1] += f"{CHAIN[name][0]}: left out, it would take more than {TOO_LONG} s\n"
        once = small_things()
        found = bars(s, groups, once)
        texts.append("Bars\n" + "\n".join(bar.line() for bar in found) + "\n")
    text = "\n".join(texts)
    print(text)
    stem = out / (("peers" if args.peers else "bench") + ("-chain" if args.chain_only else ""))
    stem.with_suffix(".txt").write_text(text)
    record = {
        "machine": machine(args.cores),
        "left_out": left_out,
        "groups": {name: [asdict(r) for r in results] for name, results in groups.items()},
        "slope": slope,
        "pupils_a_second": {
            name: {pupils: round(pupils / seconds) for pupils, seconds in points.items()}
            for name, points in slope.items()
        },
        "orientation": ORIENTATION,
        "bars": [asdict(bar) for bar in found],
    }
    stem.with_suffix(".json").write_text(json.dumps(record, indent=1) + "\n")
    plot(args.pupils, groups, slope, stem.with_suffix(".png"))
    print(f"written: {stem.relative_to(TOP) if stem.is_relative_to(TOP) else stem}.txt, .json and .png")


if __name__ == "__main__":
    main()
