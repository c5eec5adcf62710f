"""Which person, journal, publisher or programme a printed name is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.matching.containers import ContainerIndex, PublisherIndex
from kg.matching.persons import PersonIndex
from kg.matching.programmes import ProgrammeIndex

ROOT = Path(__file__).resolve().parent.parent


def name(printed: str) -> dict[str, str]:
    family, comma, given = printed.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": printed}


@pytest.fixture
def persons() -> PersonIndex:
    index = PersonIndex()
    index.add("barlow-esme", name("Barlow, Esme"), [name("Quint, Harvey")], ["work-1"])
    index.add("le-goffic-yvonne", name("Le Goffic, Yvonne"))
    index.add("chukhrai-pavel", name("Tchoukhraï, Pavel"))
    index.add("hisi", name("Haute Instance des soins imaginaires"))
    index.add("twin-1", name("Twin, Ann"), [name("Solo, Han")])
    index.add("twin-2", name("Twin, Amy"), [name("Solo, Han")])
    return index


@pytest.mark.parametrize(
    ("printed", "more", "expected", "whom"),
    [
        ("Barlow, Esme", {}, "same", "barlow-esme"),
        ("Barlow, Esme R.", {}, "same", "barlow-esme"),
        ("Barlow, E", {}, "uncertain", "barlow-esme"),
        ("Barlow, E", {"coauthors": [name("Quint, H.")]}, "same", "barlow-esme"),
        ("Barlow, E", {"works": ["work-1"]}, "same", "barlow-esme"),
        ("Barlow, M", {}, "new", "barlow-esme"),
        ("Barlow, Edith", {"works": ["work-1"]}, "new", "barlow-esme"),
        ("Esme, Barlow", {}, "uncertain", "barlow-esme"),
        ("Goffic, Yvonne le", {}, "same", "le-goffic-yvonne"),
        ("Chukhrai, Pavel", {}, "uncertain", "chukhrai-pavel"),
        ("HISI", {}, "uncertain", "hisi"),
        ("HAUTE INSTANCE DES SOINS IMAGINAIRES", {}, "same", "hisi"),
        ("Twin, A.", {"coauthors": [name("Solo, H.")]}, "uncertain", "twin-1"),
        ("Nobody, Known", {}, "new", None),
        ("et al.", {}, "new", None),
    ],
)
def test_persons(
    persons: PersonIndex, printed: str, more: dict[str, Any], expected: str, whom: str | None
) -> None:
    match = persons.match(name(printed), **more)
    assert (match.verdict, match.id) == (expected, whom)
    assert match.reasons or match.id is None


@pytest.mark.parametrize(
    ("printed", "issn", "expected"),
    [
        ("Imagin Serv", "", "same"),
        ("The imagined services", "", "same"),
        ("Imagined Services (Washington, D.C.)", "", "same"),
        ("Imagined Services: a quarterly", "", "same"),
        ("Imagined Services Research", "", "uncertain"),
        ("IS", "", "uncertain"),
        ("", "1234-567X", "same"),
        ("Something Else", "1234-567X", "uncertain"),
        ("Something Else", "", "new"),
    ],
)
def test_journals(printed: str, issn: str, expected: str) -> None:
    index = ContainerIndex()
    index.add("is", ["Imagined Services"], ["1234567x"])
    index.add("jhp", ["Journal of Homes & Places"])
    assert index.match(printed, [issn]).verdict == expected
    assert index.match("Journal of Homes and Places").id == "jhp"


def test_an_abbreviation_of_two_journals_is_uncertain() -> None:
    index = ContainerIndex()
    index.add("a", ["Psychiatric Services"])
    index.add("b", ["Psychiatry Service"])
    match = index.match("Psych Serv")
    assert match.verdict == "uncertain"
    assert len(match.rivals) == 1


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Fable Chimère", "same"),
        ("Chimère", "uncertain"),
        ("PIS", "uncertain"),
        ("Presses imag. du Songe", "same"),
        ("Presses imaginaires du Réel", "new"),
    ],
)
def test_publishers(printed: str, expected: str) -> None:
    index = PublisherIndex()
    index.add("fc", ["Fable-Chimère"])
    index.add("pis", ["Presses imaginaires du Songe"])
    assert index.match(printed).verdict == expected


@pytest.fixture(scope="module")
def programmes() -> ProgrammeIndex:
    index = ProgrammeIndex()
    blocks = 0
    for path in sorted((ROOT / "data/programmes").glob("*.yaml")):
        for block in yaml.safe_load(path.read_text("utf-8")):
            index.add(block["id"], [*block["label"].values(), *block.get("alt_labels", [])])
            blocks += 1
    assert blocks > 50
    return index


@pytest.mark.parametrize(
    ("printed", "expected", "which"),
    [
        ("MSP", "same", "msp"),
        ("msp", "new", None),
        ("Médiateurs de santé-pairs", "same", "msp"),
        ("médiateur de santé / pair", "same", "msp"),
        ("programme « Un chez-soi d’abord »", "same", "un-chez-soi-dabord"),
        ("UN CHEZ SOI D'ABORD", "same", "un-chez-soi-dabord"),
        ("un chez-soi dabord", "uncertain", "un-chez-soi-dabord"),
        ("Une maison sur la lune", "new", None),
    ],
)
def test_programmes(
    programmes: ProgrammeIndex, printed: str, expected: str, which: str | None
) -> None:
    match = programmes.match(printed)
    assert (match.verdict, match.id) == (expected, which)
