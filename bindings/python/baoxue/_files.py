# SPDX-License-Identifier: Apache-2.0
"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    import pyarrow as pa

#: The hidden folder, inside the one written to, that holds files until all are complete.
_WORKSHOP: Final = ".writing"
#: In it: the names of the new files. Whoever has it locked is the one that writes.
_NAMES: Final = ".names"
#: In it while new files take the place of old ones: the old ones. Without it, either all are old or all are new.
_OLD: Final = ".old"
_REPLACED: Final = ".replaced"


def check_out_folder(folder: Path, *, force: bool) -> None:
    """Refuse a folder that would be written over.

    Raises:
        FileExistsError: the folder is not empty and ``force`` is false.
        NotADirectoryError: there is a file of that name.
    """
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(f"`{folder}` is a file; give the name of a folder")
    if force or not folder.is_dir():
        return
    in_use = [path for path in folder.iterdir() if path.name != _WORKSHOP]  # a killed writer's is cleared away
    if in_use or is_half_replaced(folder):
        raise FileExistsError(f"the folder `{folder}` is not empty; give a new one, or write over it with --force")


def is_half_replaced(folder: Path) -> bool:
    """Whether new files are taking the place of old ones, or were when their writer was killed."""
    return (folder / _WORKSHOP / _OLD).is_dir()


def write_files(
    folder: Path,
    writers: Mapping[str, Callable[[BinaryIO], object]],
    *,
    stale: Collection[str] = (),
) -> None:
    """Write every file of a folder, or none.

    All files are first written and synced in a hidden folder; when the last one is complete the old ones move out
    and the new ones in. Whatever is raised, the old ones are where they were. A writer that is killed leaves no file
    in part and no old file beside a new one: at worst some are missing, which `is_half_replaced` tells, and the next
    writer puts the old ones back before it begins.

    Args:
        folder: made if it does not exist.
        writers: for each file name a function that writes it.
        stale: names that would contradict the new files, removed if they exist.

    Raises:
        OSError: with the name of the file that cannot be written, or of the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    replaced = list(dict.fromkeys([*writers, *stale]))
    for name in replaced:
        if (folder / name).is_dir():
            raise IsADirectoryError(errno.EISDIR, "a folder stands where a file belongs", str(folder / name))
    workshop = folder / _WORKSHOP
    with _locked(folder) as names:
        try:
            for name, write in writers.items():
                with _naming(folder / name), open(workshop / name, "xb") as file:
                    write(file)
                    _sync(file)
            with _naming(folder):
                names.write("\n".join(writers).encode())
                _sync(names)
                _sync_folder(workshop)
            _exchange(folder, list(writers), replaced)
        finally:
            if not is_half_replaced(folder):
                shutil.rmtree(workshop, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[BinaryIO]:
    """The workshop's file of names, empty, locked for this writer; what a killed one left is undone and gone."""
    import fcntl

    workshop = folder / _WORKSHOP
    with _naming(folder):
        workshop.mkdir(exist_ok=True)
        names = open(workshop / _NAMES, "a+b")  # noqa: SIM115
    with names:
        try:
            fcntl.flock(names, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OSError(errno.EBUSY, "another process is writing to this folder", str(folder)) from None
        except OSError:  # a file system without locks
            pass
        with _naming(folder):
            _put_back(folder)
            for path in workshop.iterdir():
                if path.is_dir():
                    shutil.rmtree(path)
                elif path.name != _NAMES:
                    path.unlink()
            names.truncate(0)
        yield names


def _exchange(folder: Path, new: list[str], replaced: list[str]) -> None:
    """Move old files out and new ones in."""
    workshop = folder / _WORKSHOP
    old = workshop / _OLD
    try:
        with _naming(folder):
            old.mkdir()
        for name in replaced:
            with _naming(folder / name), contextlib.suppress(FileNotFoundError):
                (folder / name).rename(old / name)
        for name in new:
            with _naming(folder / name):
                (workshop / name).rename(folder / name)
        with _naming(folder):
            _sync_folder(folder)
            old.rename(workshop / _REPLACED)  # from here on the new ones hold
            _sync_folder(workshop)
    except BaseException:
        _put_back(folder)
        raise


def _put_back(folder: Path) -> None:
    """Undo an exchange that was begun and not finished; being stopped here, too, loses nothing."""
    if not is_half_replaced(folder):
        return
    workshop = folder / _WORKSHOP
    for name in (workshop / _NAMES).read_text(encoding="utf-8").splitlines():
        if not (workshop / name).exists():
            with contextlib.suppress(FileNotFoundError):  # somebody has cleared the folder since
                (folder / name).rename(workshop / name)
    for path in list((workshop / _OLD).iterdir()):
        path.rename(folder / path.name)
    _sync_folder(folder)
    (workshop / _OLD).rmdir()


@contextlib.contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Makes an error name this path: a full disk names none, and nobody knows those of the workshop."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
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
