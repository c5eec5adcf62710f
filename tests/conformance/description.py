"""The three tests of a service description, which the suites only name."""

from __future__ import annotations

from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from tests.conformance.cases import Case
from tests.conformance.results import read_graph
from tests.conformance.target import Target

__all__ = ["described", "faults_of_description"]

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")

# Domain and range of the properties, as SPARQL 1.1 Service Description gives them in its text.
_SCHEMA: dict[str, tuple[str, str | None]] = {
    "endpoint": ("Service", None),
    "feature": ("Service", "Feature"),
    "defaultEntailmentRegime": ("Service", "EntailmentRegime"),
    "defaultSupportedEntailmentProfile": ("Service", "EntailmentProfile"),
    "entailmentRegime": ("NamedGraph", "EntailmentRegime"),
    "supportedEntailmentProfile": ("NamedGraph", "EntailmentProfile"),
    "extensionFunction": ("Service", "Function"),
    "extensionAggregate": ("Service", "Aggregate"),
    "languageExtension": ("Service", "Feature"),
    "supportedLanguage": ("Service", "Language"),
    "propertyFeature": ("Service", "Feature"),
    "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "GraphCollection"),
    "resultFormat": ("Service", None),
    "inputFormat": ("Service", None),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("GraphCollection", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
}
_ABOVE = {"Dataset": "GraphCollection"}
_KNOWN = {
    "Feature": {
        *("DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs"),
        "BasicFederatedQuery",
    },
    "Language": {"SPARQL10Query", "SPARQL11Query", "SPARQL11Update"},
}
_CLASSES = {name for pair in _SCHEMA.values() for name in pair if name}


def described(case: Case, target: Target) -> str | None:
    """Why a test fails; None where it passes."""
    response = target.client.get(target.sparql, headers={"Accept": "text/turtle"})
    if not response.is_success:
        return f"status {response.status_code}"
    if response.headers["content-type"].partition(";")[0] != "text/turtle":
        return f"comes as {response.headers['content-type']}"
    graph = read_graph(response.content, "turtle", target.sparql)
    test = str(case.node).partition("#")[2]
    if test == "returns-rdf":
        return None if len(graph) else "is empty"
    if test == "has-endpoint-triple":
        found = (None, SD.endpoint, URIRef(target.sparql)) in graph
        return None if found else f"no sd:endpoint <{target.sparql}>"
    return next(iter(faults_of_description(graph)), None)


def faults_of_description(graph: Graph) -> list[str]:
    """What of a description does not keep to the vocabulary, a sentence each."""
    faults = []
    services = set(graph.subjects(RDF.type, SD.Service))
    if not services:
        faults.append("nothing is an sd:Service")
    for service in services:
        if graph.value(service, SD.endpoint) is None:
            faults.append("a service has no sd:endpoint")
    for s, p, o in graph:
        if not str(p).startswith(str(SD)):
            continue
        name = str(p).removeprefix(str(SD))
        if name not in _SCHEMA:
            faults.append(f"there is no property sd:{name}")
            continue
        domain, kind = _SCHEMA[name]
        if not _is(graph, s, domain):
            faults.append(f"sd:{name} is said of what is no sd:{domain}")
        if isinstance(o, Literal):
            faults.append(f"sd:{name} has a literal")
        elif kind is None and isinstance(o, BNode):
            faults.append(f"sd:{name} has a blank node")
        elif kind in _KNOWN and str(o).startswith(str(SD)):
            if str(o).removeprefix(str(SD)) not in _KNOWN[kind]:
                faults.append(f"there is no {o}")
        elif kind in ("Dataset", "Graph", "NamedGraph", "GraphCollection") and not _is(
            graph, o, kind
        ):
            faults.append(f"sd:{name} leads to what is no sd:{kind}")
    for named in graph.subjects(RDF.type, SD.NamedGraph):
        if graph.value(named, SD.name) is None:
            faults.append("a named graph has no sd:name")
    for kind_of in graph.objects(None, RDF.type):
        text = str(kind_of)
        if text.startswith(str(SD)) and text.removeprefix(str(SD)) not in _CLASSES:
            faults.append(f"there is no class {text}")
    return sorted(faults)


def _is(graph: Graph, node: Node, kind: str) -> bool:
    kinds = {str(o).removeprefix(str(SD)) for o in graph.objects(node, RDF.type)}
    return kind in kinds or any(_ABOVE.get(each) == kind for each in kinds)
