"""Names of authors as they are compared: surname without particle, initials, given name.

Surnames are compared by equality, then by Jaro-Winkler similarity (`rapidfuzz.distance`), which
Winkler made for names of persons in census files: it forgives late letters more than first ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from rapidfuzz.distance import JaroWinkler

from kg.matching.words import folded, listed

__all__ = ["Agreement", "Author", "agreement", "authors_of", "fits", "given_fits", "read_name"]

Agreement = Literal["same", "part", "unknown", "other"]

_PARTICLES = listed(
    """de du des d la le l les van von der den dem ter ten dos da das do di del della dello degli el
    al bin ben ibn abu zu zum zur af av y e und of the st saint mac mc"""
)
_OTHERS = frozenset(("et al", "others", "et alii", "and others", "et coll", "collectif"))
_UMLAUT = re.compile(r"(?<=[aou])e")
_LIKE = 0.93
_MANY = 60
"""Names after this many count as "et al.": each is compared with each."""


class Author(NamedTuple):
    """A folded name; of a body `surname` is the whole name and `initials` is `*`."""

    surname: str
    initials: str
    given: str


def authors_of(names: object) -> tuple[tuple[Author, ...], bool]:
    """The authors of a CSL list of names, and whether the list says that there are others."""
    found: list[Author] = []
    others = False
    if isinstance(names, list | tuple):
        others = len(names) > _MANY
        for name in names[:_MANY]:
            if isinstance(name, Mapping):
                author = read_name(name)
                if author is None:
                    others = True
                else:
                    found.append(author)
    return tuple(found), others


def read_name(name: Mapping[str, Any]) -> Author | None:
    """A CSL name; None for "et al." and for a name without letters.

    >>> read_name({"family": "de la Tour", "given": "Jean-Luc"})
    Author(surname='tour', initials='jl', given='jean')
    """
    if literal := name.get("literal"):
        return _body(str(literal))
    family = str(name.get("family") or "")
    return _person(family, str(name.get("given") or ""))


@lru_cache(maxsize=50_000)
def _body(literal: str) -> Author | None:
    words = folded(literal)
    if not words or words in _OTHERS:
        return None
    return Author(words, "*", "")


@lru_cache(maxsize=50_000)
def _person(family: str, given: str) -> Author | None:
    words = folded(family).split()
    if not words:
        return _person(given, "") if given.strip() else None
    if " ".join(words) in _OTHERS:
        return None
    bare = [word for word in words if word not in _PARTICLES] or words
    return Author(_UMLAUT.sub("", " ".join(bare)), *_given(given))


def _given(given: str) -> tuple[str, str]:
    """Initials and first given name of "Jean-Luc", "J.-L.", "JL" or "J. Luc"."""
    if len(given) <= 4 and given.isupper():
        return folded(given).replace(" ", ""), ""
    words = [word for word in folded(given).split() if word not in _PARTICLES]
    if not words:
        return "", ""
    first = _UMLAUT.sub("", words[0])
    return "".join(word[0] for word in words), first if len(first) > 1 else ""


def given_fits(one: Author, two: Author) -> bool:
    """Whether given names may be one person's: initials, short forms, a missing one."""
    if not one.initials or not two.initials:
        return True
    if one.initials[0] != two.initials[0]:
        return False
    if len(one.initials) > 1 and len(two.initials) > 1 and one.initials[1] != two.initials[1]:
        return False
    if not one.given or not two.given or one.given == two.given:
        return True
    short, long = sorted((one.given, two.given), key=len)
    return long.startswith(short) or JaroWinkler.similarity(short, long) >= _LIKE


def fits(one: Author, two: Author) -> bool:
    """Whether two printed names may be one author's.

    >>> fits(Author("davidson", "l", ""), Author("davidson", "l", "larry"))
    True
    """
    if one.initials == "*" or two.initials == "*":
        return _bodies_fit(one, two)
    if one.surname == two.surname:
        return given_fits(one, two)
    if not given_fits(one, two):
        return _swapped(one, two)
    if _glued(one.surname, two.surname) or _glued(two.surname, one.surname):
        return True
    if min(len(one.surname), len(two.surname)) >= 4 and (
        JaroWinkler.similarity(one.surname, two.surname, score_cutoff=_LIKE) > 0
    ):
        return True
    a, b = set(one.surname.split()), set(two.surname.split())  # one of two surnames
    return (len(a) > 1 or len(b) > 1) and (a < b or b < a) and bool(one.initials)


def _swapped(one: Author, two: Author) -> bool:
    """Family and given name in each other's place."""
    if not (one.given or two.given):
        return False
    for a, b in ((one, two), (two, one)):
        if not a.given or a.given[0] != b.surname[0]:
            continue
        first = b.surname.split()[0]
        if (a.given, b.given) in ((b.surname, a.surname), (first, a.surname)):
            return True
    return False


def _glued(long: str, short: str) -> bool:
    """Whether a surname is the other with its particle run into it: Legoffic, Le Goffic."""
    return long.endswith(short) and long[: -len(short)] in _PARTICLES


def _bodies_fit(one: Author, two: Author) -> bool:
    if one.surname == two.surname:
        return True
    if one.initials != two.initials:  # a person written as one string
        person, whole = (two, one) if one.initials == "*" else (one, two)
        words = whole.surname.split()
        return (
            len(words) <= 4 and bool(person.given) and {person.given, person.surname} <= set(words)
        )
    a, b = one.surname.split(), two.surname.split()
    if acronym_of(one.surname, b) or acronym_of(two.surname, a):
        return True
    short, long = sorted((one.surname, two.surname), key=len)
    if f" {short} " in f" {long} " and len(short) >= 12:
        return True
    return JaroWinkler.similarity(short, long) >= 0.95


def acronym_of(short: str, words: list[str]) -> bool:
    """Whether a word is made of the first letters of others, little words taken or not.

    >>> acronym_of("has", ["haute", "autorite", "de", "sante"])
    True
    """
    if not 2 <= len(short) <= 8 or " " in short or len(words) < 2:
        return False
    big = [word for word in words if word not in _PARTICLES and word not in ("et", "and", "en")]
    return short in ("".join(w[0] for w in big), "".join(w[0] for w in words))


def agreement(one: tuple[Author, ...], two: tuple[Author, ...], others: bool = False) -> Agreement:  # noqa: PLR0911
    """How far two lists of authors agree; `others` says that one of them ends with "et al."."""
    if not one or not two:
        return "unknown"
    if one == two:
        return "same"
    if (one[0].initials == "*") != (two[0].initials == "*") and not fits(one[0], two[0]):
        return "unknown"  # a body on one side, its people on the other
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    rest = list(long)
    shared = 0
    for author in short:
        for place, other in enumerate(rest):
            if fits(author, other):
                del rest[place]
                shared += 1
                break
    if not shared:
        return "other"
    if shared == len(short) and (
        len(short) == len(long) or ((others or len(short) > 1) and fits(one[0], two[0]))
    ):
        return "same"
    if len(short) >= 3 and shared >= len(short) - 1 and len(long) - len(short) <= 1:
        return "same"  # one name misprinted
    return "part"


def surnames(authors: Iterable[Author]) -> list[str]:
    """The surnames, for keys."""
    return [author.surname for author in authors]
