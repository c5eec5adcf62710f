"""Things under the paths of their own IRIs, and the pages around them."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from api import urls
from api.app import create_app
from api.html import tag
from kg.answers.things import describe_thing, get_thing
from kg.engine import OxigraphEngine
from kg.graph import KnowledgeGraph
from tests.answers_graph import load_graph, load_store
from tests.http_client import Client

GRAPH = load_graph()
CLIENT = Client(create_app(GRAPH))
THINGS = {
    "claim": "shortens-stays",
    "programme": "harbour",
    "study": "alder",
    "work": "ash-2001",
    "finding": "alder-stays",
    "citation": "river-report-l10-ash-2001",
    "person": "ash-ana",
    "term": "hope",
    "source": "river-report",
}
RDF = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_every_kind_has_a_path() -> None:
    assert set(THINGS) == set(urls.KINDS)


@pytest.mark.parametrize("kind", THINGS)
def test_json_is_the_same_under_both_paths(kind: str) -> None:
    itself = CLIENT.get(urls.thing(kind, THINGS[kind]), "application/json")
    answer = CLIENT.get(urls.answer(kind, THINGS[kind]))
    assert itself.json() == answer.json()
    assert itself.json() == get_thing(GRAPH, kind, THINGS[kind]).model_dump(mode="json")
    assert itself.headers["vary"].startswith("Accept")


@pytest.mark.parametrize("media_type", RDF)
@pytest.mark.parametrize("kind", THINGS)
def test_rdf_holds_the_triples_of_the_thing(kind: str, media_type: str) -> None:
    response = CLIENT.get(urls.thing(kind, THINGS[kind]), media_type)
    assert response.headers["content-type"].startswith(media_type)
    read = {quad.triple for quad in ox.parse(response.content, RDF[media_type])}
    assert read == set(describe_thing(GRAPH, kind, THINGS[kind]))
    iri = ox.NamedNode(GRAPH.iris.thing(kind, THINGS[kind]))
    assert any(triple.subject == iri for triple in read)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("kind", THINGS)
def test_a_page_leads_to_the_other_forms_and_languages(kind: str, lang: str) -> None:
    path = urls.thing(kind, THINGS[kind])
    response = CLIENT.get(path, BROWSER, accept_language=lang)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["vary"].startswith("Accept, Accept-Language")
    page = response.text
    assert page.startswith("<!doctype html>")
    assert f'<html lang="{lang}">' in page
    other = "en" if lang == "fr" else "fr"
    for href in (urls.answer(kind, THINGS[kind]), f"{path}?format=turtle", f"{path}?lang={other}"):
        assert f'href="{href}"' in page
    assert "<script" not in page
    assert " style=" not in page
    assert page.count("<h1>") == 1


def test_the_parameter_is_stronger_than_the_headers() -> None:
    path = urls.thing("programme", "harbour")
    assert "<h1>Harbour</h1>" in CLIENT.get(f"{path}?lang=en", BROWSER, accept_language="fr").text
    assert CLIENT.get(f"{path}?format=json", BROWSER).json()["id"] == "harbour"
    assert CLIENT.get(path).headers["content-type"].startswith("text/html")


def test_a_text_that_we_have_in_one_language_only_is_marked() -> None:
    page = CLIENT.get("/claim/gives-hope", BROWSER, accept_language="en").text
    assert '<span lang="fr">' in page or "L'espoir renaît, déjà." in page


def test_values_are_escaped() -> None:
    store = load_store()
    claim = ox.NamedNode("https://w3id.org/pairkg/claim/shortens-stays")
    statement = ox.NamedNode("https://w3id.org/pairkg/ontology#statement")
    for quad in list(store.quads_for_pattern(claim, statement, None)):
        store.remove(quad)
        assert isinstance(quad.object, ox.Literal)
        bad = ox.Literal('<script>alert("1")</script>', language=quad.object.language)
        store.add(ox.Quad(claim, statement, bad, quad.graph_name))
    client = Client(create_app(KnowledgeGraph(OxigraphEngine(store))))
    page = client.get("/claim/shortens-stays", BROWSER).text
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_attributes_are_escaped() -> None:
    assert tag("a", "<", href='"&') == '<a href="&quot;&amp;">&lt;</a>'


@pytest.mark.parametrize(
    ("url", "headers", "lang"),
    [
        ("/", {}, "fr"),
        ("/", {"accept_language": "en-GB,en;q=0.9"}, "en"),
        ("/?lang=en", {"accept_language": "fr"}, "en"),
        ("/?lang=fr", {"accept_language": "en"}, "fr"),
    ],
)
def test_the_start_page_speaks_the_language_of_its_reader(
    url: str, headers: dict[str, str], lang: str
) -> None:
    response = CLIENT.get(url, **headers)
    assert f'<html lang="{lang}">' in response.text
    assert response.headers["vary"].startswith("Accept-Language")
    for href in (urls.DOCS, urls.evidence_of("reduces-hospitalisation"), urls.STYLE):
        assert f'href="{href}"' in response.text


@pytest.mark.parametrize("url", ["/", "/docs", "/claim/shortens-stays?format=html"])
def test_a_page_asks_nothing_of_other_servers(url: str) -> None:
    page = CLIENT.get(url).text
    fetched = re.findall(r'<link rel="stylesheet" href="([^"]*)"|src="([^"]*)"', page)
    assert fetched == [(urls.STYLE, "")]


def test_the_style_asks_nothing_of_other_servers() -> None:
    style = CLIENT.get(urls.STYLE)
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_crawlers_are_kept_from_queries() -> None:
    assert "Disallow: /sparql" in CLIENT.get("/robots.txt").text


def test_a_store_put_in_service_is_served_at_once(toy_store: tuple[object, object]) -> None:
    client = Client(create_app(store=toy_store[0]))  # type: ignore[arg-type]
    assert client.get("/healthz").json()["triples"] > 0


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", ("favorable", "appuie", "cohorte rétrospective")),
        ("en", ("positive", "supports", "retrospective cohort")),
    ],
)
def test_codes_are_shown_as_words(
    toy_store: tuple[Path, object], lang: str, words: tuple[str, str, str]
) -> None:
    client = Client(create_app(store=toy_store[0]))
    finding = client.get(f"/finding/marechal-2010-stays?format=html&lang={lang}").text
    study = client.get(f"/study/marechal-2010?format=html&lang={lang}").text
    assert f"<dd>{words[0]}</dd>" in finding
    assert f"({words[1]})" in finding
    assert f"<dd>{words[2]}</dd>" in study


@pytest.mark.parametrize(("lang", "words"), [("fr", "lignes 10–12"), ("en", "lines 10–12")])
def test_several_lines_are_called_so(lang: str, words: str) -> None:
    assert words in CLIENT.get(f"/finding/alder-stays?lang={lang}", "text/html").text


def test_names_that_hold_a_comma_stand_apart(real_graph: KnowledgeGraph) -> None:
    page = Client(create_app(real_graph)).get("/person/roelandt-jean-luc?lang=fr", "text/html").text
    assert "Roelandt ; Roelandt, Jean-Luc" in page
