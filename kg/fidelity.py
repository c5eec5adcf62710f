"""Checks what the data states against the passages it names: numbers, years, printed names.

A number or year in a statement, a label, a figure or a date must stand in one of the passages of
its thing, or be listed in `data/exceptions/` with the reason why it does not. Numbers that a
passage writes in words count as printed; the words are those of `SPELLED`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.entities import Corpus, Figure, Place, Thing
from kg.folding import fold, unaccented

__all__ = [
    "SPELLED",
    "Statement",
    "Unfounded",
    "names",
    "passage",
    "statements",
    "unfounded",
    "unprinted_names",
]

SPELLED: Mapping[int, str] = {
    1: "un une one premier premiere first",
    2: "deux two second seconde deuxieme",
    3: "trois three third troisieme",
    4: "quatre four quatrieme fourth",
    5: "cinq five cinquieme fifth",
    6: "six",
    7: "sept seven",
    8: "huit eight",
    9: "neuf nine",
    10: "dix ten dizaine",
    12: "douze douzaine twelve",
    15: "quinze quinzaine fifteen",
    16: "seize sixteen",
    20: "vingt vingtaine twenty",
    30: "trente trentaine thirty",
    40: "quarante quarantaine forty",
    50: "cinquante cinquantaine fifty",
    100: "cent centaine hundred",
}
"""Numbers as French and English texts write them in words, without accents."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f.,](?=\d{3}(?!\d))")


@dataclass(frozen=True)
class Statement:
    """What the data says of a thing in one field, and the places it names."""

    thing: Thing
    fragment: str | None
    field: str
    text: str
    places: tuple[Place, ...]

    @property
    def name(self) -> str:
        """The thing as the curated files write it: `kind/id` or `kind/id#fragment`."""
        name = "/".join(self.thing)
        return name if self.fragment is None else f"{name}#{self.fragment}"


@dataclass(frozen=True, order=True)
class Unfounded:
    """A number or a name of a statement that no passage prints and no exception explains."""

    thing: str
    field: str
    number: str
    text: str


def passage(texts: Mapping[str, Sequence[str]], places: Iterable[Place]) -> str:
    """The lines of all the places as one text, folded, without blanks inside numbers."""
    parts: list[str] = []
    for place in places:
        locator = place.locator
        parts += texts[locator.source][locator.first - 1 : locator.last]
    return _folded(" ".join(parts))


def statements(corpus: Corpus) -> Iterator[Statement]:
    """Everything that the data states in words or numbers about a thing with places."""
    for programme in corpus.programmes.values():
        thing = ("programme", programme.id)
        for text in (
            (programme.description.fr, programme.description.en) if (programme.description) else ()
        ):
            yield Statement(thing, None, "description", text, programme.places)
        for event in programme.events:
            fragment = f"event-{event.slug}"
            for text in (event.label.fr, event.label.en):
                yield Statement(thing, fragment, "label", text, event.places)
            dates = f"{event.period.date} {event.period.end or ''}"
            yield Statement(thing, fragment, "date", dates, event.places)
            yield from _figures(thing, fragment, event.figures, event.places)
    for study in corpus.studies.values():
        thing = ("study", study.id)
        if study.sample_size is not None:
            yield Statement(thing, None, "sample_size", str(study.sample_size), study.places)
        if study.period is not None:
            yield Statement(thing, None, "period", study.period.date, study.places)
    for finding in corpus.findings.values():
        thing = ("finding", finding.id)
        for text in (finding.statement.fr, finding.statement.en):
            yield Statement(thing, None, "statement", text, finding.places)
        yield from _figures(thing, None, finding.figures, finding.places)
    for term in corpus.terms.values():
        for definition in term.definitions:
            fragment = f"definition-{definition.place.locator.source}-{definition.slug}"
            for text in (definition.statement.fr, definition.statement.en):
                place = (definition.place,)
                yield Statement(("term", term.id), fragment, "statement", text, place)


