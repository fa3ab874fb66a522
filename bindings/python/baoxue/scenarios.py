# SPDX-License-Identifier: Apache-2.0
"""Test cases of a policy: small districts, dates, and what must be found."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from baoxue import _core
from baoxue._core import ClauseCoverage, Policy, ScenarioResult, scenario_schema
from baoxue._errors import policy_error, printable, problem
from baoxue.findings import Findings
from baoxue.policy import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from baoxue._core import Problem

__all__ = [
    "ClauseCoverage",
    "ScenarioReport",
    "ScenarioResult",
    "policies_with_scenarios",
    "run_scenarios",
    "scenario_schema",
]

#: Kinds whose rules say by a gap that nobody holds a post.
_ASKS_FOR_HOLDERS: Final = {"assignment", "committee"}


class ScenarioReport:
    """How the scenarios of one policy went.

    Attributes:
        policy: the policy that was tested.
        results: one row a scenario, in the order of the files.
        coverage: one row a clause: its kinds of rules, the scenarios that make it fire and those that refuse.
    """

    __slots__ = ("_core", "coverage", "policy", "results")

    def __init__(self, core: _core.ScenarioReport, policy: Policy) -> None:
        self._core = core
        self.policy = policy
        self.results: list[ScenarioResult] = core.results
        self.coverage: list[ClauseCoverage] = core.coverage

    @property
    def failed(self) -> list[ScenarioResult]:
        """The scenarios in which something was found that was not expected, or the other way round."""
        return [each for each in self.results if not each.passed]

    @property
    def unreached(self) -> list[str]:
        """Clauses that no scenario tests, guidance aside."""
        return [each.clause for each in self.coverage if not is_guidance(each) and not each.fires + each.refuses]

    def explain(self, lang: Literal["zh", "en"] = "en", i: int | None = None) -> str:
        """What is not as expected, in words: each difference of the scenarios that failed.

        Args:
            lang: ``"zh"`` or ``"en"``.
            i: one scenario only, from 0; every one if left out.

        Returns:
            Several lines of text; of all scenarios the last line sums up.

        Raises:
            IndexError: there is no such scenario.
            ValueError: the language is another.
        """
        if lang not in ("zh", "en"):
            raise ValueError(f'lang: expected "zh" or "en", got {lang!r}')
        return self._core.explain(lang) if i is None else self._core.explain_one(i, lang)

    def findings(self, i: int, date: int = 0) -> Findings:
        """What was found in a scenario, of every clause: to look at, and to explain.

        Args:
            i: the scenario's place in ``results``.
            date: the place of the date in its ``dates``.

        Raises:
            IndexError: there is no such scenario or date.
        """
        return Findings(self._core.findings(i, date))

    def __len__(self) -> int:
        return len(self.results)

    def __repr__(self) -> str:
        return f"<ScenarioReport of {self.policy.id}: {len(self):,} scenarios, {len(self.failed):,} failed>"

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(
            f"<tr><td>{escape(each.clause)}</td><td>{escape(', '.join(each.kinds))}</td>"
            f"<td>{len(each.fires)}</td><td>{len(each.refuses)}</td></tr>"
            for each in self.coverage
        )
        head = "<thead><tr><th>clause</th><th>kinds</th><th>fires</th><th>refuses</th></tr></thead>"
        return f"<table><caption>{escape(repr(self)[1:-1])}</caption>{head}<tbody>{rows}</tbody></table>"


def run_scenarios(
    policy: Policy,
    path: str | os.PathLike[str] | None = None,
    *,
    vocabulary: Iterable[str | os.PathLike[str] | bytes] = (),
) -> ScenarioReport:
    """Run test cases of a policy.

    Args:
        policy: the policy that the files name; also one that was changed, to see what the change breaks.
        path: a scenario file, or a folder of them; those that are built in for the policy if left out.
        vocabulary: files of further words, as ``load_policy`` took them.

    Returns:
        How they went. A scenario that fails is not an error.

    Raises:
        PolicyError: a file cannot be read or does not fit the policy; every problem is listed.
        TypeError: ``policy`` is none.

    >>> from baoxue import load_policy
    >>> report = run_scenarios(load_policy("plan-2"))
    >>> report.failed
    []
    """
    if not isinstance(policy, Policy):
        raise TypeError(f"policy: expected a Policy, got {type(policy).__name__}")
    if path is None:
        if policy.id not in policies_with_scenarios():
            message = f"no scenarios are built in for policy `{policy.id}`; give their path (in a command: --scenarios)"
            raise policy_error([problem(message)])
        return ScenarioReport(_core.run_builtin_scenarios(policy), policy)
    problems: list[Problem] = []
    words = read_vocabulary(vocabulary, problems)
    files = _read(Path(path), problems)
    if problems:
        raise policy_error(problems)
    return ScenarioReport(_core.run_scenarios(policy, files, words), policy)


def policies_with_scenarios() -> list[str]:
    """Ids of the policies for which scenarios are built in; those of layers are joined by ``+``.

    >>> "plan-2" in policies_with_scenarios()
    True
    """
    return _core.builtin_scenario_policy_ids()


def is_guidance(clause: ClauseCoverage) -> bool:
    """Whether nothing can be shown of a clause."""
    return clause.kinds == ("guidance",)


def shortcomings(report: ScenarioReport) -> list[str]:
    """What the scenarios leave unshown, and kinds of rules that are not those a clause must have; a line each."""
    import json

    out: list[str] = []
    must_be: dict[str, dict[str, list[str]]] = json.loads(_core.clauses_to_accept())["policies"]
    seen = {(each.policy, each.clause) for each in report.coverage}
    for each in report.coverage:
        kinds = must_be.get(each.policy, {}).get(each.clause)
        if kinds is not None and set(kinds) != set(each.kinds):
            out.append(f"{each.clause}: its rules are {', '.join(each.kinds)}, and must be {', '.join(kinds)}")
        if each.policy in must_be and kinds is None:
            out.append(f"{each.clause}: the document has no such clause")
        if is_guidance(each):
            continue
        if not each.fires:
            rest = "" if set(each.kinds) & _ASKS_FOR_HOLDERS else " anything but gaps"
            out.append(f"{each.clause}: no scenario shows that it finds{rest or ' a hole'}")
        if not each.refuses:
            out.append(f"{each.clause}: no scenario shows a near miss")
    for policy in dict.fromkeys(each.policy for each in report.coverage):
        out += [
            f"{clause}: the clause is missing" for clause in must_be.get(policy, {}) if (policy, clause) not in seen
        ]
    return out


def _read(path: Path, problems: list[Problem]) -> list[tuple[str, bytes]]:
    """Scenario files, each what messages call it and its bytes; a problem for each that cannot be read."""
    files = sorted(path.rglob("*.json")) if path.is_dir() else [path]
    if not files:
        problems.append(problem(f"the folder `{path}` holds no scenario file; their names end in .json"))
    read: list[tuple[str, bytes]] = []
    for file in files:
        try:
            name = file.relative_to(path) if path.is_dir() else Path(file.name)
            read.append((printable(name.as_posix()), file.read_bytes()))
        except OSError as error:
            problems.append(problem(f"cannot read the scenario file `{file}` ({error.strerror}); check the path"))
    return read
