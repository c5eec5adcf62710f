"""What the files say of libraries and documents that were taken in, and of works that are one."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from kg.records.base import Edtf, Id, NonEmpty, Record

__all__ = [
    "VERDICTS",
    "CitedRecord",
    "DecisionRecord",
    "DifferenceRecord",
    "ImportRecord",
    "ImportedRecord",
    "NameKind",
    "NameMatchRecord",
    "UncertainRecord",
    "Verdict",
]

Verdict = Literal["new", "merged", "uncertain", "rejected"]
VERDICTS: tuple[Verdict, ...] = ("new", "merged", "uncertain", "rejected")
"""What became of a record of an import; each record has one of them."""

NameKind = Literal["person", "journal", "publisher", "programme"]
Count = Annotated[int, Field(ge=0)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Score = Annotated[Decimal, Field(ge=0, le=1)]


class ImportRecord(Record):
    """A file that was taken in; `folder` is the name of the folder that holds its files."""

    id: Id
    folder: str
    file: NonEmpty
    sha256: Sha256
    format: NonEmpty
    date: Edtf
    records: Count
    new: Count
    merged: Count
    uncertain: Count
    rejected: Count

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many records have each verdict."""
        return {verdict: getattr(self, verdict) for verdict in VERDICTS}


class ImportedRecord(Record):
    """One record of an import: the work that it stands for, and why it does.

    `lines` are 1-based lines of the file, joined by blanks; `alias` is the record's address.
    """

    folder: str
    record: NonEmpty
    lines: str = ""
    alias: Id | None = None
    work: Id | None = None
    verdict: Verdict
    score: Score | None = None
    reason_fr: NonEmpty
    reason_en: NonEmpty


class DifferenceRecord(Record):
    """A field in which a merged record differs from our work, or which our work lacks."""

    folder: str
    record: NonEmpty
    work: Id
    field: Id
    ours: str = ""
    theirs: NonEmpty


class UncertainRecord(Record):
    """A new work that may be one that was there: for a person to decide."""

    folder: str
    record: NonEmpty
    work: Id
    candidate: Id
    score: Score
    reason_fr: NonEmpty
    reason_en: NonEmpty


class NameMatchRecord(Record):
    """A name that a new work prints, and the known thing that it is, or may be.

    `candidate` is the identifier of a person or programme, the name of a journal or publisher.
    """

    folder: str
    kind: NameKind
    printed: NonEmpty
    candidate: NonEmpty
    work: Id
    verdict: Literal["same", "uncertain"]
    score: Score
    reason_fr: NonEmpty
    reason_en: NonEmpty


class CitedRecord(Record):
    """A citation in the running text of a document, and the work that it leads to, if to one."""

    folder: str
    printed: NonEmpty
    line: Annotated[int, Field(ge=1)]
    kind: Literal["author-year", "numeric", "footnote"]
    work: Id | None = None
    confidence: Score
    reason: NonEmpty


class DecisionRecord(Record):
    """Whether two things are one: `same` makes `b` another name of `a`, `different` is remembered.

    Of works both are keys; of other things `a` is the candidate, `b` the printed name, or the
    work that names a programme.
    """

    kind: Literal["work", "person", "journal", "publisher", "programme"] = "work"
    a: NonEmpty
    b: NonEmpty
    verdict: Literal["same", "different"]
    by: NonEmpty
    date: Edtf
    reason_fr: NonEmpty
    reason_en: NonEmpty
