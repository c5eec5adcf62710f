"""Questions that users ask are answered by the API on the shipped graph as the sources answer them.

`thirty_questions.yaml` holds 32 questions, half of them in French. Each was written from the
sources, with the lines that hold the answer (`source_lines`), what those lines print (`marks`), and
the answer; a graph that answers otherwise is mended, not the answer.

Each of the `checks` of a question is a `request` and what its JSON answer must hold. An expectation
is one path with what it leads to:

    evidence[study.id=min-2007].stance: supports      each value there is this one
    authors[*].family: [Cloutier, Maugiron]           the values there are these, in this order
    figures[*].value: {has: [62, 73]}                 these are among the values
    evidence[stance=supports].study.id: {lacks: x}    these are not
    journal: {contains: lien social}                  some value holds this text, or each of these,
                                                      in capitals or not

A step of a path is a key. After a list comes `[*]` for all its items, or `[path=value]` for the
items where that path leads to that value; without either, all items are meant. `*` alone is all
that the answer says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import yaml

from api.app import create_app
from kg.graph import KnowledgeGraph
from tests.conftest import ROOT
from tests.http_client import Client

STEP = re.compile(r"(?P<key>[a-z_-]+)(?:\[(?P<item>[^\]]*)\])?(?:\.|$)")
PLACE = re.compile(r"(?P<source>[a-z0-9-]+):(?P<first>\d+)(?:-(?P<last>\d+))?")
CONDITIONS = {"has", "lacks", "contains"}


@dataclass(frozen=True)
class Question:
    """A question, its answer, and how the API is asked for it."""

    id: str
    lang: str
    question: str
    source_lines: list[str]
    marks: list[str]
    answer: str
    checks: list[dict[str, Any]]
    derived: tuple[int, ...] = ()


def load() -> list[Question]:
    text = (ROOT / "tests" / "thirty_questions.yaml").read_text("utf-8")
    return [Question(**block) for block in yaml.load(text, Loader=yaml.CSafeLoader)]


QUESTIONS = load()


def everything(value: Any) -> Iterator[Any]:
    """Every text and number inside a JSON value."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from everything(inner)
    elif value is not None:
        yield value


def steps(path: str) -> list[tuple[str, str | None]]:
    """The keys of a path, each with what stands in brackets behind it."""
    found = [(step["key"], step["item"]) for step in STEP.finditer(path)]
    again = ".".join(key if item is None else f"{key}[{item}]" for key, item in found)
    assert again == path, f"{path!r} is not a path"
    return found


def values(document: Any, path: str) -> list[Any]:
    """What a path leads to; nothing where a key is missing or null."""
    if path == "*":
        return list(everything(document))
    here = [document]
    for key, item in steps(path):
        here = [one[key] for one in here if isinstance(one, dict) and one.get(key) is not None]
        here = [one for inner in here for one in (inner if isinstance(inner, list) else [inner])]
        if item not in (None, "*"):
            where, _, wanted = str(item).partition("=")
            here = [one for one in here if wanted in map(str, values(one, where))]
    return here


def listed(wanted: Any) -> list[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def unmet(found: list[Any], condition: Any) -> str | None:
    """What is wrong with the values that a path leads to, if anything."""
    shown = str(found) if len(found) <= 20 else f"{str(found[:20])[:-1]}, ...]"
    if isinstance(condition, list):
        return None if found == condition else f"is {shown}, not {condition}"
    if not isinstance(condition, dict):
        fine = bool(found) and all(value == condition for value in found)
        return None if fine else f"is {shown}, not {condition!r}"
    assert condition.keys() <= CONDITIONS, f"{condition} is no condition"
    text = "\n".join(map(str, found)).casefold()
    missing = [value for value in listed(condition.get("has", [])) if value not in found]
    missing += [
        part for part in listed(condition.get("contains", [])) if part.casefold() not in text
    ]
    present = [value for value in listed(condition.get("lacks", [])) if value in found]
    if missing:
        return f"lacks {missing}: {shown}"
    return f"has {present}: {shown}" if present else None


def ask(client: Client, question: Question) -> list[str]:
    """Ask what the question asks for; the expectations that the answers do not meet."""
    problems = []
    for check in question.checks:
        response = client.get(check["request"])
        if response.status_code != 200:
            problems.append(f"{check['request']}: status {response.status_code}")
            continue
        for expectation in check["expect"]:
            [(path, condition)] = expectation.items()
            problem = unmet(values(response.json(), path), condition)
            if problem:
                problems.append(f"{check['request']}: {path} {problem}")
    return problems


@pytest.fixture(scope="module")
def answers(real_graph: KnowledgeGraph) -> dict[str, list[str]]:
    """All questions asked, and for each what is wrong with the answer."""
    client = Client(create_app(real_graph))
    return {question.id: ask(client, question) for question in QUESTIONS}


def test_thirty_two_questions_are_asked_in_two_languages(answers: dict[str, list[str]]) -> None:
    assert len(answers) == len(QUESTIONS) == 32
    languages = [question.lang for question in QUESTIONS]
    assert (languages.count("fr"), languages.count("en")) == (16, 16)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question.id))