def names(corpus: Corpus) -> Iterator[Statement]:
    """Every name that the data gives as printed, and the places that should print it."""
    for programme in corpus.programmes.values():
        places = tuple(p for event in programme.events for p in event.places)
        for name in programme.alt_labels:
            thing = ("programme", programme.id)
            yield Statement(thing, None, "name", name, (*programme.places, *places))
    for term in corpus.terms.values():
        for naming in term.names:
            yield Statement(("term", term.id), None, "name", naming.label, (naming.place,))


def unprinted_names(
    corpus: Corpus, texts: Mapping[str, Sequence[str]], found: Iterable[Statement] | None = None
) -> list[Unfounded]:
    """The names that none of their passages prints and no exception explains, in order.

    A name in the singular is printed by its plural, and a masculine form by the feminine.
    """
    explained = {(_name(value.thing, value.fragment), value.text) for value in corpus.unprinted}
    result = set()
    for name in names(corpus) if found is None else found:
        text = f" {_stems(passage(texts, name.places))} "
        if f" {_stems(name.text)} " not in text and (name.name, name.text) not in explained:
            result.add(Unfounded(name.name, name.field, name.text, name.text))
    return sorted(result)


def _stems(text: str) -> str:
    return " ".join(re.sub(r"(?<=\w{3})(?:es|s|x|e)$", "", word) for word in fold(text).split())


def _figures(
    thing: Thing, fragment: str | None, figures: Iterable[Figure], places: tuple[Place, ...]
) -> Iterator[Statement]:
    for figure in figures:
        if figure.record is not None:
            continue  # printed by a public record, which the figure names
        for field, number in (("value", figure.value), ("n", figure.n)):
            if number is not None:
                where = f"figure {figure.slug}, {field}"
                yield Statement(thing, fragment, where, f"{number:f}", places)


def unfounded(
    corpus: Corpus, texts: Mapping[str, Sequence[str]], found: Iterable[Statement] | None = None
) -> list[Unfounded]:
    """The numbers and years of the data that nothing bears out, in order."""
    explained = {
        (_name(value.thing, value.fragment), part)
        for value in corpus.unprinted
        for part in _numbers(value.text)
    }
    result = set()
    for statement in statements(corpus) if found is None else found:
        text = passage(texts, statement.places)
        for number in _numbers(statement.text):
            if not _printed(number, text) and (statement.name, number) not in explained:
                result.add(Unfounded(statement.name, statement.field, number, statement.text))
    return sorted(result)


def _name(thing: Thing, fragment: str | None) -> str:
    return "/".join(thing) if fragment is None else f"{'/'.join(thing)}#{fragment}"


def _numbers(text: str) -> list[str]:
    """The numbers of a text; the parts of a date apart, without leading zeros."""
    text = re.sub(r"(\d{3})X\b", r"\g<1>0", _THOUSANDS.sub("", text))
    found = []
    for number in _NUMBER.findall(text):
        plain = number.replace(",", ".")
        whole = plain.rstrip("0").rstrip(".") if "." in plain else plain
        found.append(whole.lstrip("0") or "0")
    return found


def _printed(number: str, text: str) -> bool:
    forms = [rf"(?<![\d.]){re.escape(number)}(?![\d]|\.\d)"]
    value = float(number)
    if value >= 1_000_000:
        forms.append(rf"(?<![\d.]){re.escape(f'{value / 1_000_000:g}')}\s?m")
    if value == int(value):
        forms += [rf"\b{word}\b" for word in SPELLED.get(int(value), "").split()]
        forms.append(rf"(?<!\d)0{int(value)}(?!\d)")
        if int(value) in range(1, 13):
            forms += [rf"\b{word}" for word in _MONTHS[int(value) - 1].split()]
        if 1900 <= value <= 2100:
            forms.append(rf"\bannees {int(value) % 100:02d}\b")
            forms.append(rf"\b{_DECADES.get(int(value), 'annees_sans_nom')}\b")
    return any(re.search(form, text) for form in forms)


_MONTHS = (
    "janvier january",
    "fevrier february",
    "mars march",
    "avril april",
    "mai may",
    "juin june",
    "juillet july",
    "aout august",
    "septembre september",
    "octobre october",
    "novembre november",
    "decembre december",
)
_DECADES = {1930: "annees trente", 1980: "annees 80"}


def _folded(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d)", ".", _THOUSANDS.sub("", unaccented(text)))
