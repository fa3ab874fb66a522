# SPDX-License-Identifier: Apache-2.0
"""Whatever happens to a writer, no file is written in part and none is lost."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import functools
import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, BinaryIO

import pytest

from baoxue import District, DistrictError
from baoxue._files import check_out_folder, is_half_replaced, write_files
from baoxue.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

OLD = {"a": b"old a", "b": b"old b", "stale": b"old"}
NEW = {"a": b"new a", "c": b"new c"}
OTHERS = {"x_mine": b"mine"}

#: What the interpreter tells of before it does it: each is a step at which a writer may be stopped.
STEPS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir", "os.scandir", "shutil.rmtree")


def _writer(content: bytes) -> Callable[[BinaryIO], object]:
    return lambda file: file.write(content)


def _write_old(folder: Path) -> None:
    write_files(folder, {name: _writer(content) for name, content in OLD.items()})
    for name, content in OTHERS.items():
        (folder / name).write_bytes(content)


def _write_new(folder: Path) -> None:
    write_files(folder, {name: _writer(content) for name, content in NEW.items()}, stale=["b", "stale", "never"])


def _shown(folder: Path) -> dict[str, bytes]:
    """What a reader of the folder sees: no hidden file, and none of the others, which nobody touches."""
    files = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}
    assert OTHERS.items() <= files.items()
    return {name: content for name, content in files.items() if name not in OTHERS}


def _hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def _in_child(act: Callable[[], object]) -> int:
    """Acts in a child: 0 if it came to its end, 1 where it was interrupted, the signal's number less than nought."""
    child = os.fork()
    if child == 0:
        code = 2
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job has it ignored
        with contextlib.suppress(BaseException):
            try:
                act()
                code = 0
            except KeyboardInterrupt:
                code = 1
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _stopped_by(number: signal.Signals, step: int, act: Callable[[], object], *, steps: Collection[str] = STEPS) -> int:
    """Acts in a child that sends itself the signal before its step of that number, counted from 0."""

    def stopped() -> None:
        left = [step]

        def watch(event: str, _arguments: object) -> None:
            if event in steps:
                left[0] -= 1
                if left[0] == -1:
                    os.kill(os.getpid(), number)

        sys.addaudithook(watch)
        act()

    return _in_child(stopped)


# Killed


def test_a_writer_killed_at_any_step_leaves_whole_files_of_one_time(
    tmp_path: Path, tell_figure: Callable[[str], None]
) -> None:
    seen = set()
    for step in range(1000):
        folder = tmp_path / str(step)
        _write_old(folder)
        ended = _stopped_by(signal.SIGKILL, step, functools.partial(_write_new, folder))
        shown, told = _shown(folder), is_half_replaced(folder)
        assert shown.items() <= OLD.items() or shown.items() <= NEW.items(), step
        assert told or shown in (OLD, NEW), step  # a part of the files is never taken for all
        seen.add((len(shown), told))
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        _write_new(folder)
        assert (_shown(folder), _hidden(folder)) == (NEW, [])
    assert step > 20
    assert {(3, False), (2, True), (1, True), (0, True), (2, False)} <= seen  # each of the stages was met
    tell_figure(f"killed at each of {step} steps")


def test_a_folder_that_was_cleared_after_its_writer_was_killed_is_written_all_the_same(tmp_path: Path) -> None:
    for step in range(1000):
        folder = tmp_path / str(step)
        _write_old(folder)
        ended = _stopped_by(signal.SIGKILL, step, functools.partial(_write_new, folder))
        for path in folder.iterdir():  # what a listing shows
            if not path.name.startswith(".") and path.name not in OTHERS:
                path.unlink()
        _write_new(folder)
        assert (_shown(folder), _hidden(folder)) == (NEW, []), step
        if ended == 0:
            break
    assert step > 20


def test_after_a_killed_writer_a_failing_one_puts_the_old_files_back(tmp_path: Path) -> None:
    for step in range(1000):
        folder = tmp_path / str(step)
        _write_old(folder)
        ended = _stopped_by(signal.SIGKILL, step, functools.partial(_write_new, folder))
        committed = _shown(folder) == NEW and not is_half_replaced(folder)
        with pytest.raises(OSError, match="No space left on device"):
            write_files(folder, {"a": _full})
        assert (_shown(folder), _hidden(folder)) == (NEW if committed else OLD, [])
        if ended == 0:
            break


