"""Which form and which language a client gets, by what clients really send."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.compression import accepts_gzip
from api.negotiation import MediaRange, choose, choose_language, parse_accept, rank
from api.representations import ANSWERS_OF_QUERIES, THINGS

OFFERS = {"things": THINGS, "tables": ANSWERS_OF_QUERIES[:4], "graphs": ANSWERS_OF_QUERIES[4:]}


def cases() -> list[tuple[str, str | None, str | None]]:
    lines = Path(__file__).with_name("accept_headers.txt").read_text("utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [
        (offers, None if header == "(absent)" else header, None if form == "-" else form)
        for offers, header, form in rows
    ]


def test_the_table_has_cases() -> None:
    assert len(cases()) > 50


@pytest.mark.parametrize(("offers", "header", "form"), cases())
def test_a_client_gets_the_form_it_likes_best(
    offers: str, header: str | None, form: str | None
) -> None:
    found = choose(header, OFFERS[offers])
    assert (found and found[0].name) == form


def test_a_form_is_sent_under_the_name_it_was_asked_by() -> None:
    assert [sent for _, sent in rank("application/json", ANSWERS_OF_QUERIES)] == [
        "application/json",
        "application/json",
    ]
    assert choose("*/*", ANSWERS_OF_QUERIES) == (
        ANSWERS_OF_QUERIES[0],
        "application/sparql-results+json",
    )


def test_ranges_are_read_with_their_weights() -> None:
    assert parse_accept("text/*;q=0.5, */*;q=0.1, a/b") == (
        MediaRange("text", "*", 0.5),
        MediaRange("*", "*", 0.1),
        MediaRange("a", "b", 1.0),
    )


@pytest.mark.parametrize("piece", ['"', '\\"', '",', 'a;q="\\"', "a;"])
def test_the_worst_headers_are_read_in_time(piece: str) -> None:
    started = time.perf_counter()
    choose(piece * (32_000 // len(piece)), THINGS)
    assert time.perf_counter() - started < 1


@given(st.text(max_size=80))
def test_no_header_is_too_strange(header: str) -> None:
    choose(header, THINGS)
    choose_language(header)
    accepts_gzip(header)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "fr"),
        ("", "fr"),
        ("fr-FR,fr;q=0.9,en-US;q=0.8,en;q=0.7", "fr"),
        ("en-US,en;q=0.5", "en"),
        ("en-GB", "en"),
        ("de-DE,de;q=0.9,en;q=0.5", "en"),
        ("de", "fr"),
        ("*", "fr"),
        ("en;q=0.5, fr;q=0.5", "fr"),
        ("fr;q=0, *", "en"),
        ("en;q=0, de", "fr"),
        ("en;q=nothing, ???", "fr"),
    ],
)
def test_a_page_is_french_unless_english_is_liked_better(header: str | None, language: str) -> None:
    assert choose_language(header) == language


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        (None, False),
        ("gzip, deflate, br, zstd", True),
        ("identity", False),
        ("gzip;q=0", False),
        ("*", True),
        ("GZIP", True),
        ("br, *;q=0", False),
    ],
)
def test_gzip_is_for_those_who_take_it(header: str | None, taken: bool) -> None:
    assert accepts_gzip(header) is taken
