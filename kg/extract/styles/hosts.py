"""The book or volume that a chapter stands in: editors, title, place and publisher."""

from __future__ import annotations

import re

from kg.extract.styles.breaks import OPEN, SHUT, sentences, tidy
from kg.extract.styles.draft import Draft
from kg.extract.styles.notes import read_kind, read_note, take_role
from kg.extract.styles.people import People, body_like, body_word, people_at
from kg.extract.styles.places import is_city, place_first

__all__ = ["IN", "is_imprint", "read_host", "read_publisher"]

IN = re.compile(
    r"(?:(?:(?<=[.?!,;”»\"'’)\ue001])\s|^)(?:In|Dans|"
    r"IN)(?:\s?:)?\s(?=[\ue000\"“«\w])|\s(?:In|Dans|IN)\s?:\s(?=[\ue000\"“«\w])|(?:(?<=[,”»\"\ue001])\s|^)(?:in|"
    r"dans)(?:\s?:)?\s(?=[\ue000\"“«A-ZÀ-ÞŒ]))"
)
_PLACE = re.compile(
    r"(?P<pl>[A-ZÀ-ÞŒ][^.:;]{1,40}?(?:,\s(?:D\.?C\.?|[A-Z]{2}|"
    r"[A-Z][a-z]+\.?))?|\[?[Ss]\.\s?l\.\]?|"
    r"Washington,? D\.\s?C\.)\s?:\s+?(?P<pub>[^:]{2,140})$"
)
_PAGES = re.compile(r"(?:^|[,:]\s|\bpp?\.\s?|\bpages?\s)(\d{1,5}\s?[-–—]\s?\d{1,5})$")
_SMALL_HOUSE = re.compile(
    r"(?:[a-zà-ÿ]['’]|érès|eres|les? |la |the |s\. ?n|chez |éd|ed|impr|auto|self|univ|puf|pug|e-"
    r"|i[A-Z])"
)
"""How publishers begin that are printed in small letters."""
_RUNS_ON = re.compile(r"[a-zà-ÿ]{3,}\.\s[A-ZÀ-ÞŒ\d]")
_SERIES = re.compile(
    r"\b(?:series|studies|library|collection|papers|monographs|lecture notes)\b", re.I
)
_YEAR_ALONE = re.compile(r"(?:1[5-9]|20)\d\d")
_PRESENTED = re.compile(
    r"(?:paper|poster|session|communication)?\s?(?:presented|"
    r"présentée?)\s(?:at|à|au|lors d[eu])\s(?P<e>.{4,200})",
    re.I,
)
_SEAT = re.compile(r"[A-ZÀ-ÞŒ][\w'’-]+(?: [A-ZÀ-ÞŒ][\w'’-]+)?")
_LED_BY = re.compile(
    r"[,?!.]\s(?=(?:sous la dir(?:ection|\.)|dirigé par|coordonné par|edited by)\s)"
)
_EDITION_FIRST = re.compile(r"(\S{1,9} (?:ed|éd|edn|édition|edition)\.)\s(?=[A-ZÀ-ÞŒ])", re.I)
_CHAPTER = re.compile(r",\s(?:chapter|chap\.|chapitre)\s(\w{1,5})$", re.I)
_STARTS = re.compile(r"[.?!)»”\"\ue001][.,]?\s+")


def read_publisher(text: str, draft: Draft, *, whole: bool = True) -> str:
    """Take `Place: Publisher` from the end of a text, or all of it; what stands before it."""
    text = text.rstrip(" ,;.")
    pieces = text.rsplit(", ", 2)
    if len(pieces) == 3 and is_city(pieces[1]) and ":" in pieces[0] and ":" not in pieces[2]:
        draft.put("publisher-place", tidy(pieces[1]), 0.88)
        draft.put("publisher", _company(pieces[2]), 0.88)
        return pieces[0]
    starts = [match.end() for match in _STARTS.finditer(text)]
    for start in reversed([0, *starts[-12:]] if whole else starts[-12:]):
        match = _PLACE.match(text, start)
        known = match is not None and match["pl"] not in ("In", "Dans", "IN")
        if match and known and "http" not in match[0] and not _sentence(match["pub"]):
            draft.put("publisher-place", tidy(match["pl"]), 0.92)
            draft.put("publisher", _company(match["pub"]), 0.92)
            draft.explained += 2
            return text[:start]
    match = re.search(
        r"(?<=[,;)\ue001]\s)(?P<pl>[A-ZÀ-ÞŒ][\w' -]{1,30}(?:,\s[A-Z]{2})?)"
        r"\s?:\s(?P<pub>[^:]{2,100})$",
        text,
    )
    if match and not _sentence(match["pub"]):
        draft.put("publisher-place", tidy(match["pl"]), 0.9)
        draft.put("publisher", _company(match["pub"]), 0.9)
        return text[: match.start()]
    return text


def is_imprint(text: str) -> bool:
    """Whether a whole text is a known place and a publisher."""
    match = _PLACE.match(text)
    return match is not None and is_city(match["pl"])


def _sentence(text: str) -> bool:
    """Whether a text is the rest of a title and no publisher."""
    if text[:1].islower() and not _SMALL_HOUSE.match(text):
        return True
    return len(text.split()) > 14 or OPEN in text or bool(_RUNS_ON.search(text))


def _company(text: str) -> str:
    return tidy(re.sub(r",?\s(?:cop|impr|dl)\.?$", "", text, flags=re.I))