def test_a_writer_killed_while_it_puts_files_back_loses_none(tmp_path: Path) -> None:
    """Old a, b and stale have moved out and new a and c in; then the next is killed at any step."""
    both = 0
    for step in range(1000):
        folder = tmp_path / str(step)
        _write_old(folder)
        # five are to move out, of which three are there, and two in; the last move of all is the one that ends it
        write = functools.partial(_write_new, folder)
        assert _stopped_by(signal.SIGKILL, 7, write, steps=("os.rename",)) == -signal.SIGKILL
        assert (_shown(folder), is_half_replaced(folder)) == (NEW, True)
        ended = _stopped_by(signal.SIGKILL, step, functools.partial(_write_new, folder))
        shown = _shown(folder)
        assert shown.items() <= OLD.items() or shown.items() <= NEW.items(), step
        assert is_half_replaced(folder) or shown in (OLD, NEW), step
        both += is_half_replaced(folder)
        with contextlib.suppress(OSError):
            write_files(folder, {"a": _full})
        assert _shown(folder) in (OLD, NEW), step
        assert not is_half_replaced(folder), step
        if ended == 0:
            break
    assert both > 5


def test_a_writer_killed_within_a_file_leaves_the_old_one(tmp_path: Path) -> None:
    _write_old(tmp_path)

    def half(file: BinaryIO) -> None:
        file.write(b"half")
        file.flush()
        os.kill(os.getpid(), signal.SIGKILL)

    assert _in_child(lambda: write_files(tmp_path, {"a": _writer(b"new"), "b": half})) == -signal.SIGKILL
    assert _shown(tmp_path) == OLD
    _write_new(tmp_path)
    assert (_shown(tmp_path), _hidden(tmp_path)) == (NEW, [])


def test_what_a_killed_writer_left_in_a_new_folder_is_no_content(tmp_path: Path) -> None:
    assert _in_child(lambda: write_files(tmp_path, {"a": lambda _: os.kill(os.getpid(), signal.SIGKILL)})) < 0
    assert _hidden(tmp_path)
    check_out_folder(tmp_path, force=False)


# Interrupted


def test_an_interrupt_at_any_step_leaves_all_old_files_or_all_new(
    tmp_path: Path, tell_figure: Callable[[str], None]
) -> None:
    for step in range(1000):
        folder = tmp_path / str(step)
        _write_old(folder)
        ended = _stopped_by(signal.SIGINT, step, functools.partial(_write_new, folder))
        assert _shown(folder) in (OLD, NEW), step
        assert not is_half_replaced(folder), step
        if ended == 0:
            break
        assert ended == 1
    assert step > 20
    tell_figure(f"interrupted at each of {step} steps")


# A disk that takes no more


