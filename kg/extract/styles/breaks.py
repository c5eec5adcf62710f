"""Where a sentence of a reference ends, and which words are quoted or in italics.

Marks of emphasis become the characters OPEN and SHUT, so that positions stay simple.
"""

from __future__ import annotations

import re

__all__ = ["OPEN", "SHUT", "closed_quote", "emphasis", "sentences", "tidy"]

OPEN, SHUT = "\ue000", "\ue001"
_STAR = re.compile(r"(?<![\w*])\*{1,3}(?=[^\s*])([^*]{1,600}?)(?<=[^\s*])\*{1,3}(?![\w*])")
_UNDER = re.compile(r"(?<![\w_/.-])_{1,2}(?=[^\s_])([^_\n]{1,600}?)(?<=[^\s_])_{1,2}(?![\w_])")
_HTML = re.compile(r"<(i|em|b|strong)>([^<>]{1,600})</\1>", re.I)
_TAG = re.compile(r"</?(?:span|p|br|sup|sub|u|font|div|li|i|em|b|strong)\b[^<>]{0,80}/?>", re.I)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>&|~])")
_STOP = re.compile(r"[.?!…][\"”»’\ue001)]{0,2}(?=\s)")
_ABBREVIATED = re.compile(
    r"(?:\b[^\W\d_]|\b(?:vols?|nos?|pp?|eds?|éds?|vs|st|dr|mr|mrs|ms|prof|cf|"
    r"chap|ch|trans|trad|jr|sr|inc|"
    r"suppl|dirs?|coll|ltd|co|corp|fig|approx|ca|al|rev|edn|édit|sci|mme|rép|"
    r"dép|art|sec|ser|sér|n))$",
    re.I,
)
_DIGITS = re.compile(rf"{OPEN}([\d\s().,:;/–-]+){SHUT}")
_NUMBERED = re.compile(
    rf"{OPEN}([^{SHUT}]*[^\W\d]),\s(?!(?:1[5-9]|20)\d\d[-–])(\d[\d\s(/–-]{{0,20}}\)?){SHUT}"
)
_STOP_INSIDE = re.compile(rf"([.,;:]){SHUT}")
_BLANKS = re.compile(r"\s+")
_BEFORE_STOP = re.compile(r"\s+([.,;])(?=\s|$)")
_KEPT_STOP = re.compile(r"(?:\b[^\W\d_]|\.\.|\b(?:Inc|Ltd|Co|Jr))\.$")
_QUOTES = {"“": "”", "«": "»", '"': '"', "‘": "’", "'": "'", "„": "“"}


def emphasis(text: str) -> str:
    """The text with Markdown and HTML emphasis as OPEN and SHUT; other marks are left out."""
    text = (
        text.replace("\u00ad", "")
        .replace("\ufeff", "")
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
    )
    if "<" in text:
        text = _TAG.sub("", _HTML.sub(rf"{OPEN}\2{SHUT}", text))
    if "*" in text:
        text = _STAR.sub(rf"{OPEN}\1{SHUT}", text).replace("**", "")
    if "_" in text:
        text = _UNDER.sub(rf"{OPEN}\1{SHUT}", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    if OPEN in text:
        text = _NUMBERED.sub(rf"{OPEN}\1{SHUT}, \2", _DIGITS.sub(r"\1", text))
    if SHUT in text:
        text = _STOP_INSIDE.sub(rf"{SHUT}\1", text)
    text = text.replace("&amp;", "&").replace("‐", "-").replace("’", "'").replace("``", "“")
    return _BLANKS.sub(" ", text).strip()


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end (without the stop) of each sentence; initials and abbreviations end none."""
    found = []
    start = 0
    for match in _STOP.finditer(text):
        after = text[match.end() : match.end() + 3].lstrip()
        if match[0][0] in ".…":
            if _ABBREVIATED.search(text, max(start, match.start() - 8), match.start()):
                continue
            if after[:1].islower() and not after.startswith(("e", "i")):
                continue
        elif after[:1].islower() or after[:1] in (":", ";", "»", "&", "?", "!"):
            continue
        keep = match.start() if match[0][0] == "." else match.start() + 1
        end = match.end() if len(match[0]) > 1 else keep
        found.append((start, end))
        start = match.end() + 1
    if text[start:].strip(" .,;:"):
        found.append((start, len(text)))
    return found


def closed_quote(text: str) -> tuple[int, int, int] | None:
    """Start and end of what is quoted at the head of a text, and where the rest begins."""
    shut = _QUOTES.get(text[:1])
    if shut is None:
        return None
    depth = 0
    for at in range(1, len(text)):
        char = text[at]
        if text[0] != shut and char == text[0]:
            depth += 1
        elif char == shut:
            following = text[at + 1 : at + 2]
            if shut in "’'" and following.isalpha():
                continue
            if shut == '"' and following.isalnum():
                continue
            if depth:
                depth -= 1
                continue
            return 1, at, at + 1
    return None


def tidy(text: str) -> str:
    """A value without the signs around it."""
    text = text.replace(OPEN, "").replace(SHUT, "")
    text = _BLANKS.sub(" ", text).strip(" ,;:")
    text = _BEFORE_STOP.sub(r"\1", text)
    if text.endswith(".") and not _KEPT_STOP.search(text, max(0, len(text) - 6)):
        text = text[:-1]
    for shut, opened in ((")", "("), ("]", "["), ("»", "«"), ("”", "“")):
        if text.endswith(shut) and text.count(opened) < text.count(shut):
            text = text[:-1]
        if text.startswith(opened) and text.count(opened) > text.count(shut):
            text = text[1:]
    return text.strip(" ,;:")
