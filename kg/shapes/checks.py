"""What rules ask of a single value. Each answer is yes only where it is certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from rdflib import RDF, XSD, BNode, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

__all__ = ["LITERAL_CHECKS", "all_different_languages", "among", "in_order", "is_iri"]

Holds = Callable[[Node], bool]

_NUMBERS = (int, float, Decimal)
_VALUES: Mapping[Node, type] = {
    XSD.string: str,
    RDF.langString: str,
    XSD.integer: int,
    XSD.decimal: Decimal,
    XSD.float: float,
    XSD.boolean: bool,
    XSD.date: date,
    XSD.time: time,
    XSD.dateTime: datetime,
}
"""Datatypes whose texts are read, and what they are read as."""


def is_iri(value: Node) -> bool:
    """Whether a value is an IRI."""
    return isinstance(value, URIRef)


def among(members: Iterable[Node]) -> Holds:
    """Whether a value is one of these."""
    return frozenset(members).__contains__


def all_different_languages(values: Sequence[Node]) -> bool:
    """Whether no two texts are in one language."""
    if len(values) < 2:
        return True
    tags = [v.language.lower() for v in values if isinstance(v, Literal) and v.language]
    return len(tags) == len(set(tags))


def in_order(first: Sequence[Node], second: Sequence[Node], *, strict: bool) -> bool:
    """Whether each value of the first is less than each of the second, or equal if not strict."""
    return all(_ordered(one, other, strict) for one in first for other in second)


def _ordered(first: Node, second: Node, strict: bool) -> bool:
    """Whether two numbers, or two days, stand in order; of anything else it is not certain."""
    a = first.value if isinstance(first, Literal) else None
    b = second.value if isinstance(second, Literal) else None
    if type(a) is date and type(b) is date:
        return a < b if strict else a <= b
    if isinstance(a, _NUMBERS) and isinstance(b, _NUMBERS) and not _truths(a, b):
        return bool(a < b if strict else a <= b)
    return False


def _truths(*values: object) -> bool:
    """Whether any is a truth value, which Python counts among the numbers."""
    return any(isinstance(value, bool) for value in values)


def _datatype(wanted: Node, _: Sequence[Node]) -> Holds:
    read_as = _VALUES.get(wanted)

    def holds(value: Node) -> bool:
        if not isinstance(value, Literal) or value.ill_typed:
            return False
        if value.language:
            own: Node | None = RDF.langString
        else:
            own = value.datatype or XSD.string
        return own == wanted and (read_as is None or isinstance(value.value, read_as))

    return holds


def _pattern(wanted: Node, _: Sequence[Node]) -> Holds:
    search = re.compile(str(wanted)).search
    return lambda value: not isinstance(value, BNode) and search(str(value)) is not None


def _min_length(wanted: Node, _: Sequence[Node]) -> Holds:
    least = int(str(wanted))
    return lambda value: not isinstance(value, BNode) and len(str(value)) >= least


def _language_in(_: Node, members: Sequence[Node]) -> Holds:
    tags = {str(member).lower() for member in members}
    return lambda value: isinstance(value, Literal) and (value.language or "").lower() in tags


def _min_inclusive(wanted: Node, _: Sequence[Node]) -> Holds:
    return lambda value: in_order((wanted,), (value,), strict=False)


def _max_inclusive(wanted: Node, _: Sequence[Node]) -> Holds:
    return lambda value: in_order((value,), (wanted,), strict=False)


LITERAL_CHECKS: Mapping[Node, Callable[[Node, Sequence[Node]], Holds]] = {
    SH.datatype: _datatype,
    SH.pattern: _pattern,
    SH.minLength: _min_length,
    SH.languageIn: _language_in,
    SH.minInclusive: _min_inclusive,
    SH.maxInclusive: _max_inclusive,
}
"""Rules on each value by itself: from what is asked, and its members if it is a list, a function
that says whether a value surely keeps to it."""
