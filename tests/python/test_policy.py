# SPDX-License-Identifier: Apache-2.0
"""Policies in Python: to JSON and back, layers, parameters and readings, and what values may be."""

from __future__ import annotations

import base64
import copy
import datetime as dt
import json
import pickle
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import baoxue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: The policy `old` of one clause below, as format version 1 pickled it.
PICKLED_IN_VERSION_1 = base64.b64decode(
    "gAJjYmFveHVlLl9jb3JlClBvbGljeQpxACmBcQFLAViNAwAAewogICJmb3JtYXQiOiAiYmFveHVlLXBvbGljeSIsCiAgImZvcm1hdF92ZXJzaW9u"
    "IjogMSwKICAiaWQiOiAib2xkIiwKICAidGl0bGUiOiB7InpoIjogIuS+iyIsICJlbiI6ICJleGFtcGxlIn0sCiAgInNvdXJjZSI6IHsiemgiOiAi"
    "5L6LIiwgImVuIjogImV4YW1wbGUifSwKICAiY2xhdXNlcyI6IFsKICAgIHsKICAgICAgImlkIjogIjFhIiwKICAgICAgInNlY3Rpb24iOiAiMSIs"
    "CiAgICAgICJzdW1tYXJ5IjogeyJ6aCI6ICLkvosiLCAiZW4iOiAiZXhhbXBsZSJ9LAogICAgICAiY2hvc2VuIjogIm9ubHkiLAogICAgICAicmVh"
    "ZGluZ3MiOiBbCiAgICAgICAgewogICAgICAgICAgImlkIjogIm9ubHkiLAogICAgICAgICAgInN1bW1hcnkiOiB7InpoIjogIuS+iyIsICJlbiI6"
    "ICJleGFtcGxlIn0sCiAgICAgICAgICAicnVsZXMiOiBbCiAgICAgICAgICAgIHsKICAgICAgICAgICAgICAiaWQiOiAidmlzaXQiLAogICAgICAg"
    "ICAgICAgICJraW5kIjogImxhZGRlciIsCiAgICAgICAgICAgICAgImxhZGRlciI6ICJzaGFyZSIsCiAgICAgICAgICAgICAgInJ1bmdzIjogWwog"
    "ICAgICAgICAgICAgICAgewogICAgICAgICAgICAgICAgICAic3RlcCI6IDEsCiAgICAgICAgICAgICAgICAgICJjb3VudHMiOiBbeyJ1bml0Ijog"
    "ImZ1bGxfZGF5In1dLAogICAgICAgICAgICAgICAgICAibW9kZSI6IHsia2luZCI6ICJzaGFyZSIsICJsaW5lIjogeyJudW1lcmF0b3IiOiAxLCAi"
    "ZGVub21pbmF0b3IiOiAxMH19LAogICAgICAgICAgICAgICAgICAib3dlcyI6IHsiYWN0cyI6IFsiaG9tZV92aXNpdCJdLCAicm9sZXMiOiBbImNs"
    "YXNzX3RlYWNoZXIiXX0KICAgICAgICAgICAgICAgIH0KICAgICAgICAgICAgICBdCiAgICAgICAgICAgIH0KICAgICAgICAgIF0KICAgICAgICB9"
    "CiAgICAgIF0KICAgIH0KICBdCn0KcQKGcQNiLg=="
)


def one_clause(id: str, *, share: object = None, words: object = None, effective: object = None) -> dict[str, Any]:
    """A policy file of one clause: a share of missed days, from which on the class teacher visits."""
    rung = {
        "step": 1,
        "counts": [{"unit": "full_day"}],
        "mode": {"kind": "share", "line": share or {"numerator": 1, "denominator": 10}},
        "owes": {"acts": ["home_visit"], "roles": ["class_teacher"]},
    }
    text = {"zh": "例", "en": "example"}
    clause = {
        "id": "1a",
        "section": "1",
        "summary": text,
        "chosen": "only",
        "readings": [
            {
                "id": "only",
                "summary": text,
                "rules": [{"id": "visit", "kind": "ladder", "ladder": "share", "rungs": [rung]}],
            }
        ],
    }
    if effective:
        clause["effective"] = effective
    policy = {
        "format": "baoxue-policy",
        "format_version": 1,
        "id": id,
        "title": text,
        "source": text,
        "clauses": [clause],
    }
    return {**policy, "words": words} if words else policy


