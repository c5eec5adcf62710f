"""Citations in running text: found, placed, parted, and led to works."""

from __future__ import annotations

import csv
import gc
import json
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cli.program import run
from kg.extract import extract_text
from kg.intext import Call, footnotes, match_calls, read_citations
from kg.intext.numbers import spread
from kg.intext.whole import Cited, citation_items, citation_report, cited
from kg.library import read_library
from kg.references import Occurrence, Reference
from tests.conftest import DATA, ROOT, SEEDS

FOLDER = ROOT / "tests" / "intext"
EXPECTED = sorted(FOLDER.glob("*.json"))
STYLE = "Vu (Aubry, 2001). Vu (Bihan et al., 2002). Vu (Coste & Duval, 2003). "


def _cited(text: str) -> Cited:
    return cited(text, extract_text(text).references)


def test_there_are_documents_to_read() -> None:
    assert len(EXPECTED) == 5


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_a_document_reads_as_a_person_reads_it(expected: Path) -> None:
    document = next(path for path in FOLDER.glob(f"{expected.stem}.*") if path != expected)
    text = document.read_text("utf-8")
    found = _cited(text)
    titles = {reference.id: reference.csl["title"] for reference in found.references}
    got = [
        [
            matched.call.line,
            matched.call.end_line,
            matched.call.printed,
            (matched.call.year or matched.call.number or "") + (matched.call.suffix or ""),
            titles[matched.work] if matched.work else None,
        ]
        for matched in found.matched
    ]
    assert got == json.loads(expected.read_text("utf-8"))
    assert all(matched.reason for matched in found.matched)
    _columns_hold_what_is_printed(text, [matched.call for matched in found.matched])


def _columns_hold_what_is_printed(text: str, calls: list[Call]) -> None:
    lines = text.split("\n")
    for call in calls:
        raw = lines[call.line - 1 : call.end_line]
        raw[-1] = raw[-1][: call.end]
        raw[0] = raw[0][call.start :]
        plain = re.sub(r"[*_\s]+", "", "".join(raw))
        assert plain.startswith(call.printed[:3].strip())
        assert plain.endswith(call.printed[-2:].strip())


FORMS = {
    "(Davidson & al., 2012; Le Cardinal et al.,2014)": "Davidson+ 2012|Le Cardinal+ 2014",
    "(Durand, 2012a,b ; Petit, 2013b et c)": ("Durand 2012a|Durand 2012b|Petit 2013b|Petit 2013c"),
    "(Durand 2012, 2014 ; Petit, s.d.)": "Durand 2012|Durand 2014|Petit s.d.",
    "(Durand, 2012 ; 2014)": "Durand 2012|Durand 2014",
    "Selon Durand (2012, p. 14), rien": "Durand 2012 <p. 14>",
    "(cf. Durand, 2012 : 14)": "cf. > Durand 2012 <14>",
    "(Durand 2012 p.14)": "Durand 2012 <p.14>",
    "(voir notamment Durand, 2012)": "voir notamment > Durand 2012",
    "(Durand, cité par Petit, 2009)": "Durand, cité par > Petit 2009",
    "(Durand, 1998, cité par Petit, 2009)": "Durand 1998|cité par > Petit 2009",
    "(Durand and Petit 2012)": "Durand/Petit 2012",
    "(Durand et coll., 2012)": "Durand+ 2012",
    "(Davidson & et al., 2012)": "Davidson+ 2012",
    "(McLean Joanne, et al, 2009)": "McLean Joanne+ 2009",
    "(L. Roelandt et al.,2015)": "Roelandt+ 2015",
    "(Le Bihan-Morel, van der Berg & d'Alembert, 2010)": (
        "Le Bihan-Morel/van der Berg/d'Alembert 2010"
    ),
    "(Ministère de la Santé, 2010)": "Ministère de la Santé 2010",
    "(INSEE, 2010-2014)": "INSEE 2010-2014",
    "(Durand, in press; Petit, sous presse)": "Durand in press|Petit sous presse",
    "[Durand, 2012 ; Petit, 2013]": "Durand 2012|Petit 2013",
    "(Durand, 2012, Petit, 2013 et Martin, 2014)": "Durand 2012|Petit 2013|Martin 2014",
    "Durand, Petit et Martin (2012, 2014) notent": (
        "Durand/Petit/Martin 2012|Durand/Petit/Martin 2014"
    ),
    "Smith's (2012) account": "Smith 2012",
    "l'article (Durand, 2012 ; voir aussi Petit (2013))": "Durand 2012|Petit 2013",
    "(Durand et\n\n  al., 2012)": "Durand+ 2012",
    "(Kovess-\nMasféty, 2018)": "Kovess-Masféty 2018",
    "(Durand,\n\n   12\n\f\n2012 ; Petit, 2013)": "Durand 2012|Petit 2013",
    "(Durand ; Petit, 2012)": "Durand without year|Petit 2012",
    "(Durand; Petit et al. ; Le Goff, 2012b, p. 3)": (
        "Durand without year|Petit+ without year|Le Goff 2012b <p. 3>"
    ),
    "(voir Durand ; Petit 2012 ; Morel, 2013)": "voir > Durand without year|Petit 2012|Morel 2013",
    "(Morel, 2013 ; van der Berg & Roux ; Petit, 2012)": (
        "Morel 2013|van der Berg/Roux without year|Petit 2012"
    ),
    "(Haute Autorité de santé ; Petit, 2012)": "Haute Autorité de santé without year|Petit 2012",
    "(une équipe ; Petit, 2012)": "Petit 2012",
    "(Belgique ; Petit, 2012)": "Petit 2012",
    "(GEM ; Petit, 2012)": "Petit 2012",
    "(Durand ; p. 3 ; Petit, 2012)": "Petit 2012",
    "(n = 12 ; Petit, 2012)": "Petit 2012",
    "a dit Durand ; Petit, 2015). Suite": "Petit 2015",
    'le fonds", Durand, 2015). Suite': "Durand 2015",
    "(Durand, 2012. Suite": "Durand 2012",
}


