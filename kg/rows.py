"""A row of an answer: columns by name, as plain Python values.

An IRI and a text become `str`, numbers become `int`, `Decimal` or `float`, truth values `bool`;
what is unbound is None. The readers (`text`, `whole`, ...) say which of these a column must be,
so that a query that changed its columns fails at once and by name.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

__all__ = ["Row", "RowError", "Value", "value_of"]

Value = str | int | float | Decimal | bool | None

_XSD = "http://www.w3.org/2001/XMLSchema#"


class RowError(TypeError):
    """A column is missing or does not hold what the code expects: a fault of ours."""

    def __init__(self, column: str, wanted: str, found: object) -> None:
        super().__init__(f"Column {column!r} should hold {wanted}, it holds {found!r}.")


class Row(dict[str, Value]):
    """One row, by column name."""

    def order(self) -> list[tuple[bool, bool, str | float | Decimal]]:
        """The key to sort rows by: column after column, numbers before texts, None last."""
        return [
            (value is None, isinstance(value, str), 0 if value is None else value)
            for value in self.values()
        ]

    def text(self, column: str) -> str:
        """A text or an IRI."""
        value = self.maybe_text(column)
        if value is None:
            raise RowError(column, "a text", None)
        return value

    def maybe_text(self, column: str) -> str | None:
        """A text or an IRI, or None."""
        value = self[column]
        if value is not None and not isinstance(value, str):
            raise RowError(column, "a text", value)
        return value

    def whole(self, column: str) -> int:
        """A whole number."""
        value = self.maybe_whole(column)
        if value is None:
            raise RowError(column, "a whole number", None)
        return value

    def maybe_whole(self, column: str) -> int | None:
        """A whole number, or None."""
        value = self[column]
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise RowError(column, "a whole number", value)
        return value

    def maybe_number(self, column: str) -> int | float | None:
        """A number, `int` where it is whole, or None."""
        value = self[column]
        if value is None:
            return None
        if isinstance(value, bool | str):
            raise RowError(column, "a number", value)
        return int(value) if value == int(value) else float(value)

    def flag(self, column: str) -> bool:
        """Whether the column says true; what is not stated is false."""
        value = self[column]
        if value is not None and not isinstance(value, bool):
            raise RowError(column, "true or false", value)
        return bool(value)


def value_of(term: ox.NamedNode | ox.BlankNode | ox.Literal | None) -> Value:
    """The Python value of a term; a literal whose text its datatype does not allow stays text."""
    if not isinstance(term, ox.Literal):
        return None if term is None else term.value
    read = _READERS.get(term.datatype.value, str)
    try:
        return read(term.value)
    except (ValueError, InvalidOperation):
        return term.value


_READERS: dict[str, Callable[[str], Value]] = {
    _XSD + "integer": int,
    _XSD + "decimal": Decimal,
    _XSD + "double": float,
    _XSD + "float": float,
    _XSD + "boolean": lambda text: text in ("true", "1"),
}
