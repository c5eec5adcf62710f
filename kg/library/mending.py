"""Reads what can be read of a BibTeX entry that is not closed, lacks its key or a comma.

The fields that stand whole, each beginning on a line of its own, are kept; hand-written because
parsers give such a block up as a whole.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from bibtexparser.model import Entry, Field

__all__ = ["DROPPED", "mended"]

DROPPED = "pairkg-dropped"
"""Under this name an entry keeps which of its fields were not whole."""

_HEAD = re.compile(r"\s*@\s*(\w+)\s*[{(]\s*")
_KEY = re.compile(r"[^\s,={}()\"]*")
_FIELD = re.compile(r"^[ \t]*(?:,[ \t]*)?([A-Za-z][\w:.+-]*)[ \t]*=[ \t]*", re.MULTILINE)
_BARE = re.compile(r"(\d+|[A-Za-z][\w-]*)\s*,?\s*[})]?\s*$")
_LONGEST_BARE = 100


def mended(raw: str, line: int) -> Entry | None:
    r"""The entry with the fields that stand whole; None if there is no such field.

    >>> entry = mended("@book{cut, title = {Whole}\n  note = {never clo", 0)
    >>> [(field.key, field.value) for field in entry.fields]
    [('title', '{Whole}')]
    """
    head = _HEAD.match(raw)
    if not head:
        return None
    key = _KEY.match(raw, head.end())
    name, body = (key[0], key.end()) if key else ("", head.end())
    if raw[body:].lstrip().startswith("="):
        name, body = "", head.end()
    body += len(raw[body:]) - len(raw[body:].lstrip(", \t"))
    text, line_of_body = raw[body:], line + raw.count("\n", 0, body)
    starts = list(_FIELD.finditer(text))
    fields, dropped = [], []
    seen = 0
    for match, after in zip_longest(starts, starts[1:]):
        line_of_body += text.count("\n", seen, match.start(1))
        seen = match.start(1)
        value = _whole(text[match.end() : after.start() if after else len(text)].strip())
        if value:
            fields.append(Field(key=match[1], value=value, start_line=line_of_body))
        else:
            dropped.append(match[1])
    if not fields:
        return None
    entry = Entry(entry_type=head[1].lower(), key=name, fields=fields, start_line=line, raw=raw)
    entry.set_parser_metadata(DROPPED, dropped)
    return entry


def _whole(text: str) -> str:
    """The value if it is closed, without what follows it; nothing if it is not."""
    if len(text) < _LONGEST_BARE and (match := _BARE.match(text)):
        return match[1]
    if text.startswith('"'):
        end = text.find('"', 1)
        return text[: end + 1] if end > 0 else ""
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return text[: place + 1] if character == "}" else ""
    return ""
