"""Where the fields of a tagged record (RIS, MEDLINE, EndNote) were read: tag by tag."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.library.evidence import PLAIN, READ, Place
from kg.references import Evidence

__all__ = ["evidence_of_tags"]

_VARIABLES = {
    "A1": ("author",), "A2": ("editor",), "A3": ("collection-editor",), "A4": ("translator",),
    "AB": ("abstract",), "AID": ("DOI",), "AN": ("PMID",), "AU": ("author",),
    "AV": ("archive_location",), "BT": ("title", "container-title"), "BTI": ("container-title",),
    "C1": ("publisher-place",), "C2": ("PMCID", "PMID"), "C7": ("page",),
    "CN": ("call-number", "author"), "CP": ("issue",), "CT": ("title",),
    "CY": ("publisher-place", "event-place"), "DA": ("issued",),
    "DB": ("archive",), "DO": ("DOI",), "DP": ("source", "issued"), "ED": ("editor",),
    "EP": ("page",), "ET": ("edition",), "FAU": ("author",), "FED": ("editor",),
    "IP": ("issue",), "IS": ("issue", "number", "ISSN"),
    "J1": ("container-title-short", "container-title"),
    "J2": ("container-title-short", "container-title"),
    "JA": ("container-title-short", "container-title"), "JF": ("container-title",),
    "JO": ("container-title", "container-title-short"), "JT": ("container-title",),
    "KW": ("keyword",), "L3": ("DOI",), "LA": ("language",), "LID": ("DOI",), "LK": ("URL",),
    "M1": ("number",), "M3": ("genre", "DOI"), "MH": ("keyword",), "N1": ("note", "DOI"),
    "N2": ("abstract",), "NV": ("number-of-volumes",), "OT": ("original-title", "keyword"),
    "PB": ("publisher",), "PG": ("page",), "PL": ("publisher-place",), "PMC": ("PMCID",),
    "PMID": ("PMID",), "PP": ("publisher-place",), "PY": ("issued",), "RN": ("note",),
    "SN": ("ISSN", "ISBN", "number"), "SP": ("page", "number-of-pages"), "ST": ("title-short",),
    "T1": ("title",), "T2": ("container-title", "collection-title"), "T3": ("collection-title",),
    "TA": ("translator", "container-title-short"), "TI": ("title",), "TT": ("original-title",),
    "UR": ("URL", "DOI"), "VI": ("volume",), "VL": ("volume",), "Y1": ("issued",),
    "Y2": ("accessed",),
}  # fmt: skip
"""What a tag may give, the likelier first."""

_TELLING = 4
"""Shorter texts stand in others by chance."""

_MANY = {"author", "editor", "translator", "collection-editor", "keyword", "note", "page", "issued"}
_MANY |= {"accessed"}


def evidence_of_tags(
    csl: Mapping[str, Any], tags: Iterable[tuple[str, str, Place]]
) -> tuple[Evidence, ...]:
    """The places of the fields of a record; names, keywords and dates may stand in several."""
    found: list[Evidence] = []
    seen: set[str] = set()
    for tag, value, (line, start, end) in tags:
        matched = not value
        for variable in _VARIABLES.get(tag, ()):
            many = variable in _MANY
            if variable not in csl or (matched if many else variable in seen):
                continue
            read = csl[variable]
            plain = read == value
            if not plain and not many and not (isinstance(read, str) and _related(read, value)):
                continue
            matched = True
            seen.add(variable)
            found.append(Evidence(variable, PLAIN if plain else READ, line, start, end))
    return tuple(found)


def _related(read: str, value: str) -> bool:
    """Whether a text was made of what stands under the tag."""
    words = set(value.split())
    if read in words or value in read.split():
        return True
    shorter, longer = sorted((" ".join(value.split()), read), key=len)
    if len(shorter) >= _TELLING and shorter in longer:
        return True
    return any(len(word) >= _TELLING for word in words & set(read.replace(",", " ").split()))
