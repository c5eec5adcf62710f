"""Authors and title above an imprint, in either order, on one line or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.addresses import is_address_line
from kg.extract.bodies import in_capitals
from kg.extract.headings import is_section
from kg.extract.leads import Lead, clean_title, host_of, names_end
from kg.extract.lines import Line
from kg.extract.names import corporate, looks_like_names

__all__ = ["Above", "look_above"]

_IN = re.compile(r"^[Ii]n\s?:?\s+(?=[A-ZÀ-ÞŒ\"«])|^[Ii]n\s?:\s*")
_SORT = re.compile(
    r"^(?:dossier|numéro spécial|dossier thématique|dossier spécial|éditorial|"
    r"hors[- ]série|entretien|"
    r"synthèse|résumé|actes|rapport final|note)\.?$",
    re.I,
)
_ONLY_MARK = re.compile(r"^\[[^\[\]]{3,60}\]\.?$")
_ENDS = (".", "!", "»", ";")
_GAP = 6


@dataclass
class Above:
    """What stands above an imprint, and the first line of it."""

    lead: Lead
    first: int
    title_lines: list[int] = field(default_factory=list)
    author_lines: list[int] = field(default_factory=list)
    sort: str = ""  # a word under the title that says what it is: "Dossier"
    heading: bool = False
    bold: bool = False
    guessed: list[str] = field(default_factory=list)

    @property
    def marked(self) -> bool:
        """Whether the title carries a mark such as [Site internet]."""
        return bool(self.lead.marks)


def look_above(
    lines: Sequence[Line], anchor: int, floor: int, lead: Lead, contents: frozenset[str]
) -> Above:
    """Complete what stands on the anchor's own line with the lines above it."""
    found = Above(lead=lead, first=anchor)
    if lead.title:
        if not lead.authors and not _run_on(lines, anchor, floor, found):
            _authors_over_title(_candidates(lines, anchor, floor, contents), found, anchor, lines)
        return found
    up = _candidates(lines, anchor, floor, contents)
    up = _host(up, lines, found)
    up = _marks(up, lines, found)
    if not lead.authors:
        up = _authors(up, lines, found)
    up = _marks(up, lines, found)
    _title(up, lines, found)
    return found


def _run_on(lines: Sequence[Line], anchor: int, floor: int, found: Above) -> bool:
    """Authors and the beginning of a title on the lines above, which run on without a stop."""
    text = found.lead.title
    for index in range(anchor - 1, max(floor, anchor - 4) - 1, -1):
        line = lines[index]
        if not line.text or line.level or line.text.endswith(_ENDS) or len(line.text) > 300:
            return False
        text = f"{line.text} {text}"
        cut = names_end(text)
        if cut and cut < len(line.text):
            found.lead.authors = text[:cut].strip(" :")
            found.lead.title = clean_title(text[cut:].lstrip(" .:-–")).title
            found.title_lines = list(range(index, anchor + 1))
            found.author_lines = [index]
            found.first = index
            found.guessed.append("the title is broken over lines")
            return True
        if line.item:
            return False
    return False


def _candidates(
    lines: Sequence[Line], anchor: int, floor: int, contents: frozenset[str]
) -> list[int]:
    """The lines above that may belong to the reference, nearest first."""
    up: list[int] = []
    below = anchor
    for index in range(anchor - 1, max(floor, anchor - 30) - 1, -1):
        line = lines[index]
        if not line.text:
            if below - index > _GAP:
                break
            continue
        if line.prose or line.contents or is_address_line(line) or is_section(line, contents):
            break
        if line.item and below - index > 1:
            break
        up.append(index)
        below = index
        if line.item or len(up) >= 9:
            break
    return up


def _host(up: list[int], lines: Sequence[Line], found: Above) -> list[int]:
    """`In : Host volume, sous la direction de ...`, perhaps over two lines."""
    for position in range(min(len(up), 3)):
        line = lines[up[position]]
        text = line.text
        if position and (line.level or line.bold):
            break
        if match := _IN.match(text):
            whole = " ".join(lines[i].text for i in reversed(up[: position + 1]))
            found.lead.host, found.lead.host_editors = host_of(whole[match.end() :])
            found.first = up[position]
            return up[position + 1 :]
    return up


def _marks(up: list[int], lines: Sequence[Line], found: Above) -> list[int]:
    while up and _ONLY_MARK.match(lines[up[0]].text):
        found.lead.marks.append(lines[up[0]].text.strip("[]. "))
        found.first = up[0]
        up = up[1:]
    return up


