"""The runner of the W3C suites, on a small suite of our own whose outcomes are known.

A runner that cannot fail is worth nothing, so half of the tests below are there to fail.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import rdflib
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from tests.conformance.cases import BASE, SUITES, cases_of
from tests.conformance.description import faults_of_description
from tests.conformance.matching import differing_graph, differing_table
from tests.conformance.report import FLOORS, Outcome, below_floor, read_floors, table
from tests.conformance.results import Table, exactly, read_graph, read_table, table_of_graph
from tests.conformance.run import main, run_suite
from tests.conformance.target import Target, own_server

PREFIXES = """
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#> .
@prefix ut: <http://www.w3.org/2009/sparql/tests/test-update#> .
@prefix cnt: <http://www.w3.org/2011/content#> .
@prefix ht: <http://www.w3.org/2011/http#> .
@prefix hts: <http://www.w3.org/2011/http-statusCodes#> .
@prefix : <http://example.org/tests#> .
"""
DATA = """@prefix : <http://example.org/> .
:boat :length 7 ; :name "Argo" . :raft :length 3 ; :name "Kon" . <near> :length 1.50 .
[] :owns :boat . [] :owns :raft .
"""
LENGTHS = "PREFIX : <http://example.org/> SELECT ?n ?l WHERE { ?n :length ?l } ORDER BY ?l"
OWNERS = "PREFIX : <http://example.org/> SELECT ?who ?what WHERE { ?who :owns ?what }"


def srj(variables: Sequence[str], *rows: dict[str, tuple[str, str]]) -> str:
    """A table as SPARQL Results JSON: each value is its type (or a datatype's name) and text."""

    def value(kind: str, text: str) -> dict[str, str]:
        if kind in ("uri", "bnode", "literal"):
            return {"type": kind, "value": text}
        datatype = f"http://www.w3.org/2001/XMLSchema#{kind}"
        return {"type": "literal", "value": text, "datatype": datatype}

    bindings = [{name: value(*pair) for name, pair in row.items()} for row in rows]
    return json.dumps({"head": {"vars": list(variables)}, "results": {"bindings": bindings}})


NEAR = {"n": ("uri", f"{BASE}sparql11/mine/near"), "l": ("decimal", "1.5")}
RAFT = {"n": ("uri", "http://example.org/raft"), "l": ("integer", "3")}
BOAT = {"n": ("uri", "http://example.org/boat"), "l": ("integer", "7")}


def owner(label: str, what: str) -> dict[str, tuple[str, str]]:
    return {"who": ("bnode", label), "what": ("uri", f"http://example.org/{what}")}


QUERIES = {
    # name: (query, suffix of the result, result, whether it passes)
    "in-order": (LENGTHS, ".srj", srj("nl", NEAR, RAFT, BOAT), True),
    "out-of-order": (LENGTHS, ".srj", srj("nl", RAFT, NEAR, BOAT), False),
    "unordered": (LENGTHS.partition(" ORDER")[0], ".srj", srj("nl", BOAT, NEAR, RAFT), True),
    "row-missing": (LENGTHS, ".srj", srj("nl", NEAR, RAFT), False),
    "row-twice": (LENGTHS, ".srj", srj("nl", NEAR, RAFT, BOAT, BOAT), False),
    "other-type": (LENGTHS, ".srj", srj("nl", NEAR, RAFT, BOAT | {"l": ("decimal", "7")}), False),
    "other-name": (LENGTHS, ".srj", srj(["n", "m"], NEAR, RAFT, BOAT), False),
    "nodes": (OWNERS, ".srj", srj(["who", "what"], owner("x", "raft"), owner("y", "boat")), True),
    "one-node": (
        OWNERS,
        ".srj",
        srj(["who", "what"], owner("x", "raft"), owner("x", "boat")),
        False,
    ),
    "csv": (LENGTHS, ".csv", f"n,l\r\n{NEAR['n'][1]},1.50\r\nhttp://example.org/raft,3\r\n"
            "http://example.org/boat,7\r\n", True),
    "csv-wrong": (LENGTHS, ".csv", f"n,l\r\n{NEAR['n'][1]},1.51\r\nhttp://example.org/raft,3\r\n"
                  "http://example.org/boat,7\r\n", False),
    "true": ("ASK { ?a ?b 'Argo' }", ".srj", '{"head": {}, "boolean": true}', True),
    "false": ("ASK { ?a ?b 'Argo' }", ".srj", '{"head": {}, "boolean": false}', False),
    "graph": (
        "PREFIX : <http://example.org/> CONSTRUCT { ?x :of ?y } WHERE { ?x :owns ?y }",
        ".ttl",
        "@prefix : <http://example.org/> . [] :of :raft . _:b :of :boat .",
        True,
    ),
    "graph-wrong": (
        "PREFIX : <http://example.org/> CONSTRUCT { ?x :of ?y } WHERE { ?x :owns ?y }",
        ".ttl",
        "@prefix : <http://example.org/> . _:b :of :raft , :boat .",
        False,
    ),
    "malformed": ("SELECT * WHERE {", ".srj", srj("n"), False),
}  # fmt: skip
SYNTAX = {
    "well-formed": ("PositiveSyntaxTest11", "SELECT * WHERE { ?s ?p ?o }", True),
    "ill-formed": ("NegativeSyntaxTest11", "SELECT * WHERE { ?s ?p }", True),
    "thought-ill-formed": ("NegativeSyntaxTest11", "SELECT * WHERE { ?s ?p ?o }", False),
    "thought-well-formed": ("PositiveSyntaxTest11", "SELECT * WHERE { ?s ?p }", False),
    "not-to-be-done": ("PositiveUpdateSyntaxTest11", "LOAD <http://127.0.0.1:9/x>", True),
    "ill-formed-load": ("NegativeUpdateSyntaxTest11", "LOAD 7", True),
}
UPDATES = {
    # name: (update, default graph after, graph :g after, whether it passes)
    "insert": ("INSERT DATA { :a :b [] }", "@prefix : <http://example.org/> . :a :b [] .",
               "", True),
    "insert-less": ("INSERT DATA { :a :b 1 , 2 }", "@prefix : <http://example.org/> . :a :b 1 .",
                    "", False),
    "into-graph": ("INSERT DATA { GRAPH :g { :a :b 1 } }", "",
                   "@prefix : <http://example.org/> . :a :b 1 .", True),
    "no-graph": ("INSERT DATA { :a :b 1 }", "@prefix : <http://example.org/> . :a :b 1 .",
                 "@prefix : <http://example.org/> . :a :b 1 .", False),
    "one-graph-more": ("INSERT DATA { GRAPH :g { :a :b 1 } }", "", "", False),
}  # fmt: skip


def exchange(body: str, status: str, more: str = "") -> str:
    return f"""mf:action [ a ht:Connection ; ht:requests ([ a ht:Request ; ht:methodName "POST" ;
      ht:absolutePath "/sparql/" ; ht:headers ([ ht:fieldName "content-type" ;
      ht:fieldValue "application/sparql-query" ]) ; ht:body [ cnt:chars "{body}" ] ;
      ht:resp [ a ht:Response ; mf:expectedStatus hts:{status} {more} ] ]) ]"""


TRUE = '; mf:expectedFormat "boolean" ; mf:expectedBoolean true'
EXCHANGES = {
    "asked": (exchange("ASK {}", "StatusCode2xx", TRUE), True),
    "wrong-truth": (exchange("ASK { ?a ?b 7 , 8 , 9 }", "StatusCode2xx", TRUE), False),
    "wrong-status": (exchange("ASK {}", "StatusCode4xx"), False),
    "refused": (exchange("ASK {", "StatusCode4xx"), True),
    "wrong-format": (exchange("SELECT (1 AS ?x) {}", "StatusCode2xx", TRUE), False),
}


def manifest(folder: Path, name: str, tests: dict[str, str], top: str | None = None) -> None:
    path = folder / "sparql11" / name / "manifest.ttl"
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = " ".join(f":{each}" for each in tests)
    body = "\n".join(f':{each} mf:name "{each}" ; {about} .' for each, about in tests.items())
    path.write_text(f"{PREFIXES} <> a mf:Manifest ; mf:entries ({entries}) .\n{body}\n", "utf-8")
    if top:
        here = f"{PREFIXES} <> a mf:Manifest ; mf:include (<{name}/manifest.ttl>) .\n"
        (folder / "sparql11" / top).write_text(here, "utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout of a suite of our own."""
    root = tmp_path_factory.mktemp("suites")
    mine, changes = root / "sparql11" / "mine", root / "sparql11" / "changes"
    mine.mkdir(parents=True)
    changes.mkdir()
    (mine / "data.ttl").write_text(DATA, "utf-8")
    tests = {}
    for name, (text, suffix, result, _) in QUERIES.items():
        (mine / f"{name}.rq").write_text(text, "utf-8")
        (mine / f"{name}{suffix}").write_bytes(result.encode())
        action = f"[ qt:query <{name}.rq> ; qt:data <data.ttl> ]"
        tests[name] = f"a mf:QueryEvaluationTest ; mf:action {action} ; mf:result <{name}{suffix}>"
    manifest(root, "mine", tests, "manifest-sparql11-query.ttl")
    tests = {}
    for name, (update, default, graph, _) in UPDATES.items():
        (changes / f"{name}.ru").write_text(f"PREFIX : <http://example.org/> {update}", "utf-8")
        (changes / f"{name}.ttl").write_text(default, "utf-8")
        (changes / f"{name}-g.ttl").write_text(graph, "utf-8")
        named = f'[ ut:graph <{name}-g.ttl> ; rdfs:label "http://example.org/g" ]'
        tests[name] = (
            f"a mf:UpdateEvaluationTest ; mf:action [ ut:request <{name}.ru> ] ; "
            f"mf:result [ ut:data <{name}.ttl> ; ut:graphData {named} ]"
        )
    manifest(root, "changes", tests, "manifest-sparql11-update.ttl")
    for place in ("syntax-query", "syntax-update-1", "syntax-update-2"):
        about = {}
        for name, (kind, text, _) in SYNTAX.items():
            home = "syntax-update-1" if "Update" in kind else "syntax-query"
            if home == place:
                about[name] = f"a mf:{kind} ; mf:action <{name}.rq>"
                (root / "sparql11" / place).mkdir(exist_ok=True)
                (root / "sparql11" / place / f"{name}.rq").write_text(text, "utf-8")
        manifest(root, place, about)
    manifest(root, "protocol", {n: f"a mf:ProtocolTest ; {x}" for n, (x, _) in EXCHANGES.items()})
    return root


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    with own_server() as target:
        yield target


@pytest.mark.parametrize(
    ("suite", "expected"),
    [
        ("query", {name: passes for name, (*_, passes) in QUERIES.items()}),
        ("update", {name: passes for name, (*_, passes) in UPDATES.items()}),
        ("syntax", {name: passes for name, (*_, passes) in SYNTAX.items()}),
        ("protocol", {name: passes for name, (_, passes) in EXCHANGES.items()}),
    ],
)
def test_each_test_comes_out_as_it_should(
    folder: Path, target: Target, suite: str, expected: dict[str, bool]
) -> None:
    outcomes = run_suite(folder, suite, target)
    assert {each.name: each.reason is None for each in outcomes} == expected
    assert set(expected.values()) == {True, False}
    assert all(each.reason for each in outcomes if not expected[each.name])
    assert rdflib.NORMALIZE_LITERALS


def test_the_command_ends_with_1_below_the_floor(
    folder: Path, target: Target, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"
    asked = ["--url", target.url, "--token", str(target.token), "--json", str(out)]
    assert main([str(folder), "--suite", "protocol", *asked]) == 1
    printed = capsys.readouterr()
    assert "FAILED protocol: wrong-status" in printed.out
    assert f"Protocol {2:>40} of    5" in printed.out
    assert "protocol: 2 pass, and 34 have to" in printed.err
    assert len(json.loads(out.read_text("utf-8"))) == len(EXCHANGES)
    assert main([str(tmp_path)]) == 2


def test_without_its_token_the_runner_says_so(folder: Path, target: Target) -> None:
    with Target(target.url, "pairkg_wrong") as stranger:
        outcomes = run_suite(folder, "update", stranger)
    assert all("401" in str(each.reason) for each in outcomes)


def test_floors_are_kept() -> None:
    floors = read_floors(FLOORS)
    assert set(floors) == set(SUITES)
    assert min(floors.values()) > 0
    good, bad = Outcome("query", "a", "x:a", None), Outcome("query", "b", "x:b", "why")
    assert below_floor([good, bad], {"query": 1}) == []
    assert below_floor([good, bad], {"query": 2}) == ["query: 1 pass, and 2 have to"]
    assert below_floor([bad], {}) == ["query: 0 pass, and 1 have to"]
    assert table([good, bad]).split()[-3:] == ["1", "of", "2"]


def rows(*terms: Node) -> Table:
    return Table(("x",), [{"x": term} for term in terms])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2.0^decimal", "2.00^decimal", True),
        ("2.0^decimal", "2^integer", False),
        ("1.0e0^double", "1^double", True),
        ("1.0e0^double", "1.1^double", False),
        ("1^boolean", "true^boolean", True),
        ("0^boolean", "true^boolean", False),
        ("2006-08-23+00:00^date", "2006-08-23Z^date", True),
        ("2006-08-23^date", "2006-08-23Z^date", False),
        ("a^string", "a", True),
        ("2", "2^integer", False),
        ("x^integer", "x^integer", True),
    ],
)
def test_literals_are_compared_by_type_and_value(one: str, other: str, same: bool) -> None:
    def term(text: str) -> dict[str, tuple[str, str]]:
        value, _, kind = text.partition("^")
        return {"x": (kind or "literal", value)}

    tables = [read_table(srj("x", term(text)).encode(), ".srj") for text in (one, other)]
    assert (differing_table(*tables) is None) == same


def test_languages_are_compared_without_case() -> None:
    assert (
        differing_table(rows(Literal("a", lang="fr-CA")), rows(Literal("a", lang="fr-ca"))) is None
    )
    assert differing_table(rows(Literal("a", lang="fr")), rows(Literal("a", lang="en")))


def test_rows_of_reduced_may_stand_once_or_more() -> None:
    a, b = Literal("a"), Literal("b")
    expected = rows(a, a, b)
    assert differing_table(expected, rows(b, a), lax=True) is None
    assert differing_table(expected, rows(a, a, a, b), lax=True)
    assert differing_table(expected, rows(a, a), lax=True)
    assert differing_table(expected, rows(a, b)) == "2 rows, not 3"


def test_blank_nodes_are_joined_one_to_one_over_all_rows() -> None:
    def pairs(*names: str) -> Table:
        return Table(("x", "y"), [{"x": BNode(each[0]), "y": BNode(each[1])} for each in names])

    assert differing_table(pairs("ab", "ba"), pairs("pq", "qp")) is None
    assert differing_table(pairs("ab", "ba"), pairs("pq", "pq"))
    assert differing_table(pairs("aa"), pairs("pq"))
    assert differing_table(pairs("ab"), pairs("pp"))


def test_graphs_are_compared_by_value_and_up_to_blank_nodes() -> None:
    with exactly():
        texts = ("[] <a:b> 2.0 .", "_:x <a:b> 2.00 .", "[] <a:b> 2 .", "<a:c> <a:b> 2.0 .")
        graphs = [read_graph(text.encode(), "turtle", "a:") for text in texts]
    assert [differing_graph(graphs[0], graph) is None for graph in graphs] == [
        *(True, True, False, False)
    ]


def test_results_in_each_format_are_read_alike() -> None:
    xml = (
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head>'
        '<results><result><binding name="x"><literal xml:lang="fr">a&amp;b</literal></binding>'
        "</result><result/></results></sparql>"
    )
    tsv = b'?x\n"a&b"@fr\n\n'
    rs = """@prefix rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> .
        [] a rs:ResultSet ; rs:resultVariable "x" ; rs:solution [ rs:index 2 ] ,
        [ rs:index 1 ; rs:binding [ rs:variable "x" ; rs:value "a&b"@fr ] ] ."""
    described = table_of_graph(Graph().parse(data=rs, format="turtle"))
    assert described is not None
    assert described.ordered
    for found in (read_table(xml.encode(), ".srx"), described):
        assert found.variables == ("x",)
        assert list(found.rows) == [{"x": Literal("a&b", lang="fr")}, {}]
    assert next(iter(read_table(tsv, ".tsv").rows)) == {"x": Literal("a&b", lang="fr")}
    kinds = read_table(b'?x\n-3\n1.5\n1e6\ntrue\n<a:b>\n_:n\n"t\\tb"\n', ".tsv").rows
    written = [str(row["x"]) for row in kinds]
    assert written == ["-3", "1.5", "1e6", "true", "a:b", "n", "t\tb"]
    assert [getattr(row["x"], "datatype", None) is None for row in kinds] == [
        *(False, False, False, False, True, True, True)
    ]


def test_a_description_is_held_to_its_vocabulary() -> None:
    sd = "@prefix sd: <http://www.w3.org/ns/sparql-service-description#> . "
    good = sd + "<a:s> a sd:Service ; sd:endpoint <a:e> ; sd:supportedLanguage sd:SPARQL11Query ."
    wrong = {
        "<a:s> sd:endpoint <a:e> .": "no sd:Service",
        good + ' <a:s> sd:resultFormat "JSON" .': "literal",
        good + " <a:s> sd:speaks <a:x> .": "no property",
        good + " <a:s> sd:feature sd:Flying .": "there is no",
        good + " <a:s> sd:defaultDataset <a:d> .": "sd:Dataset",
        good + " <a:n> a sd:NamedGraph .": "sd:name",
        sd + "<a:s> a sd:Service .": "no sd:endpoint",
    }
    assert faults_of_description(Graph().parse(data=good, format="turtle")) == []
    for text, why in wrong.items():
        graph = Graph().parse(data=text if "@prefix" in text else sd + text, format="turtle")
        assert any(why in fault for fault in faults_of_description(graph)), text


def test_files_that_a_query_names_are_its_data_where_a_test_gives_none(tmp_path: Path) -> None:
    mine = tmp_path / "sparql11" / "mine"
    mine.mkdir(parents=True)
    (mine / "d.ttl").write_text("<> a <x> .", "utf-8")
    (mine / "q.rq").write_text("SELECT * FROM NAMED <d.ttl> { GRAPH ?g { ?s ?p ?o } }", "utf-8")
    manifest(
        tmp_path,
        "mine",
        {"one": "a mf:QueryEvaluationTest ; mf:action [ qt:query <q.rq> ] ; mf:result <r.srx>"},
        "manifest-sparql11-query.ttl",
    )
    (case,) = cases_of(tmp_path, "query")
    assert [name for name, _ in case.graphs] == [f"{BASE}sparql11/mine/d.ttl"]
    assert case.default == ()
    assert case.node == URIRef("http://example.org/tests#one")