def _editors(text: str) -> tuple[People | None, str]:
    """Editors at the head of a host, and the rest."""
    best: People | None = None
    for way in ("run-on", "inverted", "full", "forward"):
        people = people_at(text, 0, way)
        if people is None:
            continue
        rest = text[people.end :]
        marked = people.role == "editor"
        closed = bool(re.match(r"\s?[.,:;]\s|\s?[\ue000\"“«]", rest))
        shouted = all(name.get("family", "").isupper() for name in people.names)
        if (marked or (closed and (way != "forward" or shouted))) and (
            best is None or (marked, people.end) > (best.role == "editor", best.end)
        ):
            best = people
    if best is None:
        match = re.match(
            r"(?P<b>[^.,;()]{3,100}?),?\s\(?(?:[Ee]ds?|[Éé]ds?|[Dd]irs?|editors?)\b\.?\)?[.,:]?\s",
            text,
        )
        if match and body_like(match["b"]):
            return People(({"literal": match["b"]},), match.end(), "body", "editor"), text[
                match.end() :
            ]
        return None, text
    return best, text[best.end :].lstrip(" .,:;")


def read_host(text: str, draft: Draft) -> None:
    """Read what stands after `In`; the numbers at the end are taken already."""
    people, rest = _editors(text.strip())
    if people is not None:
        draft.put("editor", people.csl(), 0.93, people.end)
    rest = rest.strip()
    if rest.startswith(OPEN) and SHUT in rest:
        end = rest.index(SHUT)
        title, rest = rest[1:end], rest[end + 1 :]
        rest = read_publisher(rest.lstrip(" .,;"), draft)
        firm = 0.97
    else:
        rest = read_publisher(rest, draft)
        parts = sentences(rest)
        end = parts[0][1] if parts else len(rest)
        led = _LED_BY.search(rest)
        if led and (not parts or led.start() > end):  # a title of two sentences before its editors
            end = led.start() + (rest[led.start()] in "?!")
        title, rest, firm = rest[:end], rest[end:], 0.85
        cut = re.search(
            r"(?:,|(?<=[?!]))\s(?=(?:edited by|ed\. by|eds?\.|sous la dir|dirigé par|coordonné par|"
            r"vol\.|trans\.|translated)\s?)",
            title,
            re.I,
        )
        if cut:
            title, rest = title[: cut.start()], title[cut.end() :] + rest
        elif "publisher" not in draft.csl and not rest.strip(" .,") and "," in title:
            head, _, last = title.rpartition(", ")
            before, _, place = head.rpartition(", ")
            if before and place_first(place, last):
                draft.put("publisher-place", place, 0.85)
                head = before
            elif before and people is not None and _SEAT.fullmatch(place):
                draft.put("publisher-place", place, 0.75)
                head = before
            if people is not None or "page" in draft.csl:
                title, rest = head, last
    if chapter := _CHAPTER.search(title.rstrip(" .,")):
        draft.put("chapter-number", chapter[1], 0.9)
        title = title[: chapter.start()]
    draft.put("container-title", tidy(title), firm)
    read_rest(rest, draft)


def read_rest(  # noqa: PLR0912, PLR0915 - a branch for each kind
    text: str, draft: Draft
) -> None:
    """What follows the title of a book: edition, editors, translators, series, publisher."""
    text = read_publisher(text.strip(" .,;"), draft)
    pieces = [text[start:end].strip(" ,;.") for start, end in sentences(text)] or []
    while pieces:
        piece = take_role(pieces.pop(0), draft)
        if not piece or read_note(piece, draft) or read_kind(piece, draft):
            continue
        if _YEAR_ALONE.fullmatch(piece) and "issued" in draft.csl:
            draft.put("original-date", {"date-parts": [[int(piece)]]}, 0.8)
            continue
        if imprint := _PLACE.match(piece):
            draft.put("publisher-place", tidy(imprint["pl"]), 0.85)
            draft.put("publisher", _company(imprint["pub"]), 0.85)
            continue
        if event := _PRESENTED.match(piece):
            draft.put("event-title", event["e"], 0.85, len(piece))
            draft.csl.setdefault("type", "paper-conference")
            continue
        if (pages := _PAGES.search(piece)) and "page" not in draft.csl:
            draft.put("page", re.sub(r"\s?[-–—]\s?", "-", pages[1]), 0.9)
            piece = piece[: pages.start()].strip(" ,;.:")
            if not piece or read_note(piece, draft):
                continue
        head, comma, last = piece.partition(", ")
        if comma and read_note(head, draft):
            pieces.insert(0, last)
            continue
        edition = _EDITION_FIRST.match(piece)
        if edition and read_note(edition[1], draft):
            pieces.insert(0, piece[edition.end() :])
            continue
        before, comma, end = piece.rpartition(", ")
        house, _, seat = before.partition(", ")
        if seat and _SEAT.fullmatch(seat) and _SEAT.fullmatch(end) and body_word(house):
            piece, before = f"{house}, {seat}", house  # `University, City, State`
            end = seat
        if comma and read_note(before, draft):
            pieces.insert(0, end)
            continue
        if is_city(piece) and "," not in piece and "publisher" not in draft.csl:
            draft.put("publisher-place", tidy(piece), 0.8)
            continue
        if (
            "publisher" not in draft.csl
            and len(piece) < 120
            and (piece[0].isupper() or piece[0].isdigit())
        ):
            first = place_first(before, end) if comma else None
            if first is None and comma and len(before.split()) < 3 and not body_word(before):
                first = True
            house, place = piece, ""
            if first is not None:
                house, place = (end, before) if first else (before, end)
            draft.put("publisher", tidy(house), 0.75)
            draft.put("publisher-place", tidy(place), 0.7)
            continue
        if "publisher" in draft.csl and _SERIES.search(piece) and len(piece) < 90:
            draft.put("collection-title", tidy(piece), 0.8)
            continue
        if draft.csl.get("type") == "thesis" and "archive" not in draft.csl:
            draft.put("archive", tidy(piece), 0.7)
            continue
        draft.leave(piece)
