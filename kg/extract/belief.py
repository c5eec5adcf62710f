"""What looks like an imprint and is running text: groups of citations, dates of a calendar."""

from __future__ import annotations

import re

from kg.extract.imprints import Imprint

__all__ = ["believable", "clear_title"]

_CITED = re.compile(r"\bet al\b|\b(?:19|20)\d\d[a-z]?[;)]|\(\s*[A-ZÀ-ÞŒ][\w'-]+,?\s+\d{4}")
_DATED = re.compile(
    r"^(?:\d{1,2}\s)?(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
    r"\s\d|^\d{1,2}\s(?:to|au|à)\b|\b(?:june|july|january|december)\s\d{1,2}$",
    re.I,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|est|sont|était|étaient|ont|sera|fut|furent|avait|a été)\b"
)
_NAMED = ("container-title", "publisher")


def believable(found: Imprint) -> bool:
    """Whether journal and publisher can be names."""
    for name in _NAMED:
        said = found.fields.get(name, "")
        if said.count("(") != said.count(")") or _CITED.search(said) or _DATED.search(said):
            return False
        if found.kind in ("issuer", "journal", "press") and _VERB.search(said):
            return False
    return True


def clear_title(title: str) -> bool:
    """Whether a title that nothing else marks can be one: no middle of a sentence."""
    return not (
        (title[:1].islower() and not title.startswith(("e-", "m-")))
        or re.search(r"\b\d{4}[a-h]?;", title)
        or re.search(r"\bet al\b", title)
        or title.count("(") != title.count(")")
        or re.search(r"\((?:[A-ZÀ-ÞŒ][^()]{2,60})?\b(?:19|20)\d\d[a-h]?\)?$", title)
    )
