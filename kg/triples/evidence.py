"""Studies, findings, claims, lines of evidence and citations as triples."""

from __future__ import annotations

from rdflib import Literal

from kg.entities import Citation, Corpus, Finding, Study
from kg.triples.writer import Writer
from kg.vocabulary import (
    CITO,
    COUNTRY,
    DESIGN,
    DIRECTION,
    OUTCOME,
    PK,
    POPULATION,
    PROV,
    RDF,
    SETTING,
    SKOS,
    STANCE,
)

__all__ = ["write_evidence"]


def write_evidence(writer: Writer, corpus: Corpus) -> None:
    """The chain from a claim to the place where a work is cited for it."""
    graph = writer.curation
    for claim in corpus.claims.values():
        node = writer.thing("claim", claim.id)
        writer.typed(graph, node, PK.Claim, claim.id)
        writer.words(graph, node, PK.statement, claim.statement)
        writer.words(graph, node, SKOS.note, claim.note)
        graph.add((node, PK.outcome, OUTCOME[claim.outcome]))
    for study in corpus.studies.values():
        _study(writer, study)
    for finding in corpus.findings.values():
        _finding(writer, finding)
    for citation in corpus.citations.values():
        _citation(writer, citation)


def _study(writer: Writer, study: Study) -> None:
    graph = writer.curation
    node = writer.thing("study", study.id)
    writer.typed(graph, node, PK.Study, study.id)
    writer.words(graph, node, SKOS.prefLabel, study.label)
    graph.add((node, PK.design, DESIGN[study.design]))
    writer.say(graph, node, PK.sampleSize, study.sample_size)
    writer.period(graph, node, study.period)
    writer.say(graph, node, PK.country, *(COUNTRY[c] for c in study.countries))
    writer.say(graph, node, PK.setting, *(SETTING[s] for s in study.settings))
    writer.say(graph, node, PK.population, *(POPULATION[p] for p in study.populations))
    writer.say(graph, node, PK.reportedIn, *(writer.thing("work", w) for w in study.reported_in))
    evaluated = (writer.thing("programme", p) for p in study.evaluates)
    writer.say(graph, node, PK.evaluates, *evaluated)
    writer.attest(node, study.places)


def _finding(writer: Writer, finding: Finding) -> None:
    graph = writer.curation
    node = writer.thing("finding", finding.id)
    writer.typed(graph, node, PK.Finding, finding.id)
    graph.add((node, PK.ofStudy, writer.thing("study", finding.study)))
    writer.words(graph, node, PK.statement, finding.statement)
    graph.add((node, PK.direction, DIRECTION[finding.direction]))
    writer.say(graph, node, PK.outcome, *(OUTCOME[o] for o in finding.outcomes))
    writer.figures(node, finding.figures)
    writer.attest(node, finding.places)
    curator = writer.thing("organisation", "pairkg")
    for line in finding.evidence:
        part = writer.thing("claim", line.claim, f"evidence-{finding.id}")
        graph.add((part, RDF.type, PK.EvidenceLine))
        graph.add((part, PK.forClaim, writer.thing("claim", line.claim)))
        graph.add((part, PK.fromFinding, node))
        graph.add((part, PK.stance, STANCE[line.stance]))
        writer.words(graph, part, PK.why, line.why)
        graph.add((part, PROV.wasAttributedTo, curator))


def _citation(writer: Writer, citation: Citation) -> None:
    graph = writer.source(citation.place.locator.source)
    node = writer.thing("citation", citation.id)
    writer.typed(graph, node, CITO.Citation, citation.id)
    graph.add((node, CITO.hasCitingEntity, writer.thing("work", citation.citing)))
    if citation.work is not None:
        graph.add((node, CITO.hasCitedEntity, writer.thing("work", citation.work)))
    graph.add((node, CITO.hasCitationCharacterization, CITO[citation.function]))
    writer.say(graph, node, PK.printed, citation.printed)
    writer.say(graph, node, PK.citedNumber, citation.number)
    graph.add((node, PK.at, writer.place(citation.place)))
    writer.say(graph, node, PK.carries, *(writer.thing("finding", f) for f in citation.findings))
    writer.say(graph, node, PK.bearsOn, *(writer.thing("claim", c) for c in citation.claims))
    if citation.inferred is not None:
        graph.add((node, PK.inferred, Literal(True)))
        writer.words(graph, node, PK.reason, citation.inferred)
