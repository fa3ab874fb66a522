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
from baoxue.sampling import sample, sample_settings
from baoxue.verification import Verification, Witness, verify

__all__ = [
    "District",
    "DistrictError",
    "Findings",
    "FindingsTable",
    "Parameter",
    "Policy",
    "PolicyError",
    "Problem",
    "Reading",
    "Verification",
    "Witness",
    "__version__",
    "evaluate",
    "import_edfi",
    "layer",
    "load_policy",
    "policy_ids",
    "policy_schema",
    "sample",
    "sample_settings",
    "verify",
]
