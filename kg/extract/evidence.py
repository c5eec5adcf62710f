"""Where each field of an item is printed, to the column, and how sure its reading is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kg.extract.addresses import Address, first_address
from kg.extract.lines import Line
from kg.extract.parts import MONTHS
from kg.extract.spans import Printed, Span
from kg.references import Evidence

__all__ = ["address_evidence", "evidence_of"]

_BEFORE_YEAR = re.compile(
    r"(?:\b\d{1,2}(?:er)?\s+)?\b(?:"
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r"|printemps|été|automne|hiver)\.?(?:\s?[-/]\s?[a-zéûA-Z]{3,9}\.?)?\s+$"
    r"|\b\d{1,2}/(?:\d{1,2}/)?$",
    re.I,
)
_UNDATED = ("s.d.", "s.d", "sd", "SD", "S.D.", "n.d.")
_PREFIXES = {
    "volume": ("vol.", "vol", "t.", "tome", ""),
    "issue": ("n°", "nº", "n", "(", "no", ""),
    "page": ("pp.", "p.", "pages", "p", ":", ""),
    "number-of-pages": ("",),
    "number-of-volumes": ("",),
}
_AFTER_HOST = frozenset(_PREFIXES)
_ENDS = {"number-of-pages": ("p.", "p", "pages", "f.", "f", "pp", "+"), "number-of-volumes": ("v",)}


def evidence_of(
    csl: Mapping[str, Any],
    sure: Mapping[str, float],
    lines: Sequence[Line],
    places: Mapping[str, Sequence[int]],
    texts: Mapping[str, str],
) -> list[Evidence]:
    """The spans of the fields of an item, one for each line that a field takes up.

    `places` gives the indexes of the lines where a field is looked for ("" for all others), and
    `texts` what is printed for it where the value is another. A field that is not printed letter
    by letter has the whole of its first line.
    """
    found: list[Evidence] = []
    made: dict[tuple[int, ...], Printed] = {}
    after: dict[tuple[int, ...], int] = {}
    order = sorted(csl, key=lambda name: name in _AFTER_HOST)
    for name in order:
        if name in ("type", "URL", "DOI"):
            continue
        own = tuple(places.get(name) or places[""])
        if own not in made:
            made[own] = Printed(lines, own)
        start = after.get(own, 0) if name in _AFTER_HOST else 0
        spans, end = _spans(name, csl[name], texts.get(name, ""), made[own], start)
        if not spans and start:
            spans, end = _spans(name, csl[name], texts.get(name, ""), made[own], 0)
        if name in ("container-title", "publisher") and spans:
            after[own] = end
        if name == "issued":
            spans = [_whole_date(lines, span) for span in spans]
        confidence = sure.get(name, 0.9)
        for index, first, last in spans or _first_line(lines, own):
            found.append(Evidence(name, confidence, lines[index].number, first, last))
    return sorted(found, key=lambda span: list(csl).index(span.field))


def address_evidence(
    csl: Mapping[str, Any], sure: Mapping[str, float], lines: Sequence[Line], address: Address
) -> list[Evidence]:
    """The spans of an address: what is printed of it on each of its lines."""
    found = []
    for name in ("URL", "DOI"):
        for index in range(address.first, address.last + 1) if name in csl else ():
            raw = lines[index].raw
            if not raw.strip():
                continue
            match = first_address(raw)
            if index == address.first and match is not None:
                start, end = match.span()
            else:
                start, end = len(raw) - len(raw.lstrip(" \t>")), len(raw.rstrip())
            found.append(Evidence(name, sure.get(name, 0.9), lines[index].number, start, end))
    return found


def _spans(
    name: str,
    value: Any,  # noqa: ANN401 - a value of CSL-JSON
    text: str,
    printed: Printed,
    after: int,
) -> tuple[list[Span], int]:
    if isinstance(value, list):
        return _names(value, text, printed)
    if isinstance(value, dict):
        years = [str(value["date-parts"][0][0])] if "date-parts" in value else list(_UNDATED)
        return _first_of([text, *years], printed, after)
    forms = [text] if text else []
    for prefix in _PREFIXES.get(name, ("",)):
        forms.extend(prefix + value + end for end in _ENDS.get(name, ("",)))
    spans, end = _first_of([form for form in forms if form != value], printed, after)
    if spans and not text and name in _PREFIXES:  # the value alone, behind its prefix
        inner, inner_end = printed.find(value, end - len(re.sub(r"\s", "", value)) - 6)
        if inner and inner_end <= end + 1:
            return inner, inner_end
    if spans:
        return spans, end
    spans, end = printed.find(value, after)
    if not spans and " ; " in value:
        parts = [printed.find(part, after) for part in value.split(" ; ")]
        return [span for part, _ in parts for span in part], max(last for _, last in parts)
    return spans, end


def _first_of(forms: Sequence[str], printed: Printed, after: int) -> tuple[list[Span], int]:
    for form in forms:
        spans, end = printed.find(form, after) if form else ([], 0)
        if spans:
            return spans, end
    return [], 0


def _names(value: list[dict[str, str]], text: str, printed: Printed) -> tuple[list[Span], int]:
    """From the first to the last name, line by line."""
    spans, end = printed.find(text) if text else ([], 0)
    if spans:
        return spans, end
    columns: dict[int, tuple[int, int]] = {}
    for name in value:
        for part in (name.get("family"), name.get("given"), name.get("literal")):
            spans, last = printed.find(part) if part else ([], 0)
            end = max(end, last)
            for index, first, behind in spans:
                low, high = columns.get(index, (first, behind))
                columns[index] = (min(low, first), max(high, behind))
    return [(index, low, high) for index, (low, high) in columns.items()], end


def _whole_date(lines: Sequence[Line], span: Span) -> Span:
    """The span of a year, widened over the day and month before it."""
    index, start, end = span
    before = _BEFORE_YEAR.search(lines[index].raw[max(start - 40, 0) : start])
    return (index, start - len(before[0]), end) if before else span


def _first_line(lines: Sequence[Line], places: Sequence[int]) -> list[Span]:
    for index in places:
        if lines[index].text:
            body = lines[index].raw.rstrip()
            return [(index, len(body) - len(body.lstrip()), len(body))]
    return []