def _said(call: Call) -> str:
    prefix = f"{call.prefix} > " if call.prefix else ""
    names = "/".join(call.authors) + ("+" if call.others else "")
    locator = f" <{call.locator}>" if call.locator else ""
    return f"{prefix}{names} {call.year or 'without year'}{call.suffix or ''}{locator}"


@pytest.mark.parametrize("printed", FORMS, ids=ascii)
def test_irregular_forms(printed: str) -> None:
    calls = read_citations(STYLE + printed)[3:]
    assert "|".join(_said(call) for call in calls) == FORMS[printed]


@pytest.mark.parametrize(
    "printed",
    [
        "(2012)",
        "(2010-2014)",
        "(Lyon, 2012)",
        "(mars 2012)",
        "(12 mars 2012)",
        "(Paris, La Découverte, 2012)",
        "(Michigan 1991/1993)",
        "(n = 12, 2012)",
        "(loi du 4 mars 2002)",
        "le programme Alpha (2012)",
        "en France (2012)",
        "Le Plan Santé (2010-2014)",
        "La FNAPSY (1992) naît",
        "(48 %) et (1 200 euros)",
        "(1,2) et (3,5)",
        "(45 ans)",
        "H1N1, CO2, 12 m², 10⁶",
        "(1) un ;\n(2) deux ;\n(3) trois ;\n(4) quatre.",
        "[texte](https://example.org/2012)",
        "le 3 [4]",
    ],
)
def test_what_is_no_citation(printed: str) -> None:
    assert read_citations(STYLE + printed)[3:] == ()


def test_ranges_keep_their_printed_form() -> None:
    assert spread("4,5,20-22") == [(0, 1, (4,)), (2, 3, (5,)), (4, 9, (20, 21, 22))]
    assert [numbers for _, _, numbers in spread("123-5")] == [(123, 124, 125)]
    assert spread("9-2") == []
    text = "Un (1). Deux (1–3). Trois [4]. Quatre (2,4). Cinq (5)."
    calls = read_citations(text)
    assert [(call.printed, call.number) for call in calls] == [
        ("1", "1"),
        *[("1–3", number) for number in "123"],
        *[(number, number) for number in "245"],
    ]
    assert len({call.group for call in calls}) == 4


def test_few_numbers_are_not_believed() -> None:
    assert read_citations("Un (1). Deux (2).") == ()


def test_raised_numbers_of_a_list_are_no_notes() -> None:
    text = "Un texte.[^1] Encore.[^2-4]\n\nReferences\n\n" + "\n".join(
        f"{number}. Tern A. {title} of small boats. J Boats. 200{number};4(2):11-20."
        for number, title in enumerate(["The price", "Wrecks", "Harbours", "Sails"], start=1)
    )
    found = _cited(text)
    assert len(found.references) == 4
    assert [(one.call.kind, one.call.number) for one in found.matched] == [
        ("numeric", number) for number in "1234"
    ]
    assert [one.work for one in found.matched] == [ref.id for ref in found.references]


def _work(name: str, authors: str, year: int, **more: str) -> Reference:
    people = [{"family": author} for author in authors.split("/")]
    csl = {"title": name, "author": people, "issued": {"date-parts": [[year]]}} | more
    return Reference(name, csl, (Occurrence(1, None),))


