"""Bodies that lists print in capitals, `SANTE PUBLIQUE`, told from persons, `DUPONT JEAN`.

Capitals take away the sign that tells a family name from a given one. What is left is what the
words are: a word of what organisations do or whom they serve, or a place behind another word, is
no person's name unless a known given name stands beside it; a known given name makes a person; of
anything else nothing is sure, and the reader is told so.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from kg.extract.given_names import FIRST_NAMES
from kg.extract.imprints import CITIES
from kg.folding import fold

__all__ = ["Told", "agency", "in_capitals", "served"]

Told = Literal["body", "person", "doubtful", ""]

_KINDS = """
    academie academy agence agency alliance amicale association bureau caisse cellule center centre
    chambre clinique coalition collectif college comite commission committee communaute
    confederation conseil coordination council department direction ecole editions equipe espace
    etablissement faculte federation fondation forum foundation foyer groupe groupement hopital
    hopitaux hospital initiative institut institute laboratoire league ligue maison mairie media
    medias ministere mission mouvement musee mutualite mutuelle network observatoire office
    organisation organization plateforme pole prefecture press presses rectorat reseau service
    services societe society syndicat syndicats trust union unite universite university"""
_MATTERS = """
    accueil addiction addictions addictologie aide autisme autonomie beneficiaires cancer care
    catholique citoyen citoyenne citoyennes citoyennete citoyens defense departemental
    departementale droits education educations egalite emploi enfance entraide environnement
    europeen europeenne familles formation francais francaise francophone generale habitants
    habitat handicap handicaps health hospitalier hospitaliere hospitaliers inclusion info
    information informations infos insertion international internationale jeunes jeunesse justice
    logement malades medecin medecins medicale medico mental mentale mentales monde municipale
    national nationale nations parents patient patients pharmaciens populaire precarite prevention
    professionnels promotion psychiatrie psychiatrique psychiatriques psychologie psychologues
    public publique publiques recherche regional regionale rehabilitation retablissement rights
    sante sciences secours securite social sociale sociales sociaux soignants soins solidaire
    solidarite solidarites statistique statistiques territoires travail united usagers ville villes
    world"""
_COUNTRIES = """
    afrique alpes alsace america aquitaine ardenne ardennes atlantique australia auvergne belgique
    bourgogne bretagne britain canada champagne charente charentes corse england europe france
    franche-comte gironde guadeloupe guyane ile-de-france ireland isere languedoc limousin loire
    martinique mayotte nord normandie occitanie oise paca picardie poitou provence quebec rhone
    rhone-alpes roussillon savoie scotland sud suisse uk usa vaucluse vendee wales"""
_ORGANISED = frozenset(_KINDS.split()) | frozenset(_MATTERS.split())
_KIND_WORDS = frozenset(_KINDS.split())
_PLACES = frozenset(fold(word) for word in _COUNTRIES.split()) | {fold(city) for city in CITIES}
_GIVEN = frozenset(fold(name) for name in FIRST_NAMES)
_AGENCY = re.compile(
    r"(?:A[RN]S|ORS|HAS|Ireps|IREPS|CR(?:ES|IPS|EAI|AI|PV)|Cres|DIHAL|Dihal|DG(?:OS|S|CS)|DREES|Drees"
    r"|INSERM|Inserm|INPES|Inpes|ANSES|Anses|ANESM|Anesm|CN(?:SA|AM|AF|RS)|CCOMS|CCAS|FNORS|Fnors"
    r"|FNES|FNAPSY|UNAFAM|Unafam|OMS|IGAS|Igas|INSEE|Insee|INED|Ined|EHESP|CLSM|GEM|Psycom|PSYCOM"
    r"|CHU|GHU|EPSM)(?![\w.])(?! [A-ZÀ-ÞŒ](?:\.|[A-ZÀ-ÞŒ]{0,2}\b))"
)
_SMALL_WORDS = "de du des d la le les l et en aux au a pour of the and for"
_SMALL = frozenset(_SMALL_WORDS.split())
_SERVED_WORDS = """
    addictions handicap handicaps health medecins psychiatrie psychiatrique rehabilitation
    retablissement sante solidarite solidarites usagers"""
_SERVED = frozenset(_SERVED_WORDS.split())
_LETTERS = re.compile(r"[^\W\d_]")
_LONGEST = 120
_SHORT = 3
"""Letters that may be the initials of several given names."""


def agency(text: str) -> bool:
    """Whether a text begins with the short name of a French public body: `ARS de l'Ouest`.

    >>> agency("ORS Bretagne"), agency("ROUX Paul"), agency("HAS JP")
    (True, False, False)
    """
    return bool(_AGENCY.match(text))


def served(text: str) -> bool:
    """Whether a text holds a word of whom or what bodies serve, which nobody is called.

    >>> served("Fil Santé Rives"), served("Paul Morel")
    (True, False)
    """
    return not _SERVED.isdisjoint(fold(text).split())


@lru_cache(maxsize=4096)
def in_capitals(text: str) -> Told:  # noqa: PLR0911 - a return for each sign
    """What two words or more in capitals name; empty where the text is not wholly in capitals.

    >>> in_capitals("MEDECINS MONDE"), in_capitals("DUPONT JEAN"), in_capitals("REHAB NORTON")
    ('body', 'person', 'doubtful')
    >>> in_capitals("DUPONT J."), in_capitals("Dupont Jean")
    ('', '')
    """
    if len(text) > _LONGEST or not text.isupper() or re.search(r"[;:!?()\[\]]|\.\s", text):
        return ""
    printed = [word.strip(",") for word in text.strip().split()]
    words = [fold(word) for word in printed]
    names = [word for word in words if word not in _SMALL]
    if len(names) < 2 or any("." in word for word in printed):
        return ""
    if any(len(_LETTERS.findall(word)) < 3 for word in names):
        return ""  # initials: a person
    given = any(part in _GIVEN for word in words for part in word.split())
    if words[0] in _KIND_WORDS and "," not in text:
        return "body"
    if given:
        return "person"
    if "," in text:
        return ""
    if any(word in _ORGANISED for word in words) or words[-1] in _PLACES:
        return "body"
    plain = all(len(word) > _SHORT for word in names)
    return "doubtful" if len(names) == 2 and plain else ""
