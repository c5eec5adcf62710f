"""What each kind of BibTeX or biblatex entry is in CSL, and what theses and reports are called.

`entrysubtype` makes some more precise: `newspaper` and `magazine` as biblatex-apa has them, and the
CSL types that no entry type stands for, as our own export writes them.
"""

from __future__ import annotations

__all__ = ["GENRES", "SUBTYPES", "TYPES"]

TYPES = {
    "article": "article-journal",
    "periodical": "periodical",
    "suppperiodical": "article-journal",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "reference": "book",
    "mvreference": "book",
    "booklet": "pamphlet",
    "manual": "book",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "incollection": "chapter",
    "suppcollection": "chapter",
    "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "techreport": "report",
    "report": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "patent": "patent",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "software": "software",
    "dataset": "dataset",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "standard": "standard",
    "audio": "song",
    "music": "song",
    "video": "motion_picture",
    "movie": "motion_picture",
    "image": "graphic",
    "artwork": "graphic",
    "letter": "personal_communication",
    "review": "review",
    "performance": "performance",
    "misc": "document",
}
SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
SUBTYPES |= {
    name: name
    for name in (
        "article", "bill", "broadcast", "classic", "collection", "entry", "entry-dictionary",
        "event", "figure", "hearing", "interview", "map", "musical_score", "post", "post-weblog",
        "regulation", "review-book", "speech", "treaty",
    )
}  # fmt: skip
GENRES = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "mathesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "technical report",
    "resreport": "research report",
}
