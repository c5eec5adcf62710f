"""Lists of references in a text: the lines they take up, and the numbers printed in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kg.extract.lines import Line
from kg.references import Reference

__all__ = ["list_lines", "printed_numbers"]

_HEADING = re.compile(
    r"^[#*\s\dIVX.)-]*(?:r[ée]f[ée]rences?(?: bibliographiques?| cit[ée]es)?|bibliographi(?:e|es|y)"
    r"(?: g[ée]n[ée]rale| s[ée]lective| indicative)?|works cited|literature(?: cited)?|"
    r"literature references|sources bibliographiques|ouvrages cit[ée]s|travaux cit[ée]s|"
    r"list of references|reference list|liste des r[ée]f[ée]rences)[*\s:.]*$",
    re.I,
)
_OTHER = re.compile(
    r"^[#*\s\dIVX.)-]*(?:annexes?|appendix|appendices|remerciements|acknowledge?ments?|notes|"
    r"glossaire|glossary|index|r[ée]sum[ée]|abstract|conclusion|introduction|figures|tableaux|"
    r"tables|table des mati[èe]res|discussion|conflits? d'int[ée]r[êe]ts?)\b[^.]{0,60}$",
    re.I,
)
_NUMBER = re.compile(
    r"^[\s>*-]{0,6}\\?(?:\[(?P<b>\d{1,4})\\?\]|\((?P<p>\d{1,4})\)|(?P<n>\d{1,4})(?:\\?[.)]|(?=\s)))"
    r"\s{0,8}(?=\S)"
)


def list_lines(lines: Sequence[Line]) -> set[int]:
    """Numbers of the lines of reference lists: from their heading to the next one."""
    found: set[int] = set()
    inside = False
    level = 0
    for line in lines:
        text = line.text
        if text and len(text) < 80 and not line.contents:
            if _HEADING.match(text):
                inside, level = True, line.level
            elif inside and (
                (line.level and (line.level <= level or not level)) or _OTHER.match(text)
            ):
                inside = False
        if inside:
            found.add(line.number)
    return found


def printed_numbers(
    text: str, references: Iterable[Reference], notes: Iterable[int] = ()
) -> Mapping[str, tuple[str, ...]]:
    """The works of each number that a numbered list prints, where its numbers run.

    `notes` are lines of footnotes, whose numbers are not those of a list.
    """
    raws = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    apart = set(notes)
    found: dict[str, tuple[str, ...]] = {}
    for reference in references:
        given = str(reference.csl.get("citation-number", ""))
        numbers = [given] if given else []
        for place in reference.occurrences:
            if place.line in apart or place.line > len(raws):
                continue
            if match := _NUMBER.match(raws[place.line - 1]):
                numbers.append((match["b"] or match["p"] or match["n"]).lstrip("0"))
        for number in dict.fromkeys(numbers):
            found[number] = (*found.get(number, ()), reference.id)
    return found if _runs(found) else {}


def _runs(found: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the numbers are those of one list: nearly all from 1 on, hardly any twice."""
    numbers = sorted(int(number) for number in found if number.isdigit())
    if len(numbers) < 2 or numbers[0] > 3:
        return False
    twice = sum(len(set(works)) > 1 for works in found.values())
    return len(numbers) >= 0.7 * (numbers[-1] - numbers[0] + 1) and twice <= len(numbers) // 10
