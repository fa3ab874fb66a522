# SPDX-License-Identifier: Apache-2.0
"""Test cases of a policy: small districts, dates, and what must be found."""

from __future__ import annotations

import json
import os
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from baoxue import _core
from baoxue._core import ClauseCoverage, Policy, PolicyError, ReadingCoverage, ScenarioResult, scenario_schema
from baoxue._errors import policy_error, printable, problem
from baoxue.findings import Findings, FindingsTable
from baoxue.policy import read_vocabulary

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from baoxue._core import Problem

__all__ = [
    "ClauseCoverage",
    "NumberCoverage",
    "ReadingCoverage",
    "ScenarioReport",
    "ScenarioResult",
    "Shown",
    "policies_with_scenarios",
    "run_by_layer",
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
        "deadline_on": "no scenario shows {rule} not yet late on the day it is due",
        "deadline_beside": "no scenario shows {rule} late on the day after it is due",
        "quota_on": "no scenario shows {rule} met by just as many acts as it asks for",
        "quota_beside": "no scenario shows {rule} one act short",
        "line_on": "no scenario shows {rule} with a figure exactly on its line",
        "line_beside": "no scenario shows {rule} with a figure on the other side of its line",
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
        "deadline_on": "没有情形表明 {rule} 在到期当天还不算迟",
        "deadline_beside": "没有情形表明 {rule} 在到期次日就算迟",
        "quota_on": "没有情形表明 {rule} 次数刚好就算办到",
        "quota_beside": "没有情形表明 {rule} 只差一次",
        "line_on": "没有情形表明 {rule} 的指标正好在线上",
        "line_beside": "没有情形表明 {rule} 的指标在线的另一边",
    },
}


class NumberCoverage(NamedTuple):
    """Which scenarios stand on the two sides of a number.

    Attributes:
        number: of a deadline, a quota, or the line of a target or incentive.
        on: the scenarios with a row that is not late on the day it is due, met by just as many acts as it asks for, or
            has a figure exactly on the line.
        beside: those with one that is late on the day after, one act short, or on the other side of the line.
    """

    policy: str
    clause: str
    rule: str
    step: int | None
    number: Literal["deadline", "quota", "line"]
    on: tuple[str, ...]
    beside: tuple[str, ...]


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
    def numbers(self) -> list[NumberCoverage]:
        """One row a deadline, quota and line of a figure: the scenarios on the one side of it and on the other.

        A ladder's own number has none: the day on which a rung is set off tells both.
        """
        shown: dict[_Number, tuple[dict[str, None], dict[str, None]]] = {
            number: ({}, {}) for number in _numbers(self.policy)
        }
        for i, result in enumerate(self.results):
            for date, day in enumerate(result.dates if result.passed else ()):
                for number, side in _sides(self.findings(i, date), day):
                    if number in shown and (not result.clauses or number[1] in result.clauses):
                        shown[number][side].setdefault(f"{result.file} {result.id}")
        return [NumberCoverage(*number, tuple(on), tuple(beside)) for number, (on, beside) in shown.items()]

    @property
    def unreached(self) -> list[str]:
        """Clauses that no scenario tests, guidance aside."""
        return list(dict.fromkeys(clause for _, clause in unreached([self])))

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
            raise _none_built_in(policy)
        return ScenarioReport(_core.run_builtin_scenarios(policy), policy)
    files, words = _files_and_words(path, vocabulary)
    return ScenarioReport(_core.run_scenarios(policy, files, words), policy)


