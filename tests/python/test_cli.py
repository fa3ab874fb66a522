# SPDX-License-Identifier: Apache-2.0
"""The command line, run as a program."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import pty
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from baoxue import District, DistrictError, __version__, evaluate, load_policy, policy_ids
from baoxue.cli import main
from baoxue.findings import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

DATE = ("--as-of", "2024-05-31")


@pytest.fixture
def township(baoxue_command: Run, tmp_path: Path) -> Path:
    done = baoxue_command("sample", "township", "--pupils", 200, "--seed", 1)
    assert (done.returncode, done.stderr) == (0, "")
    return tmp_path / "township"


@pytest.fixture
def date(township: Path) -> tuple[str, str]:
    """The last day of the township's year."""
    terms = pq.read_table(township / "terms.parquet")
    return ("--as-of", max(terms["last_day"].to_pylist()).isoformat())


def test_version_and_help(baoxue_command: Run) -> None:
    assert baoxue_command("--version").stdout == f"baoxue {__version__}\n"
    for command in ([], ["evaluate"], ["verify"], ["explain"], ["import"], ["sample"], ["schema"], ["demo"]):
        done = baoxue_command(*command, "--help")
        assert done.returncode == 0
        assert "examples:\n  baoxue " in done.stdout


def test_evaluate_prints_a_summary_and_writes_every_table(
    baoxue_command: Run, township: Path, date: tuple[str, str]
) -> None:
    done = baoxue_command("evaluate", "plan-2", township, *date, "--out", "findings")
    assert (done.returncode, done.stderr) == (0, "")
    for title in ("obligations by clause", "overdue by role and school", "gaps"):
        assert f"\n{title}" in done.stdout
    assert "2.2.2.6e" in done.stdout
    assert "\x1b" not in done.stdout
    written = township.parent / "findings"
    assert sorted(path.stem for path in written.iterdir()) == sorted(TABLES)


