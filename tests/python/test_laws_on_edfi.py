# SPDX-License-Identifier: Apache-2.0
"""Eight laws on the Ed-Fi sample, counted a second time: day by day, in plain Python, from what each law says.

The sample has one school year, three schools and no acts. A second district adds acts that are made up from the counts
(a report some days after the third absence, and so on), so that the steps which wait for them are climbed as well.
"""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import functools
import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from baoxue import District, evaluate, import_edfi, load_policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from baoxue import Findings, Policy
    from baoxue.importers import EdfiImport

DAY = dt.timedelta(days=1)
END_OF_YEAR = dt.date(2022, 5, 27)
DATES = [dt.date(2021, 10, 29), dt.date(2021, 12, 17), dt.date(2022, 1, 3), dt.date(2022, 3, 15), END_OF_YEAR]

# Pupils, and the days on which something fires for them.
Fired = set[tuple[str, dt.date]]
# A pupil, a day and what was done.
Act = tuple[str, dt.date, str]


# ---------------------------------------------------------------- the sample, by hand


@dataclass
class Pupil:
    """One pupil's days: what laws look at."""

    id: str
    born: dt.date
    terms: list[list[dt.date]]  # school days of each term on the roll, in order
    absent: set[dt.date] = field(default_factory=set)  # without excuse, both sessions

    @functools.cached_property
    def days(self) -> list[dt.date]:
        """Every school day of the year."""
        return [day for term in self.terms for day in term]

    @functools.cached_property
    def mondays(self) -> list[dt.date]:
        """Of the weeks with school."""
        return sorted({day - day.weekday() * DAY for day in self.days})

    def age_is(self, day: dt.date, from_age: int, until_age: int) -> bool:
        """Whether a day lies between two birthdays, the second left out."""
        return _birthday(self.born, from_age) <= day < _birthday(self.born, until_age)


def _birthday(born: dt.date, age: int) -> dt.date:
    year = born.year + age
    return dt.date(year, born.month, min(born.day, calendar.monthrange(year, born.month)[1]))


def _weekdays(first: dt.date, last: dt.date) -> list[dt.date]:
    days = (first + n * DAY for n in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5]


def _pupils(imported: EdfiImport) -> list[Pupil]:
    """Who is on a roll. The sample has no `days` table: every weekday of a term is a school day, of two sessions."""
    assert "days" not in imported.tables
    rows = {name: table.to_pylist() for name, table in imported.tables.items()}
    terms = defaultdict(list)
    for term in sorted(rows["terms"], key=lambda row: row["first_day"]):
        terms[term["unit_id"]].append((term["first_day"], term["last_day"]))
    born = {row["student_id"]: row["birth_date"] for row in rows["students"]}
    marks: dict[tuple[str, dt.date], set[tuple[str, str]]] = defaultdict(set)
    for row in rows["attendance"]:
        marks[row["student_id"], row["date"]].add((row["session"], row["mark"]))
    pupils = []
    for row in rows["enrolments"]:
        assert row["until"] is None
        on_roll = [(max(first, row["from"]), last) for first, last in terms[row["class_id"]]]
        pupil = Pupil(row["student_id"], born[row["student_id"]], [_weekdays(*term) for term in on_roll])
        for day in pupil.days:
            of_day = marks.pop((pupil.id, day), set())
            assert len({mark for _, mark in of_day}) <= 1  # both sessions alike
            if ("am", "unexcused") in of_day:
                assert ("pm", "unexcused") in of_day
                pupil.absent.add(day)
        pupils.append(pupil)
    assert not marks  # no mark on another day, or of another pupil
    return pupils


# ---------------------------------------------------------------- ways of counting, one day after another


def _runs(days: Iterable[dt.date], pupil: Pupil) -> Iterator[list[dt.date]]:
    """School days without excuse that follow each other; any other school day ends a run."""
    run: list[dt.date] = []
    for day in days:
        if day in pupil.absent:
            run.append(day)
        else:
            if run:
                yield run
            run = []
    if run:
        yield run


def _in_a_row(pupils: list[Pupil], n: int, across_terms: bool = False) -> Fired:
    """The n-th day of each run; without `across_terms` the end of a term ends a run too."""
    fired: Fired = set()
    for pupil in pupils:
        for days in [pupil.days] if across_terms else pupil.terms:
            fired.update((pupil.id, run[n - 1]) for run in _runs(days, pupil) if len(run) >= n)
    return fired


