"""Invented names, titles, journals and publishers, in French and English, with many accents."""

from __future__ import annotations

import random

__all__ = [
    "EN",
    "FAMILIES",
    "FR",
    "GIVEN",
    "JOURNALS",
    "PUBLISHERS",
    "made_up_person",
    "made_up_title",
]

Chance = random.Random


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())


FAMILIES = words_of(
    """Aalund Abéla Achard Adomako Ågren Albarracín Amrani Andriana Arnaudin Aydın Balogh
    Barrème Béchard Bellamy Benítez Bergström Bérubé Bianchini Bjørnsen Blanchet Boateng
    Bošnjak Brélaz Brânză Cáceres Carvalhais Castagné Čapek Chevreau Cissokho Coëtlogon
    Colquhoun Côrte Crépin Dąbrowski Dalgaard Daoudi Delorme Désiré Dimitrov Đorđević
    Duchêne Dvorák Eguía Eriksen Esposito Étienne Faďo Fabrègues Fernández Ferraù Fitzroy
    Fosså Françon Gagné Garrigue Gbeho Gérin Giraudoux Göker Gonçalves Grünwald Guðjónsson
    Guérin Hämäläinen Hébert Heřman Hœllinger Holmström Huérou Ibáñez Ilunga Iturbe
    Jankowska Jæger Jérôme Jiménez Kaczmarek Kaboré Kärkkäinen Kerouédan Kiss Kovačić Krüger
    Lachèvre Lambrecht Laroche Lécuyer Léveillé Lindahl Lōce Łoś Macé Maïga Marchetti
    Mårtensson Mbeki Mérieux Mikkelsen Moñino Muntean Nadège Navrátil Nde Nieminen Núñez
    Obradović Ødegård Oliveira Orsini Ouédraogo Özdemir Paixão Papadakis Péan Pérez
    Petrauskas Poṕ Quéméner Quiñones Râmniceanu Rasmussen Réaux Řezníček Ribeiro Rouanet
    Sæther Salomé Sánchez Schäfer Sédar Şahin Škoda Sjöberg Soulié Szabó Tăutu Teissier
    Théberge Tørnqvist Touré Tremblé Ünal Uribe Valéry Vašek Végh Vestergaard Viñas Wąsik
    Weiß Wójcik Yıldız Zábranský Zéphir Žižka Zöllner"""
)
_PARTICLES = ("de", "de la", "van der", "von", "van", "du", "dos", "le")
GIVEN = words_of(
    """Adèle Agnès Aïcha Alžběta Amélie Anaïs Andreï Ángel Anne-Lise Ásta Björn Carlos Céline
    Chloé Clément Dagny Dénes Eléonore Émile Fatima Félix François Gaëlle Géraldine Håkon
    Hélène Inès Irène Isaac Jean-Luc Jérôme João José Jürgen Karel Kofi Léa Léon Loïc Lucía
    Łucja Maëlys Marie-Ève Mélanie Mihály Naïma Noé Noémie Ólafur Ömer Pelé Quentin Raphaël
    Régis Rémi Sébastien Siân Søren Stéphane Tomás Ulla Valérie Véra Victor Yaëlle Zoé Žofia"""
)
FR = (
    words_of(
        """accompagnement apprentissage citoyenneté confiance coopération dialogue dignité écoute
    entraide espoir expertise formation hospitalité implication insertion intégration
    légitimité médiation mobilisation parole participation présence reconnaissance récit
    réflexivité répit savoir solidarité témoignage transmission"""
    ),
    words_of(
        """adolescents apprentis bénévoles détenus étudiants exilés familles habitants infirmiers
    jeunes locataires mères patients pères proches psychiatres résidents retraités soignants
    usagers"""
    ),
    words_of(
        """appartement atelier bidonville campagne clinique club consultation dispensaire foyer
    hôpital internat lycée maison ministère prison quartier refuge service unité village"""
    ),
    words_of(
        """enquête analyse étude observation évaluation comparaison chronique sociologie
    ethnographie recherche"""
    ),
)
EN = (
    words_of(
        """advocacy alliance belonging choice coaching companionship connection conversation
    counselling courage disclosure education engagement friendship guidance honesty identity
    inclusion kinship knowledge leadership listening mentoring mutuality navigation outreach
    power reciprocity resilience storytelling trust volunteering welcome"""
    ),
    words_of(
        """adolescents apprentices carers clinicians employers fathers graduates immigrants inmates
    lodgers mothers neighbours nurses patients refugees residents students survivors tenants
    veterans volunteers"""
    ),
    words_of(
        """barracks campus clinic college community district farm harbour hospice hospital hostel
    island library prison school shelter suburb theatre village ward"""
    ),
    words_of(
        """survey analysis study observation evaluation comparison chronicle experiment ethnography
    review"""
    ),
)
_ADJECTIVES = {
    "fr": words_of(
    """anciens discrets isolés mobiles oubliés précaires ruraux solidaires urbains voisins
    endeuillés bilingues"""
),
    "en": words_of(
    """bereaved bilingual displaced elderly homeless isolated itinerant overlooked rural
    unemployed urban young"""
),
}  # fmt: skip
JOURNALS = tuple(
    f"{head} {tail}"
    for head in ("Revue imaginée de", "Cahiers inventés de", "Annales rêvées de")
    for tail in ("psychologie", "médiation", "sociologie", "pédagogie", "psychiatrie")
) + tuple(
    f"{head} {tail}"
    for head in ("Journal of Invented", "Imaginary Review of", "Annals of Fancied")
    for tail in ("Psychology", "Medicine", "Rehabilitation", "Nursing", "Sociology", "Services")
)
PUBLISHERS = (
    "Éditions de la Fable", "Presses du Songe", "Invented University Press", "Chimera Books",
    "Observatoire fictif du lien", "Agence imaginaire de santé", "Fabrique du social rêvé",
)  # fmt: skip


def made_up_title(french: bool, chance: Chance) -> str:
    """A title out of some million."""
    topics, people, places, methods = FR if french else EN
    topic, second = chance.sample(topics, 2)
    who, where, how = chance.choice(people), chance.choice(places), chance.choice(methods)
    which = chance.choice(_ADJECTIVES["fr" if french else "en"])
    if french:
        main = f"{topic.capitalize()} et {second} chez les {who} {which} : {how} en {where}"
        return (
            main if chance.random() < 0.7 else f"{topic.capitalize()} des {who} {which} en {where}"
        )
    main = f"{topic.capitalize()} and {second} among {which} {who}: a {how} in a {where}"
    return main if chance.random() < 0.7 else f"{topic.capitalize()} of {which} {who} in a {where}"


def made_up_person(chance: Chance) -> dict[str, str]:
    """A CSL name, one in ten with a particle, one in ten with two surnames."""
    name = {"family": chance.choice(FAMILIES), "given": chance.choice(GIVEN)}
    if chance.random() < 0.1:
        name["family"] += f"-{chance.choice(FAMILIES)}"
    if chance.random() < 0.1:
        name["non-dropping-particle"] = chance.choice(_PARTICLES)
    return name
