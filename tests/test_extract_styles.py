"""Single references in the styles of journals, lists of them, and texts that are neither."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract_text
from kg.extract.lines import read_lines
from kg.extract.misprints import show
from kg.extract.styles import read_single
from kg.extract.styles.dates import read_printed_date
from kg.extract.styles.identifiers import take_identifiers
from kg.extract.styles.lists import find_lists
from kg.extract.styles.people import people_at
from kg.extract.styles.tail import find_tail
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "extract"
STYLES = {
    "apa": 12,
    "apa-fr": 10,
    "bullets": 10,
    "chicago": 13,
    "harvard": 10,
    "iso690": 10,
    "mla": 11,
    "notes": 10,
    "vancouver": 11,
    "vancouver-fr": 10,
}


@pytest.mark.parametrize("stem", STYLES)
def test_each_style_has_its_list(stem: str) -> None:
    """`test_extract.py` compares them field by field; this asserts that none is left out."""
    assert len(json.loads((FOLDER / f"{stem}.json").read_text("utf-8"))) == STYLES[stem]


@pytest.mark.parametrize(
    ("way", "printed", "names"),
    [
        ("run-on", "Min SY, van der Berg A, Smith Jr B.", "Min, SY; Berg, A; Smith, B"),
        ("run-on", "Bost C., de Vries P., et al.", "Bost, C.; Vries, P."),
        ("inverted", "O'Hara, B., & Le Goff, J.-P. (2012)", "O'Hara, B.; Le Goff, J.-P."),
        ("inverted", "Sorel, D,L, Davy, L, Farge, P. The", "Sorel, DL; Davy, L; Farge, P"),
        (
            "full",
            "Anders, Matthew, Preeti Gorman, and Ada Dole.",
            "Anders, Matthew; Gorman, Preeti; Dole, Ada",
        ),
        ("full", "ALLARD, Jean et MERCIER, Claire.", "ALLARD, Jean; MERCIER, Claire"),
        (
            "forward",
            "J-L. Renard, C. Duchamp Le Rouge (2014)",
            "Renard, J-L.; Duchamp Le Rouge, C.",
        ),
    ],
)
def test_names_in_each_way(way: str, printed: str, names: str) -> None:
    people = people_at(printed, 0, way)
    assert people is not None
    assert show(list(people.names)) == names


@pytest.mark.parametrize(
    ("printed", "fields"),
    [
        ("2007;30(3):207-13.", {"volume": "30", "issue": "3", "page": "207-13"}),
        ("2006 ; 57 : 1179-84", {"volume": "57", "page": "1179-84"}),
        ("17 : 498-508, 2008.", {"volume": "17", "page": "498-508"}),
        ("65, no. 4 (2014): 429–41", {"volume": "65", "issue": "4", "page": "429-41"}),
        ("vol. 12, n° 3, p. 45-58", {"volume": "12", "issue": "3", "page": "45-58"}),
        ("2011;7 Suppl 2:S12-S18", {"volume": "7", "issue": "Suppl 2", "page": "S12-S18"}),
        ("2008;(12):34-9", {"issue": "12", "page": "34-9"}),
        ("14(6), Article e0218", {"volume": "14", "issue": "6", "number": "e0218"}),
        ("2012, 256 p.", {"number-of-pages": "256"}),
    ],
)
def test_numbers_at_the_end(printed: str, fields: dict[str, str]) -> None:
    tail = find_tail(f"Some Journal. {printed}")
    assert tail is not None
    assert {name: value for name, value in tail.fields.items() if name != "issued"} == fields


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("2012, May 3", "2012-05-03"),
        ("2016, 14 mars", "2016-03-14"),
        ("1er juin 2009", "2009-06-01"),
        ("1998 Nov-Dec", "1998-11/1998-12"),
        ("1960–62", "1960/1962"),
        ("14.02.2015", "2015-02-14"),
        ("n.d.", "n.d."),
    ],
)
def test_dates(printed: str, shown: str) -> None:
    date, _ = read_printed_date(printed)
    assert date is not None
    assert show(date) == shown


@pytest.mark.parametrize(
    ("printed", "field", "value"),
    [
        ("doi:10.5555/a.(b)1.", "DOI", "10.5555/a.(b)1"),
        ("https://doi.org/10.5555/x-1.", "DOI", "10.5555/x-1"),
        ("http://dx.doi.org/10.5555/x", "DOI", "10.5555/x"),
        ("DOI 10.5555/spa.2011.12.", "DOI", "10.5555/spa.2011.12"),
        ("PMID: 24790123.", "PMID", "24790123"),
        ("PMCID: PMC1234567", "PMCID", "PMC1234567"),
        ("ISBN 978-2-0000-1234-5.", "ISBN", "978-2-0000-1234-5"),
        ("Repéré à http://www.exemple.org/a", "URL", "http://www.exemple.org/a"),
        ("(Accessed: 3 May 2012)", "accessed", {"date-parts": [[2012, 5, 3]]}),
    ],
)
def test_identifiers_leave_nothing_behind(printed: str, field: str, value: object) -> None:
    taken = take_identifiers(f"Words {printed}")
    assert taken.csl[field] == value
    assert taken.rest.rstrip(" .") == "Words"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "In 2012, the teams changed; they learned.",
        "Trois axes et 37 actions.",
        "The first trial, described by Smith (2010), was small and its results were mixed.",
        "2012",
        "3. Methods",
    ],
)
def test_running_text_is_no_reference(text: str) -> None:
    assert read_single(text) is None
    assert find_lists(read_lines(text)).items == []


def test_what_is_not_understood_is_named_and_nothing_is_added() -> None:
    item = read_single(
        "Alder, P., & Moss, D. (2012). *Songs for the long evenings of winter*. "
        "Leeds: Fern. Xylo 7, or else."
    )
    assert item is not None
    assert any("Xylo 7, or else" in warning for warning in item.warnings)
    assert set(item.csl) == {"type", "author", "issued", "title", "publisher", "publisher-place"}


def test_spans_are_where_fields_are_printed() -> None:
    text = "1. Hallam PJ. Walking groups\n   in clinics. J Green Health. 2009;14(2):101-9."
    item = read_single(text, line=40)
    assert item is not None
    spans = {span.field: span for span in item.evidence}
    raw = text.split("\n")
    for name in ("container-title", "volume", "page"):
        span = spans[name]
        assert raw[span.line - 40][span.start : span.end] == item.csl[name]
    assert spans["container-title"].line == 41
    assert all(0 < span.confidence <= 1 for span in item.evidence)


def test_a_dash_for_names_is_a_correction_and_a_list_needs_no_heading() -> None:
    text = (
        "Some words first.\n\n"
        "Anders, Matthew. *Tides*. New York: Knoll, 2001.\n\n"
        "———. *Winds*. New York: Knoll, 2003.\n\n"
        "Bryce, Ada. “Ropes.” *Harbour Quarterly* 19, no. 3 (1996): 91–97.\n\n"
        "Some words after the list, which was written in 2012 (see above).\n"
    )
    found = find_lists(read_lines(text)).items
    assert [item.csl["title"] for item in found] == ["Tides", "Winds", "Ropes"]
    assert found[1].csl["author"] == [{"family": "Anders", "given": "Matthew"}]
    assert [correction.printed for correction in found[1].corrections] == ["———"]


def test_an_entry_that_is_not_understood_is_left_over() -> None:
    text = (FOLDER / "harvard.txt").read_text("utf-8") + "\nTo be found: the one on hedges.\n"
    found = extract_text(text)
    assert len(found.references) == STYLES["harvard"]
    assert any("hedges" in leftover.text for leftover in found.leftovers)


UNITS = [
    "Smith J, ", "Smith, J., ", "Smith, John, ", "(2012", "(", "[", "“a ", "*a ", "_a ", "A. ",
    "12 ", "12-13, ", ";12(3):", "https://a.b/c", "10.1234/a", "ABCDEF ", "Aaaa ", ". In: ",
    "Paris : Seuil. ", "2nd ed. ", "—", "van de la ", "d'", "Retrieved May 3, 2012, from ", "<i>",
    "Jean-", " ", "May 3, 2012 ", "suppl ",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_long_lines_take_little_time(unit: str) -> None:
    line = (unit * (100_000 // len(unit) + 1))[:100_000]
    start = time.process_time()
    find_lists(read_lines(line))
    find_lists(read_lines(f"References\n\n{line}"))
    read_single(line)
    read_single(f"Smith J. {line[:2900]}")
    assert time.process_time() - start < 2.0


PIECES = st.sampled_from(
    [
        "Smith J",
        "Smith, J. K.",
        "Smith, John",
        "NOM, Jean",
        ", ",
        " & ",
        " et ",
        "; ",
        ". ",
        "(2012)",
        "(n.d.)",
        "(in press)",
        "2012",
        ";12(3):4-5",
        "*Title*",
        "“Title”",
        "« Titre »",
        "In: ",
        "Dans ",
        "(Eds.)",
        "(dir.)",
        "(pp. 1-2)",
        "Paris : Seuil",
        "vol. 3",
        "n° 4",
        "doi:10.1/x",
        "https://a.example/b",
        "[en ligne]",
        "[consulté le 3 mai 2012]",
        "\n",
        "———",
        "1. ",
        "[2] ",
        "- ",
        "References\n",
        "et al.",
        "2nd ed.",
        "’",
        "\ue000",
        "\ue001",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    item = read_single(text, line=7)
    if item is not None:
        assert item.line == 7
        assert item.csl["type"]
        assert all(span.start <= span.end for span in item.evidence)
        json.dumps(item.csl)
    listed = find_lists(read_lines(text))
    assert len(listed.rest) == len(read_lines(text))
