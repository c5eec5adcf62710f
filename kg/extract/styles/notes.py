"""What stands in parentheses or between stops: edition, report number, thesis, series, roles."""

from __future__ import annotations

import re

from kg.extract.styles.breaks import tidy
from kg.extract.styles.draft import Draft
from kg.extract.styles.people import people_at, read_people
from kg.extract.styles.reviews import read_reviewed
from kg.extract.styles.tail import read_extents

__all__ = ["THESIS", "read_kind", "read_note", "take_notes", "take_role"]

_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "première": 1,
    "deuxième": 2,
    "seconde": 2,
    "troisième": 3,
    "quatrième": 4,
    "cinquième": 5,
}
_EDITION = re.compile(
    r"(?:(?:(?P<n>\d{1,2})\.?[ªº]?\s?(?:st|nd|rd|th|e|è|ᵉ|ème|eme|ère|re|ed|de)?\.?|(?P<w>"
    + "|".join(_ORDINALS)
    + r"))\s+"
    r"(?P<x>(?:rev(?:ised|\.)?|exp(?:anded|\.)?|updated|revue|nouv(?:elle|\.)?)[\s,&and]*)?"
    r"(?:edition|édition|edn|ed|éd|edit|édit)\b\.?(?:\s?(?:revue|rev\.?|"
    r"augmentée|corrigée|et|mise à jour)\s?)*"
    r"|(?P<r>rev(?:ised|\.)?|new|nouvelle|nouv\.|updated|expanded|abridged|"
    r"2d)\s(?:edition|édition|edn|ed|éd)\b\.?)$",
    re.I,
)
_REVISED = re.compile(r"rev|augment|corrig|mise à jour|exp|updated|nouv", re.I)
_REPORT = re.compile(
    r"(?P<g>(?:[\w&'-]+\s){0,5}?(?:report|rapport|paper|document|memorandum|"
    r"publication|bulletin|technical note|note|brief|series|cahier|pub\.?|"
    r"rep\.?))\s(?:series\s)?"
    r"(?:(?:no\.?|n[o°º]|number|nr\.?|#)\s?|(?<=report )(?=[\w./-]*\d))"
    r"(?P<n>[\w./-]+(?:\s?[\w./-]*\d[\w./-]*)?)$",
    re.I,
)
THESIS = re.compile(
    r"\b(?:dissertation|thesis|thèse|mémoire|master['’]?s|ph\.?\s?d|diss\b|"
    r"doctorat|doctoral|maîtrise|habilitation|hdr)\b",
    re.I,
)
_TRANS = re.compile(
    r"(?:(?P<a>.{3,120}?),?\s(?:trans|trad|translators?|traducteurs?)\.?$|"
    r"(?:translated|traduit|trad(?:uction)?\.?|trans\.?)\s?(?:(?:from|"
    r"de) (?:the )?l?['’]?\s?\w+\s)?(?:\(\w+\)\s)?(?:by|par|de|"
    r":)?\s(?P<b>.{3,120})$)",
    re.I,
)
_EDITED = re.compile(
    r"(?:(?P<a>.{3,200}?),?\s\(?(?:eds?|éds?|dirs?|editors?|coords?)\b\.?\)?$|"
    r"(?:edited by|ed\. by|eds?\.|éd\. par|sous la dir(?:ection|\.)? (?:de|"
    r"d['’])|dirigé par|coordonné par|ed\.)\s?(?P<b>.{3,200})$)",
    re.I,
)
_LED = re.compile(
    r"(?:translated|traduit|trad\.|trans\.|edited|ed\.|eds\.|éd\.|dirigé|"
    r"coordonné|sous la dir(?:ection|\.)?)\s"
    r"(?:(?:from|de)\s(?:the\s|l['’])?\w+\s(?=by|par))?(?:(?:by|par|de)\s)?",
    re.I,
)
_SERIES = re.compile(
    r"(?:\(|^)(?:coll(?:ection|\.)?|série|"
    r"series)\s?:?\s?[«\"“]?\s?(?P<s>[^()»\"”]{2,120}?)\s?[»\"”]?(?:[,;]\s?(?:n[o°º]\.?|"
    r"no\.|vol\.)?\s?(?P<n>\d[\w-]*))?\)?$",
    re.I,
)
_SERIES_AFTER = re.compile(r"(?P<s>[A-ZÀ-ÞŒ][^();\d]{2,60})\s?;\s(?P<n>\d{1,4})$")
_ORIGINAL = re.compile(
    r"(?:original work published|ouvrage original publié en|"
    r"originally published|orig\. pub\.?|publication originale|1st ed\.|"
    r"1re éd\.)\s(?:in |en )?((?:1[5-9]|20)\d\d)$",
    re.I,
)
_GENRE = re.compile(
    r"(?:special (?:issue|section)|numéro spécial|lettre|review of .{3,200}|"
    r"doctoral dissertation.*|master's thesis.*|unpublished .*|brochure|"
    r"fact sheet|press release|communiqué de presse|working paper|"
    r"conference (?:paper|presentation|session)|paper presentation|"
    r"poster(?: presentation|session)?|blog post|billet de blogue?|video|"
    r"vidéo|film|podcast.*|audio podcast.*|editorial|éditorial|letter|"
    r"abstract|résumé|data set|computer software|dépliant|rapport|report|"
    r"tweet|powerpoint slides|lecture notes|preprint|prépublication|"
    r"compte rendu.*|motion picture|dvd|website|site web)$",
    re.I,
)
_LEAFLET = re.compile(r"brochure|dépliant|plaquette|affiche|flyer|livret|leaflet|poster", re.I)
_DOCUMENT = re.compile(
    r"(?:brochure|dépliant|plaquette|affiche|flyer|livret(?: d['’]accueil)?|leaflet"
    r"|recommandations?(?: de bonnes? pratiques?)?(?: professionnelles?)?"
    r"|argumentaire(?: scientifique)?"
    r"|rapport (?:d['’](?:étude|évaluation|activité|enquête|orientation|expertise)|final|annuel"
    r"|intermédiaire|public|de recherche|de stage|de mission)|(?:final|annual|technical) report"
    r"|note (?:de synthèse|de cadrage|d['’]information|méthodologique)"
    r"|fiche (?:pratique|mémo|outil)"
    r"|guide (?:pratique|méthodologique)|synthèse(?: documentaire| des résultats)?"
    r"|document de (?:travail|cadrage)|dossier documentaire|revue de (?:la )?littérature"
    r"|état des lieux|étude qualitative|cahier des charges)",
    re.I,
)
_KINDS = (
    (
        re.compile(r"conference|poster|paper pres|powerpoint|communication|présentation", re.I),
        "speech",
    ),
    (re.compile(r"blog", re.I), "post-weblog"),
    (re.compile(r"video|vidéo|film|motion|dvd", re.I), "motion_picture"),
    (re.compile(r"podcast", re.I), "broadcast"),
    (re.compile(r"software", re.I), "software"),
    (re.compile(r"data ?set", re.I), "dataset"),
    (re.compile(r"brochure|fact sheet|dépliant", re.I), "pamphlet"),
    (re.compile(r"^review of|compte rendu", re.I), "review"),
    (re.compile(r"report|rapport|working paper|document de travail", re.I), "report"),
)
_BRACKETED = re.compile(r"\s?[(\[]([^()\[\]]{2,260})[)\]]")


