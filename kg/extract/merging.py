"""References that describe one work, put together.

Identifiers and equal titles first; then titles that differ by a misprint, compared only among
works of the same first author and year or the same address. Nothing is lost by it: each printed
value that differs is named with its line. `difflib` of the standard library compares.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from kg.extract.items import Item
from kg.folding import fold as _fold

__all__ = ["group"]

fold = lru_cache(maxsize=8192)(_fold)
"""A title is compared with many others."""

_BOOK = ("publisher", "number-of-pages")
_LIKE = 0.9
_MOST = 20
"""No more titles than this are compared with one title, so that time stays linear."""


def group(items: list[Item]) -> list[list[Item]]:
    """The items of each work, in the order in which works are first printed."""
    groups: list[list[Item]] = []
    by_key: dict[str, list[int]] = {}
    for item in items:
        keys = _keys(item.csl)
        place = None
        for key in keys:
            for candidate in by_key.get(key, [])[-_MOST:]:
                if any(_same(other.csl, item.csl) for other in groups[candidate][:3]):
                    place = candidate
                    break
            if place is not None:
                break
        if place is None:
            place = len(groups)
            groups.append([])
        groups[place].append(item)
        for key in keys:
            places = by_key.setdefault(key, [])
            if not places or places[-1] != place:
                places.append(place)
    return groups


def _keys(csl: Mapping[str, Any]) -> list[str]:
    keys = []
    title = fold(csl.get("title", ""))
    if title:
        keys.append(f"title {title}")
    if "DOI" in csl:
        keys.append(f"doi {csl['DOI'].lower()}")
    if "URL" in csl:
        keys.append(f"url {_address(csl['URL'])}")
    who = (
        _first_author(csl) or fold(csl.get("publisher", "")) or fold(csl.get("container-title", ""))
    )
    if title and who:
        keys.append(f"who {who} {_year(csl)}")
    if not title:
        keys.append(f"untitled {who} {_year(csl)}")
    return keys


def _same(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    """Whether two references are certainly one work."""
    a, b = fold(one.get("title", "")), fold(two.get("title", ""))
    if not a or not b:
        return not a and not b and _keys(one)[-1] == _keys(two)[-1]
    if re.findall(r"\d+", a) != re.findall(r"\d+", b) or _roman(a) != _roman(b):
        return False
    if _conflict(one, two):
        return False
    same_address = (
        "URL" in one and "URL" in two and _address(one["URL"]) == _address(two["URL"])
    ) or ("DOI" in one and one["DOI"].lower() == two.get("DOI", "").lower())
    if a == b:
        undated = "nd" in (_year(one), _year(two))
        return (
            same_address
            or undated
            or _year(one) == _year(two)
            or _same_issue(one, two)
            or _same_book(one, two)
        )
    if a.startswith(f"{b} ") or b.startswith(f"{a} "):  # a subtitle left out
        return same_address and min(len(a), len(b)) > 15
    return (same_address or _year(one) == _year(two)) and _alike(a, b)


def _same_issue(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    """Whether both stand in the same issue of a journal, whatever year is printed."""
    return bool(one.get("container-title")) and all(
        one.get(name) == two.get(name) for name in ("volume", "issue")
    )


def _same_book(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    """Whether publisher, authors and the count of pages are the same: then a year is misprinted."""
    who = _first_author(one)
    return (
        bool(who)
        and who == _first_author(two)
        and all(one.get(name) and one.get(name) == two.get(name) for name in _BOOK)
    )


def _alike(one: str, two: str) -> bool:
    """Whether two titles differ by a misprint at most."""
    if max(len(one), len(two)) > 400:
        return False
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.quick_ratio() >= _LIKE and matcher.ratio() >= _LIKE


def _conflict(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    """Whether something says that these are two works."""
    pages = [str(csl.get("page", "")).partition("-")[0] for csl in (one, two)]
    if all(pages) and pages[0] != pages[1] and "container-title" in one:
        return True
    counts = [csl.get("number-of-pages") for csl in (one, two)]
    if all(counts) and counts[0] != counts[1]:
        return True
    if one.get("volume") and two.get("volume") and one["volume"] != two["volume"]:
        return True
    people = [_first_author(csl) for csl in (one, two)]
    if all(people) and SequenceMatcher(None, people[0], people[1]).ratio() < 0.7:
        return True
    places = [fold(csl.get("publisher") or csl.get("container-title") or "") for csl in (one, two)]
    if all(places) and not all(people) and not (places[0] in places[1] or places[1] in places[0]):
        return SequenceMatcher(None, places[0][:300], places[1][:300]).ratio() < 0.7
    return False


def _roman(text: str) -> list[str]:
    return re.findall(r"\b[ivx]+\b", text)


def _first_author(csl: Mapping[str, Any]) -> str:
    for name in csl.get("author", []):
        return fold(name.get("family") or name.get("literal") or "")
    return ""


def _year(csl: Mapping[str, Any]) -> str:
    parts = csl.get("issued", {}).get("date-parts")
    return str(parts[0][0]) if parts else "nd"


def _address(url: str) -> str:
    url = re.sub(r"^https?://(?:www\.)?", "", url.strip().lower())
    return url.partition("#")[0].rstrip("/")
