#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make mutate: breaks the code of time, rules and evaluate at one place at a time, and names what no test notices.

scripts/mutate_code.py [--file ROOM/NAME]... [--sample N] [--again] [--quick] [--jobs N]

All changes (scripts/code_mutants.py) are compiled into one pair of programs, build/mutants, and switched on one by one.
Which tests come by a place at all is counted first; those alone are run, the shortest first, until one fails. What is
known stands in tests/mutation/results.tsv and is not tried again until the function around it changes or the test that
noticed is gone; --again tries everything. A change that cannot be noticed stands with the reason in
tests/mutation/equivalent.tsv. Exits with 1 where a change is neither noticed nor listed, or is listed in vain.
"""

from __future__ import annotations

import argparse
import functools
import json
import math
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))
from code_mutants import Mutant, Site, rewritten, sites_of

ROOT = Path(__file__).resolve().parent.parent
INCLUDE = ROOT / "include"
BUILD = ROOT / "build/mutants"
RESULTS = ROOT / "tests/mutation/results.tsv"
EQUIVALENT = ROOT / "tests/mutation/equivalent.tsv"

ROOMS = ("time", "rules", "evaluate")
#: Not changed: tables of data, and the test that holds them whole.
DATA = {"time/cn_days.hpp"}  # tests/unit/time/working_calendar_test.cpp reads the published lists themselves

#: Of what the comparisons with the reference draw or count through, one in so many: at first, and of what remains.
ONE_IN, ONE_IN_OF_THE_REST = 53, 7
LONG = 1.0  # seconds: with --quick, no test that takes longer
PROGRAMS = {"unit": "~[long]", "compared": "~[long]"}

Key = tuple[str, str, str, str]


class Result(NamedTuple):
    block: str
    what: str  # killed, survived, equivalent, not reached, does not compile
    by: str


class Test(NamedTuple):
    program: str
    name: str
    seconds: float
    sites: frozenset[int]


# What is written and read.


def read_results() -> dict[Key, Result]:
    if not RESULTS.exists():
        return {}
    rows = (line.split("\t") for line in RESULTS.read_text("utf-8").splitlines()[1:])
    return {(file, line, nth, change): Result(block, what, by) for file, block, line, nth, change, what, by in rows}


def write_results(results: dict[Key, Result], order: list[Mutant]) -> None:
    lines = ["file\tblock\tline\tnth\tchange\tresult\tby"]
    for m in order:
        if m.key in results:
            r = results[m.key]
            lines.append("\t".join((m.file, r.block, m.line, str(m.nth), m.change, r.what, r.by)))
    beside = RESULTS.with_suffix(".new")
    beside.write_text("\n".join(lines) + "\n", "utf-8")
    beside.replace(RESULTS)


def read_equivalent() -> dict[Key, str]:
    if not EQUIVALENT.exists():
        return {}
    rows = [line.split("\t") for line in EQUIVALENT.read_text("utf-8").splitlines()[1:] if line]
    for key, times in Counter(tuple(row[:4]) for row in rows).items():
        if times > 1:
            raise SystemExit(f"{EQUIVALENT.relative_to(ROOT)}: stands {times} times: {'  '.join(key)}")
    return {(file, line, nth, change): reason for file, line, nth, change, reason in rows}


# The copy, and what is built against it.


class Copy:
    """The library with every change in it: which sites, and their numbers."""

    def __init__(self, known: dict[Key, Result]) -> None:
        self.sites: dict[str, list[tuple[int, Site]]] = {}
        self.left_out: set[Key] = {k for k, r in known.items() if r.what == "does not compile"}
        self.texts: dict[str, str] = {}
        files = [f for room in ROOMS for f in sorted((INCLUDE / "baoxue" / room).iterdir())]
        for i, path in enumerate(files):
            file = path.relative_to(INCLUDE / "baoxue").as_posix()
            if file in DATA:
                continue
            self.texts[file] = path.read_text("utf-8")
            number, numbered = 1000 * i + 1, []  # a file's own thousand: a change elsewhere moves none of its numbers
            for site in sites_of(self.texts[file], file):
                numbered.append((number, site))
                number += len(site.changes)
            self.sites[file] = numbered
            for _, site in numbered:  # of a function that has changed since nothing is known
                for m in site.mutants:
                    if m.key in self.left_out and known[m.key].block != m.block:
                        self.left_out.discard(m.key)

    def mutants(self) -> dict[Mutant, tuple[int, int]]:
        """Every change with its number and the first one of its site."""
        return {
            m: (number + i, number)
            for numbered in self.sites.values()
            for number, site in numbered
            for i, m in enumerate(site.mutants)
        }

    def _kept(self, file: str) -> list[tuple[int, Site]]:
        return [(n, s) for n, s in self.sites[file] if not any(m.key in self.left_out for m in s.mutants)]

    def write(self) -> None:
        for path in INCLUDE.rglob("*"):
            if path.is_dir():
                continue
            name = path.relative_to(INCLUDE)
            text = path.read_text("utf-8")
            file = name.as_posix().removeprefix("baoxue/")
            if file in self.sites:
                text = rewritten(text, self._kept(file))
            to = BUILD / "include" / name
            if not to.exists() or to.read_text("utf-8") != text:
                to.parent.mkdir(parents=True, exist_ok=True)
                to.write_text(text, "utf-8")
        for path in list((BUILD / "include").rglob("*.*pp")):
            if not (INCLUDE / path.relative_to(BUILD / "include")).exists():
                path.unlink()

    def leave_out(self, file: str, line: int, column: int) -> int:
        """Leaves out the site of a compiler's complaint, or every one of its line if it is at none."""
        text, shift, near, on_line = self.texts[file], 0, [], []
        for number, site in self._kept(file):
            row = text.count("\n", 0, site.at) + 1
            if row > line:
                break
            if row == line:
                start = site.at - (text.rfind("\n", 0, site.at) + 1) + 1 + shift
                length = len(site.written.replace("{id}", str(number)))
                shift += length - (site.end - site.at)
                on_line.append(site)
                if start - 2 <= column <= start + length + 1:
                    near.append(site)
        for site in near or on_line:
            self.left_out.update(m.key for m in site.mutants)
        return len(near or on_line)


