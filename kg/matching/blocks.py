"""Keys under which works are compared: two works without a key in common never are.

Each key survives another kind of variation, so that a duplicate shares at least one: identifiers;
the words of the title sorted, or run together without the subtitle; the first author with a word
of the title (first, longest) or with the year and the first letter; the two longest words of the
title, its first three; volume and first page. Keys are kept as their hashes, which saves memory; a
collision costs one comparison.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.matching.facts import Facts

__all__ = ["MOST", "Keys", "block_keys"]

MOST = 24
"""A key leads to as many works at most, the first; later ones are found by other keys."""


class Keys(NamedTuple):
    """`firm` keys say much; `loose` ones little, `near` are those of the years beside."""

    firm: list[int]
    loose: list[int]
    near: list[int]


def block_keys(facts: Facts) -> Keys:
    """The keys of a work."""
    loose: list[int] = []
    keys = [hash(name) for name in facts.names.strong]
    keys += [hash(("isbn", isbn)) for isbn in facts.names.isbns if facts.kind != "chapter"]
    keys += [hash(("url", place)) for place in facts.names.addresses]
    words = facts.words
    who = facts.authors[0].surname if facts.authors else ""
    who = who or facts.container or facts.publisher
    if words:
        keys.append(hash(("title", *sorted(words))))
        keys.append(hash(("letters", "".join(words[: facts.cuts[0]] if facts.cuts else words))))
        by_length = sorted(words, key=len, reverse=True)
        if len(words) > 2:
            loose.append(hash(("pair", *sorted(by_length[:2]))))
            loose.append(hash(("start", words[:3])))
        if who:
            loose.append(hash(("first", who, words[0])))
            if len(words) > 1:
                loose.append(hash(("long", who, by_length[0])))
    near: list[int] = []
    if who and facts.year is not None:
        letter = words[0][0] if words else ""
        loose.append(hash(("year", who, letter, facts.year)))
        near = [hash(("year", who, letter, facts.year + step)) for step in (-1, 1)]
    if not words:
        keys.append(hash(("untitled", who, facts.year)))
    if facts.first and facts.volume:
        keys.append(hash(("page", facts.volume, facts.first, facts.container[:1])))
    elif facts.first and facts.container:
        keys.append(hash(("page", facts.year, facts.first, facts.container[:1])))
    return Keys(keys, loose, near)
