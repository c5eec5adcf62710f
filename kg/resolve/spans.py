"""Which characters of a text each place takes up."""

from __future__ import annotations

from collections.abc import Sequence

from kg.entities import Corpus, Place
from kg.located import Read
from kg.locators import TextSpan
from kg.records import SpanRecord
from kg.resolve.context import Context

__all__ = ["located", "resolve_spans"]

REMEDY = "Run `pairkg sources spans FILE` with the text of the source, or take the row out"


def located(corpus: Corpus) -> set[Place]:
    """Every place that the data names: also those that nothing rests on."""
    found = corpus.places()
    found.update(omission.place for omission in corpus.omissions)
    found.update(review.place for review in corpus.reviews)
    return found


def resolve_spans(
    context: Context, reads: Sequence[Read[SpanRecord]], corpus: Corpus
) -> dict[Place, TextSpan]:
    """The span of each place that has one; a place without one simply has none."""
    used, found = located(corpus), dict[Place, TextSpan]()
    for read in reads:
        record = read.value
        place = context.place(read, record.place, "place")
        if place is None:
            continue
        if place not in used:
            continue  # left behind by a place that moved; the next `pairkg sources spans` drops it
        if place in found:
            context.report(read.problem(f"{record.place} is listed twice", "Take one line out"))
        elif record.start >= record.end:
            message = f"The span of {record.place} ends at {record.end}, before it begins"
            context.report(read.problem(message, REMEDY, "end"))
        else:
            sha256 = context.sources[place.locator.source].sha256
            found[place] = TextSpan(record.start, record.end, sha256)
    return found
