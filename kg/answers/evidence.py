"""Evidence: which studies support a claim, and which do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.answers.claims import get_claim
from kg.answers.lists import filter_iri
from kg.answers.models_claims import (
    STANCES,
    ClaimOfEvidence,
    Evidence,
    EvidenceLine,
    EvidenceSummary,
    FindingOfEvidence,
    Stance,
    UnresolvedCitation,
)
from kg.answers.models_refs import ProgrammeRef
from kg.answers.models_studies import CarriedBy
from kg.answers.parts import bilingual, figures_of, maybe_bilingual, places_of
from kg.answers.refs import distinct, links, pick, programme_refs, study_refs, work_refs
from kg.graph import KnowledgeGraph
from kg.rows import Row

__all__ = ["claim_evidence"]


def claim_evidence(
    graph: KnowledgeGraph,
    identifier: str,
    *,
    stance: str | None = None,
    country: str | None = None,
    design: str | None = None,
    programme: str | None = None,
    year_from: int | None = None,
    year_to: int | None = None,
) -> Evidence:
    """The findings that bear on a claim, each with its study, and the studies counted.

    A design takes in those beneath it, a programme its parts. Years are those of the works that
    report a study; a study without a known work is left out when years are asked for.
    """
    claim = get_claim(graph, identifier)
    chosen = filter_iri(graph, "programme", programme)
    lines = graph.rows(
        "claim_evidence",
        claim=claim.iri,
        stance=stance,
        country=country and country.upper(),
        design=design,
        programme=chosen,
        year_from=year_from,
        year_to=year_to,
    )
    evidence = _lines(graph, lines, chosen)
    return Evidence(
        claim=ClaimOfEvidence(
            id=claim.id, iri=claim.iri, statement=claim.statement, outcome=claim.outcome
        ),
        summary=summarise(evidence),
        evidence=evidence,
        unresolved=_unresolved(graph, claim.iri),
    )


def summarise(evidence: Sequence[EvidenceLine]) -> EvidenceSummary:
    """Count studies, not statements: each once for a stance, however many findings it has."""
    by_stance: dict[Stance, set[str]] = defaultdict(set)
    for line in evidence:
        by_stance[line.stance].add(line.study.id)
    return EvidenceSummary(
        supports=len(by_stance["supports"]),
        disputes=len(by_stance["disputes"]),
        mixed=len(by_stance["mixed"]),
        no_difference=len(by_stance["no-difference"]),
        studies=len({line.study.id for line in evidence}),
        works=len({work.id for line in evidence for work in line.works}),
        countries=sorted({code for line in evidence for code in line.study.countries}),
    )


def _lines(graph: KnowledgeGraph, rows: Sequence[Row], chosen: str | None) -> list[EvidenceLine]:
    findings = distinct(row.text("finding") for row in rows)
    studies = distinct(row.text("study") for row in rows)
    cards = {row.text("finding"): row for row in graph.rows("findings_cards", finding=findings)}
    figures = figures_of(graph, findings)
    places = places_of(graph, findings)
    citations = carriers_of(graph, findings)
    first_hand = {
        row.text("finding") for row in graph.rows("findings_first_hand", finding=findings)
    }
    study_of = study_refs(graph, studies)
    reported = links(graph.rows("studies_works", study=studies), "study", "work")
    works = work_refs(graph, distinct(work for found in reported.values() for work in found))
    evaluated = graph.rows("studies_programmes", study=studies)
    programmes = programme_refs(graph, distinct(row.text("programme") for row in evaluated))
    programmes_of = _asked_first(evaluated, chosen, programmes)

    def line(row: Row, stance: Stance) -> EvidenceLine:
        finding, study = row.text("finding"), row.text("study")
        card = cards[finding]
        return EvidenceLine(
            stance=stance,
            why=maybe_bilingual(row, "why"),
            finding=FindingOfEvidence(
                id=card.text("id"),
                iri=finding,
                statement=bilingual(card, "statement"),
                direction=card.maybe_text("direction"),
                figures=figures.get(finding, []),
            ),
            study=study_of[study],
            works=pick(works, reported.get(study, [])),
            programme=next(iter(programmes_of.get(study, [])), None),
            programmes=programmes_of.get(study, []),
            stated_in=places.get(finding, []),
            citations=citations.get(finding, []),
            first_hand=finding in first_hand,
        )

    return [line(row, stance) for stance in STANCES for row in rows if row["stance"] == stance]


def _asked_first(
    evaluated: Sequence[Row], chosen: str | None, programmes: Mapping[str, ProgrammeRef]
) -> Mapping[str, list[ProgrammeRef]]:
    """The programmes of each study, those that were asked for (or a part of it) before others."""
    ordered = sorted(
        evaluated,
        key=lambda row: (row["programme"] != chosen, row["whole"] != chosen, row["programme"]),
    )
    by_study = links(ordered, "study", "programme")
    return {study: pick(programmes, iris) for study, iris in by_study.items()}


def carriers_of(graph: KnowledgeGraph, findings: Sequence[str]) -> Mapping[str, list[CarriedBy]]:
    """The citations that carry each finding."""
    carriers: dict[str, list[CarriedBy]] = defaultdict(list)
    for row in graph.rows("findings_citations", finding=findings):
        carrier = CarriedBy(id=row.text("id"), printed=row.text("printed"))
        carriers[row.text("finding")].append(carrier)
    return carriers


def _unresolved(graph: KnowledgeGraph, claim: str) -> list[UnresolvedCitation]:
    rows = graph.rows("claim_unresolved", claim=claim)
    places = places_of(graph, [row.text("citation") for row in rows])
    return [
        UnresolvedCitation(
            id=row.text("id"),
            printed=row.text("printed"),
            stated_in=places.get(row.text("citation"), []),
        )
        for row in rows
    ]
