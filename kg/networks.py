"""The graph as networks: who cites whom, and how claims, studies and programmes hang together.

Two networks, both directed, their nodes named `kind/id`:

- the citation network leads from a citing work to a cited work;
- the claim network leads from a finding to its claim and its study, from a study to the works that
  report it and the programmes it evaluates, from a work or programme to what it belongs to.

Everything here is a pure function over rows; `read_networks` fetches those rows from the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NewType

import networkx as nx

from kg.iris import Iris
from kg.rows import Row

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = [
    "Networks",
    "Node",
    "Path",
    "Place",
    "Step",
    "build_citation_network",
    "build_claim_network",
    "find_path",
    "rank_cited_works",
    "rank_works_by_claims",
    "read_networks",
]

Node = NewType("Node", str)
"""A thing as `kind/id`, for instance `claim/reduces-stigma`."""


@dataclass(frozen=True, order=True)
class Place:
    """Where a source states something."""

    source: str
    line: int
    section: str | None = None
    page: int | None = None

    def __str__(self) -> str:
        section = f" section {self.section}" if self.section else ""
        page = f" p. {self.page}" if self.page else ""
        return f"{self.source}{section}{page} line {self.line}"


@dataclass(frozen=True)
class Step:
    """One link on a path: `forward` tells whether it is walked in its own direction."""

    start: Node
    relation: str
    end: Node
    forward: bool


@dataclass(frozen=True)
class Path:
    """How two things are connected: the things on the way, and the links between them."""

    nodes: tuple[Node, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Networks:
    """Both networks of one graph, and the places where its things are stated."""

    claims: nx.DiGraph[Node]
    citations: nx.DiGraph[Node]
    places: Mapping[Node, tuple[Place, ...]]


def build_claim_network(
    things: Iterable[Row], links: Iterable[Row], iris: Iris
) -> nx.DiGraph[Node]:
    """The network of claims, findings, studies, works and programmes.

    Nodes carry `kind`, `label_fr` and `label_en`; edges carry `relation`, which for evidence is
    its stance. Things that nothing links to stay out.
    """
    labels = {_node(thing.text("thing"), iris): thing for thing in things}
    network: nx.DiGraph[Node] = nx.DiGraph()
    for link in links:
        start, end = _node(link.text("from"), iris), _node(link.text("to"), iris)
        relation = link.text("stance" if link["relation"] == "evidence" else "relation")
        for node in (start, end):
            _add_node(network, node, labels.get(node))
        network.add_edge(start, end, relation=relation)
    return network


def build_citation_network(
    things: Iterable[Row], citations: Iterable[Row], iris: Iris
) -> nx.DiGraph[Node]:
    """The network of works that cite works.

    Edges carry `citations` (how many places cite), `functions` (what for) and `printed` (how),
    the last two as texts joined by semicolons.
    """
    labels = {_node(thing.text("thing"), iris): thing for thing in things}
    network: nx.DiGraph[Node] = nx.DiGraph()
    found: dict[tuple[Node, Node], dict[str, dict[str, None]]] = {}
    for row in citations:
        edge = _node(row.text("citing"), iris), _node(row.text("cited"), iris)
        seen = found.setdefault(edge, {"citation": {}, "function": {}, "printed": {}})
        seen["citation"][row.text("citation")] = None
        seen["function"][row.text("function").rpartition("/")[2]] = None
        seen["printed"][row.text("printed")] = None
    for (citing, cited), seen in found.items():
        for node in (citing, cited):
            _add_node(network, node, labels.get(node))
        network.add_edge(
            citing,
            cited,
            relation="cites",
            citations=len(seen["citation"]),
            functions="; ".join(sorted(seen["function"])),
            printed="; ".join(seen["printed"]),
        )
    return network


def rank_works_by_claims(network: nx.DiGraph[Node]) -> list[tuple[Node, tuple[Node, ...]]]:
    """Works with the claims that the studies they report bear on; most claims first."""
    ranked = []
    for work in _of_kind(network, "work"):
        claims = {
            claim
            for study in network.predecessors(work)
            if network.edges[study, work]["relation"] == "reportedIn"
            for finding in network.predecessors(study)
            for claim in network.successors(finding)
            if network.nodes[claim]["kind"] == "claim"
        }
        if claims:
            ranked.append((work, tuple(sorted(claims))))
    return sorted(ranked, key=lambda pair: (-len(pair[1]), pair[0]))


def rank_cited_works(network: nx.DiGraph[Node]) -> list[tuple[Node, int]]:
    """Works with the number of places that cite them; most cited first."""
    counts = {
        work: sum(data["citations"] for _, _, data in network.in_edges(work, data=True))
        for work in network
    }
    return sorted(((w, n) for w, n in counts.items() if n), key=lambda pair: (-pair[1], pair[0]))


def find_path(network: nx.DiGraph[Node], start: Node, end: Node) -> Path | None:
    """The shortest way between two things, whichever way the links point; None if there is none.

    A link that only says what a work is about counts as three steps, so that a way through
    findings is preferred to one through a publication that treats many programmes. Of several
    equally short ways the alphabetically first is taken: the answer is always the same.
    """
    if start not in network or end not in network:
        return None
    either_way = network.to_undirected(as_view=True)
    try:
        nodes = tuple(min(nx.all_shortest_paths(either_way, start, end, weight=_length)))
    except nx.NetworkXNoPath:
        return None
    steps = []
    for here, there in pairwise(nodes):
        forward = network.has_edge(here, there)
        edge = (here, there) if forward else (there, here)
        steps.append(Step(here, network.edges[edge]["relation"], there, forward))
    return Path(nodes, tuple(steps))


def read_networks(graph: KnowledgeGraph) -> Networks:
    """Fetch both networks from the graph."""
    things = list(graph.rows("network_things"))
    places: dict[Node, dict[Place, None]] = {}
    for row in graph.rows("network_places"):
        place = Place(
            source=row.text("source"),
            line=row.whole("first_line"),
            section=row.maybe_text("section"),
            page=row.maybe_whole("page"),
        )
        places.setdefault(_node(row.text("thing"), graph.iris), {})[place] = None
    return Networks(
        claims=build_claim_network(things, graph.rows("network_links"), graph.iris),
        citations=build_citation_network(things, graph.rows("network_citations"), graph.iris),
        places={node: tuple(found) for node, found in places.items()},
    )


def _length(_start: Node, _end: Node, link: dict[str, str]) -> int:
    return 3 if link["relation"] == "subject" else 1


def _node(iri: str, iris: Iris) -> Node:
    read = iris.read(iri)
    return Node("/".join(read) if read else iri)


def _add_node(network: nx.DiGraph[Node], node: Node, row: Row | None) -> None:
    label_fr = (row.maybe_text("label_fr") if row else None) or node
    label_en = (row.maybe_text("label_en") if row else None) or node
    kind = node.partition("/")[0]
    network.add_node(node, kind=kind, label_fr=label_fr, label_en=label_en)


def _of_kind(network: nx.DiGraph[Node], kind: str) -> list[Node]:
    return [node for node, data in network.nodes(data=True) if data["kind"] == kind]
