"""Which lines of the sources the data rests on, and why it does not rest on the others.

A line is *factual* when it holds a year or another number, an address, or the name of a
programme of the data; author-year and numeric citations and references hold one of these. Each
factual line is `covered` (a place of the data rests on it), `no-fact` or `left-out` (the ledger
in `data/coverage/` says why), or `unaccounted`. The share covered leaves `no-fact` lines out.

A place of more than `WIDEST` lines covers nothing: it says where a subject is treated, not where
a fact is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.entities import Corpus
from kg.folding import fold

__all__ = ["NO_FACT", "WIDEST", "Line", "Share", "account", "factual_lines", "shares"]

WIDEST = 40
"""Most lines that a place may have and still cover them: a table, or a paragraph of PDF lines."""

NO_FACT = frozenset(
    {
        "no-fact",
        "contents-table",
        "page-furniture",
        "heading",
        "jury-list",
        "oath-and-thanks",
        "patient-quotation",
        "patient-profile",
        "layout-lost",
        "list-marker",
    }
)
"""Reasons beneath `no-fact` in ontology/schemes/omission-reason.ttl; a test compares them."""

_NUMBER = re.compile(r"\d")
_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)
_SHORTEST_NAME = 5


@dataclass(frozen=True)
class Line:
    """A factual line of a source and what became of it."""

    source: str
    number: int
    section: str
    state: str
    text: str


@dataclass(frozen=True)
class Share:
    """How many factual lines of a part of a source are in which state."""

    source: str
    section: str | None
    covered: int
    no_fact: int
    left_out: int
    unaccounted: int

    @property
    def share(self) -> float | None:
        """Covered lines among those that hold a fact, 0 to 1; None where there are none."""
        facts = self.covered + self.left_out + self.unaccounted
        return self.covered / facts if facts else None


def factual_lines(lines: Sequence[str], names: Iterable[str]) -> list[int]:
    """The 1-based numbers of the lines that hold a number, an address or one of the names."""
    acronyms = [n for n in names if n.isupper() and len(n) >= 2]
    others = [fold(n) for n in names if len(n) >= _SHORTEST_NAME]
    exact = re.compile(r"\b(?:" + "|".join(map(re.escape, acronyms)) + r")\b") if acronyms else None
    found = []
    for number, line in enumerate(lines, 1):
        folded = f" {fold(line)} "
        if (
            _NUMBER.search(line)
            or _ADDRESS.search(line)
            or (exact is not None and exact.search(line))
            or any(f" {name} " in folded for name in others)
        ):
            found.append(number)
    return found


def account(corpus: Corpus, texts: Mapping[str, Sequence[str]]) -> list[Line]:
    """Every factual line of the texts (lines by source), with its state."""
    covered, listed = _covered(corpus), _listed(corpus)
    names = programme_names(corpus)
    found = []
    for source, lines in texts.items():
        sections = corpus.sources[source].sections
        for number in factual_lines(lines, names):
            section = [s.number for s in sections if s.line <= number]
            if number in covered.get(source, ()):
                state = "covered"
            elif (reason := listed.get(source, {}).get(number)) is not None:
                state = "no-fact" if reason in NO_FACT else "left-out"
            else:
                state = "unaccounted"
            where = section[-1] if section else ""
            found.append(Line(source, number, where, state, lines[number - 1].strip()))
    return found


def shares(lines: Iterable[Line], by_section: bool = False) -> list[Share]:
    """The lines counted by source, or by source and section, in order of the texts."""
    counts: dict[tuple[str, str | None], Counter[str]] = {}
    for line in lines:
        key = (line.source, line.section if by_section else None)
        counts.setdefault(key, Counter())[line.state] += 1
    return [
        Share(
            source,
            section,
            covered=count["covered"],
            no_fact=count["no-fact"],
            left_out=count["left-out"],
            unaccounted=count["unaccounted"],
        )
        for (source, section), count in counts.items()
    ]


def programme_names(corpus: Corpus) -> list[str]:
    """Every name of every programme: labels and other names."""
    found: set[str] = set()
    for programme in corpus.programmes.values():
        found.update((programme.label.fr, programme.label.en, *programme.alt_labels))
    return sorted(found)


def _covered(corpus: Corpus) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for place in corpus.places():
        locator = place.locator
        if locator.last - locator.first < WIDEST:
            lines = range(locator.first, locator.last + 1)
            found.setdefault(locator.source, set()).update(lines)
    return found


def _listed(corpus: Corpus) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for omission in corpus.omissions:
        locator = omission.place.locator
        for number in range(locator.first, locator.last + 1):
            found.setdefault(locator.source, {})[number] = omission.reason
    return found
