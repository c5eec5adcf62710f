"""Keys of BibTeX entries: ASCII letters, digits and a few signs, each once whatever its case."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["Keys"]

_ILLEGAL = re.compile(r"[^A-Za-z0-9_:./+-]+")


class Keys:
    """The keys of one file."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}
        self._stood: set[str] = set()
        self._seen: set[str] = set()

    def key(self, identifier: str) -> str:
        """A key for an id: the id itself where BibTeX can take it.

        >>> keys = Keys()
        >>> keys.key("Évrard 2012"), keys.key("evrard-2012")
        ('Evrard-2012', 'evrard-2012-2')
        """
        if identifier in self._seen:
            self._stood.add(identifier)
        self._seen.add(identifier)
        letters = unicodedata.normalize("NFKD", identifier)
        letters = "".join(mark for mark in letters if not unicodedata.combining(mark))
        stem = _ILLEGAL.sub("-", letters).strip("-") or "entry"
        if identifier and not _ILLEGAL.search(identifier):
            stem = identifier
        return self._unique(stem)

    def stood(self, identifier: str) -> bool:
        """Whether the id was asked for more than once."""
        return identifier in self._stood

    def _unique(self, stem: str) -> str:
        number = self._taken.get(stem.lower(), 0)
        key = stem
        while key.lower() in self._taken:
            number += 1
            key = f"{stem}-{max(number, 2)}"
        self._taken[stem.lower()] = max(number, 1)
        self._taken.setdefault(key.lower(), 1)
        return key
