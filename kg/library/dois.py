"""Reads a plain list of identifiers: DOIs, their addresses, PubMed numbers; one a line or several.

Every line that is not empty or a `#` comment stands for a record; what is no identifier is
reported.
"""

from __future__ import annotations

import re

from kg.library.evidence import PLAIN
from kg.library.result import Collector, LibraryResult
from kg.references import Evidence

__all__ = ["identified", "is_identifier", "read_identifiers"]

_DOI = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s?)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_PMID = re.compile(r"(?:PMID:\s?|https?://pubmed\.ncbi\.nlm\.nih\.gov/)(\d{1,9})/?", re.IGNORECASE)
_BETWEEN = re.compile(r"[ ,;](?=10\.\d{4}|https?:|doi:|PMID:)(?<!doi: )(?<!PMID: )", re.IGNORECASE)
_BULLET = re.compile(r"(?:[-*•]|\d{1,4}[.)])\s+")


def read_identifiers(text: str, file: str) -> LibraryResult:
    """The identifiers of a text in order."""
    account = Collector(file)
    for line, written in enumerate(text.split("\n"), 1):
        content = _BULLET.sub("", " ".join(written.split()), count=1)
        if not content or content.startswith("#"):
            continue
        for part in _parts(content):
            found = _identifier(part)
            if found is None:
                message = f"This is no identifier: {part[:80]!r}"
                account.lost(line, message, "Write a DOI or a PMID", part)
                continue
            name, key = next(iter(found.items()))
            start = max(written.find(key), 0)
            evidence = (Evidence(name, PLAIN, line, start, start + len(key)),)
            account.add(key, {"type": "document"} | found, line, [], {}, evidence=evidence)
    return account.result()


def is_identifier(line: str) -> bool:
    """Whether a line holds identifiers only."""
    content = _BULLET.sub("", " ".join(line.split()), count=1)
    return bool(content) and all(_identifier(part) for part in _parts(content))


def identified(line: str) -> dict[str, str] | None:
    """The identifier that a line holds, if it holds one and nothing else.

    >>> identified("- https://doi.org/10.5555/a"), identified("see 10.5555/a")
    ({'DOI': '10.5555/a'}, None)
    """
    return _identifier(_BULLET.sub("", " ".join(line.split()), count=1))


def _parts(content: str) -> list[str]:
    return [part for part in _BETWEEN.split(content) if part.strip(" ,;")]


def _identifier(text: str) -> dict[str, str] | None:
    text = text.strip(" ,;<>\"'")
    if match := _DOI.fullmatch(text):
        return {"DOI": match[1].rstrip(".")}
    if match := _PMID.fullmatch(text):
        return {"PMID": match[1]}
    return None
