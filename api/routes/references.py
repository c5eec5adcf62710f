"""Works as reference lists print them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import Query
from pydantic import Field

from api.routes.common import WorkId, json_router
from api.state import CurrentGraph
from kg.answers.errors import NotFound
from kg.answers.lists import thing_iri
from kg.answers.models import Model
from kg.export.csl import reference_of
from kg.export.library import read_library
from kg.formatted import formatted, language_of

__all__ = ["router"]

router = json_router("works")


class Style(StrEnum):
    """A style of references."""

    APA = "apa"
    VANCOUVER = "vancouver"
    ISO690 = "iso690"


class Language(StrEnum):
    """The language of the words that a style adds."""

    FR = "fr"
    EN = "en"


class FormattedReference(Model):
    """A work as a reference list prints it."""

    id: str = Field(description="Identifier of the work.", examples=["min-2007"])
    style: Style = Field(description="Style.", examples=["apa"])
    lang: Language = Field(description="Language of the words that the style adds.")
    text: str = Field(description="The reference as plain text.")
    html: str = Field(description="The same with `<i>`, `<b>`, `<sup>` and `<sub>`.")


@router.get("/works/{id}/reference", summary="One work as a reference")
def read_reference(
    *,
    id: WorkId,
    graph: CurrentGraph,
    style: Annotated[
        Style, Query(description="APA (7th), Vancouver (NLM) or ISO 690.", examples=["iso690"])
    ] = Style.APA,
    lang: Annotated[
        Language | None,
        Query(description="Language of the words that the style adds; by default its own."),
    ] = None,
) -> FormattedReference:
    """A publication as a reference list prints it, in a style."""
    works = read_library(graph, thing_iri(graph, "work", id))
    if not works:
        raise NotFound("work", id)
    chosen = language_of(style, lang)
    (line,) = formatted(map(reference_of, works), style, chosen)
    return FormattedReference(
        id=id, style=style, lang=Language(chosen), text=line.text, html=line.html
    )
