"""Identifiers that lead to works: of imported records, and of works merged into others."""

from __future__ import annotations

from kg.answers.errors import Moved, NotFound
from kg.answers.models import Bilingual
from kg.answers.models_works import OtherRecord, Variant
from kg.graph import KnowledgeGraph

__all__ = ["not_there", "other_records"]


def other_records(graph: KnowledgeGraph, work: str) -> list[OtherRecord]:
    """The other records of a work, given by its IRI, each with what it says otherwise."""
    rows = graph.rows("work_aliases", work=work)
    variants = graph.rows("work_variants", work=work) if rows else []
    return [
        OtherRecord(
            id=row.text("id"),
            file=row.maybe_text("file"),
            record=row.maybe_text("record"),
            line=row.maybe_whole("line"),
            reason=Bilingual(fr=row.text("reason_fr"), en=row.text("reason_en")),
            differences=[
                Variant(field=variant.text("field"), value=variant.text("value"))
                for variant in variants
                if variant.text("variant") == f"{row.text('alias')}-{variant.text('field')}"
            ],
        )
        for row in rows
    ]


def not_there(graph: KnowledgeGraph, identifier: str) -> Moved | NotFound:
    """What to raise where no work has this identifier: it may be an alias of one."""
    for row in graph.rows("work_alias", alias=identifier):
        found = graph.iris.read(row.text("work"))
        if found:
            return Moved("work", identifier, found[1])
    return NotFound("work", identifier)