def take_notes(text: str, draft: Draft) -> str:
    """The text without the parentheses that were understood."""
    kept = []
    at = 0
    for match in _BRACKETED.finditer(text):
        inside = match[1].strip()
        square = "[" in match[0]
        if read_note(inside, draft, square=square):
            kept.append(text[at : match.start()])
            draft.explained += 2
            at = match.end()
    kept.append(text[at:])
    return "".join(kept)


def read_note(  # noqa: PLR0911, PLR0912 - a return for each kind
    text: str, draft: Draft, *, square: bool = False
) -> bool:
    """Read one remark; whether it was understood."""
    text = tidy(text)
    if match := _EDITION.match(text):
        number = match["n"] or str(_ORDINALS.get((match["w"] or "").lower(), ""))
        plain = number and not match["x"] and not _REVISED.search(text)
        draft.put("edition", number if plain else match["r"] or text, 0.95, len(text))
        return True
    if match := re.fullmatch(r"(\d{1,2}) vols?\.?", text):
        draft.put("number-of-volumes", match[1], 0.9, len(text))
        return True
    if match := _ORIGINAL.match(text):
        draft.put("original-date", {"date-parts": [[int(match[1])]]}, 0.95, len(text))
        return True
    if match := _REPORT.match(text):
        draft.put("number", match["n"], 0.95, len(text))
        draft.put("genre", match["g"], 0.9, 0)
        draft.csl.setdefault("type", "report")
        return True
    if THESIS.search(text) and len(text) < 160:
        parts = [part.strip(" .") for part in re.split(r",\s", text)]
        draft.csl.pop("genre", None)
        draft.put("genre", tidy(parts[0]), 0.95, len(text))
        for part in parts[1:]:
            if re.match(r"(?:1[5-9]|20)\d\d$", part):
                continue
            draft.put(
                "publisher" if "publisher" not in draft.csl else "publisher-place", part, 0.9, 0
            )
        draft.csl["type"] = "thesis"
        return True
    if match := _SERIES.match(text):
        draft.put("collection-title", match["s"], 0.9, len(text))
        draft.put("collection-number", match["n"], 0.9, 0)
        return True
    if match := _SERIES_AFTER.match(text):
        draft.put("collection-title", match["s"].strip(), 0.85, len(text))
        draft.put("collection-number", match["n"], 0.85, 0)
        return True
    if (match := _TRANS.match(text)) and _role(match["a"] or match["b"], "translator", draft):
        return True
    if (match := _EDITED.match(text)) and _role(match["a"] or match["b"], "editor", draft):
        return True
    if square and _GENRE.match(text):
        draft.put("genre", text, 0.9)
        kind = next((kind for pattern, kind in _KINDS if pattern.search(text)), None)
        if kind:
            draft.csl.setdefault("type", kind)
        if kind == "review":
            read_reviewed(text, draft)
        return True
    if _listed_pages(text, draft):
        return True
    pieces = [piece for piece in re.split(r"[,;]\s", text) if piece]
    if len(pieces) > 1 and any(
        _EDITION.match(p) or re.match(r"(?:vol|pp?|n|no|report)\b\.?", p, re.I) for p in pieces
    ):
        done = [piece for piece in pieces if read_note(piece, draft)]
        return len(done) == len(pieces)
    return False


