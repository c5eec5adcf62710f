"""The curated data against the texts it was curated from.

The texts are not part of the project; where they are not beside the checkout, the tests that need
them are skipped and say so.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from kg.assembly import Assembly, shape_faults
from kg.entities import Place
from tests.conftest import SEEDS

Lines = dict[str, list[str]]


def _folded(text: str) -> str:
    text = re.sub(r"[\\*_`<>#|]", "", text).replace("’", "'")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"\W+", " ", text).casefold().strip()


def _passage(seeds: Lines, place: Place, around: int = 0) -> str:
    locator = place.locator
    lines = seeds[locator.source][max(locator.first - 1 - around, 0) : locator.last + around]
    return _folded(" ".join(lines))


def test_the_shipped_data_has_no_fault(real_assembly: Assembly) -> None:
    assert shape_faults(real_assembly) == []


def test_the_shipped_data_covers_what_was_asked(real_assembly: Assembly) -> None:
    corpus = real_assembly.corpus
    assert len(corpus.sources) == 5
    assert len(corpus.works) >= 170
    programmes = (
        "msp msp-1 msp-2 un-chez-soi-dabord denver wins share yale friends-connection adelaide "
        "scotland marss experts-du-vecu par-quebec gem clubhouse alcoholics-anonymous "
        "us-hiring-1989"
    )
    assert set(programmes.split()) <= set(corpus.programmes)
    assert len(corpus.claims) >= 38
    assert len(corpus.findings) >= 140
    assert len(corpus.citations) >= 250
    assert len(corpus.terms) >= 13


def test_no_claim_is_without_evidence_or_citation(real_assembly: Assembly) -> None:
    corpus = real_assembly.corpus
    supported = {line.claim for finding in corpus.findings.values() for line in finding.evidence}
    supported |= {claim for citation in corpus.citations.values() for claim in citation.claims}
    assert set(corpus.claims) - supported == set()


def test_the_sources_are_the_texts_that_were_read(real_assembly: Assembly, seeds: Lines) -> None:
    assert set(real_assembly.corpus.sources) == set(seeds)
    for source in real_assembly.corpus.sources.values():
        content = (SEEDS / source.file).read_bytes()
        assert hashlib.sha256(content).hexdigest() == source.sha256


def test_each_section_begins_where_its_heading_stands(
    real_assembly: Assembly, seeds: Lines
) -> None:
    compared = 0
    for source in real_assembly.corpus.sources.values():
        for section in source.sections:
            if section.heading.startswith("["):
                continue  # a heading of our own: the source prints none
            text = _folded(" ".join(seeds[source.id][section.line - 1 : section.line + 3]))
            start = " ".join(_folded(section.heading).split()[:4])
            assert start in text, (source.id, section)
            compared += 1
    assert compared > 50


def test_each_place_holds_text(real_assembly: Assembly, seeds: Lines) -> None:
    places = real_assembly.corpus.places()
    assert len(places) > 300
    empty = [str(p.locator) for p in places if not _passage(seeds, p)]
    assert empty == []


def test_each_citation_is_printed_where_it_is_said_to_be(
    real_assembly: Assembly, seeds: Lines
) -> None:
    absent = [
        (citation.id, citation.printed)
        for citation in real_assembly.corpus.citations.values()
        if _folded(citation.printed) not in _passage(seeds, citation.place, around=2)
    ]
    assert absent == []


def test_each_reference_names_its_work(real_assembly: Assembly, seeds: Lines) -> None:
    """A word of the title or a family name stands at each place where a work is printed."""
    compared = 0
    for occurrence in real_assembly.corpus.occurrences:
        work = real_assembly.corpus.works[occurrence.work]
        names = [c.family for c in work.contributions]
        words = [w for text in (*names, work.title or "") for w in _folded(text).split()]
        facts = [_folded(value) for _, value in work.facts]
        passage = _passage(seeds, occurrence.place)
        long = [word for word in words if len(word) > 3]
        assert any(w in passage for w in long) or any(f in passage for f in facts), occurrence
        compared += 1
    assert compared > 120


def test_each_misprint_is_printed_so(real_assembly: Assembly, seeds: Lines) -> None:
    corrections = real_assembly.corpus.corrections
    assert len(corrections) > 20
    absent = []
    for correction in corrections:
        passage = _passage(seeds, correction.place).replace(" ", "")
        parts = re.split(r"\s*[;…]\s*", correction.printed) if correction.printed else []
        if not all(_folded(part).replace(" ", "") in passage for part in parts):
            absent.append((correction.work, correction.field, correction.printed))
    assert absent == []


def test_each_statement_stands_by_itself(real_assembly: Assembly) -> None:
    """A finding is read under its claim, far from the one that it stood beside in the file."""
    leaning = re.compile(r"(Il|Ils|Elle|Elles|Ceux-ci|Cela|Cette|It|They|He|She|This)\b")
    statements = [f.statement for f in real_assembly.corpus.findings.values()]
    assert len(statements) > 250
    found = [s for s in statements if leaning.match(s.fr) or leaning.match(s.en)]
    assert found == []
