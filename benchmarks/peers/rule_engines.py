# SPDX-License-Identifier: Apache-2.0
"""General rule engines that Python has, one decision at a time; `rungs.py` says what they are asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from columns import Columns

from peers.rungs import FACTS, RUNGS, TIMED, TIMES, answer


class _Engine(NamedTuple):
    question: Callable[[dict[str, int]], Any]  #: of a pupil's facts; made outside the clock
    ask: Callable[[Any], Any]
    steps: Callable[[Any], Iterable[int]]  #: that an answer names


def _zen() -> _Engine:
    import zen

    def node(id: str, kind: str, content: dict) -> dict:
        return {"id": id, "name": id, "type": kind, "position": {"x": 0, "y": 0}, "content": content}

    columns = [("run", "run"), ("full_days", "full_days"), ("days", "days_since")]
    conditions = {
        3: {"run": ">= 1", "full_days": ">= 2", "days": ""},
        2: {"run": ">= 1", "full_days": ">= 1", "days": "> 1"},
        1: {"run": ">= 1", "full_days": "", "days": ""},
    }
    rows = [when | {"act": f'"{RUNGS[step][0]}"', "who": f'"{RUNGS[step][1]}"'} for step, when in conditions.items()]
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": id, "name": id, "field": field} for id, field in columns],
        "outputs": [{"id": name, "name": name, "field": name} for name in ("act", "who")],
        "rules": [{"_id": str(i), **row} for i, row in enumerate(rows)],
    }
    graph = {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            node("in", "inputNode", {}),
            node("ladder", "decisionTableNode", table),
            node("out", "outputNode", {}),
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "ladder", "type": "edge"},
            {"id": "2", "sourceId": "ladder", "targetId": "out", "type": "edge"},
        ],
    }
    decision = zen.ZenEngine().create_decision(json.dumps(graph))
    step_of = {rung: step for step, rung in RUNGS.items()}
    return _Engine(dict, decision.evaluate, lambda a: [step_of[row["act"], row["who"]] for row in a["result"]])


def _cedar() -> _Engine:
    import cedarpy

    policies = """
permit(principal, action == Action::"report_absence", resource) when { context.run >= 1 };
permit(principal, action == Action::"visit_by_teacher", resource)
    when { context.full_days >= 1 && context.days_since > 1 };
permit(principal, action == Action::"visit_by_leader", resource) when { context.full_days >= 2 };
"""
    actions = ("report_absence", "visit_by_teacher", "visit_by_leader")

    def question(facts: dict[str, int]) -> list[dict[str, Any]]:
        who = {"principal": 'User::"a"', "resource": 'Pupil::"p"', "context": facts}
        return [who | {"action": f'Action::"{action}"'} for action in actions]

    def steps(answers: list) -> list[int]:
        return [step for step, a in enumerate(answers, 1) if a.decision == cedarpy.Decision.Allow]

    return _Engine(question, lambda requests: cedarpy.is_authorized_batch(requests, policies, []), steps)


def prepare(_c: Columns, what: str):
    """A few thousand decisions."""
    engine = {"decision-zen": _zen, "decision-cedar": _cedar}[what]()
    timed = engine.question(FACTS[TIMED])

    def run() -> None:
        for _ in range(TIMES):
            engine.ask(timed)

    run.times = TIMES  # type: ignore[attr-defined]
    run.input_bytes = 0  # type: ignore[attr-defined]
    return run, lambda _: answer([list(engine.steps(engine.ask(engine.question(facts)))) for facts in FACTS])
