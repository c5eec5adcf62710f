"""Lines that a page or a narrow column broke, put together while an imprint is looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.addresses import LABEL, first_address, is_address_line
from kg.extract.imprint import Imprint, find_imprint
from kg.extract.lines import Line, bare

__all__ = ["joined", "may_go_on", "without_address"]

_OPEN_END = re.compile(r"(?:[,:;]|\b(?:de|du|des|la|le|les|et|pour|en|l'|d'))$")


def may_go_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a line stops before its imprint is whole."""
    text = lines[index].text
    following = next_line(lines, index)
    if following is None or lines[following].level or lines[following].item:
        return False
    begins = bool(re.search(r"(?:^|[.] )[A-ZÀ-ÞŒ][\w'’.() -]{1,40}\s:\s\S", text)) or bool(
        _OPEN_END.search(text)
    )
    if not begins and not re.match(r"^(?:\[?(?:19|20)\d\d|s\.?d)", lines[following].text):
        return False
    return not is_address_line(lines[following]) and len(text) < 400


def joined(lines: Sequence[Line], index: int, text: str) -> tuple[Imprint | None, str, int]:
    """The imprint of a line and of one or two that follow it."""
    last = index
    whole = text
    for _ in range(2):
        following = next_line(lines, last)
        if following is None or is_address_line(lines[following]) or lines[following].level:
            break
        gap = following - last > 1
        if gap and not (
            _OPEN_END.search(whole) or re.match(r"^\[?(?:19|20)\d\d", lines[following].text)
        ):
            break
        if (
            lines[following].prose
            or lines[following].item
            or lines[following].bold != lines[index].bold
        ):
            break
        last = following
        whole = f"{whole} {without_address(lines[following])}"
        imprint = find_imprint(whole)
        if imprint is not None and imprint.kind not in ("issuer",) and imprint.start <= len(text):
            return imprint, whole, last
    return None, text, index


def next_line(lines: Sequence[Line], index: int) -> int | None:
    for following in range(index + 1, min(index + 5, len(lines))):
        if lines[following].text and not lines[following].contents:
            return following
    return None


def without_address(line: Line) -> str:
    """What a line says before its address."""
    label = LABEL.search(line.text)
    if label is not None and label.end() - label.start() > 4:
        return line.text[: label.start()].rstrip()
    match = first_address(line.raw)
    if match is None:
        return line.text
    marker = len(line.raw) - len(line.raw.lstrip(" #>-*+•"))
    return bare(line.raw[marker : match.start()]).rstrip(" <(⟨") if match.start() > marker else ""
