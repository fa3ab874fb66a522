# SPDX-License-Identifier: Apache-2.0
"""The columns that every contestant starts from, and the hash by which their answers are compared."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import numpy as np

OPEN_END: Final = 2**31 - 1
PRESENT, EXCUSED, UNEXCUSED = 1, 2, 3
REPORT_ABSENCE, HOME_VISIT = 0, 1
CLASS_TEACHER, SCHOOL_LEADER = 0, 1
OPEN, MET, MET_LATE, MISSED = 0, 1, 2, 3

_TYPES: Final = {".u8": np.uint8, ".i32": np.int32, ".i64": np.int64}


class Columns:
    """Columns by name, as `columns.hpp` describes them. Codes count from 0, dates are days since 1970."""

    def __init__(self, folder: Path) -> None:
        self.bytes = 0
        for path in folder.glob("*.*"):
            column = np.fromfile(path, dtype=_TYPES[path.suffix])
            setattr(self, path.stem, column)
            self.bytes += column.nbytes
        self.as_of, self.complete, self.pupils = (int(value) for value in self.settings)

    def __getattr__(self, name: str) -> np.ndarray:
        raise AttributeError(f"no column `{name}`")

    def input_bytes(self) -> int:
        """Bytes of all columns."""
        return self.bytes


def answer(pupil, step, date, bearer, due, state) -> tuple[int, int]:
    """Number of duties and their hash, whatever the order of the rows; as `owed.hpp` has it.

    Args:
        pupil: codes.
        step: of the ladder, from 1.
        date: day of the trigger.
        bearer: codes of persons, below 0: nobody.
        due: days, below 0: none.
        state: OPEN, MET, MET_LATE, MISSED.
    """
    total = np.zeros(len(pupil), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for part in (pupil, step, date, bearer, due, state):
            total = (total ^ np.asarray(part).astype(np.int64).view(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
            total ^= total >> np.uint64(32)
        return len(pupil), int(total.sum(dtype=np.uint64))


def absence_answer(pupil, step, date) -> tuple[int, int]:
    """The same of the absence part alone: which rung was reached when."""
    nobody, none = np.full(len(pupil), -1, dtype=np.int32), np.zeros(len(pupil), dtype=np.int8)
    return answer(pupil, step, date, nobody, nobody, none)


def made_by(generator: Path, asked: list[str]) -> str:
    """A line that is another when the generator is, or what it was asked for."""
    return f"{hashlib.sha256(generator.read_bytes()).hexdigest()} {' '.join(asked)}\n"
