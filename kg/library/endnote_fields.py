"""What the fields of EndNote are among the tags of RIS, which `kg.library.ris_fields` reads.

EndNote exports one library as XML, as tagged text (.enw) and as RIS: the same fields under other
names. Here they all take their RIS tags, so that one reader knows what each means. A field without
a tag keeps its own name and has no place in CSL.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.library.evidence import PackedEvidence, Place
from kg.library.result import Collector
from kg.library.ris_fields import csl_of_record
from kg.library.tagged_evidence import evidence_of_tags

__all__ = ["Field", "add_record", "ris_type"]

Field = tuple[str, str, Place]
"""A RIS tag, or the name of a field that has none; its value; where it stands."""

_TYPES = {
    "aggregated database": "AGGR", "ancient text": "ANCIENT", "artwork": "ART",
    "audiovisual material": "VIDEO", "bill": "BILL", "blog": "BLOG", "book": "BOOK",
    "book section": "CHAP", "case": "CASE", "catalog": "CTLG", "chart or table": "CHART",
    "classical work": "CLSWK", "computer program": "COMP", "conference paper": "CPAPER",
    "conference proceedings": "CONF", "dataset": "DATA", "dictionary": "DICT",
    "edited book": "EDBOOK", "electronic article": "EJOUR", "electronic book": "EBOOK",
    "electronic book section": "ECHAP", "encyclopedia": "ENCYC", "equation": "EQUA",
    "figure": "FIGURE", "film or broadcast": "MPCT", "generic": "GEN",
    "government document": "GOVDOC", "grant": "GRANT", "hearing": "HEAR", "interview": "INTV",
    "journal article": "JOUR", "legal rule or regulation": "LEGAL", "magazine article": "MGZN",
    "manuscript": "MANSCPT", "map": "MAP", "multimedia application": "VIDEO", "music": "MUSIC",
    "newspaper article": "NEWS", "online database": "DBASE", "online multimedia": "MULTI",
    "pamphlet": "PAMP", "patent": "PAT", "personal communication": "PCOMM",
    "press release": "PAMP", "report": "RPRT", "serial": "SER", "social media": "BLOG",
    "standard": "STAND", "statute": "STAT", "thesis": "THES", "unpublished work": "UNPB",
    "web page": "ELEC",
}  # fmt: skip
_NUMBERS = {
    "2": "ART", "3": "VIDEO", "4": "BILL", "5": "CHAP", "6": "BOOK", "7": "CASE", "9": "COMP",
    "10": "CONF", "12": "ELEC", "13": "GEN", "14": "HEAR", "17": "JOUR", "19": "MGZN",
    "20": "MAP", "21": "MPCT", "23": "NEWS", "24": "PAMP", "25": "PAT", "26": "PCOMM",
    "27": "RPRT", "28": "EDBOOK", "31": "STAT", "32": "THES", "34": "UNPB", "36": "MANSCPT",
    "43": "EJOUR", "44": "EBOOK", "46": "GOVDOC", "47": "CPAPER", "52": "DICT", "53": "ENCYC",
    "56": "BLOG", "57": "SER", "58": "STAND", "59": "DATA", "60": "ECHAP",
}  # fmt: skip
_SERIES_EDITED = {"BOOK", "RPRT", "EBOOK", "THES"}
_PUBMED = re.compile(r"pubmed|medline|\bnlm\b", re.IGNORECASE)
_PMID = re.compile(r"\d{4,9}")


def ris_type(written: str) -> str:
    """The RIS type for EndNote's name or number of a type; the text itself if it is not known.

    >>> ris_type("Book Section"), ris_type("17"), ris_type("Odd")
    ('CHAP', 'JOUR', 'Odd')
    """
    text = " ".join(written.split())
    return _TYPES.get(text.lower()) or _NUMBERS.get(text) or text


def add_record(fields: Iterable[Field], line: int, warnings: list[str], account: Collector) -> None:
    """One record: a reference, or a problem if it holds nothing."""
    kept = list(_settled(list(fields)))
    csl, rest, odd, identifier = csl_of_record([(tag, value) for tag, value, _ in kept])
    warnings += [f"Line {line}: {why}" for why in odd]
    if len(csl) == 1 and not rest:
        account.lost(line, "The record has no fields", "Add them or delete it")
        return
    evidence = PackedEvidence(evidence_of_tags(csl, kept))
    account.add(identifier or f"record-{line}", csl, line, warnings, rest, evidence=evidence)


def _settled(fields: list[Field]) -> Iterable[Field]:
    """Fields whose meaning hangs on another one: editors by type, numbers by database."""
    kind = next((value for tag, value, _ in fields if tag == "TY"), "")
    sources = " ".join(value for tag, value, _ in fields if tag in ("DB", "DP"))
    for tag, value, place in fields:
        text = value.strip()
        if tag == "AU" and kind == "EDBOOK":
            yield "ED", text, place
        elif tag == "A2" and kind in _SERIES_EDITED:
            yield "A3", text, place
        elif tag == "AN" and _PUBMED.search(sources) and _PMID.fullmatch(text):
            yield tag, f"PMID: {text}", place
        elif tag == "N1":  # each line of a note is one N1, as in RIS
            yield from ((tag, part, place) for part in text.split("\n"))
        elif text:
            yield tag, text, place
