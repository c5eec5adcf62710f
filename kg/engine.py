"""The seam through which every query runs, whoever asks it.

`Engine` is what the layers above know. `OxigraphEngine` runs queries in this process over an
open Oxigraph store. A pool of killable workers or a remote SPARQL server is another class with
the same five methods; nothing above changes.

Three facts about the engine decide the shape of this interface: results may only be read in the
thread that ran the query (so every method returns finished values, never an iterator), the view
of all graphs as one repeats a triple that stands in two graphs (so the build puts each triple in
exactly one), and queries cannot be interrupted from Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Protocol, cast

import pyoxigraph as ox

from kg.problems import PairkgError
from kg.sparql_guard import names_dataset, update_keyword

__all__ = [
    "GRAPH_FORMATS",
    "RESULT_FORMATS",
    "Answer",
    "Dataset",
    "Engine",
    "EngineError",
    "OxigraphEngine",
    "QuerySyntaxError",
    "Table",
    "Term",
    "TooManyTriples",
    "Writable",
    "WrongFormatError",
    "first_format",
]

Term = ox.NamedNode | ox.BlankNode | ox.Literal

RESULT_FORMATS: dict[str, ox.QueryResultsFormat] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
"""Formats of a table or a truth value."""

GRAPH_FORMATS: dict[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
}
"""Formats of a graph."""


class EngineError(PairkgError):
    """The engine could not answer."""


class QuerySyntaxError(EngineError):
    """The text is not a SPARQL 1.1 query."""


class TooManyTriples(EngineError):  # noqa: N818 - reads as what it is
    """A graph has more triples than were asked for."""


class WrongFormatError(EngineError):
    """The format asked for cannot carry this form of result (a table as Turtle, say)."""


class Writable(Protocol):
    """What takes the bytes of an answer."""

    def write(self, data: bytes, /) -> int:
        """Take some bytes."""
        ...


@dataclass(frozen=True)
class Table:
    """The answer of a SELECT: variable names, and one row of terms (None = unbound) a solution."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@dataclass(frozen=True)
