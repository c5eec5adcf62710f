"""Programmes that a title or an abstract names, by a name or another name of `data/programmes/`.

Certain is a name of three words or more, and one of two words printed with its capitals; an
acronym of four capitals or more may be one of another thing and is left to a person. Any other
name of one word says too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.matching.verdicts import Match, reason
from kg.matching.words import folded
from kg.records import ProgrammeRecord

__all__ = ["Programmes"]

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_CAPITALS = re.compile(r"\b[A-Z0-9]*[A-Z][A-Z0-9]{3,}\b")
_LONGEST = 5000
"""Characters of an abstract that are read."""
_SURE = 3


class _Form(NamedTuple):
    words: str  # folded, with a blank before and after
    printed: str
    programme: str


class Programmes:
    """The names of programmes, found by their first words."""

    def __init__(self, programmes: Iterable[ProgrammeRecord]) -> None:
        self._forms: dict[str, list[_Form]] = {}
        self._acronyms: dict[str, list[str]] = {}
        for record in programmes:
            for name in dict.fromkeys((record.label.fr, record.label.en, *record.alt_labels)):
                self._put(record.id, _BRACKETS.sub("", name).strip())

    def _put(self, id: str, name: str) -> None:
        words = folded(name).split()
        if len(words) >= 2:
            form = _Form(f" {' '.join(words)} ", name, id)
            self._forms.setdefault(words[0], []).append(form)
        elif _CAPITALS.fullmatch(name):
            self._acronyms.setdefault(name, []).append(id)

    def named_in(self, *texts: str) -> Mapping[str, Match]:
        """The programmes that texts name, each with how sure that is."""
        found: dict[str, Match] = {}
        for text in texts:
            if text:
                self._look(text[:_LONGEST], found)
        return found

    def _look(self, text: str, found: dict[str, Match]) -> None:
        words = folded(text)
        spaced = f" {words} "
        for first in set(words.split()) & self._forms.keys():
            for form in self._forms[first]:
                if form.words in spaced and (form.words.count(" ") > _SURE or form.printed in text):
                    said = (reason("same name", form.printed),)
                    found[form.programme] = Match("same", form.programme, 1.0, said)
        if not text.isupper():
            for acronym in set(_CAPITALS.findall(text)) & self._acronyms.keys():
                for id in self._acronyms[acronym]:
                    said = (reason("initials of the name", acronym),)
                    found.setdefault(id, Match("uncertain", id, 0.6, said))
