"""Things as other answers name them, fetched for many at once.

Each function returns them by IRI, in the order asked; an IRI that is not there is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeVar

from kg.answers.models_programmes import ProgrammeItem
from kg.answers.models_refs import ProgrammeRef, StudyRef
from kg.answers.models_works import Author, WorkRef
from kg.answers.parts import bilingual, countries_of
from kg.graph import KnowledgeGraph
from kg.rows import Row

__all__ = [
    "Names",
    "distinct",
    "links",
    "names_on_works",
    "pick",
    "programme_items",
    "programme_refs",
    "study_refs",
    "work_ref",
    "work_refs",
]

Names = Mapping[str, Mapping[str, list[Author]]]
"""Work -> role (author, editor, others) -> names in the order printed."""
T = TypeVar("T")


def distinct(iris: Iterable[str | None]) -> list[str]:
    """The IRIs, each once, in the order met."""
    return list(dict.fromkeys(iri for iri in iris if iri is not None))


def pick(things: Mapping[str, T], iris: Iterable[str]) -> list[T]:
    """The things of these IRIs."""
    return [things[iri] for iri in iris if iri in things]


def links(rows: Sequence[Row], key: str, value: str) -> Mapping[str, list[str]]:
    """What each thing (column `key`) leads to (column `value`), each once."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if (target := row.text(value)) not in found[row.text(key)]:
            found[row.text(key)].append(target)
    return found


def names_on_works(graph: KnowledgeGraph, works: Iterable[str]) -> Names:
    """The names that works bear."""
    names: dict[str, dict[str, list[Author]]] = defaultdict(lambda: defaultdict(list))
    for row in graph.rows("works_names", work=list(works)):
        names[row.text("work")][row.text("role")].append(_author(graph, row))
    return names


def _author(graph: KnowledgeGraph, row: Row) -> Author:
    agent = row.maybe_text("agent")
    read = graph.iris.read(agent) if agent else None
    kind: Literal["person", "organisation"] | None = None
    if read:
        kind = "organisation" if read[0] == "organisation" else "person"
    return Author(
        family=row.maybe_text("family") or row.maybe_text("printed") or "",
        given=row.maybe_text("given"),
        id=read[1] if read else None,
        kind=kind,
    )


def work_ref(row: Row, names: Mapping[str, list[Author]]) -> WorkRef:
    """A work from its card and the names it bears."""
    return WorkRef(
        id=row.text("id"),
        iri=row.text("work"),
        title=row.maybe_text("title"),
        authors=names.get("author", []),
        et_al="others" in names,
        year=row.maybe_whole("year"),
        doi=row.maybe_text("doi"),
    )


def work_refs(graph: KnowledgeGraph, works: Iterable[str]) -> Mapping[str, WorkRef]:
    """Works by IRI."""
    wanted = list(works)
    names = names_on_works(graph, wanted)
    rows = {row.text("work"): row for row in graph.rows("works_cards", work=wanted)}
    return {iri: work_ref(rows[iri], names.get(iri, {})) for iri in wanted if iri in rows}


def study_refs(graph: KnowledgeGraph, studies: Iterable[str]) -> Mapping[str, StudyRef]:
    """Studies by IRI."""
    wanted = list(studies)
    countries = countries_of(graph, wanted)
    rows = {row.text("study"): row for row in graph.rows("studies_cards", study=wanted)}
    return {
        iri: StudyRef(
            id=row.text("id"),
            iri=iri,
            label=bilingual(row, "label"),
            design=row.maybe_text("design"),
            sample_size=row.maybe_whole("sample_size"),
            countries=countries.get(iri, []),
            period=row.maybe_text("period"),
        )
        for iri, row in ((iri, rows[iri]) for iri in wanted if iri in rows)
    }


def programme_refs(graph: KnowledgeGraph, programmes: Iterable[str]) -> Mapping[str, ProgrammeRef]:
    """Programmes by IRI, by name only."""
    wanted = list(programmes)
    rows = {row.text("programme"): row for row in graph.rows("programmes_cards", programme=wanted)}
    return {
        iri: ProgrammeRef(id=rows[iri].text("id"), iri=iri, label=bilingual(rows[iri], "label"))
        for iri in wanted
        if iri in rows
    }


def programme_items(
    graph: KnowledgeGraph, programmes: Iterable[str]
) -> Mapping[str, ProgrammeItem]:
    """Programmes by IRI, as lists show them."""
    wanted = list(programmes)
    countries = countries_of(graph, wanted)
    rows = {row.text("programme"): row for row in graph.rows("programmes_cards", programme=wanted)}
    return {
        iri: ProgrammeItem(
            id=row.text("id"),
            iri=iri,
            label=bilingual(row, "label"),
            kind=row.maybe_text("kind"),
            countries=countries.get(iri, []),
            date=row.maybe_text("start"),
            end=row.maybe_text("end"),
            part_of=_identifier(graph, row.maybe_text("whole")),
            named_only=row.flag("named_only"),
        )
        for iri, row in ((iri, rows[iri]) for iri in wanted if iri in rows)
    }


def _identifier(graph: KnowledgeGraph, iri: str | None) -> str | None:
    read = graph.iris.read(iri) if iri else None
    return read[1] if read else None
