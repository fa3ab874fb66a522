# SPDX-License-Identifier: Apache-2.0
"""Tables of findings for people: ids of findings as 16 hex digits, lists as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


def hex_ids(table: pa.Table) -> pa.Table:
    """The table with ids of findings (its uint64 columns) as 16 hex digits."""
    import pyarrow as pa

    for index, field in enumerate(table.schema):
        if pa.types.is_uint64(field.type):
            ids = table.column(index).to_pylist()
            texts = [None if id is None else f"{id:016x}" for id in ids]
            table = table.set_column(index, field.name, pa.array(texts, pa.string()))
    return table


def flat(table: pa.Table) -> pa.Table:
    """The table with ids as `hex_ids` and with lists as text: `attendance:12; attendance:13`."""
    import pyarrow as pa

    table = hex_ids(table)
    for index, field in enumerate(table.schema):
        if pa.types.is_list(field.type) or pa.types.is_large_list(field.type):
            chunks = [_joined(chunk) for chunk in table.column(index).chunks]
            table = table.set_column(index, field.name, pa.chunked_array(chunks, pa.string()))
    return table


def _joined(lists: pa.Array) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = _as_text(lists.flatten())
    lengths = pc.fill_null(pc.list_value_length(lists), 0).cast(pa.int64())
    offsets = pa.array([0], pa.int64()) if len(lists) == 0 else _offsets(lengths)
    rebuilt = pa.LargeListArray.from_arrays(offsets, texts)
    joined = pc.binary_join(rebuilt, "; ").cast(pa.string())
    return pc.if_else(lists.is_valid(), joined, pa.scalar(None, pa.string()))


def _offsets(lengths: pa.Array) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    return pa.concat_arrays([pa.array([0], pa.int64()), pc.cumulative_sum(lengths)])


def _as_text(values: pa.Array) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_struct(values.type):
        parts = [_as_text(part) for part in values.flatten()]
        return pc.binary_join_element_wise(*parts, ":", null_handling="replace")
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    return values.cast(pa.string())
