# SPDX-License-Identifier: Apache-2.0
"""A made-up township, the same on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypedDict

from baoxue import _core
from baoxue._numbers import whole_from

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["MOST_PUPILS", "MOST_SEED", "Settings", "sample", "sample_settings"]

#: The largest township that is made, and the largest seed.
MOST_PUPILS: Final = _core.most_sample_pupils
MOST_SEED: Final = 2**64 - 1


class Settings(TypedDict):
    """What a district must know beside its tables."""

    calendar: Literal["cn", "weekdays"]
    register: Literal["complete", "exceptions"]


def sample(pupils: int = 2000, seed: int = 1) -> dict[str, pa.Table]:
    """The tables of a made-up township.

    Args:
        pupils: number of pupils, from 0 to 5,000,000.
        seed: from 0 to 2^64 - 1; the same seed gives the same tables, byte for byte.

    Returns:
        pyarrow tables by name, as ``District.from_tables`` takes them.

    Raises:
        TypeError: an argument is no whole number.
        ValueError: it is out of range.

    >>> sample(20, seed=1)["students"].num_rows
    20
    """
    import pyarrow as pa

    pupils = whole_from(0, MOST_PUPILS, "pupils", pupils)
    seed = whole_from(0, MOST_SEED, "seed", seed)
    return {name: pa.table(table) for name, table in _core.sample_tables(pupils, seed).items()}


def sample_settings() -> Settings:
    """Calendar and register of the made-up township, by name.

    >>> sorted(sample_settings())
    ['calendar', 'register']
    """
    return _core.sample_settings()
