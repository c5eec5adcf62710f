"""What a comparison says: same, uncertain or new, how surely, and for which reasons.

Every reason is one row of `PHRASES`, so that each can be said in French and in English; nothing
else makes a reason. A weight is between -1 (speaks for two things) and 1 (for one thing).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

__all__ = ["PHRASES", "Match", "Reason", "Verdict", "banded", "reason"]

Verdict = Literal["same", "uncertain", "new"]

PHRASES: dict[str, tuple[str, str, float]] = {
    # English: field, French, weight
    "decided before to be the same": ("decision", "déjà jugés identiques", 1.0),
    "decided before to be different": ("decision", "déjà jugés différents", -1.0),
    "same DOI": ("DOI", "même DOI", 0.9),
    "same PMID": ("PMID", "même PMID", 0.9),
    "same PMCID": ("PMCID", "même PMCID", 0.9),
    "same HAL number": ("HAL", "même numéro HAL", 0.9),
    "same arXiv number": ("arXiv", "même numéro arXiv", 0.9),
    "same ISBN": ("ISBN", "même ISBN", 0.6),
    "same ISSN": ("ISSN", "même ISSN", 0.9),
    "same address": ("URL", "même adresse", 0.5),
    "other DOI": ("DOI", "autre DOI", -0.5),
    "other PMID": ("PMID", "autre PMID", -0.5),
    "other identifier": ("identifier", "autre identifiant", -0.4),
    "other ISSN": ("ISSN", "autre ISSN", -0.3),
    "same title": ("title", "même titre", 0.5),
    "title spelt otherwise": ("title", "titre orthographié autrement", 0.4),
    "subtitle on one side only": ("title", "sous-titre d'un seul côté", 0.3),
    "title like": ("title", "titre proche", 0.1),
    "title in another language": ("title", "titre dans une autre langue", 0.1),
    "other title": ("title", "autre titre", -0.6),
    "no title": ("title", "sans titre", 0.0),
    "title too common": ("title", "titre trop courant", -0.2),
    "other number or part": ("title", "autre numéro ou autre partie", -0.9),
    "correction, reply or comment on the other": (
        "title",
        "rectificatif, réponse ou commentaire de l'autre",
        -0.9,
    ),
    "review of the other": ("type", "compte rendu de l'autre", -0.9),
    "same authors": ("author", "mêmes auteurs", 0.4),
    "authors agree in part": ("author", "auteurs en partie communs", 0.1),
    "no authors on one side": ("author", "auteurs absents d'un côté", 0.0),
    "other authors": ("author", "autres auteurs", -0.7),
    "same year": ("issued", "même année", 0.2),
    "years differ by": ("issued", "années distantes de", -0.1),
    "year on one side only": ("issued", "année d'un seul côté", 0.0),
    "other date of issue": ("issued", "autre jour de parution", -0.4),
    "same container": ("container-title", "même revue ou même ouvrage", 0.2),
    "other container": ("container-title", "autre revue ou autre ouvrage", -0.3),
    "same volume and first page": ("page", "mêmes volume et première page", 0.5),
    "other volume": ("volume", "autre volume", -0.3),
    "other pages": ("page", "autres pages", -0.3),
    "same pages": ("page", "mêmes pages", 0.2),
    "same publisher": ("publisher", "même éditeur", 0.1),
    "other publisher": ("publisher", "autre éditeur", -0.1),
    "other edition": ("edition", "autre édition", -0.9),
    "edition on one side only": ("edition", "édition d'un seul côté", -0.2),
    "other number of pages": ("number-of-pages", "autre nombre de pages", -0.2),
    "other kind of work": ("type", "autre genre d'ouvrage", -0.4),
    "part of the other": ("type", "partie de l'autre", -0.9),
    "preprint of the article": ("type", "prépublication de l'article", 0.1),
    "several works fit equally": ("rivals", "plusieurs ouvrages conviennent autant", -0.3),
    # names of persons, journals, publishers, programmes
    "same name": ("name", "même nom", 0.6),
    "name written otherwise": ("name", "nom écrit autrement", 0.4),
    "initials fit the given name": ("given", "initiales conformes au prénom", 0.2),
    "given name on one side only": ("given", "prénom d'un seul côté", 0.0),
    "other given name": ("given", "autre prénom", -0.8),
    "family and given name swapped": ("name", "nom et prénom intervertis", 0.1),
    "particle on one side only": ("name", "particule d'un seul côté", 0.0),
    "shared co-authors": ("co-authors", "coauteurs communs", 0.5),
    "same work": ("work", "même ouvrage", 0.5),
    "abbreviated name": ("name", "nom abrégé", 0.4),
    "initials of the name": ("name", "initiales du nom", 0.2),
    "part of the name": ("name", "partie du nom", 0.1),
    "several names fit": ("rivals", "plusieurs noms conviennent", -0.3),
}
"""The English of a reason, and its field, its French and its weight."""

_FRENCH_FIELDS = {
    "decision": "décision",
    "title": "titre",
    "author": "auteurs",
    "issued": "date",
    "container-title": "revue",
    "page": "pages",
    "publisher": "éditeur",
    "edition": "édition",
    "number-of-pages": "nombre de pages",
    "identifier": "identifiant",
    "rivals": "autres candidats",
    "name": "nom",
    "given": "prénom",
    "co-authors": "coauteurs",
    "work": "ouvrage",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against; `fact` is a phrase, with a value after a colon."""

    field: str
    fact: str
    weight: float

    def text(self, lang: Literal["fr", "en"]) -> str:
        """The reason as a reader sees it.

        >>> reason("same DOI", "10.5555/12").text("fr")
        'DOI : même DOI (10.5555/12)'
        """
        phrase, _, value = self.fact.partition(": ")
        after = f" ({value})" if value else ""
        if lang == "en":
            return f"{self.field}: {phrase}{after}"
        return f"{_FRENCH_FIELDS.get(self.field, self.field)} : {PHRASES[phrase][1]}{after}"


def reason(phrase: str, value: str = "", weight: float | None = None) -> Reason:
    """A reason out of `PHRASES`, with the value it speaks of."""
    field, _, usual = PHRASES[phrase]
    return Reason(field, f"{phrase}: {value}" if value else phrase, weight or usual)


@dataclass(frozen=True, slots=True)
class Match:
    """The verdict on one thing against all that an index holds.

    `id` is the one it is the same as, or most like; None where nothing is like it. `score` is
    between 0 and 1 and ranks matches of one verdict: 0.9 and more is `same`, 0.5 and more is
    `uncertain`. `rivals` are the others that came near, best first, with their scores.
    """

    verdict: Verdict
    id: str | None
    score: float
    reasons: tuple[Reason, ...] = ()
    rivals: tuple[tuple[str, float], ...] = ()


def banded(verdict: Verdict, reasons: Iterable[Reason]) -> float:
    """The score of a verdict: what the reasons weigh together, within the verdict's band."""
    low, high = {"same": (0.9, 1.0), "uncertain": (0.5, 0.89), "new": (0.0, 0.49)}[verdict]
    weight = sum(given.weight for given in reasons)
    return round(min(high, max(low, 0.5 + weight / 3)), 3)
