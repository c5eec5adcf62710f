"""The labelled values of a notice as the fields of a CSL item."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from kg.extract.addresses import address_fields, first_address, read_address
from kg.extract.evidence import address_evidence, evidence_of
from kg.extract.items import Item
from kg.extract.kinds import kind_of, kind_printed
from kg.extract.leads import clean_title
from kg.extract.lines import Line
from kg.extract.misprints import show
from kg.extract.names import looks_like_names, read_names
from kg.extract.notice_sources import read_publisher, read_source
from kg.extract.notices import Notice, Value
from kg.extract.parts import apply_extent, read_date, read_issue, with_page_lists

__all__ = ["item_of_notice"]

_DUTY = re.compile(
    r"\s*,\s*(?P<duty>auteur|directeur de (?:publication|la publication)|directeur de thèse|"
    r"éditeur scientifique|coordinateur|coordonnateur|traducteur|préfacier|illustrateur|"
    r"collaborateur|dir\.|collab\.|trad\.)\s*$",
    re.I,
)
_EDITS = re.compile(r"directeur de (?:la )?publication|éditeur sc|coord|dir\.", re.I)
_AUTHORS = re.compile(r"^auteur$", re.I)
_COMPACT = {"volume": re.compile(r"[\w/–-]{1,20}$"), "issue": re.compile(r"[\w/ .°–-]{1,30}$")}
_NONE = frozenset(("", "-", "–", "—", "/", "?", "nc", "n.c."))
_PLAIN = ("abstract", "keyword", "call-number", "language", "ISBN", "ISSN")
_SERIES = re.compile(r"^(?P<t>.+?)\s*[;,]\s*(?:n[o°º]\s?|vol\.\s?)?(?P<n>[\w/-]{1,12})$")


Take = Callable[[str], list[Value]]
"""The values of a field that say something."""
Note = Callable[[Sequence[str], Value], None]
"""Keeps where fields were read."""


def item_of_notice(notice: Notice, lines: Sequence[Line]) -> Item:
    """Read a notice; what stands behind a label and was not understood is a warning."""
    item = Item(lines[notice.first].number, notice.first, {}, warnings=list(notice.warnings))
    csl = item.csl
    used: dict[str, list[int]] = {}

    def take(name: str) -> list[Value]:
        return [v for v in notice.values.get(name, []) if v.text.strip().casefold() not in _NONE]

    def note(names: Sequence[str], value: Value) -> None:
        for name in names:
            if name == "issued":
                used[name] = value.lines
            used.setdefault(name, value.lines)

    marks = _title(take("title"), item, note)
    _people(take("author") + take("body"), take("editor"), item, note)
    imprint = _issue(take, item, note)
    for name in ("publisher-place", "container-title", "collection-title", *_PLAIN):
        for value in take(name)[:1]:
            csl.setdefault(name, value.text.strip(" .;,") if name != "abstract" else value.text)
            note([name], value)
    _numbers(take, item, note)
    _series(csl)
    for value in take("URL")[:2] + take("DOI")[:1]:
        _address(value, lines, item)
        note(["URL", "DOI"], value)
    _kind(item, [value.text for value in take("kind")], marks, imprint)
    if take("kind"):
        used["genre"] = take("kind")[0].lines
    item.csl = {name: value for name, value in csl.items() if value not in ("", [], None)}
    places = {"": list(range(notice.first, notice.last + 1)), **used}
    item.evidence += evidence_of(item.csl, item.confidence, lines, places, {})
    return item


def _issue(take: Take, item: Item, note: Note) -> str:
    """Source, publisher and date, in this order; the kind of imprint that the source is."""
    csl = item.csl
    imprint = ""
    for value in take("source") + take("host"):
        before = set(csl)
        imprint = read_source(value.text, item, host=value.label.casefold() == "in") or imprint
        note([name for name in csl if name not in before], value)
    for value in take("publisher"):
        before = set(csl)
        read_publisher(value.text, item)
        note([name for name in csl if name not in before], value)
    for value in take("issued"):
        date = read_date(value.text)
        if date is None:
            item.warnings.append(f"no date was understood in {value.text!r}")
        elif "issued" not in csl or _finer(date, csl["issued"]):
            csl["issued"] = date
            note(["issued"], value)
        elif show(date) not in show(csl["issued"]):
            item.warnings.append(
                f"the date is printed {value.text!r} too; {show(csl['issued'])!r} is kept"
            )
    return imprint


def _numbers(take: Take, item: Item, note: Note) -> None:
    for name, pattern in _COMPACT.items():
        for value in take(name)[:1]:
            text = value.text.strip(" .,")
            if not read_issue(text, item.csl) and pattern.fullmatch(text):
                item.csl.setdefault(name, text)
            note([name], value)
    for name in ("page", "extent"):
        for value in take(name)[:1]:
            _extent(value.text, name, item)
            note(["page", "number-of-pages", "number-of-volumes"], value)


def _title(values: list[Value], item: Item, note: Note) -> list[str]:
    if not values:
        return []
    value = values[0]
    note(["title"], value)
    text = re.sub(r"\s+/\s+[^/]{3,200}$", "", value.text) if " / " in value.text else value.text
    lead = clean_title(text)
    item.csl["title"] = lead.title if not lead.authors else text.strip(" .")
    item.confidence["title"] = 0.98
    return lead.marks


def _people(
    authors: list[Value],
    editors: list[Value],
    item: Item,
    note: Note,
) -> None:
    for role, values in (("author", authors), ("editor", editors)):
        for value in values:
            text = value.text.replace(" / ", " ; ").strip(" .;") if " / " in value.text else None
            whole = text or value.text
            kept: dict[str, list[str]] = {"author": [], "editor": []}
            for part in re.split(r"\s*;\s*", whole):
                duty = _DUTY.search(part)
                name = part[: duty.start()] if duty else part
                if duty and not _EDITS.search(duty["duty"]) and not _AUTHORS.match(duty["duty"]):
                    item.warnings.append(f"{part!r} is no author and is left out")
                    continue
                kept["editor" if duty and _EDITS.search(duty["duty"]) else role].append(name)
            for place, printed in kept.items():
                if not printed:
                    continue
                order = True if _DUTY.search(whole) else None
                if len(printed) > 1 and not looks_like_names("; ".join(printed)):
                    people = [read_names(name, given_first=order) for name in printed]
                else:
                    people = [read_names("; ".join(printed), given_first=order)]
                said = "editor" if people[0].editors else place
                item.csl.setdefault(said, []).extend(n for p in people for n in p.csl())
                item.confidence[said] = min(p.confidence for p in people)
                note([said], value)


def _finer(one: dict[str, Any], two: dict[str, Any]) -> bool:
    """Whether a date says more than another of the same year."""
    a, b = one.get("date-parts"), two.get("date-parts")
    return bool(a and b and a[0][0] == b[0][0] and len(a[0]) > len(b[0]))


def _extent(text: str, name: str, item: Item) -> None:
    text = re.sub(r"\s*[;:,]\s*(?:\d+ ?cm|ill\b|couv\b|fig\b).*$", "", text.strip(" ."))
    if name == "extent" and re.fullmatch(r"\d{1,5}", text):
        item.csl.setdefault("number-of-pages", text)
    elif not apply_extent(text, item.csl, bare_range=name == "page") and not all(
        apply_extent(piece, item.csl, bare_range=name == "page")
        for piece in with_page_lists(text.split(", "))
        if piece
    ):
        item.warnings.append(f"no pages were understood in {text!r}")


def _series(csl: dict[str, Any]) -> None:
    series = csl.get("collection-title", "").strip("() ")
    if match := _SERIES.match(series):
        csl["collection-title"], csl["collection-number"] = match["t"], match["n"]
    elif series:
        csl["collection-title"] = series


def _address(value: Value, lines: Sequence[Line], item: Item) -> None:
    for index in value.lines:
        if first_address(lines[index].raw) is None:
            continue
        found = read_address(lines, index)
        if found is None:
            return
        url, printed = found.url, re.sub(r"\s+", "", value.text)
        if len(value.lines) > 1 and printed.startswith(("http", "www.")) and url in printed:
            url = printed.strip("<>") if not printed.endswith(")") else url
        fields = {
            name: given for name, given in address_fields(url).items() if name not in item.csl
        }
        item.csl |= fields
        item.confidence |= dict.fromkeys(fields, 0.85 if found.notes else 0.98)
        if fields:
            item.warnings.extend(found.notes)
        item.evidence.extend(address_evidence(fields, item.confidence, lines, found))
        return
    if value.text:
        item.warnings.append(f"no address was understood in {value.text!r}")


def _kind(item: Item, printed: list[str], marks: list[str], imprint: str) -> None:
    csl = item.csl
    for text in printed:
        found = kind_printed(text)
        if found is not None:
            csl["type"], item.confidence["type"] = found, 0.98
            if found == "thesis":
                csl["genre"] = text
            return
    if not imprint and csl.keys() & {"container-title"}:
        imprint = "journal"
        if "publisher" in csl and csl.keys().isdisjoint({"volume", "issue"}):
            imprint = "publisher"
    elif not imprint and csl.keys() & {"publisher", "number-of-pages", "issued"}:
        imprint = "publisher"
    csl["type"], item.confidence["type"] = kind_of(imprint, csl, marks, [])
