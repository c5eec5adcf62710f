"""One reference, in whatever style it is printed: every way to read it is tried, the best is kept.

A way is how the names are printed and where the date stands; the rest is read alike. The best one
explains most of the text by firm marks (identifiers, quotes, italics, numbers in a known order),
and what stays unexplained is named. Nothing is added that is not printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from kg.extract.blocks import find_blocks
from kg.extract.given_names import GIVEN_NAMES
from kg.extract.items import Item, item_of
from kg.extract.lines import read_lines
from kg.extract.styles.body import read_body
from kg.extract.styles.breaks import OPEN, SHUT, emphasis, sentences, tidy
from kg.extract.styles.dates import DATE, UNDATED, read_printed_date
from kg.extract.styles.draft import Draft
from kg.extract.styles.identifiers import Taken, take_identifiers
from kg.extract.styles.people import People, body_like, body_word, read_people
from kg.extract.styles.spans import spans_of

__all__ = ["LONGEST", "read_single", "read_styled"]

LONGEST = 3000
"""A longer text (characters) is no single reference."""
ENOUGH = 0.62
"""Share of a text that has to be explained."""
SURE = 0.7
"""Below this confidence of a field the reader of French dossiers is asked too."""

_MARKER = re.compile(
    r"^\s*(?:[-*+•▪■►→–—˗]\s+(?![-—])|\[\^?\d{1,4}\]:?\s*|\(\d{1,4}\)\s+|"
    r"\d{1,4}(?:[.)]|\s?[-–/](?=\s))\s+|\d{1,4}\s+(?=[A-ZÀ-Þ\"“«]))"
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
_PAREN_DATE = re.compile(
    rf"\s?[.,]?\s?[(\[](?P<d>{DATE}|{UNDATED})(?:\s?/\s?(?P<o>\d{{4}})|"
    rf",\s[^()]{{2,40}})?[)\]]\s?[.,:;]?",
    re.I,
)
_STATUS = re.compile(
    r"\s?[.,]?\s?\((?P<d>in press|forthcoming|à paraître|sous presse|"
    r"submitted|accepted|in preparation)\)\s?[.,:]?",
    re.I,
)
_BARE_DATE = re.compile(rf"\s?[.,]?\s(?P<d>(?:1[5-9]|20)\d\d[a-k]?|{UNDATED})[.,:]\s", re.I)
_HEAD_STOP = re.compile(r"\s?[.,:;]+(?:\s[.,:;]+)?\s?|(?<=\.)\s|\s?(?=[\"“«\ue000])")


@dataclass
class _Reading:
    draft: Draft
    score: float


def read_single(text: str, *, line: int = 1) -> Item | None:
    """Read one reference, which may be wrapped over lines; `line` is where its text begins.

    None where the text is no reference, or one that is understood too little.
    """
    if len(text) > LONGEST or not text.strip():
        return None
    styled = read_styled(text, line=line)
    if styled is None:
        return _documentary(text, line)
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
    if reading is None or reading.score < ENOUGH or not _is_reference(reading.draft.csl):
        return None
    draft = reading.draft
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


def _best(text: str) -> _Reading | None:
    flat = emphasis(_BROKEN.sub(r"\1", _MARKER.sub("", text, count=1)))
    flat = _SEE.sub("", flat)
    flat = _MARKED_HEAD.sub(r"\1", _DASH.sub("", flat))
    taken = take_identifiers(flat)
    total = max(len(re.sub(r"\s", "", flat.replace(OPEN, "").replace(SHUT, ""))), 1)
    readings = [_scored(draft, taken, total) for draft in _drafts(taken)]
    return max(readings, key=lambda reading: reading.score, default=None)


def _drafts(taken: Taken) -> Iterator[Draft]:
    text = taken.rest
    for people in read_people(text):
        yield from _with_head(text, people, taken)
    yield from _with_body(text, taken)
    yield _headless(text, taken)


def _start(taken: Taken) -> Draft:
    draft = Draft(dict(taken.csl), dict.fromkeys(taken.csl, 0.98))
    draft.explained = taken.explained
    return draft


def _with_head(text: str, people: People, taken: Taken) -> Iterator[Draft]:
    for pattern in (_PAREN_DATE, _STATUS, _BARE_DATE, _HEAD_STOP):
        match = pattern.match(text, people.end)
        if match is None:
            continue
        draft = _start(taken)
        draft.put(people.role, people.csl(), people.firm, people.end)
        draft.penalty += _doubt(people)
        if pattern is _STATUS:
            draft.csl["status"] = match["d"].lower()
            draft.explained += len(match[0])
        elif pattern is not _HEAD_STOP:
            _date(match, draft)
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


def _doubt(people: People) -> float:
    """What speaks against a way to read names: an order that titles have too, double families."""
    doubt = 0.02 if people.way in ("forward", "documentary") and len(people.names) == 1 else 0.0
    if people.way == "forward":
        turned = [n for n in people.names if n["family"].casefold() in GIVEN_NAMES]
        doubt += 0.1 if turned else 0.0
        shouted = [
            n
            for n in people.names
            if n["family"].isupper() and len(n["given"]) > 2 and n["given"].isupper()
        ]
        doubt += 0.1 if shouted else 0.0
    if people.way == "full":
        first = people.names[0]
        plain = (
            " " in first["family"]
            and not first["family"].isupper()
            and not re.match(r"(?:Le|La|De|Du|Van|Von|Di|Da|El|Ben|Mac|St\.?) ", first["family"])
        )
        doubt += 0.06 if plain and not re.search(r"\b[a-z]", first["family"]) else 0.0
        doubt += 0.06 if plain and " " in first["given"] and "." not in first["given"] else 0.0
    return doubt


def _date(match: re.Match[str], draft: Draft) -> None:
    printed = match["d"]
    if again := re.fullmatch(r"(\d{4})/(\d{4})", printed):  # first print and this one
        draft.put("original-date", {"date-parts": [[int(again[1])]]}, 0.9, 0)
        printed = again[2]
    date, suffix = read_printed_date(printed)
    if date is not None:
        draft.put("issued", date, 0.98, len(match[0]))
        draft.put("year-suffix", suffix, 0.98, 0)
    if match.re is _PAREN_DATE and match["o"]:
        draft.warnings.append(f"two years are printed: {match['d']}/{match['o']}")


def _with_body(text: str, taken: Taken) -> Iterator[Draft]:
    """A body, or a title, that stands where names stand."""
    dated = next((m for m in _PAREN_DATE.finditer(text, 0, 400) if m.start() > 2), None)
    if dated is not None and not text[dated.end() :].lstrip()[:1].islower():
        head, rest = tidy(text[: dated.start()]), text[dated.end() :]
        parts = sentences(head)
        for as_body in (True, False):
            draft = _start(taken)
            _date(dated, draft)
            if (
                as_body
                and not body_word(head)
                and any(p.end >= len(head) for p in read_people(head))
            ):
                continue
            if as_body and len(parts) <= 2 and len(head) < 220 and rest.strip(" ."):
                draft.put("author", [{"literal": head}], 0.85, len(head))
                if not body_like(head):
                    draft.penalty += 0.12
                read_body(rest, draft, dated=True, web=taken.web, medium=taken.medium)
                yield draft
            elif not as_body and rest.strip(" ."):
                draft.put("title", head, 0.8)
                draft.penalty += 0.05
                read_body(
                    "\ue000 \ue001. " + rest, draft, dated=True, web=taken.web, medium=taken.medium
                )
                yield draft
    parts = sentences(text)
    if len(parts) > 1:
        head = text[: parts[0][1]]
        if body_like(head) and OPEN not in head and not _PAREN_DATE.search(head):
            draft = _start(taken)
            draft.put("author", [{"literal": tidy(head)}], 0.85, len(head))
            rest = text[parts[0][1] :]
            if match := _BARE_DATE.match(rest):
                _date(match, draft)
                rest = rest[match.end() :]
                read_body(rest, draft, dated=True, web=taken.web, medium=taken.medium)
            else:
                draft.penalty += 0.03
                read_body(rest, draft, dated=False, web=taken.web, medium=taken.medium)
            yield draft


def _headless(text: str, taken: Taken) -> Draft:
    draft = _start(taken)
    draft.penalty += 0.04
    read_body(text, draft, dated=False, web=taken.web, medium=taken.medium)
    title = draft.csl.get("title", "")
    if body_word(title) and len(title.split()) < 7:
        draft.penalty += 0.12
    return draft


def _scored(draft: Draft, taken: Taken, total: int) -> _Reading:
    csl = draft.csl
    title = csl.get("title", "")
    score = min(draft.explained / total, 1.0) - draft.penalty
    left = sum(len(piece) for piece in draft.left)
    score -= 0.5 * left / total
    if len(title) < 4 or title[0] in "&,;:)":
        score -= 0.3
    elif title[0].islower() and not re.match(r"e-|l'|d'", title):
        score -= 0.1
    ways = read_people(title)
    if re.match(r"(?:et|and|&) ", title) or any(p.end > 3 and len(p.names) > 1 for p in ways):
        score -= 0.15
    if any((p.way != "forward" or len(p.names) > 2) and p.end >= len(title) - 1 for p in ways):
        score -= 0.25
    if re.search(r"[.,] ?[“\"«]|\([12]\d{3}[a-z]?\)", title):
        score -= 0.2
    people = [*csl.get("author", ()), *csl.get("editor", ())]
    named = [name for name in people if "family" in name]
    if re.match(r"[A-Z]\.[ ,]", title):
        score -= 0.2
    score -= 0.15 * any(body_word(f"{n.get('given')} {n['family']}") for n in named)
    if "issued" not in csl and "status" not in csl:
        score -= 0.06
    if csl.get("container-title") and (
        csl["container-title"][0].islower() and not csl["container-title"].startswith("e")
    ):
        score -= 0.05
    _ = taken
    return _Reading(draft, score)
