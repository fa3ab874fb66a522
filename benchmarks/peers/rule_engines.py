# SPDX-License-Identifier: Apache-2.0
"""General rule engines, one decision at a time.

They cannot count a run of absences, find who held a role, or look for an act: all that is done for them beforehand,
outside the clock, and they are asked only which rung a pupil has reached and whether it is overdue.
"""

from __future__ import annotations

import json

from columns import Columns

_TIMES = 2_000


def _zen():
    import zen

    def node(id: str, kind: str, content: dict) -> dict:
        return {"id": id, "name": id, "type": kind, "position": {"x": 0, "y": 0}, "content": content}

    columns = [("run", "run"), ("full_days", "full_days"), ("days", "days_since")]
    rows = [
        {"run": ">= 1", "full_days": ">= 2", "days": "", "act": '"home_visit"', "who": '"school_leader"'},
        {"run": ">= 1", "full_days": ">= 1", "days": "> 1", "act": '"home_visit"', "who": '"class_teacher"'},
        {"run": ">= 1", "full_days": "", "days": "", "act": '"report_absence"', "who": '"class_teacher"'},
    ]
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
    facts = {"run": 6, "full_days": 3, "days_since": 4}
    return lambda: len(decision.evaluate(facts)["result"])


def _cedar():
    import cedarpy

    policies = """
permit(principal, action == Action::"report_absence", resource) when { context.run >= 1 };
permit(principal, action == Action::"visit_by_teacher", resource)
    when { context.full_days >= 1 && context.days_since > 1 };
permit(principal, action == Action::"visit_by_leader", resource) when { context.full_days >= 2 };
"""
    context = {"run": 6, "full_days": 3, "days_since": 4}
    requests = [
        {"principal": 'User::"a"', "action": f'Action::"{action}"', "resource": 'Pupil::"p"', "context": context}
        for action in ("report_absence", "visit_by_teacher", "visit_by_leader")
    ]

    def once() -> int:
        answers = cedarpy.is_authorized_batch(requests, policies, [])
        return sum(answer.decision == cedarpy.Decision.Allow for answer in answers)

    return once


def prepare(_c: Columns, what: str):
    """A few thousand decisions."""
    once = {"decision-zen": _zen, "decision-cedar": _cedar}[what]()

    def run() -> int:
        for _ in range(_TIMES):
            found = once()
        return found

    run.times = _TIMES  # type: ignore[attr-defined]
    return run, lambda found: (found, 0)
