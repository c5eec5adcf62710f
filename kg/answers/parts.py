"""What hangs on many kinds of things: texts, places, figures, countries, names.

Each function takes any number of things and asks one query for all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.answers.models import Bilingual, Concept, Figure, Locator, Place, SourceRef
from kg.graph import KnowledgeGraph
from kg.rows import Row

__all__ = [
    "bilingual",
    "concept",
    "countries_of",
    "figures_of",
    "labels_of",
    "maybe_bilingual",
    "names_of",
    "places_of",
]


def bilingual(row: Row, column: str) -> Bilingual:
    """The text of the columns `{column}_fr` and `{column}_en`."""
    return Bilingual(fr=row.maybe_text(f"{column}_fr"), en=row.maybe_text(f"{column}_en"))


def maybe_bilingual(row: Row, column: str) -> Bilingual | None:
    """As `bilingual`, or None where there is no text in either language."""
    text = bilingual(row, column)
    return text if text.fr or text.en else None


def concept(row: Row) -> Concept:
    """The concept of the columns `id`, `label_fr` and `label_en`."""
    return Concept(id=row.text("id"), label=bilingual(row, "label"))


def places_of(graph: KnowledgeGraph, things: Iterable[str]) -> Mapping[str, list[Place]]:
    """Where sources state each thing."""
    places: dict[str, list[Place]] = defaultdict(list)
    for row in graph.rows("things_places", thing=list(things)):
        source = SourceRef(id=row.text("source"), label=row.text("label"))
        locator = Locator(
            section=row.maybe_text("section"),
            page=row.maybe_whole("page"),
            line=row.whole("first_line"),
            line_end=row.whole("last_line"),
        )
        places[row.text("thing")].append(Place(source=source, locator=locator))
    return places


def figures_of(graph: KnowledgeGraph, things: Iterable[str]) -> Mapping[str, list[Figure]]:
    """The figures of each finding or event."""
    figures: dict[str, list[Figure]] = defaultdict(list)
    for row in graph.rows("things_figures", thing=list(things)):
        value = row.maybe_number("value")
        if value is not None:
            figure = Figure(
                label=bilingual(row, "label"),
                value=value,
                measure=row.text("measure"),
                unit=row.maybe_text("unit"),
                group=row.maybe_text("group"),
                n=row.maybe_whole("n"),
                time_point=row.maybe_text("time_point"),
                comparator=row.maybe_text("comparator"),
                record=row.maybe_text("record"),
            )
            figures[row.text("thing")].append(figure)
    return figures


def countries_of(graph: KnowledgeGraph, things: Iterable[str]) -> Mapping[str, list[str]]:
    """The codes of the countries of each thing."""
    countries: dict[str, list[str]] = defaultdict(list)
    for row in graph.rows("things_countries", thing=list(things)):
        countries[row.text("thing")].append(row.text("country"))
    return countries


def names_of(graph: KnowledgeGraph, things: Iterable[str]) -> Mapping[str, list[tuple[str, str]]]:
    """The other names of each thing, each with its language ("" where none is stated)."""
    names: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in graph.rows("things_names", thing=list(things)):
        names[row.text("thing")].append((row.text("name"), row.text("language")))
    return names


def labels_of(graph: KnowledgeGraph, things: Iterable[str]) -> Mapping[str, Bilingual]:
    """The label, statement, title or name of each thing; one without a language stands for both."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in graph.rows("things_labels", thing=list(things)):
        found[row.text("thing")].setdefault(row.text("language"), row.text("label"))
    return {
        thing: Bilingual(fr=texts.get("fr", texts.get("")), en=texts.get("en", texts.get("")))
        for thing, texts in found.items()
    }
