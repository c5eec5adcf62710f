"""Works by the surnames and years under which a citation may name them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kg.folding import fold
from kg.intext.words import PARTICLES
from kg.references import Reference

__all__ = ["Index", "Work", "surname"]

_YEARS = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_LIKE = 85
_SHORT = 4
_SMALL = PARTICLES | {"et", "of", "the", "and", "for", "pour", "en", "a", "au", "aux"}


@dataclass(frozen=True)
class Work:
    """What a citation can be compared with."""

    id: str
    printed: str  # the first name
    names: tuple[str, ...]  # surnames or bodies, folded, without particles, in order
    acronym: str  # of a body that comes first, else ""
    year: int | None
    years: frozenset[int]  # all that the document prints for it
    suffix: str
    listed: int  # how many authors are printed


def surname(name: str) -> str:
    """A surname as it is compared.

    >>> surname("de La Tour-d'Été")
    'tour d ete'
    """
    words = fold(name).split()
    while len(words) > 1 and words[0] in PARTICLES:
        words = words[1:]
    return " ".join(words)


class Index:
    """Works found by their first name, exactly, in part, or spelt otherwise."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self.works = [_work(reference) for reference in references]
        self._first: dict[str, list[Work]] = defaultdict(list)
        self._acronym: dict[str, list[Work]] = defaultdict(list)
        self._glued: dict[str, list[Work]] = defaultdict(list)
        self._part: dict[str, list[Work]] = defaultdict(list)
        self._any: dict[tuple[str, int | None], list[Work]] = defaultdict(list)
        self._block: dict[tuple[str, int], dict[str, list[Work]]] = defaultdict(dict)
        self._spelt: dict[tuple[str, int], list[Work]] = {}
        for work in self.works:
            for name in work.names[1:]:
                self._any[name, work.year].append(work)
            if not work.names:
                continue
            first = work.names[0]
            self._first[first].append(work)
            if work.acronym:
                self._acronym[work.acronym].append(work)
            self._glued[_glued(work.printed)].append(work)
            for part in set(first.split()) - _SMALL - {first}:
                self._part[part].append(work)
            for year in work.years:
                self._block[first[:1], year].setdefault(first, []).append(work)

    def exact(self, name: str) -> Sequence[Work]:
        """Works whose first name this is."""
        return self._first.get(surname(name), ())

    def shortened(self, name: str) -> Sequence[Work]:
        """Works of a body with this acronym, or these initials."""
        return self._acronym.get(fold(name), ())

    def partly(self, name: str) -> Sequence[Work]:
        """Works that have this name in part, or parted otherwise.

        `Kovess` for `Kovess-Masféty`, a given name more, `Lecardinal` for `Le Cardinal`.
        """
        key = surname(name)
        found = [*self._part.get(key, ()), *self._glued.get(_glued(name), ())]
        words = key.split()
        for word in (words[0], words[-1]) if len(words) > 1 else ():
            found.extend(self._first.get(word, ()))
        for cut in range(1, len(words) - 1):
            found.extend(self._first.get(" ".join(words[cut:]), ()))
            found.extend(self._first.get(" ".join(words[:-cut]), ()))
        return list({work.id: work for work in found}.values())

    def spelt(self, name: str, year: int) -> Sequence[Work]:
        """Works of the year whose first name is nearly this one (first letter kept)."""
        key = surname(name)
        if len(key) < _SHORT:
            return ()
        if (key, year) not in self._spelt:
            block = self._block.get((key[:1], year), {})
            near = process.extract(key, list(block), scorer=fuzz.ratio, score_cutoff=_LIKE, limit=5)
            self._spelt[key, year] = [work for like, _, _ in near for work in block[like]]
        return self._spelt[key, year]

    def later(self, name: str, year: int | None) -> Sequence[Work]:
        """Works of the year that have this author, though not first."""
        return self._any.get((surname(name), year), ())


def _work(reference: Reference) -> Work:
    csl = reference.csl
    people = csl.get("author") or csl.get("editor") or []
    names = [str(name.get("family") or name.get("literal") or "") for name in people]
    if not names and csl.get("publisher"):
        names = [str(csl["publisher"])]
    parts = csl.get("issued", {}).get("date-parts")
    year = int(parts[0][0]) if parts and str(parts[0][0]).isdigit() else None
    printed = [
        str(c.printed) + " " + str(c.corrected)
        for c in reference.corrections
        if c.field == "issued"
    ]
    printed += [
        warning for warning in reference.warnings if re.search(r"\byears?\b|issued", warning)
    ]
    years = {int(found) for text in printed for found in _YEARS.findall(text)}
    body = people[0].get("literal", "") if people else (names[0] if names else "")
    return Work(
        id=reference.id,
        printed=names[0] if names else "",
        names=tuple(filter(None, (surname(name) for name in names))),
        acronym=_acronym(str(body)),
        year=year,
        years=frozenset(years | ({year} if year is not None else set())),
        suffix=str(csl.get("year-suffix", "")),
        listed=len(names),
    )


def _glued(name: str) -> str:
    return fold(name).replace(" ", "")


def _acronym(body: str) -> str:
    """The acronym of a body: printed in parentheses, or the initials of its words."""
    if match := re.search(r"\(([A-Z][A-Za-z-]{1,10})\)", body):
        return fold(match[1])
    words = [word for word in fold(body).split() if word not in _SMALL]
    return "".join(word[0] for word in words) if len(words) > 1 else ""
