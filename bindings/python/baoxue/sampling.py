# SPDX-License-Identifier: Apache-2.0
"""A made-up township, the same on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict, cast

from baoxue import _core

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Settings", "sample", "sample_settings"]


class Settings(TypedDict):
    """What a district must know beside its tables."""

    calendar: Literal["cn", "weekdays"]
    register: Literal["complete", "exceptions"]


def sample(pupils: int = 2000, seed: int = 1) -> dict[str, pa.Table]:
    """The tables of a made-up township.

    Args:
        pupils: number of pupils, at least 1.
        seed: the same seed gives the same tables, byte for byte.

    Returns:
        pyarrow tables by name, as ``District.from_tables`` takes them.

    >>> sample(20, seed=1)["students"].num_rows
    20
    """
    import pyarrow as pa

    return {name: pa.table(table) for name, table in _core.sample_tables(pupils, seed).items()}


def sample_settings() -> Settings:
    """Calendar and register of the made-up township, by name.

    >>> sorted(sample_settings())
    ['calendar', 'register']
    """
    return cast("Settings", _core.sample_settings())
