"""Marks that editors, indexers and converters add to a printed reference, taken off it first.

A label such as `[Mit84]`, the letter of a Chinese national style (`[J]`, `[EB/OL]`), numbers of
PubMed glued to the end, attributes of Markdown, and prose in a note around the reference itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from kg.extract.styles.dates import YEAR
from kg.extract.styles.people import people_at

__all__ = ["KEY", "Mended", "mended", "unmarked"]

KEY = r"\[[A-ZÀ-ÞŒ][A-Za-zÀ-ÿ+&:._-]{0,24}\d{2,4}[a-z]?\]:?\s+"
"""A label of letters and a year in brackets, as BibTeX's alpha style prints it."""
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{1,80}\}")
_TWICE = re.compile(r"(\b10\.\d{4,9}/\S{3,120}?)\.(\d{6,8})\s+\1(?:PMC\d{3,9})?")
_GLUED = re.compile(r"(?<=[\d)])\.(\d{7,8})(?=\s+PMC\d{3,9}\s*$|\s*$)")
_LETTER = re.compile(
    r"\s?\[(?P<k>[JMCDRNSPZGAK]|DB|CP|EB)(?:/(?:OL|CD|MT|DK))?\](?=\s?[.,:(]|\s?$)"
)
_LETTERS = {"J": "article-journal", "M": "book", "C": "paper-conference", "D": "thesis"} | {
    "R": "report",
    "N": "article-newspaper",
    "EB": "webpage",
    "S": "standard",
    "P": "patent",
}
_LINKED = re.compile(
    r"\s?\[(?:lien|link|pdf|url|html|abstract|full text|texte intégral)\]\s*$", re.I
)
_AGAIN = re.compile(
    r"\s?\((?P<n>(?:reprint|repris\b|rééd|réimpr|reissued|republished|1re éd|première éd|"
    r"first (?:published|edition)|originally|paru (?:d|en)|translated as)[^()]{2,200}"
    r"(?:\([^()]{0,60}\)[^()]{0,60})?)\)[\s.]*$"
    r"|(?<=\d\.)\s(?P<m>(?:first|1st|original) (?:edition|published)[^.()]{0,20}\d{4})[\s.]*$",
    re.I,
)
_BOTH_YEARS = re.compile(rf"\b({YEAR})\s?\[({YEAR})\]")
_PRICE = re.compile(r"[.,;]?\s\d{1,4}(?:[.,]\d\d)?\s?(?:€|euros|EUR|\$ ?CA?|CHF)(?=[\s.,;]|$)")
_DOCTOR = re.compile(r"(?<=[^\W\d_], )(?:Dr|Prof|Pr)\.? (?=[A-ZÀ-ÞŒ])")
_ONLINE = re.compile(r"(?<=[\d\w]) \| (?=(?:1[5-9]|20)\d\d\b)")
_WORK_IN_PROSE = re.compile(
    r"[.!?»]\s+(?:pour [^.]{3,60}, )?(?:voir|see|cf\.?|lire|sur ce point,? voir)"
    r"(?: aussi| notamment| also| par exemple)?\s?:?\s+(?=[\w«“\"])"
    r"|\b(?:trouvée?s?|détaillée?s?|décrite?s?|développée?s?|described|found|quoted|citée?s?)"
    r" (?:dans|in|par|by)\s+(?=(?:[A-ZÀ-ÞŒ]\.[ -]?){1,3}[A-ZÀ-ÞŒ])",
    re.I,
)
_BOLD_HEAD = re.compile(r"^(?:\*\*|__)([^*_\n]{2,300}?)(?:\*\*|__)(?=[\s.,:;(]|$)")
_ALL = re.compile(r"^([*_])(?=[^\s*_])([^*_]{20,3000})(?<=\S)\1[\s.]*$")
_PROSE_AFTER = re.compile(rf"(?:\b{YEAR}|\d\s?p|\bp\.\s?\d+(?:[-–]\d+)?)\]?\.\s+(?=[A-ZÀ-ÞŒ])")


@dataclass
class Mended:
    """A reference without such marks, and the fields that they gave."""

    text: str
    csl: dict[str, Any] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def unmarked(text: str) -> str:
    """The text without emphasis around the whole of it, or around the names at its head."""
    if match := _ALL.match(text):
        return match[2]
    if (match := _BOLD_HEAD.match(text)) and _all_names(match[1]):
        return match[1] + text[match.end() :]
    return text


def mended(text: str) -> Mended:
    """The text of a reference, its marks read as what they mean; one line, emphasis kept."""
    found = Mended(text)
    if "{:" in text:
        found.text = _ATTRIBUTES.sub("", found.text)
    if "10." in text:
        found.text = _TWICE.sub(r"\1 PMID \2", found.text, count=1)
    found.text = _GLUED.sub(r". PMID \1", found.text)
    if "[" in text:
        if letter := _LETTER.search(found.text):
            found.text = found.text[: letter.start()] + found.text[letter.end() :]
            if letter["k"] in _LETTERS:
                found.csl["type"] = _LETTERS[letter["k"]]
        found.text = _LINKED.sub("", found.text)
        if both := _BOTH_YEARS.search(found.text):
            first, last = sorted((int(both[1]), int(both[2])))
            found.csl["original-date"] = {"date-parts": [[first]]}
            found.text = f"{found.text[: both.start()]}{last}{found.text[both.end() :]}"
    if again := _AGAIN.search(found.text):
        found.csl["note"] = again["n"] or again["m"]
        found.text = found.text[: again.start()].rstrip() + "."
    if price := _PRICE.search(found.text):
        found.text = found.text[: price.start()] + found.text[price.end() :]
    found.text = _ONLINE.sub(", ", _DOCTOR.sub("", found.text))
    _prose(found)
    return found


def _prose(found: Mended) -> None:
    """Part a note's own words from the reference in it."""
    before = next(reversed(list(_WORK_IN_PROSE.finditer(found.text))), None)
    if before is not None and before.start() > 30 and len(found.text) - before.end() > 30:
        head = found.text[: before.start() + 1]
        if not re.search(rf"\({YEAR}\)|\d\s?p\.|[Pp]aris, |https?:", head):
            found.left.append(head)
            found.text = found.text[before.end() :]
    for after in _PROSE_AFTER.finditer(found.text):
        rest = found.text[after.end() :]
        words = rest.split()
        if (
            after.start() > 30
            and len(words) > 5
            and not re.search(r"\d|[:;/«“\"\ue000]", rest)
            and sum(word[0].islower() for word in words) > 0.6 * len(words)
        ):
            found.left.append(rest)
            found.text = found.text[: after.end()].rstrip()
            return


def _all_names(text: str) -> bool:
    """Whether nothing but names stands in a text."""
    text = text.rstrip(" .,:")
    for way in ("run-on", "inverted", "full", "forward"):
        people = people_at(text + ".", 0, way)
        if people is not None and people.end >= len(text):
            return True
    return False