@pytest.fixture
def load(tmp_path: Path) -> Callable[[dict[str, Any]], baoxue.Policy]:
    def load(content: dict[str, Any]) -> baoxue.Policy:
        path = tmp_path / f"{content['id']}.json"
        path.write_text(json.dumps(content), "utf-8")
        return baoxue.load_policy(path)

    return load


@pytest.mark.parametrize("id", baoxue.policy_ids())
def test_a_policy_comes_back_from_its_text(id: str, tmp_path: Path) -> None:
    policy = baoxue.load_policy(id)
    path = tmp_path / "written.json"
    path.write_text(policy.to_json(), "utf-8")
    again = baoxue.load_policy(path)
    assert again == policy
    assert hash(again) == hash(policy)
    assert again.to_json() == policy.to_json()
    assert json.loads(policy.to_json())["id"] == id


def test_policies_are_equal_by_what_they_say() -> None:
    policy = baoxue.load_policy("plan-2")
    changed = policy.with_values({"2.2.2.6i.within": 3})
    assert changed != policy
    assert changed == policy.with_values({"2.2.2.6i.within": 3})
    assert policy != "plan-2"
    assert len({policy, changed, baoxue.load_policy("plan-2")}) == 2


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda p: pickle.loads(pickle.dumps(p))], ids=["deepcopy", "pickle"])
def test_policies_travel(copied: Callable[[baoxue.Policy], baoxue.Policy]) -> None:
    policy = baoxue.layer(*map(baoxue.load_policy, baoxue.policy_ids())).with_values({"2.2.2.6i.within": 3})
    assert copied(policy) == policy


def test_a_policy_with_words_of_a_file_travels_without_the_file(tmp_path: Path) -> None:
    content = one_clause("mine")
    content["clauses"][0]["readings"][0]["rules"][0]["rungs"][0]["owes"]["acts"] = ["drum"]
    (tmp_path / "mine.json").write_text(json.dumps(content), "utf-8")
    words = {"format": "baoxue-vocabulary", "format_version": 1, "acts": [{"id": "drum", "zh": "击鼓", "en": "drum"}]}
    policy = baoxue.load_policy(tmp_path / "mine.json", vocabulary=[json.dumps(words).encode()])
    assert pickle.loads(pickle.dumps(policy)) == policy


def test_old_pickles_are_read() -> None:
    policy = pickle.loads(PICKLED_IN_VERSION_1)
    assert (policy.id, policy.clause_ids) == ("old", ["1a"])
    assert policy.parameters[0].value == Fraction(1, 10)


def test_a_pickle_of_a_newer_format_is_refused() -> None:
    made, arguments, state = baoxue.load_policy("plan-3").__reduce_ex__(2)[:3]  # type: ignore[misc]
    assert state[0] == 1
    empty = made(*arguments)
    with pytest.raises(ValueError, match=r"format version 2, which is newer than 1"):
        empty.__setstate__((2, state[1]))


def test_layers_are_one_policy_with_the_upper_one_first(load: Callable[[dict[str, Any]], baoxue.Policy]) -> None:
    plan, town, school = baoxue.load_policy("plan-2"), load(one_clause("town")), load(one_clause("school"))
    both = baoxue.layer(town, plan, school)
    assert both.id == "town+plan-2+school"
    assert both.clause_ids == ["1a", *plan.clause_ids]
    assert both.title("en") == f"example / {plan.title('en')} / example"
    assert [one.name for one in both.parameters].count("1a.line") == 2
    assert baoxue.layer(plan) == plan
    assert [one["id"] for one in json.loads(both.to_json())["layers"]] == ["town", "plan-2", "school"]
    assert load({**json.loads(both.to_json())}) == both


def test_layers_agree_on_their_words(load: Callable[[dict[str, Any]], baoxue.Policy]) -> None:
    def act(zh: str) -> dict[str, Any]:
        return {"acts": [{"id": "phone_call", "zh": zh, "en": "phone call"}]}

    town = load(one_clause("town", words=act("电话")))
    assert baoxue.layer(town, load(one_clause("school", words=act("电话")))).id == "town+school"
    with pytest.raises(baoxue.PolicyError, match=r"`phone_call` is 电话 .* in policy `town` and 打电话 .* `school`"):
        baoxue.layer(town, load(one_clause("school", words=act("打电话"))))
    with pytest.raises(baoxue.PolicyError, match="layer `town` stands twice"):
        baoxue.layer(town, town)


