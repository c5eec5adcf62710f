"""The tags of a RIS record as the fields of a CSL item.

Dialects differ in which tag they use, seldom in what a tag means: where two stand for the same,
the first in the order given here is taken and the other is kept as written.
"""

from __future__ import annotations

import re
from typing import Any

from kg.library.dates import slashed_date
from kg.library.decoding import plain
from kg.library.names import inverted_name

__all__ = ["csl_of_record"]

_TYPES = {
    "ABST": "article-journal", "ADVS": "document", "AGGR": "dataset", "ANCIENT": "document",
    "ART": "graphic", "BILL": "bill", "BLOG": "post-weblog", "BOOK": "book",
    "CASE": "legal_case", "CHAP": "chapter", "CHART": "graphic", "CLSWK": "classic",
    "COMP": "software", "CONF": "paper-conference", "CPAPER": "paper-conference",
    "CTLG": "document", "DATA": "dataset", "DBASE": "dataset", "DICT": "entry-dictionary",
    "EBOOK": "book", "ECHAP": "chapter", "EDBOOK": "book", "EJOUR": "article-journal",
    "ELEC": "webpage", "ENCYC": "entry-encyclopedia", "EQUA": "document", "FIGURE": "figure",
    "GEN": "document", "GOVDOC": "report", "GRANT": "document", "GRNT": "document",
    "HEAR": "hearing", "ICOMM": "personal_communication", "INPR": "article-journal",
    "INTV": "interview", "JFULL": "periodical", "JOUR": "article-journal",
    "LEGAL": "legislation", "MANSCPT": "manuscript", "MAP": "map", "MGZN": "article-magazine",
    "MPCT": "motion_picture", "MULTI": "webpage", "MUSIC": "musical_score",
    "NEWS": "article-newspaper", "PAMP": "pamphlet", "PAT": "patent",
    "PCOMM": "personal_communication", "PREPRINT": "article", "RPRT": "report",
    "SER": "book", "SLIDE": "speech", "SOUND": "song", "STAND": "standard",
    "STAT": "legislation", "STD": "standard", "STUDY": "document", "THES": "thesis",
    "UNBILL": "bill", "UNPB": "manuscript", "UNPD": "manuscript", "VIDEO": "motion_picture",
    "WEB": "webpage",
}  # fmt: skip
_NAMES = {
    "AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A3": "collection-editor",
    "A4": "translator", "TA": "translator",
}  # fmt: skip
_VARIABLES = {
    "title": ("TI", "T1", "CT"),
    "container-title": ("T2", "JF", "JO", "BT", "JA", "J2", "J1"),
    "collection-title": ("T3",),
    "title-short": ("ST",),
    "volume": ("VL",),
    "issue": ("IS", "CP"),
    "publisher": ("PB",),
    "publisher-place": ("CY", "PP"),
    "DOI": ("DO",),
    "URL": ("UR", "LK"),
    "abstract": ("AB", "N2"),
    "language": ("LA",),
    "edition": ("ET",),
    "genre": ("M3",),
    "number-of-volumes": ("NV",),
    "PMCID": ("C2",),
    "original-title": ("OT",),
    "call-number": ("CN",),
    "archive": ("DB",),
    "source": ("DP",),
    "archive_location": ("AV",),
}
_JOINED = {"N1": ("note", "\n"), "RN": ("note", "\n"), "KW": ("keyword", ", ")}
_IN_BOOKS = {"chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary"}
_WHOLE = {"book", "report", "thesis", "pamphlet"}
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_PMID = re.compile(r"(?:PMID:?\s*)(\d{1,9})", re.IGNORECASE)
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")


def csl_of_record(
    tags: list[tuple[str, str]],
) -> tuple[dict[str, Any], dict[str, str], list[str], str]:
    """The CSL fields, what has no place among them, what was odd, and the record's own key."""
    record = _Record(tags)
    record.read()
    rest = {
        tag: "; ".join(value for value in values if value)
        for tag, values in record.values.items()
        if any(values)
    }
    return record.csl, rest, record.odd, record.identifier