def _full(file: BinaryIO) -> None:
    """Writes to a device that is full."""
    if not os.path.exists("/dev/full"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    full = os.open("/dev/full", os.O_WRONLY)
    os.dup2(full, file.fileno())
    os.close(full)
    file.write(b"new")
    file.flush()


def test_a_full_disk_is_told_with_the_file(tmp_path: Path) -> None:
    _write_old(tmp_path)
    with pytest.raises(OSError, match="No space left on device") as caught:
        write_files(tmp_path, {"a": _writer(b"new"), "b": _full})
    assert caught.value.filename == str(tmp_path / "b")
    assert (_shown(tmp_path), _hidden(tmp_path)) == (OLD, [])


def test_a_disk_that_says_it_is_full_when_asked_to_keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As file systems do that allot late, or over a network."""
    _write_old(tmp_path)
    for failing in range(6):  # two files, the names, the hidden folder twice, the folder itself
        with monkeypatch.context() as patch:
            left = [failing]

            def fsync(_descriptor: int, left: list[int] = left) -> None:
                left[0] -= 1
                if left[0] == -1:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

            patch.setattr(os, "fsync", fsync)
            with pytest.raises(OSError, match="No space left on device") as caught:
                _write_new(tmp_path)
        assert str(caught.value.filename).startswith(str(tmp_path))
        assert ".writing" not in str(caught.value.filename)
        if left[0] < 0 and _shown(tmp_path) == NEW:  # said only after all was in place
            assert failing == 5
        else:
            assert (_shown(tmp_path), _hidden(tmp_path)) == (OLD, [])


def test_a_move_that_fails_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write_old(tmp_path)
    rename = os.rename
    for failing in range(6):  # three out, two in, and the one that ends it
        with monkeypatch.context() as patch:
            left = [failing]

            def once(source: str, target: str, left: list[int] = left) -> None:
                left[0] -= 1
                if left[0] == -1:
                    raise OSError(errno.EIO, os.strerror(errno.EIO))
                rename(source, target)

            patch.setattr(os, "rename", once)
            with pytest.raises(OSError, match="Input/output error") as caught:
                _write_new(tmp_path)
        assert ".writing" not in str(caught.value.filename)
        assert (_shown(tmp_path), _hidden(tmp_path)) == (OLD, [])


# In the way


def test_a_folder_where_a_file_belongs_is_told_before_anything_is_written(tmp_path: Path) -> None:
    _write_old(tmp_path)
    (tmp_path / "never").mkdir()
    with pytest.raises(IsADirectoryError, match="a folder stands where a file belongs") as caught:
        _write_new(tmp_path)
    assert caught.value.filename == str(tmp_path / "never")
    (tmp_path / "never").rmdir()
    assert (_shown(tmp_path), _hidden(tmp_path)) == (OLD, [])


def test_of_two_writers_the_second_is_refused(tmp_path: Path) -> None:
    _write_old(tmp_path)

    def meanwhile(file: BinaryIO) -> None:
        with pytest.raises(OSError, match="another process is writing to this folder"):
            _write_new(tmp_path)
        file.write(b"first")

    write_files(tmp_path, {"a": meanwhile})
    assert (_shown(tmp_path), _hidden(tmp_path)) == ({**OLD, "a": b"first"}, [])


def test_a_file_system_without_locks_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_arguments: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    _write_old(tmp_path)
    monkeypatch.setattr(fcntl, "flock", none)
    _write_new(tmp_path)
    assert (_shown(tmp_path), _hidden(tmp_path)) == (NEW, [])


# The command line, every command that writes


#: One school, one week, one pupil, absent on its Tuesday.
EDFI = """<?xml version="1.0"?>
<Interchange xmlns="http://ed-fi.org/5.2.0">
<School><SchoolId>901</SchoolId></School>
<Session><SessionName>Fall Semester</SessionName><SchoolYear>2021-2022</SchoolYear><BeginDate>2021-09-06</BeginDate>
<EndDate>2021-09-10</EndDate><TotalInstructionalDays>5</TotalInstructionalDays><SchoolReference><SchoolIdentity>
<SchoolId>901</SchoolId></SchoolIdentity></SchoolReference></Session>
<Student><StudentUniqueId>1</StudentUniqueId></Student>
<StudentSchoolAttendanceEvent><AttendanceEvent><EventDate>2021-09-07</EventDate>
<AttendanceEventCategory>uri://x#Unexcused Absence</AttendanceEventCategory></AttendanceEvent><StudentReference>
<StudentIdentity><StudentUniqueId>1</StudentUniqueId></StudentIdentity></StudentReference><SchoolReference>
<SchoolIdentity><SchoolId>901</SchoolId></SchoolIdentity></SchoolReference></StudentSchoolAttendanceEvent>
</Interchange>
"""

EVALUATE = ("evaluate", "plan-2", "town", "--as-of", "2025-12-01", "--out", "out")
COMMANDS = {
    "sample": ("sample", "out", "--pupils", "20", "--seed", "2"),
    "import": ("import", "edfi", "xml", "out"),
    "parquet": EVALUATE,
    "csv": (*EVALUATE, "--format", "csv"),
    "json": (*EVALUATE, "--format", "json"),
    "demo": ("demo", "--out", "out"),
}
#: The same over what is there already. A demo replaces an earlier one unasked.
AGAIN = {name: command if name == "demo" else (*command, "--force") for name, command in COMMANDS.items()}
#: The folder that a command writes first.
FIRST = {name: "out/district" if name == "demo" else "out" for name in COMMANDS}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the commands read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("baoxue.cli.demo._PUPILS", 20)
    tmp_path.chmod(0o755)  # not only for its owner
    assert main(["sample", "town", "--pupils", "20"]) == 0
    (tmp_path / "xml").mkdir()
    (tmp_path / "xml" / "all.xml").write_text(EDFI, encoding="utf-8")
    return tmp_path


def _written(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder below, hidden ones too."""
    paths = folder.rglob("*")
    return {str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes() for path in paths}


def _write_both(place: Path, command: str) -> tuple[dict[str, bytes | None], dict[str, bytes | None]]:
    """What an earlier command wrote and stands in `out`, no file of it as the command would write it now; and that.

    But for the file by which a demo knows its folder, which is written once.
    """
    assert main([*COMMANDS[command]]) == 0
    new = _written(place / "out")
    for name, content in new.items():
        if content is not None and name != "x_demo.json":
            (place / "out" / name).write_bytes(b"old " + content)
    return _written(place / "out"), new


def _run(place: Path, before: str, *arguments: str, prefix: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Runs a command in a process of its own, after everything has been loaded and some statements run."""
    code = f"""
import gettext, importlib, locale, os, pkgutil, resource, shutil, signal, sys, traceback
import pyarrow, pyarrow.compute, pyarrow.csv, pyarrow.parquet, xml.etree.ElementTree, fcntl, json, baoxue
for module in pkgutil.walk_packages(baoxue.__path__, "baoxue."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from baoxue.cli import demo, main
demo._PUPILS = 20
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job has it ignored
{before}
sys.exit(main(sys.argv[1:]))
"""
    return subprocess.run(
        [*prefix, sys.executable, "-c", code, *arguments],
        cwd=place,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def _at(event: str, of: str, action: str) -> str:
    """Statements that act at the first event of a kind whose first argument ends so."""
    return f"""
done = []
def watch(event, arguments):
    if event == {event!r} and not done and os.fspath(arguments[0] if arguments else "").endswith({of!r}):
        done.append(event)
        {action}
sys.addaudithook(watch)
"""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_whose_file_is_too_large_says_so_and_changes_nothing(place: Path, command: str) -> None:
    before, _ = _write_both(place, command)
    # no file may grow beyond 300 bytes: the writer meets the limit in the middle of one
    done = _run(place, "resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))", *AGAIN[command])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("baoxue: File too large: `out/")
    assert done.stderr.rstrip("`\n").removeprefix("baoxue: File too large: `out/") in before
    assert len(done.stderr.splitlines()) == 1
    assert _written(place / "out") == before


@pytest.fixture(scope="module")
def small_disks() -> None:
    """File systems of any size can be mounted, for the process that asks and those that it starts."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("no small file system: there is no program unshare")
    mount = [unshare, "-rm", "mount", "-t", "tmpfs", "-o", "size=64k", "none", "/mnt"]
    done = subprocess.run(mount, capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        pytest.skip(f"no small file system: {done.stderr.strip()}")


#: `out` on a file system of its own that is full but for so much; what stands there after the command, and after it ran
#: again with space enough. First arguments: the measure, the number of those free.
ON_A_FULL_DISK = """
measure=$1 free=$2
shift 2
full() { case $measure in
    size) used=$(df -k --output=used out | tail -n 1); echo "size=$((used + free))k" ;;
    nr_inodes) used=$(df --output=iused out | tail -n 1); echo "nr_inodes=$((used + free))" ;;
esac; }
set -e
cp -a out old
mount -t tmpfs -o size=64m,nr_inodes=9999 none out
cp -a old/. out
mount -o remount,$(full) out
set +e
"$@"
code=$?
set -e
cp -a out after
mount -o remount,size=64m,nr_inodes=9999 out
"$@" >/dev/null
cp -a out again
exit $code
"""


@pytest.mark.usefixtures("small_disks")
@pytest.mark.parametrize(
    ("command", "measure", "free"),
    [
        *((command, "size", 8) for command in COMMANDS),  # KiB: some files, but not all
        ("json", "size", 0),
        ("sample", "nr_inodes", 0),
        ("sample", "nr_inodes", 4),
    ],
)
def test_a_command_on_a_full_disk_says_so_and_changes_nothing(
    place: Path, command: str, measure: str, free: int
) -> None:
    before, new = _write_both(place, command)
    prefix = ("unshare", "-rm", "sh", "-c", ON_A_FULL_DISK, "sh", measure, str(free))
    done = _run(place, "", *AGAIN[command], prefix=prefix)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    told = done.stderr.rstrip("`\n")
    if (measure, free) == ("nr_inodes", 0):
        assert told == "baoxue: No space left on device: `out"
    else:
        assert told.removeprefix("baoxue: No space left on device: `out/") in new
    assert _written(place / "after") == before
    assert _written(place / "again") == new


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_told_to_write_to_a_read_only_folder_says_so(place: Path, command: str) -> None:
    """As another user than root, who may write everywhere."""
    before, _ = _write_both(place, command)
    folders = [place / "out", *(path for path in (place / "out").rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    done = _run(place, "os.getuid() or os.setuid(65534)", *AGAIN[command])
    for folder in folders:
        folder.chmod(0o755)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"baoxue: Permission denied: `{FIRST[command]}`\n"
    assert _written(place / "out") == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_cannot_be_made_is_told(place: Path, command: str) -> None:
    place.chmod(0o555)
    done = _run(place, "os.getuid() or os.setuid(65534)", *COMMANDS[command])
    place.chmod(0o755)
    assert (done.returncode, done.stderr) == (2, "baoxue: Permission denied: `out`\n")
    assert not (place / "out").exists()


def test_a_table_that_may_not_be_read_is_told_with_its_name(place: Path) -> None:
    (place / "town" / "acts.parquet").chmod(0)
    done = _run(place, "os.getuid() or os.setuid(65534)", *EVALUATE[:-2])
    (place / "town" / "acts.parquet").chmod(0o644)
    assert done.returncode == 2
    assert "acts.parquet" in done.stderr
    assert "Permission denied" in done.stderr


@pytest.mark.parametrize(
    ("event", "of"), [("open", "all.xml"), ("open", "terms.parquet"), ("os.rename", "terms.parquet")]
)
def test_an_import_interrupted_while_it_reads_writes_or_replaces(place: Path, event: str, of: str) -> None:
    before, _ = _write_both(place, "import")
    done = _run(place, _at(event, of, "os.kill(os.getpid(), signal.SIGINT)"), *AGAIN["import"])
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "baoxue: stopped; no file was written in part\n"
    assert _written(place / "out") == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_killed_while_it_replaces_leaves_nothing_to_be_mistaken(place: Path, command: str) -> None:
    _, new = _write_both(place, command)
    folder = place / FIRST[command]
    first = min(path.name for path in folder.iterdir())
    killed = _run(place, _at("os.rename", first, "os.kill(os.getpid(), signal.SIGKILL)"), *AGAIN[command])
    assert killed.returncode == -signal.SIGKILL
    assert is_half_replaced(folder)
    if command in ("sample", "import", "demo"):
        with pytest.raises(DistrictError, match="is being replaced, or was when its writer was stopped; write it"):
            District.from_folder(folder)
    assert main([*AGAIN[command]]) == 0
    assert _written(place / "out") == new


@pytest.mark.long
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_killed_at_any_step(
    place: Path, command: str, monkeypatch: pytest.MonkeyPatch, tell_figure: Callable[[str], None]
) -> None:
    """In each folder that it writes all files are of one time, or it is told that they are not; the next heals it."""
    monkeypatch.setattr(os, "fsync", lambda _: None)  # what a killed process wrote is kept; this takes long
    before, new = _write_both(place, command)
    out = place / "out"
    out.rename(place / "old")
    steps = range(0, 1000, 4 if command == "demo" else 1)  # a demo writes and judges much, and folder by folder alike
    for step in steps:
        shutil.copytree(place / "old", out)
        ended = _stopped_by(signal.SIGKILL, step, lambda: main([*AGAIN[command]]))
        for folder in [out, *(out / name for name, content in before.items() if content is None)]:
            inside = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
            old_files, new_files = (
                {
                    name: content
                    for name in inside
                    if (content := files[str((folder / name).relative_to(out))]) is not None
                }
                for files in (before, new)
            )
            assert inside in (old_files, new_files), (step, folder)
            whole = sum(path.is_file() for path in (place / "old" / folder.relative_to(out)).iterdir())
            assert is_half_replaced(folder) or len(inside) == whole, (step, folder)
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        assert main([*AGAIN[command]]) == 0
        assert _written(out) == new, step
        shutil.rmtree(out)
    assert step > 40
    tell_figure(f"killed at {len(range(0, step, steps.step))} steps")
