"""Bodies printed in capitals are no persons, persons printed in capitals are no bodies."""

from __future__ import annotations

import pytest

from kg.extract import extract_text
from kg.extract.bodies import agency, in_capitals, served
from kg.extract.misprints import show
from kg.extract.names import looks_like_names, read_names
from kg.extract.styles.single import read_single

BODIES = [
    "SANTE PUBLIQUE",
    "SANTÉ MENTALE",
    "MEDECINS MONDE",
    "PSYCOM FRANCE",
    "ARS NORMANDIE",
    "GEM LYON",
    "CRESS BRETAGNE",
    "SECOURS POPULAIRE",
    "SANTE INFO SOLIDARITES",
    "MENTAL HEALTH EUROPE",
    "CARE NETWORK",
    "FONDATION PIERRE",
    "USAGERS EN MARCHE",
]
PERSONS = [
    "DUPONT Jean",
    "DUPONT JEAN",
    "LE CARDINAL P.",
    "LE CARDINAL PAULE",
    "FRANCE Anatole",
    "LORRAINE P.",
    "LYON MJ",
    "MONDE Claire",
    "MONDE PAUL",
    "JEAN DUPONT",
    "SMITH JOHN",
    "VAN HOUT A.",
]
DOUBTFUL = ["REHAB NORTON", "ABDALLAH MOHAMED", "MARNE ROUVIER"]

LAYOUTS = [
    "{} (2012). Les rives du soir. Paris : Vigie.",
    "{}. Les rives du soir. Paris : Vigie ; 2012.",
    "{}. *Les rives du soir*. Lyon : Presses, 2012.",
    "{}, Les rives du soir, Paris, Vigie, 2012, 40 p.",
    "{}, *Les rives du soir*, Paris, Vigie, 2012, 40 p.",
]


@pytest.mark.parametrize("printed", BODIES)
def test_a_body_in_capitals(printed: str) -> None:
    assert in_capitals(printed) == "body"
    assert not looks_like_names(printed)
    found = read_names(printed)
    assert found.names == [{"literal": printed}]
    assert found.confidence <= 0.7


@pytest.mark.parametrize("printed", PERSONS)
def test_a_person_in_capitals(printed: str) -> None:
    assert in_capitals(printed) != "body"
    assert looks_like_names(printed)
    assert "family" in read_names(printed).names[0]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("printed", ["SANTE PUBLIQUE", "MEDECINS MONDE", "PSYCOM FRANCE"])
def test_a_reference_of_a_body(layout: str, printed: str) -> None:
    item = read_single(layout.format(printed))
    assert item is not None
    assert item.csl["author"] == [{"literal": printed}]
    assert item.csl["title"] == "Les rives du soir"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("printed", ["DUPONT Jean", "LE CARDINAL P.", "DUPONT JEAN"])
def test_a_reference_of_a_person(layout: str, printed: str) -> None:
    item = read_single(layout.format(printed).replace("..", "."))
    assert item is not None
    assert "family" in item.csl["author"][0]
    assert item.csl["title"] == "Les rives du soir"
    assert item.confidence["author"] > 0.8


@pytest.mark.parametrize("printed", DOUBTFUL)
def test_what_may_be_either_is_doubted(printed: str) -> None:
    assert in_capitals(printed) == "doubtful"
    item = read_single(f"{printed} (2012). Les rives du soir. Paris : Vigie.")
    assert item is not None
    assert item.confidence["author"] <= 0.6
    assert any("person or a body" in warning for warning in item.warnings)


def test_capitals_in_a_list_of_persons_are_not_doubted() -> None:
    item = read_single("ABDALLAH MOHAMED, DUPONT JEAN (2012). Les rives du soir. Paris : Vigie.")
    assert item is not None
    assert show(item.csl["author"]) == "ABDALLAH, MOHAMED; DUPONT, JEAN"
    assert item.confidence["author"] > 0.8


def test_a_body_under_a_title_or_in_a_notice() -> None:
    for text in (
        "Les rives du soir\nSANTE PUBLIQUE\nParis : Vigie, 2012, 40 p.\n",
        "Titre : Les rives du soir\nAuteur : SANTE PUBLIQUE\nÉditeur : Vigie\nDate : 2012\n",
    ):
        (reference,) = extract_text(text).references
        assert reference.csl["author"] == [{"literal": "SANTE PUBLIQUE"}], text
        assert reference.csl["title"] == "Les rives du soir"


def test_short_names_of_public_bodies_are_no_persons() -> None:
    assert all(map(agency, ("ARS Bretagne", "ORS des Rives", "Ireps de l'Ouest", "HAS")))
    assert not any(map(agency, ("HAS J.", "OMS JP", "Arsène Paul", "ROUX Paul")))
    assert served("Fil Santé Rives")
    assert not served("Paul Morel")
    item = read_single(
        "ARS Grand Littoral, CHU des Dunes. Feuille de route 2019-2023. Dunes : ARS Littoral, "
        "2019, 40 p."
    )
    assert item is not None
    assert item.csl["author"] == [{"literal": "ARS Grand Littoral"}, {"literal": "CHU des Dunes"}]


def test_a_body_with_its_part_is_one_body() -> None:
    item = read_single(
        "Ministère du logement, Direction de l'habitat. Un plan. Paris: Vigie; 2020."
    )
    assert item is not None
    assert len(item.csl["author"]) == 1
    item = read_single("Conseil des usagers, Fédération des pairs. Un plan. Paris: Vigie; 2020.")
    assert item is not None
    assert len(item.csl["author"]) == 2


def test_a_list_parted_by_kinds_of_documents() -> None:
    text = (
        "# Pour en savoir plus\n\n## Rapports et études\n\n"
        "- ORS des Rives, *Vivre ici*, mars 2019, 86 p.\n\n"
        "## Textes officiels\n\n"
        "- PETIT Jean, *Le droit des pairs*, Paris, Seuil, 2018, 90 p.\n\n"
        "# Annexe\n\n- Un mot de plus, sans rien.\n"
    )
    found = extract_text(text).references
    assert [reference.csl["title"] for reference in found] == ["Vivre ici", "Le droit des pairs"]
    assert found[0].occurrences[0].section == "Rapports et études"


def test_a_law_among_other_references_is_read_by_its_title() -> None:
    law = "Note d'information n° DGCS/1B/2019/82 du 2 avril 2019 relative aux groupes d'entraide"
    found = extract_text(
        "Bibliographie\n\nMorel A. Vivre ici. Paris: Vigie; 2018.\n\n"
        f"Weiss L. Vivre ailleurs. Paris: Vigie; 2019.\n\n{law}.\n"
    )
    assert [reference.csl["type"] for reference in found.references][-1] == "legislation"
    assert found.references[-1].csl["title"] == law
    assert found.leftovers == ()
