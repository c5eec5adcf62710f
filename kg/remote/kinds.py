"""What the servers of each maker can do: declared here, never found out by failing.

What is said of Oxigraph and Virtuoso is tested against them; of the others it follows the makers'
documentation: GraphDB and Amazon Neptune define the default graph of a query as the union of all
graphs, QLever does the same. Of Stardog nothing is taken for granted, so that it gets the way that
works everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = ["KINDS", "Capabilities", "Kind", "kind_told_by"]


@dataclass(frozen=True)
class Capabilities:
    """What a server can do.

    `union_default`: a query that names no graph sees all graphs as one. Where it does not, the
    graphs are listed and named with each query. `text_search`: an index of words is there to be
    asked. `update`, `graph_store`: it takes writes by SPARQL Update, by the Graph Store Protocol.
    """

    union_default: bool
    text_search: bool
    update: bool
    graph_store: bool


@dataclass(frozen=True)
class Kind:
    """The servers of one maker.

    `union_field` is a field of a query's form by which the maker gives the union. `own_graphs` are
    beginnings of the IRIs of graphs in which the server keeps affairs of its own: they are not part
    of the data. `auth` is how a name and a password are sent.
    `update_path` and `graphs_path` stand in the place of the last part of the query's URL, where
    settings name no URL.
    """

    name: str
    can: Capabilities
    union_field: str | None = None
    own_graphs: tuple[str, ...] = ()
    auth: Literal["basic", "digest"] = "basic"
    update_path: str | None = None
    graphs_path: str | None = None
    server: str = ""
    """How the header `Server` begins."""
    own_default: bool = True
    """Whether it has a default graph that is written to, and takes DROP ALL and its like."""


_VIRTUOSO_GRAPHS = (
    "http://localuriqaserver/",
    "http://www.openlinksw.com/",
    "http://www.w3.org/ns/ldp#",
)

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "oxigraph",
            Capabilities(union_default=False, text_search=False, update=True, graph_store=True),
            union_field="union-default-graph",
            update_path="update",
            graphs_path="store",
            server="Oxigraph/",
        ),
        Kind(
            "virtuoso",
            Capabilities(union_default=True, text_search=True, update=True, graph_store=True),
            own_graphs=_VIRTUOSO_GRAPHS,
            auth="digest",
            update_path="sparql-auth",
            graphs_path="sparql-graph-crud-auth",
            server="Virtuoso/",
            own_default=False,
        ),
        Kind(
            "graphdb",
            Capabilities(union_default=True, text_search=True, update=True, graph_store=True),
        ),
        Kind(
            "stardog",
            Capabilities(union_default=False, text_search=True, update=True, graph_store=True),
        ),
        Kind(
            "neptune",
            Capabilities(union_default=True, text_search=False, update=True, graph_store=True),
        ),
        Kind(
            "qlever",
            Capabilities(union_default=True, text_search=True, update=True, graph_store=False),
        ),
        Kind(
            "generic",
            Capabilities(union_default=False, text_search=False, update=True, graph_store=True),
        ),
    )
}
"""Every kind by its name; `generic` takes nothing for granted."""


def kind_told_by(server: str, union: bool) -> Kind:
    """The kind of a server by what it says of itself.

    `server` is its header `Server`; `union` whether its service description has the feature
    `sd:UnionDefaultGraph`.
    """
    for kind in KINDS.values():
        if kind.server and server.startswith(kind.server):
            return kind
    generic = KINDS["generic"]
    if not union:
        return generic
    can = generic.can
    return Kind("generic", Capabilities(True, can.text_search, can.update, can.graph_store))