def test_only_policies_are_layered() -> None:
    with pytest.raises(TypeError, match="at least one policy"):
        baoxue.layer()
    with pytest.raises(TypeError, match=r"expected policies, got `5` \(int\)"):
        baoxue.layer("plan-2", 5)  # type: ignore[arg-type]
    assert baoxue.layer("plan-5", "plan-2") == baoxue.layer(*map(baoxue.load_policy, ("plan-5", "plan-2")))
    with pytest.raises(baoxue.PolicyError, match="plan-6"):
        baoxue.layer("plan-5", "plan-6")
    with pytest.raises(TypeError):
        baoxue._core.layer([None])  # type: ignore[list-item]


def test_parameters_say_what_a_policy_leaves_open() -> None:
    policy = baoxue.load_policy("plan-2")
    by_name = {one.name: one for one in policy.parameters}
    assert by_name["2.2.2.6i.within"] == ("2.2.2.6i.within", None, "及时", "2.2.2.6i", "integer", False)
    assert by_name["2.2.2.6g.threshold"].value == 2
    frame = pd.DataFrame(policy.parameters)
    assert list(frame.columns) == ["name", "value", "word", "clause", "type", "settled"]
    filled = policy.with_values({"2.2.2.6i.within": 3}).parameters
    assert [one.name for one in filled] == list(by_name)
    assert {one.name: one.value for one in filled}["2.2.2.6i.within"] == 3
    assert pickle.loads(pickle.dumps(filled)) == filled


def test_readings_say_which_one_governs() -> None:
    policy = baoxue.load_policy("plan-2")
    assert [(one.id, one.governs) for one in policy.readings("2.2.2.6e")] == [
        ("unexcused", True),
        ("excused_too", False),
    ]
    changed = policy.with_reading("2.2.2.6e", "excused_too")
    assert [one.governs for one in changed.readings("2.2.2.6e")] == [False, True]
    assert all(one.zh and one.en for one in policy.readings("2.2.2.6e"))
    with pytest.raises(baoxue.PolicyError, match=r"unknown clause `2\.2\.2\.6x`, did you mean `2\.2\.2\.6a`\?"):
        policy.readings("2.2.2.6x")
    with pytest.raises(TypeError, match=r"clause_id: expected a text, got `1` \(int\)"):
        policy.readings(1)  # type: ignore[arg-type]


def test_a_share_is_a_fraction(load: Callable[[dict[str, Any]], baoxue.Policy]) -> None:
    policy = load(one_clause("mine"))
    changed = policy.with_values({"1a.line": Fraction(2, 10), "1a.at_least": 20})
    assert [(one.name, one.value, one.type) for one in changed.parameters] == [
        ("1a.line", Fraction(1, 5), "share"),
        ("1a.at_least", 20, "integer"),
    ]
    assert policy.with_values({"1a.line": 1}) == policy.with_values({"1a.line": Fraction(1)})
    with pytest.raises(baoxue.PolicyError, match="must be from 0 to the denominator 2, got `3`"):
        policy.with_values({"1a.line": Fraction(3, 2)})
    with pytest.raises(baoxue.PolicyError, match=r"`1a\.line`: .* is out of range, numerator and denominator"):
        policy.with_values({"1a.line": Fraction(1, 2**31)})


@pytest.mark.parametrize("wrong", [0.1, True, Decimal("0.1"), "1/10", [Fraction(1, 10)], None], ids=str)
def test_a_share_is_nothing_else(wrong: Any, load: Callable[[dict[str, Any]], baoxue.Policy]) -> None:
    message = f"`1a.line`: expected a share, as fractions.Fraction(1, 10), got `{wrong!r}` ({type(wrong).__name__})"
    with pytest.raises(TypeError, match=f"^{re.escape(message)}$"):
        load(one_clause("mine")).with_values({"1a.line": wrong})


