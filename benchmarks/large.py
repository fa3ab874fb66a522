# SPDX-License-Identifier: Apache-2.0
"""A register larger than what is to be held: a million pupils with a complete register, judged from a folder of parts.

The folder is written once, with the program ``bench_generate`` that ``make bench`` builds, and judged by a process of
its own, whose peak memory is told and held against a limit. Exit codes: 0 below the limit, 1 not.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from columns import Columns, made_by
from contestant import status_kib
from district_tables import district_tables

HERE = Path(__file__).resolve().parent
TOP = HERE.parent
PUPILS_OF_A_PART = 50_000
MOST_GIB = 2.0

#: Ids that count on from part to part, by what they name.
IDS = {
    "students": ("student_id",),
    "units": ("unit_id", "parent_id", "covers_id", "class_id"),
    "persons": ("person_id", "actor_id"),
    "acts": ("act_id",),
}
#: The same in every part.
COMMON = ("terms", "days")


def moved_on(table: pa.Table, before: dict[str, int]) -> pa.Table:
    """The table with its ids behind those of the parts before."""
    for what, columns in IDS.items():
        for name in set(columns) & set(table.column_names):
            moved = pc.add(table[name], pa.scalar(before[what], pa.int32()))
            table = table.set_column(table.column_names.index(name), name, moved)
    return table


def write(folder: Path, pupils: int, pupils_of_a_part: int, generate: Path) -> None:
    """A district whose register is a file for every so many pupils. The folder appears when it is whole."""
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SystemExit(f"`{folder}` is there and not of this program; give another with --folder, or move it away")
    unfinished = folder.with_name(f".{folder.name}.writing")
    shutil.rmtree(unfinished, ignore_errors=True)  # of one that was stopped
    (unfinished / "attendance").mkdir(parents=True)
    write_parts(unfinished, pupils, pupils_of_a_part, generate)
    unfinished.rename(folder)


def write_parts(folder: Path, pupils: int, pupils_of_a_part: int, generate: Path) -> None:
    """The files of the folder, part by part."""
    others: dict[str, list[pa.Table]] = {}
    before = dict.fromkeys(IDS, 0)
    as_of = 0
    for part in range(pupils // pupils_of_a_part):
        with tempfile.TemporaryDirectory() as made:
            command = [generate, made, str(pupils_of_a_part), "complete", str(part + 1)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            columns = Columns(Path(made))
        tables = {name: moved_on(table, before) for name, table in district_tables(columns).items()}
        pq.write_table(tables.pop("attendance"), folder / "attendance" / f"part-{part:03}.parquet")
        for name, table in tables.items():
            if part == 0 or name not in COMMON:
                others.setdefault(name, []).append(table)
        before["students"] += columns.pupils
        before["units"] += len(columns.unit_kind)
        before["persons"] += int(max(np.max(columns.holding_person), np.max(columns.act_actor))) + 1
        before["acts"] += len(columns.act_date)
        as_of = columns.as_of
        print(f"# part {part + 1}: {before['students']:,} pupils", flush=True)
    for name, parts in others.items():
        pq.write_table(pa.concat_tables(parts).unify_dictionaries(), folder / f"{name}.parquet")
    settings = {
        "format": "baoxue-district",
        "format_version": 1,
        "calendar": "weekdays",
        "register": "complete",
    }
    (folder / "district.json").write_text(json.dumps(settings))
    (folder / "x_as_of").write_text(str(as_of))


def judge(folder: Path, threads: int, most_gib: float) -> int:
    """Reads and judges the folder in this process, and tells what it took; 0 if its memory kept below the limit."""
    import baoxue

    as_of = dt.date(1970, 1, 1) + dt.timedelta(days=int((folder / "x_as_of").read_text()))
    ladder = baoxue.load_policy(HERE / "ladder.json")
    start = time.perf_counter()
    district = baoxue.District.from_folder(folder)
    read = time.perf_counter()
    peak_of_reading = status_kib("VmHWM")
    findings = baoxue.evaluate(ladder, district, as_of, threads=threads)
    judged = time.perf_counter()
    held = district.summary()
    peak = status_kib("VmHWM")
    kept = 0 < peak < most_gib * 2**20
    said = f"kept below {most_gib:g} GiB" if kept else f"DID NOT KEEP below {most_gib:g} GiB"
    print(
        f"{held['pupils']:,} pupils, {held['marks']:,} marks, {len(findings.obligations):,} duties\n"
        f"read in {read - start:.1f} s, peak {peak_of_reading / 2**20:.2f} GiB\n"
        f"judged on {threads} threads in {judged - read:.1f} s, peak {peak / 2**20:.2f} GiB\n"
        f"{said if peak else 'peak not known: no /proc'}"
    )
    return 0 if kept else 1


def main() -> int:
    """Write, then judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pupils", type=int, default=1_000_000, help="a multiple of those of a part")
    parser.add_argument("--part", type=int, default=PUPILS_OF_A_PART, help="pupils of a part, a multiple of 1,000")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to; made if it is not there")
    parser.add_argument("--judge", action="store_true", help="only judge the folder")
    parser.add_argument("--most-gib", type=float, default=MOST_GIB, help="what the peak is to keep below")
    parser.add_argument("--generate", type=Path, default=TOP / "build/bench/benchmarks/bench_generate")
    args = parser.parse_args()
    folder = args.folder or TOP / f"build/bench/data/large-{args.pupils}"
    if args.judge:
        return judge(folder, args.threads, args.most_gib)
    if args.part < 1000 or args.part % 1000 or args.pupils < args.part or args.pupils % args.part:
        parser.error("--part is a number of thousands, --pupils a multiple of it")
    if not args.generate.exists():
        parser.error(f"`{args.generate}` is not there: run `make bench` first, or name it with --generate")
    done, key = folder / "x_made_by", made_by(args.generate, [str(args.pupils), str(args.part)])
    if not done.exists() or done.read_text() != key:
        if (folder / "x_as_of").exists():  # of another generator
            shutil.rmtree(folder)
        write(folder, args.pupils, args.part, args.generate)
        done.write_text(key)
    command = [sys.executable, __file__, "--judge", "--folder", folder]
    command += ["--threads", str(args.threads), "--most-gib", str(args.most_gib)]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
