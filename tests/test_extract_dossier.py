"""The real dossier, read by `kg.extract`, against the bibliography that people curated from it.

The curated files are never read by the extraction. Where a curated value puts a misprint right, the
printed form counts as right too: `corrections/` says what is printed.
"""

from __future__ import annotations

import csv
import re
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry

from kg.extract import Extraction, extract_text
from kg.extract.misprints import show
from kg.folding import fold
from kg.references import Reference
from tests.conftest import DATA, SEEDS

DOSSIER = SEEDS / "ireps-dossier-2019.md"
FOLDER = DATA / "bibliography"

pytestmark = pytest.mark.skipif(
    not DOSSIER.is_file(), reason="the dossier is not beside this checkout (../shared/seeds)"
)

NAMED_ONLY = {
    "sizaret-2019": "the dossier itself",
    "loi-2005": "a law named in running text",
    "loi-2002": "a law named in running text",
    "rapport-general-pauvrete-1995": "a report named in running text",
    "oms-empowerment-2006": "a report named in running text",
    "demailly-2015": "an author and a year inside a quotation",
    "par-definition-nd": "a definition without title or date",
    "pactem-nd": "an address inside running text, reported as such",
    **dict.fromkeys(
        (
            "chambon-2019",
            "moreau-2019",
            "marron-2019",
            "de-felice-2019",
            "tabac-2019",
            "gardien-2019",
            "laval-2019",
            "demassiet-2019",
            "babin-2019",
            "ouaklil-2019",
            "froger-2019",
            "bosetti-2019",
            "casagrande-2019b",
        ),
        "a talk listed in an annotation",
    ),
}
"""Works that the dossier names without printing a reference to them."""

MENTIONS = {("zask-2011", 255), ("strategie-autisme-2018", 472), ("lionnet-2014", 725)}
"""Places that name a work in running text; its reference stands elsewhere."""

FIELDS = {
    "title": ("title",),
    "year": ("year",),
    "container": ("journal", "booktitle"),
    "volume": ("volume",),
    "issue": ("number",),
    "pages": ("pages",),
    "publisher": ("publisher", "institution", "school"),
    "URL": ("url",),
    "authors": ("author",),
    "type": ("csltype",),
}
CSL = {"container": "container-title", "pages": "page", "authors": "author", "year": "issued"}
REACHED = {
    "title": 1.0,
    "authors": 0.985,
    "year": 1.0,
    "container": 1.0,
    "volume": 1.0,
    "issue": 1.0,
    "pages": 1.0,
    "publisher": 1.0,
    "URL": 1.0,
    "type": 1.0,
}
"""F1 of each field, as measured; less than this is a step back."""


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    return extract_text(DOSSIER.read_text("utf-8"))


@pytest.fixture(scope="module")
def curated() -> dict[str, Entry]:
    library = parse_string((FOLDER / "ireps-dossier-2019.bib").read_text("utf-8"))
    return {entry.key: entry for entry in library.entries}


def places() -> list[tuple[str, int, int]]:
    """Each printed reference: work, first line, last line."""
    found = []
    for row in _rows(FOLDER / "occurrences" / "ireps-dossier-2019.csv"):
        first, _, last = row["place"].partition(":")[2].partition("-")
        if row["work"] not in NAMED_ONLY and (row["work"], int(first)) not in MENTIONS:
            found.append((row["work"], int(first), int(last or first)))
    return found


def matched(extraction: Extraction) -> dict[str, set[str]]:
    """The extracted works that stand in the places of each curated work."""
    by_line = {place.line: ref.id for ref in extraction.references for place in ref.occurrences}
    works: dict[str, set[str]] = defaultdict(set)
    for work, first, last in places():
        works[work] |= {by_line[line] for line in range(first, last + 1) if line in by_line}
    return works


def test_every_printed_reference_is_found_where_it_begins(extraction: Extraction) -> None:
    expected = places()
    lines = {place.line for ref in extraction.references for place in ref.occurrences}
    starts = {first for _, first, _ in expected}
    assert len(expected) == 111
    # line 222 introduces what line 224 prints
    assert starts ^ lines == {222, 224}


def test_each_work_is_found_once_and_none_is_invented(extraction: Extraction) -> None:
    works = matched(extraction)
    assert all(len(ids) == 1 for ids in works.values()), works
    assert len(works) == len({next(iter(ids)) for ids in works.values()}) == 102
    assert len(extraction.references) == 102


def test_each_printed_reference_is_an_occurrence_or_reported(extraction: Extraction) -> None:
    assert extraction.printed == sum(len(ref.occurrences) for ref in extraction.references)
    assert [leftover.line for leftover in extraction.leftovers] == [8, 1307]


