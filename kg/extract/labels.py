"""The labels that catalogues print before each field of a notice, and the field each stands for.

Labels as the exports of documentary software print them (PMB, Alexandrie, the tagged notices of
the former Banque de données en santé publique) and as people write them in tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.folding import fold

__all__ = ["Label", "field_of", "labels_in"]

_WORDS: dict[str, str] = {
    "title": "titre|ti|titre article|titre de l'article|titre du document|titre original|tit|"
    "intitulé|titre propre|nom du document|titre de l'ouvrage",
    "author": "auteur|auteurs|auteur(s)|au|aut|auteur principal|auteurs personnes|coauteurs|"
    "auteur(s) personne(s)|auteur personne physique|auteur physique|par",
    "body": "auteur collectif|auteurs collectifs|auteur moral|collectivité|collectivités|"
    "organisme|organisme auteur|auteur(s) moral(aux)|collectivité auteur|auteur collectivité|"
    "organisme(s)",
    "editor": "directeur de publication|sous la direction de|coordinateur|coordinateurs|"
    "coordination|direction|coordonné par|dir|éditeur scientifique|directeurs",
    "publisher": "éditeur|editeur|éditeurs|éditeur(s)|ed|edi|édition|éditions|publié par|"
    "maison d'édition|éditeur commercial|organisme éditeur",
    "publisher-place": "lieu|lieu d'édition|lieu de publication|ville|ville d'édition",
    "issued": "date|année|annee|an|date de publication|année de publication|année d'édition|"
    "date d'édition|date de parution|dp|parution|date du document|année de parution",
    "source": "source|so|sources|réf|référence|référence source|imprint|publication",
    "host": "in|dans|extrait de|document hôte|ouvrage|titre de l'ouvrage hôte|est une partie de",
    "container-title": "revue|périodique|titre du périodique|titre de la revue|journal|nom de la "
    "revue|titre périodique|titre revue|per|media|média|titre du journal",
    "volume": "volume|vol|tome|vo",
    "issue": "numéro|n°|no|num|nu|fascicule|n° de revue|numéro de revue|n",
    "page": "pages|page|pp|p|pg|article en page(s)|en page(s)|pages de l'article",
    "extent": "pagination|nombre de pages|nb de pages|nb pages|importance|description|"
    "importance matérielle|collation|description matérielle|nombre de page|nombre de pages(s)|"
    "description physique",
    "collection-title": "collection|coll|série|titre de collection",
    "kind": "type de document|type|nature|nature du document|dt|type doc|type document|genre|"
    "typologie",
    "medium": "support|présentation|format|durée",
    "abstract": "résumé|resume|re|ab|abstract|présentation de l'éditeur|note de contenu|"
    "analyse|rés|commentaire|résumé éditeur",
    "keyword": "mots-clés|mots clés|mot-clé|mots clefs|mots-clefs|mc|de|descripteurs|"
    "descripteur|thème|thèmes|sujets|sujet|catégories|mots-matières|thématique|thématiques|mo",
    "call-number": "cote|co|cote de rangement|cotes|localisation",
    "URL": "en ligne|lien|url|lien internet|liens|adresse|texte intégral|lien vers le document|"
    "adresse internet|accès|accès en ligne|site|lien url|disponible sur|adresse url|web",
    "DOI": "doi",
    "ISBN": "isbn|isbn/issn/ean|isbn/issn|ean|isbn (ou autre code)|isbn issn ean",
    "ISSN": "issn",
    "language": "langue|langues|la|lang",
    "ignored": "permalink|permalien|index décimale|index. décimale|notice|n° de notice|numéro "
    "de notice|no|numéro d'enregistrement|statut|exemplaire|exemplaires|disponibilité|"
    "directeur|directeur de thèse|directeur de mémoire|public|prix|autre titre|"
    "niveau bibliographique|date de saisie|centre|producteur|pays|origine|note générale|"
    "accessibilité|droits|titre de série|format de la ressource électronique|mention d'édition",
}
_KEYS: dict[str, str] = {}
for _field, _labels in _WORDS.items():
    for _label in _labels.split("|"):
        _KEYS.setdefault(fold(_label), _field)
_LABEL = re.compile(r"\s*(?P<label>[A-Za-zÀ-ÿ][^:|]{0,44}?)\s*:(?=\s|$|<?https?:|\S)\s*")
_INNER = re.compile(r"(?:\s[|–—•·-]\s|\s{3,}|\t)(?=[A-ZÀ-ÞŒ][^:|]{0,30}?\s?:\s)")


@dataclass(frozen=True)
class Label:
    """A label in a line: its field, where it begins and where its value begins and ends."""

    field: str
    printed: str
    start: int
    value: int
    end: int


@lru_cache(maxsize=4096)
def field_of(label: str) -> str | None:
    """The field of a label, without its colon: of a column of a table, too.

    >>> field_of("Auteur(s)")
    'author'
    """
    return _KEYS.get(fold(label.strip(" :*")))


def labels_in(text: str) -> list[Label]:
    """The labels of a line that begins with one, in order; most lines have one."""
    first = _LABEL.match(text[:400])
    if first is None or (field := field_of(first["label"])) is None:
        return []
    found = [Label(field, first["label"], first.start("label"), first.end(), len(text))]
    for gap in _INNER.finditer(text, first.end()):
        inner = _LABEL.match(text, gap.end())
        if inner is None or (field := field_of(inner["label"])) is None:
            continue
        last = found.pop()
        found.append(Label(last.field, last.printed, last.start, last.value, gap.start()))
        found.append(Label(field, inner["label"], inner.start("label"), inner.end(), len(text)))
    return found
