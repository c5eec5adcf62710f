"""The start page: what this is, and the three things people ask of it."""

from __future__ import annotations

from api import urls
from api.html import Html, tag
from api.negotiation import Language
from api.pages.frame import Words, frame, say

__all__ = ["start_page"]

_TITLE: Words = (
    "La littérature sur la pair-aidance en santé mentale, en graphe",
    "The literature on peer support in mental health, as a graph",
)
_LEAD: Words = (
    "Ce que des sources publiques disent des programmes, des études et de leurs résultats : "
    "chaque fait porte la source et la ligne où il se lit.",
    "What public sources say of programmes, studies and their findings: every fact carries the "
    "source and the line where it stands.",
)
_USES: tuple[tuple[Words, Words, tuple[tuple[str, Words], ...]], ...] = (
    (
        ("Quelles études appuient une affirmation ?", "Which studies support a claim?"),
        (
            "Les études qui l'appuient et celles qui la contestent, avec leurs chiffres.",
            "The studies that support it and those that dispute it, with their figures.",
        ),
        (
            (
                urls.evidence_of("reduces-hospitalisation"),
                ("La pair-aidance réduit-elle les hospitalisations ?", "Fewer hospital stays?"),
            ),
            (urls.collection("claim"), ("Toutes les affirmations", "All claims")),
        ),
    ),
    (
        (
            "Que s'est-il passé dans un programme, et quand ?",
            "What happened in a programme, and when?",
        ),
        (
            "Les événements dans l'ordre ; tout ce que disent les sources qui se contredisent.",
            "Events in order; where sources contradict each other, all that they say.",
        ),
        (
            (urls.timeline_of("denver"), ("Le programme de Denver", "The Denver programme")),
            (
                urls.with_query("/api/timeline", {"country": "US"}),
                ("La chronologie des États-Unis", "The timeline of the United States"),
            ),
            (urls.collection("programme"), ("Tous les programmes", "All programmes")),
        ),
    ),
    (
        (
            "Quel résultat une citation représente-t-elle ?",
            "Which finding does a citation stand for?",
        ),
        (
            "D'un résultat aux endroits où il est cité, et d'une citation à son résultat.",
            "From a finding to the places that cite it, and from a citation to its finding.",
        ),
        (
            (
                urls.citations_of("min-2007-rehospitalisation"),
                (
                    "Qui cite le résultat de Min 2007 sur les réhospitalisations",
                    "Who cites what Min 2007 found on new hospital stays",
                ),
            ),
            (urls.collection("citation"), ("Toutes les citations", "All citations")),
        ),
    ),
)
_FOR_PROGRAMS: Words = ("Pour les logiciels", "For programs")
_DOCS: Words = ("Documentation de l'API", "API documentation")
_OPENAPI: Words = ("Description OpenAPI", "OpenAPI description")
_SPARQL: Words = ("Point d'accès SPARQL", "SPARQL endpoint")


def start_page(lang: Language) -> bytes:
    """The page at `/`."""
    uses = [_use(use, lang) for use in _USES]
    programs = [(urls.DOCS, _DOCS), (urls.OPENAPI, _OPENAPI), (urls.SPARQL, _SPARQL)]
    body = [
        tag("p", say(_LEAD, lang), class_="lead"),
        uses,
        tag("section", tag("h2", say(_FOR_PROGRAMS, lang)), _links(programs, lang)),
    ]
    other = urls.with_query(urls.START, {"lang": "en" if lang == "fr" else "fr"})
    return frame(say(_TITLE, lang), lang, body, other=other, description=say(_LEAD, lang))


def _use(use: tuple[Words, Words, tuple[tuple[str, Words], ...]], lang: Language) -> Html:
    question, explanation, examples = use
    return tag(
        "section",
        tag("h2", say(question, lang)),
        tag("p", say(explanation, lang)),
        _links(examples, lang),
    )


def _links(links: tuple[tuple[str, Words], ...] | list[tuple[str, Words]], lang: Language) -> Html:
    return tag("ul", [tag("li", tag("a", say(words, lang), href=href)) for href, words in links])