def test_every_format_holds_the_same_ids(baoxue_command: Run, township: Path, date: tuple[str, str]) -> None:
    for format in ("parquet", "csv", "json"):
        arguments = ("evaluate", "plan-2", township, *date, "--out", format, "--format", format)
        assert baoxue_command(*arguments).returncode == 0
    out = township.parent
    ids = pq.read_table(out / "parquet" / "obligations.parquet")["id"].to_pylist()
    texts = [f"{id:016x}" for id in ids]
    with open(out / "csv" / "obligations.csv", encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == texts
    document = json.loads((out / "json" / "obligations.json").read_text(encoding="utf-8"))
    assert document["table"] == "obligations"
    assert [row["id"] for row in document["rows"]] == texts


def test_explain_speaks_both_languages(baoxue_command: Run, township: Path, date: tuple[str, str]) -> None:
    evaluate = ("evaluate", "plan-2", township, *date, "--out", "f")
    assert baoxue_command(*evaluate).returncode == 0
    table = pq.read_table(township.parent / "f" / "obligations.parquet")
    id = f"{table['id'][0].as_py():016x}"
    both = baoxue_command("explain", "plan-2", township, *date, id).stdout
    chinese = baoxue_command("explain", "plan-2", township, *date, id, "--lang", "zh").stdout
    english = baoxue_command("explain", "plan-2", township, *date, id, "--lang", "en").stdout
    assert both == f"{chinese}\n{english}"
    assert any(character > "\u4e00" for character in chinese)


def test_explain_says_what_a_rule_still_lacks(baoxue_command: Run, township: Path, date: tuple[str, str]) -> None:
    student = pq.read_table(township / "students.parquet")["student_id"][0].as_py()
    asked = ("explain", "plan-2", township, *date, "--why-not", str(student))
    english = baoxue_command(*asked, "--clause", "2.2.2.6g", "--lang", "en")
    assert english.returncode == 0
    assert "Clause 2.2.2.6g" in english.stdout
    assert len(baoxue_command(*asked).stdout) > len(english.stdout)
    assert baoxue_command(*asked, "0123456789abcdef").returncode == 2
    assert baoxue_command("explain", "plan-2", township, *date).returncode == 2
    unknown = baoxue_command("explain", "plan-2", township, *date, "--why-not", "nobody")
    assert unknown.returncode == 2
    assert unknown.stderr == "baoxue: no pupil, unit or person has the id `nobody`\n"


def test_explain_of_an_unknown_id(baoxue_command: Run, township: Path, date: tuple[str, str]) -> None:
    done = baoxue_command("explain", "plan-2", township, *date, "0000000000000001")
    assert done.returncode == 2
    assert done.stderr == (
        "baoxue: no finding has the id `0000000000000001`; give the same policy, district, date"
        " and --set and --reading as to evaluate\n"
    )


def test_findings_that_the_user_fails_on(baoxue_command: Run, township: Path, date: tuple[str, str]) -> None:
    done = baoxue_command("evaluate", "plan-2", township, *date, "--fail-on", "overdue")
    assert done.returncode == 1
    assert done.stderr.startswith("baoxue: failing as asked: ")
    assert done.stderr.endswith(" overdue\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("evaluate", "plan-2", "nowhere", *DATE),
            "baoxue: no folder `nowhere`; check the path, or make one with `baoxue sample`\n",
        ),
        (
            ("evaluate", "none.json", "nowhere", *DATE),
            "baoxue: cannot read the policy file `none.json` (No such file or directory); check the path\n",
        ),
        (
            ("evaluate", "plan-2", "nowhere", "--as-of", "31.5.2024"),
            "baoxue evaluate: error: argument --as-of: `31.5.2024` is not a date, write it as 2024-04-30\n",
        ),
        (
            ("evaluate", "plan-2", "nowhere", *DATE, "--set", "2.2.2.6i.within=x"),
            "baoxue: `2.2.2.6i.within`: expected a whole number, got `'x'` (str)\n",
        ),
        (
            ("evaluate", "plan-2", "nowhere", *DATE, "--set", "2.2.2.6i.within=99999999999"),
            "baoxue: `2.2.2.6i.within`: `99999999999` is out of range, expected a whole number from 0 to 36525\n",
        ),
        (
            ("explain", "plan-2", "nowhere", *DATE, "12"),
            "baoxue explain: error: argument ID: `12` is not the id of a finding: 16 hex digits,"
            " as evaluate writes them\n",
        ),
        (
            ("sample", "out", "--pupils", "0"),
            "baoxue sample: error: argument --pupils: `0` is not a whole number from 1 to 5000000\n",
        ),
        (
            ("sample", "out", "--pupils", "99999999"),
            "baoxue sample: error: argument --pupils: `99999999` is not a whole number from 1 to 5000000\n",
        ),
        (
            ("sample", "out", "--seed", "99999999999999999999999"),
            "baoxue sample: error: argument --seed: `99999999999999999999999` is not a whole number from 0 to"
            f" {2**64 - 1}\n",
        ),
        (
            ("sample", "out", "--seed", "9" * 5000),
            f"argument --seed: `{'9' * 20}...` is not a whole number from 0 to {2**64 - 1}\n",
        ),
        (
            ("evaluate", os.fsdecode(b"\xff"), "nowhere", *DATE),
            r"baoxue: unknown policy `\udcff` (built in: "
            f"{', '.join(policy_ids())}; the name of a policy file ends in .json)\n",
        ),
        (
            ("evaluate", "plan-2", os.fsdecode(b"\xff"), *DATE),
            r"baoxue: no folder `\udcff`; check the path, or make one with `baoxue sample`"
            "\n",
        ),
        (
            ("evaluate", "plan-2", "nowhere", *DATE, "--reading", "2.2.2.6e=xx"),
            "baoxue: policy plan-2, clause 2.2.2.6e: unknown reading `xx`, expected `unexcused` or `excused_too`\n",
        ),
        (
            ("import", "edfi", "nowhere", "out"),
            "baoxue: no folder `nowhere`; give the folder with the Ed-Fi XML files\n",
        ),
    ],
    ids=[
        "district",
        "policy",
        "date",
        "value",
        "range",
        "id",
        "no pupils",
        "too many pupils",
        "seed",
        "endless seed",
        "policy not UTF-8",
        "district not UTF-8",
        "reading",
        "import",
    ],
)
def test_bad_input_exits_with_2_and_says_what_to_do(
    baoxue_command: Run, arguments: tuple[str, ...], message: str
) -> None:
    done = baoxue_command(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert message in done.stderr  # beside what else is wrong: there is no folder `nowhere`
    assert "Traceback" not in done.stderr


def test_a_folder_in_use_is_refused_before_any_work(baoxue_command: Run, township: Path) -> None:
    refusal = "is not empty; give a new one, or write over it with --force\n"
    before = {path.name: path.read_bytes() for path in township.iterdir()}
    for arguments in (
        ("sample", township),
        ("import", "edfi", "nowhere", township),
        ("evaluate", "plan-2", "nowhere", *DATE, "--out", township),
    ):
        done = baoxue_command(*arguments)
        assert done.returncode == 2
        assert done.stderr.endswith(refusal)
    assert {path.name: path.read_bytes() for path in township.iterdir()} == before


def test_force_leaves_no_table_of_the_other_format(baoxue_command: Run, township: Path) -> None:
    done = baoxue_command("sample", township, "--pupils", 5, "--format", "csv", "--force")
    assert done.returncode == 0
    assert {path.suffix for path in township.iterdir()} == {".csv", ".json"}


def test_the_same_seed_gives_the_same_bytes(baoxue_command: Run, township: Path) -> None:
    baoxue_command("sample", "again", "--pupils", 200, "--seed", 1)
    for path in township.iterdir():
        assert path.read_bytes() == (township.parent / "again" / path.name).read_bytes()


def test_demo_shows_and_writes(baoxue_command: Run, tmp_path: Path) -> None:
    done = baoxue_command("demo")
    assert (done.returncode, done.stderr) == (0, "")
    for title in ("overdue by role", "overdue by school", "gaps", "why "):
        assert f"\n{title}" in done.stdout
    _, of_schools = done.stdout.split("\noverdue by school\n")
    assert "\n  per person " in of_schools.split("\n\n")[0]  # quotas of each holder have no school
    _, year = done.stdout.split("\nplan-5+plan-2+plan-1: the year's balance")
    for title in (
        "quotas short by role",
        "transfers that became dropouts",
        "figures against lines",
        "gaps",
        "If the plans said what they leave open",
        "awards, charges and vetoes",
    ):
        assert f"\n{title}" in year
    for folder in ("findings", "year"):
        written = tmp_path / "demo" / folder
        assert {path.suffix for path in written.iterdir()} == {".csv", ".parquet"}
        assert {path.stem for path in written.iterdir()} == set(TABLES)
    assert baoxue_command("demo").stdout == done.stdout


def _on_a_terminal(command: list[str], **environment: str) -> str:
    """What a command writes where stdout and stderr are a terminal."""
    try:
        ours, theirs = pty.openpty()
    except OSError:
        pytest.skip("no pseudo-terminals on this machine")
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env={**os.environ, **environment}) as process:
        os.close(theirs)
        written = b""
        try:
            while chunk := os.read(ours, 1 << 16):
                written += chunk
        except OSError:  # how Linux says that the other end is closed
            pass
        process.wait()
    os.close(ours)
    return written.decode()