class _Record:
    """One record on its way: values are taken from `values`, what remains has no place."""

    def __init__(self, tags: list[tuple[str, str]]) -> None:
        self.tags = tags
        self.values: dict[str, list[str]] = {}
        for tag, value in tags:
            self.values.setdefault(tag, []).append(plain(value))
        self.csl: dict[str, Any] = {}
        self.odd: list[str] = []
        self.identifier = ""

    def read(self) -> None:
        """Place every tag."""
        written = self._first("TY").upper()
        kind = _TYPES.get(written)
        if kind is None and written:
            self.odd.append(f"The type {written!r} is not known")
        self.csl["type"] = kind or "document"
        self.identifier = self._first("ID")
        self._names()
        self._titles()
        self._pages()
        self._identifiers()
        for variable, tags in _VARIABLES.items():
            for tag in tags:
                if variable not in self.csl and (value := self._first(tag)):
                    self.csl[variable] = value
        for tag, (variable, between) in _JOINED.items():
            if values := [value for value in self.values.pop(tag, []) if value]:
                known = [self.csl[variable]] if variable in self.csl else []
                self.csl[variable] = between.join([*known, *values])
        self._dates()

    def _first(self, tag: str) -> str:
        """The first value of a tag, taken away; the others stay."""
        values = self.values.get(tag)
        while values:
            if value := values.pop(0):
                return value
        return ""

    def _names(self) -> None:
        for tag, value in self.tags:
            if (variable := _NAMES.get(tag)) is None:
                continue
            self.values.pop(tag, None)
            if name := inverted_name(value):
                self.csl.setdefault(variable, []).append(name)

    def _titles(self) -> None:
        """In a record of a whole book, BT is its title; a short journal name is kept beside."""
        untitled = not any(self.values.get(tag) for tag in ("TI", "T1"))
        if self.csl["type"] in _WHOLE and untitled and (title := self._first("BT")):
            self.csl["title"] = title
        if self.csl["type"] in _WHOLE and (series := self._first("T2")):
            self.csl["collection-title"] = series
        if any(self.values.get(tag) for tag in ("T2", "JF")):
            for tag in ("J2", "JA", "J1", "JO"):
                if short := self._first(tag):
                    full = (self.values.get("T2") or [""])[0] or (self.values.get("JF") or [""])[0]
                    if short != full:
                        self.csl.setdefault("container-title-short", short)
            full = (self.values.get("T2") or [""])[0]
            if full and self.values.get("JF", [""])[0] == full:
                self.values["JF"].pop(0)
        if self.csl["type"] == "paper-conference" and (place := self._first("C1")):
            self.csl["publisher-place"] = place  # then CY is where people met
            if met := self._first("CY"):
                self.csl["event-place"] = met

    def _pages(self) -> None:
        first, last = self._first("SP"), self._first("EP")
        if (first, last) == ("No", "Specified"):  # PsycINFO's "No Pagination Specified", cut in two
            self.odd.append("The pages are not specified")
            return
        if first and not last and self.csl["type"] in _WHOLE and "-" not in first:
            self.csl["number-of-pages"] = re.sub("(?<=.) ?(?:pp?|pages?)[.]?$", "", first)
            self._number()
            return
        first = re.sub(" ?[-–—]{1,2} ?", "-", first)
        if first and last and "-" not in first and last != first:
            self.csl["page"] = f"{first}-{last}"
        elif first or last:
            self.csl["page"] = first or last
            if "-" in first and last and not first.endswith(last):
                self.values.setdefault("EP", []).append(last)
        elif number := self._first("C7"):
            self.csl["page"] = number
        self._number()

    def _number(self) -> None:
        if self.csl["type"] in ("report", "patent", "bill", "standard"):
            for tag in ("SN", "M1", "IS"):
                value = (self.values.get(tag) or [""])[0]
                if value and not _ISBN.fullmatch(value):
                    self.csl["number"] = self._first(tag)
                    return

    def _identifiers(self) -> None:
        serial = self._first("SN")
        if serial:
            numbers = re.split(r"\s*[;,]\s*|\s+(?=\d{4}-)", serial)
            book = self.csl["type"] in _WHOLE | _IN_BOOKS or _ISBN.fullmatch(numbers[0])
            self.csl["ISBN" if book else "ISSN"] = ", ".join(numbers)
        for tag in ("DO", "M3", "L3", "N1", "UR"):
            for place, value in enumerate(self.values.get(tag, [])):
                match = _DOI.fullmatch(value)
                if match and "DOI" not in self.csl:
                    self.csl["DOI"] = match[1]
                    if tag != "UR":
                        del self.values[tag][place]
                    break
        for tag in ("AN", "C2"):
            for place, value in enumerate(self.values.get(tag, [])):
                if match := _PMID.fullmatch(value):
                    self.csl["PMID"] = match[1]
                    del self.values[tag][place]
                    break
        if not self.identifier:
            self.identifier = ""

    def _dates(self) -> None:
        """The fuller of year and date where they agree; the other is kept if it says more."""
        year, day = self._first("PY") or self._first("Y1"), self._first("DA") or self._first("Y1")
        first, second = slashed_date(year), slashed_date(day)
        chosen, left = (first, ("DA", day)) if year else (second, ("PY", ""))
        if year and day:
            joined = slashed_date(f"{day} {year}")
            years = [date.get("date-parts", [[None]])[0][0] for date in (first, second)]
            if years[1] is not None and years[0] in (years[1], None) and str(years[1]) in year:
                longer = len(second["date-parts"][0]) >= len(first.get("date-parts", [[]])[0])
                chosen = second if longer else first
                left = ("PY", year if "literal" in first else "")
            elif "date-parts" in joined:
                chosen, left = joined, ("DA", "")
            elif None not in years:
                self.odd.append(f"The year {year!r} and the date {day!r} differ")
        if year or day:
            self.csl["issued"] = chosen
        if left[1]:
            self.values.setdefault(left[0], []).append(left[1])
        if accessed := self._first("Y2"):
            date = slashed_date(accessed)
            if "date-parts" in date:
                self.csl["accessed"] = date
            else:
                self.values.setdefault("Y2", []).append(accessed)