def run_by_layer(
    policy: Policy,
    path: str | os.PathLike[str] | None = None,
    *,
    vocabulary: Iterable[str | os.PathLike[str] | bytes] = (),
) -> list[ScenarioReport]:
    """Run the test cases of each layer, judged by that layer alone, and those of the layers together.

    Args:
        policy: several policies layered, as the id joins theirs by ``+``.
        path: a scenario file, or a folder of them, each of one layer or of all; where it holds none of a layer, those
            that are built in for it are run.
        vocabulary: files of further words, as ``load_policy`` took them.

    Returns:
        A report for each layer, the upper one first, then that of the layers together. The report of one that has no
        scenarios is empty. Of a policy that is no such only its own.

    Raises:
        PolicyError: a file cannot be read or does not fit; or there is no scenario of any layer.

    >>> from baoxue import layer
    >>> [report.policy.id for report in run_by_layer(layer("plan-5", "plan-2"))]
    ['plan-5', 'plan-2', 'plan-5+plan-2']
    """
    vocabulary = list(vocabulary)
    layers = _layered(policy, vocabulary)
    if not layers:
        return [run_scenarios(policy, path, vocabulary=vocabulary)]
    files, words = ([], []) if path is None else _files_and_words(path, vocabulary)
    of_layers = [_policy_of(text) for _, text in files]
    ids = [one.id for one in layers]
    built_in = policies_with_scenarios()
    reports = []
    for one in (*layers, policy):
        # what is of no layer is of them together, or an error that the core tells
        own = [file for file, of in zip(files, of_layers, strict=True) if (of if of in ids else policy.id) == one.id]
        core = _core.run_builtin_scenarios(one) if not own and one.id in built_in else None
        reports.append(ScenarioReport(core or _core.run_scenarios(one, own, words), one))
    if not any(map(len, reports)):
        raise _none_built_in(policy)
    return reports


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


class Shown(NamedTuple):
    """What scenarios show, of one report or of several together."""

    coverage: list[ClauseCoverage]
    readings: list[ReadingCoverage]
    numbers: list[NumberCoverage]


def shown_together(reports: Iterable[ScenarioReport]) -> Shown:
    """What reports show together: of each clause every scenario that reaches it, in any of them."""
    coverage: dict[tuple[str, str, str], ClauseCoverage] = {}
    readings: dict[tuple[str, str, str], ReadingCoverage] = {}
    numbers: dict[_Number, NumberCoverage] = {}
    for report in reports:
        for each in report.coverage:
            before = coverage.get(each[:3], each._replace(fires=(), refuses=()))
            coverage[each[:3]] = each._replace(fires=before.fires + each.fires, refuses=before.refuses + each.refuses)
        for one in report.readings:
            earlier = readings.get(one[:3], one._replace(chosen_by=()))
            readings[one[:3]] = one._replace(chosen_by=earlier.chosen_by + one.chosen_by)
        for number in report.numbers:
            other = numbers.get(number[:5], number._replace(on=(), beside=()))
            numbers[number[:5]] = number._replace(on=other.on + number.on, beside=other.beside + number.beside)
    return Shown(list(coverage.values()), list(readings.values()), list(numbers.values()))


def unreached(reports: Iterable[ScenarioReport]) -> list[tuple[str, str]]:
    """Clauses that no scenario of any of the reports tests, guidance aside, each with the layer that it is of.

    >>> from baoxue import layer
    >>> unreached(run_by_layer(layer("plan-5", "plan-2")))
    []
    """
    rules = [each for report in reports for each in report.coverage if not is_guidance(each)]
    reached = {(each.policy, each.clause) for each in rules if each.fires or each.refuses}
    return [clause for clause in dict.fromkeys((each.policy, each.clause) for each in rules) if clause not in reached]