class Dataset:
    """The protocol's dataset: IRIs for the default graph and the named graphs; empty = all.

    Relative IRIs of the query are read against `base`.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    base: str | None = None


@dataclass(frozen=True)
class Answer:
    """A serialised answer: its form (`table`, `truth` or `graph`), its format and its bytes."""

    form: str
    format: str
    body: bytes


class Engine(Protocol):
    """Runs SPARQL 1.1 queries over one unchanging graph; safe to call from any thread."""

    def select(self, text: str) -> Table:
        """Run a SELECT over the union of all graphs."""
        ...

    def ask(self, text: str) -> bool:
        """Run an ASK over the union of all graphs."""
        ...

    def construct(self, text: str) -> tuple[ox.Triple, ...]:
        """Run a CONSTRUCT or DESCRIBE over the union of all graphs; duplicates removed."""
        ...

    def answer(self, text: str, formats: Sequence[str], dataset: Dataset) -> Answer:
        """Run any query and serialise it in the first of `formats` that its form allows.

        Raises WrongFormatError when none does, QuerySyntaxError on a malformed query.
        """
        ...

    def size(self) -> int:
        """How many quads the graph holds."""
        ...


class OxigraphEngine:
    """Queries over an Oxigraph store opened in this process."""

    def __init__(self, store: ox.Store, *, union: bool = True) -> None:
        """Query `store`; a query that names no graph sees all of them, or none if not `union`."""
        self._store = store
        self._union = union

    def _run(
        self, text: str, dataset: Dataset | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        dataset = dataset or Dataset()
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [
            ox.NamedNode(iri) for iri in dataset.default
        ]
        named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in dataset.named]
        restricted = bool(default or named)
        # The engine's view of all graphs as one would override a FROM clause.
        union = self._union and not restricted and not names_dataset(text)
        try:
            return self._store.query(
                text,
                base_iri=dataset.base,
                use_default_graph_as_union=union,
                default_graph=default if restricted else None,
                named_graphs=named if restricted else None,
            )
        except SyntaxError as error:
            raise QuerySyntaxError(_syntax_message(text, str(error))) from None
        except (OSError, RuntimeError, ValueError) as error:
            raise EngineError(str(error)) from None

    def select(self, text: str) -> Table:
        """Run a SELECT over the union of all graphs."""
        solutions = self._run(text)
        if not isinstance(solutions, ox.QuerySolutions):
            raise EngineError("This query is not a SELECT.")
        columns = tuple(variable.value for variable in solutions.variables)
        rows = tuple(tuple(map(_plain, row)) for row in solutions)
        return Table(columns, rows)

    def ask(self, text: str) -> bool:
        """Run an ASK over the union of all graphs."""
        truth = self._run(text)
        if not isinstance(truth, ox.QueryBoolean):
            raise EngineError("This query is not an ASK.")
        return bool(truth)

    def construct(self, text: str) -> tuple[ox.Triple, ...]:
        """Run a CONSTRUCT or DESCRIBE over the union of all graphs; duplicates removed."""
        triples = self._run(text)
        if not isinstance(triples, ox.QueryTriples):
            raise EngineError("This query is neither a CONSTRUCT nor a DESCRIBE.")
        return tuple(dict.fromkeys(triples))

    def answer(self, text: str, formats: Sequence[str], dataset: Dataset) -> Answer:
        """Run any query and serialise it in the first of `formats` that its form allows."""
        result = self._run(text, dataset)
        # A result may only be dropped in the thread that made it, so no error may carry it off
        # in its frames: `result` is let go before anything is raised.
        try:
            answer: Answer | str = _serialised(result, formats)
        except (OSError, RuntimeError, ValueError, WrongFormatError) as error:
            wrong_format = isinstance(error, WrongFormatError)
            answer = str(error)
        del result
        if isinstance(answer, str):
            raise (WrongFormatError if wrong_format else EngineError)(answer)
        return answer

    def write(
        self,
        text: str,
        formats: Sequence[str],
        dataset: Dataset,
        sink: Callable[[str], Writable],
        most_triples: int | None = None,
    ) -> tuple[str, str]:
        """Run any query and write its answer into what `sink` gives for the format.

        Gives the form and the format. What the sink raises ends the query and comes out as it is;
        TooManyTriples where a graph has more than `most_triples`.
        """
        result = self._run(text, dataset)
        try:
            if isinstance(result, ox.QueryTriples):
                name = first_format(formats, GRAPH_FORMATS)
                triples = _at_most(dict.fromkeys(result), most_triples)
                ox.serialize(triples, cast(IO[bytes], sink(name)), format=GRAPH_FORMATS[name])
                return "graph", name
            name = first_format(formats, RESULT_FORMATS)
            result.serialize(cast(IO[bytes], sink(name)), format=RESULT_FORMATS[name])
        except (OSError, RuntimeError, ValueError) as error:
            raise EngineError(str(error)) from None
        return "truth" if isinstance(result, ox.QueryBoolean) else "table", name

    def size(self) -> int:
        """How many quads the graph holds."""
        return len(self._store)


def _at_most(triples: Mapping[ox.Triple, None], most: int | None) -> Iterator[ox.Triple]:
    if most is not None and len(triples) > most:
        raise TooManyTriples(f"The graph has more than {most} triples.")
    yield from triples


def _syntax_message(text: str, message: str) -> str:
    """What the engine says; of an update it would only say that another word was expected."""
    word = update_keyword(text)
    if word is None:
        return message
    place = message.partition(": ")[0]
    return f"{place}: {word} changes a graph, and this one is only read"


def _serialised(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, formats: Sequence[str]
) -> Answer:
    if isinstance(result, ox.QueryTriples):
        name = first_format(formats, GRAPH_FORMATS)
        body = ox.serialize(dict.fromkeys(result), format=GRAPH_FORMATS[name])
        return Answer("graph", name, body or b"")
    name = first_format(formats, RESULT_FORMATS)
    form = "truth" if isinstance(result, ox.QueryBoolean) else "table"
    return Answer(form, name, result.serialize(format=RESULT_FORMATS[name]) or b"")


def first_format(wanted: Sequence[str], possible: Iterable[str]) -> str:
    """The first format wanted that is possible; WrongFormatError if none is."""
    offered = tuple(possible)
    for name in wanted:
        if name in offered:
            return name
    raise WrongFormatError(
        f"This form of result comes as {', '.join(offered)}, not as {', '.join(wanted)}."
    )


def _plain(term: object) -> Term | None:
    if term is None or isinstance(term, Term):
        return term
    raise EngineError("Quoted triples are not part of SPARQL 1.1 results.")
