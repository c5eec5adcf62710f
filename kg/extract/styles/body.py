"""What stands between the authors and the numbers: title, and journal, host or publisher."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.extract.styles.around import (
    take_numbers,
    take_series,
    tell_serial,
    without_year,
)
from kg.extract.styles.breaks import OPEN, SHUT, closed_quote, sentences, tidy
from kg.extract.styles.dates import MONTH, YEAR
from kg.extract.styles.draft import Draft
from kg.extract.styles.hosts import IN, is_imprint, read_host, read_publisher, read_rest
from kg.extract.styles.notes import THESIS, take_notes, take_role
from kg.extract.styles.people import body_word, people_at
from kg.extract.styles.places import is_city, place_first, read_comma_pieces
from kg.extract.styles.reviews import take_review
from kg.extract.styles.sorts import set_type
from kg.extract.styles.tail import Tail, find_tail
from kg.extract.styles.titles import dotted, ends_in_place, journal_alone, noted, title_end

__all__ = ["read_body"]

_STRAY = re.compile(r"^[\s.,:;]+")
_IMPRINT = re.compile(
    rf"\s?\((?P<i>(?!{MONTH})(?:[^():]{{2,60}}:\s)?[A-ZÀ-ÞŒ][^():]{{2,100}},\s(?:{YEAR}|"
    rf"n\.d\.|s\.d\.))\)"
)
_SECOND = re.compile(rf"\d\.\s{OPEN}([^{OPEN}{SHUT}]{{2,60}}){SHUT}[\s.,]*$")
_ABBREVIATED = re.compile(r",\s((?:[A-ZÀ-ÞŒ][\w&-]{0,11}\.?(?:\s|$)|of\s|and\s){1,7})$")
_NUMBERED = re.compile(
    r"(?<=[.;]\s)(?P<g>Report|Rapport|Publication|(?:[A-Z][\w&-]+ ){0,2}"
    r"(?:Working|Discussion|Technical|Research) (?:Paper|Report|Note)(?: Series)?)"
    r"\s(?:[Nn](?:o|°)|#)\.?\s?:?\s?(?P<n>[\w./-]+?)(?=\.?(?:\s(?:1[5-9]|20)\d\d)?\.?$)"
)
_ISSUER = re.compile(r"[A-Z][A-Z/&-]{1,9}")
_JOURNAL = re.compile(
    r"\b(?:journal|revue|review|bulletin|annals|annales|cahiers|archives)\b", re.I
)
_REPORTED = re.compile(r"(?:rapport|report)\b(?: d[eu]s?\b| of\b)?[^,.]*", re.I)
_EXTRACT = re.compile(
    r"\s?\((?:extrait du |extrait d'un )?(?:chapitre|article|texte) (?:de |d['’])"
    r"(?P<n>[^()]{4,120})\)",
    re.I,
)
_NAMED = re.compile(r"(?:[A-ZÀ-ÞŒ]\.[ -]?){1,3}[A-ZÀ-ÞŒ][\w'’-]+,? (?:et|and|&|\(|,)")
_SHORT = re.compile(r"^(?:[A-ZÀ-ÞŒ][\w&'-]{0,9}\.?\s?){1,3}$")


def read_body(  # noqa: PLR0912 - a branch for each part
    text: str,
    draft: Draft,
    *,
    dated: bool,
    web: bool = False,
    medium: str = "",
    commas: bool = False,
) -> None:
    """Read title and imprint; `dated` tells that the date stood before the title."""
    text = take_review(_STRAY.sub("", text), draft)
    text = _IMPRINT.sub(r". \g<i>", text, count=1)
    if report := _NUMBERED.search(text):
        draft.put("number", report["n"], 0.95, len(report[0]))
        draft.put("genre", report["g"], 0.9, 0)
        draft.csl.setdefault("type", "report")
        text = text[: report.start()].rstrip() + text[report.end() :]
    text = take_series(take_notes(text, draft).strip(), draft)
    if source := _EXTRACT.search(text):
        people = people_at(source["n"] + ".", 0, "forward")
        if people is not None and "author" not in draft.csl:
            draft.put("author", people.csl(), 0.85, len(source[0]))
            text = text[: source.start()] + text[source.end() :]
    if second := _SECOND.search(text):
        draft.put("source", tidy(second[1]), 0.8, len(second[0]))
        text = text[: second.start() + 1]
    tail = find_tail(text)
    if tail is not None and tail.start == 0:
        tail = None
    if dated and tail is not None and tail.dated:
        tail = without_year(text, tail)
    middle = text
    if tail is not None:
        middle = text[: tail.start].rstrip(" ,;:([")
        take_numbers(tail, draft, len(text) - tail.start, dated=dated)
    quoted = closed_quote(middle)
    journal = (tail is not None and tail.journal) or (
        "status" in draft.csl and ":" not in middle[middle.rfind(". ") + 1 :]
    )
    if quoted is not None:
        start, end, after = quoted
        draft.put("title", tidy(middle[start:end]), 0.98)
        _after_title(_STRAY.sub("", middle[after:]), draft, journal=journal, quoted=True)
    elif middle.startswith(OPEN) and SHUT in middle:
        end = middle.index(SHUT)
        draft.put("title", tidy(middle[1:end]), 0.98)
        numbered = tail is not None and {"volume", "page"} <= tail.fields.keys()
        behind = _STRAY.sub("", middle[end + 1 :])
        if numbered and behind and OPEN not in behind and not IN.match(behind):
            draft.put("container-title", tidy(behind), 0.9)
        else:
            _after_title(behind, draft, journal=False, quoted=False)
    else:
        _plain(middle, draft, journal=journal, tail=tail, commas=commas)
    if tail is not None and tail.bare and "publisher" in draft.csl and "page" not in draft.csl:
        draft.csl["page"] = draft.csl.pop("volume")
        draft.sure["page"] = 0.8
    tell_serial(draft)
    set_type(draft, web=web, medium=medium)


def _after_title(text: str, draft: Draft, *, journal: bool, quoted: bool) -> None:
    """What follows a title that is set off by quotes or italics."""
    if not text.strip(" .,;"):
        return
    host = IN.match(text)
    if host is not None and not journal:
        read_host(text[host.end() :], draft)
        return
    if host is not None:
        text = text[host.end() :]
    if OPEN in text and SHUT in text:
        start, end = text.index(OPEN), text.index(SHUT)
        if start < end and len(text[:start].strip(" .,;")) < 2:
            if quoted or journal:
                draft.put("container-title", tidy(text[start + 1 : end]), 0.97)
                rest = text[end + 1 :]
                if journal:
                    draft.leave(rest)
                else:
                    read_rest(rest, draft)
                return
            draft.put("collection-title", tidy(text[start + 1 : end]), 0.8)
            text = text[end + 1 :]
    if journal and quoted:
        text = tidy(take_role(text, draft))
        head, comma, city = text.rpartition(", ")
        if comma and is_city(city):
            draft.put("publisher-place", city, 0.8)
            text = head
        draft.put("container-title", text, 0.93)
        return
    if quoted and THESIS.match(text):
        read_rest(text, draft)
        return
    if quoted:
        _after_quotes(text, draft)
        return
    read_rest(text, draft)


def _after_quotes(text: str, draft: Draft) -> None:
    """A container, and what a book prints, behind a quoted title."""
    before = read_publisher(text, draft)
    if "publisher" not in draft.csl:
        parts = [text[s:e] for s, e in sentences(text)]
        head, _, last = parts[0].partition(", ") if parts else (text, "", "")
        named = [name for name in draft.csl.get("author", ()) if "literal" not in name]
        if kind := _REPORTED.match(head):
            draft.put("genre", kind[0].rstrip(), 0.8, 0)
            draft.csl.setdefault("type", "report")
            read_rest(", ".join([last, *parts[1:]]).strip(" ,"), draft)
            return
        issuer = not named and not last and (_ISSUER.fullmatch(tidy(head)) or body_word(head))
        issuer = issuer and not _JOURNAL.search(head)
        draft.put("publisher" if issuer else "container-title", tidy(head), 0.8)
        read_rest(", ".join([last, *parts[1:]]).strip(" ,"), draft)
    elif before.strip(" .,"):
        draft.put("container-title", tidy(before), 0.8)


def _plain(  # noqa: PLR0911 - a return for each layout
    text: str, draft: Draft, *, journal: bool, tail: Tail | None, commas: bool
) -> None:
    """Title and the rest where nothing sets the title off."""
    host = (
        _host(text)
        if not journal or re.search(r"[.?!] In\s?: |\b(?:[Ee]ds?\.|dir\.|editors?|[Éé]ds?\.)", text)
        else None
    )
    if host is not None:
        draft.put("title", tidy(text[: host.start()]), 0.93)
        read_host(text[host.end() :], draft)
        return
    if OPEN in text and SHUT in text and text.index(OPEN) < text.index(SHUT):
        start, end = text.index(OPEN), text.index(SHUT)
        closed = text.rstrip(" .,;:")
        if journal and closed.endswith(SHUT) and closed.count(OPEN) > 1:  # a name in the title
            start, end = closed.rindex(OPEN), len(closed) - 1
        draft.put("title", tidy(text[:start]), 0.96)
        draft.put("container-title", tidy(text[start + 1 : end]), 0.97)
        read_rest(text[end + 1 :], draft)
        return
    if journal:
        _journal(text, draft)
        return
    before = read_publisher(text, draft, whole=False)
    if is_imprint(before):
        draft.penalty += 0.25
    parts = sentences(before)
    if (
        (len(parts) == 1 or ends_in_place(before, parts))
        and "publisher" not in draft.csl
        and _pieces(before, draft, commas)
    ):
        return
    if not parts:
        draft.put("title", tidy(before), 0.6)
        return
    ends = title_end(before, parts, draft)
    if text[len(before) :].startswith(", ") and not any(
        noted(before[start:end]) for start, end in parts[1:]
    ):
        ends = len(parts) - 1  # `Title. Subtitle, City, Publisher`
    title = before[parts[0][0] : parts[ends][1]]
    rest = before[parts[ends][1] :].lstrip(" .,;")
    if ends < len(parts) - 1 and journal_alone(rest, draft):
        draft.put("title", tidy(title), 0.85)
        draft.put("container-title", tidy(rest), 0.75)
        return
    if tail is not None and tail.whole and "publisher" not in draft.csl and rest:
        draft.put("title", tidy(title), 0.9)
        draft.put("container-title", tidy(rest), 0.85)
        return
    comma = re.search(r",\s(?=[A-ZÀ-ÞŒ][^,]{2,60}(?:,\s[A-ZÀ-ÞŒ][^,]{2,40})?$)", title)
    if (
        not rest
        and comma
        and "publisher" not in draft.csl
        and (commas or (tail is not None and tail.dated))
    ):
        title, rest = title[: comma.start()], title[comma.end() :]
    draft.put("title", tidy(title), 0.88 if rest or "publisher" in draft.csl else 0.75)
    read_rest(rest, draft)


def _pieces(text: str, draft: Draft, commas: bool) -> bool:
    """Read a text of commas alone, where a style of commas or a known city says that it is one."""
    pieces = text.split(", ")
    known = len(pieces) > 2 and any(place_first(a, b) is not None for a, b in pairwise(pieces[1:]))
    return (commas or known) and read_comma_pieces(text, draft)


def _host(text: str) -> re.Match[str] | None:
    for match in IN.finditer(text):
        named = _NAMED.match(text, match.end())
        if match.start() > 3 and (match[0].strip()[0].isupper() or ":" in match[0] or named):
            return match
    return None


def _journal(text: str, draft: Draft) -> None:
    """The last sentence before the numbers is the journal."""
    body = text.rstrip(" ,;")
    stopped = body.endswith(".")
    parts = sentences(body)
    listed = _ABBREVIATED.search(body)
    if listed and dotted(listed[1]) and (len(parts) == 1 or parts[-2][1] > listed.start()):
        draft.put("title", tidy(body[: listed.start()]), 0.85)
        draft.put("container-title", listed[1].strip(), 0.85)
        return
    if len(parts) < 2:
        head, comma, last = body.rpartition(", ")
        if comma and last[:1].isupper():
            draft.put("title", tidy(head), 0.7)
            draft.put("container-title", tidy(last), 0.7)
        else:
            draft.put("title", tidy(body), 0.5)
        return
    first = len(parts) - 1
    while (
        first > 1 and stopped and all(_SHORT.match(body[s : e + 1]) for s, e in parts[first - 1 :])
    ):
        first -= 1
    if (
        first == len(parts) - 1
        and re.match(r"(?:[A-Z](?:$|[,.:])|Section|Part|Série|Series)", body[parts[first][0] :])
        and first > 1
    ):
        first -= 1
    start = parts[first][0]
    container = body[start:].strip()
    if "." not in container[:-1]:
        container = container.rstrip(".")
    draft.put(
        "title", tidy(body[: parts[first - 1][1] + (body[parts[first - 1][1]] in "?!")]), 0.93
    )
    draft.put("container-title", container if "." in container else tidy(container), 0.93)