def _in_all(pupils: list[Pupil], n: int, period: Callable[[Pupil, dt.date], object], each: int = 1) -> Fired:
    """The day that brings a period's count to n. `each`: 1 counts days, 2 sessions."""
    fired: Fired = set()
    for pupil in pupils:
        count: Counter[object] = Counter()
        for day in pupil.days:
            if day not in pupil.absent:
                continue
            before = count[period(pupil, day)]
            count[period(pupil, day)] += each
            if before < n <= before + each:
                fired.add((pupil.id, day))
    return fired


def _year(_pupil: Pupil, _day: dt.date) -> object:
    return 2021


def _month(_pupil: Pupil, day: dt.date) -> object:
    return (day.year, day.month)


def _term(pupil: Pupil, day: dt.date) -> object:
    return next(i for i, term in enumerate(pupil.terms) if day in term)


def _in_window(pupils: list[Pupil], n: int, first_of: Callable[[Pupil, dt.date], dt.date], each: int = 1) -> Fired:
    """Looked at when each calendar day is over: fires on reaching n, and again only once it has been below."""
    fired: Fired = set()
    for pupil in pupils:
        reached = False
        day = pupil.days[0]
        while day <= END_OF_YEAR:
            first = first_of(pupil, day)
            count = each * sum(first <= absent <= day for absent in pupil.absent)
            if count >= n and not reached:
                fired.add((pupil.id, day))
            reached = count >= n
            day += DAY
    return fired


def _four_weeks(_pupil: Pupil, day: dt.date) -> dt.date:
    return day - 27 * DAY


def _six_months(pupil: Pupil, day: dt.date) -> dt.date:
    """From the day after the same day number six months before (or that month's last), within the school year."""
    months = day.year * 12 + day.month - 1 - 6
    year, month = months // 12, months % 12 + 1
    back = dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    return max(back + DAY, pupil.days[0])


def _ten_school_weeks(pupil: Pupil, day: dt.date) -> dt.date:
    """The Monday of the tenth week with school, counted back from this week, which counts if it has school."""
    return [monday for monday in pupil.mondays if monday <= day][-10:][0]


def _school_days_after(pupil: Pupil, day: dt.date, n: int) -> dt.date | None:
    later = [on for on in pupil.days if on > day]
    return later[n - 1] if len(later) >= n else None


# ---------------------------------------------------------------- whom a law means


def _aged(pupils: list[Pupil], fired: Fired, from_age: int, until_age: int) -> Fired:
    of = {pupil.id: pupil for pupil in pupils}
    return {(id, day) for id, day in fired if of[id].age_is(day, from_age, until_age)}


def _aged_to_the_year_end(pupils: list[Pupil], fired: Fired, from_age: int, until_age: int) -> Fired:
    """The upper age runs on to the end of the school year in which it is reached; a summer is of the year before."""
    of = {pupil.id: pupil for pupil in pupils}
    start = pupils[0].days[0]
    return {
        (id, day)
        for id, day in fired
        if _birthday(of[id].born, from_age) <= day and _birthday(of[id].born, until_age) >= start
    }


def _aged_to_the_last_friday_of_june(pupils: list[Pupil], fired: Fired) -> Fired:
    """5 to 16, and on to the last Friday of June of the school year of the sixteenth birthday."""
    of = {pupil.id: pupil for pupil in pupils}
    start = pupils[0].days[0]
    return {
        (id, day)
        for id, day in fired
        # the school year ends in May, before that Friday: whoever turns 16 in it is meant to its end
        if _birthday(of[id].born, 5) <= day and _birthday(of[id].born, 16) >= start
    }


# ---------------------------------------------------------------- the laws


def _us_ca(p: list[Pupil]) -> dict[str, Fired]:
    third = _aged(p, _in_all(p, 3, _year), 6, 18)
    return {"48260a/report/1": third, "48260.5/notice/1": third}


def _us_tx(p: list[Pupil]) -> dict[str, Fired]:
    third = _aged(p, _in_window(p, 3, _four_weeks), 6, 19)
    return {
        "25.095b/notice/1": third,
        "25.0915/prevention/1": _aged(p, _third_while_below_ten(p), 6, 19),
        "25.0951/referral/2": _aged(p, _in_window(p, 10, _six_months), 12, 19),
    }