def _listed_pages(text: str, draft: Draft) -> bool:
    """Read volume and pages, a list of pages too."""
    tail = (
        read_extents(text)
        if re.match(r"(?:vols?|pp?|pages?|t|tome|chap)\b", text, re.I)
        or re.search(r"\dp{1,2}\.?$|\bp\.$|pages$", text)
        else None
    )
    if tail is not None and not tail.dated and not tail.left:
        for name, value in tail.fields.items():
            draft.put(name, value, 0.95)
        return True
    return False


def read_kind(text: str, draft: Draft) -> bool:
    """Read a sentence that only names the kind of a document, `Dépliant`, `Rapport final`."""
    text = text.strip(" .,;")
    if not _DOCUMENT.fullmatch(text) or "genre" in draft.csl:
        return False
    draft.put("genre", text, 0.85)
    draft.csl.setdefault("type", "pamphlet" if _LEAFLET.match(text) else "report")
    return True


def take_role(text: str, draft: Draft) -> str:
    """Take `translated by A. B.` or `edited by A. B.` from the head of a text."""
    match = _LED.match(text)
    if match is None:
        return text
    people = people_at(text, match.end(), "forward")
    if people is None:
        return text
    names, end = people.names, people.end
    if len(names) > 1 and not re.search(r"\s(?:and|et|&)\s", text[match.end() : end]):
        comma = text.find(",", match.end())
        names, end = names[:1], comma if comma > 0 else end
    role = "translator" if match[0].lower().startswith("tra") else "editor"
    draft.put(role, [*names, *([{"literal": "et al."}] if people.others else [])], 0.9, end)
    return text[end:].lstrip(" ,.;")


def _role(text: str, role: str, draft: Draft) -> bool:
    text = text.strip(" ,.")
    people = next((p for p in read_people(text) if p.end >= len(text.rstrip(" ."))), None)
    people = people or next((p for p in read_people(text + ".") if p.end >= len(text)), None)
    if people is None:
        return False
    draft.put(role, people.csl(), 0.9, len(text) + 6)
    return True
