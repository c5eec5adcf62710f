"""A BibTeX or biblatex entry, its values unwrapped, as the fields of a CSL item.

Each field goes to one CSL variable, a few by the kind of the entry; what CSL has no place for is
handed back as written, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.library.dates import bibtex_date, edtf_date
from kg.library.decoding import decode, plain, unknown_commands
from kg.library.entry_types import GENRES, SUBTYPES, TYPES
from kg.library.names import bibtex_names

__all__ = ["csl_of_entry"]

_TEXT = {
    "abstract": "abstract",
    "annote": "annote",
    "annotation": "annote",
    "keywords": "keyword",
    "edition": "edition",
    "volume": "volume",
    "volumes": "number-of-volumes",
    "pagetotal": "number-of-pages",
    "part": "part-number",
    "series": "collection-title",
    "shorttitle": "title-short",
    "shortjournal": "container-title-short",
    "version": "version",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "library": "archive",
    "chapter": "chapter-number",
    "eventtitle": "event-title",
    "venue": "event-place",
    "origtitle": "original-title",
    "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place",
    "note": "note",
}
_FIRST_OF = {
    "language": ("language", "langid", "hyphenation"),
    "publisher-place": ("location", "address"),
}
_NAMES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
    "director": "director",
    "holder": "author",
}
_DATES = {"urldate": "accessed", "origdate": "original-date", "eventdate": "event-date"}
_VERBATIM = {"doi": "DOI", "url": "URL"}
_TITLES = {
    "title": ("title", "subtitle", "titleaddon"),
    "booktitle": ("booktitle", "booksubtitle", "booktitleaddon"),
    "journal": ("journaltitle", "journalsubtitle"),
    "maintitle": ("maintitle", "mainsubtitle", "maintitleaddon"),
}
_PUBLISHERS = ("publisher", "institution", "school", "organization")
_ESCAPED = re.compile(r"\\([_%&#~$^{} ])|\{\\(?:textasciitilde|_)\}")
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_URL_COMMAND = re.compile(r"^\\(?:url|path|nolinkurl)\s*\{(.*)\}$", re.DOTALL)
_PAGES = re.compile(r"\s*(?:-{1,3}|[–—])\s*")
_LETTERED_YEAR = re.compile(r"(\d{4})([a-z])")
_PARAGRAPH = re.compile(r"\\par(?![A-Za-z])")
_LINES = {"abstract", "annotation", "annote", "note"}
_NUMBER_IN_SERIES = {"book", "chapter"}


def csl_of_entry(
    entry_type: str, fields: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, str], list[tuple[str, str]]]:
    """The CSL fields, what has no place among them, and pairs of field and what was odd."""
    entry = _Entry(entry_type, fields)
    entry.read()
    return entry.csl, entry.rest, entry.odd


class _Entry:
    """One entry on its way: fields are taken from `rest`, what remains has no place."""

    def __init__(self, entry_type: str, fields: Mapping[str, str]) -> None:
        self.entry_type = entry_type
        self.rest = dict(fields)
        self.csl: dict[str, Any] = {}
        self.odd: list[tuple[str, str]] = []

    def read(self) -> None:
        """Place every field."""
        self._type()
        for name, variable in _NAMES.items():
            if name in self.rest:
                self._names(name, variable)
        self._titles()
        self._text_fields()
        self._numbers()
        self._publisher()
        self._dates()
        self._links()
        nothing: tuple[object, ...] = ("", {"literal": ""})
        self.csl = {name: value for name, value in self.csl.items() if value not in nothing}

    def _type(self) -> None:
        kind = TYPES.get(self.entry_type)
        if kind is None:
            self.odd.append(("type", f"The entry type '@{self.entry_type}' is not known"))
        if self.rest.get("entrysubtype") in SUBTYPES:
            kind = SUBTYPES[self.rest.pop("entrysubtype")]
        self.csl["type"] = kind or "document"
        if genre := self._take("type"):
            self.csl["genre"] = GENRES.get(genre.lower(), genre)
        elif self.entry_type in ("phdthesis", "mastersthesis"):
            self.csl["genre"] = GENRES[self.entry_type]

    def _names(self, field: str, variable: str) -> None:
        names, odd = bibtex_names(self.rest.pop(field))
        self.odd += [(field, why) for why in odd]
        if names:
            self.csl[variable] = self.csl.get(variable, []) + names

    def _titles(self) -> None:
        if "journaltitle" not in self.rest and "journal" in self.rest:
            self.rest["journaltitle"] = self.rest.pop("journal")
        found = {
            name: self._title(parts) for name, parts in _TITLES.items() if parts[0] in self.rest
        }
        title, book, main = (found.get(name, "") for name in ("title", "booktitle", "maintitle"))
        if not title and self.entry_type in ("book", "collection", "proceedings"):
            title, book = book, ""
        if title:
            self.csl["title"] = title
        if container := found.get("journal") or book or main:
            self.csl["container-title"] = container
        if main and container != main:
            self.csl["volume-title"] = book
            self.csl["container-title"] = main

    def _title(self, parts: tuple[str, ...]) -> str:
        title = self._take(parts[0])
        if subtitle := self._take(parts[1]):
            title += (" " if title.endswith(("?", "!", ":", ".")) else ": ") + subtitle
        if len(parts) > 2 and (addition := self._take(parts[2])):
            title += f". {addition}"
        return title

    def _text_fields(self) -> None:
        for field in [field for field in self.rest if field in _TEXT]:
            if text := self._lines(field) if field in _LINES else self._take(field):
                self.csl[_TEXT[field]] = text
        for variable, fields in _FIRST_OF.items():
            for field in fields:
                if field in self.rest and variable not in self.csl and (text := self._take(field)):
                    self.csl[variable] = text

    def _numbers(self) -> None:
        if pages := self.rest.pop("pages", ""):
            self.csl["page"] = _PAGES.sub("-", decode(pages))
        issue, number = self._take("issue"), self._take("number")
        if number and self.csl["type"] in _NUMBER_IN_SERIES:
            self.csl["collection-number"] = number
        elif number and self.csl["type"] in ("report", "patent", "standard", "legislation"):
            self.csl["number"] = number
        elif number:
            issue, number = (number, issue) if issue != number else (number, "")
            if number:  # biblatex's issue is a name (Spring) beside the number
                issue = f"{issue} ({number})"
        if issue:
            self.csl["issue"] = issue
        if identifier := self._take("eid"):
            if "page" in self.csl:
                self.rest["eid"] = identifier
            else:
                self.csl["page"] = identifier

    def _publisher(self) -> None:
        named = [text for field in _PUBLISHERS if (text := self._take(field))]
        if named:
            self.csl["publisher"] = "; ".join(dict.fromkeys(named))
        if how := self.rest.pop("howpublished", ""):
            link = _bare_url(how)
            if link and "url" not in self.rest:
                self.rest["url"] = link
            elif not link and not named:
                self.csl["publisher"] = self._decoded("howpublished", how)
            else:
                self.rest["howpublished"] = how

    def _dates(self) -> None:
        date, year = self.rest.pop("date", ""), self.rest.pop("year", "")
        month, day = self.rest.pop("month", ""), self.rest.pop("day", "")
        if lettered := _LETTERED_YEAR.fullmatch(year):
            year, self.csl["year-suffix"] = lettered.groups()
        if date:
            self.csl["issued"] = edtf_date(_unbraced(date))
            left = {"year": year, "month": month, "day": day}
            self.rest |= {name: text for name, text in left.items() if text and text not in date}
        elif year or month or day:
            self.csl["issued"] = bibtex_date(decode(year), decode(month), decode(day))
        for field, variable in _DATES.items():
            if text := _unbraced(self.rest.pop(field, "")):
                self.csl[variable] = edtf_date(text)
        if (issued := self.csl.get("issued")) and issued.get("literal"):
            self.odd.append(("date", f"{issued['literal']!r} is no date; it is kept as printed"))

    def _links(self) -> None:
        for field, variable in _VERBATIM.items():
            if text := _verbatim(self.rest.pop(field, "")):
                self.csl[variable] = _DOI.sub("", text) if variable == "DOI" else text
        scheme = self.rest.get("eprinttype", self.rest.get("archiveprefix", ""))
        if "eprint" in self.rest and scheme:
            self.rest.pop("eprinttype", None)
            self.rest.pop("archiveprefix", None)
            value = _verbatim(self.rest.pop("eprint"))
            if scheme.lower() == "pubmed":
                self.csl.setdefault("PMID", value)
            else:
                self.csl |= {"archive": decode(scheme), "archive_location": value}

    def _take(self, field: str) -> str:
        return self._decoded(field, self.rest.pop(field)) if field in self.rest else ""

    def _lines(self, field: str) -> str:
        parts = _PARAGRAPH.split(self.rest.pop(field))
        return "\n".join(self._decoded(field, part) for part in parts)

    def _decoded(self, field: str, text: str) -> str:
        decoded = decode(text)
        if "\\" in decoded and (unknown := unknown_commands(text)):
            self.odd.append((field, f"LaTeX commands that are not known: {', '.join(unknown)}"))
        return decoded


def _unbraced(text: str) -> str:
    """A date as written; a tilde in it is a doubt, no blank."""
    return plain(text.replace("{", "").replace("}", ""))


def _verbatim(text: str) -> str:
    r"""A field that biblatex takes as it is; escapes that BibTeX users add are taken off."""
    text = plain(text)
    if "\\" in text or "{" in text:
        if match := _URL_COMMAND.match(text):
            text = match[1]
        text = _ESCAPED.sub(lambda match: match[1] or ("_" if "_" in match[0] else "~"), text)
        text = text.replace("{", "").replace("}", "")
    return text


def _bare_url(text: str) -> str:
    """The address in a `howpublished` that holds nothing else."""
    url = _verbatim(text)
    return url if re.fullmatch(r"https?://\S+", url) else ""
