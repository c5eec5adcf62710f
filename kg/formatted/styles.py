"""The styles: found, read once, and put right where citeproc-py cannot follow them.

citeproc-py 0.11 loses the delimiters of a locale's dates and writes one style's settings into the
locale, so that an earlier reference changes a later one: dates are written out in the style. It
prints a title or an editor twice where they stand for the author, prints a word whose number is
missing, and has no title case for labels. The changes are made on the style once it is read.
"""

from __future__ import annotations

import copy
from functools import cache
from typing import Any, Literal

from citeproc import CitationStylesStyle, formatter

__all__ = ["LANGUAGES", "LEAD", "STYLES", "loaded"]

STYLES = {"apa": "en", "vancouver": "en", "iso690": "fr"}
"""The styles, each with the language that its words are in unless one is asked for."""
LANGUAGES = {"fr": "fr-FR", "en": "en-US"}

_FILES = {
    ("apa", "fr"): "apa",
    ("apa", "en"): "apa",
    ("vancouver", "fr"): "nlm-citation-sequence",
    ("vancouver", "en"): "nlm-citation-sequence",
    ("iso690", "fr"): "iso690-author-date-fr",
    ("iso690", "en"): "iso690-author-date-en",
}
_EDITORS = (
    ("identifier-contributors-monographic", "@variable='editor translator'"),
    ("secondary-authors", "@variable='editor'"),
)
"""Where APA and NLM name editors a second time, if the first did not count."""
_CSL = "{http://purl.org/net/xbiblio/csl}"


Element = Any
"""An element of lxml with the methods of citeproc-py, or the style that holds it."""
LEAD = Literal["author", "editor", "title"]
"""What a reference begins with."""


@cache
def loaded(style: str, lang: str, lead: LEAD) -> Element:
    """A style for a language, for works that begin with an author, an editor or their title.

    Not for two threads at once: rendering keeps its state in the style.
    """
    read = CitationStylesStyle(_FILES[style, lang], locale=LANGUAGES[lang], validate=False)
    root = read.root
    root.formatter = formatter.html
    for date in list(root.iter(f"{_CSL}date")):
        if next(date.iterancestors(f"{_CSL}locale"), None) is None:
            _write_out(date, root)
            if lang == "fr":
                _day_first(date)
    for label in root.iter(f"{_CSL}label"):
        if label.get("text-case") == "title":
            label.set("text-case", "capitalize-first")
    for text in list(root.iter(f"{_CSL}text")):
        if text.get("variable") == "citation-number" or text.get("value") == "publication":
            text.getparent().remove(text)
    if lead == "title" and style == "apa":
        within = "./cs:macro[@name='bibliography']//cs:text[@macro='title-and-descriptions']"
        for text in root.xpath_search(within):
            text.set("macro", "description")
    if lead == "editor":
        for macro, names in _EDITORS:
            for found in root.xpath_search(f"./cs:macro[@name='{macro}']//cs:names[{names}]"):
                found.set("variable", "translator")
    return read


def _write_out(date: Element, root: Element) -> None:
    """A localised date as one whose parts are given."""
    form = date.attrib.pop("form", None)
    if form is None:
        return
    wanted = date.attrib.pop("date-parts", "year-month-day").split("-")
    localised = root.get_date(form)
    own = {part.get("name"): dict(part.attrib) for part in date}
    for part in list(date):
        date.remove(part)
    for part in localised:
        if part.get("name") in wanted:
            written = copy.deepcopy(part)
            written.attrib.update(own.get(part.get("name"), {}))
            if len(wanted) == 1:
                written.attrib.pop("prefix", None)
                written.attrib.pop("suffix", None)
            date.append(written)
    if "delimiter" not in date.attrib and "delimiter" in localised.attrib:
        date.set("delimiter", localised.get("delimiter"))


def _day_first(date: Element) -> None:
    """`avril 5` is no French."""
    parts = list(date)
    if [part.get("name") for part in parts] == ["month", "day"]:
        day = parts[1]
        day.attrib.pop("prefix", None)
        date.remove(day)
        date.insert(0, day)
        date.set("delimiter", " ")
