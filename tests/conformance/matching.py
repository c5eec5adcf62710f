"""Whether two results are the same: as bags or in order, blank nodes whatever their labels.

A literal is its datatype and its value: no specification says with which digits a computed number
is written, so `2.0` and `2.00` are one decimal, but `2.0` and `2` (an integer) are not one literal.
A server that changes the digits of what it was given is not found out by that.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from rdflib import XSD, BNode, Graph, Literal
from rdflib.compare import isomorphic
from rdflib.term import Node

from tests.conformance.results import Row, Table

__all__ = ["differing_graph", "differing_table"]

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
Key = tuple[tuple[str, str], ...]


def differing_graph(expected: Graph, actual: Graph) -> str | None:
    """In what two graphs differ; None where they are isomorphic."""
    if len(expected) != len(actual):
        return f"{len(actual)} triples, not {len(expected)}"
    return None if isomorphic(_by_value(expected), _by_value(actual)) else "other triples"


def differing_table(
    expected: Table, actual: Table, *, ordered: bool = False, lax: bool = False
) -> str | None:
    """In what two tables or truth values differ; None where they are the same.

    `lax` is for REDUCED: each row is there at least once and at most as often as expected.
    """
    if expected.truth is not None or actual.truth is not None:
        return None if expected.truth == actual.truth else f"{actual.truth}, not {expected.truth}"
    if set(expected.variables) != set(actual.variables):
        return f"variables {sorted(actual.variables)}, not {sorted(expected.variables)}"
    wanted = [_untyped(row) if not expected.typed else row for row in expected.rows]
    found = [_untyped(row) if not expected.typed else row for row in actual.rows]
    if lax:
        return _differing_lax(wanted, found)
    if len(wanted) != len(found):
        return f"{len(found)} rows, not {len(wanted)}"
    if ordered:
        labels: dict[str, str] = {}
        for number, (a, b) in enumerate(zip(wanted, found, strict=True), 1):
            more = _joined(a, b, labels)
            if more is None:
                return f"row {number} is {_shown(b)}, not {_shown(a)}"
            labels = more
        return None
    return _differing_bag(wanted, found)


def _differing_bag(wanted: Sequence[Row], found: Sequence[Row]) -> str | None:
    """Rows of fixed terms are counted; those with blank nodes are joined one to one."""
    fixed = [Counter(_key(row) for row in rows if not _blank(row)) for rows in (wanted, found)]
    if fixed[0] != fixed[1]:
        extra = [dict(key) for key in fixed[1] - fixed[0]][:1]
        lacking = [dict(key) for key in fixed[0] - fixed[1]][:1]
        return f"has {extra or 'no other row'}, lacks {lacking or 'none'}"
    left = [row for row in wanted if _blank(row)]
    right = [row for row in found if _blank(row)]
    if not _match(left, right, {}):
        return "rows with blank nodes that cannot be joined"
    return None


def _match(left: Sequence[Row], right: Sequence[Row], labels: dict[str, str]) -> bool:
    if not left:
        return not right
    first, rest = left[0], left[1:]
    for place, candidate in enumerate(right):
        more = _joined(first, candidate, labels)
        if more is not None and _match(rest, [*right[:place], *right[place + 1 :]], more):
            return True
    return False


def _joined(one: Row, other: Row, labels: dict[str, str]) -> dict[str, str] | None:
    """The labels of blank nodes that make two rows the same, beside those known; None if none."""
    if one.keys() != other.keys():
        return None
    more = dict(labels)
    for name, term in one.items():
        twin = other[name]
        if isinstance(term, BNode) != isinstance(twin, BNode):
            return None
        if not isinstance(term, BNode):
            if _written(term) != _written(twin):
                return None
        elif str(term) in more:
            if more[str(term)] != str(twin):
                return None
        elif str(twin) in more.values():
            return None
        else:
            more[str(term)] = str(twin)
    return more


def _differing_lax(wanted: Sequence[Row], found: Sequence[Row]) -> str | None:
    most, have = (Counter(_key(row) for row in rows) for rows in (wanted, found))
    if set(most) != set(have):
        return "other rows"
    return None if have <= most else "a row more often than can be"


def _untyped(row: Row) -> Row:
    """A row as a format gives it that tells no kinds of terms: what may be a number is one."""
    return {
        name: term if isinstance(term, BNode) else _cell(str(term)) for name, term in row.items()
    }


def _cell(text: str) -> Literal:
    number = _NUMBER.fullmatch(text)
    return Literal(text, datatype=XSD.double, normalize=False) if number else Literal(text)


def _blank(row: Row) -> bool:
    return any(isinstance(term, BNode) for term in row.values())


def _key(row: Row) -> Key:
    return tuple(sorted((name, _written(term)) for name, term in row.items()))


def _shown(row: Row) -> str:
    return str(dict(_key(row)))


def _by_value(graph: Graph) -> Graph:
    result = Graph()
    for s, p, o in graph:
        result.add((s, p, _one(o)))
    return result


def _written(term: Node) -> str:
    return _one(term).n3()


def _one(term: Node) -> Node:
    """A literal in the one way in which its value is written here."""
    if not isinstance(term, Literal):
        return term
    text = str(term)
    if term.language:
        return Literal(text, lang=term.language.lower())
    if term.datatype is not None and term.datatype in _VALUES:
        try:
            text = _VALUES[term.datatype](text)
        except (ValueError, ArithmeticError, KeyError):
            return term
    return Literal(text, datatype=term.datatype, normalize=False)


def _decimal(text: str) -> str:
    return format(Decimal(text).normalize(), "f")


def _single(text: str) -> str:
    return repr(struct.unpack("f", struct.pack("f", float(text)))[0])


def _zulu(text: str) -> str:
    return re.sub(r"[+-]00:00$", "Z", text)


_BOOLEANS = {"0": "false", "1": "true", "false": "false", "true": "true"}
_VALUES: Mapping[Node, Callable[[str], str]] = {
    XSD.decimal: _decimal,
    XSD.double: lambda text: repr(float(text)),
    XSD.float: _single,
    XSD.boolean: lambda text: _BOOLEANS[text],
    XSD.date: _zulu,
    XSD.dateTime: _zulu,
    **{
        XSD[name]: lambda text: str(int(text))
        for name in (
            *("integer", "long", "int", "short", "byte", "negativeInteger", "positiveInteger"),
            *("nonNegativeInteger", "nonPositiveInteger", "unsignedLong", "unsignedInt"),
            *("unsignedShort", "unsignedByte"),
        )
    },
}
