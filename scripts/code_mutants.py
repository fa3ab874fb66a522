# SPDX-License-Identifier: Apache-2.0
"""Where C++ may be broken, and the text in which every such change waits behind a number (tests/mutation/mutants.hpp).

Changed are comparisons, whole numbers, && and ||, !, + and - and std::min and std::max, each by a few characters at its
own place. What is read are tokens, not a tree; that this is enough rests on the form that `make format` holds: a binary
operator stands between spaces, a bracket of a template or the && of a reference does not. Where nothing is calculated
(template arguments, case labels, enumerators, attributes, requirements, static_assert) nothing is changed.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<blank>\s+|//[^\n]*|/\*.*?\*/|^[ \t]*\#(?:[^\n]*\\\n)*[^\n]*)
      |(?P<text>R"(?P<fence>[^(\s]*)\(.*?\)(?P=fence)"|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])+')
      |(?P<number>\d[\w']*(?:\.\d[\w']*)?)
      |(?P<word>\w+)
      |(?P<sign><=>|<<=|>>=|->\*|\.\.\.|::|->|\+\+|--|<<|>>|[-+*/%&|^<>=!]=|&&|\|\||.)""",
    re.X | re.S | re.M,
)

ORDER = {"<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<")}
SAME = {"==": "!=", "!=": "=="}
SUM = {"+": "-", "-": "+", "+=": "-=", "-=": "+="}

#: What is followed by something that is not calculated, up to the bracket that closes the one after it.
_IN_BRACKETS = {"static_assert", "decltype", "noexcept", "sizeof", "alignas", "alignof"}
#: What begins another operand of && or ||.
_ENDS_CHAIN = {"?", ":", ",", ";", "=", "return", "+=", "-=", "|=", "&=", "{", "}", "if", "while"}


class Token(NamedTuple):
    kind: str
    text: str
    at: int
    spaced: bool  # a blank before it
    followed: bool  # a blank after it


class Mutant(NamedTuple):
    """One change: the line on which it is made, which of several alike on such a line, and what it is."""

    file: str
    line: str
    nth: int
    change: str
    block: str  # a hash of the function, class or variable in which it stands

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.file, self.line, str(self.nth), self.change


@dataclass
class Site:
    """A place in a file, what is written there instead with a number in it, and the changes that this holds."""

    at: int
    end: int
    written: str  # with {id} where its first number goes
    changes: list[str]
    block: str = ""
    mutants: list[Mutant] = field(default_factory=list)


def tokens_of(text: str) -> list[Token]:
    out: list[Token] = []
    blank = True
    for m in _TOKEN.finditer(text):
        kind = m.lastgroup if m.lastgroup != "fence" else "text"
        if kind == "blank":
            if out:
                out[-1] = out[-1]._replace(followed=True)
            blank = True
            continue
        assert kind is not None
        out.append(Token(kind, m.group(), m.start(), blank, False))
        blank = False
    return out


def _closes(tokens: list[Token], i: int) -> int:
    """The index of the bracket that closes the one at i."""
    pairs = {"(": ")", "{": "}", "[": "]"}
    opening, closing, depth = tokens[i].text, pairs[tokens[i].text], 0
    for k in range(i, len(tokens)):
        if tokens[k].kind == "sign":
            depth += (tokens[k].text == opening) - (tokens[k].text == closing)
            if depth == 0:
                return k
    raise ValueError(f"a bracket is never closed: {tokens[i]}")


def _until(tokens: list[Token], i: int, ends: str) -> int:
    """The index of the first of some signs, outside of brackets, from i on."""
    k = i
    while tokens[k].text not in ends:
        k = _closes(tokens, k) + 1 if tokens[k].text in ("(", "[", "{") else k + 1
    return k


def _skipped(tokens: list[Token]) -> set[int]:
    """The tokens among which nothing is calculated."""
    out: set[int] = set()

    def skip(first: int, last: int) -> None:
        out.update(range(first, last + 1))

    for i, t in enumerate(tokens):
        after = tokens[i + 1].text if i + 1 < len(tokens) else ""
        if t.text in _IN_BRACKETS and after == "(":
            skip(i, _closes(tokens, i + 1))
        elif t.text == "if" and after == "constexpr":
            skip(i, _closes(tokens, i + 2))
        elif t.text == "[" and after == "[":
            skip(i, _closes(tokens, i))
        elif t.text == "requires":
            last = i + 1
            if after == "(" and tokens[_closes(tokens, i + 1) + 1].text == "{":
                last = _closes(tokens, i + 1) + 1
            skip(i, _closes(tokens, last) if tokens[last].text == "{" else _until(tokens, last, "{;") - 1)
        elif t.text in ("concept", "using"):
            skip(i, _until(tokens, i, ";"))
        elif t.text == "enum":
            last = _until(tokens, i, "{;")
            skip(i, _closes(tokens, last) if tokens[last].text == "{" else last)
        elif t.text == "case":
            skip(i, _until(tokens, i, ":"))
        elif t.text == "operator" and tokens[i + 1].kind == "sign":
            skip(i, i + 1)
    return out