def _third_while_below_ten(pupils: list[Pupil]) -> Fired:
    """On a day of absence with three or more in four weeks and fewer than ten in six months; again once below three."""
    fired: Fired = set()
    for pupil in pupils:
        done = False
        day = pupil.days[0]
        while day <= END_OF_YEAR:
            of_weeks, of_months = (
                sum(first(pupil, day) <= absent <= day for absent in pupil.absent)
                for first in (_four_weeks, _six_months)
            )
            done = done and of_weeks >= 3
            if day in pupil.absent and of_weeks >= 3 and of_months < 10 and not done:
                fired.add((pupil.id, day))
                done = True
            day += DAY
    return fired


def _us_wi(p: list[Pupil]) -> dict[str, Fired]:
    return {
        "118.16.2c/notice/1": _aged(p, _in_a_row(p, 1), 6, 18),
        "118.16.2cg/habitual/2": _aged(p, _in_all(p, 5, _term), 6, 18),
    }


def _gb_eng(p: list[Pupil]) -> dict[str, Fired]:
    reached = _aged_to_the_last_friday_of_june(p, _in_window(p, 10, _ten_school_weeks, each=2))
    return {"nf2024.threshold/threshold/1": reached}


def _fr(p: list[Pupil]) -> dict[str, Fired]:
    four = _aged(p, _in_all(p, 4, _month, each=2), 3, 16)
    return {
        "L131-8/contact/1": _aged(p, _in_a_row(p, 1), 3, 16),
        "R131-7.I/refer/2": four,
        "R131-7.I/team/1": four,
        "ten/ten/1": _aged(p, _in_all(p, 10, _month, each=2), 3, 16),
    }


def _tw(p: list[Pupil]) -> dict[str, Fired]:
    three = _aged_to_the_year_end(p, _in_a_row(p, 3), 6, 15)
    return {
        "report.2/filing/1": three,
        "report.2/letter/1": three,
        "rules.8/long/2": _aged_to_the_year_end(p, _in_all(p, 7, _term), 6, 15),
    }


def _jp(p: list[Pupil]) -> dict[str, Fired]:
    return {"order.20/run/1": _aged_to_the_year_end(p, _in_a_row(p, 7, across_terms=True), 6, 15)}


def _cn(p: list[Pupil]) -> dict[str, Fired]:
    # Days for "suspected" and "dropout" are left open, and nobody is recorded as having dropped out.
    return {"PJD.34/contact/1": _in_a_row(p, 1)}


LAWS = {
    "us-ca": _us_ca,
    "us-tx": _us_tx,
    "us-wi": _us_wi,
    "gb-eng": _gb_eng,
    "fr": _fr,
    "tw": _tw,
    "jp": _jp,
    "cn": _cn,
}


# ---------------------------------------------------------------- the comparison


@functools.cache
def _read(folder: Path) -> tuple[EdfiImport, list[Pupil]]:
    imported = import_edfi(folder)
    return imported, _pupils(imported)


@pytest.fixture
def imported(shared: Callable[[str], Path]) -> EdfiImport:
    return _read(shared("data/edfi"))[0]


@pytest.fixture
def pupils(shared: Callable[[str], Path]) -> list[Pupil]:
    return _read(shared("data/edfi"))[1]


def _district(imported: EdfiImport, acts: Iterable[Act] = ()) -> District:
    """The sample, with no needs, and no acts but these."""
    actor = imported.tables["holdings"]["person_id"][0].as_py()
    rows = [(f"a{i:05}", day, what, actor, student) for i, (student, day, what) in enumerate(sorted(acts))]
    columns = zip(*rows, strict=True) if rows else [[]] * 5
    types = [pa.string(), pa.date32(), pa.string(), pa.string(), pa.string()]
    names = ["act_id", "date", "act", "actor_id", "student_id"]
    made = pa.table([pa.array(list(c), t) for c, t in zip(columns, types, strict=True)], names)
    flags = pa.table(
        {"student_id": pa.array([], pa.string()), "need": pa.array([], pa.string()), "from": pa.array([], pa.date32())}
    )
    return District.from_tables(
        calendar=imported.calendar, register=imported.register, **imported.tables, acts=made, needs=flags
    )


