# SPDX-License-Identifier: Apache-2.0
"""The absence ladder in DuckDB: SQL over tables of its own in memory, runs of the unexcused rows alone."""

from __future__ import annotations

import os

import duckdb
import numpy as np
import pyarrow as pa
from columns import (
    CLASS_TEACHER,
    HOME_VISIT,
    OPEN_END,
    REPORT_ABSENCE,
    SCHOOL_LEADER,
    UNEXCUSED,
    Columns,
    absence_answer,
    answer,
)

#: Both threads look for them; a table keeps the order of what it is made from.
_ABSENT = """
create or replace temp table absent as
select pupil, ordinal, rowid as row from register where mark = {unexcused} and ordinal < {known_sessions}
"""
#: Windows without an order go by that of their rows and need no sort.
_TRIGGERS = """
with numbered as (
    select pupil, ordinal, {row} - row_number() over () as island from absent
), islands as (  -- one number for pupil, island and term
    select (pupil::bigint << 33) + island * 2 + term as run, pupil, day, held
    from numbered join calendar using (ordinal)
), looked_back as materialized (
    -- A day has one session or two: it is missed altogether with its last, if the one before it was missed.
    select pupil, day, run, lag(run) over () is distinct from run as starts,
        held = 1 or (lag(run) over () = run and lag(day) over () = day) as is_full
    from islands
), full_days as (
    select pupil, day, run, lag(run) over () as before, lag(run, 2) over () as before_that
    from looked_back where is_full
), triggers as (
    select pupil, 1::tinyint as step, day from looked_back where starts
    union all
    select pupil, case when before is distinct from run then 2 else 3 end::tinyint, day
    from full_days where before is distinct from run or before_that is distinct from run
)
"""
_ONLY_TRIGGERS = "select pupil, step, date from triggers join school_days using (day)"
_DUTIES = """, placed as (
    select pupil, step, s.date, e.unit, case when step = 3 then e.parent else e.unit end as place,
        case when step = 3 then {leader} else {teacher} end::utinyint as role
    from triggers t join school_days s using (day)
    join enrolments e using (pupil)
    where s.date >= e.from_date and s.date < e.next_from
), borne as materialized (
    select p.*, (pupil * 4 + step) * 65536::bigint + date as at, coalesce(h.person, -1) as bearer
    from placed p
    left join holdings h on p.role = h.role and p.place = h.unit and p.date between h.from_date and h.until
), acts_placed as (
    select step, a.pupil, a.on_date, a.actor, r.role, case when step = 3 then e.parent else e.unit end as place
    from acts a join rungs r using (kind)
    join enrolments e on a.pupil = e.pupil and a.on_date >= e.from_date and a.on_date < e.next_from
    where a.on_date <= {as_of}
), acts_known as materialized (
    select a.*, h.person is not null as by_role
    from acts_placed a
    left join holdings h on a.role = h.role and a.place = h.unit and a.actor = h.person
        and a.on_date between h.from_date and h.until
), others as materialized (  -- by somebody who holds the role at another time or place
    select * from acts_known where not by_role and (role, actor) in (select role, person from holdings)
), by_role as (  -- whose pupil, step and day are one number, so that the join sorts by it alone
    select (pupil * 4 + step) * 65536::bigint + on_date as at, pupil, step, on_date from acts_known where by_role
), by_bearer as (
    select b.pupil, b.step, b.date, min(a.on_date) as on_date
    from others a join borne b
        on a.pupil = b.pupil and a.step = b.step and a.actor = b.bearer and a.on_date >= b.date
    group by all
), met as (
    select b.*, least(case when r.pupil = b.pupil and r.step = b.step then r.on_date end, o.on_date) as met_on
    from borne b asof left join by_role r on b.at <= r.at
    left join by_bearer o on b.pupil = o.pupil and b.step = o.step and b.date = o.date
)
select pupil, unit, step, date, bearer, case when step = 2 then date + 1 else -1 end as due, met_on,
    (case when met_on is not null then case when step = 2 and met_on > date + 1 then 2 else 1 end
          when step = 2 and date + 1 < {as_of} then 3 else 0 end)::tinyint as state
from met
"""


def prepare(c: Columns, what: str):
    """The whole chain or its absence part, from tables to an Arrow table.

    The register has a column of pupils instead of offsets.
    """
    db = duckdb.connect()
    db.execute(f"set threads = {len(os.sched_getaffinity(0))}")

    def table(name: str, **columns: np.ndarray) -> None:
        source = pa.table(columns)
        db.register("source", source)
        db.execute(f"create table {name} as select * from source")
        db.unregister("source")

    sessions = c.day_of_session
    table(
        "calendar",
        ordinal=np.arange(len(sessions), dtype=np.int32),
        day=sessions,
        date=c.date_of_day[sessions],
        held=c.sessions_of_day[sessions],
        term=c.term_of_day[sessions],
    )
    table("school_days", day=np.arange(len(c.date_of_day), dtype=np.int32), date=c.date_of_day)
    pupil = np.repeat(np.arange(c.pupils, dtype=np.int32), np.diff(c.offsets))
    table("register", pupil=pupil, ordinal=c.ordinal, mark=c.marks)
    # As of a day: from when an enrolment began until the next one did.
    last = np.diff(c.enrolment_pupil, append=-1) != 0
    table(
        "enrolments",
        pupil=c.enrolment_pupil,
        unit=c.enrolment_unit,
        parent=c.unit_parent[c.enrolment_unit],
        from_date=c.enrolment_from,
        next_from=np.where(last, OPEN_END, np.roll(c.enrolment_from, -1)).astype(np.int32),
    )
    table(
        "holdings",
        role=c.holding_role,
        unit=c.holding_unit,
        person=c.holding_person,
        from_date=c.holding_from,
        until=c.holding_until,
    )
    table(
        "rungs",
        step=np.array([1, 2, 3], dtype=np.int8),
        kind=np.array([REPORT_ABSENCE, HOME_VISIT, HOME_VISIT], dtype=np.uint8),
        role=np.array([CLASS_TEACHER, CLASS_TEACHER, SCHOOL_LEADER], dtype=np.uint8),
    )
    table("acts", pupil=c.act_pupil, on_date=c.act_date, kind=c.act_kinds, actor=c.act_actor)
    known_sessions = int(np.searchsorted(c.date_of_day[sessions], c.as_of, "right"))
    absent = _ABSENT.format(unexcused=UNEXCUSED, known_sessions=known_sessions)
    query = (_TRIGGERS + (_ONLY_TRIGGERS if what.startswith("absence") else _DUTIES)).format(
        as_of=c.as_of,
        row="row" if c.complete else "ordinal",  # in a register of exceptions a session without a row is present
        teacher=CLASS_TEACHER,
        leader=SCHOOL_LEADER,
    )

    def run() -> pa.Table:
        db.execute(absent)
        return db.sql(query).to_arrow_table()

    def check(t: pa.Table) -> tuple[int, int]:
        return answer(*(t[name].to_numpy() for name in ("pupil", "step", "date", "bearer", "due", "state")))

    def check_absence(t: pa.Table) -> tuple[int, int]:
        return absence_answer(*(t[name].to_numpy() for name in ("pupil", "step", "date")))

    return run, check_absence if what.startswith("absence") else check
