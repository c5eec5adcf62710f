"""The command line: what goes where, which code it ends with, and that no traceback gets out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kg import __version__
from kg.build import BuildResult
from kg.cli.program import COMMANDS, program, run
from kg.export import FORMATS
from kg.files import write_whole
from kg.iris import DEFAULT_BASE
from kg.settings import default_base
from kg.store import current

PAIRKG = [sys.executable, "-m", "kg.cli"]
CLAIMS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX pk: <https://w3id.org/pairkg/ontology#>
SELECT ?id WHERE { ?claim a pk:Claim ; dcterms:identifier ?id } ORDER BY ?id
"""
GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1"


@pytest.fixture
def store(toy_store: tuple[Path, BuildResult]) -> str:
    return str(toy_store[0])


@pytest.fixture
def claims(tmp_path: Path) -> str:
    file = tmp_path / "claims.rq"
    file.write_text(CLAIMS, "utf-8")
    return str(file)


# Every command


def test_the_program_has_these_commands() -> None:
    context = click.Context(program)
    assert program.list_commands(context) == list(COMMANDS)
    for name in COMMANDS:
        command = program.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.help
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help, f"{name}: {parameter}"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_goes_to_stdout_and_ends_well(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"Usage: pairkg {name}")
    assert said.err == ""