def _found(findings: Findings) -> dict[str, Fired]:
    """What fired for pupils, by clause, rule and step."""
    out: dict[str, Fired] = defaultdict(set)
    for row in pa.table(findings.obligations).to_pylist():
        if row["student_id"] is not None:
            out[f"{row['clause']}/{row['rule']}/{row['step'] or 0}"].add((row["student_id"], row["triggered_on"]))
    return dict(out)


def _compare(policy: Policy, district: District, counted: dict[str, Fired]) -> None:
    for as_of in DATES:
        expected = {rung: {one for one in fired if one[1] <= as_of} for rung, fired in counted.items()}
        found = _found(evaluate(policy, district, as_of))
        assert found == {rung: fired for rung, fired in expected.items() if fired}, as_of


@pytest.mark.parametrize("law", LAWS)
def test_each_rung_fires_for_the_pupils_and_on_the_days_that_were_counted(
    imported: EdfiImport, pupils: list[Pupil], law: str
) -> None:
    _compare(load_policy(law), _district(imported), LAWS[law](pupils))


def test_the_sample_reaches_the_rungs(pupils: list[Pupil]) -> None:
    """How many pupils in all, so that no comparison is of nothing; of a run of seven days there is none."""
    counted = {rung: len({id for id, _ in fired}) for of in LAWS.values() for rung, fired in of(pupils).items()}
    assert {rung for rung, count in counted.items() if count == 0} == {"order.20/run/1"}
    # Ages matter: of all who were ever absent, France leaves some out at 16, Wisconsin more at 6.
    assert counted["118.16.2c/notice/1"] < counted["L131-8/contact/1"] < counted["PJD.34/contact/1"] == 96


def test_no_birth_date_is_lacking_until_one_is(imported: EdfiImport, pupils: list[Pupil]) -> None:
    """Without birth dates every law means everybody, and names each pupil of whom it would have to know."""
    ageless = [Pupil(p.id, dt.date(2010, 1, 1), p.terms, p.absent) for p in pupils]  # 11 and 12: of every age range
    known = evaluate(load_policy("fr"), _district(imported), END_OF_YEAR)
    assert "unknown_birth_date" not in pa.table(known.gaps)["kind"].to_pylist()
    students = imported.tables["students"].drop_columns(["birth_date"])
    without = dataclasses.replace(imported, tables={**imported.tables, "students": students})
    for law in ("fr", "tw"):
        findings = evaluate(load_policy(law), _district(without), END_OF_YEAR)
        counted = LAWS[law](ageless)
        assert _found(findings) == {rung: fired for rung, fired in counted.items() if fired}
        named = defaultdict(set)
        for gap in pa.table(findings.gaps).to_pylist():
            if gap["kind"] == "unknown_birth_date":
                named[f"{gap['clause']}/{gap['rule']}"].add(gap["student_id"])
        assert named == {rung.rpartition("/")[0]: {id for id, _ in fired} for rung, fired in counted.items() if fired}


def test_deadlines_in_school_days(imported: EdfiImport, pupils: list[Pupil]) -> None:
    """Texas: ten school days from the tenth absence; Wisconsin: the second school day; France: the same day."""
    of = {pupil.id: pupil for pupil in pupils}
    for law, clause, days in [("us-tx", "25.0951", 10), ("us-wi", "118.16.2c", 2), ("fr", "L131-8", 0)]:
        findings = evaluate(load_policy(law), _district(imported), END_OF_YEAR)
        rows = [row for row in pa.table(findings.obligations).to_pylist() if row["clause"] == clause]
        assert rows
        for row in rows:
            on = row["triggered_on"]
            due = on if days == 0 else _school_days_after(of[row["student_id"]], on, days)
            assert row["due_on"] == due
            # Nobody acted: missed once the date is past; what needs days beyond the last term has no date.
            assert row["state"] == ("missed" if due is not None and due < END_OF_YEAR else "open")


def _later(fired: Fired, days: int, act: str) -> set[Act]:
    return {(id, day + days * DAY, act) for id, day in fired}


