"""Files as people have them, read as marked text, and what is said of those that cannot be read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from kg.documents import Document, Origin, place_of, read_document
from kg.documents.inline import Look, Piece, marked
from kg.documents.pdf_hyphens import Words
from kg.extract import extract_document, extract_text
from kg.extract.report import report
from kg.references import to_csl_json
from tests.conftest import ROOT
from tests.documents.compose import AS
from tests.documents.parts import paragraph, word, writer
from tests.documents.sheets import Sheet, read

FOLDER = ROOT / "tests" / "extract"
DOSSIERS = [FOLDER / f"{name}.md" for name in ("mixed", "one-line", "revue", "tableau")]


def items_of(references: Any) -> list[dict[str, Any]]:
    items = to_csl_json(references)
    for item in items:
        item.pop("custom")
    return items


@pytest.mark.parametrize("form", AS)
@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda path: path.stem)
def test_a_dossier_gives_the_same_references_in_each_format(
    dossier: Path, form: str, tmp_path: Path
) -> None:
    if (form, dossier.stem) == ("pdf", "tableau"):
        pytest.skip("a PDF has no tables")
    text = dossier.read_text("utf-8")
    path = tmp_path / f"dossier.{form}"
    path.write_bytes(AS[form](text))
    found, twin = extract_document(path), extract_text(text)
    assert items_of(found.references) == items_of(twin.references)
    assert len(found.references) > 5
    assert found.printed == twin.printed


@pytest.mark.parametrize("form", AS)
@pytest.mark.parametrize(("name", "references"), [("apa", 12), ("bullets", 10)])
def test_a_list_in_a_style_keeps_every_reference_in_each_format(
    name: str, references: int, form: str, tmp_path: Path
) -> None:
    text = (FOLDER / f"{name}.md").read_text("utf-8")
    path = tmp_path / f"list.{form}"
    path.write_bytes(AS[form](text))
    found = items_of(extract_document(path).references)
    assert len(found) == references
    if form != "pdf":
        assert found == items_of(extract_text(text).references)


@pytest.mark.parametrize(("form", "place"), [("pdf", "page 1"), ("docx", "paragraph 3")])
def test_the_report_says_where_a_reference_stands(form: str, place: str, tmp_path: Path) -> None:
    path = tmp_path / f"dossier.{form}"
    path.write_bytes(AS[form](DOSSIERS[0].read_text("utf-8")))
    extraction = extract_document(path)
    line = extraction.references[0].occurrences[0].line
    assert f"{place} (line {line} of its text)" in report(extraction)
    title = read_document(path).text.split("\n")[line - 1]
    assert "Vieillir au village" in title


def test_a_text_keeps_its_own_lines(tmp_path: Path) -> None:
    document = read("# Été\r\n\r\n**x**\n".encode(), tmp_path, "a.md")
    assert document == Document("# Été\r\n\r\n**x**\n", "markdown")
    assert document.place(1) is None
    assert read(b"x", tmp_path, "a.txt").format == "text"


def test_places_hold_until_the_next() -> None:
    origins = (Origin(2, "page 1"), Origin(5, "page 2"))
    assert [place_of(origins, line) for line in (1, 2, 4, 5, 99)] == [
        None,
        "page 1",
        "page 1",
        "page 2",
        "page 2",
    ]


INSIDE = [
    pytest.param([("a ", "b"), ("c", "b"), (" d", "")], "**a c** d", id="runs of one look"),
    pytest.param([("a", "b"), (" ", ""), ("c", "b")], "**a c**", id="a blank between"),
    pytest.param([("T", "b"), ("itre", "")], "Titre", id="inside a word"),
    pytest.param([("a ", ""), ("b", "bi"), (" c", "b")], "a ***b* c**", id="nested"),
    pytest.param([("fin", ""), ("3", "r")], "fin^3", id="raised number"),
    pytest.param([("2", ""), ("e", "r"), (" éd.", "")], "2e éd.", id="raised letter"),
    pytest.param([("fin", ""), ("3,", "r"), ("4", "r")], "fin^3,4", id="raised numbers"),
    pytest.param([("\u00a0a\u200b", ""), ("\x0bb", "")], "a b", id="blanks and marks unseen"),
]


@pytest.mark.parametrize(("pieces", "shown"), INSIDE)
def test_looks_are_marked(pieces: list[tuple[str, str]], shown: str) -> None:
    given_pieces = [Piece(text, Look("b" in how, "i" in how, "r" in how)) for text, how in pieces]
    assert marked(given_pieces) == [shown]


LINKS = [
    pytest.param("https://a.example/x", "https://a.example/x", "<https://a.example/x>", id="same"),
    pytest.param("a.example/x", "https://a.example/x", "<https://a.example/x>", id="no scheme"),
    pytest.param("ici", "https://a.example/x", "[ici](https://a.example/x)", id="other"),
    pytest.param("ici", "https://a.example/(x", "[ici](<https://a.example/(x>)", id="bracket"),
    pytest.param("ici", "mailto:a@a.example", "ici", id="mail"),
    pytest.param("ici", "#x", "ici", id="inside"),
]


@pytest.mark.parametrize(("shown", "href", "expected"), LINKS)
def test_links_are_kept(shown: str, href: str, expected: str) -> None:
    assert marked([Piece("v. ", Look()), Piece(shown, Look(href=href))]) == [f"v. {expected}"]


def note(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def body(number: int, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}">{paragraph(text)}{paragraph("Suite.")}</w:{kind}>'


def test_word_notes_stand_at_the_end_in_one_row(tmp_path: Path) -> None:
    data = word(
        paragraph("Un fait", note(2), " et un autre", note(3), ".")
        + paragraph("Fin", note(2, "endnote")),
        footnotes=body(2, "Durand A. Un titre.") + body(3, "Petit J."),
        endnotes=body(2, "Roux E.", "endnote"),
    )
    document = read(data, tmp_path, "a.docx")
    assert document.format == "docx"
    assert document.text.split("\n") == [
        "Un fait[^1] et un autre[^2].",
        "Fin[^3]",
        "",
        "[^1]: Durand A. Un titre. Suite.",
        "[^2]: Petit J. Suite.",
        "[^3]: Roux E. Suite.",
        "",
    ]
    assert document.place(5) == "notes"


def test_word_keeps_what_is_inserted_and_leaves_out_what_is_deleted(tmp_path: Path) -> None:
    gone = "<w:del><w:r><w:delText>effacé</w:delText></w:r></w:del>"
    new = "<w:ins><w:r><w:t> ajouté</w:t></w:r></w:ins>"
    assert read(word(paragraph("Un", gone, new)), tmp_path, "a.docx").text == "Un ajouté\n"


def test_word_text_boxes_are_read(tmp_path: Path) -> None:
    box = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        f"{paragraph('Dans le cadre')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    text = read(word(paragraph("Avant", box) + paragraph("Après")), tmp_path, "a.docx").text
    assert sorted(text.split()) == sorted(["Avant", "Dans", "le", "cadre", "Après"])


def test_word_headings_lists_and_empty_paragraphs(tmp_path: Path) -> None:
    import docx

    made = docx.Document()
    made.add_paragraph("Le dossier", style="Title")
    made.add_heading("Un", level=2)
    made.add_paragraph("a")
    made.add_paragraph("b")
    made.add_paragraph("")
    made.add_paragraph("c")
    for text in ("d", "e"):
        made.add_paragraph(text, style="List Number")
    made.add_paragraph("f", style="List Bullet")
    made.add_paragraph("x" * 300)
    made.add_paragraph("g")
    out = io.BytesIO()
    made.save(out)
    text = read(out.getvalue(), tmp_path, "a.docx").text
    start = "# Le dossier\n\n## Un\n\na\nb\n\nc\n\n1. d\n2. e\n- f\n\n"
    assert text == start + "x" * 300 + "\n\ng\n"


def test_odt_notes_styles_lists_and_boxes(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="P1" style:family="paragraph"><style:text-properties '
        'fo:font-weight="bold"/></style:style>'
        '<style:style style:name="T0" style:family="text"><style:text-properties '
        'fo:font-style="italic"/></style:style>'
        '<style:style style:name="T1" style:family="text" style:parent-style-name="T0"/>'
        '<style:style style:name="T2" style:family="text"><style:text-properties '
        'style:text-position="super 58%"/></style:style>'
        '<style:style style:name="L" style:family="text" style:parent-style-name="L"/>'
        '<text:list-style style:name="N"><text:list-level-style-number text:level="1" '
        'style:num-format="1"/></text:list-style>'
    )
    xml = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>effacé</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="2">Un</text:h>'
        '<text:p text:style-name="P1">Le fil<text:s/>rouge</text:p>'
        '<text:p>Voir <text:span text:style-name="T1">Santé</text:span> m<text:span '
        'text:style-name="T2">2</text:span><text:span text:style-name="L">.</text:span>'
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Durand A.</text:p></text:note-body></text:note><text:line-break/>"
        "suite</text:p>"
        '<text:list text:style-name="N"><text:list-item><text:p>a</text:p></text:list-item>'
        "<text:list-item><text:p>b</text:p><text:list><text:list-item><text:p>c</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        "<text:p><draw:frame><draw:text-box><text:p>cadre</text:p></draw:text-box></draw:frame>"
        "</text:p>"
    )
    document = read(writer(xml, styles), tmp_path, "a.odt")
    assert document.format == "odt"
    assert document.text.split("\n") == [
        "## Un",
        "",
        "**Le fil rouge**",
        "Voir *Santé* m^2.[^1]",
        "suite",
        "",
        "1. a",
        "2. b",
        "  - c",
        "",
        "cadre",
        "",
        "[^1]: Durand A.",
        "",
    ]


def test_a_page_shows_what_a_reader_sees(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body>"
        "<nav>menu</nav><script>alert(1)</script><p hidden>caché</p><h2>Un <b>titre</b></h2>"
        "<p>Un\n  fait<br>sur deux lignes<p>Un autre<ol start='3'><li>a<li>b<ul><li>c</ul></ol>"
        "<blockquote>cité</blockquote><p style='font-weight:bold'>gras</p>"
        "<table><tr><td>1<td>Durand A. Un titre.</table></body></html>"
    )
    assert read(page.encode(), tmp_path, "a.html").text.split("\n") == [
        "## Un **titre**",
        "",
        "Un fait",
        "sur deux lignes",
        "",
        "Un autre",
        "",
        "3. a",
        "4. b",
        "  - c",
        "",
        "> cité",
        "",
        "**gras**",
        "",
        "1. Durand A. Un titre.",
        "",
    ]


NOTES = [
    pytest.param(
        '<p>Un<a href="#fn1" id="fnref1"><sup>1</sup></a>.</p><section><ol><li id="fn1">'
        '<p>Durand A.<a href="#fnref1">↩︎</a></p></li></ol></section>',
        id="pandoc",
    ),
    pytest.param(
        '<p>Un<a name="_ftnref1" href="#_ftn1"><sup>[1]</sup></a>.</p><div id="ftn1"><p>'
        '<a name="_ftn1" href="#_ftnref1">[1]</a> Durand A.</p></div>',
        id="Word",
    ),
    pytest.param(
        '<p>Un<a name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>.</p>'
        '<div id="sdfootnote1"><p><a name="sdfootnote1sym" href="#sdfootnote1anc">1</a> Durand A.'
        "</p></div>",
        id="LibreOffice",
    ),
    pytest.param(
        '<p>Un<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>.</p><div><p>'
        '<a href="#ftnt_ref1" id="ftnt1">[1]</a> Durand A.</p></div>',
        id="Google Docs",
    ),
    pytest.param(
        '<p>Un<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup>.</p><ol><li '
        'id="cite_note-1"><a href="#cite_ref-1">↑</a> Durand A.</li></ol>',
        id="MediaWiki",
    ),
]


@pytest.mark.parametrize("page", NOTES)
def test_notes_of_pages(page: str, tmp_path: Path) -> None:
    page = f"<html><body>{page}<p>Fin.</p></body></html>"
    assert read(page.encode(), tmp_path, "a.html").text == "Un[^1].\n\nFin.\n\n[^1]: Durand A.\n"


ENCODED = [
    pytest.param("utf-8", "<meta charset=utf-8>", id="declared"),
    pytest.param("utf-8", "", id="not declared"),
    pytest.param("utf-8-sig", "<meta charset=iso-8859-1>", id="marked"),
    pytest.param("utf-16", "", id="two bytes"),
    pytest.param("cp1252", "", id="Windows"),
    pytest.param("cp1252", '<meta content="text/html; charset=ISO-8859-1">', id="as browsers do"),
    pytest.param("cp1252", "<meta charset=utf-8>", id="declared wrongly"),
    pytest.param("iso-8859-15", "<meta charset=iso-8859-15>", id="Latin-9"),
    pytest.param("cp1252", "<meta charset=punycode>", id="declared as nonsense"),
]


@pytest.mark.parametrize(("encoding", "declared"), ENCODED)
def test_pages_in_their_encodings(encoding: str, declared: str, tmp_path: Path) -> None:
    page = f"<html><head>{declared}</head><body><p>Œuvre d'été</p></body></html>"
    assert read(page.encode(encoding), tmp_path, "a.htm").text == "Œuvre d'été\n"


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.add_page()
    sheet.put(60, 100, "Un grand titre qui va d'un bord de la page jusqu'a l'autre bord", 16)
    for at in range(12):
        sheet.put(60, 140 + 14 * at, f"Gauche {at} : quelques mots de la colonne", 10)
        sheet.put(310, 140 + 14 * at, f"Droite {at} : quelques mots de la colonne", 10)
    lines = read(sheet.made(), tmp_path, "a.pdf").text.split("\n")
    seen = [" ".join(line.split()[:2]) for line in lines if line]
    assert seen[0] == "# Un"
    words = " ".join(lines)
    order = [words.index(f"{side} {at} ") for side in ("Gauche", "Droite") for at in range(12)]
    assert order == sorted(order)


def test_running_heads_and_page_numbers_go_and_references_like_each_other_stay(
    tmp_path: Path,
) -> None:
    sheet = Sheet()
    for page in range(1, 7):
        sheet.add_page()
        sheet.put(60, 40, f"Dossier des rues - {page} / 6", 8)
        sheet.put(60, 70, f"Le fil 20{(page * 7) % 19 + 10} ; {page % 2} : 1-{(page * 5) % 9 + 3}")
        sheet.put(60, 300, f"Le corps {page}.")
        sheet.put(290, 820, str(page), 8)
    document = read(sheet.made(), tmp_path, "a.pdf")
    assert "Dossier des rues" not in document.text
    assert document.text.count("Le fil 20") == 6
    assert document.text.count("Le corps") == 6
    assert [line for line in document.text.split("\n") if line.isdigit()] == []
    assert document.notes == (
        "left out as a running head or foot: 'Dossier des rues - # / #' (6 times)",
    )
    line = document.text.split("\n").index("Le corps 4.") + 1
    assert document.place(line) == "page 4"


def test_raised_numbers_lead_to_the_notes_of_the_page(tmp_path: Path) -> None:
    sheet = Sheet()
    for page in (1, 2):
        sheet.add_page()
        sheet.put(60, 100, "Le fait est connu depuis longtemps")
        sheet.put(60 + sheet.get_string_width("Le fait est connu depuis longtemps"), 96, "1", 6)
        sheet.put(60, 114, "dans plusieurs pays de l'Europe du nord.")
        sheet.put(60, 760, "1", 5)
        sheet.put(64, 763, f"Durand A. Un titre {page}, Paris, 2012.", 8)
    document = read(sheet.made(), tmp_path, "a.pdf")
    assert "longtemps[^1]" in document.text
    assert "longtemps[^2-1]" in document.text
    assert document.text.endswith(
        "[^1]: Durand A. Un titre 1, Paris, 2012.\n[^2-1]: Durand A. Un titre 2, Paris, 2012.\n"
    )


def test_bold_italic_and_links_of_a_pdf(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.add_page()
    sheet.put(60, 100, "Le titre", style="B")
    sheet.put(60, 114, "Revue du sentier", style="I")
    sheet.put(60, 128, "le texte en ligne")
    sheet.link(60, 118, 90, 12, "https://a.example/texte_1")
    sheet.put(60, 200, "Du texte sans marque et assez long pour dire sa taille.")
    lines = read(sheet.made(), tmp_path, "a.pdf").text.split("\n")
    assert lines[:3] == [
        "**Le titre**",
        "*Revue du sentier*",
        "[le texte en ligne](https://a.example/texte_1)",
    ]


BROKEN = [
    pytest.param("la référence et", "réfé", "rence", True, id="printed elsewhere"),
    pytest.param("le bien-être de", "bien", "être", False, id="compound printed elsewhere"),
    pytest.param("", "pair", "aidance", False, id="a compound's first word"),
    pytest.param("la santé mentale et", "mentale", "santé", False, id="both are words"),
    pytest.param("", "établis", "sements", True, id="neither is a word"),
    pytest.param("", "a", "venir", False, id="too short to tell"),
]


@pytest.mark.parametrize(("text", "first", "second", "one"), BROKEN)
def test_hyphens_at_line_ends_are_mended_where_it_is_sure(
    text: str, first: str, second: str, one: bool
) -> None:
    assert Words([text, f"x {first}-"]).is_one(first, second) is one


def test_wrapped_lines_are_one_and_short_ones_stay_apart(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.add_page()
    sheet.set_margins(60, 60)
    sheet.set_y(100)
    sheet.set_font("helvetica", size=10)
    long = "Les rencontres du quartier ont change la vie des habitants et de leurs voisins. " * 4
    sheet.multi_cell(0, 12, long.strip(), new_x="LMARGIN", new_y="NEXT")
    sheet.multi_cell(0, 12, "Durand Alice\nLe fil 2012 ; 3 : 1-9")
    lines = read(sheet.made(), tmp_path, "a.pdf").text.rstrip("\n").split("\n")
    assert lines == [long.strip(), "Durand Alice", "Le fil 2012 ; 3 : 1-9"]
