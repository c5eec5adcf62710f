"""Whatever a file holds, its reader answers, keeps its account, and takes time in proportion."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.library import LibraryResult, read_library
from kg.library.bibtex import read_bibtex
from kg.library.csljson import read_csl_json
from kg.library.decoding import decode, decode_letters, unknown_commands
from kg.library.dois import read_identifiers
from kg.library.medline import read_medline
from kg.library.names import bibtex_names, inverted_name
from kg.library.ris import read_ris

READERS: dict[str, Callable[[str, str], LibraryResult]] = {
    "bibtex": read_bibtex,
    "ris": read_ris,
    "medline": read_medline,
    "csl-json": read_csl_json,
    "identifiers": read_identifiers,
}
PIECES = {
    "bibtex": (
        *("@article{", "@book(", "@string{", "@comment{", "@xdata{", "@", "{", "}", "(", ")", '"'),
        *(",", "=", "#", "\n", " ", "\\", "~", "$", "^", "_", "k", "title", "author", "year"),
        *("date", "month", "crossref", "xdata", "pages", "doi", "url", " and ", "others", "jan"),
        *("\\'", "\\c", "\\v ", "\\url{", "é", "2012", "2012-09/2013", "family=", "-", "--"),
    ),
    "ris": (
        *("TY  - ", "ER  - ", "AU  - ", "A2  - ", "TI  - ", "T2  - ", "JF  - ", "J2  - ", "PY  - "),
        *("Y1  - ", "DA  - ", "Y2  - ", "SP  - ", "EP  - ", "SN  - ", "DO  - ", "M3  - ", "N1  - "),
        *("ID  - ", "TY - ", "ER - ", "JOUR", "BOOK", "\n", "\r", " ", "x", ",", "2012/09/14/"),
        *("10.5555/a", "ER", "12-14", ";", "PMID: 1", "é", "2012//"),
    ),
    "medline": (
        *("PMID- ", "FAU - ", "AU  - ", "TI  - ", "DP  - ", "AID - ", "IS  - ", "PT  - ", "CN  - "),
        *("      ", "\n", "1", "x", "2012 Sep-Oct", "[doi]", "Book", "OT  - ", "é"),
    ),
    "csl-json": (
        *("[", "]", "{", "}", ",", ":", '"id"', '"title"', '"author"', '"issued"', '"date-parts"'),
        *('"type"', '"family"', '"x"', "1", "-1", "1e999", "NaN", "null", "true", "\n", "[[", "]]"),
        *('"2012"', '"custom"', '"items"', "2012"),
    ),
    "identifiers": ("10.5555/a", "doi: ", "https://doi.org/", "PMID: 1", ",", ";", " ", "\n", "#"),
}


def held(result: LibraryResult) -> None:
    """The account is right: everything is there once, and all of it can be written."""
    assert result.records_in == len(result.references) + len(result.unread)
    assert set(result.unread) <= set(result.problems)
    ids = [reference.id for reference in result.references]
    assert len(set(ids)) == len(ids)
    for reference in result.references:
        assert reference.csl["id"] == reference.id
        assert reference.csl["type"]
        assert reference.occurrences[0].line >= 1
        assert "" not in reference.csl.values()
    json.dumps([dict(reference.csl) for reference in result.references])


@pytest.mark.parametrize("form", READERS)
def test_pieces_of_a_format_in_any_order(form: str) -> None:
    @settings(max_examples=300, deadline=None)
    @given(st.lists(st.sampled_from(PIECES[form]), max_size=60))
    def check(pieces: list[str]) -> None:
        held(READERS[form]("".join(pieces), "any"))

    check()


@pytest.mark.parametrize("form", READERS)
def test_any_text(form: str) -> None:
    @settings(max_examples=150, deadline=None)
    @given(st.text(max_size=200))
    def check(text: str) -> None:
        held(READERS[form](text, "any"))

    check()


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300), st.sampled_from([".bib", ".ris", ".nbib", ".json", ".txt"]))
@example(b"\xff\xfeT", ".ris")
@example(b"\x81\x8d@book{a, title={\x81}}", ".bib")
def test_any_bytes(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(content)
    held(read_library(path))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("\\{}$^_~'\"`=.,- \nabciouvHkrdé")), max_size=40))
def test_any_latex(text: str) -> None:
    decode(text)
    decode_letters(text)
    unknown_commands(text)
    bibtex_names(text)
    inverted_name(text)


LONG = {
    "blanks": (" ", ""),
    "opening braces": ("{", "@book{a, title = "),
    "closing braces": ("}", "@book{a, title = {"),
    "quotes": ('"', "@book{a, title = "),
    "backslashes": ("\\", "@book{a, title = {"),
    "dollars": ("$a ", "@book{a, title = {"),
    "open accents": ("\\'{", "@book{a, title = {"),
    "names": ("x and ", "@book{a, author = {"),
    "blank names": (" and", "@book{a, author = {" + " " * 1000),
    "commas": (",", "@book{a, author = {"),
    "joins": ("a # ", "@book{a, title = "),
    "hyphens": ("-", "@book{a, pages = {"),
    "unclosed entries": ("@book{a, title = {x\n", ""),
    "lines like entries": ("x{y,\n", ""),
    "keys that repeat": ("@book{a, title = {x}}\n", ""),
    "ends": ("ER  - x\n", "TY  - JOUR\n"),
    "types": ("TY  - JOUR\nTI  - x\n", ""),
    "going on": ("x\n", "TY  - JOUR\nAB  - "),
    "page marks": (" - ", "TY  - JOUR\nSP  - "),
    "serials": ("1234-5678 ", "TY  - JOUR\nSN  - "),
    "numbers": ("PMID- 1\n", ""),
    "lists": ("[", ""),
    "items": ('{"id":1,"title":"x"},\n', "["),
    "identifiers": ("10.5555/a,", ""),
    "separators": (", ; ", "10.5555/a"),
}


@pytest.mark.parametrize("suffix", [".bib", ".ris", ".nbib", ".json", ".txt"])
@pytest.mark.parametrize("name", LONG)
def test_time_grows_with_the_file_and_not_with_its_square(
    name: str, suffix: str, tmp_path: Path
) -> None:
    piece, start = LONG[name]
    path = tmp_path / f"long{suffix}"
    path.write_text(start + piece * (100_000 // len(piece)), "utf-8")
    began = time.perf_counter()
    held(read_library(path))
    assert time.perf_counter() - began < 4  # what is quadratic takes minutes