def test_colour_and_progress_only_where_they_are_wanted(township: Path, date: tuple[str, str]) -> None:
    command = [sys.executable, "-m", "baoxue", "evaluate", "plan-2", str(township), *date]
    shown = _on_a_terminal(command, TERM="xterm", NO_COLOR="")
    assert "\x1b[1m" in shown
    assert "evaluating ..." in shown
    assert "\x1b[1m" not in _on_a_terminal(command, TERM="xterm", NO_COLOR="1")
    assert "\x1b" not in _on_a_terminal(command, TERM="dumb")


def test_a_closed_pipe_is_no_error(township: Path, date: tuple[str, str]) -> None:
    arguments = f"evaluate plan-2 {township} {' '.join(date)}"
    done = subprocess.run(
        f"'{sys.executable}' -m baoxue {arguments} | true",
        shell=True,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""


@pytest.mark.parametrize("command", ["evaluate", "demo"])
def test_a_closed_pipe_loses_no_file(command: str, township: Path, date: tuple[str, str]) -> None:
    out = township.parent / "out"
    facts = ("plan-2", str(township), *date) if command == "evaluate" else ()
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [sys.executable, "-u", "-m", "baoxue", command, *facts, "--out", str(out)],
        stdout=theirs,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    os.close(theirs)
    assert (done.returncode, done.stderr) == (141, "")
    written = out if command == "evaluate" else out / "findings"
    assert {path.stem for path in written.iterdir()} == set(TABLES)


def test_demo_replaces_no_folder_of_the_user(baoxue_command: Run, tmp_path: Path) -> None:
    theirs = tmp_path / "demo" / "district" / "students.csv"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("mine", encoding="utf-8")
    done = baoxue_command("demo")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "baoxue: the folder `demo` is not empty and was not written by a demo (it holds no x_demo.json);"
        " give another one with --out, or move it away\n"
    )
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [theirs]
    assert theirs.read_text(encoding="utf-8") == "mine"


