"""Faults that libraries of other projects showed, each composed anew with invented names.

The readers were run over some nine hundred files that reference managers keep to test their own
importers; what was read wrongly there is read rightly here.
"""

from __future__ import annotations

import pytest

from kg.library import LibraryResult
from kg.library.bibtex import read_bibtex
from kg.library.decoding import decode
from kg.library.medline import read_medline
from kg.library.names import bibtex_names
from kg.library.ris import read_ris

BERG = {"family": "Berg", "given": "A."}
THAL = {"family": "Thal", "given": "B. C."}
ET_AL = {"literal": "et al."}


def all_read(result: LibraryResult, count: int) -> None:
    assert (len(result.references), result.unread, result.records_in) == (count, (), count)


@pytest.mark.parametrize(
    "body",
    [
        "Harbour Centre for Quiet Rivers",
        "University of the Dunes",
        "Institut Berg für Wellen",
        "Friends at Sea",
        "Union pour le Large",
    ],
)
def test_a_body_without_braces_is_no_person(body: str) -> None:
    names, odd = bibtex_names(f"{body} and Berg, A.")
    assert names == [{"literal": body}, BERG]
    assert odd == [f"{body!r} is taken for a body; it is kept whole"]


def test_a_person_with_a_comma_keeps_the_particle_of_a_body() -> None:
    assert bibtex_names("of the Dunes, Anna")[0] == [
        {"family": "Dunes", "given": "Anna", "non-dropping-particle": "of the"}
    ]


@pytest.mark.parametrize(
    ("field", "names", "mark"),
    [
        ("Berg, A.; Thal, B. C.", [BERG, THAL], "semicolons"),
        ("Berg, A.; Thal, B. C.;", [BERG, THAL], "semicolons"),
        ("Berg, A., Thal, B. C.", [BERG, THAL], "commas"),
        (
            "Anna Berg, Bo Thal, Cy van See, Di Lee",
            [
                {"family": "Berg", "given": "Anna"},
                {"family": "Thal", "given": "Bo"},
                {"family": "See", "given": "Cy", "non-dropping-particle": "van"},
                {"family": "Lee", "given": "Di"},
            ],
            "commas",
        ),
    ],
)
def test_names_set_apart_otherwise_than_by_and(
    field: str, names: list[dict[str, str]], mark: str
) -> None:
    assert bibtex_names(field) == (
        names,
        [f"The names are set apart by {mark}; they are read one by one"],
    )


@pytest.mark.parametrize(
    "field",
    [
        "House of Sand, Rivers, Lakes, Brest",
        "{Berg, A.; Thal, B. C.}",
        "Sand; Berg, A.",
        "Berg, A., B. C., Thal, x y z w v",
    ],
)
def test_what_may_be_one_name_is_not_split(field: str) -> None:
    assert len(bibtex_names(field)[0]) == 1


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("A. Berg et al.", [BERG, ET_AL]),
        ("Berg, A., et al", [BERG, ET_AL]),
        ("A. Berg and and B. C. Thal", [BERG, THAL]),
        ("a. b. Berg", [{"family": "Berg", "given": "a. b."}]),
        ("a. Berg, K.", [{"family": "Berg", "given": "K. a."}]),
        ("Ann v. Berg", [{"family": "Berg", "given": "Ann", "non-dropping-particle": "v."}]),
        (
            "useprefix=true, given=Ann, prefix=von, family=Berg",
            [{"family": "Berg", "given": "Ann", "non-dropping-particle": "von"}],
        ),
        (
            "given={Ann}, family={Berg}, middle={Kit}",
            [{"family": "Berg", "given": "Ann Kit"}],
        ),
        ("el-{\\null} Berg, A.", [BERG | {"non-dropping-particle": "el-"}]),
        ("D\\textquotesingle amont, A.", [{"family": "D'amont", "given": "A."}]),
    ],
)
def test_names_as_odd_programs_write_them(field: str, names: list[dict[str, str]]) -> None:
    assert bibtex_names(field) == (names, [])


def test_letters_in_mathematics() -> None:
    assert decode(r"DNA$_{\textrm{2}}$ and CO$_{\mathrm{2}}$ at 10$^{\text{3}}$") == (
        "DNA₂ and CO₂ at 10³"
    )
    assert decode(r"at $25^\circ$C, 79$^{\circ}\mathrm{K}$") == "at 25°C, 79°K"


def test_an_indented_entry_without_a_key_is_read() -> None:
    text = "\t@article{\n\t  author = {Berg, A.},\n\t  title = {Quiet rivers},\n\t}\n"
    result = read_bibtex(text, "any")
    all_read(result, 1)
    assert result.references[0].csl["title"] == "Quiet rivers"
    assert result.references[0].csl["author"] == [BERG]
    assert result.problems


def test_field_names_with_a_number_apart_are_told_from_each_other() -> None:
    text = "@article{a,\n  title={T},\n  funding_text 1={One},\n  funding_text 2={Two}\n}"
    result = read_bibtex(text, "any")
    all_read(result, 1)
    assert result.unplaced == {"a": {"funding_text-1": "One", "funding_text-2": "Two"}}
    assert result.problems == ()


def test_names_in_full_under_the_tag_for_short_ones() -> None:
    text = "OWN - ERIC\nTI  - Quiet rivers\nAU  - van den Berg, Anna K.\nAU  - Thal BC\n"
    result = read_medline(text, "any")
    all_read(result, 1)
    assert result.references[0].csl["author"] == [
        {"family": "Berg", "given": "Anna K.", "non-dropping-particle": "van den"},
        {"family": "Thal", "given": "BC"},
    ]


def test_a_tag_after_the_end_of_a_record_makes_no_record() -> None:
    record = "TY  - JOUR\nTI  - Quiet rivers\nER  -\nNL  - Quiet Riv\n\nLink to the text: x\n\n"
    result = read_ris(record * 2, "any")
    all_read(result, 2)
    found = [(problem.line, problem.message) for problem in result.problems]
    assert (4, "Fields stand outside of the records: NL") in found


def test_a_record_without_its_type_is_still_a_record() -> None:
    result = read_ris("T1  - Quiet rivers\nA1  - Berg, A.\nER  - \n", "any")
    all_read(result, 1)


def test_pages_that_are_not_specified_are_no_pages() -> None:
    text = "TY  - JOUR\nTI  - Quiet rivers\nSP  - No\nEP  - Specified\nER  -\n"
    result = read_ris(text, "any")
    all_read(result, 1)
    assert "page" not in result.references[0].csl
    assert result.references[0].warnings == ("Line 1: The pages are not specified",)