def test_every_question_expects_something_of_the_api(question: Question) -> None:
    assert question.question.endswith("?")
    assert question.answer
    assert question.checks
    for check in question.checks:
        assert check.keys() == {"request", "expect"}
        assert check["request"].startswith("/api/")
        assert check["expect"]
        assert all(len(expectation) == 1 for expectation in check["expect"])


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question.id))
def test_the_graph_answers_as_the_sources_do(
    question: Question, answers: dict[str, list[str]]
) -> None:
    assert not answers[question.id], "\n".join([question.question, *answers[question.id]])


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question.id))
def test_the_answer_stands_in_the_lines_named(
    question: Question, seeds: dict[str, list[str]]
) -> None:
    lines: list[str] = []
    for place in question.source_lines:
        named = PLACE.fullmatch(place)
        assert named, f"{place} names no lines"
        first, last = int(named["first"]), int(named["last"] or named["first"])
        assert 1 <= first <= last <= len(seeds[named["source"]])
        lines += seeds[named["source"]][first - 1 : last]
    printed = plain(" ".join(lines))
    assert numbers(question.answer) - set(question.derived) <= numbers(printed)
    assert question.marks
    assert not [mark for mark in question.marks if plain(mark) not in printed]


def plain(text: str) -> str:
    """A text with single spaces and straight apostrophes, without the marks of formulas."""
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("$", ""))


def numbers(text: str) -> set[int]:
    """The whole numbers in a text; thousands may be set apart."""
    joined = re.sub(r"(?<=\d)[ .,](?=\d{3}\b)", "", text)
    return {int(number) for number in re.findall(r"\d+", joined)}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        pytest.param("name", ["Harbour"], id="a key"),
        pytest.param("events[*].date", ["1986", "1991"], id="all items"),
        pytest.param("events.date", ["1986", "1991"], id="all items, unsaid"),
        pytest.param("events[kind=end].date", ["1991"], id="some items"),
        pytest.param("events[at.line=12].kind", ["start"], id="items by something inside"),
        pytest.param("events[kind=law].date", [], id="no item"),
        pytest.param("unknown.key", [], id="no key"),
        pytest.param("*", ["Harbour", "1986", "start", 12, "1991", "end", 31], id="everything"),
    ],
)
def test_a_path_leads_to_values(path: str, found: list[Any]) -> None:
    document = {
        "name": "Harbour",
        "events": [
            {"date": "1986", "kind": "start", "at": {"line": 12}},
            {"date": "1991", "kind": "end", "at": {"line": 31}, "note": None},
        ],
    }
    assert values(document, path) == found


@pytest.mark.parametrize(
    ("condition", "met"),
    [
        (62, False),
        ([62, 73], True),
        ([73, 62], False),
        ({"has": 62}, True),
        ({"has": [62, 106]}, False),
        ({"lacks": 106}, True),
        ({"has": 62, "lacks": [73]}, False),
        ({"contains": "6"}, True),
        ({"contains": ["6", "9"]}, False),
    ],
)
def test_a_condition_is_met_or_not(condition: Any, met: bool) -> None:
    assert (unmet([62, 73], condition) is None) == met
    assert unmet([], condition) is not None or condition == {"lacks": 106}


def test_a_value_expected_alone_is_every_value_there_is() -> None:
    assert unmet(["a", "a"], "a") is None
    assert unmet(["a", "b"], "a") is not None
    assert unmet([], "a") is not None