COMPLAINT = re.compile(r"build/mutants/include/baoxue/(\S+?):(\d+):(\d+):( error:|\s+required from)", re.M)


def complaints(log: str) -> list[tuple[str, int, int]]:
    """Where the compiler found something that has no meaning: at the error, or where that was instantiated."""
    found = [(m[1], int(m[2]), int(m[3]), "error" in m[4]) for m in COMPLAINT.finditer(log)]
    errors = [f[:3] for f in found if f[3]]
    return errors or [f[:3] for f in found]


def build(copy: Copy, jobs: int) -> None:
    """Builds the programs; what does not compile is left out, and the rest is built again."""
    folder = BUILD / "build"
    copy.write()
    configure = ["cmake", "-S", "tests/mutation", "-B", str(folder), "-G", "Ninja", f"-DBAOXUE_MUTANTS={BUILD}/include"]
    subprocess.run(configure, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    targets = ["library", "all"]  # nearly everything that has no meaning shows in the library already
    while targets:
        command = ["cmake", "--build", str(folder), "-j", str(jobs), "--target", targets[0], "--", "-k", "0"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode == 0:
            targets.pop(0)
            continue
        (BUILD / "log").write_text(done.stdout + done.stderr, "utf-8")
        places = {p for p in complaints(done.stdout) if p[0] in copy.sites}
        left = sum(copy.leave_out(*p) for p in sorted(places))
        if not left:
            sys.exit(f"the changed copy does not compile, and not for the sake of a change: {BUILD}/log")
        say(f"{left} places have no other meaning that compiles")
        copy.write()


# Running.

started = time.monotonic()


def say(text: str) -> None:
    print(f"[{time.monotonic() - started:4.0f}s] {text}", flush=True)


def _limits(seconds: int) -> None:
    """Of the processor's time, not the clock's: other work on the machine, or a pause, makes no difference."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def heard(lines: list[str], program: str) -> list[tuple[Test, bool]]:
    out = []
    for line in lines:
        name, took, how, sites = line.split("\t")
        test = Test(program, name, int(took) / 1e6, frozenset(map(int, sites.split())))
        out.append((test, how == "failed"))
    return out


def run(program: str, which: list[str], seconds: float, folder: Path, one_in: int, mutant: int = 0) -> str | None:
    """Runs tests with a change at work: the first that fails, or nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "heard"
    file.write_text("", "utf-8")
    env = os.environ | {"BAOXUE_MUTANT": str(mutant), "BAOXUE_HEARD": str(file), "BAOXUE_ONE_IN": str(one_in)}
    if mutant == 0:
        env["BAOXUE_SITES"] = "1"
    command = [str(BUILD / "build" / program), *which, "--abort", "--reporter", "compact"]
    limits = functools.partial(_limits, math.ceil(seconds))
    for waits in (60, 600):  # for what waits forever, and for it once more: something may have held it up
        try:
            clock = waits + 20 * seconds
            done = subprocess.run(command, env=env, timeout=clock, preexec_fn=limits, cwd=folder, capture_output=True)
            break
        except subprocess.TimeoutExpired:
            file.write_text("", "utf-8")
    else:
        return "no end in time"
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return "no end in time"
    for test, failed in heard(file.read_text("utf-8").splitlines(), program):
        if failed:
            return test.name
    if done.returncode < 0:
        return "an end before its time"
    if done.returncode > 0:  # not for a test's sake: it may not pass for one
        raise RuntimeError(f"{' '.join(command)} ends with {done.returncode}: {done.stderr.decode()[-500:]}")
    return None


def baseline(one_in: int) -> list[Test]:
    """Every test with nothing changed: how long it takes, and what it comes by."""
    stamp = [one_in, *((BUILD / "build" / p).stat().st_mtime_ns for p in PROGRAMS)]
    kept = BUILD / f"baseline_{one_in}.json"
    if kept.exists():
        saved = json.loads(kept.read_text("utf-8"))
        if saved["stamp"] == stamp:
            return [Test(p, n, s, frozenset(at)) for p, n, s, at in saved["tests"]]
    tests: list[Test] = []
    for program, which in PROGRAMS.items():
        folder = BUILD / "run" / "baseline"
        failed = run(program, [which], 3600, folder, one_in)
        if failed:
            sys.exit(f"{failed}: fails before anything is changed")
        tests += [t for t, _ in heard((folder / "heard").read_text("utf-8").splitlines(), program)]
    kept.write_text(json.dumps({"stamp": stamp, "tests": [(p, n, s, sorted(at)) for p, n, s, at in tests]}), "utf-8")
    return tests


def _named(tests: list[Test], folder: Path) -> list[str]:
    folder.mkdir(parents=True, exist_ok=True)
    names = ("".join("\\" + c if c in '\\",[' else c for c in t.name) for t in tests)
    (folder / "names").write_text("".join(f'"{n}"\n' for n in names), "utf-8")
    return ["--input-file", str(folder / "names")]


class Trials:
    """Tries one change after the other, with the tests that come by it."""

    def __init__(self, tests: list[Test]) -> None:
        self.tests = tests
        self.reaching: dict[int, list[Test]] = defaultdict(list)
        for t in sorted(tests, key=lambda t: t.seconds):
            for site in t.sites:
                self.reaching[site].append(t)
        self.killers: dict[str, list[str]] = defaultdict(list)  # of a function, the latest first

    def batches(self, site: int, block: str, longest: float | None) -> list[list[Test]]:
        """Tests of one program each: those that noticed something in this function before, then short ones first."""
        reaching = self.reaching[site]
        recent = self.killers[block][:3]
        first = sorted((t for t in reaching if t.name in recent and t.seconds < 1), key=lambda t: recent.index(t.name))
        out, limits = [first], [0.1, 1.0, 1e9]
        reaching = [t for t in reaching if longest is None or t.seconds < longest]
        rest = [t for t in reaching if t not in first]
        for limit in limits:
            batch: list[Test] = []
            total = 0.0
            while rest and (not batch or total + rest[0].seconds < limit):
                total += rest[0].seconds
                batch.append(rest.pop(0))
            out.append(batch)
        return [part for batch in out for p in PROGRAMS if (part := [t for t in batch if t.program == p])]

    def try_one(self, m: Mutant, number: int, site: int, thorough: bool) -> tuple[str, str]:
        folder = BUILD / "run" / str(number)
        try:
            if not self.reaching[site]:
                static = compiled(m.file, number)
                return ("killed", static) if static else ("not reached", "")
            for batch in self.batches(site, m.block, None if thorough else LONG):
                seconds = 2 + 8 * sum(t.seconds for t in batch)
                if by := run(batch[0].program, _named(batch, folder), seconds, folder, ONE_IN, number):
                    self.remember(m.block, by)
                    return "killed", by
                if len((folder / "heard").read_text("utf-8").splitlines()) != len(batch):
                    raise RuntimeError(f"not every test was found that was asked for: {[t.name for t in batch]}")
            if thorough:
                for program in PROGRAMS:  # a test may lean on what another has built before
                    if by := run(program, [PROGRAMS[program]], 900, folder, ONE_IN_OF_THE_REST, number):
                        self.remember(m.block, by)
                        return "killed", by
            return "survived", ""
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def remember(self, block: str, by: str) -> None:
        if by in self.killers[block]:
            self.killers[block].remove(by)
        self.killers[block].insert(0, by)


STATIC = sorted((ROOT / "tests/static").glob("*.cpp"))


def _compile(file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = ["g++", "-std=c++20", "-w", "-Wno-narrowing", f"-I{BUILD}/include", str(file), *options]
    command += ["-include", "tests/mutation/mutants.hpp"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


@functools.cache
def _included(file: Path) -> str:
    return _compile(file, "-MM").stdout


@functools.cache
def _passes(test: Path, number: int) -> bool:
    return _compile(test, "-fsyntax-only", f"-DBAOXUE_COMPILED_MUTANT={number}").returncode == 0


def compiled(file: str, number: int) -> str:
    """The static test that fails with a change that is at work at compile time."""
    for test in STATIC:
        if f"include/baoxue/{file}" not in _included(test):
            continue
        if not _passes(test, 0):
            raise RuntimeError(f"{test}: fails before anything is changed")
        if not _passes(test, number):
            return f"tests/static/{test.name}"
    return ""


# The report.


def summary(results: dict[Key, Result], order: list[Mutant], equivalent: dict[Key, str]) -> int:
    """Prints what came of each file; how much there is to look at."""
    columns = ("killed", "equivalent", "does not compile", "survived", "not reached", "not tried")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for m in order:
        r = results.get(m.key)
        counts[m.file][r.what if r and r.block == m.block else "not tried"] += 1
    width = max(map(len, counts), default=0)
    for file, c in [*counts.items(), ("in all", sum(counts.values(), Counter()))]:
        print(f"{file:{width}} {c.total():5} mutants: " + ", ".join(f"{c[what]} {what}" for what in columns if c[what]))
    wrong = 0
    for m in order:
        r = results.get(m.key)
        if r and r.block == m.block and r.what in ("survived", "not reached"):
            print(f"{m.file}: {m.line}  [{m.nth}] {m.change}: {'no test notices' if r.what == 'survived' else r.what}")
            wrong += 1
    keys = {m.key for m in order}
    for key in equivalent:
        if key not in keys or (key in results and results[key].what in ("killed", "does not compile")):
            print(f"{key[0]}: {key[1]}  [{key[2]}] {key[3]}: is noticed, or not made: strike it from the list")
            wrong += 1
    return wrong


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--file", action="append", default=[], help="of these files alone, such as time/date.hpp")
    parser.add_argument("--sample", type=int, default=0, help="of so many changes, spread over all")
    parser.add_argument("--again", action="store_true", help="what is known is tried again, too")
    parser.add_argument("--quick", action="store_true", help="what remains is not tried with more of the comparisons")
    parser.add_argument("--jobs", type=int, default=int(os.environ.get("JOBS", os.cpu_count() or 1)))
    given = parser.parse_args(arguments)

    results, equivalent = read_results(), read_equivalent()
    copy = Copy(results)
    say(f"{len(copy.mutants())} changes; building")
    build(copy, given.jobs)
    numbers = copy.mutants()
    order = list(numbers)
    for m in order:
        if m.key in copy.left_out:
            results[m.key] = Result(m.block, "does not compile", "")
    say("what each test comes by")
    trials = Trials(baseline(ONE_IN))
    names = {t.name for t in trials.tests}

    def known(m: Mutant) -> bool:
        r = results.get(m.key)
        if r is None or r.block != m.block:
            return False
        if r.what == "survived" or r.what == "not reached":
            if m.key in equivalent:
                results[m.key] = r._replace(what="equivalent")
                return True
            return False
        return r.what != "killed" or r.by in names or r.by in ENDS or r.by.startswith("tests/static/")

    todo = [m for m in order if not given.file or any(m.file.startswith(f) for f in given.file)]
    todo = [m for m in todo if m.key not in copy.left_out and (given.again or not known(m))]
    sizes = Counter(m.file for m in todo)
    todo.sort(key=lambda m: (m.file.startswith("evaluate/"), sizes[m.file]))  # small files first
    if given.sample and given.sample < len(todo):
        todo = [todo[i * len(todo) // given.sample] for i in range(given.sample)]
    say(f"{len(todo)} to try")
    write_results(results, order)

    def attempt(m: Mutant) -> tuple[Mutant, str, str]:
        number, site = numbers[m]
        return m, *trials.try_one(m, number, site, not given.quick and m.key not in equivalent)

    done, survived = 0, 0
    with ThreadPoolExecutor(given.jobs) as pool:
        for future in as_completed([pool.submit(attempt, m) for m in todo]):
            m, what, by = future.result()
            if what in ("survived", "not reached") and m.key in equivalent:
                what = "equivalent"
            results[m.key] = Result(m.block, what, by)
            done += 1
            survived += what in ("survived", "not reached")
            if what in ("survived", "not reached"):
                say(f"{m.file}: {m.line}  [{m.nth}] {m.change}: {what}")
            if done % 50 == 0:
                say(f"{done} of {len(todo)}, {survived} to look at")
            write_results(results, order)
    wrong = summary(results, order, equivalent)
    say(f"{wrong} to look at")
    return 1 if wrong else 0


#: How a change may be noticed other than by a test that fails.
ENDS = ("no end in time", "an end before its time")

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
