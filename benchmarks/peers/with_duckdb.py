# SPDX-License-Identifier: Apache-2.0
"""The absence ladder in DuckDB: SQL over tables of its own in memory, runs of the unexcused rows alone."""

from __future__ import annotations

import os

import duckdb
import numpy as np
import pyarrow as pa
from columns import CLASS_TEACHER, HOME_VISIT, OPEN_END, REPORT_ABSENCE, SCHOOL_LEADER, UNEXCUSED, Columns, answer

_QUERY = """
with absent as (  -- numbered in the order of the register, as it is scanned
    select pupil, ordinal, rowid - row_number() over () as run, {ordinal} as run2
    from register where mark = {unexcused} and ordinal < {known_sessions}
), islands as (
    select pupil, term, day, held, run, run2 from absent join calendar c using (ordinal)
), days as (
    select pupil, term, run, run2, day, count(*) = any_value(held) as is_full
    from islands group by pupil, term, run, run2, day
), runs as materialized (
    select pupil, min(day) as first_day, min(day, 2) filter (is_full) as full_days
    from days group by pupil, term, run, run2
), triggers as (
    select pupil, 1::tinyint as step, first_day as day from runs
    union all select pupil, 2::tinyint, full_days[1] from runs where len(full_days) > 0
    union all select pupil, 3::tinyint, full_days[2] from runs where len(full_days) > 1
), dated as materialized (
    select pupil, step, s.date from triggers join school_days s using (day)
), placed as (
    select t.*, e.unit, case when step = 3 then {leader} else {teacher} end::utinyint as role,
        case when step = 3 then u.parent else e.unit end as place,
        case when step = 1 then {report} else {visit} end::utinyint as kind
    from dated t asof join enrolments e on t.pupil = e.pupil and t.date >= e.from_date
    join units u on u.unit = e.unit
), borne as materialized (
    select row_number() over () as duty, p.*, coalesce(h.person, -1) as bearer
    from placed p
    left join holdings h on p.role = h.role and p.place = h.unit and p.date between h.from_date and h.until
), acts_known as materialized (
    select a.pupil, a.on_date, a.kind, a.actor, e.unit, u.parent
    from acts a join enrolments e on a.pupil = e.pupil and a.on_date between e.from_date and e.known_until
    join units u on u.unit = e.unit
    where a.on_date <= {as_of} and a.kind <= {visit}
), met as (
    select b.duty, min(a.on_date) as met_on
    from borne b join acts_known a on a.pupil = b.pupil and a.kind = b.kind and a.on_date >= b.date
    left join holdings h on h.role = b.role and h.person = a.actor and a.on_date between h.from_date and h.until
        and h.unit = case when b.step = 3 then a.parent else a.unit end
    where a.actor = b.bearer or h.person is not null
    group by b.duty
)
select b.pupil, b.unit, b.step, b.date, b.bearer, case when step = 2 then date + 1 else -1 end as due, m.met_on,
    (case when met_on is not null then case when step = 2 and met_on > date + 1 then 2 else 1 end
          when step = 2 and date + 1 < {as_of} then 3 else 0 end)::tinyint as state
from borne b left join met m using (duty)
"""


def prepare(c: Columns, _what: str):
    """The whole chain, from tables to an Arrow table. The register has a column of pupils instead of offsets."""
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
    table("units", unit=np.arange(len(c.unit_parent), dtype=np.int32), parent=c.unit_parent)
    # Enrolments do not overlap, so that a join by range finds what one as of the day would; after the last one the
    # pupil still counts with the class last left.
    last = np.diff(c.enrolment_pupil, append=-1) != 0
    table(
        "enrolments",
        pupil=c.enrolment_pupil,
        unit=c.enrolment_unit,
        from_date=c.enrolment_from,
        until=c.enrolment_until,
        known_until=np.where(last, OPEN_END, c.enrolment_until).astype(np.int32),
    )
    table(
        "holdings",
        role=c.holding_role,
        unit=c.holding_unit,
        person=c.holding_person,
        from_date=c.holding_from,
        until=c.holding_until,
    )
    table("acts", pupil=c.act_pupil, on_date=c.act_date, kind=c.act_kinds, actor=c.act_actor)
    query = _QUERY.format(
        unexcused=UNEXCUSED,
        as_of=c.as_of,
        known_sessions=int(np.searchsorted(c.date_of_day[sessions], c.as_of, "right")),
        ordinal="0" if c.complete else "ordinal - row_number() over ()",  # a session without a row is present
        teacher=CLASS_TEACHER,
        leader=SCHOOL_LEADER,
        report=REPORT_ABSENCE,
        visit=HOME_VISIT,
    )

    def check(t: pa.Table) -> tuple[int, int]:
        return answer(*(t[name].to_numpy() for name in ("pupil", "step", "date", "bearer", "due", "state")))

    return lambda: db.sql(query).to_arrow_table(), check
