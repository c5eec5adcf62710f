"""Formatted references: what the style guides print, whatever the item holds.

The references are invented. What is expected of APA follows its manual's pattern (author, date,
title, source), of Vancouver that of Citing Medicine, of ISO 690 the order of its French edition.
"""

from __future__ import annotations

import html
import re
import threading
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.app import create_app
from kg.export import export
from kg.formatted import STYLES, Formatted, formatted
from kg.graph import KnowledgeGraph
from kg.problems import PairkgError
from kg.references import Reference
from tests.answers_graph import load_graph
from tests.http_client import Client

Item = dict[str, Any]

ANNA = {"family": "Berg", "given": "Anna-Maria", "non-dropping-particle": "van den"}
BO = {"family": "Thal", "given": "Bo C."}
AGENCY = {"literal": "Agence des rives"}
ET_AL = {"literal": "et al."}
IN_2012 = {"date-parts": [[2012]]}
IN_MARCH = {"date-parts": [[2012, 3, 9]]}
READ = {"date-parts": [[2019, 2, 1]]}


def line(style: str, lang: str | None = None, **csl: Any) -> Formatted:
    """One reference in a style; fields are given with `_` for `-`."""
    item = {name.replace("_", "-"): value for name, value in csl.items()}
    (result,) = formatted([Reference("it", item)], style, lang)
    return result


ARTICLE: Item = {
    "type": "article-journal",
    "title": "Peers & stays: a <b>quiet</b> year",
    "author": [ANNA, BO],
    "container_title": "Harbour Review",
    "volume": "12",
    "issue": "3",
    "page": "45-67",
    "issued": {"date-parts": [[2012, 3]]},
    "DOI": "https://doi.org/10.5555/a_b",
    "language": "en",
}
BOOK: Item = {
    "type": "book",
    "title": "La maison d'à côté",
    "author": [BO],
    "edition": "2",
    "publisher": "Presses du quai",
    "publisher_place": "Brest",
    "number_of_pages": "230",
    "issued": IN_2012,
}
CHAPTER: Item = {
    "type": "chapter",
    "title": "Le seuil",
    "author": [BO, ET_AL],
    "editor": [ANNA],
    "container_title": "La maison",
    "publisher": "Presses du quai",
    "page": "7",
    "issued": IN_2012,
}
REPORT: Item = {
    "type": "report",
    "title": "Rapport des rives",
    "author": [AGENCY],
    "publisher": "Agence des rives",
    "publisher_place": "Brest",
    "issued": {"date-parts": [[2003], [2006]]},
    "URL": "https://example.org/?a=1&b=2",
    "accessed": READ,
}
THESIS: Item = {
    "type": "thesis",
    "title": "Habiter le quai",
    "author": [BO],
    "genre": "Thèse de doctorat",
    "publisher": "Université du Large",
    "issued": IN_2012,
}
CONFERENCE: Item = {
    "type": "paper-conference",
    "title": "Deux phares",
    "author": [BO],
    "container_title": "Actes des phares",
    "page": "3-9",
    "issued": IN_2012,
}
TALK: Item = {"type": "presentation", "title": "Trois phares", "author": [BO], "issued": IN_MARCH}
NEWS: Item = {
    "type": "article-newspaper",
    "title": "La mer monte",
    "author": [BO],
    "container_title": "Le Rivage",
    "page": "4",
    "issued": IN_MARCH,
}
LAW: Item = {
    "type": "legislation",
    "title": "Décret n° 2012-1 du 9 mars 2012 relatif aux phares",
    "number": "2012-1",
    "container_title": "Journal officiel",
    "issued": IN_MARCH,
}
PAGE: Item = {
    "type": "webpage",
    "title": "Page des quais",
    "author": [AGENCY],
    "URL": "https://example.org/q",
    "accessed": READ,
    "issued": {"literal": "s.d."},
}
DOCUMENT: Item = {"type": "document", "title": "Feuille sans nom", "issued": IN_MARCH}

