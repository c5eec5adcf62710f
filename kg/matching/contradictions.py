"""What speaks against two works being one: what settles it, and what only makes it doubtful."""

from __future__ import annotations

from typing import Literal

from kg.matching.facts import Facts
from kg.matching.journal_names import alike
from kg.matching.likeness import TitleLikeness
from kg.matching.verdicts import Reason, reason

__all__ = ["Doubt", "doubt", "told_apart"]

Doubt = Literal["", "minor", "serious"]

_TWICE_WRITTEN = {
    frozenset(pair.split())
    for pair in (
        "thesis article", "thesis book", "thesis chapter", "thesis report", "thesis press",
        "meeting article", "meeting chapter", "meeting thesis", "meeting book", "meeting report",
        "chapter book", "chapter report", "chapter article", "chapter web", "article book",
        "article report", "press article", "press book", "press report", "film book",
        "film article", "film report", "data article", "data report", "law article", "law book",
        "law report", "thesis web", "review book",
    )
}  # fmt: skip
"""Kinds of work between which one title stands for two texts."""

_BOUND = {"book", "report", "thesis", ""}


def told_apart(one: Facts, two: Facts, title: TitleLikeness) -> Reason | None:  # noqa: PLR0911
    """The reason that settles that these are two works; None where nothing does."""
    if one.mark != two.mark:
        if "review" in (one.mark, two.mark):
            return reason("review of the other")
        return reason("correction, reply or comment on the other")
    if title.other_number:
        return reason("other number or part", _numbers(one, two))
    if one.edition and two.edition and one.edition != two.edition:
        return reason("other edition", f"{one.edition} / {two.edition}")
    for part, whole in ((one, two), (two, one)):
        if (
            part.kind in ("chapter", "meeting", "")
            and whole.kind in ("book", "report", "")
            and part.container
            and not whole.container
            and alike(part.container, whole.title) in ("same", "part")
        ):
            return reason("part of the other")
    bound = one.kind in _BOUND and two.kind in _BOUND and not (one.container or two.container)
    if bound and one.volume and two.volume and one.volume != two.volume:
        return reason("other number or part", f"{one.volume} / {two.volume}")
    return None


def doubt(
    one: Facts, two: Facts, container: str, *, place: bool, version: bool, reasons: list[Reason]
) -> Doubt:
    """How far fields contradict each other; each contradiction is added to the reasons.

    `version`: one is the preprint of the other, which has its own identifiers and place.
    """
    before = len(reasons)
    serious = False
    if not version:
        serious |= _identifiers(one, two, reasons)
        if container == "other" and not place:
            reasons.append(reason("other container"))
            serious = True
        kinds = frozenset((one.kind, two.kind))
        held = place or (container == "same" and "chapter" not in kinds)
        if kinds in _TWICE_WRITTEN and not held:
            reasons.append(reason("other kind of work", f"{one.kind} / {two.kind}"))
            serious = True
        if not place:
            serious |= _places(one, two, container, reasons)
    if one.kind == "press" and two.kind == "press" and one.day and two.day and one.day != two.day:
        reasons.append(reason("other date of issue"))
        serious = True
    if (
        one.length
        and two.length
        and one.kind != "thesis"
        and abs(one.length - two.length) > 0.2 * max(one.length, two.length) + 4
    ):
        reasons.append(reason("other number of pages", f"{one.length} / {two.length}"))
    if serious:
        return "serious"
    return "minor" if len(reasons) > before else ""


def _identifiers(one: Facts, two: Facts, reasons: list[Reason]) -> bool:
    """Whether both have an identifier of one kind and not the same."""
    if not one.names.strong or not two.names.strong:
        return False
    mine = dict(name.split(":", 1) for name in one.names.strong)
    other = dict(name.split(":", 1) for name in two.names.strong)
    kinds = sorted(kind for kind in mine.keys() & other.keys() if mine[kind] != other[kind])
    if any(mine[kind] == other[kind] for kind in mine.keys() & other.keys()):
        kinds = []
    for kind in kinds:
        phrase = {"DOI": "other DOI", "PMID": "other PMID"}.get(kind, "other identifier")
        reasons.append(reason(phrase, f"{mine[kind]} / {other[kind]}"))
    return bool(kinds)


def _places(one: Facts, two: Facts, container: str, reasons: list[Reason]) -> bool:
    """Volume and pages: both otherwise is serious, one alone may be a misprint."""
    volumes = bool(one.volume and two.volume) and not (
        {one.volume, one.issue} & {two.volume, two.issue} - {""}
    )
    pages = bool(one.first and two.first) and not _overlap(one, two)
    issues = bool(one.issue and two.issue) and one.issue != two.issue and one.volume == two.volume
    if container not in ("same", "abbreviated", "part", "initials") and not (volumes and pages):
        return False
    if volumes:
        reasons.append(reason("other volume", f"{one.volume} / {two.volume}"))
    if pages:
        reasons.append(reason("other pages", f"{one.first} / {two.first}"))
    return pages and (volumes or issues)


def _overlap(one: Facts, two: Facts) -> bool:
    """Whether pages are the same or run into each other; an article number fits any page."""
    if one.first == two.first:
        return True
    if not (one.first.isdigit() and two.first.isdigit()):
        return one.first.isdigit() != two.first.isdigit()
    a, b = int(one.first), int(two.first)
    c = int(one.last) if one.last.isdigit() else a
    d = int(two.last) if two.last.isdigit() else b
    return a <= b <= c or b <= a <= d


def _numbers(one: Facts, two: Facts) -> str:
    return f"{' '.join(one.numbers) or '-'} / {' '.join(two.numbers) or '-'}"
