"""What becomes of each record of a file: a new work, one that is there, or one for a person.

Nothing that is there changes. A record that is the same as a work is merged into it: from then on
its address leads there, and what it says otherwise is kept beside it. A record that may be a work
that is there becomes a new work all the same, so that nothing is lost, and is listed with its
candidate; a decision makes them one later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.ingest.entry import Entry, entry_of, plain
from kg.ingest.held import Held
from kg.ingest.incoming import Incoming, Unread
from kg.ingest.keys import Keys
from kg.ingest.known import Named
from kg.iris import slug
from kg.matching.works import Match
from kg.records.imports import Verdict
from kg.references import Reference
from kg.resolve.differences import differing

__all__ = ["Outcome", "Said", "decide", "said_of"]

Difference = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """A reason in both languages."""

    fr: str
    en: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record; `entry` is there where it became a work of its own."""

    record: str
    lines: tuple[int, ...]
    verdict: Verdict
    reason: Said
    alias: str | None = None
    work: str | None = None
    candidate: str | None = None
    score: float | None = None
    differences: tuple[Difference, ...] = ()
    entry: Entry | None = field(default=None, repr=False)
    names: tuple[Named, ...] = ()


_NOTHING_LIKE = Said("aucun ouvrage ne lui ressemble assez", "no work is like it")
_NAMELESS = Said(
    "ni titre, ni auteur, ni identifiant : rien à quoi le reconnaître",
    "no title, author or identifier: nothing to know it by",
)


def decide(incoming: Incoming, held: Held, keys: Keys) -> Iterator[Outcome]:
    """The outcome of each record in order; `held` takes the new works in as it goes."""
    aliases: Counter[str] = Counter()
    for reference in incoming.references:
        yield _decided(reference, _alias(incoming.id, reference.id, aliases), held, keys)
    names: Counter[str] = Counter(reference.id for reference in incoming.references)
    for unread in incoming.unread:
        yield _rejected(unread, names)


def _decided(reference: Reference, alias: str, held: Held, keys: Keys) -> Outcome:
    lines = tuple(dict.fromkeys(place.line for place in reference.occurrences))
    entry = entry_of(reference.csl)
    if not entry.says_something():
        return Outcome(reference.id, lines, "rejected", _NAMELESS)
    match = held.index.match(reference.csl, alias)
    if match.verdict == "same" and match.id is not None:
        work = held.kept.get(match.id, match.id)
        differences = tuple(differing(held.descriptions[work](), entry.description()))
        return Outcome(
            reference.id,
            lines,
            "merged",
            said_of(match),
            alias=alias,
            work=work,
            score=match.score,
            differences=differences,
        )
    key = keys.new(entry)
    entry, named = _with_programmes(entry, key, (key, alias), reference, held)
    held.index.add(key, reference.csl)
    held.descriptions[key] = entry.description
    found = match.id if match.verdict == "uncertain" else None
    return Outcome(
        reference.id,
        lines,
        "uncertain" if found else "new",
        said_of(match) if found else _NOTHING_LIKE,
        alias=alias,
        work=key,
        candidate=held.kept.get(found, found) if found else None,
        score=match.score if found else None,
        entry=entry,
        names=named,
    )


def _with_programmes(
    entry: Entry, key: str, own: tuple[str, ...], reference: Reference, held: Held
) -> tuple[Entry, tuple[Named, ...]]:
    """The entry with the programmes that its title or abstract surely names, and all it names."""
    texts = (entry.fields.get("title", ""), plain(reference.csl.get("abstract")))
    apart = held.names.apart
    found = {
        id: match
        for id, match in held.programmes.named_in(*texts).items()
        if not any(("programme", id, name) in apart for name in own)
    }
    if not found:
        return entry, ()
    named = tuple(
        Named("programme", match.reasons[0].fact.partition(": ")[2], id, key, match)
        for id, match in found.items()
    )
    if sure := [id for id, match in found.items() if match.verdict == "same"]:
        entry = replace(entry, fields={**entry.fields, "programmes": ", ".join(sorted(sure))})
    return entry, named


def _rejected(unread: Unread, names: Counter[str]) -> Outcome:
    name = f"line-{unread.line or 0}"
    names[name] += 1
    if names[name] > 1:
        name = f"{name}-unread-{names[name]}"
    reason = " ".join(unread.reason.split())
    lines = (unread.line,) if unread.line else ()
    return Outcome(name, lines, "rejected", Said(f"illisible : {reason}", f"unread: {reason}"))


def _alias(import_id: str, record: str, taken: Counter[str]) -> str:
    """The address of a record: its import and its key; keys that look alike are numbered."""
    stem = f"{import_id}-{slug(record)[:80].strip('-') or 'record'}"
    taken[stem] += 1
    alias = stem if taken[stem] == 1 else f"{stem}-{taken[stem]}"
    if alias != stem:
        taken[alias] += 1
    return alias if taken[alias] == 1 or alias == stem else _alias(import_id, record, taken)


def said_of(match: Match) -> Said:
    """The reasons of a match."""
    return Said(
        "; ".join(reason.text("fr") for reason in match.reasons) or "sans raison",
        "; ".join(reason.text("en") for reason in match.reasons) or "no reason given",
    )