def _authors(up: list[int], lines: Sequence[Line], found: Above) -> list[int]:
    """The line of names under a title, put together where a page or a line breaks it."""
    for count in (1, 2, 3):
        if len(up) <= count:  # the last line there is must be the title
            break
        taken = up[:count]
        if count > 1 and not _broken_list(lines, taken):
            continue
        text = " ".join(lines[i].text for i in reversed(taken))
        taken_count = count
        heading = any(lines[i].level for i in taken)
        if looks_like_names(text, several=heading):
            while (
                taken_count < len(up) - 1
                and lines[up[taken_count]].text.endswith((",", ";"))
                and looks_like_names(f"{lines[up[taken_count]].text} {text}")
            ):
                text = f"{lines[up[taken_count]].text} {text}"
                taken_count += 1
            found.lead.authors = text
            found.author_lines = list(reversed(up[:taken_count]))
            found.first = up[taken_count - 1]
            if taken_count > 1:
                found.guessed.append("the list of authors is broken over lines")
            return up[taken_count:]
    if len(up) > 1:
        line, over = lines[up[0]], lines[up[1]]
        title_over = over.level or over.bold or up[0] - up[1] == 1
        if (
            not line.level
            and not line.bold
            and title_over
            and corporate(line.text)
            and len(line.text) < 200
        ):
            found.lead.authors = line.text
            found.author_lines = [up[0]]
            found.first = up[0]
            found.guessed.append("the line under the title is read as a body that wrote the work")
            return up[1:]
    return up


def _broken_list(lines: Sequence[Line], taken: list[int]) -> bool:
    """Whether these lines, read upwards, look like one list of names cut in two."""
    lower, upper = lines[taken[0]].text, lines[taken[-1]].text
    if any(lines[i].level for i in taken):
        return False
    return upper.endswith((",", ";", "-")) or (
        len(lower.split()) <= 2 and ("," in upper or ";" in upper)
    )


def _title(up: list[int], lines: Sequence[Line], found: Above) -> None:
    if not up:
        return
    index = up[0]
    line = lines[index]
    texts, taken = [line.text], [index]
    rest = up[1:]
    if _SORT.match(line.text) and rest and (line.level or line.bold) and lines[rest[0]].level:
        found.sort = line.text.strip(".")
        texts, taken = [lines[rest[0]].text], [index, rest[0]]
        line, rest = lines[rest[0]], rest[1:]
    while (
        rest
        and len(taken) < 5
        and _goes_on(lines[rest[0]], lines[taken[-1]], _distance(lines, rest[0], taken[-1]))
    ):
        over = rest.pop(0)
        texts.insert(0, lines[over].text)
        taken.append(over)
    if len(texts) > 1:
        found.guessed.append("the title is broken over lines")
    found.heading, found.bold = bool(line.level), line.bold
    found.title_lines = sorted(taken)
    found.first = min(taken)
    _settle(" ".join(texts), found)
    if not found.lead.authors:
        _authors_over_title(rest, found, min(taken), lines)


def _settle(text: str, found: Above) -> None:
    """Clean the title, and take the authors that it carries."""
    read = clean_title(text)
    found.lead.title = read.title
    found.lead.marks.extend(read.marks)
    found.lead.lead_in = read.lead_in
    if read.authors and not found.lead.authors:
        found.lead.authors = read.authors


def _distance(lines: Sequence[Line], upper: int, lower: int) -> int:
    """Lines from one to the other, without what a page break leaves between them."""
    between = lines[upper + 1 : lower]
    furniture = [line for line in between if any(letter.isalnum() for letter in line.raw)]
    return 1 if furniture else lower - upper


def _goes_on(upper: Line, lower: Line, distance: int) -> bool:
    """Whether the title on a line begins on the line above it."""
    if looks_like_names(upper.text, several=True) and not upper.level:
        return False
    joint = upper.text.endswith(
        (":", ",", "-", "–", "(", "l'", " de", " et", " la", " le", " des", " du", " les", " en")
    ) or (lower.text[:1].islower() or lower.text.startswith((":", "(")))
    if upper.level or lower.level:
        return joint and bool(upper.level) and distance <= 4
    if upper.bold != lower.bold:
        return False
    if upper.bold:
        return distance <= 2 and (joint or distance == 1)
    if upper.text.endswith(_ENDS) or upper.prose:
        return False
    return distance == 1 and (joint or len(upper.text) >= 45)


def _authors_over_title(up: list[int], found: Above, title: int, lines: Sequence[Line]) -> None:
    """Names that stand over the title and not under it."""
    if not up:
        return
    line = lines[up[0]]
    near = title - up[0] <= 2
    if near and looks_like_names(line.text, several=not (title - up[0] == 1 or line.bold)):
        found.lead.authors = line.text
        found.author_lines = [up[0]]
        found.first = up[0]
    elif title - up[0] == 1 and _body(line):
        found.lead.authors = line.text
        found.author_lines = [up[0]]
        found.first = up[0]
        found.guessed.append("the line over the title is read as a body that wrote the work")


def _body(line: Line) -> bool:
    """Whether a plain line is the name of a body and no more."""
    plain = not line.level and len(line.text) < 140 and not line.text.endswith((".", ":", "?"))
    return plain and not in_capitals(line.text) and corporate(line.text)  # capitals: a heading
