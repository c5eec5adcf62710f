"""What an answer may raise.

PairkgError
├── NotFound                  the graph has nothing of this kind by this name
├── Moved                     the name is an old one, which leads to a thing that is there
└── kg.catalogue.BadParameter a filter has a value that it cannot take
"""

from __future__ import annotations

from kg.problems import PairkgError

__all__ = ["Moved", "NotFound"]


class NotFound(PairkgError):  # noqa: N818 - reads as what it is
    """The graph has nothing of this kind with this identifier."""

    def __init__(self, kind: str, identifier: str) -> None:
        self.kind, self.id = kind, identifier
        super().__init__(f"There is no {kind} {identifier[:120]!r} in the graph.")


class Moved(PairkgError):  # noqa: N818 - reads as what it is
    """The identifier is an alias: the thing is found under another one, `now`."""

    def __init__(self, kind: str, identifier: str, now: str) -> None:
        self.kind, self.id, self.now = kind, identifier, now
        super().__init__(f"The {kind} {identifier[:120]!r} is {now!r}.")
