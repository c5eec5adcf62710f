"""The inside of a parenthesis as citations by author and year: names, years, pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extract.names import corporate
from kg.intext.names import Cited, names_before

__all__ = ["Dated", "Entry", "only_years", "read_entries"]

_YEAR = re.compile(
    r"(?<![\w/-])(?<!\d\.)(?<!\d,)(?P<year>(?:1[4-9]|20)\d\d)"
    r"(?:\s?[-–/]\s?(?P<to>(?:1[4-9]|20)\d\d|\d\d)(?!\d))?(?:\s?(?P<suffix>(?<=\d)[a-z]|(?<=\s)[a-h](?!\.)))?(?![\w%€$])"
    r"|(?P<none>(?<![\w.])(?:s\.\s?d\.?|n\.\s?d\.?)(?!\w)|(?<=[,\s])(?:sd|nd)(?!\w)|"
    r"\bin\s+press\b|\bsous\s+presse\b|\bà\s+paraître\b|\bforthcoming\b|\ben\s+préparation\b|"
    r"\bin\s+preparation\b|\bsubmitted\b|\bsoumis(?:e)?\b|\baccepted\b)",
)
_MORE_LETTERS = re.compile(r"\s*(?:[,;&]|et\b|and\b)\s*(?P<suffix>[a-z])(?![\w.'’])")
_LOCATOR = re.compile(
    r"\s*[,:]?\s*(?P<locator>(?:(?:pp?|pages?|chap(?:itres?|ters?)?|ch|art|vol|tome|fig|tab|"
    r"tableaux?|tables?|no|notes?|para|sect(?:ion)?|lignes?)(?![^\W\d_])|§{1,2}|n°)\.?\s{0,3}"
    r"(?:\d{1,5}[a-z]?|[ivxlcdm]{1,8}\b)(?:\s?[-–]\s?\d{1,5})?"
    r"(?:\s?(?:,|et|and|&)\s?\d{1,3}(?:\s?[-–]\s?\d{1,4})?(?![\w]))*(?:\s?(?:sqq?|ss|ff)\b\.?)?)"
    r"|\s*:\s*(?P<colon>\d{1,4}(?:\s?[-–]\s?\d{1,4})?)(?!\d)"
    r"|\s*,\s*(?P<bare>\d{1,3}(?:\s?[-–]\s?\d{1,3})?)(?=\s*(?:;|$))",
    re.I,
)
_SAME_AUTHORS = re.compile(r"[\s,;&/.:]*(?:\b(?:et|and|ou|or|puis)\b)?[\s,]*$")
_KNOWN_PREFIX = re.compile(
    r"(?:\b(?:voir|cf|see|e\.?\s?g|p(?:ar)?\.? ?ex(?:emple)?|notamment|aussi|also|selon|"
    r"d'après|in|dans|chez|comme|adapté(?:e)? d[eu']|source|sources|repris de|cité(?:e|s)? par|"
    r"cited (?:in|by)|after|from|and|et|ou|or|for example|for instance|y compris)\b[\s.,:]*)+$",
    re.I,
)
_GAP = re.compile(r"[\s,;&]*(?:(?:et|and)\s+)?")
_LONGEST_PREFIX = 160
_MOST_CAPITALS = 3


@dataclass(frozen=True)
class Dated:
    """A year as printed, or what stands for it ("" where nothing does), and its letter."""

    year: str
    suffix: str | None = None


@dataclass
class Entry:
    """Names with the years printed for them; offsets are those of the text given."""

    cited: Cited | None
    prefix: str
    years: list[Dated]
    start: int
    end: int
    locator: str | None = None
    strong: bool = True


def read_entries(content: str) -> list[Entry]:
    """Every citation of the inside of a parenthesis; no entry where it is none.

    Names alone before the next dated ones are entries too, of one year `""`: `(Durand ; Petit,
    2012)` prints none for Durand, who is another author of the work, or that of another work.
    """
    entries: list[Entry] = []
    bare: list[Entry] = []  # names that wait for a year
    at = 0
    for segment in content.split(";"):
        end = at + len(segment)
        known = len(entries)
        _segment(content, at, end, entries)
        if (names := _names_alone(segment, at)) is not None:
            bare.append(names)
        else:
            following = entries[known] if len(entries) > known else None
            if bare and following is not None and _own_names(following):
                entries[known:known] = [replace(one, strong=following.strong) for one in bare]
            bare = []
        at = end + 1
    return entries


def _names_alone(segment: str, at: int) -> Entry | None:
    """A segment that holds names and nothing else, but for `voir` and the like."""
    cited = names_before(segment, inside=True) if len(segment) < _LONGEST_PREFIX else None
    if cited is None:
        return None
    prefix = re.sub(r"\s+", " ", segment[: cited.start]).strip(" ,.&")
    if prefix and not _KNOWN_PREFIX.fullmatch(prefix):
        return None
    if len(cited.names) == 1 and not cited.others and not _one_author(cited.names[0]):
        return None
    end = at + len(segment.rstrip())
    return Entry(cited, prefix, [Dated("")], at + cited.start, end, None, cited.strong)


def _one_author(name: str) -> bool:
    """Whether words alone can be one author: no acronym, and no long row of capitals."""
    words = name.split()
    if len(words) == 1:
        return not name.isupper()
    return corporate(name) or sum(word[0].isupper() for word in words) <= _MOST_CAPITALS


def _own_names(entry: Entry) -> bool:
    """Whether an entry was read with its own names and a year."""
    return entry.cited is not None and bool(entry.years)


def _segment(content: str, at: int, end: int, entries: list[Entry]) -> None:
    fresh = True  # nothing of this segment was read yet
    while (match := _YEAR.search(content, at, end)) is not None:
        head = content[at : match.start()]
        if _SAME_AUTHORS.match(head):
            if entries and entries[-1].cited is not None:
                if fresh:  # "Durand, 2012 ; 2014": a citation of its own
                    last = entries[-1]
                    entries.append(Entry(last.cited, "", [], match.start(), 0, None, last.strong))
                at = _years(content, match, end, entries[-1])
                fresh = False
                continue
            at = match.end()
            continue
        cited = names_before(head[-400:], inside=True) if head.strip() else None
        if cited is None:
            at = match.end()
            if match["none"] is None:
                fresh = False
            entries.append(Entry(None, "", [], 0, 0))  # later years are not those of older names
            continue
        cut = max(len(head) - 400, 0) + cited.start
        prefix = re.sub(r"\s+", " ", head[:cut]).lstrip(" ,;.&").rstrip(" ,;&")
        prefix = "" if prefix in ("et", "and") else prefix
        entry = Entry(cited, prefix, [], at + cut, 0, None, cited.strong)
        if prefix and not cited.strong and not _KNOWN_PREFIX.search(prefix):
            entry.cited = None
        if len(prefix) > _LONGEST_PREFIX:
            entry.cited = None
        entries.append(entry)
        at = _years(content, match, end, entry)
        fresh = False
    rest = content[at:end]
    if entries and entries[-1].cited is not None and re.fullmatch(r"\s*[a-z]\s*", rest):
        last = entries[-1]  # "2012a ; b"
        last.years.append(Dated(last.years[-1].year, rest.strip()))
        last.end = at + len(rest.rstrip())


def _years(content: str, match: re.Match[str], end: int, entry: Entry) -> int:
    """Read a year with its letters and its page; the offset after them."""
    entry.years.append(_dated(match))
    at = match.end()
    while match["suffix"] and (more := _MORE_LETTERS.match(content, at, end)) is not None:
        entry.years.append(Dated(match["year"], more["suffix"]))
        at = more.end()
    if (locator := _LOCATOR.match(content, at, end)) is not None:
        entry.locator = re.sub(r"\s+", " ", next(filter(None, locator.groups()))).strip()
        at = locator.end()
    entry.end = at
    return at


def _dated(match: re.Match[str]) -> Dated:
    if match["none"]:
        return Dated(re.sub(r"\s+", " ", match["none"]))
    if match["to"]:
        return Dated(f"{match['year']}{_sign(match[0])}{match['to']}", match["suffix"])
    return Dated(match["year"], match["suffix"])


def _sign(text: str) -> str:
    return "/" if "/" in text else "-"


def only_years(content: str) -> list[tuple[Dated, str | None]]:
    """The years, with pages, of a parenthesis that holds nothing else; none otherwise."""
    found: list[tuple[Dated, str | None]] = []
    at = 0
    while at < len(content):
        gap = _GAP.match(content, at)
        match = _YEAR.match(content, gap.end() if gap else at)
        if match is None:
            break
        entry = Entry(None, "", [], match.start(), 0)
        at = _years(content, match, len(content), entry)
        found.extend((dated, entry.locator) for dated in entry.years)
    return [] if content[at:].strip(" \n.,;") else found
