"""The entry type of BibTeX or biblatex, and the type of RIS, for each CSL type.

Where no entry type means the CSL type alone, `entrysubtype` says it: `newspaper` and `magazine`
as biblatex-apa has them, else the CSL type itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.library.entry_types import SUBTYPES, TYPES

__all__ = ["RIS_TYPES", "entry_kind"]

_ENTRIES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "bill": "legislation", "book": "book", "broadcast": "video", "chapter": "incollection",
    "classic": "book", "dataset": "dataset", "document": "misc", "entry": "inreference",
    "entry-dictionary": "inreference", "entry-encyclopedia": "inreference", "figure": "image",
    "graphic": "image", "legal_case": "jurisdiction", "legislation": "legislation",
    "manuscript": "unpublished", "motion_picture": "video", "musical_score": "music",
    "pamphlet": "booklet", "paper-conference": "inproceedings", "patent": "patent",
    "performance": "performance", "periodical": "periodical", "personal_communication": "letter",
    "post": "online", "post-weblog": "online", "regulation": "legislation",
    "report": "techreport", "review": "review", "review-book": "review", "software": "software",
    "song": "audio", "standard": "standard", "webpage": "online",
}  # fmt: skip
_SUBTYPE_OF = {csl: name for name, csl in SUBTYPES.items()}
_MASTER = re.compile(r"\b(?:master|maîtrise|mémoire|dea|dess)", re.IGNORECASE)

RIS_TYPES = {
    "article": "PREPRINT", "article-journal": "JOUR", "article-magazine": "MGZN",
    "article-newspaper": "NEWS", "bill": "BILL", "book": "BOOK", "broadcast": "VIDEO",
    "chapter": "CHAP", "classic": "CLSWK", "dataset": "DATA", "document": "GEN",
    "entry": "ENCYC", "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE", "graphic": "ART", "hearing": "HEAR", "interview": "INTV",
    "legal_case": "CASE", "legislation": "STAT", "manuscript": "UNPB", "map": "MAP",
    "motion_picture": "MPCT", "musical_score": "MUSIC", "pamphlet": "PAMP",
    "paper-conference": "CPAPER", "patent": "PAT", "periodical": "JFULL",
    "personal_communication": "PCOMM", "post": "BLOG", "post-weblog": "BLOG",
    "regulation": "STAT", "report": "RPRT", "review": "JOUR", "review-book": "JOUR",
    "software": "COMP", "song": "SOUND", "speech": "SLIDE", "standard": "STAND",
    "thesis": "THES", "treaty": "STAT", "webpage": "ELEC",
}  # fmt: skip
"""What stands under TY; every other type is GEN."""


def entry_kind(item: Mapping[str, Any]) -> tuple[str, str]:
    """The entry type, and the `entrysubtype` if it does not say the CSL type.

    >>> entry_kind({"type": "thesis", "genre": "Mémoire"}), entry_kind({"type": "map"})
    (('mastersthesis', ''), ('misc', 'map'))
    """
    csl = str(item.get("type", "document"))
    if csl == "thesis":
        genre = str(item.get("genre", ""))
        if not genre:
            return "thesis", ""
        return ("mastersthesis" if _MASTER.search(genre) else "phdthesis"), ""
    entry = _ENTRIES.get(csl, "misc")
    return entry, "" if TYPES[entry] == csl else _SUBTYPE_OF.get(csl, "")
