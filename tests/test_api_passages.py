"""Passages: the lines themselves, where the text is registered, and never in a public cache."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from api import urls
from api.app import create_app
from kg.answers.passages import MOST_LINES
from kg.build import build
from kg.iris import DEFAULT_BASE
from kg.texts import Texts, identified
from tests.conftest import ONTOLOGY
from tests.http_client import Client

SOURCE = "harbour-report"
PASSAGES = "/api/sources/harbour-report/passages"
THING = "/finding/marechal-2010-stays"
PRIVATE = "private, no-store"


@pytest.fixture
def store(toy: Path, toy_text: Path, tmp_path: Path) -> Path:
    """A store with a graph that was built for the text, which is not registered yet."""
    assert toy_text.is_file()
    build(toy, ONTOLOGY, tmp_path / "store", DEFAULT_BASE)
    return tmp_path / "store"


@pytest.fixture
def client(store: Path) -> Client:
    return Client(create_app(store=store))


@pytest.fixture
def registered(store: Path, toy_text: Path) -> str:
    """The digest of the text, once it is registered."""
    digest = hashlib.sha256(toy_text.read_bytes()).hexdigest()
    Texts(store).add(identified(toy_text, {SOURCE: digest}))
    return digest


def links(page: str) -> Iterator[str]:
    yield from (unescape(href) for href in re.findall(r'href="([^"]*)"', page))


def test_a_passage_is_its_lines_with_their_place_and_digest(
    client: Client, registered: str
) -> None:
    response = client.get(f"{PASSAGES}?line=110&line_end=112")
    assert response.status_code == 200
    assert response.json() == {
        "source": {"id": SOURCE, "label": "Harbour report (2012)"},
        "locator": {"section": "2.1", "page": None, "line": 110, "line_end": 112},
        "text": "Line 110 of the harbour report.\nLine 111 of the harbour report.",
        "sha256": registered,
    }


@pytest.mark.usefixtures("registered")
def test_one_line_needs_one_parameter_and_a_known_page_is_told(client: Client) -> None:
    body = client.get(f"{PASSAGES}?line=66").json()
    assert body["locator"] == {"section": "2.1", "page": 3, "line": 66, "line_end": 66}
    assert body["text"] == "Line 66 of the harbour report."
    assert client.get(f"{PASSAGES}?line=1").json()["locator"]["section"] == "1"


def test_without_the_text_the_problem_says_how_to_register_it(
    client: Client, toy_text: Path
) -> None:
    response = client.get(f"{PASSAGES}?line=1")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    body = response.json()
    assert body["type"] == urls.problem("no-text")
    assert "`pairkg sources add FILE`" in body["detail"]
    assert hashlib.sha256(toy_text.read_bytes()).hexdigest() in body["detail"]


@pytest.mark.usefixtures("registered")
def test_a_damaged_copy_is_not_shown(client: Client, store: Path) -> None:
    copy = store / "texts" / SOURCE
    copy.write_bytes(copy.read_bytes().replace(b"Line 66", b"Line 99"))
    response = client.get(f"{PASSAGES}?line=66")
    assert response.status_code == 404
    assert "is damaged or of another edition" in response.json()["detail"]
    page = client.get(THING, "text/html", accept_language="en").text
    assert "<details>" not in page
    assert "it is damaged" in client.get(f"/source/{SOURCE}?lang=en", "text/html").text


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("line=0", "line"),
        ("line=many", "line"),
        ("line_end=3", "line"),
        ("line=5&line_end=4", "line_end"),
        (f"line=5&line_end={5 + MOST_LINES}", "line_end"),
        ("line=121", "line"),
        ("line=100&line_end=121", "line_end"),
    ],
)
def test_lines_that_cannot_be_are_refused_by_name(query: str, name: str, client: Client) -> None:
    response = client.get(f"{PASSAGES}?{query}")
    assert response.status_code == 422
    assert [error["name"] for error in response.json()["errors"]] == [name]


@pytest.mark.usefixtures("registered")
def test_as_many_lines_as_allowed_are_given(client: Client) -> None:
    body = client.get(f"{PASSAGES}?line=5&line_end={4 + MOST_LINES}").json()
    assert len(body["text"].splitlines()) == MOST_LINES


@pytest.mark.usefixtures("registered")
def test_no_cache_keeps_a_passage(client: Client, store: Path) -> None:
    first = client.get(f"{PASSAGES}?line=66")
    assert first.headers["cache-control"] == PRIVATE
    again = client.get(f"{PASSAGES}?line=66", if_none_match=first.headers["etag"])
    assert again.status_code == 304
    assert again.headers["cache-control"] == PRIVATE
    Texts(store).remove(SOURCE)
    gone = client.get(f"{PASSAGES}?line=66", if_none_match=first.headers["etag"])
    assert gone.status_code == 404


@pytest.mark.usefixtures("registered")
def test_a_page_leads_to_its_passages_and_shows_them(client: Client) -> None:
    for lang, words in (("fr", "Lire le passage"), ("en", "Read the passage")):
        response = client.get(f"{THING}?lang={lang}", "text/html")
        assert response.headers["cache-control"] == PRIVATE
        assert words in response.text
        found = [href for href in links(response.text) if href.startswith(PASSAGES)]
        assert found
        for href in found:
            passage = client.get(href)
            assert passage.status_code == 200
            quoted = re.findall(r'<blockquote lang="en">(.*?)</blockquote>', response.text, re.S)
            assert passage.json()["text"] in [unescape(text) for text in quoted]


@pytest.mark.usefixtures("registered")
def test_the_text_of_a_passage_is_escaped(client: Client) -> None:
    page = client.get("/citation/harbour-report-l71-n8", "text/html").text
    assert "<b>" not in page
    assert "&lt;b&gt;&amp; others&lt;/b&gt;" in page


def test_without_the_text_a_place_leads_to_how_to_register_it(client: Client) -> None:
    for lang, words in (("fr", "n'a pas de copie du texte"), ("en", "has no copy of the text")):
        response = client.get(f"{THING}?lang={lang}", "text/html")
        assert response.headers["cache-control"].startswith("public")
        assert "<details>" not in response.text
        assert urls.text_of(SOURCE) in set(links(response.text))
        source = client.get(f"/source/{SOURCE}?lang={lang}", "text/html").text
        assert 'id="text"' in source
        assert words in source
        assert "pairkg sources add" in source


def test_a_page_is_another_once_the_text_is_registered(
    client: Client, store: Path, toy_text: Path
) -> None:
    before = client.get(THING, "text/html").headers["etag"]
    digest = hashlib.sha256(toy_text.read_bytes()).hexdigest()
    Texts(store).add(identified(toy_text, {SOURCE: digest}))
    after = client.get(THING, "text/html", if_none_match=before)
    assert after.status_code == 200
    assert "<details>" in after.text


@pytest.mark.usefixtures("registered")
def test_triples_and_json_hold_no_text_and_stay_public(client: Client) -> None:
    for accept in ("application/json", "text/turtle"):
        response = client.get(THING, accept)
        assert response.headers["cache-control"].startswith("public")
        assert "of the harbour report." not in response.text


def test_the_documentation_shows_the_request_without_promising_an_answer(client: Client) -> None:
    page = client.get(urls.DOCS).text
    example = "/api/sources/ireps-dossier-2019/passages?line=913"
    assert f"<code>{example}</code>" in page
    assert example not in set(links(page))


@pytest.mark.usefixtures("registered")
def test_each_saying_of_a_disagreement_leads_to_its_passage(client: Client) -> None:
    disagreements = client.get("/api/disagreements").json()["items"]
    sayings = [
        (item["concerns"], saying)
        for item in disagreements
        for saying in item["says"]
        if "#" not in item["concerns"]["iri"]
        and saying["source"]
        and saying["source"]["id"] == SOURCE
    ]
    assert sayings
    for thing, saying in sayings:
        page = client.get(urls.thing(thing["kind"], thing["id"]), "text/html").text
        place = saying["locator"]
        assert urls.passage(SOURCE, place["line"], place["line_end"]) in set(links(page))


def test_a_page_of_another_site_may_not_read_a_registered_text(
    client: Client, registered: str
) -> None:
    assert registered
    elsewhere = "https://elsewhere.example"
    passage = client.get(f"{PASSAGES}?line=110", origin=elsewhere)
    assert passage.status_code == 200
    assert "access-control-allow-origin" not in passage.headers
    public = client.get("/api/claims", origin=elsewhere)
    assert public.headers["access-control-allow-origin"] == "*"