def shortcomings(report: ScenarioReport | Shown, lang: Literal["zh", "en"] = "en") -> list[str]:
    """What the scenarios leave unshown, and what a clause must have and has not; a line each.

    Args:
        report: how the scenarios went, or what several reports show together.
        lang: ``"zh"`` or ``"en"``.

    Returns:
        Each line begins with the clause, and with its layer where there are several.

    Raises:
        ValueError: the language is another.
    """
    _check_language(lang)
    accepted = json.loads(_core.clauses_to_accept())
    kinds: dict[str, dict[str, list[str]]] = accepted["policies"]
    readings: dict[str, dict[str, list[str]]] = accepted["readings"]
    out: list[str] = []

    several = len({each.policy for each in report.coverage}) > 1

    def tell(what: str, **names: str) -> None:
        place = clause_name(policy, clause, lang) if several else clause
        out.append(f"{place}{'：' if lang == 'zh' else ': '}{_SHORT_OF[lang][what].format(**names)}")

    clauses: dict[tuple[str, str], list[ClauseCoverage]] = {}
    for each in report.coverage:
        clauses.setdefault((each.policy, each.clause), []).append(each)
    chosen: dict[tuple[str, str], dict[str, ReadingCoverage]] = {}
    for reading in report.readings:
        chosen.setdefault((reading.policy, reading.clause), {})[reading.reading] = reading
    numbers: dict[tuple[str, str], list[NumberCoverage]] = {}
    for number in report.numbers:
        numbers.setdefault((number.policy, number.clause), []).append(number)
    for (policy, clause), rules in clauses.items():
        must_be = kinds.get(policy, {}).get(clause)
        are = [each.kind for each in rules]
        if must_be is not None and set(must_be) != set(are):
            tell("kinds", are=_listed(are, lang), must=_listed(must_be, lang))
        if policy in kinds and must_be is None:
            tell("no_clause")
        for each in rules:
            if is_guidance(each):
                continue
            if not each.fires:
                tell("hole" if each.kind in _ASKS_FOR_HOLDERS else "fires", kind=kind_name(each.kind, lang))
            if not each.refuses:
                tell("refuses", kind=kind_name(each.kind, lang))
        for number in numbers.get((policy, clause), []):
            name = f"`{number.rule}`"
            if number.step is not None:
                name = f"{name} 第 {number.step} 步" if lang == "zh" else f"step {number.step} of {name}"
            for side in ("on", "beside"):
                if not getattr(number, side):
                    tell(f"{number.number}_{side}", rule=name)
        has = chosen.get((policy, clause), {})
        for reading_id in dict.fromkeys([*readings.get(policy, {}).get(clause, []), *has]):
            if reading_id not in has:
                tell("no_reading", reading=reading_id)
            elif not has[reading_id].chosen_by:
                tell("not_chosen", reading=reading_id)
    for policy in dict.fromkeys(policy for policy, _ in clauses):
        for clause in kinds.get(policy, {}):
            if (policy, clause) not in clauses:
                tell("missing")
    return out


def clause_name(policy: str, clause: str, lang: Literal["zh", "en"]) -> str:
    """A clause as one reads it beside those of other layers.

    >>> clause_name("plan-5", "5.8", "en")
    '5.8 (plan-5)'
    """
    return f"{clause}（{policy}）" if lang == "zh" else f"{clause} ({policy})"


def _listed(kinds: list[str], lang: Literal["zh", "en"]) -> str:
    return ("、" if lang == "zh" else ", ").join(kind_name(kind, lang) for kind in kinds)


def _check_language(lang: str) -> None:
    if lang not in ("zh", "en"):
        raise ValueError(f'lang: expected "zh" or "en", got {lang!r}')


#: Policy, clause, rule, step of a rung, and what it is a number of.
_Number: TypeAlias = tuple[str, str, str, int | None, Literal["deadline", "quota", "line"]]


def _numbers(policy: Policy) -> Iterator[_Number]:
    """Every deadline, quota and fixed line of a target or incentive, in the order of the clauses."""
    document = json.loads(policy.to_json())
    for layer in document.get("layers", [document]):
        for clause in layer["clauses"]:
            for rule in (rule for reading in clause["readings"] for rule in reading["rules"]):
                place = (layer["id"], clause["id"], rule["id"])
                for part in rule.get("rungs", [rule]):
                    if "due" in part:
                        yield (*place, part.get("step"), "deadline")
                if rule["kind"] == "recurring":
                    yield (*place, None, "quota")
                upon = {"target": rule.get("goal"), "incentive": rule.get("by", {}).get("upon")}.get(rule["kind"])
                if upon and upon["line"]["kind"] == "fixed":
                    yield (*place, None, "line")


