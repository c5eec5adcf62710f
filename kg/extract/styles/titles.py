"""Where a title ends that nothing sets off: sentences told by what they can only be."""

from __future__ import annotations

import re

from kg.extract.styles.around import HOUSE
from kg.extract.styles.draft import Draft
from kg.extract.styles.notes import THESIS
from kg.extract.styles.people import body_word
from kg.extract.styles.places import is_city

__all__ = ["dotted", "ends_in_place", "journal_alone", "noted", "title_end"]

_PARTED = re.compile(r"[\w»”\"]\s?:\s\w")
_REMARK = re.compile(r"\d|coll\b|série|series|trad|trans|ed\b|éd|nouvelle|rev", re.I)


def ends_in_place(text: str, parts: list[tuple[int, int]]) -> bool:
    """Whether the last sentence is `Subtitle, City, Publisher`."""
    last = text[parts[-1][0] : parts[-1][1]].split(", ") if parts else []
    return len(last) > 2 and is_city(last[-2]) and len(last[0].split()) > 2


def title_end(text: str, parts: list[tuple[int, int]], draft: Draft) -> int:
    """The sentence with which a title ends: the first, unless what follows shows another."""
    pieces = [text[start:end] for start, end in parts]
    for place in range(2, len(pieces)):
        if THESIS.match(pieces[place]) and not any(map(noted, pieces[1:place])):
            return place - 1
    known = "publisher" in draft.csl and len(pieces) == 2 and not noted(pieces[1])
    if known and _PARTED.search(pieces[1]):
        return 1  # `Title. Survey 2018: first results. Place: Publisher`
    house = pieces[-1].split(", ")
    if len(pieces) > 2 and len(house) == 2 and is_city(house[0]) and "publisher" not in draft.csl:
        return (
            next((at for at in range(1, len(pieces) - 1) if noted(pieces[at])), len(pieces) - 1) - 1
        )
    if len(pieces) > 2 and journal_alone(pieces[-1], draft) and pieces[0].endswith("?"):
        return len(pieces) - 2
    return 0


def noted(text: str) -> bool:
    """Whether a sentence is a remark on an edition, a series or a translation."""
    return bool(_REMARK.match(text))


def journal_alone(text: str, draft: Draft) -> bool:
    """Whether a short name before a year and an identifier can only be a journal."""
    return (
        ("DOI" in draft.csl or "PMID" in draft.csl)
        and not {"publisher", "publisher-place", "ISBN", "edition"} & draft.csl.keys()
        and len(text.split()) < 9
        and text[:1].isupper()
        and not re.search(r"[\d:,]|[a-z]{3}\. ", text.rstrip("."))
        and not body_word(text)
        and not HOUSE.search(text)
    )


def dotted(text: str) -> bool:
    """Whether the stops in a text are those of abbreviations, not the end of a sentence."""
    words = text.split()
    return text.rstrip().endswith(".") or sum(word.endswith(".") for word in words) > 1
