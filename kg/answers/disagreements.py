"""Disagreements and corrections: where sources differ or misprint, and what we follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.answers.lists import listing, select_page
from kg.answers.models import Bilingual, Listing, Locator, Place, SourceRef
from kg.answers.models_programmes import (
    DateDisagreement,
    DateSaying,
    Disagreement,
    DisagreementItem,
    RecordRef,
    Saying,
)
from kg.answers.models_refs import ThingRef
from kg.answers.models_works import Correction
from kg.answers.parts import bilingual, labels_of, places_of
from kg.answers.refs import distinct, pick
from kg.catalogue import Page
from kg.graph import KnowledgeGraph
from kg.rows import Row

__all__ = [
    "corrections_of",
    "date_disagreement",
    "disagreements_about",
    "list_corrections",
    "list_disagreements",
]


def list_disagreements(
    graph: KnowledgeGraph, page: Page | None = None
) -> Listing[DisagreementItem]:
    """All points on which sources disagree, whatever they are about."""
    page = page or Page()
    iris, total = select_page(graph, "disagreements_list", page)
    return listing(pick(_disagreements(graph, iris), iris), total, page)


def list_corrections(graph: KnowledgeGraph, page: Page | None = None) -> Listing[Correction]:
    """All misprints of sources that we correct."""
    page = page or Page()
    rows = graph.rows("corrections_list")
    kept = rows[page.offset : page.offset + page.limit]
    return listing(_corrections(graph, kept), len(rows), page)


def corrections_of(graph: KnowledgeGraph, work: str) -> list[Correction]:
    """The misprints about one work that we correct."""
    return _corrections(graph, graph.rows("corrections_list", work=work))


def disagreements_about(
    graph: KnowledgeGraph, things: Iterable[str]
) -> Mapping[str, list[Disagreement]]:
    """The points on which sources disagree, by the thing that they are about."""
    rows = graph.rows("things_disagreements", thing=list(things))
    found: dict[str, list[Disagreement]] = defaultdict(list)
    for item in _disagreements(graph, [row.text("disagreement") for row in rows]).values():
        plain = Disagreement(aspect=item.aspect, says=item.says, chosen=item.chosen, why=item.why)
        found[item.concerns.iri].append(plain)
    return found


def date_disagreement(disagreements: Iterable[Disagreement]) -> DateDisagreement | None:
    """The disagreement on the date, else on the end, of an event."""
    by_aspect = {item.aspect: item for item in disagreements}
    item = by_aspect.get("date") or by_aspect.get("end")
    if item is None:
        return None
    says = [
        DateSaying(
            date=saying.value, source=saying.source, locator=saying.locator, record=saying.record
        )
        for saying in item.says
    ]
    return DateDisagreement(says=says, chosen=item.chosen, why=item.why)


def _disagreements(
    graph: KnowledgeGraph, disagreements: Iterable[str]
) -> Mapping[str, DisagreementItem]:
    wanted = list(disagreements)
    rows = graph.rows("disagreements_cards", disagreement=wanted)
    labels = labels_of(graph, distinct(row.text("thing") for row in rows))
    sayings = graph.rows("disagreements_sayings", disagreement=wanted)
    places = places_of(graph, [row.text("saying") for row in sayings])
    says: dict[str, list[Saying]] = defaultdict(list)
    for row in sayings:
        place = next(iter(places.get(row.text("saying"), [])), None)
        says[row.text("disagreement")].append(_saying(row, place))
    return {
        iri: DisagreementItem(
            iri=iri,
            concerns=_thing(graph, row.text("thing"), labels),
            aspect=row.text("aspect"),
            says=says.get(iri, []),
            chosen=row.maybe_text("chosen"),
            why=bilingual(row, "why"),
        )
        for iri, row in ((row.text("disagreement"), row) for row in rows)
    }


def _saying(row: Row, place: Place | None) -> Saying:
    source: SourceRef | None = place.source if place else None
    locator: Locator | None = place.locator if place else None
    name = row.maybe_text("record")
    record = RecordRef(name=name, url=row.maybe_text("url")) if name else None
    return Saying(value=row.text("says"), source=source, locator=locator, record=record)


def _thing(graph: KnowledgeGraph, iri: str, labels: Mapping[str, Bilingual]) -> ThingRef:
    kind, identifier = graph.iris.read(iri) or ("thing", iri)
    label = labels.get(iri, Bilingual(fr=None, en=None))
    return ThingRef(kind=kind, id=identifier, iri=iri, label=label)


def _corrections(graph: KnowledgeGraph, rows: Iterable[Row]) -> list[Correction]:
    found = list(rows)
    places = places_of(graph, [row.text("correction") for row in found])
    return [
        Correction(
            work=row.text("id"),
            field=row.text("field"),
            printed=row.text("printed"),
            corrected=row.maybe_text("corrected"),
            reason=bilingual(row, "reason"),
            stated_in=places.get(row.text("correction"), []),
        )
        for row in found
    ]