WORKS = (
    _work("a", "Le Cardinal/Roux/Sorel", 2010),
    _work("b", "Durand/Petit", 2012),
    _work("c", "Durand", 2012, **{"year-suffix": "a"}),
    _work("d", "Durand", 2012, **{"year-suffix": "b"}),
    _work("e", "Kovess-Masféty", 2018),
    _work("f", "Gallois", 2003),
    _work("g", "Gallois", 2005),
    Reference(
        "h",
        {
            "title": "h",
            "author": [{"literal": "Organisation mondiale de la santé"}],
            "issued": {"date-parts": [[2013]]},
        },
    ),
    _work("i", "Morel", 2001),
    _work("j", "Morel", 2001),
)
MATCHES = [
    ("(Le Cardinal et al., 2010)", "a", 0.9, ""),
    ("(Lecardinal et al., 2010)", "a", 0.8, ""),
    ("(Durand & Petit, 2012)", "b", 0.9, ""),
    ("(Durand, 2012b)", "d", 0.9, ""),
    ("(Durand, 2012)", None, 0.0, "bcd"),
    ("(Kovess-Masfety, 2018)", "e", 0.9, ""),
    ("(Kovess, 2018)", "e", 0.8, ""),
    ("(Galois, 2003)", "f", 0.6, ""),
    ("(Gallois, 2002)", "f", 0.5, ""),
    ("(Gallois, 2004)", None, 0.0, "fg"),
    ("(Gallois, 2009)", None, 0.0, "fg"),
    ("(Galois, 2002)", None, 0.0, ""),
    ("(OMS, 2013)", "h", 0.8, ""),
    ("(Morel, 2001)", None, 0.0, "ij"),
    ("(Petit, 2012)", None, 0.0, "b"),
    ("(Le Cardinal, 2010)", None, 0.0, "a"),
    ("(Personne, 2010)", None, 0.0, ""),
]


@pytest.mark.parametrize(("printed", "work", "least", "rivals"), MATCHES)
def test_a_call_is_led_to_one_work_or_to_none(
    printed: str, work: str | None, least: float, rivals: str
) -> None:
    (matched,) = match_calls(read_citations(printed), WORKS)
    assert (matched.work, "".join(matched.rivals)) == (work, rivals), matched.reason
    assert least <= matched.confidence < least + 0.2
    assert len(matched.reason) > 8


UNDATED = [
    ("(Le Cardinal ; Roux, 2010)", "- -", 0.0, "3 authors"),
    ("(Durand ; Petit, 2012)", "b b", 0.6, "one work of both"),
    ("(Le Cardinal ; Roux ; Sorel, 2010)", "a a a", 0.6, "one work of all"),
    ("(Gallois ; Petit, 2003)", "f -", 0.5, "year of Petit"),
    ("(Kovess ; Petit, 2012)", "e -", 0.4, "one work"),
    ("(Gallois ; Petit, 2012)", "- -", 0.0, "2 works"),
    ("(Morel ; Petit, 2001)", "- -", 0.0, "2 works agree"),
    ("(Personne ; Gallois, 2003)", "- f", 0.0, "no listed work"),
]


@pytest.mark.parametrize(("printed", "works", "confidence", "why"), UNDATED)
def test_a_name_without_a_year_is_led_with_doubt(
    printed: str, works: str, confidence: float, why: str
) -> None:
    matched = match_calls(read_citations(printed), WORKS)
    assert " ".join(one.work or "-" for one in matched) == works, [one.reason for one in matched]
    assert matched[0].call.year is None
    assert matched[0].confidence == confidence
    assert f"no year is printed for {matched[0].call.authors[0]}" in matched[0].reason
    assert why in matched[0].reason


def test_the_doubt_about_a_name_without_a_year_is_reported() -> None:
    found = _cited("Vu (Personne ; Petit, 2012).")
    assert "Personne: no year is printed for Personne" in citation_report(found)


def test_a_note_over_two_pages_with_two_works() -> None:
    notes = footnotes((FOLDER / "notes.txt").read_text("utf-8"))
    assert [(note.number, note.line, note.end_line) for note in notes] == [
        ("1", 10, 10),
        ("2", 11, 12),
        ("3", 13, 18),
        ("4", 19, 19),
        ("5", 20, 20),
    ]
    assert notes[2].lines == (13, 14, 18)
    assert [line for line, _ in notes[2].parts] == [13, 14]
    assert [note.number for note in notes if note.remark] == ["2"]
    found = _cited((FOLDER / "notes.txt").read_text("utf-8"))
    assert {place.section for ref in found.references for place in ref.occurrences} >= {"note 3"}


