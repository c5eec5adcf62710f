"""Which known programme a printed name is: its names, other names and acronyms, nothing guessed.

Names are compared without accents, case, hyphens, little words, plural endings and a leading
"programme" or "service"; what stands in brackets is a name of its own. Acronyms count in capitals
only. A name one letter away, or with a known name in it, is uncertain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.matching.ranking import best_of
from kg.matching.verdicts import Match, Reason, Verdict, reason
from kg.matching.words import LITTLE, folded, listed, misspelt

__all__ = ["ProgrammeIndex"]

_BRACKETS = re.compile(r"\(([^()]{2,80})\)")
_LEADS = listed(
    """programme programmes program project projet dispositif service equipe team the experiment
    experimentation plan"""
)
_MOST = 50


class ProgrammeIndex:
    """Programmes by their identifiers, found again by any of their names."""

    def __init__(self) -> None:
        self._whole: dict[str, list[str]] = {}
        self._words: dict[str, list[tuple[str, str]]] = {}

    def add(self, id: str, names: Iterable[str]) -> None:
        """Put a programme in with its labels, other names and acronyms."""
        for name in names:
            for key in _forms(name):
                ids = self._whole.setdefault(key, [])
                if id not in ids:
                    ids.append(id)
                for word in key.split():
                    block = self._words.setdefault(word[:4], [])
                    if len(block) < _MOST and (key, id) not in block:
                        block.append((key, id))

    def match(self, name: str) -> Match:
        """Which programme a printed name is."""
        found: dict[str, tuple[Verdict, tuple[Reason, ...]]] = {}
        forms = list(_forms(name))
        for form in forms:
            for id in self._whole.get(form, ()):
                found[id] = "same", (reason("same name"),)
        if not found:
            for form in forms:
                for key, id in self._near(form):
                    if (said := _near(form, key)) is not None:
                        found.setdefault(id, ("uncertain", (said,)))
        return best_of(found, "several names fit")

    def _near(self, form: str) -> Iterator[tuple[str, str]]:
        for word in form.split():
            yield from self._words.get(word[:4], ())


def _forms(name: str) -> Iterator[str]:
    """The forms of a name as they are compared; an acronym keeps its capitals."""
    inside = _BRACKETS.findall(name)
    for part in (_BRACKETS.sub(" ", name), *inside):
        if part.strip().isupper() and len(part.strip()) <= 12 and " " not in part.strip():
            yield f"={part.strip()}"
            continue
        words = [word for word in folded(part.replace("’", "'")).split() if word not in LITTLE]
        while len(words) > 1 and words[0] in _LEADS:
            del words[0]
        stems = [word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in words]
        if stems and len("".join(stems)) > 2:
            yield " ".join(stems)


def _near(form: str, key: str) -> Reason | None:
    if form.startswith("=") or key.startswith("="):
        return None
    if misspelt(form.replace(" ", ""), key.replace(" ", "")) or form.replace(
        " ", ""
    ) == key.replace(" ", ""):
        return reason("name written otherwise", weight=0.3)
    short, long = sorted((form, key), key=len)
    if len(short) >= 8 and f" {short} " in f" {long} ":
        return reason("part of the name")
    return None
