# SPDX-License-Identifier: Apache-2.0
"""Files are written whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baoxue._files import check_out_folder, write_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class DiskFullError(Exception):
    pass


def _writer(content: bytes) -> Callable[[BinaryIO], object]:
    return lambda file: file.write(content)


def _failing(file: BinaryIO) -> None:
    file.write(b"half")
    raise DiskFullError


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@given(files=st.integers(1, 5), data=st.data())
def test_a_failure_in_any_file_leaves_the_folder_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, files: int, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("out")
    write_files(folder, {"0": _writer(b"old"), "stale": _writer(b"old")})
    before = _content(folder)
    writers = {str(n): _writer(b"new") for n in range(files)}
    writers[str(data.draw(st.integers(0, files - 1)))] = _failing
    with pytest.raises(DiskFullError):
        write_files(folder, writers, stale=["stale"])
    assert _content(folder) == before


def test_new_files_replace_old_ones_and_stale_ones_go(tmp_path: Path) -> None:
    write_files(tmp_path / "a", {"one": _writer(b"1"), "two": _writer(b"2")})
    write_files(tmp_path / "a", {"one": _writer(b"3")}, stale=["one", "two", "three"])
    assert _content(tmp_path / "a") == {"one": b"3"}


def test_files_have_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_files(tmp_path, {"whole": _writer(b"")})
    modes = {(tmp_path / name).stat().st_mode for name in ("plain", "whole")}
    assert len(modes) == 1


def test_a_folder_in_use_is_refused_unless_forced(tmp_path: Path) -> None:
    check_out_folder(tmp_path, force=False)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileExistsError, match="is not empty; give a new one, or write over it"):
        check_out_folder(tmp_path, force=False)
    check_out_folder(tmp_path, force=True)
    with pytest.raises(NotADirectoryError, match="is a file; give the name of a folder"):
        check_out_folder(tmp_path / "file", force=True)
