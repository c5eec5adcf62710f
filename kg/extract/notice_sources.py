"""The source of a notice: a journal and its numbers, a host volume, a publisher."""

from __future__ import annotations

import re

from kg.extract.imprint import find_imprint
from kg.extract.items import Item
from kg.extract.leads import host_of
from kg.extract.names import read_names
from kg.extract.parts import apply_extent, read_date, read_issue, with_page_lists

__all__ = ["read_publisher", "read_source"]

_PMB_SOURCE = re.compile(
    r"^(?P<c>.{2,160}?)\s+>\s+(?P<n>[^(]{0,60}?)\s*(?:\((?P<d>[^()]{4,40})\))?"
    r"\s*(?:\.\s*-\s*(?P<p>.{2,40}))?$"
)
_SAID = re.compile(
    r"^(?:\d+\s+)?(?:réf|bibl|tabl|fig|graph|ill|ann|carte|phot)|^issn|^[A-Z]{3}$|^\d+ cm$", re.I
)


def read_source(text: str, item: Item, *, host: bool) -> str:
    """A journal with its numbers, a host volume or a whole imprint; the kind of imprint."""
    csl = item.csl
    text = text.strip(" .")
    if match := _PMB_SOURCE.match(text):
        csl["container-title"] = match["c"]
        for piece in re.split(r"\s*,\s*|\s+(?=n[o°º])", match["n"].strip()):
            if piece and not read_issue(piece, csl):
                csl.setdefault("issue", piece)
        if match["d"] and (date := read_date(match["d"])):
            csl["issued"] = date
        if match["p"]:
            apply_extent(match["p"], csl)
        return "journal"
    imprint = find_imprint(text)
    if imprint is not None and imprint.start == 0 and imprint.kind != "issuer":
        for name, value in imprint.fields.items():
            csl.setdefault(name, value)
        if imprint.left:
            item.warnings.append(f"not understood in the source: {imprint.left!r}")
        return imprint.kind
    if imprint is not None and imprint.start:
        title, editors = host_of(text[: imprint.start])
        csl["container-title"] = title
        if editors:
            csl["editor"] = read_names(editors.strip(" .")).csl()
        for name, value in imprint.fields.items():
            csl.setdefault(name, value)
        return "publisher"
    return _pieces(text, item, host=host)


def _pieces(text: str, item: Item, *, host: bool) -> str:
    """`SANTE PUBLIQUE, 2012/05-06, vol. 31, n° 3, 211-219, réf. bibl.`, and no more."""
    csl = item.csl
    named: list[str] = []
    left: list[str] = []
    for piece in with_page_lists(part.strip(" .") for part in text.split(",")):
        date = read_date(piece)
        if date is not None:
            csl.setdefault("issued", date)
        elif read_issue(piece, csl) or apply_extent(piece, csl, bare_range=bool(named)):
            continue
        elif not named or not (csl.keys() & {"issued", "volume", "issue"} or _SAID.match(piece)):
            named.append(piece)
        elif piece and not _SAID.match(piece):
            left.append(piece)
    if left:
        item.warnings.append(f"not understood in the source: {', '.join(left)!r}")
    name = ", ".join(named)
    numbered = bool(csl.keys() & {"volume", "issue", "page"})
    if numbered or host or "publisher" in csl:
        csl.setdefault("container-title", name)
        return "journal" if numbered else ""
    csl.setdefault("publisher", name)
    item.confidence["publisher"] = 0.7
    return "publisher"


def read_publisher(text: str, item: Item) -> None:
    """`Place : Name`, `Name (Place)`, or a whole imprint with its date."""
    csl = item.csl
    imprint = find_imprint(text)
    if imprint is not None and imprint.start == 0:
        for name, value in imprint.fields.items():
            csl.setdefault(name, value)
        return
    place, colon, name = text.strip(" .;").partition(" : ")
    if colon and len(place.split()) <= 5:
        csl.setdefault("publisher-place", place.strip(" []"))
    else:
        name = text
    rest = re.match(r"^(?P<n>.+?)\s*\((?P<p>[^()]{2,40})\)$", name.strip(" .;"))
    if rest and not colon:
        name = rest["n"]
        csl.setdefault("publisher-place", rest["p"])
    csl.setdefault("publisher", name.strip(" .;,"))
