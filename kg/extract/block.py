"""One printed reference as it was found: its lines and its parts, as printed."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.addresses import Address
from kg.extract.imprint import Imprint
from kg.extract.notices import Notice
from kg.extract.upward import Above

__all__ = ["Block", "Leftover"]


@dataclass
class Block:
    """One printed reference, its parts as printed."""

    first: int  # index of its first line
    last: int
    anchor: int
    imprint: Imprint | None
    above: Above
    address: Address | None = None
    page: str = ""
    notice: Notice | None = None  # then nothing else is read
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Leftover:
    """A line that looks like a part of a reference and belongs to none."""

    line: int
    text: str
    reason: str
