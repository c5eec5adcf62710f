"""Entries that are written are read back, whatever comes in."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg.ingest
from kg.ingest.bibtex import bib_entry
from kg.ingest.entry import entry_of
from kg.read.bibtex import read_bibliography

TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("abZ ,'`-!?<>\\{}%$&_#~^\"@=éand王 .;()[]/|\n\t"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=15,
)
NAMES = st.one_of(
    st.fixed_dictionaries({"family": TEXT, "given": TEXT}), st.fixed_dictionaries({"literal": TEXT})
)


@settings(deadline=None)
@given(
    st.fixed_dictionaries(
        {"type": TEXT, "title": TEXT, "publisher": TEXT, "author": st.lists(NAMES, max_size=3)},
        optional={
            "DOI": TEXT,
            "URL": TEXT,
            "language": TEXT,
            "issued": st.dictionaries(TEXT, TEXT),
        },
    )
)
def test_an_entry_is_read_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, csl: dict[str, Any]
) -> None:
    entry = entry_of(csl)
    path = tmp_path_factory.getbasetemp() / "written.bib"
    path.write_bytes((bib_entry("one", entry) + bib_entry("two", entry)).encode())
    found, problems = read_bibliography(path)
    assert problems == []
    assert [read.value.key for read in found] == ["one", "two"]
    work = found[0].value
    for field, value in entry.fields.items():
        assert getattr(work, field) == without_braces(value)
    names = [(name.family, name.given, name.corporate) for name in work.author]
    assert names == [
        (without_braces(name.family), without_braces(name.given), name.corporate)
        for name in entry.authors
    ]


def without_braces(text: str) -> str:
    return text.replace("{", "(").replace("}", ")")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
CSL_FIELDS = ("type", "title", "author", "editor", "issued", "accessed", "DOI", "page", "language")


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(CSL_FIELDS), JSON))
def test_any_item_gives_an_entry(csl: dict[str, Any]) -> None:
    entry = entry_of(csl)
    assert entry.fields["csltype"]
    assert bib_entry("key", entry).endswith("\n}\n\n")


def test_the_examples_in_the_documentation_are_true() -> None:
    attempted = 0
    for module in pkgutil.iter_modules(kg.ingest.__path__, "kg.ingest."):
        results = doctest.testmod(importlib.import_module(module.name))
        assert results.failed == 0
        attempted += results.attempted
    assert attempted >= 6
