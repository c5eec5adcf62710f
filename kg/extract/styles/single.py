"""One reference, in whatever style it is printed: every way to read it is tried, the best is kept.

A way is how the names are printed and where the date stands; the rest is read alike. The best one
explains most of the text by firm marks (identifiers, quotes, italics, numbers in a known order),
and what stays unexplained is named. Nothing is added that is not printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kg.extract.blocks import find_blocks
from kg.extract.bodies import in_capitals
from kg.extract.items import Item, item_of
from kg.extract.lines import read_lines
from kg.extract.styles.body import read_body
from kg.extract.styles.breaks import OPEN, SHUT, emphasis
from kg.extract.styles.dates import read_printed_date
from kg.extract.styles.draft import Draft
from kg.extract.styles.grey import read_grey
from kg.extract.styles.heads import BARE_DATE, PAREN_DATE, put_date, started, with_body
from kg.extract.styles.identifiers import Taken, take_identifiers
from kg.extract.styles.mending import KEY, mended, unmarked
from kg.extract.styles.people import People, body_like, body_word, read_people
from kg.extract.styles.scores import Reading, doubt_of, scored
from kg.extract.styles.spans import spans_of

__all__ = ["LONGEST", "read_single", "read_styled"]

LONGEST = 3000
"""A longer text (characters) is no single reference."""
ENOUGH = 0.62
"""Share of a text that has to be explained."""
WHOLE = 0.985
"""Share at which no other way to read a text is tried."""
SURE = 0.7
"""Below this confidence of a field the reader of French dossiers is asked too."""

_MARKER = re.compile(
    rf"^\s*(?:[-*+•▪■►→–—˗]\s+)?{KEY}"
    r"|^\s*(?:[-*+•▪■►→–—˗]\s+(?![-—])|\[\^?\d{1,4}\]:?\s*|\(\d{1,4}\)\s+|"
    r"\d{1,4}(?:[.)]|\s?[-–/](?=\s))\s+|\d{1,4}\s+(?=[A-ZÀ-ÞŒ\"“«]))"
)
_DASH = re.compile(r"^(?:[—–―_⸺⸻]{2,}|-{3,}|\\_{3,})[\s.,:]*")
_BROKEN = re.compile(
    r"((?:https?://|www\.|\b10\.\d{4,9}/)[^\s<>]{1,300}[/_=-])\n[ \t]*(?=[a-z0-9])"
)
_SEE = re.compile(
    r"^(?:(?:voir|see|cf\.?|lire|sur ce point,? voir|see also|voir aussi|notamment)\s?:?\s)+", re.I
)
_MARKED_HEAD = re.compile(
    rf"^{OPEN}([^{SHUT}]{{2,200}}){SHUT}(?=[.,]?\s?[(\[](?:1[5-9]|20|n|s|in))"
)
_STATUS = re.compile(
    r"\s?[.,]?\s?\((?P<d>in press|forthcoming|à paraître|sous presse|"
    r"submitted|accepted|in preparation)\)\s?[.,:]?",
    re.I,
)
_HEAD_STOP = re.compile(r"\s[–—-]\s|\s?[.,:;]+(?:\s[.,:;]+)?\s?|(?<=\.)\s|\s?(?=[\"“«\ue000])")
_EITHER = 0.6
"""Confidence of a name in capitals that may be a person or a body."""
_ACRONYM = re.compile(r"[A-Z][A-Z/&-]{1,9}")
_DATED_HEAD = re.compile(
    r"^(?:\((?P<p>(?:1[5-9]|20)\d\d[a-k]?)\)|(?P<d>(?:1[5-9]|20)\d\d[a-k]?))[.,:]?\s+"
)


def read_single(text: str, *, line: int = 1) -> Item | None:
    """Read one reference, which may be wrapped over lines; `line` is where its text begins.

    None where the text is no reference, or one that is understood too little.
    """
    if len(text) > LONGEST or not text.strip():
        return None
    styled = read_styled(text, line=line)
    if styled is None:
        return _documentary(text, line) or read_grey(text, line=line)
    if min(styled.confidence.values(), default=0.0) < SURE or styled.csl["type"] == "legislation":
        found = _documentary(text, line)
        if found is not None and len(found.csl) > len(styled.csl):
            return found
    return styled


def read_styled(text: str, *, line: int = 1) -> Item | None:
    """Read one reference in the styles of journals alone, not in those of documentation centres."""
    if len(text) > LONGEST or not text.strip():
        return None
    reading = _best(text)
    if reading is None or reading.score < ENOUGH:
        return None
    draft = reading.draft
    if not _is_reference(draft.csl) and not (reading.score >= 0.8 and _undated(draft)):
        return None
    share = min(1.0, reading.score)
    item = Item(line, line - 1, {"type": draft.csl["type"]} | draft.csl)
    item.confidence = {name: round(min(sure, 0.3 + share), 2) for name, sure in draft.sure.items()}
    item.warnings = [*draft.warnings, *(f"not understood: {piece!r}" for piece in draft.left)]
    item.evidence = spans_of(text, line, item)
    return item


def _documentary(text: str, line: int) -> Item | None:
    """The text as French documentation centres print references, if it is one of theirs."""
    lines = read_lines(text)
    blocks, _ = find_blocks(lines)
    if len(blocks) != 1 or blocks[0].imprint is None or blocks[0].imprint.left:
        return None
    item = item_of(blocks[0], lines)
    spans = [replace(span, line=span.line + line - 1) for span in item.evidence]
    item.line, item.index, item.evidence = line, line - 1, spans
    return item if _is_reference(item.csl) else None


def _is_reference(csl: dict[str, Any]) -> bool:
    if len(csl.get("title", "")) < 3:
        return False
    firm = ("issued", "DOI", "URL", "PMID", "ISBN", "volume", "publisher", "status", "number")
    found = sum(name in csl for name in firm)
    return found > 0 and (
        "author" in csl or "editor" in csl or "container-title" in csl or found > 1
    )


def _undated(draft: Draft) -> bool:
    """Whether two persons or more, and a long title, are printed and nothing else at all."""
    names = [name for name in draft.csl.get("author", ()) if "family" in name]
    return len(names) > 1 and len(draft.csl.get("title", "").split()) > 4 and not draft.left


def _best(text: str) -> Reading | None:
    flat = unmarked(_BROKEN.sub(r"\1", _MARKER.sub("", text, count=1)).strip())
    mend = mended(_SEE.sub("", emphasis(flat)))
    flat = _MARKED_HEAD.sub(r"\1", _DASH.sub("", mend.text))
    taken = take_identifiers(flat)
    taken.csl |= mend.csl
    total = max(len(re.sub(r"\s", "", flat.replace(OPEN, "").replace(SHUT, ""))), 1)
    best: Reading | None = None
    for draft in _drafts(taken):
        reading = scored(draft, total)
        if best is None or reading.score > best.score:
            best = reading
        if best.score >= WHOLE:
            break
    if best is not None:
        best.draft.left.extend(mend.left)
    return best


def _drafts(taken: Taken) -> Iterator[Draft]:
    text = taken.rest
    for people in read_people(text):
        yield from _with_head(text, people, taken)
    yield from with_body(text, taken)
    yield _headless(text, taken)


def _with_head(text: str, people: People, taken: Taken) -> Iterator[Draft]:
    for pattern in (PAREN_DATE, _STATUS, BARE_DATE, _HEAD_STOP):
        match = pattern.match(text, people.end)
        if match is None:
            continue
        draft = started(taken)
        draft.put(people.role, people.csl(), people.firm, people.end)
        draft.penalty += doubt_of(people)
        if len(people.names) == 1 and in_capitals(text[: people.end].strip(" .,")) == "doubtful":
            draft.sure[people.role] = _EITHER
            draft.warnings.append(
                f"{text[: people.end].strip(' .,')!r} is read as a person; capitals do not tell "
                "whether it is a person or a body"
            )
        if pattern is _STATUS:
            draft.csl["status"] = match["d"].lower()
            draft.explained += len(match[0])
        elif pattern is not _HEAD_STOP:
            put_date(match, draft)
        read_body(
            text[match.end() :],
            draft,
            dated=pattern is not _HEAD_STOP,
            web=taken.web,
            medium=taken.medium,
            commas=match[0].rstrip().endswith(","),
        )
        yield draft
        return


def _headless(text: str, taken: Taken) -> Draft:
    draft = started(taken)
    draft.penalty += 0.04
    dated = _DATED_HEAD.match(text)
    if dated is not None:
        draft.put("issued", read_printed_date(dated["p"] or dated["d"])[0], 0.95, len(dated[0]))
        text = text[dated.end() :]
    read_body(text, draft, dated=dated is not None, web=taken.web, medium=taken.medium)
    title = draft.csl.get("title", "")
    first = title.partition(". ")[0]
    shown = first != title and bool(
        _ACRONYM.fullmatch(first) or (body_word(first) and body_like(first))
    )
    shown = shown or in_capitals(first) == "body"
    if shown or (body_word(title) and len(title.split()) < 7):
        draft.penalty += 0.12
    return draft
