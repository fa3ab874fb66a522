# SPDX-License-Identifier: Apache-2.0
"""The absence ladder in DuckDB: SQL over tables of its own in memory, windows over the unexcused rows alone."""

from __future__ import annotations

import os

import duckdb
import numpy as np
import pyarrow as pa
from columns import CLASS_TEACHER, HOME_VISIT, REPORT_ABSENCE, SCHOOL_LEADER, UNEXCUSED, Columns, answer

_QUERY = """
with absent as (
    select pupil, ordinal, row, c.day, c.date, c.held, c.term
    from register join calendar c using (ordinal)
    where mark = {unexcused} and c.date <= {as_of}
), islands as (
    select *, row - row_number() over w as run,
        {ordinal} as run2
    from absent window w as (partition by pupil, term order by row)
), days as (
    select pupil, run, run2, term, day, any_value(date) as date, count(*) = any_value(held) as is_full
    from islands group by pupil, run, run2, term, day
), starts as (
    select pupil, 1::tinyint as step, min(date) as date from days group by pupil, term, run, run2
), full_days as (
    select pupil, (1 + row_number() over (partition by pupil, term, run, run2 order by day))::tinyint as step, date
    from days where is_full
), triggers as (
    select * from starts union all select * from full_days where step <= 3
), placed as (
    select t.*, e.unit, case when step = 3 then {leader} else {teacher} end::utinyint as role,
        case when step = 3 then u.parent else e.unit end as place,
        case when step = 1 then {report} else {visit} end::utinyint as kind
    from triggers t asof join enrolments e on t.pupil = e.pupil and t.date >= e.from_date
    join units u on u.unit = e.unit
), borne as (
    select row_number() over () as duty, p.*, case when h.until >= p.date then h.person else -1 end as bearer
    from placed p asof left join holdings h on p.role = h.role and p.place = h.unit and p.date >= h.from_date
), done as (
    select a.pupil, a.on_date, a.kind, a.actor, e.unit, u.parent
    from acts a asof join enrolments e on a.pupil = e.pupil and a.on_date >= e.from_date
    join units u on u.unit = e.unit
    where a.on_date <= {as_of} and a.kind <= {visit}
), by_holders as (
    select d.*, case when t.until >= d.on_date then t.person end as teacher,
        case when l.until >= d.on_date then l.person end as leader
    from done d
    asof left join teachers t on d.unit = t.unit and d.on_date >= t.from_date
    asof left join leaders l on d.parent = l.unit and d.on_date >= l.from_date
), met as (
    select b.duty, min(a.on_date) as met_on
    from borne b join by_holders a on a.pupil = b.pupil and a.kind = b.kind and a.on_date >= b.date
    where a.actor = b.bearer or a.actor = case when b.step = 3 then a.leader else a.teacher end
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
    rows = len(c.ordinal)
    pupil = np.repeat(np.arange(c.pupils, dtype=np.int32), np.diff(c.offsets))
    table("register", pupil=pupil, ordinal=c.ordinal, mark=c.marks, row=np.arange(rows, dtype=np.int32))
    table("units", unit=np.arange(len(c.unit_parent), dtype=np.int32), parent=c.unit_parent)
    table("enrolments", pupil=c.enrolment_pupil, unit=c.enrolment_unit, from_date=c.enrolment_from)
    table(
        "holdings",
        role=c.holding_role,
        unit=c.holding_unit,
        person=c.holding_person,
        from_date=c.holding_from,
        until=c.holding_until,
    )
    for name, role in (("teachers", CLASS_TEACHER), ("leaders", SCHOOL_LEADER)):
        db.execute(f"create table {name} as select * from holdings where role = {role}")
    table("acts", pupil=c.act_pupil, on_date=c.act_date, kind=c.act_kinds, actor=c.act_actor)
    query = _QUERY.format(
        unexcused=UNEXCUSED,
        as_of=c.as_of,
        ordinal="0" if c.complete else "ordinal - row_number() over w",  # a session without a row is present
        teacher=CLASS_TEACHER,
        leader=SCHOOL_LEADER,
        report=REPORT_ABSENCE,
        visit=HOME_VISIT,
    )

    def check(t: pa.Table) -> tuple[int, int]:
        return answer(*(t[name].to_numpy() for name in ("pupil", "step", "date", "bearer", "due", "state")))

    return lambda: db.execute(query).to_arrow_table(), check