def test_the_fields_agree_with_the_curated_ones(
    extraction: Extraction, curated: dict[str, Entry]
) -> None:
    printed = _printed_forms()
    by_id = {ref.id: ref for ref in extraction.references}
    right: dict[str, int] = defaultdict(int)
    found: dict[str, int] = defaultdict(int)
    wanted: dict[str, int] = defaultdict(int)
    wrong = []
    for work, ids in matched(extraction).items():
        reference = by_id[next(iter(ids))]
        for field, names in FIELDS.items():
            truth = next(
                (
                    curated[work].fields_dict[n].value
                    for n in names
                    if n in curated[work].fields_dict
                ),
                None,
            )
            ours = _ours(reference, field)
            accepted = _accepted(field, names, truth, printed[work])
            wanted[field] += truth is not None
            found[field] += ours is not None
            if ours is not None and ours in accepted:
                right[field] += 1
            elif ours is not None or truth is not None:
                wrong.append(f"{work} {field}: {ours!r} for {accepted!r}")
    f1 = {field: 2 * right[field] / (found[field] + wanted[field]) for field in FIELDS}
    total = 2 * sum(right.values()) / (sum(found.values()) + sum(wanted.values()))
    report = "\n".join([*wrong, str({k: round(v, 4) for k, v in f1.items()}), f"{total:.4f}"])
    assert all(f1[field] >= REACHED[field] for field in FIELDS), report
    assert total >= 0.98, report


def test_misprints_are_kept_and_flagged(extraction: Extraction) -> None:
    by_line = {ref.occurrences[0].line: ref for ref in extraction.references}
    twice = by_line[287]
    assert [place.line for place in twice.occurrences] == [287, 744, 885]
    assert ("issued", "2010", "2013") in {
        (c.field, c.printed, c.corrected) for c in twice.corrections
    }
    assert any("'2010' on line 287, 885; '2013' on line 744" in text for text in twice.warnings)
    assert by_line[832].csl["author"] == [{"family": "Demilly", "given": "Lise"}]
    assert any("Demailly Lise" in text for text in by_line[832].warnings)
    assert any("'Drogues, santé et société'" in text for text in by_line[1099].warnings)
    assert any("broken over lines 551 to 553" in text for text in by_line[545].warnings)
    assert any("note_pair_aideance" in c.printed for c in by_line[75].corrections)
    assert any("blanks" in c.reason for c in by_line[361].corrections)


def test_sections_are_those_of_the_dossier(extraction: Extraction) -> None:
    sections = {place.line: place.section for r in extraction.references for place in r.occurrences}
    assert sections[75] == "1"
    assert sections[361] == "3.1"
    assert sections[744] == "4.3"
    assert sections[885] == "4.5"
    assert sections[1410] == "6.1"
    assert sections[139] == "AUTO SUPPORT"


def test_it_takes_less_than_a_second() -> None:
    text = DOSSIER.read_text("utf-8")
    start = time.process_time()
    extract_text(text)
    assert time.process_time() - start < 1.0


def _printed_forms() -> dict[str, dict[str, set[str]]]:
    forms: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in _rows(FOLDER / "corrections" / "ireps-dossier-2019.csv"):
        forms[row["work"]][row["field"]].add(f"{row['corrected']}\t{row['printed']}")
    return forms


def _accepted(
    field: str, names: tuple[str, ...], truth: str | None, printed: dict[str, set[str]]
) -> set[Any]:
    """The curated value, and the printed one where the curated one puts it right."""
    if truth is None:
        return set()
    values = {_same(field, truth)}
    pairs = [pair.split("\t") for name in names for pair in printed.get(name, ())]
    for corrected, form in pairs:
        if field == "authors":
            family, _, given = form.rpartition(" ")
            values.add(_same(field, truth.replace(corrected, f"{family}, {given}")))
        else:
            values.add(_same(field, form))
    return values


def _ours(reference: Reference, field: str) -> Any:
    value = reference.csl.get(CSL.get(field, field))
    if value is None or (field == "year" and "literal" in value):
        return None
    if field == "authors":
        return tuple(_name(n.get("family") or n["literal"], n.get("given", "")) for n in value)
    return _same(field, show(value))


def _same(field: str, value: str) -> Any:
    value = re.sub(r"\s+", " ", value).strip()
    if field == "authors":
        return tuple(
            _name("et al.", "")
            if name == "others"
            else _name(*name.strip("{}").partition(", ")[::2])
            for name in value.split(" and ")
        )
    if field in ("URL", "year"):
        return value
    if field == "type":
        return {"presentation": "speech"}.get(value, value)
    return fold(value)


def _name(family: str, given: str) -> tuple[str, str]:
    return fold(family), fold(given)
