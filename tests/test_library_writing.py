"""What is written is read back the same, and what a format cannot hold is named."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.library import LibraryResult, read_library
from kg.library.bibtex import read_bibtex
from kg.library.csljson import DATES, NAMES, VARIABLES, read_csl_json
from kg.library.decoding import decode
from kg.library.names import OTHERS
from kg.library.ris import read_ris
from kg.library.writing import WRITERS, Unplaced, bibtex, csljson, ris
from kg.library.writing.latex import braces_pair, encoded, title_encoded
from kg.library.writing.loss import ALIASES, modern, same
from kg.references import Reference

READERS = {"bibtex": read_bibtex, "ris": read_ris, "csl-json": read_csl_json}
SAMPLES = sorted(
    path
    for path in (Path(__file__).parent / "library").iterdir()
    if not path.name.endswith((".expected.json", ".md"))
)
FORMATS = tuple(WRITERS)


def item(**csl: Any) -> Reference:
    named = {name.replace("_", "-"): value for name, value in csl.items()}
    return Reference("a", {"type": "article-journal", "title": "A title"} | named)


def back(
    name: str, references: Sequence[Reference], unplaced: Unplaced | None = None
) -> LibraryResult:
    text = WRITERS[name].write(references, unplaced or {})
    return READERS[name](text.replace("\r\n", "\n"), "a")


def one(name: str, reference: Reference) -> Mapping[str, Any]:
    result = back(name, [reference])
    assert len(result.references) == 1
    return result.references[0].csl


def unkept(name: str, reference: Reference) -> set[str]:
    return {loss.field for loss in WRITERS[name].losses([reference])}


def check(name: str, before: LibraryResult) -> None:
    """All comes back, but for what is said to be lost."""
    after = back(name, before.references, before.unplaced)
    lost = {
        (loss.id, loss.field) for loss in WRITERS[name].losses(before.references, before.unplaced)
    }
    assert [reference.id for reference in after.references] == [
        reference.id for reference in before.references
    ]
    for old, new in zip(before.references, after.references, strict=True):
        for field, value in modern(old.csl).items():
            kept = same(field, value, modern(new.csl).get(field))
            assert kept != ((old.id, field) in lost), (old.id, field, value, new.csl)
        for field, written in before.unplaced.get(old.id, {}).items():
            found = after.unplaced.get(new.id, {}).get(field)
            assert (found == written) != ((old.id, field) in lost), (old.id, field, written)


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 16


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("name", FORMATS)
def test_a_library_comes_back_from_every_format(path: Path, name: str) -> None:
    check(name, read_library(path))


@pytest.mark.parametrize(
    ("path", "name"),
    [(path, "csl-json") for path in SAMPLES]
    + [(path, "bibtex") for path in SAMPLES if path.suffix == ".bib"],
    ids=str,
)
def test_within_its_own_format_a_library_loses_nothing(path: Path, name: str) -> None:
    result = read_library(path)
    assert WRITERS[name].losses(result.references, result.unplaced) == []


# --- the tables -------------------------------------------------------------------------------

SIMPLE: dict[str, Any] = {
    "type": "book",
    "page": "12-15",
    "issued": {"date-parts": [[2012, 3]]},
    "DOI": "10.5555/a_b<c>#d%20",
    "URL": "https://example.org/~a_b%20c?d=1&e=2",
    "PMID": "123456",
    "ISSN": "1234-5679",
    "ISBN": "978-2-1234-5680-3",
    "keyword": "pairs, travail",
    "number-of-pages": "210",
}
COMPANIONS: dict[str, dict[str, Any]] = {
    "number": {"type": "report"},
    "collection-number": {"type": "book"},
    "number-of-pages": {"type": "book"},
    "volume-title": {"container-title": "The whole", "type": "chapter"},
    "archive_location": {"archive": "Attic"},
    "year-suffix": {"issued": {"date-parts": [[2012]]}},
    "container-title-short": {"container-title": "The whole"},
    "ISBN": {"type": "book"},
}


def sample_of(variable: str) -> Reference:
    if variable in NAMES:
        value: Any = [{"family": "Berg", "given": "Anna"}, {"literal": "A Union"}]
    elif variable in DATES:
        value = {"date-parts": [[2012, 3, 4]]}
    else:
        value = SIMPLE.get(variable, "a" if variable == "year-suffix" else "Text 1")
    csl = {"type": "article-journal", "title": "A title"} | COMPANIONS.get(variable, {})
    return Reference("a", csl | {variable: value})


@pytest.mark.parametrize("writer", [bibtex, ris], ids=["bibtex", "ris"])
def test_each_variable_is_held_or_said_not_to_be(writer: Any) -> None:
    assert not writer.HELD & writer.NOT_HELD.keys()
    assert writer.HELD | writer.NOT_HELD.keys() == VARIABLES - ALIASES.keys() - {"id"}
    assert all(writer.NOT_HELD.values())


@pytest.mark.parametrize("name", ["bibtex", "ris"])
@pytest.mark.parametrize("variable", sorted(VARIABLES - ALIASES.keys() - {"id"}))
def test_the_table_says_what_happens(name: str, variable: str) -> None:
    held = variable in (bibtex.HELD if name == "bibtex" else ris.HELD)
    reference = sample_of(variable)
    assert (variable in unkept(name, reference)) is not held
    assert (variable in one(name, reference)) is held


def test_csl_json_holds_every_variable() -> None:
    assert csljson.NOT_HELD == {}
    for variable in VARIABLES - {"id"}:
        assert one("csl-json", sample_of(variable))[variable] == sample_of(variable).csl[variable]


# --- any item ---------------------------------------------------------------------------------

TEXT = st.text(alphabet="aBé œ–&%$#_{}~^\\-'\"`@,.=:\n\u00a0\ud800😀", max_size=12)
PART = st.text(alphabet="aBéÉ {}\\,.-'~", min_size=1, max_size=8)
NAME = st.one_of(
    st.fixed_dictionaries(
        {"family": PART},
        optional={
            "given": PART,
            "suffix": st.sampled_from(["Jr", "III", "a, b"]),
            "non-dropping-particle": st.sampled_from(["van der", "de la", "d'", "Van", "de La"]),
            "dropping-particle": st.just("de"),
        },
    ),
    st.fixed_dictionaries({"literal": PART}),
    st.just(OTHERS),
    st.fixed_dictionaries({"given": PART}),
)
DAY = st.one_of(
    st.tuples(st.integers(-50, 12000)),
    st.tuples(st.integers(1500, 2100), st.integers(1, 12)),
    st.tuples(st.integers(1500, 2100), st.integers(0, 14), st.integers(1, 32)),
).map(list)
DATE = st.one_of(
    st.fixed_dictionaries(
        {"date-parts": st.lists(DAY, min_size=1, max_size=2)},
        optional={"circa": st.just(True), "season": st.sampled_from([1, 4, "Summer"])},
    ),
    st.fixed_dictionaries(
        {"literal": st.sampled_from(["s.d.", "in press", "2012", "199X", "printemps 2012", "{"])}
    ),
    st.fixed_dictionaries({"raw": st.sampled_from(["2012-03", "2003/2006", "circa 1900"])}),
)
TYPES = st.sampled_from(
    [
        "article-journal",
        "book",
        "chapter",
        "report",
        "thesis",
        "webpage",
        "article-magazine",
        "speech",
        "map",
        "paper-conference",
        "legislation",
        "review-book",
        "unheard-of",
    ]
)
PAGES = st.sampled_from(["1-9", "12", "12–15, 20", "e12", "iv-x", "5-5", "1 - 9"])
ITEM = st.fixed_dictionaries(
    {"type": TYPES},
    optional={
        variable: st.lists(NAME, min_size=1, max_size=3)
        if variable in NAMES
        else DATE
        if variable in DATES
        else PAGES
        if variable == "page"
        else TEXT
        for variable in sorted(VARIABLES - {"id", "type"})
    },
)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=150, deadline=None)
@given(items=st.lists(ITEM, min_size=1, max_size=3))
def test_what_comes_back_otherwise_is_named(name: str, items: list[dict[str, Any]]) -> None:
    text = json.dumps([csl | {"id": f"id{place}"} for place, csl in enumerate(items)])
    before = read_csl_json(text, "a")
    if any(len(reference.csl) == 2 for reference in before.references):
        return  # a type alone is no record in any format
    kept = tuple(r for r in before.references if _says_something(name, r))
    check(name, LibraryResult(kept, (), len(kept)))


def _says_something(name: str, reference: Reference) -> bool:
    """Whether the format holds a field besides the type."""
    return modern(reference.csl).keys() - {"type"} - unkept(name, reference) != set()


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_any_text_is_encoded_for_latex(text: str) -> None:
    plain = " ".join(text.replace("\ud800", "\ufffd").split())
    assert decode(encoded(text)) == plain
    assert decode(title_encoded(text)) == plain
    assert braces_pair(encoded(text))
    assert braces_pair(title_encoded(text))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=6), min_size=1, max_size=5))
def test_any_ids_give_keys_that_bibtex_takes_and_come_back(ids: list[str]) -> None:
    tidy = [" ".join(i.split()).replace("\ud800", "") or "x" for i in ids]
    references = [Reference(i, {"type": "book", "title": "T"}) for i in tidy]
    text = bibtex.write(references)
    library = parse_string(text)
    assert not library.failed_blocks
    keys = [entry.key for entry in library.entries]
    assert len({key.lower() for key in keys}) == len(references)
    assert all(key.isascii() and not set(key) & set(" \"#%'(),={}~\\") for key in keys)
    if len(set(tidy)) == len(tidy):
        assert [r.id for r in read_bibtex(text, "a").references] == tidy
    else:
        assert {loss.field for loss in bibtex.losses(references)} == {"id"}


# --- one by one -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ({"family": "Berg", "given": "A.", "non-dropping-particle": "van den"}, "van den Berg, A."),
        ({"family": "Berg", "given": "A.", "suffix": "Jr"}, "Berg, Jr, A."),
        ({"family": "de la Mer", "given": "J."}, "{de la Mer}, J."),
        ({"family": "Le Goff"}, "{Le Goff},"),
        ({"family": "Équipe"}, "Équipe"),
        ({"literal": "Centre and Son, Ltd"}, "{Centre and Son, Ltd}"),
        ({"literal": "others"}, "{others}"),
        ({"family": "Smith and Wesson", "given": "A."}, "{Smith and Wesson}, A."),
        (OTHERS, "others"),
    ],
)
def test_a_name_is_written_plainly(name: dict[str, str], written: str) -> None:
    reference = item(author=[{"family": "Roe", "given": "R."}, name])
    assert f"author = {{Roe, R. and {written}}}" in bibtex.write([reference])
    assert one("bibtex", reference)["author"][1] == name
    assert not unkept("bibtex", reference)


@pytest.mark.parametrize(
    "name",
    [
        {"family": "Berg", "given": "A.", "non-dropping-particle": "Van"},
        {"family": "Berg", "given": "A.", "dropping-particle": "von"},
    ],
)
def test_a_particle_that_bibtex_cannot_tell_is_named_and_its_word_kept(
    name: dict[str, str],
) -> None:
    reference = item(author=[name])
    assert unkept("bibtex", reference) == {"author"}
    read = one("bibtex", reference)["author"][0]
    particle = name.get("dropping-particle") or name["non-dropping-particle"]
    assert particle in " ".join(read.values())


@pytest.mark.parametrize(
    ("date", "lines"),
    [
        ({"date-parts": [[2012]]}, ["year = {2012}"]),
        ({"date-parts": [[2012, 3]]}, ["year = {2012}", "month = mar"]),
        ({"date-parts": [[2012, 3, 4]]}, ["date = {2012-03-04}", "year = {2012}"]),
        ({"date-parts": [[2003], [2006]]}, ["date = {2003/2006}", "year = {2003}"]),
        ({"date-parts": [[2012, 3], [2012, 5]]}, ["date = {2012-03/2012-05}", "year = {2012}"]),
        ({"date-parts": [[2001]], "circa": True}, ["date = {2001~}", "year = {2001}"]),
        ({"date-parts": [[2012]], "season": 2}, ["date = {2012-22}", "year = {2012}"]),
        ({"date-parts": [[-44]]}, ["date = {-0044}"]),
        ({"literal": "s.d."}, ["year = {s.d.}"]),
    ],
)
def test_a_date_is_written_for_bibtex_and_biblatex(date: dict[str, Any], lines: list[str]) -> None:
    text = bibtex.write([item(issued=date)])
    written = [line.strip(" ,") for line in text.split("\n")]
    assert [line for line in written if line.startswith(("date", "year", "month"))] == lines
    assert one("bibtex", item(issued=date))["issued"] == date


@pytest.mark.parametrize(
    "date",
    [
        {"date-parts": [[2012, 3, 4]]},
        {"date-parts": [[2003], [2006]]},
        {"date-parts": [[2012, 3], [2012, 5]]},
        {"date-parts": [[2001]], "circa": True},
        {"date-parts": [[2012]], "season": 2},
        {"literal": "s.d."},
    ],
)
def test_a_date_comes_back_from_ris(date: dict[str, Any]) -> None:
    assert one("ris", item(issued=date))["issued"] == date


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Peers in the NHS", "Peers in the {NHS}"),
        ("L'équipe d'Évry et les pairs", "L'équipe {d'Évry} et les pairs"),
        ("Peer Support Work In Services", "Peer Support Work In Services"),
        ("Élan & R_x {a} 50 %", r"Élan \& {R\_x} \textbraceleft{}a\textbraceright{} 50 \%"),
        ("H₂O -- it's $5", "{H₂O} -{}- it's \\$5"),
    ],
)
def test_capitals_of_a_title_are_kept(title: str, written: str) -> None:
    assert title_encoded(title) == written
    assert decode(written) == title


def test_lines_of_notes_come_back() -> None:
    reference = item(note="One.\nTwo.", abstract="First.\n\nSecond.", annote="A\nB")
    read = one("bibtex", reference)
    assert {name: read[name] for name in ("note", "abstract", "annote")} == {
        "note": "One.\nTwo.",
        "abstract": "First.\n\nSecond.",
        "annote": "A\nB",
    }
    assert one("ris", reference)["note"] == "One.\nTwo."
    assert unkept("ris", reference) == {"abstract", "annote"}


def test_addresses_are_left_alone_and_what_would_break_them_is_escaped() -> None:
    text = bibtex.write([item(URL="https://e.org/a_b%20~c?d={e}", DOI="10.5555/a<b>_c#1")])
    assert "url = {https://e.org/a_b%20~c?d=%7Be%7D}" in text
    assert "doi = {10.5555/a<b>_c#1}" in text
    assert unkept("bibtex", item(URL="https://e.org/{e}")) == {"URL"}


def test_fields_without_a_place_are_written_back_as_they_were() -> None:
    own = {"a": {"file": r"Texte int{\'e}gral:a.pdf", "title": "no", "x y": "no", "odd": "}{"}}
    text = bibtex.write([item()], own)
    assert r"file = {Texte int{\'e}gral:a.pdf}" in text
    assert text.count("title = ") == 1
    lost = {loss.field for loss in bibtex.losses([item()], own)}
    assert lost == {"title", "x y", "odd"}
    assert "L1  - a.pdf\r\n" in ris.write([item()], {"a": {"L1": "a.pdf", "TY": "BOOK"}})


def test_ids_that_stand_twice_are_named_in_every_format() -> None:
    for name, writer in WRITERS.items():
        losses = writer.losses([item(), item()])
        assert [(loss.id, loss.field) for loss in losses] == [("a", "id")], name
        assert len(back(name, [item(), item()]).references) == 2


# --- other readers ----------------------------------------------------------------------------


def test_bibtexparser_reads_names_and_fields_alike() -> None:
    people = [
        {"family": "Berg", "given": "Anna", "non-dropping-particle": "van den"},
        {"family": "Roe", "given": "R. A.", "suffix": "Jr"},
        {"literal": "Centre of Peers and Carers"},
    ]
    text = bibtex.write([item(author=people, volume="12", page="3-9")])
    library = parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    entry = library.entries[0]
    parts = [(name.von, name.last, name.jr, name.first) for name in entry["author"]]
    assert parts == [
        (["van", "den"], ["Berg"], [], ["Anna"]),
        ([], ["Roe"], ["Jr"], ["R.", "A."]),
        ([], ["{Centre of Peers and Carers}"], [], []),
    ]
    assert (entry["title"], entry["volume"], entry["pages"]) == ("A title", "12", "3--9")


@pytest.mark.parametrize("path", [path for path in SAMPLES if path.suffix == ".bib"], ids=str)
def test_bibtexparser_finds_every_entry_and_no_fault(path: Path) -> None:
    references = read_library(path).references
    library = parse_string(bibtex.write(references))
    assert len(library.entries) == len(references)
    assert not library.failed_blocks