def _blocks(tokens: list[Token]) -> list[str]:
    """Of each token the function, class or variable at namespace scope in which it stands, as a hash of its tokens."""
    out = [""] * len(tokens)
    start = i = 0
    while i < len(tokens):
        text = tokens[i].text
        if text == "{" and any(t.text == "namespace" for t in tokens[start:i]):
            start = i = i + 1
            continue
        if text in ("(", "[", "{"):
            i = _closes(tokens, i)
        ends = tokens[i].text == ";" or (
            tokens[i].text == "}" and (i + 1 == len(tokens) or tokens[i + 1].text not in (";", ",", ")", "(", "{"))
        )
        if ends:
            whole = " ".join(t.text for t in tokens[start : i + 1])
            digest = hashlib.sha256(whole.encode()).hexdigest()[:8]
            out[start : i + 1] = [digest] * (i + 1 - start)
            start = i + 1
        i += 1
    return out


def sites_of(text: str, file: str = "") -> list[Site]:
    """Every site of a file, in order."""
    tokens = tokens_of(text)
    skipped, blocks = _skipped(tokens), _blocks(tokens)
    sites: list[Site] = []
    angles = 0  # brackets of templates that are open
    chains: list[set[str]] = [set()]  # for each open bracket which of && and || has been come by in this operand

    def add(i: int, written: str, *changes: str, length: int | None = None) -> None:
        t = tokens[i]
        sites.append(Site(t.at, t.at + (len(t.text) if length is None else length), written, list(changes), blocks[i]))

    for i, t in enumerate(tokens):
        before = tokens[i - 1].text if i else ""
        after = tokens[i + 1].text if i + 1 < len(tokens) else ""
        infix = t.spaced and t.followed
        if i in skipped:
            continue
        if t.kind == "sign":
            if t.text == "<" and (not t.spaced or before == "template"):
                angles += 1
                continue
            if t.text in (">", ">>") and angles and not t.spaced:
                angles -= len(t.text)
                continue
        if angles:
            continue
        if t.text in ("(", "[", "{"):
            chains.append(set())
        elif t.text in (")", "]", "}") and len(chains) > 1:
            chains.pop()
        if t.text in _ENDS_CHAIN:
            chains[-1] = set()
        name = "::baoxue_mutants::"
        if t.kind == "number" and (whole := re.fullmatch(r"([\d']+)[uUlL]*", t.text)):
            value = int(whole[1].replace("'", ""))
            changes = [f"{t.text} -> {v}" for v in (value + 1, value - 1)]
            add(i, f"{name}number<{{id}}>({t.text})", *changes)
        elif t.text in ORDER and infix:
            add(i, f"{t.text} {name}order<{{id}}> {t.text}", *(f"{t.text} -> {to}" for to in ORDER[t.text]))
        elif t.text in SAME and infix:
            add(i, f"{t.text} {name}same<{{id}}> {t.text}", f"{t.text} -> {SAME[t.text]}")
        elif t.text in SUM and infix:
            add(i, f"{t.text} {name}sum<{{id}}> {t.text}", f"{t.text} -> {SUM[t.text]}")
        elif t.text in ("&&", "||") and infix and "..." not in (before, after):
            site, mark = ("yes", "|") if t.text == "&&" else ("never", "&")
            if t.text == "||":
                chains[-1].discard("&&")
            if t.text not in chains[-1]:
                add(i, f"{mark} {name}{site}<{{id}}> ", f"without what stands before {t.text}", length=0)
            add(i, f"{t.text} {name}{site}<{{id}}> {mark}", f"without what stands after {t.text}")
            chains[-1].add(t.text)
        elif t.text == "!" and after != "!" and before != "!":
            add(i, f"({name}negated<{{id}}>)", "without !")
        elif t.text in ("min", "max") and before == "::" and tokens[i - 2].text == "std" and after in ("(", "<"):
            at, other = tokens[i - 2].at, "max" if t.text == "min" else "min"
            end = tokens[i + 1].at + 1 if after == "<" else t.at + 3
            written = f"{name}{t.text}<{{id}}" + (", " if after == "<" else ">")
            sites.append(Site(at, end, written, [f"std::{t.text} -> std::{other}"], blocks[i]))
    seen: Counter[tuple[str, str]] = Counter()
    for s in sites:
        first, last = text.rfind("\n", 0, s.at) + 1, text.find("\n", s.at)
        line = text[first:last].split(" //")[0].strip()
        for change in s.changes:
            seen[line, change] += 1
            s.mutants.append(Mutant(file, line, seen[line, change], change, s.block))
    return sites


def rewritten(text: str, sites: list[tuple[int, Site]]) -> str:
    """The text with each site in it, under its first number."""
    out, done = [], 0
    for number, s in sites:
        out += [text[done : s.at], s.written.replace("{id}", str(number))]
        done = s.end
    return "".join(out) + text[done:]
