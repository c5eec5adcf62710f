"""What all pages share: head, way around, foot, and how a bilingual text is shown."""

from __future__ import annotations

from collections.abc import Sequence

from api import urls
from api.html import Html, Node, tag
from api.negotiation import Language
from kg.answers.labels import choose_label
from kg.answers.models import Bilingual

__all__ = ["Words", "frame", "in_language", "say"]

Words = tuple[str, str]
"""A text of a page: in French, in English."""

_NAVIGATION: tuple[tuple[str, Words], ...] = (
    (urls.START, ("Accueil", "Home")),
    (urls.DOCS, ("Documentation de l'API", "API documentation")),
    (urls.SPARQL, ("SPARQL", "SPARQL")),
)
_SKIP: Words = ("Aller au contenu", "Skip to the content")
_FOOT: Words = (
    "Données : CC BY 4.0. Programme : Apache 2.0.",
    "Data: CC BY 4.0. Program: Apache 2.0.",
)
_OTHER = {"fr": ("en", "English"), "en": ("fr", "Français")}


def say(words: Words, lang: Language) -> str:
    """A text of ours in the language of the page."""
    return words[0] if lang == "fr" else words[1]


def in_language(text: Bilingual, lang: Language, identifier: str) -> Node:
    """A text of the graph; one in the other language is marked as such."""
    chosen = choose_label(text, lang, identifier)
    if chosen.language in (lang, None):
        return chosen.text
    return tag("span", chosen.text, lang=chosen.language)


def frame(
    title: str,
    lang: Language,
    body: Sequence[Node],
    *,
    other: str | None,
    head: Sequence[Html] = (),
    description: str = "",
) -> bytes:
    """A whole page; `other` is its address in the other language, if there is one."""
    code, name = _OTHER[lang]
    switch = other and tag("a", name, href=other, hreflang=code, lang=code)
    where = [tag("a", say(words, lang), href=href) for href, words in _NAVIGATION]
    links = tag("ul", [tag("li", link) for link in [*where, switch] if link])
    page = tag(
        "html",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("title", f"{title} – pairkg" if title != "pairkg" else title),
            description and tag("meta", name="description", content=description),
            tag("link", rel="stylesheet", href=urls.STYLE),
            other and tag("link", rel="alternate", hreflang=code, href=other),
            head,
        ),
        tag(
            "body",
            tag("a", say(_SKIP, lang), href="#content", class_="skip"),
            tag("header", tag("p", "pairkg", class_="name"), tag("nav", links)),
            tag("main", tag("h1", title), body, id="content"),
            tag("footer", tag("p", say(_FOOT, lang))),
        ),
        lang=lang,
    )
    return f"<!doctype html>\n{page}\n".encode()
