"""What is looked for in the text of a query before an engine may parse it.

The engine's parser and planner recurse, so that a query of a few thousand nested brackets ends
the process; and an engine fetches what a SERVICE clause names from the network. Both are found
here by reading the text as a row of tokens, without a grammar.

One thing cannot be told without a grammar: whether `<` begins an IRI or compares two values
(`?a<?b&&?c>?d` may look like an IRI). A mistake there would hide what follows in a comment or a
text that is none, so both readings are followed, and what either finds counts.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.problems import PairkgError

__all__ = [
    "MAX_BRACKETS",
    "MAX_LENGTH",
    "MAX_NESTING",
    "MAX_OPERATORS",
    "MAX_PARTS",
    "QueryRefused",
    "QueryTooComplex",
    "QueryTooLong",
    "ServiceRefused",
    "check_query",
    "check_service",
    "following",
    "names_dataset",
    "tokens",
    "update_keyword",
]

MAX_LENGTH = 64 * 1024
"""Longest query, in bytes of UTF-8."""
MAX_NESTING = 100
"""Most brackets open at once."""
MAX_BRACKETS = 1000
"""Most opening brackets altogether: a plan of thousands of clauses overflows the stack as well."""
MAX_OPERATORS = 2000
"""Most marks such as `!`, `+` and `||`, which nest without brackets; an IRI that may be read
in two ways counts as one."""
MAX_PARTS = 100
"""Most parts of a name or a number (`1.2.3` has three): it is read again from each of them."""


class QueryRefused(PairkgError):  # noqa: N818 - reads as what it is
    """A query that no engine is asked; the text says why, to the one who wrote it."""


class QueryTooLong(QueryRefused):
    """The query is longer than `MAX_LENGTH`."""

    def __init__(self, length: int) -> None:
        self.length = length
        super().__init__(f"The query has {length} bytes; at most {MAX_LENGTH} are read.")


class QueryTooComplex(QueryRefused):
    """The query has more brackets or operators, or a name of more parts, than are read."""


class ServiceRefused(QueryRefused):
    """The query asks another server."""

    def __init__(self) -> None:
        super().__init__("SERVICE is not available here: a query only reads this graph.")


_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<comment>\#[^\n\r]*)"
    r"|(?P<text>"
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r")"
    r"|(?P<open>[({\[])"
    r"|(?P<close>[)}\]])"
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)"
    rf"|(?P<long>(?:\w*[.-]){{{MAX_PARTS}}})"
    # A prefixed name, its local part with escapes; a blank node label; a keyword or a number.
    r"|(?P<name>[\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)"
    r"|(?P<word>\w+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_IRI = re.compile(r'<[^<>"{}|^`\\\x00-\x20]*>')
_HIDING = re.compile(r"[#'(){}\[\]]")
"""Marks that mean something else when what looks like an IRI is none."""


_UPDATES = frozenset(
    ("INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD")
)
_OPERATORS = frozenset("!|&+-*/<>=^")
_SERVICE = re.compile(r"SERVICE(?:SILENT)?$")

# What may come before a place, as far as SERVICE goes; several bits where readings meet.
_ELSE, _GRAPH, _SERVICE_READ, _TARGET_READ = 1, 2, 4, 8


@dataclass
class _Reading:
    """What is known at a place of the text; where several readings meet, the worst of them."""

    nesting: int = 0
    brackets: int = 0
    operators: int = 0
    before: int = _ELSE

    def merge(self, other: _Reading) -> None:
        self.nesting = max(self.nesting, other.nesting)
        self.brackets = max(self.brackets, other.brackets)
        self.operators = max(self.operators, other.operators)
        self.before |= other.before


def check_query(text: str) -> None:
    """Raise the reason why a query may not reach an engine, if there is one."""
    length = len(text.encode("utf-8", "surrogatepass"))
    if length > MAX_LENGTH:
        raise QueryTooLong(length)
    _walk(text, measured=True)


def check_service(text: str) -> None:
    """Raise ServiceRefused if a text asks another server; its size is not looked at."""
    _walk(text, measured=False)


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """The kind and the text of each token, as the grammar reads it where it is not ambiguous."""
    place = 0
    while place < len(text):
        kind, token = _tokens(text, place)[0]
        yield kind, token
        place += len(token)


def following(text: str, word: str) -> set[str]:
    """The words, in upper case, that may come right after a bare `word`; "" for what is no word.

    `word` is in upper case. Both readings of the text count.
    """
    found: set[str] = set()
    states = {0: False}
    places = [0] if text else []
    while places:
        place = heapq.heappop(places)
        after = states.pop(place)
        for kind, token in _tokens(text, place):
            between = kind in ("space", "comment")
            if after and not between:
                found.add(token.upper() if kind == "word" else "")
            then = after if between else kind == "word" and token.upper() == word
            end = place + len(token)
            if end in states:
                states[end] = states[end] or then
            elif end < len(text):
                states[end] = then
                heapq.heappush(places, end)
    return found


def _walk(text: str, *, measured: bool) -> None:
    readings = {0: _Reading()}
    places = [0] if text else []
    while places:
        place = heapq.heappop(places)
        reading = readings.pop(place)
        for kind, token in _tokens(text, place):
            following = _after(reading, kind, token, measured)
            end = place + len(token)
            if known := readings.get(end):
                known.merge(following)
            elif end < len(text):
                readings[end] = following
                heapq.heappush(places, end)


def names_dataset(text: str) -> bool:
    """Whether a query has a FROM clause of its own; it stands outside all brackets."""
    if "FROM" not in text.upper():
        return False
    nesting = 0
    for kind, token in tokens(text):
        nesting = max(0, nesting + {"open": 1, "close": -1}.get(kind, 0))
        if kind == "word" and nesting == 0 and token.upper() == "FROM":
            return True
    return False


def update_keyword(text: str) -> str | None:
    """The word that makes an update of a text, to explain why it is no query; None if none does.

    It follows the prologue. Nothing rests on the answer: the engine itself takes queries only.
    """
    for kind, token in tokens(text):
        word = token.upper()
        if kind == "word" and word not in ("PREFIX", "BASE"):
            return word if word in _UPDATES else None
    return None


def _tokens(text: str, place: int) -> list[tuple[str, str]]:
    """The token at a place; two where `<` may begin an IRI that would hide something."""
    if text[place] == "<" and (iri := _IRI.match(text, place)):
        found = [("iri", iri[0])]
        return [*found, ("other", "<")] if _HIDING.search(iri[0]) else found
    token = _TOKEN.match(text, place)
    assert token is not None  # noqa: S101 - `other` takes any character
    return [(token.lastgroup or "other", token[0])]


def _after(at: _Reading, kind: str, found: str, measured: bool) -> _Reading:
    """What is known after a token; raises where the query goes too far."""
    if kind == "open" and found == "{" and at.before & _TARGET_READ:
        raise ServiceRefused
    if kind == "long" and measured:
        raise QueryTooComplex(f"The query has a name of more than {MAX_PARTS} parts.")
    step = {"open": 1, "close": -1}.get(kind, 0)
    operator = kind == "other" and found in _OPERATORS
    twofold = kind == "iri" and _HIDING.search(found) is not None
    reading = _Reading(
        nesting=max(0, at.nesting + step),
        brackets=at.brackets + (step == 1),
        operators=at.operators + (operator or twofold),
        before=_before(at.before, kind, found.upper()),
    )
    if not measured:
        return reading
    for count, most, what in (
        (reading.nesting, MAX_NESTING, "brackets open at once"),
        (reading.brackets, MAX_BRACKETS, "brackets"),
        (reading.operators, MAX_OPERATORS, "operators"),
    ):
        if count > most:
            raise QueryTooComplex(f"The query has more than {most} {what}; ask it in parts.")
    return reading


def _before(before: int, kind: str, found: str) -> int:
    """Follow `SERVICE [SILENT] target {`; a word elsewhere that is spelt so is no clause.

    The engine needs no space around a keyword (`1SERVICE<...>{`, `SERVICEex:a{`), so the end of a
    word and the prefix of a name are looked at too. A prefix after GRAPH is just a prefix.
    """
    if kind in ("space", "comment"):
        return before
    if kind == "word":
        if _SERVICE.search(found) or (before & _SERVICE_READ and found == "SILENT"):
            return _SERVICE_READ
        return _GRAPH if found.endswith("GRAPH") else _ELSE
    if kind in ("iri", "variable", "name") and before & _SERVICE_READ:
        return _TARGET_READ
    if kind == "name" and "SERVICE" in found.partition(":")[0] and before != _GRAPH:
        return _TARGET_READ
    return _ELSE
