r"""Names as libraries write them, as CSL names.

BibTeX: split at `and` and into parts by bibtexparser, after accents are decoded, since its test
for the case of a word stumbles over `{\L}ukasz`. A name wholly in braces is corporate. biblatex
may write the parts out: `family=Berg, given=Anna, prefix=van den`. RIS and MEDLINE write
`Family, Given, Suffix`, and a corporate name without a comma.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from kg.extract.particles import with_particle
from kg.library.decoding import decode, decode_letters, plain

__all__ = ["OTHERS", "bibtex_names", "forget_names", "inverted_name"]

Name = dict[str, str]

OTHERS: Name = {"literal": "et al."}
"""The rest that a list does not name, as our export writes it too."""

_AND = re.compile(" and ", re.IGNORECASE)
_WRITTEN_OUT = re.compile(r"\s*[a-z]{3,30}(?:-i)?\s*=", re.IGNORECASE)
_PARTS = {
    "family": "family",
    "given": "given",
    "prefix": "non-dropping-particle",
    "suffix": "suffix",
}
_UNNAMED = frozenset(("others", "et al", "et al."))
_MOST_COMMAS = 2
_NO_PARTICLES = frozenset(
    ("for", "of", "at", "the", "in", "on", "pour", "für", "sur", "per", "para")
)
"""Words in small letters that stand before no family name: these are bodies without braces."""
_INVERTED = re.compile(r"[^,;{}]+,[^,;{}]+(?:,[^,;{}]+)?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[- ]?){1,4}")
_AND_OTHERS = re.compile(r",?\s+et al\.?$", re.IGNORECASE)
_INITIAL = re.compile(r"(?![vd]\.)[^\W\d_]\.|[ab]")
"""A particle that is an initial in small letters, and neither *von* nor *de* shortened."""


def bibtex_names(field: str) -> tuple[list[Name], list[str]]:
    """The names of a field in order, with what was odd.

    >>> bibtex_names("{World Union} and van der Berg, Jr, Anna and others")[0][1]
    {'family': 'Berg', 'given': 'Anna', 'non-dropping-particle': 'van der', 'suffix': 'Jr'}
    """
    names: list[Name] = []
    odd: list[str] = []
    whole = plain(decode_letters(field))
    named = _AND_OTHERS.sub("", whole) if whole[-3:].lower().strip(" .") == "al" else whole
    more, whole = named != whole, named
    listed, mark = _apart(whole) if " and " not in whole else ([], "")
    if listed:
        odd.append(f"The names are set apart by {mark}; they are read one by one")
    for text in listed or _split(whole):
        if text.lower() in _UNNAMED:
            names.append(dict(OTHERS))
            continue
        name, why = _bibtex_name(text)
        if name:
            names.append(dict(name))
        if why:
            odd.append(why)
    if more:
        names.append(dict(OTHERS))
    return names, odd


def inverted_name(text: str) -> Name | None:
    """A name of RIS or MEDLINE; None if nothing is printed.

    >>> inverted_name("Le Cardinal, P.")
    {'family': 'Le Cardinal', 'given': 'P.'}
    """
    text = plain(text).rstrip(",")
    if text.lower() in _UNNAMED:
        return dict(OTHERS)
    family, *rest = [part.strip() for part in text.split(",")]
    if not family:
        return {"literal": text} if text.strip(", ") else None
    if not rest:
        return {"literal": text}
    if len(rest) > _MOST_COMMAS:
        return {"literal": text}
    given = rest[0]
    name = {"family": family} | ({"given": given} if given else {})
    if len(rest) > 1 and rest[1]:
        name["suffix"] = rest[1]
    return with_particle(name)


def _apart(text: str) -> tuple[list[str], str]:
    """The names of a field without `and`, if it has several, and what sets them apart."""
    if _AND.search(text):
        return [], ""
    if ";" in text:
        return _by_semicolons(text), "semicolons"
    return (_by_commas(text), "commas") if text.count(",") > _MOST_COMMAS else ([], "")


def _by_semicolons(text: str) -> list[str]:
    """The names of `Berg, A.; Thal, B.`, which some programs write; nothing for any other list."""
    pieces = [piece for piece in map(str.strip, text.split(";")) if piece]
    return pieces if len(pieces) > 1 and all(map(_INVERTED.fullmatch, pieces)) else []


def _by_commas(text: str) -> list[str]:
    """The names of `Berg, A., Thal, B.` or `Anna Berg, Bo Thal, Cy See`; nothing for others."""
    pieces = [piece.strip() for piece in text.split(",")]
    if "{" in text or not all(pieces):
        return []
    if len(pieces) % 2 == 0 and all(map(_INITIALS.fullmatch, pieces[1::2])):
        return [f"{family}, {given}" for family, given in zip(*[iter(pieces)] * 2, strict=True)]
    words = [piece.split() for piece in pieces]
    if all(2 <= len(name) <= 4 and _NO_PARTICLES.isdisjoint(name) for name in words):
        return pieces
    return []


def forget_names() -> None:
    """Empty the cache of names, so that a measurement starts afresh."""
    _bibtex_name.cache_clear()


def _split(text: str) -> list[str]:
    pieces = [piece.strip() for piece in _AND.split(f" {text} ")]
    if any(piece.count("{") != piece.count("}") for piece in pieces):
        pieces = split_multiple_persons_names(text)
    pieces = [piece[4:].lstrip() if piece.lower().startswith("and ") else piece for piece in pieces]
    return [piece for piece in pieces if piece and piece.lower() != "and"]


@lru_cache(maxsize=1 << 14)
def _bibtex_name(text: str) -> tuple[Name | None, str]:
    if _is_one_group(text):
        literal = decode(text)
        return ({"literal": literal} if literal else None), ""
    if _WRITTEN_OUT.match(text):
        return _written_out(text)
    if _outer_commas(text) > _MOST_COMMAS:
        literal = decode(text)
        why = f"{literal!r} has too many commas for one name; it is kept whole"
        return {"literal": literal}, why
    parts = parse_single_name_into_parts(text, strict=False)
    if not _NO_PARTICLES.isdisjoint(parts.von) and "," not in text:
        literal = decode(text)
        return {"literal": literal}, f"{literal!r} is taken for a body; it is kept whole"
    initials = list(takewhile(_INITIAL.fullmatch, parts.von))
    parts.first, parts.von = [*parts.first, *initials], parts.von[len(initials) :]
    found = {
        "family": decode(" ".join(parts.last)),
        "given": decode(" ".join(parts.first)),
        "non-dropping-particle": decode(" ".join(parts.von)),
        "suffix": decode(" ".join(parts.jr)),
    }
    name = {part: value for part, value in found.items() if value}
    if name and "family" not in name:
        return {"literal": decode(text)}, ""
    return name or None, "" if name else f"{text!r} names nobody"


def _is_one_group(text: str) -> bool:
    """Whether one pair of braces holds the whole text."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return place == len(text) - 1
    return False


def _outer_commas(text: str) -> int:
    if "{" not in text:
        return text.count(",")
    depth = commas = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        commas += character == "," and depth <= 0
    return commas


def _written_out(text: str) -> tuple[Name | None, str]:
    name = {}
    for part in _comma_parts(text):
        key, _, value = part.partition("=")
        if csl := _PARTS.get(key.strip().lower()):
            name[csl] = decode(value.strip(' "'))
        elif key.strip().lower() == "middle" and (middle := decode(value.strip(' "'))):
            name["given"] = f"{name.get('given', '')} {middle}".strip()
    name = {part: value for part, value in name.items() if value}
    if "family" not in name:
        return {"literal": decode(text)}, f"{decode(text)!r} has no family name; it is kept whole"
    return name, ""


def _comma_parts(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for place, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if character == "," and depth <= 0:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]
