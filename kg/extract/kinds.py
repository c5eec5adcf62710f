"""What kind of publication a reference describes, from marks, imprint and notes, in that order.

The rules say why: a free text of a ministry is a report, what a publishing house sells is a book.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kg.extract.bodies import agency

__all__ = ["PRESS", "THESIS", "kind_of", "kind_printed"]

THESIS = re.compile(
    r"\b(?:mémoire|thèse|master|maîtrise|dea|dess|doctorat|diplôme|th\. ?méd|hdr|licence)\b", re.I
)
_LAW = re.compile(
    r"^(?:décret|loi|arrêté|circulaire|ordonnance|instruction|directive|règlement|décision)\b", re.I
)
_MARKS = (
    (re.compile(r"powerpoint|présentation|diaporama|diapositives|communication", re.I), "speech"),
    (re.compile(r"vidéo|dvd|film|documentaire|youtube", re.I), "motion_picture"),
    (re.compile(r"podcast|audio|émission|radio", re.I), "broadcast"),
    (re.compile(r"blog|billet", re.I), "post-weblog"),
    (re.compile(r"page|site|portail|internet|web|en ligne", re.I), "webpage"),
)
_PRINTED = (
    (THESIS, "thesis"),
    (
        re.compile(r"texte officiel|législati|réglementa|décret|circulaire|\bloi\b", re.I),
        "legislation",
    ),
    (re.compile(r"article de presse|coupure", re.I), "article-newspaper"),
    (re.compile(r"chapitre|contribution|partie d'ouvrage", re.I), "chapter"),
    (re.compile(r"article", re.I), "article-journal"),
    (re.compile(r"rapport|étude|littérature grise|guide", re.I), "report"),
    (re.compile(r"^(?:ouvrage|livre|monographie|actes|book)", re.I), "book"),
)
_ONLINE = {"URL", "DOI"}
_SITE = re.compile(r"^[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|net|be|ca|ch|eu|info)$", re.I)
PRESS = re.compile(
    r"\b(?:presses|éditions?|editions?|éditeurs?|press|puf|pug|érès|eres|dunod|"
    r"maloine|masson|elsevier|"
    r"gallimard|seuil|harmattan|découverte|de boeck|armand colin|chronique sociale|springer|wiley|"
    r"routledge|l'esf|esf|flammarion|odile jacob|payot|albin michel|"
    r"la documentation française|doin|lavoisier)\b",
    re.I,
)
_GREY = re.compile(
    r"\b(?:minist[eè]re|délégation|premier ministre|agence|organisation|centre|"
    r"ccoms|dihal|groupement|adapei|ville|"
    r"asbl|faculté|direction|fehap|observatoire|haute autorité|has|inpes|inserm|"
    r"fnes|ireps|ars|cnsa|anesm|"
    r"institut|fédération|association|collectif|conseil|comité|secrétariat|"
    r"service|département|région|"
    r"santé publique france|fondation|réseau|union|mission|caisse|oms|unesco|igas|"
    r"sénat|assemblée)\b",
    re.I,
)


def kind_of(
    imprint: str, fields: Mapping[str, Any], marks: Sequence[str], notes: Sequence[str]
) -> tuple[str, float]:
    """The CSL type and how sure it is."""
    title = fields.get("title", "")
    if imprint == "gazette" or (_LAW.match(title) and re.search(r"n[o°º]|\b\d{4}\b", title)):
        return "legislation", 0.98
    for mark in marks:
        for pattern, kind in _MARKS:
            if pattern.search(mark):
                return kind, 0.98
    if any(THESIS.search(note) for note in notes):
        return "thesis", 0.97
    return _by_imprint(imprint, fields)


def kind_printed(text: str) -> str | None:
    """The CSL type of a printed kind of document, or None where it says too little.

    >>> kind_printed("Mémoire de master")
    'thesis'
    """
    for pattern, kind in (*_PRINTED, *_MARKS[:-1]):
        if pattern.search(text):
            return kind
    return "webpage" if re.search(r"\bsite\b|page (?:web|internet)", text, re.I) else None


def _by_imprint(imprint: str, fields: Mapping[str, Any]) -> tuple[str, float]:
    publisher = fields.get("publisher", "")
    if imprint in ("journal", "press"):
        return ("article-newspaper" if imprint == "press" else "article-journal"), 0.95
    if "container-title" in fields:
        return "chapter", 0.95
    if not imprint or _SITE.match(publisher):
        return "webpage", 0.85
    if imprint == "issuer" and "title" not in fields:
        return "document", 0.6
    return _book_or_report(fields, publisher)


def _book_or_report(fields: Mapping[str, Any], publisher: str) -> tuple[str, float]:
    if "-" in fields.get("page", ""):
        return "document", 0.7  # pages of something that is not named
    if re.search(r"\bactes\b", fields.get("title", ""), re.I):
        return "book", 0.8
    if PRESS.search(publisher):
        return "book", 0.9
    bodies = [name["literal"] for name in fields.get("author", []) if "literal" in name]
    if (
        _GREY.search(publisher)
        or any(_GREY.match(body) for body in bodies[:1] if body.casefold() != "collectif")
        or any(agency(body) for body in bodies[:1])
        or re.search(r"\brapport\b", fields.get("title", ""), re.I)
    ):
        return "report", 0.9
    if "collection-title" in fields or "ISBN" in fields or not _ONLINE & fields.keys():
        return "book", 0.75
    return "report", 0.7
