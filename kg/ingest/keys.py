"""Keys of new works, by the convention of `data/bibliography/README.md`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kg.ingest.entry import Entry
from kg.iris import slug

__all__ = ["Keys"]

_LONGEST = 40
_WORDS = "a an and d de des du en et for in l la le les of on par pour the to un une"
_SMALL = frozenset(_WORDS.split())


class Keys:
    """Gives each new work a key that no other work has, now or as an alias."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def new(self, entry: Entry) -> str:
        """`surname-year`, with a letter after the year for a second work of that name."""
        stem = f"{_who(entry)}-{entry.year or 'nd'}"
        number = self._next.get(stem, 1)
        while (key := stem + _letters(number)) in self._taken:
            number += 1
        self._next[stem] = number + 1
        self._taken.add(key)
        return key


def _who(entry: Entry) -> str:
    names = entry.authors or entry.editors
    surnames = [_surname(name.family) for name in names[: 2 if len(names) == 2 else 1]]
    return "-".join(filter(None, surnames)) or _words(entry.fields.get("title", "")) or "work"


@lru_cache(maxsize=50_000)
def _surname(family: str) -> str:
    return _short(slug(family))


def _words(title: str) -> str:
    words = [word for word in slug(title).split("-") if word not in _SMALL]
    return _short("-".join(words[:3]))


def _short(name: str) -> str:
    """A long name cut at a word."""
    if len(name) <= _LONGEST:
        return name
    return name[:_LONGEST].rpartition("-")[0] or name[:_LONGEST]


def _letters(number: int) -> str:
    """Nothing for the first, then b to z, then aa, ab and so on.

    >>> [_letters(number) for number in (1, 2, 26, 27, 28)]
    ['', 'b', 'z', 'aa', 'ab']
    """
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return "" if text == "a" else text
