"""Calls led to works: by author and year, by number, by note. Nothing is guessed.

A call that fits several works gets none of them: they are named as rivals. Every decision says
why in words, with a confidence from 0 (no work) to 1. Years off by one and surnames that are spelt
otherwise are matched with doubt, never both at once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.intext.index import Index, Work, surname
from kg.intext.model import Call, Footnote, MatchedCall
from kg.intext.noted import NoteWork
from kg.intext.undated import DOUBTED, led_together, shared, without_year
from kg.references import Reference

__all__ = ["match_calls"]

_YEAR = re.compile(r"\d{4}")
Letters = Mapping[tuple[str, str], set[str]]
"""The letters with which calls print an author's year."""


def match_calls(
    calls: Sequence[Call],
    references: Iterable[Reference],
    *,
    numbers: Mapping[str, Sequence[str]] | None = None,
    notes: Sequence[Footnote] = (),
    note_works: Sequence[Sequence[NoteWork]] = (),
) -> tuple[MatchedCall, ...]:
    """One decision for each call, in their order; a note of several works gives one for each.

    `numbers` are the works of a numbered list, `note_works` those of `notes` (`with_notes`).
    """
    index = Index(references)
    letters: dict[tuple[str, str], set[str]] = defaultdict(set)
    for call in calls:
        if call.suffix and call.authors and call.year:
            letters[surname(call.authors[0]), call.year].add(call.suffix)
    by_number: dict[str, list[int]] = defaultdict(list)
    for position, note in enumerate(notes):
        by_number[note.number].append(position)
    found: list[MatchedCall] = []
    rows = shared(calls)
    for position, call in enumerate(calls):
        if position in rows:
            row = [calls[member] for member in rows[position]]
            found.append(_in_a_row(call, row, index, letters))
        elif call.kind == "author-year":
            found.append(_dated(call, index, letters))
        elif call.kind == "footnote":
            found.extend(_noted(call, notes, by_number, note_works))
        else:
            found.append(_numbered(call, index, numbers or {}))
    return tuple(found)


def _none(call: Call, reason: str, rivals: Iterable[Work] = ()) -> MatchedCall:
    ids = tuple(dict.fromkeys(work.id for work in rivals))
    return MatchedCall(call, None, 0.0, reason, ids)


def _dated(call: Call, index: Index, letters: Letters) -> MatchedCall:
    """The surest kind of agreement that any work has decides."""
    first = call.authors[0]
    years = [int(year) for year in _YEAR.findall(call.year or "")]
    for works, sure, reason in _agreements(call, first, years, index):
        if works:
            return _one(call, works, sure, reason, letters)
    return _unlisted(call, first, years, index)


def _in_a_row(call: Call, row: Sequence[Call], index: Index, letters: Letters) -> MatchedCall:
    """A name without a year, or the dated one behind it."""

    def matched(one: Call) -> MatchedCall:
        return _dated(one, index, letters)

    together = led_together(row, matched) if len(row) > 1 else None
    if call.year is None:
        first = call.authors[0]
        works = _agreeing(call, index.exact(first) or index.partly(first))
        fitting = [work.id for work in works if _counts(call, work)]
        return without_year(call, row, together, matched, fitting)
    own = matched(call)
    if own.work is None and together is not None:
        reason = f"{own.reason}; with the names before it, it is one work of all of them"
        return MatchedCall(call, together.work, DOUBTED, reason, together.rivals)
    return own


def _agreements(
    call: Call, first: str, years: Sequence[int], index: Index
) -> Iterator[tuple[list[Work], float, str]]:
    """Works that agree in ever weaker ways, with the confidence and the words for it."""
    exact = _agreeing(call, index.exact(first))
    yield [w for w in exact if _in_year(w, years)], 0.97, "author and year agree"
    short = _agreeing(call, index.shortened(first))
    yield (
        [w for w in short if _in_year(w, years)],
        0.85,
        f"{first} are the initials of the body, and the year agrees",
    )
    partly = _agreeing(call, index.partly(first))
    yield (
        [w for w in partly if _in_year(w, years)],
        0.85,
        "the name agrees in part or is parted otherwise, and the year agrees",
    )
    spelt = [w for year in years for w in _agreeing(call, index.spelt(first, year))]
    like = ", ".join(sorted({work.printed for work in spelt}))
    yield spelt, 0.65, f"the year agrees, {first} is spelt {like} in the list"
    near = [w for w in exact if any(abs(y - own) == 1 for y in years for own in w.years)]
    listed = ", ".join(sorted({str(work.year) for work in near}))
    yield near, 0.5, f"the author agrees, the year is {call.year} here and {listed} in the list"


