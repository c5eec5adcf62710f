"""The order in which records become the corpus."""

from __future__ import annotations

from collections.abc import Sequence

from kg.entities import Corpus, Section, Source
from kg.located import Read
from kg.problems import Problem
from kg.records import Records, SourceRecord
from kg.resolve.aliases import resolve_decisions, with_kept_works
from kg.resolve.citations import resolve_citations
from kg.resolve.cited import with_cited
from kg.resolve.context import Concepts, Context
from kg.resolve.evidence import resolve_claims, resolve_findings, resolve_studies
from kg.resolve.fidelity import resolve_omissions, resolve_reviews, resolve_unprinted
from kg.resolve.imports import resolve_aliases, resolve_imports, resolve_variants
from kg.resolve.merged_names import resolve_merged_names
from kg.resolve.names import check_names, joined_people, of_programmes
from kg.resolve.people import People, resolve_organisations
from kg.resolve.programmes import resolve_disagreements, resolve_programmes
from kg.resolve.spans import resolve_spans
from kg.resolve.terms import resolve_terms
from kg.resolve.works import (
    resolve_corrections,
    resolve_occurrences,
    resolve_public_records,
    resolve_works,
)

__all__ = ["resolve"]


def resolve(records: Records, concepts: Concepts) -> tuple[Corpus, list[Problem]]:
    """The corpus that the records come to, and every problem on the way.

    `concepts` holds the identifiers of each scheme, and under `citation-function` the local names
    of the CiTO properties in use.
    """
    context = Context(concepts)
    every_work = context.unique("work", records.works, "key")
    aliases = {r.alias: r.work for read in records.imported if (r := read.value).alias and r.work}
    every_work = of_programmes(every_work, records, aliases)
    decisions = [read for read in records.decisions if read.value.kind == "work"]
    joined = resolve_decisions(context, every_work, decisions, aliases)
    records = with_kept_works(records, joined.kept)
    programmes = context.unique("programme", records.programmes)
    studies = context.unique("study", records.studies)
    claims = context.unique("claim", records.claims)
    findings = context.unique("finding", records.findings)
    terms = context.unique("term", records.terms)

    corpus = Corpus()
    corpus.sources = _sources(context, records.sources)
    corpus.organisations = resolve_organisations(context, records.organisations)
    people = People(context, joined_people(records), corpus.organisations)
    corpus.works = resolve_works(context, joined.works, people)
    people.see(read.value for read in every_work if read.value.key in joined.kept)
    corpus.persons = people.persons()
    corpus.occurrences = resolve_occurrences(context, records.occurrences)
    corpus.corrections = resolve_corrections(context, records.corrections)
    corpus.public_records = resolve_public_records(context, records.public_records)
    corpus.programmes, corpus.disagreements = resolve_programmes(context, programmes)
    corpus.studies = resolve_studies(context, studies)
    corpus.claims = resolve_claims(context, claims)
    corpus.findings = resolve_findings(context, findings)
    corpus.citations = resolve_citations(
        context, records.citations, corpus.sources, corpus.findings, corpus.studies
    )
    corpus.citations = with_cited(context, records, corpus.sources, corpus.citations, joined.kept)
    corpus.terms = resolve_terms(context, terms)
    corpus.disagreements += resolve_disagreements(context, records.disagreements)
    corpus.omissions = resolve_omissions(context, records.omissions)
    corpus.unprinted = resolve_unprinted(context, records.unprinted)
    corpus.reviews = resolve_reviews(context, records.reviews)
    corpus.spans = resolve_spans(context, records.spans, corpus)
    corpus.imports = resolve_imports(context, records)
    corpus.aliases = resolve_aliases(context, records, joined)
    corpus.variants = resolve_variants(context, records, joined, every_work, corpus.aliases)
    corpus.merged_names = resolve_merged_names(context, records)
    check_names(context, records, aliases)
    return corpus, context.problems


def _sources(context: Context, reads: Sequence[Read[SourceRecord]]) -> dict[str, Source]:
    for read in context.unique("source", reads):
        record = read.value
        context.thing(read, "work", record.work, "work")
        sections = tuple(Section(s.number, s.heading, s.line) for s in record.sections)
        if len({s.number for s in sections}) != len(sections):
            message = f"Two sections of {record.id!r} have the same number"
            context.report(read.problem(message, "Number them apart", "sections"))
        if [s.line for s in sections] != sorted(s.line for s in sections):
            message = f"The sections of {record.id!r} are not in order of line"
            context.report(read.problem(message, "Put them in order", "sections"))
        context.sources[record.id] = Source(
            record.id,
            record.label,
            record.language,
            record.work,
            record.file,
            record.sha256,
            sections,
        )
        if record.lines is not None:
            context.lengths[record.id] = record.lines
    return context.sources
