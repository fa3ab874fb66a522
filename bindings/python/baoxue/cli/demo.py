# SPDX-License-Identifier: Apache-2.0
"""``baoxue demo``"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

from baoxue import District, evaluate, layer, load_policy, sample, sample_settings
from baoxue._files import check_out_folder, json_writer, write_files
from baoxue._folder import write_folder
from baoxue.cli.balance import print_dropouts_of_transfers, print_figures, print_money, print_quotas
from baoxue.cli.counting import print_gaps, print_obligations, print_overdue
from baoxue.cli.options import add_command
from baoxue.cli.output import write_findings
from baoxue.cli.screen import Progress, heading

if TYPE_CHECKING:
    import argparse

    import pyarrow as pa

    from baoxue import Findings, Policy
    from baoxue.cli.options import Commands

_POLICY = "plan-2"
#: What is judged when the year is over, the township's plan first: lines and money; quotas and vetoes; transfers.
_YEARLY = ("plan-5", "plan-2", "plan-1")
#: What those plans leave open, and what is supposed here to show what would follow.
_SUPPOSED: Final[dict[str, int | str | Fraction | Sequence[Fraction]]] = {
    "2.2.2.9a.threshold": 2,
    "5.9e.shares": [Fraction(7, 10), Fraction(3, 10)],
}
_PUPILS = 2000
_SEED = 1

#: The file by which a demo knows a folder that a demo wrote.
_MARKER = "x_demo.json"


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "demo",
        _run,
        help="generate a township, evaluate plans on it, and show what is overdue, what a year comes to, and why",
        examples="  baoxue demo\n  baoxue demo --out elsewhere\n",
    )
    parser.add_argument(
        "--out",
        metavar="DIR",
        type=Path,
        default=Path("demo"),
        help="folder to write; new, empty, or of an earlier demo, which is replaced (default demo)",
    )


def _claim(folder: Path) -> None:
    """Mark a folder as a demo's, so that the next demo may replace this one.

    Raises:
        FileExistsError: the folder is not empty, and no demo wrote it.
    """
    if (folder / _MARKER).is_file():
        return
    try:
        check_out_folder(folder, force=False)
    except FileExistsError:
        message = (
            f"the folder `{folder}` is not empty and was not written by a demo (it holds no {_MARKER});"
            " give another one with --out, or move it away"
        )
        raise FileExistsError(message) from None
    note = "written by `baoxue demo`; while this file is here, the next demo replaces district and findings"
    write_files(folder, {_MARKER: json_writer({"note": note})})


def _run(options: argparse.Namespace) -> int:
    _claim(options.out)
    findings_folder = options.out / "findings"
    year_folder = options.out / "year"
    with Progress() as say:
        say("generating the township")
        tables = sample(_PUPILS, _SEED)
        settings = sample_settings()
        write_folder(
            options.out / "district",
            tables,
            calendar=settings["calendar"],
            register=settings["register"],
            format="parquet",
            force=True,
        )
        say("reading it")
        district = District.from_folder(options.out / "district")
        say("evaluating")
        policy = load_policy(_POLICY)
        as_of = _inside_the_year(tables["terms"])
        findings = evaluate(policy, district, as_of)
        yearly = layer(*map(load_policy, _YEARLY))
        last_day: dt.date = max(tables["terms"]["last_day"].to_pylist())
        year_is_over = last_day + dt.timedelta(days=1)
        supposed = yearly.with_values(_SUPPOSED)
        of_year, if_supposed = evaluate([yearly, supposed], district, year_is_over)
        say("writing")  # before anything is printed: a pipe that closes then loses no file
        names = write_findings(findings, findings_folder, "parquet", "csv", force=True)
        names += write_findings(of_year, year_folder, "parquet", "csv", force=True)
    print(f"{policy.id}: {policy.title('en')} ({policy.title('zh')})")
    print(f"a made-up township of {_PUPILS:,} pupils, as of {as_of}")
    print_obligations(findings)
    print_overdue(findings, district, "role")
    print_overdue(findings, district, "school")
    print_gaps(findings)
    _print_one_explanation(findings)
    _print_year(of_year, yearly, year_is_over)
    shown = ", ".join(f"{name} = {_shown(value)}" for name, value in _SUPPOSED.items())
    print(f"\nIf the plans said what they leave open, say {shown}:")
    print_money(if_supposed)
    print(f"\nwrote the township to {options.out / 'district'}")
    print(f"wrote {len(names)} files of findings to {findings_folder} and {year_folder}, as Parquet and CSV")
    return 0


def _inside_the_year(terms: pa.Table) -> dt.date:
    """Two thirds of the way from the first day of all terms to the last."""
    first: dt.date = min(terms["first_day"].to_pylist())
    last: dt.date = max(terms["last_day"].to_pylist())
    return first + (last - first) * 2 // 3


def _print_year(findings: Findings, policy: Policy, as_of: dt.date) -> None:
    heading(f"{policy.id}: the year's balance, as of {as_of}")
    for id in _YEARLY:
        print(f"  {load_policy(id).title('en')}")
    print_quotas(findings, policy)
    print_dropouts_of_transfers(findings)
    print_figures(findings, policy)
    print_money(findings)
    print_gaps(findings)


def _shown(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _print_one_explanation(findings: Findings) -> None:
    import pyarrow.compute as pc

    from baoxue.cli.counting import plain

    rows = findings.obligations.to_arrow()
    missed = rows.filter(pc.and_(pc.equal(plain(rows, "state")["state"], "missed"), rows["student_id"].is_valid()))
    if not missed.num_rows:
        return
    id = missed["id"][0].as_py()
    heading(f"why {id:016x} is overdue")
    for lang in ("zh", "en"):
        print("\n".join(f"  {line}" for line in findings.explain(id, lang).splitlines()))
        print()
