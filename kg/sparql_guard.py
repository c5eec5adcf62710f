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
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

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
    "can_be_named",
    "check_query",
    "check_service",
    "names_dataset",
    "starting",
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
    """The query asks another server, or one that is not among those it may ask."""

    def __init__(self, services: Collection[str] = ()) -> None:
        named = ", ".join(f"<{service}>" for service in sorted(services))
        super().__init__(
            f"SERVICE may only ask {named} here, written so."
            if services
            else "SERVICE is not available here: a query only reads this graph."
        )


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
_IRI = re.compile(r'<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>')
_HIDING = re.compile(r"[#'(){}\[\]]")
"""Marks that mean something else when what looks like an IRI is none."""


_UPDATES = frozenset(
    ("INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD")
)
_SPELT = ("word", "name", "long")
_OPERATORS = frozenset("!|&+-*/<>=^")
_SERVICE = re.compile(r"SERVICE(?:SILENT)?$")

# What may come before a place, as far as SERVICE goes; several bits where readings meet.
_ELSE, _GRAPH, _SERVICE_READ, _TARGET_READ, _ALLOWED_READ = 1, 2, 4, 8, 16


@dataclass
class _Reading:
    """What is known at a place of the text; where several readings meet, the worst of them."""

    nesting: int = 0
    brackets: int = 0
    operators: int = 0
    before: int = _ELSE
    asks: bool = False  # another server that may be asked, at this very place

    def merge(self, other: _Reading) -> None:
        self.nesting = max(self.nesting, other.nesting)
        self.brackets = max(self.brackets, other.brackets)
        self.operators = max(self.operators, other.operators)
        self.before |= other.before


def check_query(text: str, services: Collection[str] = ()) -> bool:
    """Raise the reason why a query may not reach an engine, if there is one.

    `services` are the IRIs of other servers that it may ask; gives whether it does. They must be
    written out, as `SERVICE <IRI>`: what a prefix, an escape or a variable stands for is not known.
    """
    length = len(text.encode("utf-8", "surrogatepass"))
    if length > MAX_LENGTH:
        raise QueryTooLong(length)
    return _walk(text, frozenset(f"<{service}>" for service in services), measured=True)


def can_be_named(service: str) -> bool:
    """Whether a query can name another server so that nobody reads the text otherwise.

    >>> can_be_named("http://example.org/sparql"), can_be_named("http://example.org/#sparql")
    (True, False)
    """
    return _IRI.fullmatch(f"<{service}>") is not None and not _HIDING.search(service)


def check_service(text: str) -> None:
    """Raise ServiceRefused if a text asks another server; its size is not looked at."""
    _walk(text, frozenset(), measured=False)


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """The kind and the text of each token, as the grammar reads it where it is not ambiguous."""
    place = 0
    while place < len(text):
        kind, token = _tokens(text, place)[0]
        yield kind, token
        place += len(token)


def starting(text: str, word: str) -> list[int]:
    """Where a step of an update may begin with `word`, in any reading of the text, in order.

    `word` is in upper case. The engine wants no space after it, so that `LOADex:a` counts. Only
    the grammar tells whether a step does begin there; where none is found, there is none.
    """
    found = set()
    states = {0: (0, True)}  # brackets open at least, and whether a step may begin
    places = [0] if text else []
    while places:
        place = heapq.heappop(places)
        nesting, begins = states.pop(place)
        for kind, token in _tokens(text, place):
            if begins and nesting == 0 and token.upper().startswith(word) and kind in _SPELT:
                found.add(place)
            # After a word comes what it names: `PREFIX LOAD:` begins no step.
            then = begins if kind in ("space", "comment") else kind != "word"
            open_then = max(0, nesting + {"open": 1, "close": -1}.get(kind, 0))
            end = place + len(token)
            if end in states:
                states[end] = (min(states[end][0], open_then), states[end][1] or then)
            elif end < len(text):
                states[end] = (open_then, then)
                heapq.heappush(places, end)
    return sorted(found)


def _walk(text: str, services: frozenset[str], *, measured: bool) -> bool:
    readings = {0: _Reading()}
    asks = False
    places = [0] if text else []
    while places:
        place = heapq.heappop(places)
        reading = readings.pop(place)
        for kind, token in _tokens(text, place):
            following = _after(reading, kind, token, services, measured)
            asks |= following.asks
            end = place + len(token)
            if known := readings.get(end):
                known.merge(following)
            elif end < len(text):
                readings[end] = following
                heapq.heappush(places, end)
    return asks


@lru_cache(maxsize=256)
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


def _after(
    at: _Reading, kind: str, found: str, services: frozenset[str], measured: bool
) -> _Reading:
    """What is known after a token; raises where the query goes too far."""
    clause = kind == "open" and found == "{"
    unreadable = kind == "other" and found == "<" and bool(at.before & _SERVICE_READ)
    if unreadable or (clause and at.before & _TARGET_READ):
        raise ServiceRefused([service[1:-1] for service in services])
    if kind == "long" and measured:
        raise QueryTooComplex(f"The query has a name of more than {MAX_PARTS} parts.")
    step = {"open": 1, "close": -1}.get(kind, 0)
    operator = kind == "other" and found in _OPERATORS
    twofold = kind == "iri" and _HIDING.search(found) is not None
    reading = _Reading(
        nesting=max(0, at.nesting + step),
        brackets=at.brackets + (step == 1),
        operators=at.operators + (operator or twofold),
        before=_before(at.before, kind, found, services),
        asks=clause and bool(at.before & _ALLOWED_READ),
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


def _before(before: int, kind: str, found: str, services: frozenset[str]) -> int:
    """Follow `SERVICE [SILENT] target {`; a word elsewhere that is spelt so is no clause.

    The engine needs no space around a keyword (`1SERVICE<...>{`, `SERVICEex:a{`), so the end of a
    word and the prefix of a name are looked at too. A prefix after GRAPH is just a prefix.
    """
    if kind in ("space", "comment"):
        return before
    if kind == "word":
        word = found.upper()
        if _SERVICE.search(word) or (before & _SERVICE_READ and word == "SILENT"):
            return _SERVICE_READ
        return _GRAPH if word.endswith("GRAPH") else _ELSE
    if kind in ("iri", "variable", "name") and before & _SERVICE_READ:
        return _ALLOWED_READ if found in services else _TARGET_READ
    prefix = found.upper().partition(":")[0]
    if kind == "name" and "SERVICE" in prefix and before != _GRAPH:
        return _TARGET_READ
    return _ELSE
