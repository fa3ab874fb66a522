# SPDX-License-Identifier: Apache-2.0
"""The columns as Arrow tables of a district: ids are integers, words are dictionaries."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from columns import OPEN_END, Columns

#: Of these nothing happened: given, and empty.
EMPTY = {
    "parties": ("party_id", "kind"),
    "incidents": ("incident_id", "date", "conduct", "actor_id"),
    "transfers": ("transfer_id", "student_id", "left_on"),
    "pledges": ("from_id", "to_id", "role_from", "role_to", "signed_on"),
    "records": ("record_id", "register", "keeper_id", "opened_on"),
    "counts": ("unit_id", "school_year", "indicator", "numerator", "denominator"),
}


def district_tables(c: Columns) -> dict[str, pa.Table]:
    """Tables for `District.from_tables`, by name."""

    def dates(days: np.ndarray, none: int = OPEN_END) -> pa.Array:
        return pa.array(days, mask=days == none).view(pa.date32())

    def words(codes: np.ndarray, names: list[str]) -> pa.Array:
        return pa.DictionaryArray.from_arrays(pa.array(codes), names)

    def same(word: str, rows: int) -> pa.Array:
        return words(np.zeros(rows, dtype=np.uint8), [word])

    units = len(c.unit_kind)
    pupils = np.repeat(np.arange(1, c.pupils + 1, dtype=np.int32), np.diff(c.offsets))
    tables = {
        "terms": {
            "term_id": pa.array([1, 2], pa.int32()),
            "school_year": ["2024-2025"] * 2,
            "first_day": dates(c.term_first),
            "last_day": dates(c.term_last),
        },
        "days": {
            "date": dates(c.off_date),
            "session": words(c.off_half, ["am", "pm", "both"]),
            "kind": same("off", len(c.off_date)),
        },
        "units": {
            "unit_id": np.arange(1, units + 1, dtype=np.int32),
            "kind": words(c.unit_kind, ["township", "school", "class"]),
            "parent_id": pa.array(c.unit_parent + 1, mask=c.unit_parent < 0),
            "stage": same("junior_middle", units),
        },
        "holdings": {
            "person_id": c.holding_person + 1,
            "role": words(c.holding_role, ["class_teacher", "school_leader", "subject_teacher"]),
            "covers_kind": same("unit", len(c.holding_role)),
            "covers_id": c.holding_unit + 1,
            "from": dates(c.holding_from),
            "until": dates(c.holding_until),
        },
        "students": {"student_id": np.arange(1, c.pupils + 1, dtype=np.int32), "birth_date": dates(c.birth)},
        "enrolments": {
            "student_id": c.enrolment_pupil + 1,
            "class_id": c.enrolment_unit + 1,
            "from": dates(c.enrolment_from),
            "until": dates(c.enrolment_until),
            "exit": pa.DictionaryArray.from_arrays(
                pa.array(np.zeros(len(c.enrolment_left), dtype=np.uint8), mask=c.enrolment_left == 0), ["dropout"]
            ),
        },
        "attendance": {
            "student_id": pupils,
            "date": dates(c.date_of_day[c.day_of_session[c.ordinal]]),
            "session": words(c.half_of_session[c.ordinal], ["am", "pm"]),
            "mark": words(c.marks, ["unmarked", "present", "excused", "unexcused"]),
        },
        "acts": {
            "act_id": np.arange(1, len(c.act_date) + 1, dtype=np.int32),
            "date": dates(c.act_date),
            "act": words(c.act_kinds, ["report_absence", "home_visit", "explain_law_and_persuade"]),
            "actor_id": c.act_actor + 1,
            "student_id": c.act_pupil + 1,
        },
        "needs": {
            "student_id": c.need_pupil + 1,
            "need": words(c.need_kind, ["academic_difficulty", "economic_hardship"]),
            "from": dates(c.need_from),
        },
    }
    made = {name: pa.table(columns) for name, columns in tables.items()}
    for name, columns in EMPTY.items():
        kinds = {column: pa.int32() if column.endswith("_id") else pa.string() for column in columns}
        made[name] = pa.table({column: pa.array([], kind) for column, kind in kinds.items()})
    return made
