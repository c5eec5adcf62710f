"""Pages printed as a list stay one value, and years or volumes behind pages stay out of it."""

from __future__ import annotations

import time

import pytest

from kg.extract import extract_text
from kg.extract.parts import more_pages, with_page_lists
from kg.extract.styles.single import read_single
from kg.extract.styles.tail import find_tail

LISTS = {
    "vancouver": ("Reed H. Paths. River Notes. 2012;12(3):55, 60-61.", "55, 60-61"),
    "vancouver, three": (
        "Reed H. Paths. River Notes. 2012;12(3):12-5, 18, 22-4.",
        "12-5, 18, 22-4",
    ),
    "apa": (
        "Reed, H. (2012). Paths in water. *River Notes*, *12*(3), 12–15, 18, 22–24.",
        "12-15, 18, 22-24",
    ),
    "apa, a chapter": (
        "Reed, H. (2012). Paths. In B. Moss (Ed.), *Rivers* (pp. 12-15, 18, 22-24). Leeds: Fern.",
        "12-15, 18, 22-24",
    ),
    "chicago": ("Reed, Hal. “Paths.” *River Notes* 12, no. 3 (2012): 55, 60–61.", "55, 60-61"),
    "french notes": (
        "Anne Aubry, « Les rives », Revue des rives, n° 12, mars 2012, pp. 12-15, 18, 22-24.",
        "12-15, 18, 22-24",
    ),
    "and": (
        "Anne Aubry, « Les rives », Revue des rives, n° 12, 2012, p. 12-15 et 18.",
        "12-15 et 18",
    ),
}


@pytest.mark.parametrize(("printed", "pages"), LISTS.values(), ids=LISTS)
def test_a_list_of_pages_is_kept_whole(printed: str, pages: str) -> None:
    item = read_single(printed)
    assert item is not None
    assert item.csl["page"] == pages
    assert item.warnings == []


@pytest.mark.parametrize(
    ("imprint", "pages"),
    [
        ("Le fil, vol. 3, n° 2, 2014, pp. 12-15, 18, 22-24", "12-15, 18, 22-24"),
        ("Le fil, p. 55, 60-61, n° 3, 2014", "55, 60-61"),
        ("Le fil 2014 ; 3(2) : 55, 60-61", "55, 60-61"),
        ("Paris : Vigie, 2012, pp. 12-15, 18", "12-15, 18"),
    ],
)
def test_in_the_imprints_of_documentation_centres(imprint: str, pages: str) -> None:
    (reference,) = extract_text(f"La cour et la rue\nSorel Agathe\n{imprint}\n").references
    assert reference.csl["page"] == pages


@pytest.mark.parametrize(
    "line",
    ["Source : Le fil, n° 3, 2016, p. 55, 60-61", "Source : Le fil, n° 3\nPages : 55, 60-61"],
)
def test_in_notices(line: str) -> None:
    (reference,) = extract_text(
        f"Titre : La cour\nAuteur : Sorel A.\nDate : 2016\n{line}\n"
    ).references
    assert reference.csl["page"] == "55, 60-61"


@pytest.mark.parametrize(
    ("printed", "pages"),
    [
        ("vol. 3, p. 12-15, 2012", "12-15"),
        ("p. 12-15, 12(3), 2012", "12-15"),
        ("2012;12(3):55-61", "55-61"),
        ("2012, p. 215, 12 p.", "215"),
    ],
)
def test_other_numbers_behind_pages_are_no_pages(printed: str, pages: str) -> None:
    tail = find_tail(f"Some Journal. {printed}")
    assert tail is not None
    assert tail.fields["page"] == pages


def test_lists_rise_and_hold_no_years() -> None:
    assert more_pages("p. 55", "60-61")
    assert more_pages("12-15 et 18", "22")
    assert not more_pages("55-60", "12")
    assert not more_pages("55", "2012")
    assert with_page_lists(["p. 55", "60", "2012", "p. 3"]) == ["p. 55, 60", "2012", "p. 3"]


def test_a_long_list_takes_little_time() -> None:
    pieces = [f"p. {n}" if not n else str(n) for n in range(20_000)]
    start = time.process_time()
    with_page_lists(pieces)
    read_single("Reed H. Paths. Notes. 2012;1:" + ", ".join(map(str, range(1, 600))))
    assert time.process_time() - start < 2.0