def _unlisted(call: Call, first: str, years: Sequence[int], index: Index) -> MatchedCall:
    works = _agreeing(call, index.exact(first))
    later = [work for year in years for work in index.later(first, year)]
    if later:
        return _none(call, f"{first} is an author of works of that year, but not the first", later)
    if works:
        return _none(call, f"works of {first} are listed, none of {call.year}", works[:10])
    return _none(call, f"no listed work of {first}")


def _in_year(work: Work, years: Sequence[int]) -> bool:
    return bool(work.years & set(years)) if years else work.year is None


def _agreeing(call: Call, works: Sequence[Work]) -> list[Work]:
    """The works that have all the names that the call prints."""
    wanted = [surname(name) for name in call.authors[1:]]
    return [work for work in works if all(_has(work, name) for name in wanted)]


def _has(work: Work, name: str) -> bool:
    words = set(name.split())
    return any(
        name == other or (words & set(other.split()) and (other in name or name in other))
        for other in work.names
    )


def _one(
    call: Call, works: Sequence[Work], sure: float, reason: str, letters: Letters
) -> MatchedCall:
    """The one work that is left when letter and number of authors are compared too."""
    works = list({work.id: work for work in works}.values())
    others = letters.get((surname(call.authors[0]), call.year or ""), set())
    if call.suffix and any(work.suffix for work in works):
        works = [work for work in works if work.suffix == call.suffix] or works
        reason = f"{reason}, the letter too" if len(works) == 1 else reason
        if all(work.suffix != call.suffix for work in works):
            return _none(call, f"{reason}, but no listed work has the letter {call.suffix}", works)
    elif call.suffix and len(works) == 1 and len(others) > 1:
        return _none(call, f"{reason}; the list has one such work, the text cites several", works)
    elif call.suffix:
        sure -= 0.1
        reason = f"{reason}; the list prints no letter {call.suffix}"
    if len(works) == 1:
        if any(year != works[0].year for year in works[0].years):
            sure = min(sure, 0.8)
            reason = f"{reason}; that work's year is printed in two ways"
        if not call.others and works[0].listed > len(call.authors):
            return _none(call, f"{reason}, but the work has {works[0].listed} authors", works)
        if not _counts(call, works[0]):
            sure -= 0.1
            reason = f"{reason}; the list prints fewer authors"
        return MatchedCall(call, works[0].id, round(sure, 2), reason)
    fitting = [work for work in works if _counts(call, work)]
    if len(fitting) == 1 and not call.suffix:
        reason = f"{reason}; of {len(works)} such works one has as many authors as are cited"
        rivals = tuple(work.id for work in works if work is not fitting[0])
        return MatchedCall(call, fitting[0].id, round(min(sure, 0.75), 2), reason, rivals)
    return _none(call, f"{len(works)} works agree: {reason}", works)


def _counts(call: Call, work: Work) -> bool:
    """Whether as many authors are listed as the call prints."""
    if call.others:
        return work.listed > len(call.authors)
    return work.listed == len(call.authors)


def _numbered(call: Call, index: Index, numbers: Mapping[str, Sequence[str]]) -> MatchedCall:
    works = tuple(dict.fromkeys(numbers.get(call.number or "", ())))
    if len(works) == 1:
        return MatchedCall(call, works[0], 0.95, f"number {call.number} of the list")
    if works:
        reason = f"number {call.number} is printed before {len(works)} works"
        return MatchedCall(call, None, 0.0, reason, works)
    if call.authors:
        named = _agreeing(call, index.exact(call.authors[0]))
        if named:
            return _none(call, f"no numbered list; works of {call.authors[0]} are printed", named)
    if numbers:
        return _none(call, f"the list has no number {call.number}")
    return _none(call, "the document prints no numbered list")


def _noted(
    call: Call,
    notes: Sequence[Footnote],
    by_number: Mapping[str, Sequence[int]],
    note_works: Sequence[Sequence[NoteWork]],
) -> Iterator[MatchedCall]:
    positions = by_number.get(call.number or "", ())
    if not positions:
        yield _none(call, f"the document prints no note {call.number}")
        return
    after = [position for position in positions if notes[position].line >= call.line]
    position = after[0] if after else positions[-1]
    if position >= len(note_works):
        yield _none(call, "the notes were not read")
        return
    for work in note_works[position]:
        yield MatchedCall(call, work.work, work.confidence, work.reason, work.rivals)
