"""What French documentation centres print beside plain blocks: notices, tables, press, decrees."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract_text
from kg.extract.imprint import find_imprint
from kg.extract.labels import field_of, labels_in
from kg.extract.mentions import mentions
from kg.extract.misprints import show
from kg.extract.names import read_names
from kg.extract.parts import read_date
from kg.references import Reference
from tests.conftest import ROOT, SEEDS

FOLDER = ROOT / "tests" / "extract"
FRENCH = ("notices.txt", "revue.md", "tableau.md", "centre-doc.txt")


def only(text: str) -> Reference:
    found = extract_text(text).references
    assert len(found) == 1, [ref.csl for ref in found]
    return found[0]


def shown(reference: Reference) -> dict[str, str]:
    return {name: show(value) for name, value in reference.csl.items()}


def test_each_dossier_has_a_dozen_references() -> None:
    for name in FRENCH:
        wanted = json.loads((FOLDER / name).with_suffix(".json").read_text("utf-8"))
        assert len(wanted) >= 12, name


ET_AL = [
    "Aubry C., Petit L. et al.",
    "Aubry C., Petit L., et al",
    "Aubry C., Petit L. & al.",
    "Aubry C., Petit L. et coll.",
    "Aubry C., Petit L., et collab.",
    "Aubry C., Petit L., [et al.]",
    "Aubry C., Petit L. (et al.)",
    "Aubry C., Petit L. et alii",
    "Aubry C., Petit L. et autres",
    "Aubry C., Petit L., ...",
]


@pytest.mark.parametrize("printed", ET_AL)
def test_others_are_read_however_they_are_printed(printed: str) -> None:
    assert show(read_names(printed).csl()) == "Aubry, C.; Petit, L.; et al."


IMPRINTS: list[Any] = [
    pytest.param(
        "JORF n° 0104 du 4 mai 2017, texte n° 31",
        {"container-title": "JORF", "issue": "0104", "issued": "2017-05-04"},
        id="text of a gazette",
    ),
    pytest.param(
        "BO Santé – Ville n° 2011/3 du 15 avril 2011, p. 8-9",
        {"container-title": "BO Santé – Ville", "issue": "2011/3", "page": "8-9"},
        id="gazette of a ministry",
    ),
    pytest.param(
        "Mémoire de master 2. Lyon : Université du Rhône, 2014, 88 f.",
        {"publisher": "Université du Rhône", "publisher-place": "Lyon", "number-of-pages": "88"},
        id="dissertation",
    ),
    pytest.param(
        "Le fil, 2014, suppl. au n° 45, p. IX-XII",
        {"page": "IX-XII", "issue": "suppl. au n° 45"},
        id="roman pages",
    ),
    pytest.param("Le fil, 2014, n° spécial, p. 4", {"issue": "spécial"}, id="special issue"),
    pytest.param("Le fil, (14), 2011 : np", {"issue": "14", "issued": "2011"}, id="issue alone"),
    pytest.param("Le fil, 2010/3, p. 5 à 9", {"issue": "3", "page": "5-9"}, id="issue of a year"),
    pytest.param(
        "Lyon, Le Pas, 2013, 96 pages, collection « Petits pas »",
        {"collection-title": "Petits pas", "publisher": "Le Pas", "publisher-place": "Lyon"},
        id="series last",
    ),
    pytest.param("Paris : Le Pas, 90 p.", {"number-of-pages": "90"}, id="no date"),
    pytest.param("Paris : Le Pas (2015), 90 p.", {"issued": "2015"}, id="year in parentheses"),
    pytest.param("Le fil (2015), vol. 3, p. 4-9", {"volume": "3", "issued": "2015"}, id="same"),
    pytest.param("Télé Nord, 21 octobre 2019, 6 min", {"issued": "2019-10-21"}, id="minutes"),
]


@pytest.mark.parametrize(("printed", "expected"), IMPRINTS)
def test_imprints(printed: str, expected: dict[str, str]) -> None:
    found = find_imprint(printed)
    assert found is not None
    assert found.left == ""
    assert found.start == 0
    assert {name: show(found.fields[name]) for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "understanding of users (Aubry et al., 2019; Petit et al., 2014; Roux & Sy, 2017;",
        "Roux et al.,2015; Sy et al., 2014).",
        "January 2013 - June 30, 2013",
        "1 to December 30, 2012",
        "The programme as an experiment is finished since June 30, 2014.",
    ],
)
def test_citations_and_calendars_are_no_references(text: str) -> None:
    assert extract_text(f"Some words above\n\n{text}\n\nand below").references == ()


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2012/05-06", "2012-05/2012-06"),
        ("décembre 2012-janvier 2013", "2012-12/2013-01"),
        ("2012/05", "2012-05"),
    ],
)
def test_dates(printed: str, expected: str) -> None:
    assert show(read_date(printed)) == expected


def test_labels_of_a_line() -> None:
    assert [label.field for label in labels_in("Titre : La cour – Date : 2012")] == [
        "title",
        "issued",
    ]
    assert labels_in("Il dit : voilà") == []
    assert field_of("Mots-clés") == "keyword"
    assert field_of("Auteur(s)") == "author"
    assert field_of("Prix du pain") is None


NOTICE = """Titre : La cour et la rue
Auteur : SOREL Agathe
Éditeur : Le Seuil du bois
Date : {date}
Description : 90 p.

