"""What a document prints in two ways, or against itself: named, never put right in silence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from kg.extract.items import Item
from kg.folding import fold
from kg.references import FieldCorrection

__all__ = ["flag_addresses", "flag_containers", "flag_names", "settle"]

_COMPARED = (
    "title",
    "issued",
    "container-title",
    "volume",
    "issue",
    "page",
    "publisher",
    "publisher-place",
    "number-of-pages",
    "URL",
    "DOI",
    "author",
)
_URL_YEAR = re.compile(r"[-/]((?:19|20)\d\d)[-/]\d{1,2}(?=[-/])")
_ENOUGH = 60
_LEFT_OUT = frozenset(("l", "la", "le", "les", "et", "de", "du", "des", "d"))


def settle(items: list[Item]) -> tuple[dict[str, Any], list[str], list[FieldCorrection]]:
    """One set of fields for the occurrences of a work; each value left out is a correction."""
    csl: dict[str, Any] = {}
    warnings: list[str] = []
    corrections: list[FieldCorrection] = []
    for item in items:
        for name, value in item.csl.items():
            csl.setdefault(name, value)
    for name in _COMPARED:
        printed = [(item.line, item.csl[name]) for item in items if name in item.csl]
        forms = Counter(show(value) for _, value in printed)
        if len(forms) < 2:
            continue
        chosen, why = _chosen(name, printed, forms, items)
        csl[name] = next(value for _, value in printed if show(value) == chosen)
        places: dict[str, list[int]] = {}
        for line, value in printed:
            places.setdefault(show(value), []).append(line)
        said = "; ".join(f"{form!r} on line {_lines(at)}" for form, at in places.items())
        warnings.append(f"{_label(name)} is printed in {len(forms)} ways: {said}")
        corrections.extend(
            FieldCorrection(name, form, chosen, f"line {_lines(at)}; {why}")
            for form, at in places.items()
            if form != chosen
        )
    kinds = Counter(item.csl["type"] for item in items)
    csl["type"] = max(kinds, key=lambda kind: (kind not in ("document", "webpage"), kinds[kind]))
    return csl, warnings, corrections


def _chosen(
    name: str, printed: list[tuple[int, Any]], forms: Counter[str], items: list[Item]
) -> tuple[str, str]:
    """The form to follow, and why: the year of the address, the fuller form, the commoner one."""
    if name == "issued":
        years = {year for item in items for year in _URL_YEAR.findall(item.csl.get("URL", ""))}
        for _, value in printed:
            if show(value)[:4] in years and len(years) == 1:
                return show(value), "the address carries this year"
    if name == "URL":
        short = sorted(forms, key=len)
        if len(short) == 2 and short[1].startswith(short[0].rstrip("/")):
            return short[0], "the other one is a page of the same site"
    best, count = max(
        forms.items(), key=lambda form: (form[1], len(form[0]) if name == "author" else 0)
    )
    if count > 1:
        return best, f"{count} of {len(printed)} references print this"
    return best, "the first reference prints this" if name != "author" else "the fuller form"


def flag_names(items: Iterable[Item]) -> None:
    """Names that differ by a letter or two from one that the document prints elsewhere."""
    spellings: dict[tuple[str, str], dict[str, list[Item]]] = {}
    for item in items:
        for name in item.csl.get("author", []) + item.csl.get("editor", []):
            if "family" in name and len(name.get("given", "").strip(".")) > 0:
                full = f"{name['family']} {name['given']}"
                for key in {("given", fold(name["given"])), ("family", fold(name["family"]))}:
                    spellings.setdefault(key, {}).setdefault(full, []).append(item)
    seen: set[tuple[str, str]] = set()
    for forms in spellings.values():
        names = sorted(forms, key=lambda form: -len(forms[form]))[:_ENOUGH]
        for place, common in enumerate(names):
            for rare in names[place + 1 :]:
                if (common, rare) not in seen and _alike(common, rare):
                    seen.add((common, rare))
                    _flag_name(common, rare, forms)


def _alike(one: str, two: str) -> bool:
    a, b = one.casefold(), two.casefold()
    if min(len(a), len(b)) < 8 or abs(len(a) - len(b)) > 2 or a[0] != b[0]:
        return False
    return SequenceMatcher(None, a, b).ratio() >= 0.9


def _flag_name(common: str, rare: str, forms: dict[str, list[Item]]) -> None:
    where = _lines(sorted({item.line for item in forms[common]}))
    if len(forms[common]) == len(forms[rare]):  # nothing says which is right
        other = _lines(sorted({item.line for item in forms[rare]}))
        for item in forms[common]:
            item.warnings.append(f"{common!r} is printed {rare!r} on line {other}; kept as printed")
        for item in forms[rare]:
            item.warnings.append(f"{rare!r} is printed {common!r} on line {where}; kept as printed")
        return
    for item in forms[rare]:
        item.warnings.append(f"{rare!r} is printed {common!r} on line {where}; kept as printed")
        item.corrections.append(
            FieldCorrection(
                "author", rare, common, f"proposed, not applied: line {where} prints it so"
            )
        )


def flag_addresses(item: Item) -> None:
    """A year in the address that is not the printed one."""
    parts = item.csl.get("issued", {}).get("date-parts")
    years = set(_URL_YEAR.findall(item.csl.get("URL", "")))
    if parts and len(years) == 1 and str(parts[0][0]) not in years:
        item.warnings.append(f"the address carries {years.pop()}, the imprint prints {parts[0][0]}")


def flag_containers(items: Iterable[Item]) -> None:
    """Journals that are printed in two ways: other capitals, or an article or `et` left out."""
    journals: dict[str, dict[str, list[Item]]] = {}
    for item in items:
        if title := item.csl.get("container-title"):
            words = [word for word in fold(title).split() if word not in _LEFT_OUT]
            journals.setdefault(" ".join(words), {}).setdefault(title, []).append(item)
    for forms in journals.values():
        ranked = sorted(forms, key=lambda form: -len(forms[form]))
        for form in ranked:
            other = ranked[0] if form != ranked[0] else ranked[-1]
            if other == form or len(forms[form]) > len(forms[other]):
                continue
            where = _lines(sorted({item.line for item in forms[other]}))
            for item in forms[form]:
                item.warnings.append(
                    f"{form!r} is printed {other!r} on line {where}; kept as printed"
                )


def show(value: Any) -> str:  # noqa: ANN401 - a value of CSL-JSON
    """A field as one line of text.

    >>> show({"date-parts": [[2017, 4, 26]]})
    '2017-04-26'
    """
    if isinstance(value, dict):
        if "literal" in value:
            return str(value["literal"])
        return "/".join("-".join(f"{part:02d}" for part in parts) for parts in value["date-parts"])
    if isinstance(value, list):
        return "; ".join(
            name.get("literal") or ", ".join(filter(None, [name.get("family"), name.get("given")]))
            for name in value
        )
    return str(value)


def _label(name: str) -> str:
    return {"issued": "the date", "URL": "the address", "author": "the list of authors"}.get(
        name, f"the {name}"
    )


def _lines(numbers: list[int]) -> str:
    return ", ".join(str(number) for number in numbers)
