"""The networks as GraphML: claims and citations in one file, told apart by `relation`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

from kg.networks import Networks, Node, read_networks

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["NETWORKS", "export", "graphml_of"]

Network: TypeAlias = "nx.DiGraph[Node]"

NETWORKS = ("all", "claims", "citations")


def export(graph: KnowledgeGraph, network: str = "all") -> bytes:
    """One of `NETWORKS` as GraphML."""
    return graphml_of(_chosen(read_networks(graph), network))


def graphml_of(network: Network) -> bytes:
    """A network as GraphML, nodes and edges sorted."""
    ordered: Network = nx.MultiDiGraph() if network.is_multigraph() else nx.DiGraph()
    for node in sorted(network):
        ordered.add_node(node, **network.nodes[node])
    edges = list(network.edges(data=True))
    for start, end, data in sorted(edges, key=lambda edge: (*edge[:2], edge[2]["relation"])):
        ordered.add_edge(start, end, **data)
    lines = nx.generate_graphml(ordered, encoding="utf-8", prettyprint=True)
    return ("\n".join(lines) + "\n").encode()


def _chosen(networks: Networks, name: str) -> Network:
    if name == "claims":
        return networks.claims
    if name == "citations":
        return networks.citations
    both: nx.MultiDiGraph[Node] = nx.MultiDiGraph(networks.citations)
    both.add_nodes_from(networks.claims.nodes(data=True))
    both.add_edges_from(networks.claims.edges(data=True))
    return both
