"""Writes CSL-JSON, which holds all that we read.

What CSL has no field for stands under `custom`: where the reference was read, doubts and
corrections, and under `unplaced` the fields of the file that have no place in CSL.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from kg.library.writing.loss import Loss, Unplaced, taken_twice
from kg.references import Reference, to_csl_json

__all__ = ["NOT_HELD", "losses", "write"]

NOT_HELD: dict[str, str] = {}
"""The CSL variables that an item cannot hold: none."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def write(references: Iterable[Reference], unplaced: Unplaced | None = None) -> str:
    """A JSON array of CSL items, and a line end."""
    items = to_csl_json(references)
    for item in items:
        if own := dict((unplaced or {}).get(item["id"], {})):
            item["custom"]["unplaced"] = own
    text = json.dumps(items, ensure_ascii=False, indent=2)
    # half of a pair has no UTF-8; JSON can write it all the same
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text) + "\n"


def losses(references: Iterable[Reference], unplaced: Unplaced | None = None) -> list[Loss]:  # noqa: ARG001 - one signature for all writers
    """Nothing but an id that stands twice."""
    return list(taken_twice(references))
