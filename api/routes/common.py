"""What the routes of the JSON answers share: their checks, and the identifiers in their paths."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from api.caching import json_only
from api.parameters import refuse_unknown_parameters

__all__ = [
    "ClaimFilter",
    "ClaimId",
    "CountryFilter",
    "DesignFilter",
    "FindingId",
    "ProgrammeFilter",
    "ProgrammeId",
    "StudyId",
    "WordsFilter",
    "WorkId",
    "YearFrom",
    "YearTo",
    "json_router",
]


def json_router(tag: str) -> APIRouter:
    """A router of JSON answers: parameters checked, tagged for caches."""
    checks = [Depends(refuse_unknown_parameters), Depends(json_only)]
    return APIRouter(prefix="/api", tags=[tag], dependencies=checks)


ClaimId = Annotated[
    str, Path(description="Identifier of the claim.", examples=["reduces-hospitalisation"])
]
ProgrammeId = Annotated[str, Path(description="Identifier of the programme.", examples=["denver"])]
StudyId = Annotated[str, Path(description="Identifier of the study.", examples=["min-2007"])]
WorkId = Annotated[str, Path(description="Identifier of the work.", examples=["min-2007"])]
FindingId = Annotated[
    str, Path(description="Identifier of the finding.", examples=["min-2007-rehospitalisation"])
]

WordsFilter = Annotated[
    str | None,
    Query(
        max_length=200,
        description="Words that must all stand in the text, whatever their case and accents.",
        examples=["stigma"],
    ),
]
ClaimFilter = Annotated[
    str | None,
    Query(description="Identifier of a claim.", examples=["reduces-hospitalisation"]),
]
ProgrammeFilter = Annotated[
    str | None,
    Query(
        description="Identifier of a programme; takes in its parts.",
        examples=["friends-connection"],
    ),
]
CountryFilter = Annotated[
    str | None, Query(description="Country, ISO 3166-1 alpha-2.", examples=["US"])
]
DesignFilter = Annotated[
    str | None,
    Query(
        description="Study design; takes in those beneath it.", examples=["retrospective-cohort"]
    ),
]
YearFrom = Annotated[
    int | None, Query(ge=0, le=9999, description="First year of publication.", examples=[2000])
]
YearTo = Annotated[
    int | None, Query(ge=0, le=9999, description="Last year of publication.", examples=[2019])
]
