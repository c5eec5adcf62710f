"""What a write is: an update, or an operation of the Graph Store Protocol, and who asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox

__all__ = ["RDF_FORMATS", "Kind", "Write", "Written"]

Kind = Literal["update", "put", "post", "delete"]

RDF_FORMATS: Mapping[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}
"""Formats that bodies come in, by the names used everywhere here."""


@dataclass(frozen=True)
class Write:
    """A batch that is made whole or not at all.

    `kind` is `update` (then `body` is the text of a SPARQL 1.1 update, with the protocol's
    `using` graphs) or the effect of a method of the Graph Store Protocol on `graph` (None is the
    default graph): `put` replaces it by `body`, `post` merges `body` into it, `delete` drops it.
    `form` is a key of `RDF_FORMATS`, `base` the IRI against which relative ones are read.
    """

    kind: Kind
    body: bytes = b""
    graph: str | None = None
    form: str | None = None
    base: str | None = None
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()
    who: str = ""
    role: str = ""


@dataclass(frozen=True)
class Written:
    """An accepted write: its number, the generation that holds it, what it found and made.

    `existed` says whether the graph of a Graph Store operation was there before.
    """

    number: int
    generation: str
    existed: bool = True