def _sides(found: Findings, day: dt.date) -> Iterator[tuple[_Number, int]]:
    """On which side of which numbers the rows of a date stand: 0 on the number, 1 beside it."""
    for table in (found.obligations, found.entitlements):
        for row in _rows(table, "policy", "clause", "rule", "step", "due_on", "needed", "done", "state", "met_on"):
            place = (row["policy"], row["clause"], row["rule"])
            # what is met counts for its own day, what is open or missed for the day it is judged on
            at = row["met_on"] or (day if row["state"] in ("open", "missed") else None)
            if at and row["due_on"] and (days := (at - row["due_on"]).days) in (0, 1):
                yield (*place, row.get("step"), "deadline"), days
            if at and "done" in row and (lacking := row["needed"] - row["done"]) in (0, 1):
                yield (*place, None, "quota"), lacking
    for row in _rows(found.measures, "policy", "clause", "rule", "comparator", "met", *_FIGURE):
        numerator, denominator, line_numerator, line_denominator = (row[name] for name in _FIGURE)
        if row["met"] is not None:
            on_line = numerator * line_denominator == line_numerator * denominator
            met_on_line = row["comparator"] in ("at_most", "at_least")
            if on_line or row["met"] != met_on_line:
                yield (row["policy"], row["clause"], row["rule"], None, "line"), 0 if on_line else 1


_FIGURE: Final = ("numerator", "denominator", "line_numerator", "line_denominator")


def _rows(table: FindingsTable, *columns: str) -> list[dict[str, Any]]:
    """A table's rows, with those of the columns that it has."""
    if not len(table):
        return []
    arrow = table.to_arrow()
    rows: list[dict[str, Any]] = arrow.select([name for name in columns if name in arrow.column_names]).to_pylist()
    return rows


def _none_built_in(policy: Policy) -> PolicyError:
    message = f"no scenarios are built in for policy `{policy.id}`; give their path (in a command: --scenarios)"
    return policy_error([problem(message)])


def _layered(policy: Policy, vocabulary: Iterable[str | os.PathLike[str] | bytes]) -> list[Policy]:
    """The policies that were layered, with the values and readings that they have there; none if it is one alone.

    The id joins theirs. One of them may have several layers itself, and then bears the first one's id.
    """
    ids = policy.id.split("+")
    if len(ids) < 2:
        return []
    document = json.loads(policy.to_json())
    layers = document["layers"]
    starts = [i for i, each in enumerate(layers) if each["id"] in ids]
    if [layers[i]["id"] for i in starts] != ids or starts[0] != 0:
        starts = list(range(len(layers)))
    head = {key: document[key] for key in ("format", "format_version", "words") if key in document}
    words = read_vocabulary(vocabulary, [])
    out = []
    for start, end in pairwise([*starts, len(layers)]):
        id = layers[start]["id"]
        of = layers[start] if end == start + 1 else {"id": id, "layers": layers[start:end]}
        out.append(_core.read_policy(json.dumps({**head, **of}).encode(), id, words))
    return out


def _policy_of(scenarios: bytes) -> str | None:
    """The policy that a scenario file names, ids of layers joined; none where it is not to be read."""
    try:
        return "+".join(json.loads(scenarios)["policies"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _files_and_words(
    path: str | os.PathLike[str], vocabulary: Iterable[str | os.PathLike[str] | bytes]
) -> tuple[list[tuple[str, bytes]], list[tuple[str, bytes]]]:
    problems: list[Problem] = []
    words = read_vocabulary(vocabulary, problems)
    files = _read(Path(path), problems)
    if problems:
        raise policy_error(problems)
    return files, words


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
