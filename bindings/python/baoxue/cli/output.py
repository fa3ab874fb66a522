# SPDX-License-Identifier: Apache-2.0
"""Findings as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from baoxue._files import check_out_folder, csv_writer, parquet_writer, write_files
from baoxue.findings import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

    import pyarrow as pa

    from baoxue import Findings

FORMATS = ("parquet", "csv", "json")


def write_findings(findings: Findings, folder: Path, *formats: str, force: bool) -> list[str]:
    """Write every table in every format given, whole or not at all.

    In CSV and JSON ids of findings are 16 hex digits; in CSV lists are joined with ``; ``.

    Returns:
        The names of the files.
    """
    from baoxue._flat import flat

    check_out_folder(folder, force=force)
    writers: dict[str, Callable[[BinaryIO], object]] = {}
    for name in TABLES:
        table = findings.table(name).to_arrow()
        if "parquet" in formats:
            writers[f"{name}.parquet"] = parquet_writer(table)
        if "csv" in formats:
            writers[f"{name}.csv"] = csv_writer(flat(table))
        if "json" in formats:
            writers[f"{name}.json"] = _json_writer(name, table)
    stale = [f"{name}.{ending}" for name in TABLES for ending in FORMATS]
    write_files(folder, writers, stale=stale)
    return list(writers)


def _json_writer(name: str, table: pa.Table) -> Callable[[BinaryIO], object]:
    """A writer of one object: the table's name, and its rows as objects."""

    def write(file: BinaryIO) -> None:
        import json

        from baoxue._flat import hex_ids

        file.write(f'{{"table": "{name}", "rows": ['.encode())
        before = b"\n"
        for batch in hex_ids(table).to_batches():
            for row in batch.to_pylist():
                text = json.dumps(row, ensure_ascii=False, default=str)
                file.write(before + text.encode())
                before = b",\n"
        file.write(b"\n]}\n")

    return write