@pytest.mark.parametrize("wrong", [Fraction(1, 2), Fraction(3), [Fraction(1, 2)], Decimal(3)], ids=str)
def test_a_whole_number_is_no_share(wrong: Any, load: Callable[[dict[str, Any]], baoxue.Policy]) -> None:
    with pytest.raises(TypeError, match=r"^`1a\.at_least`: expected a whole number, got "):
        load(one_clause("mine")).with_values({"1a.at_least": wrong})


def test_several_shares_reach_the_core(load: Callable[[dict[str, Any]], baoxue.Policy]) -> None:
    """No such parameter is there: the core says so, having understood the value."""
    for value in ([Fraction(3, 10), Fraction(7, 10)], (Fraction(1),), []):
        with pytest.raises(baoxue.PolicyError, match=r"unknown parameter `1a\.parts`"):
            load(one_clause("mine")).with_values({"1a.parts": value})
    for wrong in ([0.5, 0.5], [Fraction(1, 2), "1"], [True]):
        with pytest.raises(TypeError, match=r"expected a list of shares, as \[Fraction\(3, 10\), Fraction\(7, 10\)\]"):
            load(one_clause("mine")).with_values({"1a.parts": wrong})  # type: ignore[dict-item]


def test_a_text_is_filled_in_each_language_or_in_one_for_both() -> None:
    policy = baoxue.load_policy("plan-5")
    [name] = [one.name for one in policy.parameters if one.type == "text" and one.clause == "5.2e"]

    def value(of: baoxue.Policy) -> object:
        return next(one.value for one in of.parameters if one.name == name)

    assert value(policy) is None
    assert value(policy.with_values({name: {"zh": "警告", "en": "warning"}})) == {"zh": "警告", "en": "warning"}
    assert value(policy.with_values({name: "警告"})) == {"zh": "警告", "en": "警告"}
    for wrong in ({"zh": "警告"}, {"zh": "警告", "en": 1}, {"zh": "警告", "en": "warning", "fr": "avertissement"}, 3):
        with pytest.raises(TypeError, match="expected a text"):
            policy.with_values({name: wrong})  # type: ignore[dict-item]
    with pytest.raises(baoxue.PolicyError, match="one of them is empty"):
        policy.with_values({name: {"zh": "警告", "en": ""}})
    with pytest.raises(TypeError, match=r"expected a share"):
        load_shares = baoxue.load_policy("plan-1")
        [line] = [one.name for one in load_shares.parameters if one.type == "share"][:1]
        load_shares.with_values({line: {"zh": "警告", "en": "warning"}})


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        ("class_techer>parent@student", "unknown role `class_techer`, did you mean `class_teacher`?"),
        ("class_teacher>parnt@student", "unknown role `parnt`, did you mean `parent`?"),
        ("class_teacher>parent@clas", "unknown unit kind `clas`, did you mean `class`?"),
    ],
)
def test_a_word_that_nobody_knows_is_told_before_anything_is_judged(pair: str, message: str) -> None:
    changed = baoxue.load_policy("plan-2").with_values({"2.2.2.1b.pairs": [pair], "2.2.2.1b.period": "term"})
    town = baoxue.District.from_tables(**baoxue.sample(20), **baoxue.sample_settings())
    with pytest.raises(baoxue.PolicyError, match=re.escape(message)):
        baoxue.evaluate(changed, town, dt.date(2026, 4, 17))
    with pytest.raises(baoxue.PolicyError, match=re.escape(message)):
        baoxue.verify(changed)


def test_texts_of_a_clause_follow_each_other(load: Callable[[dict[str, Any]], baoxue.Policy]) -> None:
    content = one_clause("mine", effective={"until": "2025-03-01"})
    later = one_clause("mine", share={"numerator": 1, "denominator": 5}, effective={"from": "2025-03-01"})
    content["clauses"] += later["clauses"]
    policy = load(content)
    assert policy.clause_ids == ["1a"]
    assert len(policy.readings("1a")) == 1
    values = [one.value for one in policy.parameters if one.name == "1a.line"]
    assert values == [Fraction(1, 10), Fraction(1, 5)]
    changed = policy.with_values({"1a.line": Fraction(1, 4)})
    assert [one.value for one in changed.parameters if one.name == "1a.line"] == [Fraction(1, 4)] * 2
    content["clauses"][1]["effective"] = {"from": "2025-02-28"}
    with pytest.raises(baoxue.PolicyError, match=r"this text of clause `1a`, .* overlaps the one at /clauses/0"):
        load(content)
