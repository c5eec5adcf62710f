"""Whether two works are one, from their facts: rules in order, each with its reasons.

Published tools for this (ASySD, doi:10.1186/s12915-023-01686-z) compare field by field and set
conditions on which fields must agree; so do we. The conditions, in order:

1. What tells two works apart whatever else agrees: another part, volume or year in the title,
   another edition, a correction, reply, comment or review, a chapter of the book.
2. An identifier of one publication in common: one work, unless title and authors or pages say
   otherwise, which a person has to look at.
3. The same authors at the same volume and first page, be the title in another language.
4. The title equal, misspelt or without its subtitle, with authors, year and place that agree.

A preprint and its article count as one work when title and authors are equal and the years are
at most two apart: both dates and identifiers are then reported as differing. A talk and the
article of the same title are two, as are a thesis and an article: the second is written anew.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.matching.contradictions import Doubt, doubt, told_apart
from kg.matching.facts import Facts
from kg.matching.journal_names import alike
from kg.matching.likeness import in_other_tongues, language, title_likeness
from kg.matching.pairing import ALIKE, Pair, may_be_one, pair_of, said_of
from kg.matching.verdicts import Reason, Verdict, banded, reason

__all__ = ["Comparison", "compare"]


class Comparison(NamedTuple):
    """The verdict on a pair, its score and its reasons."""

    verdict: Verdict
    score: float
    reasons: tuple[Reason, ...]


_NOTHING_SHARED = Comparison("new", 0.0, ())


def compare(one: Facts, two: Facts) -> Comparison:
    """Compare two works."""
    known = two.names.strong
    shared = [name for name in one.names.strong if name in known] if known else []
    title = title_likeness(one, two)
    if title.kind == "other" and not shared and not may_be_one(one, two):
        return _NOTHING_SHARED
    pair = pair_of(one, two, title)
    reasons = said_of(one, two, pair, shared)
    verdict = _verdict(one, two, pair, bool(shared), reasons)
    return Comparison(verdict, banded(verdict, reasons), tuple(reasons))


def _verdict(one: Facts, two: Facts, pair: Pair, shared: bool, reasons: list[Reason]) -> Verdict:  # noqa: PLR0911 - a return for each rule
    kind = pair.title.kind
    if (told := told_apart(one, two, pair.title)) is not None:
        reasons.append(told)
        return "uncertain" if shared and told.fact != "part of the other" else "new"
    if one == two and kind != "none":
        return "same"
    doubts = doubt(
        one, two, pair.container, place=pair.place, version=pair.version, reasons=reasons
    )
    if shared:
        return _with_identifier(one, two, pair, doubts)
    if pair.place and pair.authors in ("same", "part") and doubts != "serious":
        return _at_one_place(one, two, pair)
    if kind == "none":
        likely = pair.authors == "same" and pair.apart == 0 and doubts != "serious"
        likely |= one == two
        return "uncertain" if likely else "new"
    if kind in ("other", "like"):
        return _other_title(pair, doubts)
    if pair.authors == "other":
        return _others_wrote_it(one, two, pair)
    if pair.generic:
        reasons.append(reason("title too common"))
    return _by_title(one, two, pair, doubts, reasons)


def _with_identifier(one: Facts, two: Facts, pair: Pair, doubts: Doubt) -> Verdict:
    kind = pair.title.kind
    if kind in ("equal", "spelling", "subtitle"):
        far = pair.authors == "other" and doubts == "serious"
        return "uncertain" if far else "same"
    if kind == "none":
        return "uncertain" if pair.authors == "other" else "same"
    if doubts == "serious" or pair.authors == "other":
        return "uncertain"
    if kind == "like":
        return "same" if pair.authors == "same" or pair.title.similarity >= 0.9 else "uncertain"
    other_tongue = in_other_tongues(one.title, two.title)
    years = pair.apart is None or pair.apart <= 1
    known = pair.authors == "same" and years
    return "same" if pair.place or (known and other_tongue and doubts == "") else "uncertain"


def _at_one_place(one: Facts, two: Facts, pair: Pair) -> Verdict:
    if pair.title.kind != "other":
        return "same"
    pages = one.last == two.last and one.last not in ("", one.first)
    unclear = not (language(one.title) and language(two.title))
    translated = in_other_tongues(one.title, two.title)
    if pair.authors == "same" and (translated or (pages and unclear)):
        return "same"
    return "uncertain"


def _other_title(pair: Pair, doubts: Doubt) -> Verdict:
    """Titles that are alike or not: never one work without more, often worth a look."""
    near = pair.apart is None or pair.apart <= 1
    if pair.title.kind == "other":
        return "uncertain" if pair.address and pair.authors == "same" and near else "new"
    if pair.authors == "other" or doubts == "serious" or not near:
        return "new"
    close = pair.title.similarity >= 0.85
    if close and (pair.address or pair.isbn) and pair.authors == "same" and pair.apart == 0:
        return "same"
    return "uncertain" if close or pair.address or pair.isbn else "new"


def _others_wrote_it(one: Facts, two: Facts, pair: Pair) -> Verdict:
    """One title, other authors: two works, unless all else says that a name is misprinted."""
    issued = pair.publisher in ALIKE and not (one.container or two.container)
    long = min(len(one.words), len(two.words)) >= 5
    known = pair.place or pair.isbn or pair.address or (issued and long and pair.apart == 0)
    return "uncertain" if known else "new"


def _by_title(one: Facts, two: Facts, pair: Pair, doubts: Doubt, reasons: list[Reason]) -> Verdict:  # noqa: PLR0911
    """The title fits; authors are the same, partly so, or not printed on one side."""
    if pair.version:
        exact = pair.title.kind in ("equal", "spelling") and not pair.generic
        near = pair.apart is None or pair.apart <= 2
        return "same" if exact and near and pair.authors == "same" else "uncertain"
    if doubts == "serious":
        return _in_doubt(pair)
    if pair.authors != "same":
        return _authors_unsure(one, two, pair, doubts)
    supported = pair.isbn or pair.address
    if pair.generic:
        return _common_title(one, two, pair, doubts)
    if doubts == "minor" and not supported:
        return "uncertain"
    if pair.apart == 0:
        thin = pair.title.kind == "subtitle" and min(len(one.words), len(two.words)) < 2
        return "uncertain" if thin and not supported and pair.container not in ALIKE else "same"
    return _other_year(one, two, pair, reasons)


def _in_doubt(pair: Pair) -> Verdict:
    """One title, one author, two places: a series, a second version, or a mistake."""
    far = pair.apart is not None and pair.apart > 1
    if pair.address and not far:
        return "uncertain"
    return "new" if pair.generic or far or pair.authors != "same" else "uncertain"


def _authors_unsure(one: Facts, two: Facts, pair: Pair, doubts: Doubt) -> Verdict:
    """Authors are missing on one side or agree in part: place and year must carry it."""
    issuer = pair.container in ALIKE or pair.publisher in ALIKE or pair.address or pair.isbn
    if not issuer and (
        alike(one.publisher, _body(two)) in ALIKE or alike(two.publisher, _body(one)) in ALIKE
    ):
        issuer = True
    dated = pair.apart == 0 or (one.year is None and two.year is None)
    if doubts or (pair.generic and not (pair.place or pair.isbn or pair.address)):
        return "uncertain" if dated else "new"
    if issuer and (dated or (pair.address and pair.apart is None)):
        return "same"
    numbered = one.kind == two.kind == "law" and one.numbers and dated
    if pair.place or numbered:
        return "same"
    return "uncertain" if pair.apart is None or pair.apart <= 1 else "new"


def _body(facts: Facts) -> str:
    return next((author.surname for author in facts.authors if author.initials == "*"), "")


def _common_title(one: Facts, two: Facts, pair: Pair, doubts: Doubt) -> Verdict:
    """A title that many works bear: the issue, the address or the publisher must agree too."""
    if pair.apart != 0:
        return "uncertain" if pair.apart in (None, 1) else "new"
    if pair.isbn or pair.address:
        return "same"
    if doubts:
        return "uncertain"
    if pair.container in ALIKE and (
        pair.place or (one.volume and one.volume == two.volume and one.issue == two.issue)
    ):
        return "same"
    several = len(one.authors) > 1 and len(two.authors) > 1
    issuer = pair.publisher in ALIKE and not (one.container or two.container)
    return "same" if issuer or several else "uncertain"


def _other_year(one: Facts, two: Facts, pair: Pair, reasons: list[Reason]) -> Verdict:  # noqa: PLR0911
    """The title and authors agree, the years do not or one is missing."""
    long = min(len(one.words), len(two.words)) >= 4
    people = not _body(one) and not _body(two)
    if pair.isbn and one.edition == two.edition:
        return "same"
    if pair.apart is None:
        full = pair.title.kind != "subtitle" or pair.container in ALIKE or pair.address
        alone = one.year != two.year and not people and not pair.address
        return "same" if long and full and not alone else "uncertain"
    bound = {one.kind, two.kind} & {"book", "report", "law"}
    if pair.apart == 1:
        if pair.address and people:
            return "same"
        if bound or not people or not long:
            steady = people and long and one.edition == two.edition and pair.publisher in ALIKE
            return "same" if steady and one.length == two.length is not None else "uncertain"
        return "same" if pair.container != "other" else "uncertain"
    if bound:
        reasons.append(reason("other edition", f"{one.year} / {two.year}"))
        return "new"
    if pair.address and people:
        return "uncertain"
    return "uncertain" if pair.apart <= 3 else "new"
