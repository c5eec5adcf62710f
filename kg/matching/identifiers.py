"""Identifiers of a work out of its CSL fields, each in one normal form.

`strong` ones name one publication. An ISBN names a book and its chapters alike, an address may
be a site's: these are kept apart. Forms: DOI handbook (case does not matter), ISBN-10 to ISBN-13
by the International ISBN Agency's users' manual (prefix 978, new check digit), HAL and arXiv
numbers without their version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

__all__ = ["Identifiers", "address", "doi", "identifiers_of", "isbns"]

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+", re.IGNORECASE)
_VERSION = re.compile(r"(?:[./]v\d{1,2})$")
_PMID = re.compile(
    r"(?:\bPMID:?\s*|pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)(\d+)", re.I
)
_PMCID = re.compile(r"\bPMC\s?(\d{4,9})\b", re.IGNORECASE)
_HAL = re.compile(
    r"\b((?:hal|tel|halshs|inserm|dumas|pasteur|ineris|cel|hceres|medihal|sic|ijn)-\d{8})", re.I
)
_ARXIV = re.compile(
    r"(?:arxiv:\s?|arxiv\.org/(?:abs|pdf)/)(\d{4}\.\d{4,5}|[a-z-]+/\d{7})", re.IGNORECASE
)
_ISBN = re.compile(r"(?:97[89][-\s]?)?\d(?:[-\s]?\d){8}[-\s]?[\dXx]\b")
_TRACKING = re.compile(r"(?<=[?&])(?:utm_\w+|fbclid|gclid|xtor)=[^&]*&?", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default|home|accueil)\.\w{2,5}$")


_LONGEST = 4000
"""Characters of an address or a note that are read."""


class Identifiers(NamedTuple):
    """`strong`: `kind:value`, sorted; ISBN-13s; addresses that are not a site's front page."""

    strong: tuple[str, ...]
    isbns: tuple[str, ...]
    addresses: tuple[str, ...]


_NONE = Identifiers((), (), ())


def identifiers_of(csl: Mapping[str, Any]) -> Identifiers:
    """Every identifier that the fields print."""
    url = str(csl.get("URL") or "")[:_LONGEST]
    note = str(csl.get("note") or "")[:_LONGEST]
    if not (url or note or csl.get("DOI") or csl.get("PMID") or csl.get("ISBN")):
        rest = ("PMCID", "archive_location", "number", "arXiv", "HAL")
        if not any(csl.get(field) for field in rest):
            return _NONE
    strong = sorted(set(_strong(csl, url, note)))
    found = isbns(str(csl["ISBN"])[:_LONGEST]) if csl.get("ISBN") else ()
    place = address(url) if url else ""
    return Identifiers(tuple(strong), found, (place,) if place else ())


def _strong(csl: Mapping[str, Any], url: str, note: str) -> Iterator[str]:
    for text in (str(csl.get("DOI") or ""), url if "10." in url else "", note):
        if text and (found := doi(text)):
            yield f"DOI:{found}"
            break
    if pmid := csl.get("PMID"):
        if match := re.search(r"\d+", str(pmid)):
            yield f"PMID:{match[0].lstrip('0')}"
    elif match := (("ubmed" in url or "PMID" in note) and _PMID.search(f"{url} {note}")) or None:
        yield f"PMID:{match[1].lstrip('0')}"
    for text in (str(csl.get("PMCID") or ""), url, note):
        if "PMC" in text.upper() and (match := _PMCID.search(text)):
            yield f"PMCID:{match[1]}"
            break
    fields = (csl.get("HAL"), csl.get("arXiv"), csl.get("archive_location"), csl.get("number"))
    rest = " ".join(str(part) for part in (url, note, *fields) if part)
    if "-" in rest and (match := _HAL.search(rest)):
        yield f"HAL:{match[1].lower()}"
    if "arxiv" in rest.lower() and (match := _ARXIV.search(rest)):
        yield f"arXiv:{match[1].lower()}"


def doi(text: str) -> str | None:
    """The DOI in a text, in lower case, without a version at its end.

    >>> doi("https://doi.org/10.5555/ABC(12)34.")
    '10.5555/abc(12)34'
    """
    if "%" in text:
        text = unquote(text)
    match = _DOI.search(text.replace("\\", ""))
    if match is None:
        return None
    found = match[0][:300].rstrip(".,;:'\"").lower()
    while found.endswith((")", "]")) and found.count("(") < found.count(")"):
        found = found[:-1]
    return _VERSION.sub("", found)


def isbns(text: str) -> tuple[str, ...]:
    """ISBN-13s out of a field that may hold several of either length.

    >>> isbns("0-306-40615-2")
    ('9780306406157',)
    """
    found = []
    for match in _ISBN.finditer(text):
        figures = re.sub(r"[-\s]", "", match[0]).upper()
        if len(figures) == 10:
            body = f"978{figures[:9]}"
            total = sum(int(figure) * (1, 3)[place % 2] for place, figure in enumerate(body))
            figures = f"{body}{-total % 10}"
        if figures.isdigit() and figures not in found:
            found.append(figures)
    return tuple(found)


def address(url: str) -> str:
    """An address without scheme, `www`, tracking and fragment; empty for a front page.

    >>> address("https://www.example.org/notes/pair.pdf?utm_source=x#page=2")
    'example.org/notes/pair.pdf'
    """
    text = unquote(url.strip().replace("\\", "")) if "%" in url or "\\" in url else url.strip()
    text = text.partition("#")[0].casefold()
    for scheme in ("https://", "http://"):
        text = text.removeprefix(scheme)
    text = text.removeprefix("www.").removeprefix("dx.")
    if "=" in text:
        text = _TRACKING.sub("", text)
    text = _INDEX.sub("", text).rstrip("/?&.,;)")
    host, slash, path = text.partition("/")
    if not slash or "." not in host or not path or path in ("fr", "en"):
        return ""
    if host == "doi.org":
        return ""
    return text
