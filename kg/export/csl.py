"""The bibliography as CSL-JSON (schema 1.0.2), and a work as the reference that writers take."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from kg.export.library import Entry, Name, date_parts, read_library
from kg.references import Reference

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["csl_of", "export", "reference_of"]

_REMARK = "Incomplete record"
_DOUBT = re.compile(r"[?~%](?:/|$)")
_TYPES = {"presentation": "speech"}
"""Our kinds of publication are those of CSL, but for this one."""


def export(graph: KnowledgeGraph, _name: str = "csl-json") -> bytes:
    """The bibliography of the graph as a JSON array of CSL items."""
    items = [csl_of(entry) for entry in read_library(graph)]
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode()


def csl_of(entry: Entry) -> dict[str, Any]:
    """One work as a CSL item with what the graph says of the record."""
    custom = {"iri": entry.iri, "status": entry.status, "identification": entry.identification}
    return dict(reference_of(entry).csl) | {"custom": custom}


def reference_of(entry: Entry, remark: str = "") -> Reference:
    """One work as a reference; what is unknown is left out.

    `remark` names the CSL variable that says of an incomplete record that it is one.
    """
    item = {
        "id": entry.id,
        "type": _TYPES.get(entry.type, entry.type),
        "title": entry.title,
        "author": [_name(name) for name in entry.authors] + [{"literal": "et al."}] * entry.others,
        "editor": [_name(name) for name in entry.editors],
        "issued": _date(entry.issued),
        "accessed": _date(entry.accessed),
        "container-title": entry.journal,
        "collection-title": entry.series,
        "edition": entry.edition,
        "genre": entry.genre,
        "volume": entry.volume,
        "issue": entry.issue,
        "page": entry.pages,
        "number-of-pages": entry.num_pages,
        "publisher": entry.publisher,
        "publisher-place": entry.place,
        "language": entry.language,
        "DOI": entry.doi,
        "PMID": entry.pmid,
        "URL": entry.url,
        "note": entry.note,
    }
    if remark and entry.status == "incomplete":
        item[remark] = f"{entry.note}\n{_REMARK}" if remark == "note" and entry.note else _REMARK
    return Reference(entry.id, {name: value for name, value in item.items() if value})


def _name(name: Name) -> dict[str, str]:
    if name.corporate:
        return {"literal": name.family}
    return {"family": name.family} | ({"given": name.given} if name.given else {})


def _date(edtf: str | None) -> dict[str, Any] | None:
    if not edtf:
        return None
    ends = [date_parts(end) for end in edtf.split("/")]
    if len(ends) > 2 or not all(ends):
        return {"raw": edtf}
    date: dict[str, Any] = {"date-parts": [list(end) for end in ends if end]}
    return date | {"circa": True} if _DOUBT.search(edtf) else date
