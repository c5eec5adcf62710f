"""Which label to show: the language asked for, else the other one, else the identifier.

Answers carry both languages. Whoever shows one of them chooses it here, and learns which language
it is in, so that a label in the other language can be marked as such.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.answers.models import Bilingual

__all__ = ["ChosenLabel", "Language", "choose_label"]

Language = Literal["fr", "en"]


@dataclass(frozen=True)
class ChosenLabel:
    """A label and its language; None for an identifier, which is in none."""

    text: str
    language: Language | None


def choose_label(label: Bilingual, language: Language, identifier: str) -> ChosenLabel:
    """The label to show to a reader of `language`.

    >>> choose_label(Bilingual(fr="Espoir", en=None), "en", "hope")
    ChosenLabel(text='Espoir', language='fr')
    >>> choose_label(Bilingual(fr=None, en=None), "en", "hope").text
    'hope'
    """
    other: Language = "en" if language == "fr" else "fr"
    for tag in (language, other):
        text = label.fr if tag == "fr" else label.en
        if text:
            return ChosenLabel(text, tag)
    return ChosenLabel(identifier, None)