EXPECTED: list[tuple[Item, str, str, str]] = [
    (
        ARTICLE,
        "van den Berg, A.-M., & Thal, B. C. (2012). Peers & stays: a quiet year. Harbour Review, "
        "12(3), 45–67. https://doi.org/10.5555/a_b",
        "van den Berg AM, Thal BC. Peers & stays: a quiet year. Harbour Review. 2012 Mar;12(3):"
        "45–67. doi:10.5555/a_b",
        "VAN DEN BERG, Anna-Maria et THAL, Bo C., 2012. Peers & stays: a quiet year. Harbour "
        "Review. mars 2012. Vol. 12, n° 3, pp. 45‑67. DOI 10.5555/a_b.",
    ),
    (
        BOOK,
        "Thal, B. C. (2012). La maison d'à côté (2nd ed.). Presses du quai.",
        "Thal BC. La maison d'à côté. 2nd ed. Brest: Presses du quai; 2012. 230 p.",
        "THAL, Bo C., 2012. La maison d'à côté. 2e éd. Brest : Presses du quai.",
    ),
    (
        CHAPTER,
        "Thal, B. C., et al. (2012). Le seuil. In A.-M. van den Berg (Ed.), La maison (p. 7). "
        "Presses du quai.",
        "Thal BC, et al. Le seuil. In: van den Berg AM, editor. La maison. Presses du quai; 2012. "
        "p. 7.",
        "THAL, Bo C. et al., 2012. Le seuil. In : VAN DEN BERG, Anna-Maria (éd.), La maison. "
        "Presses du quai. p. 7.",
    ),
    (
        REPORT,
        "Agence des rives. (2003–2006). Rapport des rives. https://example.org/?a=1&b=2",
        "Agence des rives. Rapport des rives [Internet]. Brest: Agence des rives; 2003–2006 "
        "[cited 2019 Feb 1]. Available from: https://example.org/?a=1&b=2",
        "AGENCE DES RIVES, 2003–2006. Rapport des rives [en ligne]. Brest : Agence des rives. "
        "Disponible à l'adresse : https://example.org/?a=1&b=2 [Consulté le 1 février 2019].",
    ),
    (
        THESIS,
        "Thal, B. C. (2012). Habiter le quai [Thèse de doctorat]. Université du Large.",
        "Thal BC. Habiter le quai [Thèse de doctorat]. Université du Large; 2012.",
        "THAL, Bo C., 2012. Habiter le quai. Thèse de doctorat. Université du Large.",
    ),
    (
        CONFERENCE,
        "Thal, B. C. (2012). Deux phares. In Actes des phares (pp. 3–9).",
        "Thal BC. Deux phares. In: Actes des phares. 2012. p. 3–9.",
        "THAL, Bo C., 2012. Deux phares. In : Actes des phares. pp. 3‑9.",
    ),
    (
        TALK,
        "Thal, B. C. (2012, March 9). Trois phares.",
        "Thal BC. Trois phares. 2012 Mar 9.",
        "THAL, Bo C., 2012. Trois phares. 9 mars 2012.",
    ),
    (
        NEWS,
        "Thal, B. C. (2012, March 9). La mer monte. Le Rivage, 4.",
        "Thal BC. La mer monte. Le Rivage. 2012 Mar 9:4.",
        "THAL, Bo C., 2012. La mer monte. Le Rivage. 9 mars 2012. p. 4.",
    ),
    (
        LAW,
        "Décret n° 2012-1 du 9 mars 2012 relatif aux phares, Journal officiel (2012).",
        "Décret n° 2012-1 du 9 mars 2012 relatif aux phares. Journal officiel. 2012 Mar 9.",
        "Décret n° 2012-1 du 9 mars 2012 relatif aux phares, 2012. 9 mars 2012.",
    ),
    (
        PAGE,
        "Agence des rives. (n.d.). Page des quais. Retrieved February 1, 2019, from "
        "https://example.org/q",
        "Agence des rives. Page des quais [Internet]. [cited 2019 Feb 1]. Available from: "
        "https://example.org/q",
        "AGENCE DES RIVES, [sans date]. Page des quais [en ligne]. Disponible à l'adresse : "
        "https://example.org/q [Consulté le 1 février 2019].",
    ),
    (
        DOCUMENT,
        "Feuille sans nom. (2012, March 9).",
        "Feuille sans nom. 2012.",
        "Feuille sans nom, 2012. 9 mars 2012.",
    ),
]


def test_every_kind_of_work_of_the_data_is_looked_at(real_graph: KnowledgeGraph) -> None:
    kinds = {row.text("type") for row in real_graph.rows("export_works")}
    assert len(kinds) >= 10
    assert kinds <= {str(item["type"]) for item, *_ in EXPECTED}


