"""The catalogue of queries: one question a file, and the one place that puts terms into a query.

A file `kg/queries/{aspect}_{question}.rq` is a SPARQL 1.1 query under a header of `#+` lines:

    #+ question.fr: Quelles études portent sur cette affirmation ?
    #+ question.en: Which studies bear on this claim?
    #+ param claim iri required https://w3id.org/pairkg/claim/reduces-stigma
    #+ param country code optional FR
    #+ column study: the study
    #+ competency: 07

The last word of a `param` line is an example. A number of `competency` marks a question of
`ontology/competency-questions.md`. There are three sorts of parameters:

- `required`: written `$claim` in the body and replaced by the term (ordinary variables are `?x`);
- `optional`: declared by `VALUES ?country { UNDEF }`, where a given value replaces UNDEF;
- `many`: declared like an optional one, but needed, and takes a list of values.

A value never enters a query as text: it is checked, made a term, and written by the serialiser
of the store. LIMIT and OFFSET, which are not terms, come from a `Page` of checked integers.

    CatalogueError
    ├── BadQueryFile        a file in the catalogue breaks the rules above (our fault)
    ├── UnknownQuery        no query has this name (our fault)
    ├── UnknownParameter    the query has no such parameter (our fault)
    ├── MissingParameter    a needed parameter was not given (our fault)
    └── BadParameter        a value is not of the parameter's type (the user's fault)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from kg.problems import PairkgError

__all__ = [
    "MAX_LIMIT",
    "BadParameter",
    "BadQueryFile",
    "Catalogue",
    "CatalogueError",
    "MissingParameter",
    "Page",
    "Parameter",
    "Query",
    "UnknownParameter",
    "UnknownQuery",
    "shipped_catalogue",
]

MAX_LIMIT = 200
TYPES = ("iri", "string", "integer", "date", "code")
SORTS = ("required", "optional", "many")

_XSD_DATE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_CODE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
_QUESTION = re.compile(r"question\.(?P<lang>fr|en): (?P<text>\S.*)")
_PARAM = re.compile(r"param (?P<name>\w+) (?P<type>\w+) (?P<sort>\w+) (?P<example>\S.*)")
_COLUMN = re.compile(r"column (?P<name>\w+): (?P<text>\S.*)")
_COMPETENCY = re.compile(r"competency: (?P<number>[0-9]{2})")
_PROLOGUE = re.compile(r"(?:\s*PREFIX\s+[\w-]*:\s*<[^<>\s]*>[ \t]*\n)*")
_ORDERED = re.compile(r"\bORDER\s+BY\b[^{}]*\Z", re.IGNORECASE)
# Texts, IRIs and comments are passed over, so that a `$` inside them is left alone.
_SLOT = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>"
    r"|\#[^\n]*"
    r"|\$(?P<required>\w+)"
    r"|\bVALUES\s+\?(?P<listed>\w+)\s*\{\s*UNDEF\s*\}",
    re.DOTALL,
)


class CatalogueError(PairkgError):
    """A query could not be found, read or filled in."""


class BadQueryFile(CatalogueError):  # noqa: N818 - reads as what it is
    """A file of the catalogue breaks its rules."""

    def __init__(self, file: str, why: str) -> None:
        self.file, self.why = file, why
        super().__init__(f"{file}: {why}.")


class UnknownQuery(CatalogueError):  # noqa: N818
    """No query has this name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is no query named {name!r}.")


class UnknownParameter(CatalogueError):  # noqa: N818
    """The query has no parameter of this name."""

    def __init__(self, query: str, name: str) -> None:
        self.query, self.name = query, name
        super().__init__(f"The query {query!r} has no parameter {name!r}.")


class MissingParameter(CatalogueError):  # noqa: N818
    """A parameter that the query needs was not given."""

    def __init__(self, query: str, name: str) -> None:
        self.query, self.name = query, name
        super().__init__(f"The query {query!r} needs the parameter {name!r}.")


class BadParameter(CatalogueError):  # noqa: N818
    """A value is not of the type that the parameter takes."""

    def __init__(self, name: str, value: object, wanted: str) -> None:
        self.name, self.value, self.wanted = name, value, wanted
        super().__init__(f"{name} must be {wanted}, not {str(value)[:80]!r}.")


@dataclass(frozen=True)
class Page:
    """Which part of a list is asked for: at most `limit` items after the first `offset`."""

    limit: int = 50
    offset: int = 0

    def __post_init__(self) -> None:
        for name, least, most in (("limit", 1, MAX_LIMIT), ("offset", 0, 10**9)):
            value: object = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
                raise BadParameter(name, value, f"a whole number from {least} to {most}")


@dataclass(frozen=True)
class Parameter:
    """A parameter as a query's header declares it."""

    name: str
    type: str
    sort: str
    example: str

    def bind(self, value: object) -> str:
        """The term or terms that stand for `value`, written as SPARQL."""
        if self.sort != "many":
            return str(_term(self.name, self.type, value))
        if not isinstance(value, list | tuple | set | frozenset):
            raise BadParameter(self.name, value, "a list of values")
        return " ".join(sorted({str(_term(self.name, self.type, item)) for item in value}))


def _term(name: str, kind: str, value: object) -> ox.NamedNode | ox.Literal:
    """A checked value as a term."""
    try:
        if kind == "iri" and isinstance(value, str):
            return ox.NamedNode(value)
        if kind == "string" and isinstance(value, str):
            return ox.Literal(value)
        if kind == "code" and isinstance(value, str) and _CODE.fullmatch(value):
            return ox.Literal(value)
        if kind == "integer" and not isinstance(value, bool) and _INTEGER.fullmatch(str(value)):
            return ox.Literal(int(str(value)))
        if kind == "date":
            day = value if isinstance(value, date) else date.fromisoformat(str(value))
            return ox.Literal(day.isoformat(), datatype=_XSD_DATE)
    except ValueError:
        pass
    raise BadParameter(name, value, _WANTED[kind])


