"""Where the fields of a reference are printed."""

from __future__ import annotations

from kg.extract.items import Item
from kg.references import Evidence

__all__ = ["spans_of"]


def spans_of(text: str, line: int, item: Item) -> list[Evidence]:
    """Line and columns of each field, or the first line where it is not printed verbatim."""
    raws = text.split("\n")
    found = []
    for name, value in item.csl.items():
        if name == "type":
            continue
        if isinstance(value, list):
            needles = [value[0].get("family") or value[0].get("literal") or ""]
        elif isinstance(value, dict):
            needles = [
                str(value["date-parts"][0][0]) if "date-parts" in value else value["literal"]
            ]
        else:
            needles = [value, value.replace("-", "–"), value[:40], value[:12]]
        sure = item.confidence.get(name, 0.9)
        place = next(
            (
                (i, raw.find(n), len(n))
                for n in needles
                if n
                for i, raw in enumerate(raws)
                if n in raw
            ),
            None,
        )
        if place is None:
            first = next(i for i, raw in enumerate(raws) if raw.strip())
            body = raws[first].rstrip()
            place = (first, len(body) - len(body.lstrip()), len(body.lstrip()))
        found.append(Evidence(name, sure, line + place[0], place[1], place[1] + place[2]))
    return found