def _wait_for(reached: Fired, acts: Iterable[Act], *kinds: str) -> Fired:
    """The day reached, or that of the last act to come on record, if the school year is not over by then."""
    done: dict[tuple[str, str], dt.date] = {}
    for id, day, act in sorted(acts, key=lambda one: one[1]):
        done.setdefault((id, act), day)
    out = set()
    for id, day in reached:
        if all((id, kind) in done for kind in kinds):
            on = max([day, *(done[id, kind] for kind in kinds)])
            if on <= END_OF_YEAR:
                out.add((id, on))
    return out


def test_california_once_the_school_has_reported_and_conferred(imported: EdfiImport, pupils: list[Pupil]) -> None:
    third = _us_ca(pupils)["48260a/report/1"]
    reports = {act for days in (4, 11, 18) for act in _later(third, days, "report_absence")}
    acts = reports | _later(third, 9, "interview") | _later(third, 9, "notify_parent")
    steps = [third]
    # The first and the second day of absence after the day of the first report.
    for n in (1, 2):
        again = set()
        for pupil in pupils:
            reported = min((day for id, day, _ in reports if id == pupil.id), default=END_OF_YEAR)
            further = sorted(day for day in pupil.absent if day > reported)
            if len(further) >= n and pupil.age_is(further[n - 1], 6, 18):
                again.add((pupil.id, further[n - 1]))
        steps.append(again)
    # Three reports, the last on the 18th day, and a conference after the first: habitual from that day, and referred.
    habitual = {(id, day + 18 * DAY) for id, day in third if day + 18 * DAY <= END_OF_YEAR}
    # A tenth of the days so far, judged on each month's last school day, once a year, both acts on record by then.
    done = {(id, day) for id, day, act in acts if act == "interview"}
    chronic = set()
    for pupil in pupils:
        conferred = min((day for id, day in done if id == pupil.id), default=None)
        for _, of_month in itertools.groupby(pupil.days, key=lambda day: (day.year, day.month)):
            last = list(of_month)[-1]
            so_far = [day for day in pupil.days if day <= last]
            share_is_reached = 10 * sum(day in pupil.absent for day in so_far) >= len(so_far)
            if share_is_reached and conferred and conferred <= last and pupil.age_is(last, 6, 18):
                chronic.add((pupil.id, last))
                break
    counted = {
        **_us_ca(pupils),
        "48261/again/2": steps[1],
        "48261/again/3": steps[2],
        "48262/habitual/4": habitual,
        "48263/habitual/5": habitual,
        "48263.6/chronic/7": chronic,
    }
    assert all(counted.values())
    _compare(load_policy("us-ca"), _district(imported, acts), counted)


def test_france_once_the_head_has_referred(imported: EdfiImport, pupils: list[Pupil]) -> None:
    """With a number for persisting: 8 half-days of the school year, once referred."""
    counted = _fr(pupils)
    acts = _later(counted["R131-7.I/refer/2"], 3, "refer")
    counted["R131-7.I/warning/0"] = _aged(pupils, {(id, day) for id, day, _ in acts}, 3, 16)
    eighth = _aged(pupils, _in_all(pupils, 8, _year, each=2), 3, 16)
    counted["R131-7.II/support/3"] = _wait_for(eighth, acts, "refer")
    policy = load_policy("fr").with_values({"R131-7.II.persistence_threshold": 8})
    assert all(counted.values())
    _compare(policy, _district(imported, acts), counted)


def test_numbers_that_a_law_leaves_open_count_once_they_are_given(imported: EdfiImport, pupils: list[Pupil]) -> None:
    """China: two and three days in a row. Japan: ten days of the school year."""
    district = _district(imported)
    cn = load_policy("cn").with_values({"county.days.suspected_threshold": 2, "county.days.dropout_threshold": 3})
    counted = {**_cn(pupils), "county.days/days/1": _in_a_row(pupils, 2), "county.days/days/2": _in_a_row(pupils, 3)}
    _compare(cn, district, counted)
    jp = load_policy("jp").with_values({"order.20.poor_threshold": 10})
    _compare(jp, district, {"order.20/poor/2": _aged_to_the_year_end(pupils, _in_all(pupils, 10, _year), 6, 15)})
    open_run = pa.table(evaluate(load_policy("cn"), district, END_OF_YEAR).gaps).to_pylist()
    named = {gap["parameter"] for gap in open_run if gap["kind"] == "unspecified_value"}
    assert {"county.days.suspected_threshold", "county.days.dropout_threshold"} <= named
