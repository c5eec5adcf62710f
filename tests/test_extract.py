"""References read out of composed dossiers, and what becomes of texts that are none."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cli.program import run
from kg.extract import extract_text
from kg.extract.imprint import find_imprint
from kg.extract.misprints import show
from kg.extract.names import looks_like_names, read_names
from kg.references import to_csl_json
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "extract"
DOSSIERS = sorted(FOLDER.glob("*.json"))


def test_there_are_dossiers_to_read() -> None:
    assert len(DOSSIERS) >= 3


@pytest.mark.parametrize("expected", DOSSIERS, ids=lambda path: path.stem)
def test_a_dossier_reads_as_a_person_reads_it(expected: Path) -> None:
    dossier = next(path for path in FOLDER.glob(f"{expected.stem}.*") if path != expected)
    wanted: list[dict[str, Any]] = json.loads(expected.read_text("utf-8"))
    items = to_csl_json(extract_text(dossier.read_text("utf-8")).references)
    assert len(items) == len(wanted) > 4
    for item, want in zip(items, wanted, strict=True):
        custom = item.pop("custom")
        item.pop("id")
        lines = want.pop("lines", [want.pop("line", None)])
        want.pop("line", None)
        assert [place["line"] for place in custom["occurrences"]] == lines
        assert custom["occurrences"][0]["section"] == want.pop("section")
        assert item == want


NAMES = [
    pytest.param("Aubry Claire, Le Bihan Yann", "Aubry, Claire; Le Bihan, Yann", id="family first"),
    pytest.param(
        "Aubry, Claire; Le Bihan, Yann, et al.",
        "Aubry, Claire; Le Bihan, Yann; et al.",
        id="semicolons",
    ),
    pytest.param("Aubry C, Le Bihan Y et al", "Aubry, C; Le Bihan, Y; et al.", id="initials"),
    pytest.param("AUBRY Claire et LE BIHAN Yann", "AUBRY, Claire; LE BIHAN, Yann", id="capitals"),
    pytest.param("Claire Aubry, Yann Le Bihan", "Aubry, Claire; Le Bihan, Yann", id="given first"),
    pytest.param("Aubry, Claire", "Aubry, Claire", id="one person with a comma"),
    pytest.param("Aubry C., Le Bihan Y. (dir.)", "Aubry, C.; Le Bihan, Y.", id="editors"),
    pytest.param("Ministère des sports", "Ministère des sports", id="a body"),
    pytest.param("Saint-Aubin Rose-Marie", "Saint-Aubin, Rose-Marie", id="hyphens"),
]


@pytest.mark.parametrize(("printed", "expected"), NAMES)
def test_names(printed: str, expected: str) -> None:
    assert show(read_names(printed).csl()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "L'empowerment",
        "La vie des jardins",
        "Pourquoi marcher ?",
        "GUIDE DES BONNES PRATIQUES",
        "2010",
    ],
)
def test_titles_are_no_names(text: str) -> None:
    assert not looks_like_names(text)


IMPRINTS = [
    pytest.param(
        "Paris : Vigie, 2012, 28+VIIIp.", {"number-of-pages": "28+VIII"}, id="roman pages"
    ),
    pytest.param("Paris : Vigie, s.d., 7 p.", {"issued": "s.d."}, id="undated"),
    pytest.param("Paris : Vigie, sd", {"publisher": "Vigie"}, id="undated without stops"),
    pytest.param(
        "Nice : Cap ; Aix : Sud, 2016, 68 p.",
        {"publisher": "Cap ; Sud", "publisher-place": "Nice ; Aix"},
        id="two publishers",
    ),
    pytest.param("Paris : Vigie, 2012, p.41", {"page": "41"}, id="the page quoted"),
    pytest.param(
        "Santé des rues 2011 ; 23(HS) : 14-53", {"issue": "HS", "page": "14-53"}, id="supplement"
    ),
    pytest.param("Le fil 2010 ; (40) : 10", {"issue": "40", "page": "10"}, id="issue alone"),
    pytest.param("Le fil 2014 ; 5-2 : 150-159", {"volume": "5-2"}, id="double issue"),
    pytest.param("Le fil 1997 ; 4 : np", {"volume": "4"}, id="no pages"),
    pytest.param("Le fil 2019 ; 134 : 8 p.", {"number-of-pages": "8"}, id="a count of pages"),
    pytest.param(
        "JORF n° 109 du 10 mai 2017", {"issued": "2017-05-10", "issue": "109"}, id="gazette"
    ),
    pytest.param(
        "Journal officiel de la république, 29 juillet 2017, n° 0176",
        {"issue": "0176"},
        id="gazette, date first",
    ),
    pytest.param("La Dépêche, 26 avril 2017", {"issued": "2017-04-26"}, id="press"),
    pytest.param(
        "Le fil, vol. 3, n° 2, 2014, pp. 1-9",
        {"volume": "3", "issue": "2", "page": "1-9"},
        id="commas",
    ),
    pytest.param("Le fil, 2014, n° 45-46, p. 12-17", {"issue": "45-46"}, id="commas, date first"),
]


@pytest.mark.parametrize(("printed", "expected"), IMPRINTS)
def test_imprints(printed: str, expected: dict[str, str]) -> None:
    found = find_imprint(printed)
    assert found is not None
    assert found.left == ""
    assert {name: show(found.fields[name]) for name in expected} == expected
    assert (
        not ({"volume", "page"} - set(expected)) & set(found.fields)
        or "Le fil" in printed
        or "Santé" in printed
    )


@pytest.mark.parametrize(
    "text",
    [
        "La participation : un droit qui avance, lentement, depuis des années.",
        "En 2012, les équipes ont changé ; elles ont appris.",
        "Trois axes et 37 actions.",
        "p. 12 : Définir un plan",
    ],
)
def test_running_text_holds_no_imprint(text: str) -> None:
    assert find_imprint(text) is None


def test_each_span_is_where_its_field_is_printed() -> None:
    text = (FOLDER / "one-line.md").read_text("utf-8")
    lines = text.split("\n")
    seen = 0
    for reference in extract_text(text).references:
        for span in reference.evidence:
            assert 0 < span.confidence <= 1
            printed = lines[span.line - 1][span.start : span.end]
            assert printed
            if span.field == "publisher":
                assert printed == reference.csl["publisher"]
                seen += 1
    assert seen == 4


PIECES = st.sampled_from(
    [
        "# ",
        "**",
        "\n",
        "\n\n",
        "En ligne : ",
        "<https://a.example/b-",
        ">",
        "[x](http://y)",
        "Paris : ",
        "2012",
        ", ",
        " ; ",
        "(",
        ")",
        "In : ",
        "Durand Alice",
        "et al",
        " p.",
        "Cité par : ",
        "- ",
        ". ",
        "n° 3",
        "12-14",
        "s.d.",
        "[Site internet]",
        "Le Monde",
        "\f",
        "|",
        "\\_",
        "«",
        "JORF n° 1 du 2 mai 2017",
        "15/45/2012",
        "III",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_is_read_or_reported_without_a_fault(text: str) -> None:
    found = extract_text(text)
    assert found.printed == sum(len(ref.occurrences) for ref in found.references)
    ids = [ref.id for ref in found.references]
    assert len(ids) == len(set(ids))
    json.dumps(to_csl_json(found.references))


@pytest.mark.parametrize(
    "unit",
    [
        "Un titre {n}\n\nDurand Alice, Petit Jean\n\nLe fil 20{y} ; {n} : 1-9\n\nEn ligne : <http://a.example/{n}>\n\nTexte.\n\n",
        "Durand Alice\n",
        "Paris : \n",
        "# Titre\n",
        "En ligne :\n",
        "In : a, b ; c (2012) : \n",
        "[x](http://a-",
        "Le fil 2012 ; 3, 2012 ; ",
        "Paris : a, 2012. ",
        "<" * 20,
        "*a ",
        "a, ",
        "(",
        "http://a-\n",
    ],
)
def test_time_grows_with_the_text(unit: str) -> None:
    def seconds(times: int) -> float:
        text = "".join(
            unit.replace("{n}", str(n)).replace("{y}", f"{n % 20:02d}") for n in range(times)
        )
        start = time.process_time()
        extract_text(text)
        return time.process_time() - start

    seconds(50)
    small, large = seconds(250), seconds(2500)
    assert large < max(25 * small, 2.0)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b" \n\n", "is empty", id="blank"),
        pytest.param(bytes(range(256)) * 8, "is not a text", id="binary"),
        pytest.param(b"%PDF-1.4\n", "is not a text", id="pdf"),
        pytest.param(b"Rien ici.\n", "prints no reference", id="no reference"),
    ],
)
def test_a_file_without_references_is_one_sentence(
    data: bytes, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dossier.md"
    path.write_bytes(data)
    assert run(["extract", str(path)]) == 1
    said = capsys.readouterr().err.strip()
    assert says in said
    assert "\n" not in said


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    assert run(["extract", str(tmp_path / "none.md")]) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(
    encoding: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "dossier.txt"
    path.write_bytes("Été à l’abri\r\nDurand Zoé\r\nParis : Cœur, 2012, 6 p.\r\n".encode(encoding))
    assert run(["extract", str(path)]) == 0
    (item,) = json.loads(capfdbinary.readouterr().out)
    assert item["title"] == "Été à l'abri"
    assert item["publisher"] == "Cœur"
    assert item["author"] == [{"family": "Durand", "given": "Zoé"}]


def test_the_report_ends_with_what_was_not_understood(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert run(["extract", str(FOLDER / "one-line.md"), "--to", "report"]) == 0
    report = capfdbinary.readouterr().out.decode()
    assert "1. Marcher en groupe après soixante ans" in report
    assert "correction of issued: '2015' -> '2016'" in report
    assert "line 37: an address without a reference" in report
    assert report.endswith("7 printed references are 6 works; 2 lines were not understood.\n")