def test_version_tells_program_ontology_and_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"pairkg {__version__}"
    assert re.fullmatch(r"ontology \d+\.\d+\.\d+", lines[1])
    assert re.fullmatch(r"data [0-9a-f]{12}", lines[2])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(["fly"], "No such command 'fly'", id="unknown command"),
        pytest.param(["build", "--fast"], "No such option", id="unknown option"),
        pytest.param(["serve", "--port", "70000"], "'--port'", id="port out of range"),
        pytest.param(["serve", "--host", "no.such.invalid"], "'--host'", id="unknown host"),
        pytest.param(["check", "--data", "nowhere"], "'nowhere' does not exist", id="no data"),
        pytest.param(["query", "nothing.rq"], "'nothing.rq' does not exist", id="no query file"),
        pytest.param(["export", "--format", "docx"], "'docx' is not one of", id="unknown format"),
        pytest.param(["export"], "Missing option '--format'", id="no format"),
        pytest.param(
            ["export", "--format", "ris", "--out", "no/such/file"], "folder no/such", id="no folder"
        ),
        pytest.param(
            ["export", "--format", "ris", "--network", "claims"], "'--network'", id="not a network"
        ),
    ],
)
def test_wrong_usage_is_one_sentence_and_code_2(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert sentence in said.err
    assert "--help'" in said.err


def test_a_wrong_setting_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAIRKG_BASE", "https://example.org/kg")
    assert run(["check"]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("PAIRKG_BASE: ")


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAIRKG_BASE", "")
    assert default_base() == DEFAULT_BASE


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "Commands:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        pytest.param(ZeroDivisionError("by zero"), "(ZeroDivisionError: by zero)", id="our fault"),
        pytest.param(
            PermissionError(13, "Permission denied", "x.ttl"), "x.ttl:", id="the system's"
        ),
        pytest.param(KeyboardInterrupt(), "Stopped before the end.", id="the user's wish"),
    ],
)
def test_whatever_happens_the_user_reads_a_sentence(
    error: BaseException,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.delenv("PAIRKG_DEBUG", raising=False)
    monkeypatch.setattr("kg.build.check", fail)
    assert run(["check"]) == 1
    assert sentence in capsys.readouterr().err.splitlines()[-1]


def test_a_developer_may_see_where_it_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setenv("PAIRKG_DEBUG", "1")
    monkeypatch.setattr("kg.build.check", fail)
    with pytest.raises(ZeroDivisionError):
        run(["check"])


# build and check


def test_build_says_what_it_built_and_does_not_build_it_twice(
    toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--data", str(toy), "--store", str(tmp_path / "store")]
    assert run(["build", *options]) == 0
    first = capsys.readouterr()
    assert first.out == ""
    assert re.search(r"Graph \w+: \d+ triples, built in \d+\.\d s\.$", first.err.strip())
    assert run(["build", *options]) == 0
    assert "was already built" in capsys.readouterr().err


def test_check_finds_nothing_in_good_data(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--data", str(toy)]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == "No problem found."


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_fault_is_named_with_file_line_and_remedy_and_the_graph_stays(
    command: str, toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    assert run(["build", "--data", str(toy), "--store", str(store)]) == 0
    before = current(store)
    claims = toy / "claims" / "all.yaml"
    claims.write_text(claims.read_text("utf-8").replace("outcome: hope", "outcome: hoop"), "utf-8")
    capsys.readouterr()
    options = ["--store", str(store)] if command == "build" else []
    assert run([command, "--data", str(toy), *options]) == 1
    lines = capsys.readouterr().err.splitlines()
    faults = [
        line for line in lines if re.match(r"\S*claims/all\.yaml:\d+: \S.*[.?] \S.*[.?]$", line)
    ]
    assert faults, lines
    assert "hoop" in faults[0]
    assert current(store) == before


# query


def test_a_table_by_default(claims: str, store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", claims, "--store", store]) == 0
    said = capsys.readouterr()
    assert said.out.split() == ["id", "-------------", "gives-hope", "reduces-stays"]
    assert said.err == ""


@pytest.mark.parametrize(
    ("form", "start"),
    [
        pytest.param("json", '{"head":{"vars":["id"]}', id="json"),
        pytest.param("xml", "<?xml", id="xml"),
        pytest.param("csv", "id\r\ngives-hope", id="csv"),
        pytest.param("tsv", '?id\n"gives-hope"', id="tsv"),
    ],
)
def test_a_table_in_other_forms(
    form: str, start: str, claims: str, store: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["query", claims, "--format", form, "--store", store]) == 0
    assert capfdbinary.readouterr().out.startswith(start.encode())


@pytest.mark.parametrize("form", [None, "turtle", "ntriples", "jsonld"])
def test_a_graph_in_its_forms(form: str | None, store: str) -> None:
    options = ["--format", form] if form else []
    done = subprocess.run(
        [*PAIRKG, "query", "-", *options, "--store", store],
        input=GRAPH,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("[" if form == "jsonld" else "<")


@pytest.mark.parametrize(
    ("query", "form", "code", "sentence"),
    [
        pytest.param(GRAPH, "csv", 2, "choose turtle, ntriples, jsonld.", id="a graph is no table"),
        pytest.param(GRAPH, "table", 2, "'--format' table: this", id="a graph is no text"),
        pytest.param(CLAIMS, "turtle", 2, "choose table, json, xml", id="a table is no graph"),
        pytest.param("SELECT * WHERE {\n?s }", "json", 1, "q.rq:2: not a SPARQL", id="bad syntax"),
        pytest.param("DROP ALL", "json", 1, "DROP changes a graph, and this", id="an update"),
        pytest.param("SELECT * {" * 4000, "json", 1, "brackets open at once", id="too deep"),
        pytest.param(
            "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
            "json",
            1,
            "SERVICE is not available",
            id="another server",
        ),
    ],
)
def test_a_query_that_cannot_be_answered(
    query: str,
    form: str,
    code: int,
    sentence: str,
    tmp_path: Path,
    store: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "q.rq"
    file.write_text(query, "utf-8")
    assert run(["query", str(file), "--format", form, "--store", store]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err
    assert len(said.err.splitlines()) == 1


def test_a_query_that_is_no_text(
    tmp_path: Path, store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "q.rq"
    file.write_bytes(b"SELECT \xff")
    assert run(["query", str(file), "--store", store]) == 1
    assert "is not UTF-8 text" in capsys.readouterr().err


def test_a_mark_in_front_of_a_query_is_passed_over(
    tmp_path: Path, store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "q.rq"
    file.write_bytes(b"\xef\xbb\xbfASK {}")
    assert run(["query", str(file), "--store", store]) == 0
    assert capsys.readouterr().out == "true\n"


def test_a_spoilt_store_is_built_again(toy: Path, tmp_path: Path) -> None:
    arguments = ["build", "--data", str(toy), "--store", str(tmp_path)]
    assert run(arguments) == 0
    (tmp_path / "current").write_bytes(b"\xff")
    assert run(arguments) == 0
    assert current(tmp_path) is not None


def test_without_a_graph_it_says_how_to_build_one(
    claims: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["query", claims, "--store", str(tmp_path / "empty")]) == 1
    assert "run `pairkg build` first" in capsys.readouterr().err


# export


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_what_stdout_would(
    form: str, tmp_path: Path, store: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = tmp_path / "out"
    assert run(["export", "--format", form, "--store", store]) == 0
    written = capfdbinary.readouterr()
    assert written.err == b""
    assert run(["export", "--format", form, "--store", store, "--out", str(out)]) == 0
    assert out.read_bytes() == written.out != b""
    assert capfdbinary.readouterr().out == b""


def test_a_link_and_a_pipe_stay_what_they_are(tmp_path: Path) -> None:
    target, link, pipe = (tmp_path / name for name in ("target", "link", "pipe"))
    target.write_bytes(b"before")
    link.symlink_to(target)
    write_whole(link, b"after")
    assert link.is_symlink()
    assert target.read_bytes() == b"after"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"through")
    assert os.read(reader, 20) == b"through"
    os.close(reader)
    receiving, sending = os.pipe()
    write_whole(Path(f"/dev/fd/{sending}"), b"unnamed")
    assert os.read(receiving, 20) == b"unnamed"
    os.close(receiving)
    os.close(sending)
    assert pipe.is_fifo()


def test_two_builds_of_the_same_files_export_the_same_bytes(toy: Path, tmp_path: Path) -> None:
    exports = []
    for name in ("one", "two"):
        options = ["--store", str(tmp_path / name)]
        out = tmp_path / f"{name}.nq"
        assert run(["build", "--data", str(toy), *options]) == 0
        assert run(["export", "--format", "nquads", "--out", str(out), *options]) == 0
        exports.append(out.read_bytes())
    assert exports[0] == exports[1]


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    out = tmp_path / "out.ris"
    out.write_text("as it was", "utf-8")
    monkeypatch.setattr("os.fsync", fail)
    assert run(["export", "--format", "ris", "--store", store, "--out", str(out)]) == 1
    assert out.read_text("utf-8") == "as it was"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_a_reader_that_has_seen_enough_causes_no_fault(unbuffered: str, real_store: Path) -> None:
    export = subprocess.Popen(
        [*PAIRKG, "export", "--format", "nquads", "--store", str(real_store)],
        env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert export.stdout is not None
    assert export.stderr is not None
    export.stdout.read(10)
    export.stdout.close()
    assert export.stderr.read() == b""
    export.stderr.close()
    assert export.wait() == 0


# networks and path


def test_networks_rank_works(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["networks", "--format", "json", "--store", store]) == 0
    ranked = json.loads(capsys.readouterr().out)
    assert ranked["claims"][0] == {
        "work": "work/marechal-2010",
        "claims": ["claim/gives-hope", "claim/reduces-stays"],
    }
    assert ranked["citations"] == [{"work": "work/marechal-2010", "citations": 2}]


def test_networks_as_a_table(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["networks", "--top", "1", "--store", store]) == 0
    assert "2: gives-hope, reduces-stays" in capsys.readouterr().out


def test_a_path_shows_each_step_with_its_evidence(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ends = ["claim/reduces-stays", "programme/harbour"]
    assert run(["path", *ends, "--format", "json", "--store", store]) == 0
    path = json.loads(capsys.readouterr().out)
    assert [step["relation"] for step in path["steps"]] == ["supports", "ofStudy", "evaluates"]
    assert [node["id"] for node in path["nodes"]] == [
        "claim/reduces-stays",
        "finding/marechal-2010-stays",
        "study/marechal-2010",
        "programme/harbour",
    ]
    assert {place["source"] for place in path["nodes"][1]["stated_in"]} == {
        "harbour-report",
        "island-note",
    }


@pytest.mark.parametrize(
    ("lang", "label"), [("fr", "Étude Maréchal (2010)"), ("en", "Maréchal study (2010)")]
)
def test_a_path_in_either_language(
    lang: str, label: str, store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ends = ["claim/reduces-stays", "programme/harbour"]
    assert run(["path", *ends, "--lang", lang, "--store", store]) == 0
    said = capsys.readouterr().out
    assert f"study/marechal-2010: {label}" in said
    assert "<-- supports --" in said
    assert "-- evaluates -->" in said


def test_a_path_from_nowhere_is_wrong_usage(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["path", "claim/no-such", "programme/harbour", "--store", store]) == 2
    assert "claim/no-such is not in the network" in capsys.readouterr().err
