# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema takes what the reader takes, and refuses what can be told from the shape alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

import baoxue

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads(baoxue.policy_schema())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

#: Bad files whose shape is wrong; the others only say what cannot be.
OF_WRONG_SHAPE = [
    "bad_date",
    "fraction",
    "fraction_beside_a_clash",
    "layers_beside_clauses",
    "list",
    "many_problems",
    "missing_keys",
    "missing_kind",
    "newer_format",
    "no_format",
    "no_such_format",
    "other_format",
    "out_of_range",
    "parameter_name",
    "parameter_with_both",
    "parameter_without_value",
    "unknown_enumerator",
    "unknown_key",
    "unknown_key_of_owes",
    "unknown_kind",
    "unknown_kind_of_mode",
    "unknown_rule_kind",
    "word_lists",
    "wrong_types",
]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_file_is_fresh_and_the_command_prints_it(
    baoxue_command: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    """Stale: `make schema` writes it."""
    written = (ROOT / "policies/schema/policy.schema.json").read_text("utf-8")
    assert written == baoxue.policy_schema()
    assert baoxue_command("schema").stdout == written


@pytest.mark.parametrize("id", baoxue.policy_ids())
def test_every_policy_built_in_is_valid(id: str) -> None:
    VALIDATOR.validate(json.loads((ROOT / f"policies/{id}.json").read_text("utf-8")))
    VALIDATOR.validate(json.loads(baoxue.load_policy(id).to_json()))


def test_layers_are_valid_and_so_is_the_example_of_the_format() -> None:
    VALIDATOR.validate(json.loads(baoxue.layer(*map(baoxue.load_policy, baoxue.policy_ids())).to_json()))
    blocks = re.findall(r"^```json\n(.*?)^```", (ROOT / "docs/policy-format.md").read_text("utf-8"), re.M | re.S)
    VALIDATOR.validate(json.loads(blocks[0]))


@pytest.mark.parametrize("name", OF_WRONG_SHAPE)
def test_files_of_wrong_shape_are_refused(name: str) -> None:
    assert not VALIDATOR.is_valid(json.loads((ROOT / f"tests/bad/policy/{name}.json").read_text("utf-8")))


def test_words_of_ones_own_are_allowed_and_nonsense_is_not() -> None:
    def policy(act: str) -> object:
        content = json.loads((ROOT / "policies/plan-2.json").read_text("utf-8"))
        (clause,) = (one for one in content["clauses"] if one["id"] == "2.2.2.6e")
        clause["readings"][0]["rules"][0]["rungs"][0]["owes"]["acts"] = [act]
        return content

    assert VALIDATOR.is_valid(policy("phone_call"))
    assert not VALIDATOR.is_valid(policy("Phone call"))
    assert not VALIDATOR.is_valid(policy(""))
