"""What is compared of a work: its CSL fields folded once, small enough to keep by the 100,000."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from sys import intern
from typing import Any, NamedTuple

from kg.matching.authors import Author, authors_of
from kg.matching.identifiers import Identifiers, identifiers_of
from kg.matching.words import folded, listed, numbers, title_words

__all__ = ["Facts", "facts_of"]

_KINDS = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "press",
    "article": "article",
    "post-weblog": "web",
    "post": "web",
    "webpage": "web",
    "book": "book",
    "report": "report",
    "chapter": "chapter",
    "entry": "chapter",
    "entry-encyclopedia": "chapter",
    "entry-dictionary": "chapter",
    "thesis": "thesis",
    "paper-conference": "meeting",
    "speech": "meeting",
    "review": "article",
    "review-book": "review",
    "legislation": "law",
    "bill": "law",
    "legal_case": "law",
    "regulation": "law",
    "dataset": "data",
    "software": "data",
    "motion_picture": "film",
    "broadcast": "film",
}
"""CSL types as classes; a type that is not named here may be anything."""

_MARK = re.compile(r"[:;.?!…–—|(\[-]")
_TAG = re.compile(r"</?(?:i|b|em|strong|sub|sup|span|sc)\b[^>]{0,80}>", re.IGNORECASE)
_MEDIUM = re.compile(r"\s*\[(?:page|site|en ligne|internet|présentation|online)[^\]]{0,40}\]", re.I)
_RETRACTED = re.compile(
    r"\s*(?:retracted(?: article)?|article in press)\s*[:\]-]\s*", re.IGNORECASE
)
_MARKS = (
    ("correction", re.compile(
        r"(?:publishers? |authors? )?(?:errat(?:um|a)|corrigend(?:um|a)|addendum|rectificatif"
        r"|retraction|expression of concern|correction (?:to|de|a|for|notice)|correction$)\b")),
    ("reply", re.compile(
        r"(?:the )?(?:authors? )?(?:s )?(?:reply|in reply|response to|reponse (?:a|au|aux) |"
        r"reponse de |en reponse|droit de reponse|authors? respon[sd]|rejoinder)\b")),
    ("comment", re.compile(
        r"(?:invited )?(?:comments? (?:on|to)|commentary|commentaires? (?:sur|de|du|a)|"
        r"letter to|lettre (?:a|au|aux)|discussion (?:of|de)|a propos d)\b")),
    ("review", re.compile(
        r"(?:book review|reviews? of the book|review of|compte rendu|recension|note de lecture|"
        r"critique de l ouvrage)\b")),
)  # fmt: skip
_MARKED = listed(
    """publisher publishers author authors erratum errata corrigendum corrigenda addendum
    rectificatif retraction expression correction the reply in response reponse en droit rejoinder
    invited comment comments commentary commentaire commentaires letter lettre discussion a book
    review reviews compte recension note critique"""
)
"""First words of titles that may bear a mark."""
_PREPRINT = re.compile(r"\b(?:preprint|prepublication|[a-z]*rxiv|ssrn|research square|preprints)\b")
_EDITION = re.compile(r"(\d{1,2})\s?(?:e|è|ème|eme|nd|rd|th|st|re|ère)?\b\.?\s*(?:éd|ed)", re.I)
_FIRST = re.compile(r"[a-z]*\d+|^[ivxlc]+", re.IGNORECASE)
_MAX_TITLE = 1000


class Facts(NamedTuple):
    """Folded fields of one work; empty strings, empty tuples and None for what is not printed."""

    kind: str
    title: str
    ordered: str  # its words sorted
    words: tuple[str, ...]
    cuts: tuple[int, ...]  # numbers of words after which a subtitle begins
    numbers: tuple[str, ...]
    mark: str  # correction, reply, comment, review
    authors: tuple[Author, ...]
    others: bool
    year: int | None
    day: tuple[int, ...]  # month, or month and day
    container: str
    issns: tuple[str, ...]
    volume: str
    issue: str
    first: str
    last: str
    publisher: str
    edition: str
    length: int | None  # number of pages
    preprint: bool
    names: Identifiers


def facts_of(csl: Mapping[str, Any]) -> Facts:
    """The facts of a CSL-JSON item; fields of a wrong type count as absent."""
    kind = _KINDS.get(_text(csl, "type"), "")
    title, words, cuts, mark, edition = _title(_text(csl, "title")[:_MAX_TITLE])
    authors, others = authors_of(csl.get("author"))
    if not authors:
        authors, others = authors_of(csl.get("editor"))
    year, day = _date(csl.get("issued"))
    container = _folded(_text(csl, "container-title"))
    publisher = _folded(_text(csl, "publisher"))
    first, last = _pages(_text(csl, "page"))
    if kind == "review":
        mark = "review"
    genre = _text(csl, "genre").casefold()
    printed = _text(csl, "edition")
    return Facts(
        kind,
        title,
        " ".join(sorted(title.split())),
        words,
        cuts,
        numbers(words),
        mark,
        authors,
        others,
        year,
        day,
        container,
        _issns(_text(csl, "ISSN")),
        _plain(_text(csl, "volume")),
        _plain(_text(csl, "issue")),
        first,
        last,
        publisher,
        _number(printed) or edition,
        _whole(csl.get("number-of-pages")),
        _is_preprint(genre, container, publisher),
        identifiers_of(csl),
    )


def _text(csl: Mapping[str, Any], field: str) -> str:
    value = csl.get(field)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) else ""


def _title(printed: str) -> tuple[str, tuple[str, ...], tuple[int, ...], str, str]:
    if "<" in printed:
        printed = _TAG.sub("", printed)
    if "[" in printed:
        printed = _MEDIUM.sub("", printed)
    if match := _RETRACTED.match(printed):
        printed = printed[match.end() :]
    edition = ""
    if "d" in printed and (found := _EDITION.search(printed)):
        edition = found[1]
        printed = f"{printed[: found.start()].rstrip(' ,;(-–—')} "
    segments = [text for text in map(folded, _segments(printed)) if text]
    title = " ".join(segments)
    words: list[str] = []
    cuts = []
    for segment in segments:
        words += map(intern, title_words(segment))
        cuts.append(len(words))
    mark = ""
    if title.partition(" ")[0] in _MARKED:
        mark = next((name for name, pattern in _MARKS if pattern.match(title)), "")
    return title, tuple(words), tuple(cuts[:-1]), mark, edition


def _segments(printed: str) -> list[str]:
    """A title cut where a subtitle may begin: colon, stop, dash, bracket."""
    found = []
    start = 0
    for match in _MARK.finditer(printed):
        at = match.start()
        char, before, after = printed[at], printed[at - 1 : at], printed[at + 1 : at + 2]
        if char in "([":
            cut = True
        elif not after.isspace():
            cut = False
        elif char in "–—-|":
            cut = before.isspace()
        elif char == ".":
            cut = printed[max(0, at - 3) : at].isalnum() and at >= 3
        else:
            cut = True
        if cut:
            found.append(printed[start:at])
            start = at + 1
    return [*found, printed[start:]]


def _date(issued: object) -> tuple[int | None, tuple[int, ...]]:
    if not isinstance(issued, Mapping):
        return None, ()
    parts = issued.get("date-parts")
    try:
        first = [int(part) for part in parts[0]]  # type: ignore[index]
    except (TypeError, ValueError, IndexError, KeyError):
        match = re.search(r"\b(1[5-9]|20)\d\d\b", str(issued.get("literal") or issued.get("raw")))
        return (int(match[0]) if match else None), ()
    return (first[0], tuple(first[1:3])) if first else (None, ())


@lru_cache(maxsize=20_000)
def _folded(printed: str) -> str:
    return intern(folded(printed[:500]))


@lru_cache(maxsize=5_000)
def _plain(printed: str) -> str:
    words = folded(printed[:60]).split()
    return " ".join(
        word.lstrip("0") or "0" for word in words if word not in ("vol", "no", "n", "t")
    )


def _pages(printed: str) -> tuple[str, str]:
    """First and last page: "755-60" is 755 to 760."""
    if not printed:
        return "", ""
    pages = _FIRST.findall(printed[:60])
    if not pages:
        return "", ""
    first = pages[0].lower().lstrip("0")
    last = pages[1].lower() if len(pages) > 1 else ""
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last


@lru_cache(maxsize=5_000)
def _issns(printed: str) -> tuple[str, ...]:
    return tuple(
        re.sub("-", "", found).upper() for found in re.findall(r"\d{4}-?\d{3}[\dXx]", printed)
    )


def _number(printed: str) -> str:
    if not printed:
        return ""
    match = re.search(r"\d+", " ".join(title_words(folded(printed))))
    return match[0] if match else folded(printed)


def _whole(value: object) -> int | None:
    match = re.search(r"\d+", str(value)[:20]) if value else None
    return int(match[0]) if match else None


def _is_preprint(genre: str, container: str, publisher: str) -> bool:
    return any(
        text and _PREPRINT.search(text) is not None for text in (genre, container, publisher)
    )
