"""Identifiers, addresses and dates of consultation, taken out of a reference first.

What is left holds names, title and imprint alone; each piece that is taken is a firm mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from kg.extract.addresses import address_fields
from kg.extract.styles.dates import DATE, read_printed_date

__all__ = ["Taken", "take_identifiers"]

_DOI = re.compile(
    r"[\[(<]?(?:\bdoi\s?:?\s*)?<?(?:https?://)?(?:dx\.|www\.)?(?:doi\.org/|"
    r"(?<=doi: )|(?<=doi:)|(?<=doi )|\b(?=10\.))"
    r"(?:doi:)?(10\.\d{4,9}/[^\s<>\"«»]{1,300})>?",
    re.I,
)
_PMCID = re.compile(
    r"[\[(;,]?\s?\b(?:PMCID\s?:?\s?|PubMed Central\s)(PMC\d{3,9})\b[\])]?\.?|\bPMC\d{5,9}\b\.?"
)
_PMID = re.compile(
    r"[\[(;,]?\s?\b(?:PMID|PubMed(?: ID)?|Medline)\s?:?\s?(\d{4,9})\b[\])]?\.?", re.I
)
_ISBN = re.compile(
    r"[(\[]?\bISBN(?:-1[03])?\s?:?\s?((?:97[89][- ]?)?\d[\d -]{7,14}[\dXx])\b[)\]]?\.?", re.I
)
_ISSN = re.compile(r"[(\[]?\b[ep]?-?ISSN\s?:?\s?(\d{4}-?\d{3}[\dXx])\b[)\]]?\.?", re.I)
_MEDIUM = re.compile(
    r"\s?[\[(](?:internet|en ligne|online|on[- ]line|web|electronic version|version électronique|"
    r"document électronique|ressource électronique|e-?book|site web|web ?site|web ?page|page web|"
    r"site internet|page internet|homepage)[^\[\]()]{0,20}[\])]",
    re.I,
)
_WEBSITE = re.compile(r"(?:site|page|homepage)", re.I)
_VERB = (
    r"(?:last\s)?(?:accessed|cited|retrieved|viewed|consultée?|visitée?|vue?|"
    r"accédée?|récupérée?|page consultée)"
    r"(?:\son)?(?:\sle)?\s?:?\s+"
)
_ACCESSED = re.compile(rf"[\[(]?\b{_VERB}(?P<d>{DATE})\s?[\])]?\s?[;.,]?", re.I)
_LABEL = re.compile(
    r"[\[(]?(?:\b(?:retrieved|available|accessible|accessed|disponible|"
    r"consultable|repéré|récupéré|téléchargeable"
    r"|consulté|accès|access|obtained|tiré)\b(?:\s(?:online|en ligne|internet))?"
    r"(?:\s(?:from|at|via|through|on|in|sur|à|de|depuis|en|"
    r"dans)\b)?(?:\s(?:internet|l['’]adresse|le site|l['’]url|the|de|"
    r"world wide web|le web))*"
    r"(?:\s(?:[^\s:.]+\s){0,6}(?:website|web site|site web|"
    r"database))?\s?[:,]?\s*|\b(?:url|en ligne|online|lien|link|"
    r"adresse)\s?:\s?)[<\[(]?$",
    re.I,
)
_URL = re.compile(r"<?(?P<u>(?:https?://|ftp://|www\.)[^\s<>\[\]\"«»]{2,900})>?", re.I)
_LINK = re.compile(
    r"\[([^\[\]]{0,900})\]\(\s?<?((?:https?:|ftp:|"
    r"www\.)[^\s<>()]{0,900}(?:\([^\s<>()]{0,80}\)[^\s<>()]{0,80})?)>?\)"
)
_PRINT = re.compile(
    r"(?<=[.,;\d]) (?:Print|Web|Imprimé|Texte imprimé)\.(?= |$)(?: (?P<d>" + DATE + r")\.?)?", re.I
)
_EPUB = re.compile(
    r"[\[(]?\b(?:epub(?: ahead of print)?|advance online publication|"
    r"ahead of print|online first|e-?pub)\b[\])]?"
    rf"(?:\s?(?:{DATE}))?[\])]?\.?",
    re.I,
)
_PUBLISHED = re.compile(
    rf"(?:\bpublished online(?:\sfirst)?|(?<=[.,;] )published)(?: on)?(?=:?\s(?:{DATE}))", re.I
)
_POSTED = re.compile(rf",?\s?\(?\b(?:mise? en ligne|généré|posté) le (?P<d>{DATE})\)?", re.I)
_PRESS = re.compile(
    r"[(\[](?P<s>in press|forthcoming|à paraître|sous presse|submitted|"
    r"accepted|in preparation)[)\]]|(?<=[.,;] )(?P<t>in press|forthcoming|"
    r"à paraître|sous presse)\b",
    re.I,
)


@dataclass
class Taken:
    """What was taken, as CSL fields, what is left, and how many characters were explained."""

    rest: str
    csl: dict[str, Any] = field(default_factory=dict)
    explained: int = 0
    web: bool = False  # a mark says that it is a page or a site
    medium: str = ""


def take_identifiers(text: str) -> Taken:
    """Take DOI, PMID, PMCID, ISBN, ISSN, URL, date of consultation and mark of the medium."""
    taken = Taken(text)
    _each(taken, _LINK, _link)
    for pattern, name in (
        (_DOI, "DOI"),
        (_PMCID, "PMCID"),
        (_PMID, "PMID"),
        (_ISBN, "ISBN"),
        (_ISSN, "ISSN"),
    ):
        _first(taken, pattern, name)
    _address(taken)
    if match := _ACCESSED.search(taken.rest):
        date, _ = read_printed_date(match["d"])
        if date:
            taken.csl["accessed"] = date
            _cut(taken, match.start(), match.end())
    if match := _PRINT.search(taken.rest):
        if match["d"] and (date := read_printed_date(match["d"])[0]):
            taken.csl.setdefault("accessed", date)
        _cut(taken, match.start(), match.end())
    if match := _MEDIUM.search(taken.rest):
        taken.medium = match[0].lower()
        taken.web = bool(_WEBSITE.search(match[0]))
        _cut(taken, match.start(), match.end(), "")
    if match := _EPUB.search(taken.rest):
        taken.csl["status"] = "advance online publication"
        _cut(taken, match.start(), match.end())
    if match := _PRESS.search(taken.rest):
        taken.csl["status"] = (match["s"] or match["t"]).lower()
        if match["t"]:
            _cut(taken, match.start(), match.end())
    if match := _POSTED.search(taken.rest):
        years = re.findall(r"\b(?:1[5-9]|20)\d\d\b", taken.rest[: match.start()])
        _cut(taken, match.start(), match.end(), "" if years else f". {match['d']}")
    if match := _PUBLISHED.search(taken.rest):
        _cut(taken, match.start(), match.end())
    taken.rest = re.sub(r"\s+", " ", taken.rest).strip()
    return taken


def _cut(taken: Taken, start: int, end: int, by: str = " ") -> None:
    taken.explained += end - start
    taken.rest = taken.rest[:start] + by + taken.rest[end:]


def _each(taken: Taken, pattern: re.Pattern[str], by: Any) -> None:  # noqa: ANN401 - a function
    taken.rest = pattern.sub(by, taken.rest)


def _link(match: re.Match[str]) -> str:
    """`[words](address)` as words and address, or the address alone where it is the words."""
    words, url = match[1], match[2]
    if words.strip(" <>") in (url, url.removeprefix("https://"), url.removeprefix("http://")):
        return url
    if re.match(r"(?:https?:|www\.|doi|10\.)", words):
        return url
    return f"{words} {url}"


def _first(taken: Taken, pattern: re.Pattern[str], name: str) -> None:
    match = pattern.search(taken.rest)
    if match is None:
        return
    value = next((group for group in match.groups() if group), match[0].strip(" ."))
    start, end = match.span()
    if name == "DOI":
        value = value.rstrip(".,;:'’\\")
        while value.endswith((")", "]")) and value.count("(") + value.count("[") < value.count(
            ")"
        ) + value.count("]"):
            value = value[:-1]
        value = value.rstrip(".,;")
        if printed := re.search(rf"https?://\S*?{re.escape(value)}", match[0]):
            taken.csl["URL"] = printed[0]
        label = _LABEL.search(taken.rest[max(0, start - 120) : start])
        if label:
            start = max(0, start - 120) + label.start()
    taken.csl[name] = value.strip()
    _cut(taken, start, end)


def _address(taken: Taken) -> None:
    match = _URL.search(taken.rest)
    if match is None:
        return
    url, end = match["u"], match.end()
    while url and (url[-1] in ".,;:!?'’»" or (url[-1] == ")" and url.count("(") < url.count(")"))):
        url = url[:-1]
    # Beside the address of a DOI, which the DOI says already, another one is worth more.
    taken.csl = address_fields(url) | taken.csl | {"URL": url}
    start = match.start()
    offset = max(0, start - 160)
    before = taken.rest[offset:start]
    dated = re.search(
        rf"[\[(]?\b{_VERB}(?P<d>{DATE}),?\s(?:from|de|à|sur|at|via)\s(?:l['’]adresse\s)?"
        r"(?P<site>[^.:]{0,80}(?:website|site web)?\s?:\s?)?<?$",
        before,
        re.I,
    )
    if dated and (date := read_printed_date(dated["d"])[0]):
        taken.csl["accessed"] = date
        start = offset + dated.start()
    elif label := _LABEL.search(before):
        start = offset + label.start()
    _cut(taken, start, end)
