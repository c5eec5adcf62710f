"""Languages as libraries name them, and their tags."""

from __future__ import annotations

import re

from kg.folding import unaccented

__all__ = ["language_tag"]

_TAG = re.compile(r"([a-zA-Z]{2,3})(?:[-_]([a-zA-Z]{2}|[0-9]{3}))?")
_NAMES = {
    "en": "english anglais ingles englisch eng",
    "fr": "french francais frances franzosisch fre fra",
    "de": "german allemand deutsch aleman ger deu",
    "es": "spanish espagnol espanol spanisch castellano spa",
    "it": "italian italien italiano ita",
    "pt": "portuguese portugais portugues por",
    "nl": "dutch neerlandais nederlands dut nld",
}
_BY_NAME = {word: tag for tag, words in _NAMES.items() for word in words.split()}


def language_tag(text: str) -> str | None:
    """The tag of a language; None where it names none that is known here.

    >>> language_tag("Français"), language_tag("en_GB"), language_tag("eng; fre")
    ('fr', 'en-GB', None)
    """
    if named := _BY_NAME.get(unaccented(text)):
        return named
    match = _TAG.fullmatch(text)
    if match is None:
        return None
    return match[1].lower() + (f"-{match[2].upper()}" if match[2] else "")
