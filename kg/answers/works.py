"""Works: the bibliography, and what is known of each publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from kg.answers.citations import citation_refs
from kg.answers.disagreements import corrections_of
from kg.answers.folding import matches
from kg.answers.lists import filter_iri, listing, matching, select_page, thing_iri
from kg.answers.models import Bilingual, Listing, SourceRef
from kg.answers.models_works import PublicRecord, Work, WorkItem
from kg.answers.other_records import not_there, other_records
from kg.answers.parts import countries_of, places_of
from kg.answers.refs import Names, names_on_works, pick, programme_refs, study_refs, work_ref
from kg.catalogue import Page
from kg.graph import KnowledgeGraph
from kg.iris import is_slug
from kg.rows import Row, Value

__all__ = ["get_work", "list_works", "work_items"]


def list_works(
    graph: KnowledgeGraph,
    *,
    q: str | None = None,
    author: str | None = None,
    year_from: int | None = None,
    year_to: int | None = None,
    type: str | None = None,
    country: str | None = None,
    programme: str | None = None,
    source: str | None = None,
    page: Page | None = None,
) -> Listing[WorkItem]:
    """Works with the words `q` in title or names, by an author, of years, type, country and so on.

    `author` is part of a name as printed, or a person's identifier. `source` keeps the works that
    a source prints in a reference or cites. Words are matched here, not in the store: see
    `kg.answers.folding`.
    """
    page = page or Page()
    iris, total = select_page(
        graph,
        "works_list",
        page,
        _kept(graph, q, author, source),
        type=type,
        country=country and country.upper(),
        programme=filter_iri(graph, "programme", programme),
        year_from=year_from,
        year_to=year_to,
    )
    return listing(pick(work_items(graph, iris), iris), total, page)


def _kept(
    graph: KnowledgeGraph, q: str | None, author: str | None, source: str | None
) -> set[str] | None:
    """The works that the words, the author and the source leave; None where nothing is asked."""
    found: list[set[str]] = []
    if source is not None:
        filter_iri(graph, "source", source)
        rows = graph.rows("works_of_source", graph=graph.iris.source_graph(source))
        found.append({row.text("work") for row in rows})
    if q or author:
        found += _worded(graph, q, author)
    return set.intersection(*found) if found else None


def _worded(graph: KnowledgeGraph, q: str | None, author: str | None) -> list[set[str]]:
    """The works whose texts hold the words, and those one of whose names is the author's."""
    names = graph.rows("works_printed_names")
    found: list[set[str]] = []
    if q:
        found.append(matching([*graph.rows("works_titles"), *names], "work", q))
    if author:
        by_name = {row.text("work") for row in names if matches(author, [row.text("text")])}
        found.append(by_name | _works_by(graph, author))
    return found


def _works_by(graph: KnowledgeGraph, person: str) -> set[str]:
    """The works that bear the name of the person with this identifier."""
    if not is_slug(person):
        return set()
    rows = graph.rows("person_works", person=graph.iris.thing("person", person))
    return {row.text("work") for row in rows}


def work_items(graph: KnowledgeGraph, works: Iterable[str]) -> Mapping[str, WorkItem]:
    """Works by IRI, in the order asked, as lists show them."""
    return _items(graph, list(works))[0]


def _items(graph: KnowledgeGraph, wanted: list[str]) -> tuple[Mapping[str, WorkItem], Names]:
    names = names_on_works(graph, wanted)
    countries = countries_of(graph, wanted)
    rows = {row.text("work"): row for row in graph.rows("works_cards", work=wanted)}
    items = {
        iri: WorkItem(
            **dict(work_ref(row, names.get(iri, {}))),
            label=_label(row),
            date=row.maybe_text("issued"),
            type=row.maybe_text("type"),
            status=row.maybe_text("status"),
            countries=countries.get(iri, []),
        )
        for iri, row in ((iri, rows[iri]) for iri in wanted if iri in rows)
    }
    return items, names


def _label(row: Row) -> Bilingual:
    """The title under its language; in a third language or none, it stands for both."""
    title, language = row.maybe_text("title"), row.maybe_text("language")
    return Bilingual(fr=None if language == "en" else title, en=None if language == "fr" else title)


def get_work(graph: KnowledgeGraph, identifier: str) -> Work:
    """One work, with all that the graph holds about it."""
    iri = thing_iri(graph, "work", identifier)
    items, names = _items(graph, [iri])
    if iri not in items:
        raise not_there(graph, identifier)
    record: dict[str, list[Value]] = {}
    for row in graph.rows("work_record", work=iri):
        record.setdefault(row.text("field"), []).append(row["value"])
    occurrences = [row.text("occurrence") for row in graph.rows("work_occurrences", work=iri)]
    places = places_of(graph, occurrences)
    programmes = [row.text("programme") for row in graph.rows("work_subjects", work=iri)]
    studies = [row.text("study") for row in graph.rows("studies_list", work=iri)]
    citations = [row.text("citation") for row in graph.rows("citations_list", work=iri)]
    return Work(
        **dict(items[iri]),
        editors=names.get(iri, {}).get("editor", []),
        journal=_one(record, "journal"),
        volume=_one(record, "volume"),
        issue=_one(record, "issue"),
        pages=_one(record, "pages"),
        number_of_pages=_one(record, "number_of_pages"),
        publisher=_one(record, "publisher"),
        place=_one(record, "place"),
        language=[str(value) for value in record.get("language", [])],
        pmid=_one(record, "pmid"),
        url=[str(value) for value in record.get("url", [])],
        identification=_one(record, "identification"),
        confidence=_number(record, "confidence"),
        remark=_one(record, "remark"),
        held_as=[
            SourceRef(id=row.text("id"), label=row.text("label"))
            for row in graph.rows("work_texts", work=iri)
        ],
        occurrences=[place for occurrence in occurrences for place in places.get(occurrence, [])],
        corrections=corrections_of(graph, iri),
        records=[
            PublicRecord(
                name=row.text("name"), shows=row.maybe_text("shows"), url=row.maybe_text("url")
            )
            for row in graph.rows("work_public_records", work=iri)
        ],
        also=other_records(graph, iri),
        programmes=list(programme_refs(graph, programmes).values()),
        studies=list(study_refs(graph, studies).values()),
        citations=pick(citation_refs(graph, citations), citations),
    )


def _one(record: Mapping[str, list[Value]], field: str) -> str | None:
    """A field as text; several values stand side by side."""
    return "; ".join(str(value) for value in record.get(field, [])) or None


def _number(record: Mapping[str, list[Value]], field: str) -> float | None:
    value = next(iter(record.get(field, [])), None)
    return float(value) if isinstance(value, int | float | Decimal) else None
