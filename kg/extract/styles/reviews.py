"""Reviews: what is reviewed, and by whom that was made, told apart from the review itself.

MLA, Chicago and APA print `Review of Title, by Author` where a title stands, behind the title of
the review, or in brackets; French lists print `compte rendu de`. A review without a title of its
own keeps these words as its title, as printed. A title that nothing sets off is one only where its
author stands behind it: `Review of methods` is an article.
"""

from __future__ import annotations

import re

from kg.extract.styles.breaks import OPEN, SHUT, tidy
from kg.extract.styles.draft import Draft
from kg.extract.styles.people import People, people_at

__all__ = ["read_reviewed", "take_review"]

_OF = (
    r"(?:(?:unsigned |book |film )?(?:review|rev\.)(?: essay)? of"
    r"|(?:compte[ -]rendu|recension|c\. ?r\.|note de lecture)(?: critique)?"
    r"(?: d[eu]s?\b| d(?=['’])| sur\b)(?: l['’](?:ouvrage|article)| livre| film)?)"
    r"(?: the (?:book|film|motion picture|article|play|exhibition|novel))?"
)
_MARKED = (
    rf"(?:{OPEN}(?P<marked>[^{OPEN}{SHUT}]{{2,300}}){SHUT}"
    r"|[“\"«]\s?(?P<quoted>[^“”\"«»]{2,300}?)[,.]?\s?[”\"»])"
)
_PLAIN = rf"(?P<plain>[A-ZÀ-ÞŒ][^{OPEN}{SHUT}“”\"«»]{{2,300}}?)"
_BY = r"(?i:(?:(?:edited|ed\.|directed|dir\.|translated|trans\.) )?by|par|sous la direction de)\s"
_OF_SOMEBODY = rf"(?:{_BY}|(?i:de|eds?\.|dir\.)\s|(?i:d)['’])"
_REVIEW = re.compile(
    rf"(?P<of>(?i:{_OF}))\s?:?\s+(?:"
    rf"{_MARKED}(?:,?\s(?P<by>{_OF_SOMEBODY})(?=[A-ZÀ-ÞŒ])|(?=\s?[.,\])»”\"]|$))"
    rf"|{_PLAIN},\s(?P<behind>{_BY})(?=[A-ZÀ-ÞŒ]))"
)
_BEHIND = re.compile(
    r"[”\"»]\s?[.,]?\s(?=(?:unsigned |book |film )?(?:rev|compte|recension|note))", re.I
)
_OPENED = re.compile(r"[“\"«\[(]\s?")
_STOP = re.compile(r"[.,\])»”\"\s]*")


def take_review(text: str, draft: Draft) -> str:
    """The text of a body with the review's words as a quoted title, or without them behind one."""
    opened = _OPENED.match(text)
    start = opened.end() if opened else 0
    behind = None
    match = _REVIEW.match(text, start)
    if match is None and (behind := _BEHIND.search(text)) is not None:
        start = behind.end()
        match = _REVIEW.match(text, start)
    if match is None:
        return text
    end = _put(match, text, draft)
    words = text[start:end]
    draft.csl.setdefault("type", "review")
    if behind is not None:
        draft.explained += len(words)
        return f"{text[:start]}{text[end:].lstrip(' .,')}"
    if opened is not None and opened[0][0] not in "[(":
        return text
    return f"“{tidy(words)}.” {_STOP.sub('', text[end:], count=1)}"


def read_reviewed(text: str, draft: Draft) -> None:
    """What a remark such as `Review of the book Title, by A. Author` names as reviewed."""
    match = _REVIEW.match(text)
    if match is not None:
        _put(match, f"{text}.", draft)


def _put(match: re.Match[str], text: str, draft: Draft) -> int:
    """Put what is reviewed; where the words of the review end."""
    title = match["marked"] or match["quoted"] or match["plain"]
    draft.put("reviewed-title", tidy(title), 0.9, 0)
    people = _people(text, match.end()) if match["by"] or match["behind"] else None
    if people is None:
        return match.end()
    draft.put("reviewed-author", people.csl(), 0.9, 0)
    return people.end


def _people(text: str, start: int) -> People | None:
    """The names that begin at `start`, up to the stop of their sentence."""
    text = text.replace("]", ".")
    people = people_at(text, start, "forward")
    if people is None or len(people.names) < 2:
        return people
    joined = re.search(r"\s(?:and|et|&)\s|;", text[start : people.end])
    comma = text.find(",", start, people.end)
    if joined is None and comma > 0:  # `by Bo Reed, River Notes`
        return people_at(text[:comma] + ".", start, "forward")
    return people
