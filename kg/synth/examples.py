"""Values for the queries of the catalogue that find something in a made-up graph."""

from __future__ import annotations

from kg.iris import Iris

__all__ = ["example_in_synthesis"]

_THINGS = {
    "claim": "common-0",
    "citation": "citation-0-1",
    "finding": "finding-0-0-0",
    "organisation": "organisation-0",
    "person": "person-0-0",
    "programme": "programme-0-0",
    "source": "source-0",
    "study": "study-0-0",
    "term": "term-1",
    "work": "work-0-0",
}
_PARTS = {"programme": "event-0"}


def example_in_synthesis(example: object, iris: Iris) -> object:
    """What takes the place of the example of a parameter: IRIs of things become those made up."""
    if isinstance(example, list):
        return [example_in_synthesis(each, iris) for each in example]
    if not isinstance(example, str):
        return example
    sources = iris.source_graph("")
    if example.startswith(sources):
        return iris.source_graph(_THINGS["source"])
    thing = iris.read(example)
    if thing is None or thing[0] not in _THINGS:
        return example
    kind, part = thing[0], _PARTS.get(thing[0])
    if "#" in example and part:
        return iris.part(kind, _THINGS[kind], part)
    return iris.thing(kind, _THINGS[kind])
