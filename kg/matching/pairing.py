"""What holds between two works, field by field, and how it is said; no verdict yet."""

from __future__ import annotations

from typing import NamedTuple

from kg.matching.authors import Agreement, agreement
from kg.matching.facts import Facts
from kg.matching.journal_names import alike
from kg.matching.likeness import TitleLikeness, is_generic
from kg.matching.verdicts import Reason, reason

__all__ = ["ALIKE", "Pair", "may_be_one", "pair_of", "said_of"]

_STRONG = {
    "DOI": "same DOI",
    "PMID": "same PMID",
    "PMCID": "same PMCID",
    "HAL": "same HAL number",
    "arXiv": "same arXiv number",
}
_TITLES = {
    "equal": "same title",
    "spelling": "title spelt otherwise",
    "subtitle": "subtitle on one side only",
    "like": "title like",
    "other": "other title",
    "none": "no title",
}
_AUTHORS = {
    "same": "same authors",
    "part": "authors agree in part",
    "unknown": "no authors on one side",
    "other": "other authors",
}
ALIKE = ("same", "abbreviated", "part", "initials")


class Pair(NamedTuple):
    """What holds between two works."""

    title: TitleLikeness
    authors: Agreement
    apart: int | None  # years
    container: str
    publisher: str
    place: bool
    isbn: bool
    address: bool
    version: bool
    generic: bool


def may_be_one(one: Facts, two: Facts) -> bool:
    """Whether works of quite other titles have an address, or a first page, in common."""
    if one.first and one.first == two.first:
        return True
    addresses = one.names.addresses
    return bool(addresses) and addresses == two.names.addresses


def pair_of(one: Facts, two: Facts, title: TitleLikeness) -> Pair:
    """Compare the fields, once the titles are compared."""
    container = alike(one.container, two.container)
    apart = None if one.year is None or two.year is None else abs(one.year - two.year)
    whole = one.kind != "chapter" and two.kind != "chapter"
    return Pair(
        title=title,
        authors=agreement(one.authors, two.authors, one.others or two.others),
        apart=apart,
        container=container,
        publisher=alike(one.publisher, two.publisher),
        place=_one_place(one, two, container, apart),
        isbn=whole and not set(one.names.isbns).isdisjoint(two.names.isbns),
        address=not set(one.names.addresses).isdisjoint(two.names.addresses),
        version=one.preprint != two.preprint,
        generic=is_generic(one) or is_generic(two),
    )


def _one_place(one: Facts, two: Facts, container: str, apart: int | None) -> bool:
    """Whether both begin on one page of one volume."""
    if not one.first or one.first != two.first:
        return False
    volume = bool(one.volume) and one.volume in (two.volume, two.issue)
    volume |= bool(two.volume) and two.volume == one.issue
    if container in ALIKE:
        if one.volume and two.volume:
            return volume
        return apart == 0
    return container == "unknown" and volume and one.last == two.last != "" and apart == 0


def said_of(one: Facts, two: Facts, pair: Pair, shared: list[str]) -> list[Reason]:
    """Reasons for what agrees and what does not, field by field; `shared` are identifiers."""
    reasons = [reason(_STRONG[name.partition(":")[0]], name.partition(":")[2]) for name in shared]
    similarity = f"{pair.title.similarity:.2f}" if pair.title.kind in ("spelling", "like") else ""
    reasons.append(reason(_TITLES[pair.title.kind], similarity))
    if pair.isbn:
        reasons.append(reason("same ISBN"))
    if pair.address:
        reasons.append(reason("same address"))
    reasons.append(reason(_AUTHORS[pair.authors]))
    if pair.apart == 0:
        reasons.append(reason("same year"))
    elif pair.apart is not None:
        weight = -0.1 * min(pair.apart, 6)
        reasons.append(reason("years differ by", str(pair.apart), weight))
    elif one.year != two.year:
        reasons.append(reason("year on one side only"))
    if pair.place:
        reasons.append(reason("same volume and first page"))
    if pair.container in ALIKE:
        reasons.append(reason("same container"))
    if pair.publisher in ALIKE:
        reasons.append(reason("same publisher"))
    if pair.version and pair.title.kind in ("equal", "spelling", "subtitle"):
        reasons.append(reason("preprint of the article"))
    return reasons