_WANTED = {
    "iri": "an absolute IRI",
    "string": "a text",
    "integer": "a whole number",
    "date": "a day such as 2012-12-30",
    "code": "a code of letters, digits and hyphens",
}


@dataclass(frozen=True)
class Query:
    """A question, with its text in two parts: the PREFIX lines and the rest."""

    name: str
    question: Mapping[str, str]
    parameters: Mapping[str, Parameter]
    columns: Mapping[str, str]
    prologue: str
    body: str = field(repr=False)
    competency: int | None = None

    @property
    def ordered(self) -> bool:
        """Whether the query says in which order its rows come."""
        return _ORDERED.search(self.body) is not None

    def text(self, values: Mapping[str, object], page: Page | None = None) -> str:
        """The query with its parameters filled in; None counts as not given."""
        text = self.prologue + self._filled(values)
        return text if page is None else f"{text}\nLIMIT {page.limit} OFFSET {page.offset}"

    def count_text(self, values: Mapping[str, object]) -> str:
        """The query which counts the rows that this one would give."""
        head = "SELECT (COUNT(*) AS ?count) WHERE {\n{\n"
        return f"{self.prologue}{head}{self._filled(values)}\n}}\n}}"

    def _filled(self, values: Mapping[str, object]) -> str:
        for name in values:
            if name not in self.parameters:
                raise UnknownParameter(self.name, name)
        terms: dict[str, str] = {}
        for name, parameter in self.parameters.items():
            value = values.get(name)
            if value is not None:
                terms[name] = parameter.bind(value)
            elif parameter.sort != "optional":
                raise MissingParameter(self.name, name)

        def fill(match: re.Match[str]) -> str:
            if match["required"]:
                return terms[match["required"]]
            listed = match["listed"]
            if listed and listed in terms:
                return f"VALUES ?{listed} {{ {terms[listed]} }}"
            return match[0]

        return _SLOT.sub(fill, self.body)


class Catalogue(Mapping[str, Query]):
    """The queries of a folder, by name."""

    def __init__(self, folder: Path) -> None:
        paths = sorted(folder.glob("*.rq"))
        self._queries = {
            path.stem: parse_query(path.stem, path.read_text("utf-8")) for path in paths
        }

    def __getitem__(self, name: str) -> Query:
        try:
            return self._queries[name]
        except KeyError:
            raise UnknownQuery(name) from None

    def __contains__(self, name: object) -> bool:
        return name in self._queries

    def __iter__(self) -> Iterator[str]:
        return iter(self._queries)

    def __len__(self) -> int:
        return len(self._queries)


def parse_query(name: str, text: str) -> Query:
    """Read a query file and hold it to the rules of the catalogue."""
    question: dict[str, str] = {}
    parameters: dict[str, Parameter] = {}
    columns: dict[str, str] = {}
    competency: int | None = None
    lines = text.splitlines(keepends=True)
    header = [line[2:].strip() for line in lines if line.startswith("#+")]
    for line in header:
        if match := _QUESTION.fullmatch(line):
            question[match["lang"]] = match["text"]
        elif (match := _PARAM.fullmatch(line)) and match["name"] not in parameters:
            parameters[match["name"]] = _parameter(name, match)
        elif match := _COLUMN.fullmatch(line):
            columns[match["name"]] = match["text"]
        elif (match := _COMPETENCY.fullmatch(line)) and competency is None:
            competency = int(match["number"])
        else:
            raise BadQueryFile(f"{name}.rq", f"this header line is not understood: {line!r}")
    if set(question) != {"fr", "en"}:
        raise BadQueryFile(f"{name}.rq", "the question must be asked in French and in English")
    rest = "".join(line for line in lines if not line.startswith("#+")).lstrip()
    prologue = _PROLOGUE.match(rest)
    start = prologue.end() if prologue else 0
    head, body = rest[:start], rest[start:].strip()
    query = Query(name, question, parameters, columns, head, body, competency)
    _check_slots(query)
    return query


def _parameter(query: str, match: re.Match[str]) -> Parameter:
    parameter = Parameter(match["name"], match["type"], match["sort"], match["example"])
    if parameter.type not in TYPES or parameter.sort not in SORTS:
        raise BadQueryFile(
            f"{query}.rq",
            f"{parameter.name!r} must be of a type of {', '.join(TYPES)} and of a sort of "
            f"{', '.join(SORTS)}",
        )
    return parameter


def _check_slots(query: Query) -> None:
    """Every `$x` and every `VALUES ?x { UNDEF }` is declared, and every parameter is used."""
    matches = list(_SLOT.finditer(query.body))
    required = {match["required"] for match in matches if match["required"]}
    listed = [match["listed"] for match in matches if match["listed"]]
    declared = {p.name for p in query.parameters.values() if p.sort == "required"}
    if required != declared:
        wrong = ", ".join(sorted(required ^ declared))
        raise BadQueryFile(f"{query.name}.rq", f"required parameters differ from the body: {wrong}")
    others = sorted(p.name for p in query.parameters.values() if p.sort != "required")
    if sorted(listed) != others:
        wrong = ", ".join(sorted(set(listed) ^ set(others))) or "one stands twice"
        raise BadQueryFile(f"{query.name}.rq", f"VALUES ... UNDEF differ from the header: {wrong}")


@lru_cache(maxsize=1)
def shipped_catalogue() -> Catalogue:
    """The queries that come with the program."""
    return Catalogue(Path(__file__).parent / "queries")
