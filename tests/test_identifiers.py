"""Identifiers, places and dates: one table of cases for reading and writing each."""

from __future__ import annotations

import doctest
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.dates
import kg.folding
import kg.iris
import kg.locators
from kg.dates import BadDateError, span
from kg.iris import KINDS, Iris, is_slug, slug
from kg.locators import BadLocatorError, Locator, parse_locator

PLACES = [
    ("a:1", Locator("a", 1, 1), "L1", "line=0,1"),
    (
        "ireps-dossier-2019:913-915",
        Locator("ireps-dossier-2019", 913, 915),
        "L913-915",
        "line=912,915",
    ),
    ("a:7 p.36", Locator("a", 7, 7, 36), "L7-p36", "line=6,7"),
]
NOT_PLACES = ["", "a", "a:", "a:0", "a:3-2", "A:1", "a:1-", "a:1 36", "a b:1", "a:1,2", "a:-1"]
DATES = [
    ("1986", date(1986, 1, 1), date(1986, 12, 31)),
    ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
    ("2012-02-29", date(2012, 2, 29), date(2012, 2, 29)),
    ("1986/1988", date(1986, 1, 1), date(1988, 12, 31)),
    ("193X", date(1930, 1, 1), date(1939, 12, 31)),
    ("2001?", date(2001, 1, 1), date(2001, 12, 31)),
    ("1995~", date(1995, 1, 1), date(1995, 12, 31)),
    ("2006/..", date(2006, 1, 1), None),
    ("../2006-03", None, date(2006, 3, 31)),
]
NOT_DATES = ["", "?", "MMX", "2011/2003", "2012-13", "2011-02-29", "../..", "1930s", "12/2010", "/"]


@pytest.mark.parametrize(("text", "locator", "fragment", "selector"), PLACES)
def test_a_place_is_read_and_written(
    text: str, locator: Locator, fragment: str, selector: str
) -> None:
    assert parse_locator(text) == locator
    assert str(locator) == text
    assert locator.fragment == fragment
    assert locator.selector == selector


@pytest.mark.parametrize("text", NOT_PLACES)
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(BadLocatorError):
        parse_locator(text)


@pytest.mark.parametrize(("text", "first", "last"), DATES)
def test_a_date_spans_days(text: str, first: date | None, last: date | None) -> None:
    assert (span(text).first, span(text).last) == (first, last)


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BadDateError):
        span(text)


@given(st.text(max_size=30))
def test_reading_a_date_fails_in_one_way_only(text: str) -> None:
    try:
        found = span(text)
    except BadDateError:
        return
    if found.first and found.last:
        assert found.first <= found.last


@given(st.text(max_size=30))
def test_reading_a_place_fails_in_one_way_only(text: str) -> None:
    try:
        assert parse_locator(str(parse_locator(text))) == parse_locator(text)
    except BadLocatorError:
        return


@given(st.text(max_size=40))
def test_a_slug_is_an_identifier_or_empty(text: str) -> None:
    assert slug(text) == "" or is_slug(slug(text))
    assert slug(slug(text)) == slug(text)


@given(st.sampled_from(KINDS), st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True))
def test_an_iri_is_minted_and_read(kind: str, identifier: str) -> None:
    iris = Iris("https://example.org/x/")
    assert iris.read(iris.thing(kind, identifier)) == (kind, identifier)
    assert iris.read(iris.part(kind, identifier, "L3-4")) == (kind, identifier)


@pytest.mark.parametrize(
    "iri",
    [
        "https://other.org/claim/x",
        "https://w3id.org/pairkg/nothing/x",
        "https://w3id.org/pairkg/claim/",
        "x",
    ],
)
def test_an_iri_of_another_is_not_ours(iri: str) -> None:
    assert Iris().read(iri) is None


@pytest.mark.parametrize("module", [kg.dates, kg.folding, kg.iris, kg.locators])
def test_the_examples_in_the_documentation_are_true(module: object) -> None:
    results = doctest.testmod(module)  # type: ignore[arg-type]
    assert results.attempted > 0
    assert results.failed == 0
