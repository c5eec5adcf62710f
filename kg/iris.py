"""IRIs of the things in the graph, minted and read in one place.

A thing has the IRI `{base}{kind}/{id}`, a part of a thing hangs on it by a fragment
(`programme/denver#event-hiring`). Identifiers are lower-case ASCII slugs which people can read;
they come from the curated files or from what they name, never from a row number, so they stay
the same from build to build. Concepts of our schemes and the terms of the ontology have fixed
IRIs (see `kg.vocabulary`) and do not follow the base.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.folding import unaccented
from kg.problems import PairkgError

__all__ = ["DEFAULT_BASE", "GRAPHS", "KINDS", "BadBaseError", "Iris", "is_slug", "slug"]

DEFAULT_BASE = "https://w3id.org/pairkg/"
KINDS = (
    "claim",
    "programme",
    "study",
    "work",
    "finding",
    "citation",
    "person",
    "term",
    "source",
    "organisation",
    "import",
)
"""Kinds of things that have an IRI of their own."""
GRAPHS = ("ontology", "vocabularies", "curation", "records", "provenance", "description")
"""Named graphs beside the one of each source and of each import."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`#?]+/")


class BadBaseError(PairkgError):
    """The base given is not an absolute http(s) IRI that ends in a slash."""


def slug(text: str) -> str:
    """Turn a name into an identifier: ASCII, lower case, words joined by hyphens.

    >>> slug("Kovess-Masféty, Viviane")
    'kovess-masfety-viviane'
    """
    return "-".join(re.findall(r"[a-z0-9]+", unaccented(text)))


def is_slug(text: str) -> bool:
    """Whether `text` may serve as an identifier."""
    return _SLUG.fullmatch(text) is not None


@dataclass(frozen=True)
class Iris:
    """Mints IRIs under a base and reads them back."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise BadBaseError(
                f"The base {self.base!r} must be an http or https address that ends in '/'."
            )

    def thing(self, kind: str, identifier: str) -> str:
        """The IRI of a thing."""
        return f"{self.base}{kind}/{identifier}"

    def part(self, kind: str, identifier: str, fragment: str) -> str:
        """The IRI of a part of a thing."""
        return f"{self.base}{kind}/{identifier}#{fragment}"

    def graph(self, name: str) -> str:
        """The IRI of a named graph, one of `GRAPHS`."""
        return f"{self.base}graph/{name}"

    def source_graph(self, source: str) -> str:
        """The IRI of the graph that holds what one source says."""
        return f"{self.base}graph/source/{source}"

    def import_graph(self, name: str) -> str:
        """The IRI of the graph that holds what one import brought."""
        return f"{self.base}graph/import/{name}"

    def read(self, iri: str) -> tuple[str, str] | None:
        """Kind and identifier of a thing's IRI; None where it is not one of ours.

        The fragment of a part is dropped: a part belongs to its thing.
        """
        if not iri.startswith(self.base):
            return None
        kind, _, identifier = iri[len(self.base) :].partition("#")[0].partition("/")
        if kind not in KINDS or not identifier or "/" in identifier:
            return None
        return kind, identifier