def test_the_first_20_problems_or_every_one(baoxue_command: Run, tmp_path: Path) -> None:
    folder = tmp_path / "wrong"
    folder.mkdir()
    for number in range(21):  # and neither calendar nor register is said, nor are there terms or units: 25 problems
        (folder / f"wrong{number}.txt").touch()
    arguments = ("evaluate", "plan-2", "wrong", *DATE)
    done = baoxue_command(*arguments)
    lines = done.stderr.splitlines()
    assert (done.returncode, len(lines)) == (2, 21)
    assert lines[-1] == "baoxue: ... and 5 more; --all-problems shows them all"
    done = baoxue_command(*arguments, "--all-problems")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 25)
    assert "more" not in done.stderr
    with pytest.raises(DistrictError) as caught:
        District.from_folder(folder)
    assert len(caught.value.problems) == 25
    assert str(caught.value).splitlines()[20:] == ["... and 5 more problems"]


def test_help_sets_a_parameter_that_there_is(baoxue_command: Run) -> None:
    assert "--set 2.2.2.6i.within=3\n" in baoxue_command("evaluate", "--help").stdout
    load_policy("plan-2").with_values({"2.2.2.6i.within": 3})


def test_help_shows_dates_of_the_sample(baoxue_command: Run, township: Path) -> None:
    terms = pq.read_table(township / "terms.parquet")
    first, last = min(terms["first_day"].to_pylist()), max(terms["last_day"].to_pylist())
    dates = {
        dt.date.fromisoformat(date)
        for command in ([], ["evaluate"], ["explain"])
        for date in re.findall(r"--as-of (\d{4}-\d\d-\d\d)", baoxue_command(*command, "--help").stdout)
    }
    assert dates
    assert all(first <= date <= last for date in dates)


def _shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", command.replace("baoxue", f"{shlex.quote(sys.executable)} -m baoxue", 1)],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_closed_streams_are_no_matter(township: Path, date: tuple[str, str]) -> None:
    facts = f"township {' '.join(date)}"
    done = _shell(f"baoxue evaluate plan-2 {facts} --out found --fail-on overdue >&-", township.parent)
    assert done.returncode == 1
    assert done.stderr.startswith("baoxue: failing as asked: ")
    assert (township.parent / "found" / "gaps.parquet").exists()
    assert _shell(f"baoxue evaluate plan-2 {facts} >&- 2>&-", township.parent).returncode == 0
    done = _shell("baoxue evaluate plan-2 nowhere --as-of 2026-04-17 2>&-", township.parent)
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk_is_named(township: Path, date: tuple[str, str]) -> None:
    facts = f"township {' '.join(date)}"
    for command in (f"baoxue evaluate plan-2 {facts}", "baoxue --help"):
        done = _shell(f"{command} >/dev/full", township.parent)
        assert done.returncode == 2
        assert done.stderr == "baoxue: cannot write to standard output (No space left on device)\n"
    assert _shell(f"baoxue evaluate plan-2 {facts} --fail-on overdue 2>/dev/full", township.parent).returncode == 1


