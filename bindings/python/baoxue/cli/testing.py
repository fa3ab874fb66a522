# SPDX-License-Identifier: Apache-2.0
"""``baoxue test`` and ``baoxue coverage``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from baoxue.cli.options import POLICY_HELP, add_all_problems, add_changes, add_command, changed
from baoxue.cli.screen import Progress, complain
from baoxue.policy import load_layered
from baoxue.scenarios import is_guidance, kind_name, policies_with_scenarios, run_scenarios, shortcomings

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
        "failed": "{:,} scenarios failed; they show nothing",
        "sum": "{id}: {clauses} clause{plural}, {evaluable} to evaluate, each shown from both sides",
    },
    "zh": {
        "testing": "正在核对 {}",
        "unreached": "没有情形涉及的条款：{}",
        "fires": "触发：",
        "refuses": "不触发：",
        "failed": "不符的情形 {:,} 个，不作为证明",
        "sum": "{id}：条款 {clauses} 条，可以核验 {evaluable} 条，条条正反两面都有情形",
    },
}


def _run(name: str, options: argparse.Namespace, say: Progress) -> ScenarioReport:
    say(_TEXTS[options.lang]["testing"].format(name))
    policy = changed(load_layered(name, vocabulary=options.vocabulary), options)
    return run_scenarios(policy, options.scenarios, vocabulary=options.vocabulary)


def _test(options: argparse.Namespace) -> int:
    code = 0
    for name in options.policies or policies_with_scenarios():
        with Progress() as say:
            report = _run(name, options, say)
        print(report.explain(options.lang), end="")
        if report.unreached:
            print("  " + _TEXTS[options.lang]["unreached"].format(", ".join(report.unreached)))
        if report.failed:
            code = 1
    return code


def _coverage(options: argparse.Namespace) -> int:
    texts = _TEXTS[options.lang]
    with Progress() as say:
        report = _run(options.policies[0], options, say)
    for each in report.coverage:
        print(f"{each.clause}  {kind_name(each.kind, options.lang)}")
        for word, names in (("fires", each.fires), ("refuses", each.refuses)):
            if not is_guidance(each):
                print(f"    {texts[word]:8} {', '.join(name.rpartition(' ')[2] for name in names) or '-'}")
    if report.failed:
        print()
        print(report.explain(options.lang), end="")
        complain(texts["failed"].format(len(report.failed)))
    missing = shortcomings(report, options.lang)
    for line in missing:
        complain(line)
    if not missing and not report.failed:
        clauses = {(each.policy, each.clause) for each in report.coverage}
        evaluable = {(each.policy, each.clause) for each in report.coverage if not is_guidance(each)}
        plural = "s" if len(clauses) != 1 else ""
        numbers = {"clauses": len(clauses), "plural": plural, "evaluable": len(evaluable)}
        print("\n" + texts["sum"].format(id=report.policy.id, **numbers))
    return 1 if missing or report.failed else 0
