"""The graph and its bibliography in the formats that other programs read.

`export(graph, format)` gives the bytes. The same graph gives the same bytes in every format.

- the whole graph: `turtle` (all graphs as one), `trig`, `nquads` (sorted: the canonical form),
  `jsonld`;
- the bibliography: `bibtex`, `ris`, `csl-json`, `csv`, and as a reference list, one work a line,
  `apa`, `vancouver`, `iso690`;
- the networks: `graphml`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from kg.problems import PairkgError

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["FORMATS", "UnknownFormatError", "export"]

_MODULES = {
    "turtle": "rdf",
    "trig": "rdf",
    "nquads": "rdf",
    "jsonld": "rdf",
    "bibtex": "bibtex",
    "ris": "ris",
    "csl-json": "csl",
    "csv": "table",
    "apa": "formatted",
    "vancouver": "formatted",
    "iso690": "formatted",
    "graphml": "graphml",
}
FORMATS = tuple(_MODULES)
"""Names of the formats, as the command line takes them."""


class UnknownFormatError(PairkgError):
    """There is no such export format."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name!r} is not an export format; take one of {', '.join(FORMATS)}.")


def export(graph: KnowledgeGraph, name: str, network: str = "all") -> bytes:
    """The graph, or its bibliography, in one of `FORMATS`; `network` narrows `graphml`."""
    if name not in _MODULES:
        raise UnknownFormatError(name)
    module = importlib.import_module(f"kg.export.{_MODULES[name]}")
    data: bytes = module.export(graph, network if name == "graphml" else name)
    return data
