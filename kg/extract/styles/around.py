"""What stands around title and imprint: a series, the numbers at the end, a journal alone."""

from __future__ import annotations

import re

from kg.extract.styles.breaks import tidy
from kg.extract.styles.dates import YEAR
from kg.extract.styles.draft import Draft
from kg.extract.styles.people import body_word
from kg.extract.styles.tail import Tail, find_tail

__all__ = ["HOUSE", "take_numbers", "take_series", "tell_serial", "without_year"]

HOUSE = re.compile(
    r"\b(?:press|presses|books|publish\w+|éditions?|verlag|springer|wiley|elsevier|routledge|sage|"
    r"blackwell|macmillan|academic|palgrave|norton|dunod|seuil|puf)\b",
    re.I,
)
_SERIES = re.compile(
    r"[,.;]\s(?:coll\.|collection)\s?:?\s?(?:[«\"“]\s?(?P<s>[^«»\"“”]{2,90}?)\s?[»\"”]"
    r"|(?P<t>[A-ZÀ-ÞŒ][^,.;:()\"«]{2,60})(?=[,.]|$))(?:,\s?(?:n[o°º]\.?\s?)(?P<n>\d{1,4}))?",
    re.I,
)


def tell_serial(draft: Draft) -> None:
    """A name alone before the year and a DOI is a journal, where no place is printed."""
    csl = draft.csl
    printed = csl.get("publisher", "")
    if (
        ("DOI" in csl or "PMID" in csl)
        and printed
        and not {"publisher-place", "container-title", "ISBN", "edition", "number"} & csl.keys()
        and not body_word(printed)
        and not HOUSE.search(printed)
        and draft.sure["publisher"] < 0.8
    ):
        csl["container-title"] = csl.pop("publisher")
        draft.sure["container-title"] = 0.75


def take_series(text: str, draft: Draft) -> str:
    """The text without `collection « X »`, wherever it stands behind the title."""
    match = _SERIES.search(text)
    if match is None:
        return text
    draft.put("collection-title", tidy(match["s"] or match["t"]), 0.9, len(match[0]))
    draft.put("collection-number", match["n"], 0.9, 0)
    return text[: match.start()] + text[match.end() :]


def without_year(text: str, tail: Tail) -> Tail | None:
    """The tail without the year that ends a title or a host, where the date stood before."""
    if re.fullmatch(rf"{YEAR}[-–]{YEAR}[.\s]*", text[tail.start :]):
        return None if re.search(r"[^\W\d_]\s$", text[: tail.start]) else tail
    year = re.compile(rf"{YEAR}(?=[.,;:)]|$)").match(text, tail.start)
    if year is None or not re.search(r"[\w)»”]\s$", text[: tail.start]):
        return tail
    shorter = find_tail(text[year.end() :].lstrip(" .,;:"))
    rest = text[year.end() :]
    if not rest.strip(" .,;:") or shorter is None or shorter.start:
        return tail
    shorter.start = len(text) - len(rest.lstrip(" .,;:"))
    return shorter


def take_numbers(tail: Tail, draft: Draft, size: int, *, dated: bool) -> None:
    """Put the numbers of a tail, printed in `size` characters, where no field is set yet."""
    if tail.day and len(draft.csl.get("issued", {}).get("date-parts", [[0, 0]])[0]) == 1:
        draft.csl["issued"]["date-parts"][0].extend(tail.day)
    names = [name for name in tail.fields if name not in draft.csl]
    for name in names:
        draft.put(name, tail.fields[name], 0.95, 0)
    if tail.suffix:
        draft.put("year-suffix", tail.suffix, 0.95, 0)
    draft.explained += size * (0.97 if len(names) == len(tail.fields) or not dated else 0.9)
    for piece in tail.left:
        draft.leave(piece)
        draft.explained -= len(piece)
