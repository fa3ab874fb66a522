# SPDX-License-Identifier: Apache-2.0
"""``baoxue test`` and ``baoxue coverage``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from baoxue.cli.options import POLICY_HELP, add_all_problems, add_changes, add_command, changed
from baoxue.cli.screen import Progress, complain
from baoxue.policy import load_layered
from baoxue.scenarios import (
    clause_name,
    is_guidance,
    kind_name,
    policies_with_scenarios,
    run_by_layer,
    shortcomings,
    shown_together,
    unreached,
)

if TYPE_CHECKING:
    import argparse

    from baoxue.cli.options import Commands
    from baoxue.scenarios import ScenarioReport

_TEST_EXAMPLES = """\
  baoxue test
  baoxue test plan-2 --lang zh
  baoxue test plan-5+plan-2
  baoxue test our-school.json --scenarios our-scenarios
"""

_COVERAGE_EXAMPLES = """\
  baoxue coverage plan-2
  baoxue coverage plan-5+plan-2
  baoxue coverage our-school.json --scenarios our-scenarios
"""


def add_to(commands: Commands) -> None:
    """Add both commands."""
    test = add_command(
        commands,
        "test",
        _test,
        help="run the scenarios of a policy: small districts with the findings worked out by hand",
        examples=_TEST_EXAMPLES,
    )
    test.add_argument(
        "policies",
        metavar="POLICY",
        nargs="*",
        help=f"{POLICY_HELP}; every built-in one if left out",
    )
    coverage = add_command(
        commands,
        "coverage",
        _coverage,
        help="tell clause by clause which scenarios make it fire and which refuse, and fail on what none shows",
        examples=_COVERAGE_EXAMPLES,
    )
    coverage.add_argument("policies", metavar="POLICY", nargs=1, help="as in test")
    for parser in (test, coverage):
        parser.add_argument(
            "--scenarios",
            metavar="PATH",
            help="a scenario file, or a folder of them; those that are built in if left out",
        )
        add_changes(parser)
        add_all_problems(parser)
        parser.add_argument("--lang", choices=["zh", "en"], default="en")


_TEXTS = {
    "en": {
        "testing": "testing {}",
        "unreached": "clauses that no scenario reaches: {}",
        "fires": "fires:",
        "refuses": "refuses:",
        "together": "in layers: {}",
        "none": "{}: there are no scenarios of this layer alone; --scenarios names a file or folder that holds them",
        "none_together": "{}: there are no scenarios of the layers together; "
        "--scenarios names a file or folder that holds them",
        "failed": "{:,} scenarios failed; they show nothing",
        "sum": "{id}: {clauses} clause{plural}, {evaluable} to evaluate, each shown from both sides",
    },
    "zh": {
        "testing": "正在核对 {}",
        "unreached": "没有情形涉及的条款：{}",
        "fires": "触发：",
        "refuses": "不触发：",
        "together": "叠加时：{}",
        "none": "{}：没有这一层自己的情形，请用 --scenarios 指明情形文件或文件夹",
        "none_together": "{}：没有各层叠加的情形，请用 --scenarios 指明情形文件或文件夹",
        "failed": "不符的情形 {:,} 个，不作为证明",
        "sum": "{id}：条款 {clauses} 条，可以核验 {evaluable} 条，条条正反两面都有情形",
    },
}


def _test(options: argparse.Namespace) -> int:
    lang, texts = options.lang, _TEXTS[options.lang]
    code = 0
    for name in options.policies or policies_with_scenarios():
        with Progress() as say:
            say(texts["testing"].format(name))
            policy = changed(load_layered(name, vocabulary=options.vocabulary), options)
            reports = run_by_layer(policy, options.scenarios, vocabulary=options.vocabulary)
        whole = reports[-1]
        for report in reports:
            # of all built-in policies each layer stands in the list by itself
            if report is whole or options.policies or report.failed:
                print(report.explain(lang), end="")
        several = len({each.policy for each in whole.coverage}) > 1
        if names := [clause_name(*each, lang) if several else each[1] for each in unreached(reports)]:
            print("  " + texts["unreached"].format(", ".join(names)))
        if _tell_of_none(reports, lang) or any(report.failed for report in reports):
            code = 1
    return code


def _coverage(options: argparse.Namespace) -> int:
    lang, texts = options.lang, _TEXTS[options.lang]
    with Progress() as say:
        say(texts["testing"].format(options.policies[0]))
        policy = changed(load_layered(options.policies[0], vocabulary=options.vocabulary), options)
        reports = run_by_layer(policy, options.scenarios, vocabulary=options.vocabulary)
    *layers, whole = reports
    shown, alone = shown_together(reports), shown_together(layers)
    for i, each in enumerate(shown.coverage):
        place = clause_name(each.policy, each.clause, lang) if layers else each.clause
        print(f"{place}  {kind_name(each.kind, lang)}")
        for word in ("fires", "refuses"):
            if not is_guidance(each):
                names = _names(getattr(alone.coverage[i], word) if layers else getattr(each, word))
                if layers and (together := _names(getattr(whole.coverage[i], word))):
                    names += ("; " if names else "") + texts["together"].format(together)
                print(f"    {texts[word]:8} {names or '-'}")
    for report in reports:
        if report.failed:
            print()
            print(report.explain(lang), end="")
            complain(texts["failed"].format(len(report.failed)))
    none_together = _tell_of_none(reports, lang)
    missing = shortcomings(shown, lang)
    for line in missing:
        complain(line)
    if missing or none_together or any(report.failed for report in reports):
        return 1
    clauses = {(each.policy, each.clause) for each in shown.coverage}
    evaluable = {(each.policy, each.clause) for each in shown.coverage if not is_guidance(each)}
    plural = "s" if len(clauses) != 1 else ""
    numbers = {"clauses": len(clauses), "plural": plural, "evaluable": len(evaluable)}
    print("\n" + texts["sum"].format(id=policy.id, **numbers))
    return 0


def _tell_of_none(reports: list[ScenarioReport], lang: str) -> bool:
    """Tells which layers have no scenarios; whether the layers together have none."""
    if len(reports) == 1:
        return False
    for report in reports:
        if not report:
            complain(_TEXTS[lang]["none_together" if report is reports[-1] else "none"].format(report.policy.id))
    return not reports[-1]


def _names(scenarios: tuple[str, ...]) -> str:
    return ", ".join(name.rpartition(" ")[2] for name in scenarios)
