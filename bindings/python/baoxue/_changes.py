# SPDX-License-Identifier: Apache-2.0
"""Arguments of ``Policy.with_values``, ``with_reading`` and ``readings``, checked so that errors can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from baoxue._core import Policy, PolicyError, Reading
from baoxue._errors import policy_error, problem, unknown_word
from baoxue._numbers import out_of_range, whole

if TYPE_CHECKING:
    from baoxue._core import Problem

__all__: list[str] = []

#: What a core value is: a whole number, a text (also one by language), shares as numerator and denominator, or
#: several texts.
_Core = int | str | tuple[int, int] | list[tuple[int, int]] | list[str] | dict[str, str]

#: What a caller may give.
_Given = int | str | Fraction | Sequence[Fraction] | Sequence[str] | Mapping[str, str]

_NARROW: Final = range(-(2**31), 2**31)
_LEAST: Final = -(2**63)
_MOST: Final = 2**63 - 1

_core_with_values = Policy.with_values
_core_with_reading = Policy.with_reading
_core_readings = Policy.readings


def _with_values(self: Policy, values: Mapping[str, _Given]) -> Policy:
    """Fill in values that the source leaves unspecified, or change others.

    A value that stands in several readings, texts or layers under one name changes in all of them.

    Args:
        values: by full name, such as ``2.2.2.6i.within``: whole numbers, or a word; a text as
            ``{"zh": "警告", "en": "warning"}``, or as one that stands for both languages; for a
            share a ``fractions.Fraction``; for several shares a list of them; for who signs with
            whom texts such as ``"principal>class_teacher@class"``. ``Policy.parameters`` lists
            the names and types.

    Returns:
        A new policy.

    Raises:
        PolicyError: there is no such value, or the number cannot stand there.
        TypeError: a value is of another type (such as float: 0.1 is no exact share), or a name
            no text.
    """
    if not isinstance(values, Mapping):
        raise TypeError(
            "values: expected whole numbers by name, such as {'2.2.2.6i.within': 3},"
            f" got `{values!r}` ({type(values).__name__})"
        )
    types = {parameter.name: parameter.type for parameter in self.parameters}
    checked: dict[str, _Core] = {}
    problems: list[Problem] = []
    for name, value in values.items():
        try:
            checked[name] = _core_value(self, _text("values: name", name), value, types.get(name))
        except OverflowError as error:
            problems.append(problem(str(error)))
    if problems:
        raise policy_error(problems)
    return _core_with_values(self, checked)  # type: ignore[arg-type]


def _with_reading(self: Policy, clause_id: str, reading_id: str) -> Policy:
    """Choose how a clause is read, in each of its texts that has that reading.

    Args:
        clause_id: the clause.
        reading_id: one of its readings.

    Returns:
        A new policy.

    Raises:
        PolicyError: there is no such clause or reading; the message lists those that there are.
        TypeError: an argument is no text.
    """
    clause, reading = _text("clause_id", clause_id), _text("reading_id", reading_id)
    readings = list(dict.fromkeys(each.id for each in _core_readings(self, clause)))
    if reading not in readings:
        message = unknown_word("reading", reading, readings)
        raise policy_error([problem(f"policy {self.id}, clause {clause}: {message}")])
    return _core_with_reading(self, clause, reading)


def _readings(self: Policy, clause_id: str) -> list[Reading]:
    """The ways to read a clause.

    Args:
        clause_id: the clause.

    Returns:
        Its readings, in order; those of every text of it.

    Raises:
        PolicyError: there is no such clause.
        TypeError: the argument is no text.
    """
    return _core_readings(self, _text("clause_id", clause_id))


def _text(what: str, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{what}: expected a text, got `{value!r}` ({type(value).__name__})")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise policy_error([problem(f"{what}: {value!a} is not Unicode text")]) from None
    return value


def _core_value(policy: Policy, name: str, value: object, type_: str | None) -> _Core:
    """A value as the core takes it; of the type that the parameter has, or that the value has where there is none."""
    if type_ == "share" or (type_ is None and isinstance(value, Fraction)):
        return _share(name, value, "a share, as fractions.Fraction(1, 10)", value)
    if isinstance(value, Mapping) and type_ in ("text", None):
        texts = dict(value)
        if set(texts) != {"zh", "en"} or not all(isinstance(one, str) for one in texts.values()):
            raise _wrong(name, 'a text in both languages, as {"zh": "警告", "en": "warning"}', value)
        return {language: _text(f"`{name}`", one) for language, one in texts.items()}
    if type_ in ("word", "text") or (type_ is None and isinstance(value, str)):
        if not isinstance(value, str):
            raise _wrong(name, f"a {type_ or 'text'}", value)
        return value
    is_list = isinstance(value, Sequence) and not isinstance(value, (str, bytes))
    if type_ == "pairs":
        if not is_list or not all(isinstance(one, str) for one in value):  # type: ignore[attr-defined]
            raise _wrong(name, 'a list of pairs of roles, as ["principal>class_teacher@class"]', value)
        return list(value)  # type: ignore[call-overload, no-any-return]
    if type_ == "shares" or (type_ is None and is_list):
        expected = "a list of shares, as [Fraction(3, 10), Fraction(7, 10)]"
        if not is_list:
            raise _wrong(name, expected, value)
        return [_share(name, one, expected, value) for one in value]  # type: ignore[attr-defined]
    number = whole(f"`{name}`", value)
    if number not in _NARROW:
        least, most = _range(policy, name)
        if not least <= number <= most:
            raise OverflowError(out_of_range(f"`{name}`", number, least, most))
    return number


def _share(name: str, value: object, expected: str, given: object) -> tuple[int, int]:
    if isinstance(value, int) and not isinstance(value, bool):
        value = Fraction(value)
    if not isinstance(value, Fraction):
        raise _wrong(name, expected, given)
    pair = (value.numerator, value.denominator)
    if any(number not in _NARROW for number in pair):
        message = f"`{name}`: `{value}` is out of range, numerator and denominator must be below {_NARROW.stop}"
        raise OverflowError(message)
    return pair


def _wrong(name: str, expected: str, value: object) -> TypeError:
    return TypeError(f"`{name}`: expected {expected}, got `{value!r}` ({type(value).__name__})")


def _range(policy: Policy, name: str) -> tuple[int, int]:
    """The numbers that the core takes for a parameter, from what it says of those beyond."""

    def limit(number: int) -> int:
        while True:
            try:
                _core_with_values(policy, {name: number})
            except PolicyError as error:
                found = re.search(r"must be at (?:least|most) (-?\d+)", str(error))
                if found is None or int(found[1]) == number:
                    return number
                number = int(found[1])
            else:
                return number

    return limit(_LEAST), limit(_MOST)


Policy.with_values = _with_values  # type: ignore[method-assign]
Policy.with_reading = _with_reading  # type: ignore[method-assign]
Policy.readings = _readings  # type: ignore[method-assign]
