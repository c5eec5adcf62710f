"""Each number and year of the data stands in a passage that it names, or is listed as not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.assembly import Assembly
from kg.fidelity import names, statements, unfounded, unprinted_names

Lines = dict[str, list[str]]


def _texts(**lines: str) -> Lines:
    """Two toy sources with blank lines, but for those given as `h63="text"`."""
    texts = {"harbour-report": [""] * 120, "island-note": [""] * 20}
    for name, text in lines.items():
        source = "harbour-report" if name[0] == "h" else "island-note"
        texts[source][int(name[1:]) - 1] = text
    return texts


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("25.5 % of 20", True),
        ("25,5 pour cent de vingt", True),
        ("125.5 % of 20", False),
        ("25.55 % of 20", False),
        ("25.5 % of 200", False),
        ("nothing", False),
    ],
)
def test_a_number_must_be_printed_in_its_passage(
    toy_assembly: Assembly, printed: str, found: bool
) -> None:
    checked = [
        replace(statement, places=statement.places)
        for statement in statements(toy_assembly.corpus)
        if statement.name == "programme/harbour#event-opening" and "figure" in statement.field
    ]
    assert len(checked) == 1
    value = replace(checked[0], text="25.5 20")
    assert (unfounded(toy_assembly.corpus, _texts(h5=printed), [value]) == []) is found


@pytest.mark.parametrize(
    ("ours", "printed"),
    [
        ("10000", "environ 10.000 pairs"),
        ("2000000", "plus de 2 millions"),
        ("7800000", "7,8M€"),
        ("2012-06", "in June 2012"),
        ("2012-06", "30/06/2012"),
        ("199X", "dans les années 90"),
        ("8", "une équipe de huit personnes"),
    ],
)
def test_the_forms_in_which_a_number_is_printed(
    toy_assembly: Assembly, ours: str, printed: str
) -> None:
    (statement, *_) = statements(toy_assembly.corpus)
    assert unfounded(toy_assembly.corpus, _texts(h3=printed), [replace(statement, text=ours)]) == []
    assert unfounded(toy_assembly.corpus, _texts(h3="none"), [replace(statement, text=ours)])


def test_an_exception_explains_a_number_of_its_own_thing_only(toy_assembly: Assembly) -> None:
    study = next(s for s in statements(toy_assembly.corpus) if s.name == "study/marechal-2010")
    assert study.text == "40"
    assert unfounded(toy_assembly.corpus, _texts(), [study]) == []
    other = replace(study, thing=("study", "harbour-2012"))
    assert len(unfounded(toy_assembly.corpus, _texts(), [other])) == 1


def test_each_number_of_the_data_is_borne_out(real_assembly: Assembly, seeds: Lines) -> None:
    assert len(list(statements(real_assembly.corpus))) > 700
    found = unfounded(real_assembly.corpus, seeds)
    assert [f"{u.thing} {u.field}: {u.number} in {u.text!r}" for u in found] == []


def test_each_exception_is_needed(real_assembly: Assembly, seeds: Lines) -> None:
    """Without the list there would be that much to explain, and no more."""
    corpus = real_assembly.corpus
    bare = replace(corpus, unprinted=[])
    needed = {(u.thing, u.number) for u in unfounded(bare, seeds)}
    needed |= {(u.thing, u.number) for u in unprinted_names(bare, seeds)}
    kinds = ("programme", "study", "finding", "term")
    idle = []
    for value in corpus.unprinted:
        name = "/".join(value.thing) + (f"#{value.fragment}" if value.fragment else "")
        if value.thing[0] in kinds and not any(thing == name for thing, _ in needed):
            idle.append((name, value.text))
    assert idle == []


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("HP", True),
        ("les hp du port", True),
        ("HPX", False),
        ("the h p", False),
        ("", False),
    ],
)
def test_a_name_must_be_printed_in_its_passage(
    toy_assembly: Assembly, printed: str, found: bool
) -> None:
    (name,) = [n for n in names(toy_assembly.corpus) if n.thing == ("programme", "harbour")]
    assert name.text == "HP"
    assert (unprinted_names(toy_assembly.corpus, _texts(h3=printed), [name]) == []) is found


def test_each_name_of_the_data_is_printed(real_assembly: Assembly, seeds: Lines) -> None:
    assert len(list(names(real_assembly.corpus))) > 100
    found = unprinted_names(real_assembly.corpus, seeds)
    assert [f"{u.thing} {u.field}: {u.text}" for u in found] == []
