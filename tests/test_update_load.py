"""LOAD is refused, and LOAD SILENT comes to nothing before the engine sees it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.engine import QuerySyntaxError
from kg.live import Write, Writer
from kg.live.applying import apply
from kg.resources import shipped_ontology
from kg.sparql_update import LoadRefused, check_update
from kg.store import open_current
from tests.test_live import new_build

FAR = "http://127.0.0.1:9/"
NOTHING = "INSERT DATA {} "


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"LOAD SILENT <{FAR}>", NOTHING),
        (f"load\nsilent<{FAR}>into graph<a:b>", NOTHING),
        (f"LOADSILENT<{FAR}>INTOGRAPH<a:b>;CLEAR ALL", f"{NOTHING};CLEAR ALL"),
        (f"PREFIX e: <{FAR}> LOADSILENTe:x", f"PREFIX e: <{FAR}> {NOTHING}"),
        (f"BASE<{FAR}>LOAD SILENT<x#y>", f"BASE<{FAR}>{NOTHING}"),
        (
            f"CLEAR ALL; # LOAD SILENT <a:b>\n LOAD # it's\n SILENT <{FAR}> # ; all\n; CLEAR ALL",
            f"CLEAR ALL; # LOAD SILENT <a:b>\n {NOTHING}; CLEAR ALL",
        ),
        (
            f"LOAD SILENT <{FAR}#a> ; INSERT DATA {{ <a:a> <a:b> 'LOAD SILENT <a:b>' }} ; "
            f"LOAD SILENT <{FAR}#b>",
            f"{NOTHING}; INSERT DATA {{ <a:a> <a:b> 'LOAD SILENT <a:b>' }} ; {NOTHING}",
        ),
        (
            # `<?b&&'>` may be an IRI, and what follows a text: the engine reads it otherwise.
            f"INSERT {{}} WHERE {{ FILTER(?a<?b&&'>'=?c) }} ; LOAD SILENT <{FAR}> #'",
            f"INSERT {{}} WHERE {{ FILTER(?a<?b&&'>'=?c) }} ; {NOTHING}",
        ),
    ],
)
def test_a_step_that_does_nothing_stands_in_its_place(text: str, wanted: str) -> None:
    assert check_update(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b#c> 'LOAD SILENT <a:b>' } # ; LOAD SILENT <a:b>",
        "PREFIX LOAD: <a:> CLEAR SILENT GRAPH LOAD:g ; DELETE WHERE { ?LOAD LOAD:LOAD <a:LOAD> }",
        'INSERT DATA { <a:b> <a:c> """\n; LOAD SILENT <a:b> ;\n""" }',
        "PREFIX load: <a:> WITH load:g DELETE { ?s ?p ?o } USING load:h WHERE { ?s load:p ?o }",
        "INSERT {} WHERE { FILTER(?a<?b&&'>'=?c || ?d = ')} ; LOAD SILENT <a:b>') }",
        "INSERT DATA { <a:it's> <a:b> ') ; LOAD <a:b>' }",
    ],
)
def test_the_word_elsewhere_is_left_alone(text: str) -> None:
    ox.Store().update(text)  # it is an update
    assert check_update(text) == text


@pytest.mark.parametrize(
    "text",
    [
        f"LOAD <{FAR}>",
        f"LOAD<{FAR}#silent>",
        f"PREFIX e: <{FAR}> LOADe:x",
        f"PREFIX LOADsilen: <{FAR}> LOADLOADsilen:x",
        f"PREFIXe:<{FAR}>LOADe:x",
        f'VERSION "1.2" PREFIX : <{FAR}> LOAD:x',
        f"LOAD SILENT <{FAR}> ; LOAD <{FAR}>",
        f"INSERT {{}} WHERE {{ FILTER(?a<?b&&'>'=?c) }} ; LOAD <{FAR}> #'",
    ],
)
def test_without_silent_it_is_refused(text: str) -> None:
    with pytest.raises(LoadRefused):
        check_update(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("LOAD SILENT 7", "1:13"),
        ("LOAD SILENT e:x", "1:"),
        (f"CLEAR ALL ;\n LOAD SILENT <{FAR}> INTO <a:b>", "2:"),
        (f"LOAD SILENT <{FAR}> INSERT DATA {{}}", "1:"),
    ],
)
def test_what_is_no_update_is_said_with_its_place(text: str, place: str) -> None:
    with pytest.raises(QuerySyntaxError, match=f"error at {place}"):
        check_update(text)


def test_the_engine_never_sees_it() -> None:
    seen: list[str] = []

    class Spy:
        def update(self, text: str, **_: object) -> None:
            seen.append(text)

    spy = Spy()
    write = Write("update", f"LOAD SILENT <{FAR}> ; INSERT DATA {{ <a:a> <a:b> 1 }}".encode())
    apply(write, spy)  # type: ignore[arg-type]
    assert seen == [f"{NOTHING}; INSERT DATA {{ <a:a> <a:b> 1 }}"]


def test_the_rest_of_the_update_is_made(tmp_path: Path) -> None:
    new_build(tmp_path)
    writer = Writer(tmp_path, shipped_ontology())
    text = f"LOAD SILENT <{FAR}> INTO GRAPH <a:new> ; INSERT DATA {{ <a:a> <a:b> 1 }}"
    try:
        done = writer.submit(Write("update", text.encode()))
    finally:
        writer.close()
    assert done is not None
    engine = open_current(tmp_path).engine
    assert engine.size() == 4
    assert engine.ask("ASK { <a:a> <a:b> 1 }")
