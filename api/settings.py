"""What a deployment may set about the HTTP layer."""

from __future__ import annotations

from dataclasses import dataclass, field

import kg
from kg.workers import Limits

__all__ = ["Settings"]


@dataclass(frozen=True)
class Settings:
    """Limits and ages; the defaults suit two cores and a public address."""

    version: str = kg.__version__
    max_age: int = 60
    """Seconds for which an answer may be used without asking again."""
    limits: Limits = field(default_factory=Limits)
    """Bounds of a stranger's query over a store."""
    union: bool = True
    """Whether a query that names no graph sees all of them, or the default graph only."""
    services: frozenset[str] = frozenset()
    """Other servers that a query may ask with SERVICE, by their IRIs."""
    sparql_at_once: int = 4
    """Queries of strangers that run at the same time, over a graph in memory only."""
    sparql_wait: float = 5.0
    """Seconds that such a query may wait for its turn."""
    sparql_seconds: float = 30.0
    """Seconds after which such a query is given up."""
    hosts: frozenset[str] | None = None
    """Names that the server answers to; any where None."""
    write_body: int = 16 << 20
    """Longest body of a write, in bytes."""
    sparql_body: int = 512 * 1024
    """Longest body of a request to /sparql, in bytes: a form spells a byte with up to three."""
