"""The bibliography as BibTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.export.library import Entry, Name, date_parts, read_library

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["bibtex_of", "export"]

_TYPES = {
    "article-journal": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
_PUBLISHER = {"techreport": "institution", "phdthesis": "school"}
_HOST = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_SPECIAL = str.maketrans({c: f"\\{c}" for c in "&%$#_"} | {"\\": r"\textbackslash{}"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def export(graph: KnowledgeGraph, _name: str = "bibtex") -> bytes:
    """The bibliography of the graph as BibTeX, UTF-8."""
    return "\n".join(bibtex_of(entry) for entry in read_library(graph)).encode()


def bibtex_of(entry: Entry) -> str:
    """One work as a BibTeX entry."""
    kind = _TYPES.get(entry.type, "misc")
    parts = date_parts(entry.issued) or ()
    fields = {
        "author": _names(entry.authors, entry.others),
        "editor": _names(entry.editors),
        "title": _escaped(entry.title),
        _HOST.get(kind, "howpublished"): _escaped(entry.journal),
        "year": entry.year or entry.issued,
        "volume": _escaped(entry.volume),
        "number": _escaped(entry.issue),
        "pages": _escaped(entry.pages.replace("-", "--") if entry.pages else None),
        "pagetotal": _escaped(entry.num_pages),
        _PUBLISHER.get(kind, "publisher"): _escaped(entry.publisher),
        "address": _escaped(entry.place),
        "series": _escaped(entry.series),
        "edition": _escaped(entry.edition),
        "type": _escaped(entry.genre),
        "language": entry.language,
        "doi": entry.doi,
        "pmid": entry.pmid,
        "url": entry.url,
        "urldate": entry.accessed,
        "note": _escaped(entry.note),
        "annote": "Incomplete record" if entry.status == "incomplete" else None,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if len(parts) > 1:
        lines.append(f"  month = {_MONTHS[parts[1] - 1]},")
    return "\n".join([f"@{kind}{{{entry.id},", *lines, "}", ""])


def _names(names: tuple[Name, ...], others: bool = False) -> str | None:
    written = [_name(name) for name in names]
    if others and written:
        written.append("others")
    return " and ".join(written) or None


def _name(name: Name) -> str:
    family = _escaped(name.family)
    if name.corporate:
        return f"{{{family}}}"
    return f"{family}, {_escaped(name.given)}" if name.given else f"{{{family}}}"


def _escaped(text: str | None) -> str | None:
    """A text for LaTeX; braces that do not pair are left out, since they would end the field."""
    if text is None:
        return None
    kept = text if _braces_pair(text) else text.replace("{", "").replace("}", "")
    return kept.translate(_SPECIAL)


def _braces_pair(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
