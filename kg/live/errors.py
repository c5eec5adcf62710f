"""Why a write was not made; after each of these the graph is what it was.

WriteError
|- RdfSyntaxError   the body is not RDF in the format it claims, or holds what is never read
|- WriteRefused     it would break the shapes
|- WriteTooSlow     it took longer than a write may
|- WriterDied       the process that made it ended by itself
`- WriteFailed      the disk is full, or may not be written
"""

from __future__ import annotations

from kg.problems import PairkgError

__all__ = [
    "RdfSyntaxError",
    "WriteError",
    "WriteFailed",
    "WriteRefused",
    "WriteTooSlow",
    "WriterDied",
]


class WriteError(PairkgError):
    """A write was not made."""


class RdfSyntaxError(WriteError):
    """A body is not RDF in the format it claims, or holds what is never read (a DOCTYPE)."""


class WriteRefused(WriteError):  # noqa: N818 - reads as what it is
    """A write would break the shapes; `reasons` has a sentence for each fault."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        self.reasons = reasons
        super().__init__(f"The graph would break its shapes: {reasons[0]}")


class WriteTooSlow(WriteError):  # noqa: N818 - reads as what it is
    """A write took longer than it may; nothing of it was made."""


class WriterDied(WriteError):  # noqa: N818 - reads as what it is
    """The process that makes writes ended by itself; nothing of the write was made."""


class WriteFailed(WriteError):  # noqa: N818 - reads as what it is
    """The store cannot be written; the sentence says why."""