@pytest.mark.parametrize(("item", "lines"), [(item, lines) for item, *lines in EXPECTED])
def test_references_as_the_guides_print_them(item: Item, lines: list[str]) -> None:
    got = [line(style, **item).text.replace("\u00a0", " ") for style in STYLES]
    assert got == lines


def test_the_words_of_a_style_are_in_the_language_asked_for() -> None:
    apa = line("apa", "fr", **CHAPTER, edition="1").text
    assert apa == (
        "Thal, B. C., et al. (2012). Le seuil. In A.-M. van den Berg (Éd.), "
        "La maison (1re éd., p. 7). Presses du quai."
    )
    page = line("apa", "fr", **PAGE).text
    assert page.endswith("Consulté le 1 février 2019 à l'adresse https://example.org/q")
    assert "(2012, 9 mars)" in line("apa", "fr", **NEWS).text
    vancouver = line("vancouver", "fr", **ARTICLE).text
    assert vancouver.endswith("Harbour Review. mars 2012;12(3):45‑67. doi:10.5555/a_b")
    iso = line("iso690", "en", **PAGE).text.replace("\u00a0", " ")
    assert iso.startswith("AGENCE DES RIVES, [no date]. Page des quais. Online. Available from: ")


def test_html_holds_the_same_words_and_escapes_them() -> None:
    shown = line("apa", **ARTICLE).html
    assert "Peers &amp; stays: a <b>quiet</b> year. <i>Harbour Review</i>, <i>12</i>(3)" in shown
    odd = line("apa", type="book", title="<script>x</script> & <i>open", author=[BO])
    assert odd.text == "Thal, B. C. (n.d.). <script>x</script> & <i>open."
    assert "<i>&lt;script&gt;x&lt;/script&gt; &amp; &lt;i&gt;open</i>" in odd.html


def test_an_editor_or_a_title_that_stands_for_the_author_is_said_once() -> None:
    book: Item = {"type": "book", "title": "Les quais", "editor": [ANNA], "issued": IN_2012}
    assert line("apa", **book).text == "van den Berg, A.-M. (Ed.). (2012). Les quais."
    assert line("vancouver", **book).text == "van den Berg AM, editor. Les quais. 2012."
    assert line("iso690", **book).text == "VAN DEN BERG, Anna-Maria (éd.), 2012. Les quais."
    alone: Item = {"type": "report", "title": "Les quais ?", "publisher": "Port", "issued": IN_2012}
    assert line("apa", **alone).text == "Les quais ? (2012). Port."
    assert line("iso690", **alone).text == "Les quais ?, 2012. Port."


@pytest.mark.parametrize(
    ("date", "apa", "iso"),
    [
        ({"literal": "in press"}, "(in press)", ", in press. "),
        ({"raw": "printemps 2012"}, "(printemps 2012)", ", printemps 2012. "),
        ({"literal": "[s. d.]"}, "(n.d.)", ", [sans date]. "),
        ({"date-parts": [[2012]], "circa": True}, "(ca. 2012)", ", vers 2012. "),
        ({"date-parts": [["2012", "13", "1"]]}, "(2012)", ", 2012. "),
        ({"date-parts": [[842]]}, "(842)", ", 842. "),
        ({"date-parts": [[2012, 3], [2012, 5]]}, "(2012)", ", 2012. "),
        ({"date-parts": []}, "(n.d.)", ", [sans date]. "),
    ],
)
def test_dates_as_libraries_hold_them(date: Item, apa: str, iso: str) -> None:
    item: Item = {"type": "book", "title": "T", "author": [BO], "issued": date}
    assert line("apa", **item).text == f"Thal, B. C. {apa}. T."
    assert line("iso690", **item).text == f"THAL, Bo C.{iso}T."


def test_one_reference_does_not_change_the_next() -> None:
    alone = [line(style, **ARTICLE) for style in STYLES]
    for item, *_ in EXPECTED:
        for style in STYLES:
            line(style, "fr", **item)
            line(style, "en", **item)
    assert [line(style, **ARTICLE) for style in STYLES] == alone


