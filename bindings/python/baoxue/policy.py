# SPDX-License-Identifier: Apache-2.0
"""Loading policies."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from baoxue import _changes, _core  # noqa: F401 - _changes checks what Policy is given
from baoxue._core import Parameter, Policy, PolicyError, Reading, policy_schema
from baoxue._errors import did_you_mean, policy_error, printable, problem

if TYPE_CHECKING:
    from baoxue._core import Problem

__all__ = ["Parameter", "Policy", "PolicyError", "Reading", "layer", "load_policy", "policy_ids", "policy_schema"]


def policy_ids() -> list[str]:
    """The ids of the policies that are built in.

    >>> "plan-2" in policy_ids()
    True
    """
    return _core.builtin_policy_ids()


def load_policy(
    id_or_path: str | os.PathLike[str],
    *,
    vocabulary: Iterable[str | os.PathLike[str] | bytes] = (),
) -> Policy:
    """Load a policy that is built in, or a policy file.

    Args:
        id_or_path: an id such as ``"plan-2"``, or the path of a JSON file. A text without a
            folder and without the ending ``.json`` is an id.
        vocabulary: files of further words (paths, or their bytes) that the policy may use.

    Returns:
        The policy, which never changes; ``with_values`` and ``with_reading`` give new ones.

    Raises:
        PolicyError: no such policy, or the file is not a valid one; every problem is listed.

    >>> load_policy("plan-2").id
    'plan-2'
    >>> load_policy("plan-22")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
        ...
    baoxue.PolicyError: ...
    """
    text = os.fspath(id_or_path)
    is_path = not isinstance(id_or_path, str) or text.endswith(".json") or Path(text).name != text
    if not is_path:
        known = _core.builtin_policy_ids()
        if text not in known:
            of_another_number = [id for id in known if _without_digits(id) == _without_digits(text)]
            near = "" if of_another_number else did_you_mean(text, known)
            message = (
                f"unknown policy `{text}`{near} (built in: {', '.join(known)}; the name of a policy file ends in .json)"
            )
            raise policy_error([problem(message)])
        return _core.builtin_policy(text)
    try:
        content = Path(text).read_bytes()
    except OSError as error:
        message = f"cannot read the policy file `{text}` ({error.strerror}); check the path"
        raise policy_error([problem(message)]) from None
    problems: list[Problem] = []
    words = read_vocabulary(vocabulary, problems)
    if problems:
        raise policy_error(problems)
    return _core.read_policy(content, printable(Path(text).name), words)


def layer(*policies: Policy | str) -> Policy:
    """One policy of several, such as a township's plan over its school's.

    Each keeps its clauses, and its ladders climb by themselves; ids of clauses may come again in another layer.

    Args:
        policies: the upper ones first, each a policy or the id of a built-in one; one alone is returned as it is.

    Returns:
        A policy whose id joins theirs by ``+``.

    Raises:
        PolicyError: a word has two meanings, a policy comes twice, or no built-in one has that id.
        TypeError: there is none, or one is no policy.

    >>> layer("plan-5", load_policy("plan-2")).id
    'plan-5+plan-2'
    """
    if not policies:
        raise TypeError("policies: expected at least one policy")
    for one in policies:
        if not isinstance(one, Policy | str):
            raise TypeError(f"policies: expected policies, got `{one!r}` ({type(one).__name__})")
    return _core.layer([load_policy(one) if isinstance(one, str) else one for one in policies])


def load_layered(ids_or_paths: str, *, vocabulary: Iterable[str | os.PathLike[str] | bytes] = ()) -> Policy:
    """A policy as ``load_policy`` loads it, or several layered: ids or paths joined by ``+``, the upper one first.

    A file whose own path has a ``+`` is that file.
    """
    parts = [ids_or_paths] if Path(ids_or_paths).is_file() else ids_or_paths.split("+")
    return layer(*(load_policy(one, vocabulary=vocabulary) for one in parts))


def read_vocabulary(
    files: Iterable[str | os.PathLike[str] | bytes] | None, problems: list[Problem]
) -> list[tuple[str, bytes]]:
    """Vocabulary files, each what messages call it and its bytes; a problem for each that cannot be read."""
    read: list[tuple[str, bytes]] = []
    for number, file in enumerate(_checked(files), start=1):
        if isinstance(file, bytes):
            read.append((str(number), file))
            continue
        try:
            read.append((printable(Path(file).name), Path(file).read_bytes()))
        except OSError as error:
            name = printable(str(file))
            todo = f"a built-in policy is `load_policy('{name}')`" if name in policy_ids() else "check the path"
            problems.append(problem(f"cannot read the vocabulary file `{name}` ({error.strerror}); {todo}"))
    return read


def _checked(files: object) -> list[str | os.PathLike[str] | bytes]:
    """One file where a list of them belongs is an error, not a list of letters."""
    if isinstance(files, str | bytes | os.PathLike) or not isinstance(files, Iterable | None):
        raise TypeError(f"vocabulary: expected a list of files, got `{type(files).__name__}`; write it in brackets")
    every = list(files or ())
    for number, file in enumerate(every):
        if not isinstance(file, str | bytes | os.PathLike):
            raise TypeError(f"vocabulary[{number}]: expected a file, got `{file!r}` ({type(file).__name__})")
    return every


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "", text)