def test_the_command_prints_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(FOLDER / "notes.txt"), "--to", "citations"]) == 0
    printed = capsys.readouterr()
    items = json.loads(printed.out)
    assert len(items) == 5
    assert "note 2 (line 11) holds no reference" in printed.err
    assert run(["extract", str(FOLDER / "notes.txt")]) == 0
    ids = {item["id"] for item in json.loads(capsys.readouterr().out)}
    assert {item["work"] for item in items} <= ids
    library = tmp_path / "works.bib"
    library.write_text("@book{a, title={T}, author={A. Tern}, year={2001}}\n", "utf-8")
    assert run(["extract", str(library), "--to", "citations"]) == 1
    assert "is a library" in capsys.readouterr().err


PIECES = (
    "( ) [ ] ; , . & et al. 2012 2012a Durand (Durand, s.d. 12 ¹ ^3^ [^1] [^1]: 1–3 p. 14 d' - – *"
    " _ \\ É cf. in press : / <sup>2</sup> Références 1. mot12"
)
BREAKS = ["\n", "\n\n", "\f", " " * 40 + "\n", " "]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([*PIECES.split(), *BREAKS]), max_size=60).map(" ".join)
    | st.text(max_size=200)
)
def test_any_text_is_read(text: str) -> None:
    found = _cited(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for item in citation_items(found):
        assert 1 <= item["line"] <= item["end_line"] <= len(lines)
        assert item["columns"][0] <= len(lines[item["line"] - 1])
        assert item["columns"][1] <= len(lines[item["end_line"] - 1])
        assert (item["work"] is None) == (item["confidence"] == 0.0)


def test_time_is_linear() -> None:
    text = (FOLDER / "auteurs.txt").read_text("utf-8").split("Bibliographie")[0]
    pieces = [text, "(Durand, 2012 ", "Durand, 2012) ", "(" * 40 + ")" * 40, "mot12 ", "(12) a "]
    for piece in pieces:
        took = []
        for size in (10_000, 40_000):
            gc.disable()  # in a process with all other tests it takes longer than what is measured
            begin = time.process_time()
            read_citations(piece * (size // len(piece)))
            took.append(time.process_time() - begin)
            gc.enable()
        assert took[1] < 12 * took[0] + 0.5, piece


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.replace("’", "'")).strip().casefold()


def _rows(source: str) -> list[dict[str, str]]:
    with (DATA / "citations" / f"{source}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _source(name: str) -> str:
    if not SEEDS.is_dir():
        pytest.skip("the texts of the sources are not beside this checkout")
    return (SEEDS / name).read_text("utf-8")


def test_the_thesis_is_read_as_it_was_by_hand() -> None:
    text = _source("dias-thesis-2019.txt")
    gold = Counter(
        (int(row["line"]), row["number"] or _plain(row["printed"]))
        for row in _rows("dias-thesis-2019")
    )
    got = Counter((call.line, call.number or _plain(call.printed)) for call in read_citations(text))
    right = sum((gold & got).values())
    assert sum(gold.values()) == 273
    assert right >= 272
    assert sum(got.values()) - right <= 1


def test_the_thesis_is_led_to_its_works() -> None:
    text = _source("dias-thesis-2019.txt")
    works = [
        reference
        for path in sorted((DATA / "bibliography").glob("*.bib"))
        for reference in read_library(path).references
    ]
    rows = _rows("dias-thesis-2019")
    gold: dict[tuple[int, str], set[str]] = {}
    for row in rows:
        gold.setdefault((int(row["line"]), _plain(row["printed"])), set()).add(row["work"])
    calls = [call for call in read_citations(text, works) if call.kind == "author-year"]
    matched = match_calls(calls, works)
    led = [one for one in matched if one.work is not None]
    wrong = [
        one
        for one in led
        if one.work not in gold.get((one.call.line, _plain(one.call.printed)), ())
    ]
    assert len(matched) == 123
    assert len(led) >= 116
    assert wrong == []


def test_the_note_calls_its_notes() -> None:
    found = _cited(_source("dihal-note-2016.txt"))
    rows = [row for row in _rows("dihal-note-2016") if row["number"]]
    gold = {(int(row["line_end"] or row["line"]), row["number"]) for row in rows}
    got = {(one.call.line, one.call.number) for one in found.matched}
    assert len(gold) == 16
    assert got == gold
    assert [note.number for note in found.remarks] == ["2", "12", "15", "20", "21", "22"]
    assert sum(one.work is not None for one in found.matched) >= 9


def test_the_dossier_cites_twice_in_its_text() -> None:
    found = _cited(_source("ireps-dossier-2019.md"))
    assert [(one.call.line, one.call.printed) for one in found.matched] == [
        (177, "Beryl Institute, 2010"),
        (336, "Demailly, 2015"),
    ]
