"""Types of CSL 1.0.2 and the work types of our scheme (`ontology/schemes/work-type.ttl`)."""

from __future__ import annotations

__all__ = ["BIBTEX_TYPES", "work_type"]

_SAME = frozenset(
    (
        *("article-journal", "article-newspaper", "book", "chapter", "document", "legislation"),
        *("paper-conference", "report", "thesis", "webpage"),
    )
)
_NEAR = {
    "speech": "presentation",
    "regulation": "legislation",
    "post": "webpage",
    "post-weblog": "webpage",
    "entry-dictionary": "chapter",
    "entry-encyclopedia": "chapter",
    "article-magazine": "article-journal",
    "review": "article-journal",
    "review-book": "article-journal",
}
"""Types that are a case of one of ours."""
_NEED_A_CONTAINER = frozenset(("review", "review-book", "entry-dictionary", "entry-encyclopedia"))

BIBTEX_TYPES = {
    "article-journal": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "report",
    "thesis": "thesis",
}
"""Work type -> type of BibTeX entry; the others are `misc`."""


def work_type(csl: object, *, has_container: bool) -> tuple[str, str | None]:
    """Our type for one of CSL, and the type to note where ours says less.

    >>> work_type("dataset", has_container=False)
    ('document', 'dataset')
    """
    name = csl.strip().lower()[:60] if isinstance(csl, str) else ""
    if name in _SAME:
        return name, None
    if name in _NEAR and (has_container or name not in _NEED_A_CONTAINER):
        return _NEAR[name], None if name == "speech" else " ".join(name.split())
    return "document", " ".join(name.split()) or None