def test_a_defect_is_neither_bad_input_nor_a_finding(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("baoxue.cli.sample.sample", broken)
    assert main(["sample", str(tmp_path / "out")]) == 70
    told = capsys.readouterr().err
    assert "RuntimeError: broken\n" in told
    assert told.endswith("baoxue: a defect of baoxue, not of its input (RuntimeError); please report it\n")


def test_where_the_acts_are_not_given_nothing_is_said_to_be_done_in_time(
    baoxue_command: Run, township: Path, date: tuple[str, str]
) -> None:
    given: list[str] = []
    for table in ("acts", "holdings"):
        given.append(f"`{table}`")
        (township / f"{table}.parquet").unlink()
        found = evaluate(load_policy("plan-2"), District.from_folder(township), dt.date.fromisoformat(date[1]))
        unknown = found.obligations.counts()["unknown"]
        done = baoxue_command("evaluate", "plan-2", township, *date)
        verb = "was" if table == "acts" else "were"
        told = f"not known: {unknown:,} duties are past the due date, and {' and '.join(given)} {verb} not given"
        assert f"\noverdue by role and school\n  {told}\n\n" in done.stdout


def test_gaps_that_every_rule_repeats_are_one_line(baoxue_command: Run, township: Path, date: tuple[str, str]) -> None:
    gaps = evaluate(load_policy("plan-2"), District.from_folder(township), dt.date.fromisoformat(date[1])).gaps
    unmarked = [row for row in gaps.to_arrow().to_pylist() if row["kind"] == "unmarked_sessions"]
    rules = {(row["clause"], row["rule"]) for row in unmarked}
    shown = baoxue_command("evaluate", "plan-2", township, *date).stdout.partition("\ngaps: ")[2].splitlines()
    (line,) = [line.split() for line in shown if "unmarked_sessions" in line]
    assert line == ["unmarked_sessions", str(len(rules)), "rules", "-", "-", f"{len(unmarked):,}"]
    table = shown[2 : shown.index("")] if "" in shown else shown[2:]
    assert {line.split()[0] for line in table} - {"and"} <= set(gaps.counts())


def test_findings_are_not_written_into_the_district(baoxue_command: Run, township: Path) -> None:
    """Not even with --force: the folder would be no district any more."""
    before = sorted(path.name for path in township.iterdir())
    done = baoxue_command("evaluate", "plan-2", township, *DATE, "--out", township, "--force")
    assert done.returncode == 2
    assert done.stderr == f"baoxue: `{township}` is the district itself; give another folder for the findings\n"
    assert sorted(path.name for path in township.iterdir()) == before


def test_what_is_wrong_with_policy_and_district_is_told_together(baoxue_command: Run, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    folder.mkdir()
    settings = '{"format": "baoxue-district", "format_version": 1, "calendar": "china", "register": "complete"}'
    (folder / "district.json").write_text(settings, encoding="utf-8")
    (folder / "units.csv").write_text("unit_id,kind\ns1,shool\n", encoding="utf-8")
    (folder / "terms.csv").write_text(
        "term_id,school_year,first_day,last_day\nt1,2023-2024,2023-09-31,2024-01-19\n", encoding="utf-8"
    )
    changes = ("--reading", "2.2.2.6i=nope", "--reading", "2.2.2.6e=nope", "--set", "nope.x=1")
    done = baoxue_command("evaluate", "plan-2", folder, *DATE, *changes)
    assert done.returncode == 2
    for part in ("`nope.x`", "clause 2.2.2.6i", "clause 2.2.2.6e", "`china`", "`shool`", "`2023-09-31`"):
        assert part in done.stderr
    assert len(done.stderr.splitlines()) == 6
