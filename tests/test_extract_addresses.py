"""The address of a DOI is read as address and DOI, wherever it is printed."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract import extract_text
from kg.extract.addresses import address_fields
from kg.extract.styles.single import read_single

DOI = "10.5555/cv.2015.8"
OWN = [f"https://doi.org/{DOI}", f"http://dx.doi.org/{DOI}", f"https://www.doi.org/{DOI}"]
OTHER = "https://revue.example/cv-8.htm"
BOTH = f"https://revue.example/doi.org/{DOI}"

LAYOUTS = {
    "a list": "Aubry C, Petit L. Sentiers urbains. Cahiers de la ville. 2015;8(1):12-9. {}",
    "apa": "Aubry, C. (2015). Sentiers urbains. *Cahiers de la ville*, *8*(1), 12-19. {}",
    "a documentation centre": (
        "Sentiers urbains\nAubry Claire\nCahiers de la ville 2015 ; 8(1) : 12-19\nEn ligne : <{}>\n"
    ),
    "a notice": (
        "Titre : Sentiers urbains\nAuteur : Aubry Claire\n"
        "Source : Cahiers de la ville, vol. 8, n° 1, 2015, p. 12-19\nEn ligne : {}\n"
    ),
}


def _read(layout: str, address: str) -> dict[str, Any]:
    text = LAYOUTS[layout].format(address)
    if layout in ("a list", "apa"):
        item = read_single(text)
        assert item is not None
        return item.csl
    (reference,) = extract_text(text).references
    assert {span.field for span in reference.evidence} == set(reference.csl) - {"type"}
    return dict(reference.csl)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("address", OWN)
def test_the_address_of_a_doi_gives_both(layout: str, address: str) -> None:
    csl = _read(layout, address)
    assert csl["DOI"] == DOI
    assert csl["URL"] == address


@pytest.mark.parametrize("layout", LAYOUTS)
def test_another_address_is_kept(layout: str) -> None:
    csl = _read(layout, OTHER)
    assert csl["URL"] == OTHER
    assert "DOI" not in csl


def test_a_notice_prints_both() -> None:
    text = LAYOUTS["a notice"].format(OTHER) + f"DOI : {DOI}\n"
    (reference,) = extract_text(text).references
    assert (reference.csl["URL"], reference.csl["DOI"]) == (OTHER, DOI)


def test_a_doi_without_an_address_has_none() -> None:
    item = read_single(LAYOUTS["a list"].format(f"doi:{DOI}"))
    assert item is not None
    assert item.csl["DOI"] == DOI
    assert "URL" not in item.csl


def test_beside_the_address_of_a_doi_another_one_is_kept() -> None:
    item = read_single(LAYOUTS["a list"].format(f"{OWN[0]} {OTHER}"))
    assert item is not None
    assert (item.csl["DOI"], item.csl["URL"]) == (DOI, OTHER)


def test_an_address_that_says_more_than_the_doi_is_kept() -> None:
    assert address_fields(BOTH) == {"DOI": DOI, "URL": BOTH}
    assert address_fields(f"{OWN[0]}?lang=fr") == {"DOI": DOI, "URL": f"{OWN[0]}?lang=fr"}


def test_two_places_with_one_doi_are_one_work() -> None:
    text = LAYOUTS["a documentation centre"]
    again = text.replace("2015 ; 8(1) : 12-19", "2016 ; 8(1) : 12-19")
    (reference,) = extract_text(f"{text.format(OWN[0])}\n\n{again.format(OWN[1])}").references
    assert [place.line for place in reference.occurrences] == [1, 7]


def test_two_dois_of_one_work_are_flagged() -> None:
    text = LAYOUTS["a documentation centre"]
    (reference,) = extract_text(f"{text.format(OWN[0])}\n\n{text.format(OWN[0] + '1')}").references
    assert any("the DOI is printed in 2 ways" in warning for warning in reference.warnings)
