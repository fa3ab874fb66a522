# SPDX-License-Identifier: Apache-2.0
"""Dropout-control policy (控辍保学) as data and pure functions.

What a plan says, what happened, and a date in; out comes who owes what to whom by when, what was
missed, and the clause behind every line.

>>> import datetime as dt
>>> import baoxue
>>> district = baoxue.District.from_tables(**baoxue.sample(50, seed=1), **baoxue.sample_settings())
>>> findings = baoxue.evaluate(baoxue.load_policy("plan-2"), district, dt.date(2026, 3, 28))
>>> frame = findings.obligations.to_pandas()
"""

from __future__ import annotations

from baoxue._core import Problem, __version__
from baoxue.district import District, DistrictError
from baoxue.findings import Findings, FindingsTable, evaluate
from baoxue.importers.edfi import import_edfi
from baoxue.policy import Parameter, Policy, PolicyError, Reading, layer, load_policy, policy_ids, policy_schema
from baoxue.responsibility import responsibility_chain
from baoxue.sampling import sample, sample_settings
from baoxue.scenarios import (
    ClauseCoverage,
    ReadingCoverage,
    ScenarioReport,
    ScenarioResult,
    run_scenarios,
    scenario_schema,
)
from baoxue.verification import Verification, Witness, verify

__all__ = [
    "ClauseCoverage",
    "District",
    "DistrictError",
    "Findings",
    "FindingsTable",
    "Parameter",
    "Policy",
    "PolicyError",
    "Problem",
    "Reading",
    "ReadingCoverage",
    "ScenarioReport",
    "ScenarioResult",
    "Verification",
    "Witness",
    "__version__",
    "evaluate",
    "import_edfi",
    "layer",
    "load_policy",
    "policy_ids",
    "policy_schema",
    "responsibility_chain",
    "run_scenarios",
    "sample",
    "sample_settings",
    "scenario_schema",
    "verify",
]