"""


def test_notices_need_no_blank_line_between_them() -> None:
    found = extract_text(
        "Titre : Un\nAuteur : Sorel Agathe\nSource : Le fil, n° 3, 2016, p. 3\n"
        "Titre : Deux et trois\nAuteur : Sorel Agathe\nSource : Le fil, n° 4, 2016, p. 5\n"
    ).references
    assert [ref.csl["title"] for ref in found] == ["Un", "Deux et trois"]


def test_the_same_notice_with_two_dates_is_one_work_flagged() -> None:
    reference = only(NOTICE.format(date=2015) + NOTICE.format(date=2016))
    assert [place.line for place in reference.occurrences] == [1, 7]
    assert any("'2015' on line 1; '2016' on line 7" in text for text in reference.warnings)
    assert any(c.field == "issued" and c.printed == "2016" for c in reference.corrections)


def test_a_date_that_is_none_is_said() -> None:
    reference = only(NOTICE.format(date="printemps dernier"))
    assert "issued" not in reference.csl
    assert any("'printemps dernier'" in text for text in reference.warnings)


def test_a_heading_is_the_title_of_a_notice_without_one() -> None:
    reference = only(
        "### La cour et la rue\n\nAuteur : Sorel Agathe\nÉditeur : Le Seuil\nDate : 2012\n"
    )
    assert reference.csl["title"] == "La cour et la rue"
    assert reference.occurrences[0].line == 1


def test_a_translator_is_no_author() -> None:
    reference = only(
        "Titre : La cour\nAuteurs : Agathe Sorel, Auteur ; Paul Roux, Traducteur\nDate : 2012\n"
    )
    assert shown(reference)["author"] == "Sorel, Agathe"
    assert any("Paul Roux" in text for text in reference.warnings)


DATED: list[Any] = [
    pytest.param(
        "Sorel Agathe (2012). La cour. Paris : Le Seuil, 90 p.",
        {"title": "La cour", "publisher": "Le Seuil", "issued": "2012", "number-of-pages": "90"},
        id="book",
    ),
    pytest.param(
        "SOREL Agathe, ROUX Paul (s.d.). La cour et la rue. Nancy : Le Pas.",
        {"title": "La cour et la rue", "issued": "s.d.", "author": "SOREL, Agathe; ROUX, Paul"},
        id="undated",
    ),
    pytest.param(
        "Ministère des cours (2011)\nLa cour et\nla rue\nParis : Ministère des cours, 7 p.",
        {"title": "La cour et la rue", "author": "Ministère des cours", "type": "report"},
        id="on lines of their own",
    ),
]


@pytest.mark.parametrize(("text", "expected"), DATED)
def test_the_year_behind_the_names(text: str, expected: dict[str, str]) -> None:
    fields = shown(only(text))
    assert {name: fields[name] for name in expected} == expected


def test_a_year_in_running_text_is_no_reference() -> None:
    text = "Sorel (2012) montre que la cour compte. Roux (2014) le confirme dans trois villes."
    assert extract_text(text).references == ()


def test_a_work_named_in_running_text_is_listed_with_its_line() -> None:
    text = "Un mot.\n\nLe rapport « Une place à table » (Durand, 2014) a lancé ce débat.\n"
    found = extract_text(text)
    assert found.references == ()
    assert [(left.line, left.text) for left in found.leftovers] == [
        (3, "« Une place à table » (Durand, 2014)")
    ]
    assert mentions("Il dit « non » (voir plus bas).") == []


def test_a_law_in_a_list_needs_no_gazette() -> None:
    law = "Loi n° 2010-55 du 14 janvier 2010 relative aux lieux communs"
    fields = shown(only(f"# Textes\n\n- {law}\n- Un mot de plus\n"))
    assert fields == {"title": law, "issued": "2010-01-14", "type": "legislation"}
    assert extract_text(f"- {law} : elle change tout pour les habitants.\n").references == ()


def test_a_table_of_figures_holds_no_reference() -> None:
    assert extract_text("| Année | Part |\n|---|---|\n| 2012 | 3 % |\n").references == ()


def test_typography_changes_no_value() -> None:
    plain = "La cour : l'été\nSorel Agathe\nParis : Le Cœur, 2012, 90 p.\n"
    fine = plain.replace(" :", "\u202f:").replace("'", "’").replace(" p.", "\u00a0p.")
    assert shown(only(fine)) == shown(only(plain))


def test_a_header_in_the_middle_of_a_title_is_left_out() -> None:
    text = (
        "Sorel Agathe\nLa cour comme\n\fListe des livres\n12\nlieu de vie\nLe fil 2010 ; 3(2) : 1-9"
    )
    assert only(text).csl["title"] == "La cour comme lieu de vie"


@pytest.mark.parametrize("name", FRENCH)
def test_each_field_has_a_span_that_prints_it(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    lines = text.split("\n")
    exact = total = 0
    for reference in extract_text(text).references:
        for span in reference.evidence:
            printed = lines[span.line - 1][span.start : span.end]
            assert printed, span
            assert 0 < span.confidence <= 1
        fields = {span.field for span in reference.evidence}
        assert fields == set(reference.csl) - {"type"}
        for field in ("publisher", "container-title", "volume", "issue", "page"):
            if field not in fields or len(reference.occurrences) > 1:
                continue
            spans = [span for span in reference.evidence if span.field == field]
            printed = " ".join(lines[s.line - 1][s.start : s.end] for s in spans)
            total += 1
            exact += _plain(printed) == _plain(str(reference.csl[field]))
    assert total > 12
    assert exact == total


def _plain(text: str) -> str:
    return text.translate(str.maketrans("’–", "'-", "*\\")).replace(" ", "")


RUNNING = (
    ("dias-thesis-2019.txt", 0),
    ("whocc-msp-programme.txt", 0),
    ("villani-kovess-2018-hal.txt", 1),
)
"""The works that these texts describe by a whole reference."""


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the sources are not beside this checkout")
@pytest.mark.parametrize(("name", "works"), RUNNING)
def test_running_text_invents_no_reference(name: str, works: int) -> None:
    assert len(extract_text((SEEDS / name).read_text("utf-8")).references) == works


PIECES = st.sampled_from(
    [
        "Titre : ", "Auteur : ", "Date : ", "Source : ", "AU : ", "TI : ", "SO : ", "En ligne :",
        "\n", "\n\n", "| ", " |\n", "|---|---|\n", "Durand A.", " (2015)", ". ", "« ", " »",
        "Thèse", "Université ", "JORF n° 2 du 3 mai 2012", ", 2012", " : ", " ; ", "Le fil",
        "n° 3", "p. 4",
        "<br>", "http://a.example/b", "in X > 4 (mars 2016) . - p. 2", "\f", "12", "s.d.", " / ",
        "Le Monde, 12 mars 2018 : ", "rapport « Un titre long » (Roux, 2012)", "- ", "» ",
        "[Vidéo]",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_pieces_are_read_without_a_fault(text: str) -> None:
    found = extract_text(text)
    assert found.printed == sum(len(ref.occurrences) for ref in found.references)
    for reference in found.references:
        lines = text.replace("\r", "\n").split("\n")
        for span in reference.evidence:
            assert 0 <= span.start <= span.end <= len(lines[span.line - 1])


@pytest.mark.parametrize(
    "unit",
    [
        "Titre : ", "Auteur : x\n", "Titre : x | Date : y | ", "| a ", "Durand A. (2015). T. ",
        "« x » (Durand, 2014) ", "rapport « ", "Durand A., ", "Thèse : Université ", "BO A B ",
        "Le Monde, 12 mars 2018 : ", "| Titre | Auteur |\n|---|---|\n", "n° 3, ", " – A", "<br>",
        "Durand A. (2015)\n", "in A > ", "NOR : ABCD12",
    ],
)  # fmt: skip
def test_long_lines_and_many_lines_take_linear_time(unit: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        extract_text(unit * times)
        extract_text((unit * 4 + "\n") * (times // 16))
        return time.process_time() - start

    times = 20_000 // len(unit)
    seconds(50)
    assert seconds(4 * times) < max(10 * seconds(times), 3.0)
