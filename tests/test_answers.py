"""What the answers say of the invented graph, one question after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol

import pyoxigraph as ox
import pytest

from kg.answers import (
    citations,
    claims,
    disagreements,
    evidence,
    findings,
    people,
    programmes,
    sources,
    studies,
    terms,
    things,
    timeline,
    vocabularies,
    works,
)
from kg.answers.errors import NotFound
from kg.answers.folding import matches
from kg.answers.labels import choose_label
from kg.answers.models import Bilingual
from kg.catalogue import BadParameter, Page
from kg.folding import fold
from kg.graph import KnowledgeGraph
from tests.answers_graph import CountingEngine, load_graph, load_store


class Named(Protocol):
    """Anything with an identifier."""

    @property
    def id(self) -> str:
        """The identifier."""
        ...


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return load_graph()


def ids(things: Iterable[Named]) -> list[str]:
    return [thing.id for thing in things]


# Words and labels


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("deja vu", "Déjà vu"),
        ("evenement", "Événement"),
        ("oeuvre", "L'œuvre"),
        ("pair aidant", "pairs-aidants"),
        ("l'hopital", "l’hôpital"),
        ("vue deja", "déjà vue"),
    ],
)
def test_words_match_whatever_accents_and_hyphens(words: str, text: str) -> None:
    assert matches(words, [text])


def test_all_words_must_be_there_but_not_in_one_text() -> None:
    assert matches("espoir pairs", ["L'espoir", "des pairs"])
    assert not matches("espoir seul", ["L'espoir", "des pairs"])
    assert fold("  L’Été—où ? ") == "l ete ou"


@pytest.mark.parametrize(
    ("fr", "en", "language", "text", "shown_in"),
    [
        ("Espoir", "Hope", "en", "Hope", "en"),
        ("Espoir", "Hope", "fr", "Espoir", "fr"),
        ("Espoir", None, "en", "Espoir", "fr"),
        ("", "Hope", "fr", "Hope", "en"),
        (None, None, "fr", "hope", None),
    ],
)
def test_a_label_is_chosen_by_one_chain(
    fr: str | None, en: str | None, language: Any, text: str, shown_in: str | None
) -> None:
    chosen = choose_label(Bilingual(fr=fr, en=en), language, "hope")
    assert (chosen.text, chosen.language) == (text, shown_in)


# Claims, studies, findings


def test_claims_are_found_by_words_and_by_outcome(graph: KnowledgeGraph) -> None:
    assert ids(claims.list_claims(graph).items) == ["gives-hope", "shortens-stays"]
    assert ids(claims.list_claims(graph, q="HOPITAL pairs").items) == ["shortens-stays"]
    assert ids(claims.list_claims(graph, q="hospital").items) == ["shortens-stays"]
    assert ids(claims.list_claims(graph, outcome="hope").items) == ["gives-hope"]
    assert ids(claims.list_claims(graph, outcome="hospitalisation").items) == ["shortens-stays"]
    assert claims.list_claims(graph, q="espoir", outcome="readmission").total == 0


def test_a_list_is_cut_into_pages(graph: KnowledgeGraph) -> None:
    first = works.list_works(graph, page=Page(2, 0))
    last = works.list_works(graph, page=Page(2, 4))
    beyond = works.list_works(graph, q="r", page=Page(2, 200))
    assert (ids(first.items), first.total) == (["ash-2001", "ash-2002"], 5)
    assert (ids(last.items), last.total, last.offset) == (["river-2010"], 5, 4)
    assert (beyond.items, beyond.total) == ([], 4)
    assert first.next is None


def test_a_claim_carries_its_note(graph: KnowledgeGraph) -> None:
    claim = claims.get_claim(graph, "shortens-stays")
    assert claim.note is not None
    assert claim.note.en == "Widely put."
    assert claim.outcome.label.fr == "Réadmission"


def test_studies_are_found_by_what_they_bear_on(graph: KnowledgeGraph) -> None:
    def found(**filters: Any) -> list[str]:
        return ids(studies.list_studies(graph, **filters).items)

    assert found() == ["alder", "birch", "cedar"]
    assert found(claim="shortens-stays", stance="supports") == ["alder", "birch"]
    assert found(stance="no-difference") == ["cedar"]
    assert found(claim="gives-hope") == []
    assert found(programme="harbour") == ["alder", "birch"]
    assert found(country="FR", design="qualitative") == ["birch"]


def test_a_study_is_not_a_work(graph: KnowledgeGraph) -> None:
    study = studies.get_study(graph, "alder")
    assert ids(study.works) == ["ash-2001", "ash-2002"]
    assert ids(study.findings) == ["alder-days", "alder-stays"]
    assert ids(study.settings + study.populations) == ["hospital", "adults"]
    assert ids(study.programmes) == ["harbour-1"]
    assert study.stated_in[0].locator.section == "1.2"


def test_findings_are_found_by_programme_work_and_claim(graph: KnowledgeGraph) -> None:
    def found(**filters: str) -> list[str]:
        return ids(findings.list_findings(graph, **filters).items)  # type: ignore[arg-type]

    assert len(found()) == 5
    assert found(programme="harbour-1") == ["alder-days", "alder-stays"]
    assert found(work="harbour-trust-2004") == ["birch-stays", "birch-stays-longer"]
    assert len(found(programme="harbour", claim="shortens-stays")) == 4


def test_a_finding_leads_to_its_citations_and_back(graph: KnowledgeGraph) -> None:
    finding = findings.get_finding(graph, "alder-stays")
    carried = findings.finding_citations(graph, "alder-stays")
    assert ids(finding.citations) == ids(carried.items) == ["river-report-l10-ash-2001"]
    assert ids(carried.items[0].findings) == ["alder-days", "alder-stays"]
    assert [(claim.id, claim.stance) for claim in finding.claims] == [
        ("shortens-stays", "supports")
    ]
    assert ids(finding.outcomes) == ["hope", "readmission"]
    assert findings.get_finding(graph, "birch-stays").first_hand


# Programmes and timelines


def test_programmes_are_found_by_country_and_kind(graph: KnowledgeGraph) -> None:
    assert ids(programmes.list_programmes(graph, country="us").items) == ["harbour", "harbour-1"]
    assert ids(programmes.list_programmes(graph, kind="pilot").items) == ["harbour-1", "lantern"]
    assert programmes.list_programmes(graph, kind="pilot", country="FR").items[0].named_only


def test_a_programme_counts_what_its_parts_have(graph: KnowledgeGraph) -> None:
    programme = programmes.get_programme(graph, "harbour")
    assert ids(programme.parts) == ["harbour-1"]
    assert ids(programme.studies) == ["alder", "birch"]
    assert (programme.findings, programme.events) == (4, 2)
    assert programme.alt_labels == ["HRB", "The Harbour scheme"]
    assert programme.description is not None
    assert programme.description.en == "A place run by peers."
    assert ids(programme.operated_by) == ["harbour-trust"]
    assert [item.aspect for item in programme.disagreements] == ["name"]
    assert programme.disagreements[0].chosen is None
    assert programmes.get_programme(graph, "harbour-1").part_of == "harbour"


def test_a_timeline_takes_in_the_parts(graph: KnowledgeGraph) -> None:
    line = timeline.programme_timeline(graph, "harbour")
    assert [(event.id, event.programme.id) for event in line.events] == [
        ("opening", "harbour"),
        ("evaluation", "harbour-1"),
    ]


def test_sources_that_differ_are_all_kept(graph: KnowledgeGraph) -> None:
    event = timeline.programme_timeline(graph, "harbour-1").events[0]
    assert event.disagreement is not None
    told = {
        saying.source.id if saying.source else saying.record and saying.record.name: saying.date
        for saying in event.disagreement.says
    }
    assert told == {"lake-note": "1991/1992", "river-report": "1901/1992", "The archive": "1991"}
    assert event.disagreement.chosen == event.date == "1991/1992"
    assert [(figure.value, figure.unit) for figure in event.figures] == [(12, "persons")]
    assert timeline.timeline(graph).items[0].disagreement is None


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["opening", "evaluation", "study-day", "service"]),
        ({"start": "1991"}, ["evaluation", "study-day", "service"]),
        ({"end": "1990"}, ["opening"]),
        ({"start": "1992-06-01", "end": "1992-06-01"}, ["evaluation", "study-day"]),
        ({"start": "1992-06-02", "end": "1994"}, ["evaluation"]),
        ({"start": "2020"}, ["service"]),
        ({"start": "199X", "end": "199X"}, ["opening", "evaluation", "study-day", "service"]),
        ({"country": "fr"}, ["opening", "study-day", "service"]),
        ({"programme": "harbour", "start": "1991"}, ["evaluation"]),
    ],
)
def test_events_come_in_order_of_date(
    graph: KnowledgeGraph, filters: dict[str, str], expected: list[str]
) -> None:
    assert ids(timeline.timeline(graph, **filters).items) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["soon", "1991-13", '1991"> . }', ""])
def test_a_date_that_is_none_is_refused(graph: KnowledgeGraph, text: str) -> None:
    with pytest.raises(BadParameter, match="from must be a date"):
        timeline.timeline(graph, start=text)


def test_disagreements_and_corrections_are_listed(graph: KnowledgeGraph) -> None:
    found = disagreements.list_disagreements(graph)
    assert [(item.concerns.kind, item.concerns.id, item.aspect) for item in found.items] == [
        ("programme", "harbour", "name"),
        ("programme", "harbour-1", "date"),
    ]
    assert found.items[1].concerns.label.fr == "Évaluation"
    corrections = disagreements.list_corrections(graph)
    assert [(item.work, item.printed, item.corrected) for item in corrections.items] == [
        ("ash-2001", "2011", "2001")
    ]


# Works, people, citations, sources


def test_works_are_found_by_words_and_filters(graph: KnowledgeGraph) -> None:
    def found(**filters: Any) -> list[str]:
        return ids(works.list_works(graph, **filters).items)

    assert found(q="oeuvre deja") == ["harbour-trust-2004"]
    assert found(q="harbour") == ["ash-2001", "harbour-trust-2004"]
    assert found(q="ash-ana") == ["ash-2002"]  # words, not identifiers
    assert found(author="bee") == ["ash-2001"]
    assert found(author="ash-ana") == ["ash-2001", "ash-2002"]
    assert found(author="ash", q="later") == ["ash-2002"]
    assert found(year_from=2002, year_to=2004) == ["ash-2002", "harbour-trust-2004"]
    assert found(type="report", country="fr") == ["harbour-trust-2004"]
    assert found(programme="harbour") == found(source="lake-note") == ["ash-2001"]


def test_a_work_tells_what_is_printed_and_what_we_hold(graph: KnowledgeGraph) -> None:
    work = works.get_work(graph, "ash-2001")
    assert [(author.given, author.id, author.kind) for author in work.authors] == [
        ("A.", "ash-ana", "person"),
        ("Élodie", "bee-elodie", "person"),
    ]
    assert [place.source.id for place in work.occurrences] == ["lake-note", "river-report"]
    assert work.corrections[0].reason.fr == "Faute de frappe."
    assert [record.name for record in work.records] == ["The archive"]
    assert (work.identification, work.confidence, work.pages) == ("identified", 0.97, "1-9")
    assert ids(work.studies) == ["alder"]
    assert [(cite.printed, cite.function) for cite in work.citations] == [
        ("Ash et al., 2001", "supports")
    ]
    assert (work.label.fr, work.label.en) == (None, "Peers at the harbour")


def test_a_work_without_a_title_or_with_a_body_for_author(graph: KnowledgeGraph) -> None:
    unnamed = works.get_work(graph, "oak-1999")
    assert (unnamed.title, unnamed.label.fr, unnamed.authors) == (None, None, [])
    author = works.get_work(graph, "harbour-trust-2004").authors[0]
    assert (author.family, author.given, author.kind) == ("Harbour Trust", None, "organisation")


def test_a_person_is_names_and_works(graph: KnowledgeGraph) -> None:
    person = people.get_person(graph, "ash-ana")
    assert person.printed == ["Ash, A.", "Ash, Ana"]
    assert ids(person.works) == ["ash-2001", "ash-2002"]


def test_citations_are_found_and_come_in_the_order_of_the_text(graph: KnowledgeGraph) -> None:
    every = citations.list_citations(graph, source="river-report")
    assert [cite.place.locator.line for cite in every.items if cite.place] == [10, 20, 20]
    unresolved = citations.list_citations(graph, resolved=False)
    assert [(cite.number, cite.cited) for cite in unresolved.items] == [("47", None)]
    assert citations.list_citations(graph, resolved=True).total == 2
    assert citations.list_citations(graph, work="ash-2001", finding="alder-days").total == 1
    assert citations.list_citations(graph, source="lake-note").items == []


def test_a_citation_says_when_its_work_is_inferred(graph: KnowledgeGraph) -> None:
    cite = citations.get_citation(graph, "river-report-l20-harbour-trust-2004")
    assert cite.inferred
    assert cite.reason is not None
    assert cite.reason.en == "From the context."
    assert (cite.citing.id, cite.cited and cite.cited.id) == ("river-2010", "harbour-trust-2004")
    assert ids(cite.claims) == ["shortens-stays"]


def test_sources_tell_what_was_read_from_them(graph: KnowledgeGraph) -> None:
    assert ids(sources.list_sources(graph)) == ["lake-note", "river-report"]
    source = sources.get_source(graph, "river-report")
    assert [section.number for section in source.sections] == ["1", "1.2"]
    assert (source.works, source.citations) == (2, 3)  # one printed in full, one only cited
    assert source.work is not None
    assert source.work.id == "river-2010"


# Terms and vocabularies


def test_terms_have_one_definition_a_source(graph: KnowledgeGraph) -> None:
    assert ids(terms.list_terms(graph, q="AIDE").items) == ["help", "peer-help"]
    term = terms.get_term(graph, "peer-help")
    assert term.definitions[0].quotes is not None
    assert term.definitions[0].quotes.id == "oak-1999"
    assert term.definitions[0].stated_in[0].source.id == "river-report"
    assert (term.alt_labels.fr, term.alt_labels.en) == (["entraide"], ["mutual aid"])
    assert ids(term.broader + term.related + term.contrasted) == ["help", "hope", "care"]


def test_relations_of_terms_go_both_ways(graph: KnowledgeGraph) -> None:
    assert ids(terms.get_term(graph, "help").narrower) == ["peer-help"]
    assert ids(terms.get_term(graph, "hope").related) == ["peer-help"]
    assert ids(terms.get_term(graph, "care").contrasted) == ["peer-help"]


def test_vocabularies_are_listed(graph: KnowledgeGraph) -> None:
    outcomes = {concept.id: concept for concept in vocabularies.list_concepts(graph, "outcome")}
    assert outcomes["readmission"].broader == "hospitalisation"
    assert outcomes["readmission"].definition.en == "A new hospital stay."
    assert ids(vocabularies.list_concepts(graph, "country")) == ["FR", "US"]
    assert len(vocabularies.list_concepts(graph, "design")) == 3
    with pytest.raises(NotFound):
        vocabularies.list_concepts(graph, "colours")


# Things


def test_a_thing_is_described_with_its_parts(graph: KnowledgeGraph) -> None:
    described = {
        str(triple.subject.value) if isinstance(triple.subject, ox.NamedNode) else ""
        for triple in things.describe_thing(graph, "programme", "harbour-1")
    }
    base = "https://w3id.org/pairkg/programme/harbour-1"
    assert described == {
        base,
        f"{base}#event-evaluation",
        f"{base}#event-evaluation-figure-peers",
        f"{base}#disagreement-date",
        f"{base}#disagreement-date-saying-lake-note",
        f"{base}#disagreement-date-saying-river-report",
        f"{base}#disagreement-date-saying-archive",
    }


def test_a_source_is_described_with_its_places(graph: KnowledgeGraph) -> None:
    triples = things.describe_thing(graph, "source", "river-report")
    fragments = {str(triple.subject).rpartition("#")[2] for triple in triples}
    assert {"L10-12>", "section-1.2>", "occurrence-ash-2001-L90>"} <= fragments


@pytest.mark.parametrize("kind", things.ANSWERS)
def test_what_is_not_there_is_not_found(graph: KnowledgeGraph, kind: str) -> None:
    for name in ("nothing-like-it", 'x"> . }', "a/b", "Ünlike", ""):
        with pytest.raises(NotFound) as caught:
            things.get_thing(graph, kind, name)
        assert (caught.value.kind, caught.value.id) == (kind, name)
        with pytest.raises(NotFound):
            things.describe_thing(graph, kind, name)


def test_a_kind_that_is_not_there_is_not_found(graph: KnowledgeGraph) -> None:
    with pytest.raises(NotFound):
        things.get_thing(graph, "colour", "red")


# A constant number of queries


@pytest.mark.parametrize(
    ("ask", "most"),
    [
        (lambda graph, page: works.list_works(graph, q="r", page=page), 6),
        (lambda graph, page: studies.list_studies(graph, page=page), 8),
        (lambda graph, page: findings.list_findings(graph, page=page), 7),
        (lambda graph, page: citations.list_citations(graph, page=page), 6),
        (lambda graph, page: timeline.timeline(graph, page=page), 12),
        (lambda graph, page: terms.list_terms(graph, page=page), 7),
        (lambda graph, page: programmes.list_programmes(graph, page=page), 3),
        (lambda graph, page: disagreements.list_disagreements(graph, page=page), 5),
    ],
)
def test_a_longer_list_asks_no_more_queries(
    ask: Callable[[KnowledgeGraph, Page], object], most: int
) -> None:
    engine = CountingEngine(load_store())
    counted = KnowledgeGraph(engine)
    asked = []
    for page in (Page(1), Page(200)):
        engine.asked = 0
        ask(counted, page)
        asked.append(engine.asked)
    assert asked[0] == asked[1] <= most


def test_evidence_asks_the_same_number_of_queries_whatever_there_is() -> None:
    engine = CountingEngine(load_store())
    counted = KnowledgeGraph(engine)
    asked = []
    for claim in ("gives-hope", "shortens-stays"):
        engine.asked = 0
        evidence.claim_evidence(counted, claim)
        asked.append(engine.asked)
    assert asked[0] == asked[1] <= 16
