"""What an answer may raise.

PairkgError
├── NotFound                  the graph has nothing of this kind by this name
└── kg.catalogue.BadParameter a filter has a value that it cannot take
"""

from __future__ import annotations

from kg.problems import PairkgError

__all__ = ["NotFound"]


class NotFound(PairkgError):  # noqa: N818 - reads as what it is
    """The graph has nothing of this kind with this identifier."""

    def __init__(self, kind: str, identifier: str) -> None:
        self.kind, self.id = kind, identifier
        super().__init__(f"There is no {kind} {identifier[:120]!r} in the graph.")
