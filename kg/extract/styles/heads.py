"""A body, or a title, at the head of a reference, and the date behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.bodies import agency, in_capitals
from kg.extract.names import corporate
from kg.extract.styles.body import read_body
from kg.extract.styles.breaks import OPEN, sentences, tidy
from kg.extract.styles.dates import DATE, UNDATED, YEAR, read_printed_date
from kg.extract.styles.draft import Draft
from kg.extract.styles.identifiers import Taken
from kg.extract.styles.people import body_like, body_word, read_people

__all__ = ["BARE_DATE", "PAREN_DATE", "put_date", "started", "with_body"]

PAREN_DATE = re.compile(
    rf"\s?[.,]?\s?[(\[](?P<d>{DATE}|{UNDATED})(?:\s?/\s?(?P<o>\d{{4}})|"
    rf",\s[^()]{{2,40}})?[)\]]\s?[.,:;]?",
    re.I,
)
BARE_DATE = re.compile(rf"\s?[.,]?\s(?P<d>(?:1[5-9]|20)\d\d[a-k]?|{UNDATED})[.,:]\s", re.I)
_SPAN = re.compile(rf"{YEAR}\s?[-–]\s?{YEAR}")
_BODY_COMMA = re.compile(r"^(?P<b>[A-ZÀ-ÞŒ][^,.:;()\ue000\"“«]{2,100}),\s(?=[A-ZÀ-ÞŒ])")
_PART_OF = re.compile(
    r"(?:sous-)?(?:direction|délégation|service|département|bureau|secrétariat|division|mission"
    r"|unité|pôle|cellule|section|inspection|comité|commission|groupe|laboratoire|faculté|école"
    r"|institut|centre|department|faculty|school)\b",
    re.I,
)
_ONE_WORD = re.compile(r"[A-ZÀ-ÞŒ][\w'’-]{2,30}")
_MOST_WORDS = 9
_INITIAL_LAST = re.compile(r"[ .-][A-ZÀ-ÞŒ](?:[.-]{1,2}[A-ZÀ-ÞŒ])*\.?$")
_BODY_HEAD = re.compile(r"^(?P<b>[^\ue000\"“«]{3,200}?),\s(?=[\ue000\"“«])")


def started(taken: Taken) -> Draft:
    """A draft with what was taken out of the text."""
    draft = Draft(dict(taken.csl), dict.fromkeys(taken.csl, 0.98))
    draft.explained = taken.explained
    return draft


def put_date(match: re.Match[str], draft: Draft) -> None:
    """Put the date of a match of `PAREN_DATE` or `BARE_DATE`."""
    printed = match["d"]
    if again := re.fullmatch(r"(\d{4})/(\d{4})", printed):  # first print and this one
        draft.put("original-date", {"date-parts": [[int(again[1])]]}, 0.9, 0)
        printed = again[2]
    date, suffix = read_printed_date(printed)
    if date is not None:
        draft.put("issued", date, 0.98, len(match[0]))
        draft.put("year-suffix", suffix, 0.98, 0)
    if match.re is PAREN_DATE and match["o"]:
        draft.warnings.append(f"two years are printed: {match['d']}/{match['o']}")


def with_body(  # noqa: PLR0912 - a branch for each layout
    text: str, taken: Taken
) -> Iterator[Draft]:
    """A body, or a title, that stands where names stand."""
    dated = next((m for m in PAREN_DATE.finditer(text, 0, 400) if m.start() > 2), None)
    if dated and _SPAN.fullmatch(dated["d"]) and re.search(YEAR, text[dated.end() :]):
        dated = None  # a title tells a period
    if dated is not None and not text[dated.end() :].lstrip()[:1].islower():
        head, rest = tidy(text[: dated.start()]), text[dated.end() :]
        parts = sentences(head)
        for as_body in (True, False):
            draft = started(taken)
            put_date(dated, draft)
            if (
                as_body
                and not body_word(head)
                and any(p.end >= len(head) for p in read_people(head))
            ):
                continue
            if as_body and len(parts) <= 2 and len(head) < 220 and rest.strip(" ."):
                draft.put("author", _bodies(head), 0.85, len(head))
                if not body_like(head):
                    draft.penalty += 0.32 if re.search(r"[\"“”«\ue000]", head) else 0.12
                read_body(rest, draft, dated=True, web=taken.web, medium=taken.medium)
                yield draft
            elif not as_body and rest.strip(" ."):
                draft.put("title", head, 0.8)
                draft.penalty += 0.05
                read_body(
                    "\ue000 \ue001. " + rest, draft, dated=True, web=taken.web, medium=taken.medium
                )
                yield draft
    if (match := _BODY_HEAD.match(text)) and _body_head(match["b"]):
        draft = started(taken)
        draft.put("author", [{"literal": tidy(match["b"])}], 0.9, match.end())
        read_body(text[match.end() :], draft, dated=False, web=taken.web, medium=taken.medium)
        yield draft
    if (match := _BODY_COMMA.match(text)) and _body_alone(match["b"]):
        draft = started(taken)
        draft.put("author", [{"literal": tidy(match["b"])}], 0.85, match.end())
        rest = text[match.end() :]
        read_body(rest, draft, dated=False, web=taken.web, medium=taken.medium, commas=True)
        yield draft
    parts = sentences(text)
    if len(parts) > 1:
        head = text[: parts[0][1]]
        named = any(p.way in ("full", "inverted") for p in read_people(head))
        if (
            body_like(head)
            and (body_word(head) or not named)
            and " – " not in head
            and OPEN not in head
            and not PAREN_DATE.search(head)
        ):
            draft = started(taken)
            draft.put("author", _bodies(head), 0.85, len(head))
            rest = text[parts[0][1] :]
            if match := BARE_DATE.match(rest):
                put_date(match, draft)
                rest = rest[match.end() :]
                read_body(rest, draft, dated=True, web=taken.web, medium=taken.medium)
            else:
                draft.penalty += 0.03
                read_body(rest, draft, dated=False, web=taken.web, medium=taken.medium)
            yield draft


def _body_head(text: str) -> bool:
    """Whether what stands before a marked title is a body; a single word is no person."""
    if body_word(text) or agency(text) or _shouted_body(text):
        return True
    return bool(_ONE_WORD.fullmatch(text))


def _body_alone(text: str) -> bool:
    """Whether what commas alone part from a title is a body and no title itself."""
    if in_capitals(text) == "body":
        return True
    words = len(text.split())
    return 1 < words < _MOST_WORDS and (agency(text) or corporate(text))


def _bodies(head: str) -> list[dict[str, str]]:
    """The bodies of a head: `Ministry, Direction` is one with its part, two bodies are two."""
    pieces = head.split(", ")
    several = all(corporate(piece) or agency(piece) for piece in pieces)
    if several and not any(_PART_OF.match(piece) for piece in pieces[1:]):
        return [{"literal": tidy(piece)} for piece in pieces]
    return [{"literal": tidy(head)}]


def _shouted_body(text: str) -> bool:
    """Whether a text in capitals can be a body: no given name and no initials end it."""
    told = in_capitals(text)
    return text.isupper() and told in ("body", "") and not _INITIAL_LAST.search(text)