def test_threads_get_their_own_references() -> None:
    got: list[list[Formatted]] = []
    several = [Reference(str(number), {"title": f"T{number}"}) for number in range(40)]

    def run() -> None:
        got.append(formatted(several, "apa"))

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 4
    assert all(lines == got[0] for lines in got)
    assert [found.text for found in got[0]][:2] == ["T0. (n.d.).", "T1. (n.d.)."]


def test_an_unknown_style_or_language_is_named() -> None:
    with pytest.raises(PairkgError, match="'mla' is no reference style; take one of apa"):
        formatted([], "mla")
    with pytest.raises(PairkgError, match="'de' is no language of references"):
        formatted([], "apa", "de")


WORDS = st.text(alphabet=st.characters(), max_size=12) | st.sampled_from(
    ["", " ", "-", "12-", "&", "<i>", "</i>", "et al.", "2", "s.d.", ".", "é", "\ufdd0", "\ud800"]
)
LOOSE = st.none() | st.booleans() | st.integers() | WORDS
DATES = st.fixed_dictionaries(
    {},
    optional={
        "date-parts": st.lists(st.lists(LOOSE, max_size=4) | LOOSE, max_size=3) | LOOSE,
        "literal": LOOSE,
        "raw": LOOSE,
        "season": LOOSE,
        "circa": LOOSE,
    },
)
PARTS = ["family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"]
NAMES = st.lists(st.dictionaries(st.sampled_from(PARTS), LOOSE) | LOOSE, max_size=3)
KINDS = [str(item["type"]) for item, *_ in EXPECTED]
KINDS += ["article", "review", "patent", "bill", "map", "song", "post-weblog", "entry", "software"]
FIELDS = [
    *("title", "container-title", "volume", "issue", "page", "publisher", "edition", "DOI", "URL"),
    *("number", "number-of-pages", "number-of-volumes", "genre", "language", "event", "status"),
    *("publisher-place", "collection-title", "version", "section", "medium", "abstract", "custom"),
]
ITEMS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(KINDS) | LOOSE,
        **dict.fromkeys(FIELDS, LOOSE),
        **dict.fromkeys(["author", "editor", "translator"], NAMES | LOOSE),
        **dict.fromkeys(["issued", "accessed"], DATES | LOOSE),
    },
)


@settings(max_examples=120, deadline=None)
@given(ITEMS, st.sampled_from(sorted(STYLES)), st.sampled_from(["fr", "en"]))
def test_any_item_gives_a_line(item: Item, style: str, lang: str) -> None:
    (found,) = formatted([Reference("any", item)], style, lang)
    assert found == formatted([Reference("any", item)], style, lang)[0]
    assert "\n" not in found.text
    assert not re.search("[\ufdd0-\ufdef]|77777000", found.text + found.html)
    bare = re.sub(r"</?(?:i|b|sup|sub)>", "", found.html)
    assert not re.search("[<>]", bare)
    assert html.unescape(bare) == found.text
    found.text.encode()


@pytest.mark.parametrize("style", STYLES)
def test_the_bibliography_is_printed_one_work_a_line(toy_graph: KnowledgeGraph, style: str) -> None:
    lines = export(toy_graph, style).decode().splitlines()
    assert len(lines) == len(toy_graph.rows("export_works")) == 4
    assert any("Harbour Review" in found for found in lines)


CLIENT = Client(create_app(load_graph()))


def test_a_reference_over_http() -> None:
    answer = CLIENT.get("/api/works/ash-2001/reference?style=vancouver&lang=fr")
    assert answer.status_code == 200
    body = answer.json()
    assert list(body) == ["id", "style", "lang", "text", "html"]
    assert (body["id"], body["style"], body["lang"]) == ("ash-2001", "vancouver", "fr")
    assert body["text"].startswith("Ash A")
    default = CLIENT.get("/api/works/ash-2001/reference").json()
    assert (default["style"], default["lang"]) == ("apa", "en")
    assert CLIENT.get("/api/works/ash-2001/reference?style=iso690").json()["lang"] == "fr"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/works/nobody-1900/reference", 404),
        ("/api/works/Not a slug/reference", 404),
        ("/api/works/ash-2001/reference?style=mla", 422),
        ("/api/works/ash-2001/reference?lang=de", 422),
        ("/api/works/ash-2001/reference?colour=red", 400),
    ],
)
def test_what_is_wrong_over_http_is_a_problem(path: str, status: int) -> None:
    answer = CLIENT.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]
