# SPDX-License-Identifier: Apache-2.0
"""Test cases of a policy: small districts, dates, and what must be found."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from baoxue import _core
from baoxue._core import ClauseCoverage, Policy, ReadingCoverage, ScenarioResult, scenario_schema
from baoxue._errors import policy_error, printable, problem
from baoxue.findings import Findings
from baoxue.policy import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from baoxue._core import Problem

__all__ = [
    "ClauseCoverage",
    "ReadingCoverage",
    "ScenarioReport",
    "ScenarioResult",
    "policies_with_scenarios",
    "run_scenarios",
    "scenario_schema",
]

#: Kinds whose rules say by a gap that nobody holds a post.
_ASKS_FOR_HOLDERS: Final = {"assignment", "committee"}

_KINDS_IN_CHINESE: Final = {
    "assignment": "分工",
    "pledge": "责任状",
    "committee": "领导小组",
    "ladder": "阶梯",
    "duty": "任务",
    "recurring": "定额",
    "procedure": "程序",
    "target": "指标",
    "incentive": "奖惩",
    "veto": "一票否决",
    "entitlement": "帮扶",
    "prohibition": "禁令",
    "record": "台账",
    "guidance": "不核验",
}

#: What can be wrong with what scenarios show, by language.
_SHORT_OF: Final = {
    "en": {
        "kinds": "its rules are {are}, and must be {must}",
        "no_clause": "the document has no such clause",
        "missing": "the clause is missing",
        "fires": "no scenario shows that its {kind} finds anything but gaps",
        "hole": "no scenario shows that its {kind} finds a hole",
        "refuses": "no scenario shows a near miss of its {kind}",
        "no_reading": "the reading `{reading}` is missing",
        "not_chosen": "no scenario judges by the reading `{reading}`",
    },
    "zh": {
        "kinds": "规则的种类是 {are}，应当是 {must}",
        "no_clause": "文件里没有这一条",
        "missing": "缺少这一条",
        "fires": "没有情形表明它的 {kind} 能得出缺漏以外的结果",
        "hole": "没有情形表明它的 {kind} 能指出空缺",
        "refuses": "没有情形表明它的 {kind} 差一点而不触发",
        "no_reading": "缺少读法 `{reading}`",
        "not_chosen": "没有情形按读法 `{reading}` 判断",
    },
}


class ScenarioReport:
    """How the scenarios of one policy went.

    Attributes:
        policy: the policy that was tested.
        results: one row a scenario, in the order of the files.
        coverage: one row a clause and kind of rules: the scenarios that make them fire and those that refuse.
        readings: one row a reading of a clause that has several: the scenarios that judge by it.
    """

    __slots__ = ("_core", "coverage", "policy", "readings", "results")

    def __init__(self, core: _core.ScenarioReport, policy: Policy) -> None:
        self._core = core
        self.policy = policy
        self.results: list[ScenarioResult] = core.results
        self.coverage: list[ClauseCoverage] = core.coverage
        self.readings: list[ReadingCoverage] = core.readings

    @property
    def failed(self) -> list[ScenarioResult]:
        """The scenarios in which something was found that was not expected, or the other way round."""
        return [each for each in self.results if not each.passed]

    @property
    def unreached(self) -> list[str]:
        """Clauses that no scenario tests, guidance aside."""
        clauses = dict.fromkeys(each.clause for each in self.coverage if not is_guidance(each))
        reached = {each.clause for each in self.coverage if each.fires or each.refuses}
        return [clause for clause in clauses if clause not in reached]

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
        _check_language(lang)
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
            f"<tr><td>{escape(each.clause)}</td><td>{escape(each.kind)}</td>"
            f"<td>{len(each.fires)}</td><td>{len(each.refuses)}</td></tr>"
            for each in self.coverage
        )
        head = "<thead><tr><th>clause</th><th>kind</th><th>fires</th><th>refuses</th></tr></thead>"
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
    """Whether nothing can be shown of those rules."""
    return clause.kind == "guidance"


def kind_name(kind: str, lang: Literal["zh", "en"]) -> str:
    """A kind of rules as one reads it.

    >>> kind_name("ladder", "zh")
    '阶梯（ladder）'
    """
    return f"{_KINDS_IN_CHINESE[kind]}（{kind}）" if lang == "zh" else kind


def shortcomings(report: ScenarioReport, lang: Literal["zh", "en"] = "en") -> list[str]:
    """What the scenarios leave unshown, and what a clause must have and has not; a line each.

    Args:
        report: how the scenarios went.
        lang: ``"zh"`` or ``"en"``.

    Raises:
        ValueError: the language is another.
    """
    import json

    _check_language(lang)
    accepted = json.loads(_core.clauses_to_accept())
    kinds: dict[str, dict[str, list[str]]] = accepted["policies"]
    readings: dict[str, dict[str, list[str]]] = accepted["readings"]
    out: list[str] = []

    def tell(clause: str, what: str, **names: str) -> None:
        out.append(f"{clause}{'：' if lang == 'zh' else ': '}{_SHORT_OF[lang][what].format(**names)}")

    clauses: dict[tuple[str, str], list[ClauseCoverage]] = {}
    for each in report.coverage:
        clauses.setdefault((each.policy, each.clause), []).append(each)
    chosen: dict[tuple[str, str], dict[str, ReadingCoverage]] = {}
    for reading in report.readings:
        chosen.setdefault((reading.policy, reading.clause), {})[reading.reading] = reading
    for (policy, clause), rules in clauses.items():
        must_be = kinds.get(policy, {}).get(clause)
        are = [each.kind for each in rules]
        if must_be is not None and set(must_be) != set(are):
            tell(clause, "kinds", are=_listed(are, lang), must=_listed(must_be, lang))
        if policy in kinds and must_be is None:
            tell(clause, "no_clause")
        for each in rules:
            if is_guidance(each):
                continue
            if not each.fires:
                tell(clause, "hole" if each.kind in _ASKS_FOR_HOLDERS else "fires", kind=kind_name(each.kind, lang))
            if not each.refuses:
                tell(clause, "refuses", kind=kind_name(each.kind, lang))
        has = chosen.get((policy, clause), {})
        for reading_id in dict.fromkeys([*readings.get(policy, {}).get(clause, []), *has]):
            if reading_id not in has:
                tell(clause, "no_reading", reading=reading_id)
            elif not has[reading_id].chosen_by:
                tell(clause, "not_chosen", reading=reading_id)
    for policy in dict.fromkeys(policy for policy, _ in clauses):
        for clause in kinds.get(policy, {}):
            if (policy, clause) not in clauses:
                tell(clause, "missing")
    return out


def _listed(kinds: list[str], lang: Literal["zh", "en"]) -> str:
    return ("、" if lang == "zh" else ", ").join(kind_name(kind, lang) for kind in kinds)


def _check_language(lang: str) -> None:
    if lang not in ("zh", "en"):
        raise ValueError(f'lang: expected "zh" or "en", got {lang!r}')


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
