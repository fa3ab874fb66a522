# SPDX-License-Identifier: Apache-2.0
"""Files written whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    import pyarrow as pa


def check_out_folder(folder: Path, *, force: bool) -> None:
    """Refuse a folder that would be written over.

    Raises:
        FileExistsError: the folder is not empty and ``force`` is false.
        NotADirectoryError: there is a file of that name.
    """
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(f"`{folder}` is a file; give the name of a folder")
    if not force and folder.is_dir() and any(folder.iterdir()):
        raise FileExistsError(f"the folder `{folder}` is not empty; give a new one, or write over it with --force")


def write_files(
    folder: Path,
    writers: Mapping[str, Callable[[BinaryIO], object]],
    *,
    stale: Collection[str] = (),
) -> None:
    """Write every file of a folder, or none.

    All files are first written and synced under temporary names in the same folder; only when
    the last one is complete do they take their names.

    Args:
        folder: made if it does not exist.
        writers: for each file name a function that writes it.
        stale: names that would contradict the new files, removed if they exist.
    """
    folder.mkdir(parents=True, exist_ok=True)
    temporary = {name: folder / f".{name}.{os.getpid()}.tmp" for name in writers}
    try:
        for name, write in writers.items():
            try:
                with open(temporary[name], "xb") as file:
                    write(file)
                    file.flush()
                    os.fsync(file.fileno())
            except OSError as error:  # a full disk says no name
                raise OSError(error.errno, error.strerror or str(error), str(folder / name)) from error
        for name in stale:
            if name not in writers:
                (folder / name).unlink(missing_ok=True)
        for name, path in temporary.items():
            path.replace(folder / name)
    finally:
        for path in temporary.values():
            path.unlink(missing_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def parquet_writer(table: pa.Table) -> Callable[[BinaryIO], object]:
    """A writer of one table as Parquet."""

    def write(file: BinaryIO) -> None:
        import pyarrow.parquet as pq

        pq.write_table(table, file)

    return write


def csv_writer(table: pa.Table) -> Callable[[BinaryIO], object]:
    """A writer of one table as CSV in UTF-8; null is an empty cell."""

    def write(file: BinaryIO) -> None:
        import pyarrow.csv

        pyarrow.csv.write_csv(table, file)

    return write


def json_writer(value: object) -> Callable[[BinaryIO], object]:
    """A writer of one JSON document in UTF-8."""

    def write(file: BinaryIO) -> None:
        import json

        file.write((json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode())

    return write
