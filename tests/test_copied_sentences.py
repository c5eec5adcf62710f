"""No sentence of a source is in the project: fourteen words in a row are too many.

Titles and names are facts and may be repeated; so may what a source prints where a correction or a
citation quotes it.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
RUN = 14

NAMES_IN_BIBTEX = re.compile(
    r"^\s*(?:title|booktitle|journal|series|author|editor|publisher|institution|school|url)\s*=\s*"
    r"\{(?P<value>(?:[^{}]|\{[^{}]*\})*)\}",
    re.MULTILINE,
)
NAMES_IN_YAML = {"title", "heading", "name", "url", "sha256"}
QUOTED_IN_CSV = {"printed", "corrected", "name", "url"}

Words = tuple[str, ...]


def words(text: str) -> list[str]:
    """The words of a text, without accents, case and marks."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
    return re.findall(r"[a-z0-9]+", plain)


def runs(text: str) -> Iterator[Words]:
    """Every run of fourteen words."""
    found = words(text)
    for start in range(len(found) - RUN + 1):
        yield tuple(found[start : start + RUN])


def passages(path: Path) -> Iterator[str]:
    """The texts of a file that must be ours: one a value, names and titles left out."""
    text = path.read_text("utf-8")
    if path.suffix == ".bib":
        yield NAMES_IN_BIBTEX.sub("", text)
    elif path.suffix == ".csv":
        for row in csv.DictReader(io.StringIO(text)):
            yield from (v for k, v in row.items() if v and k not in QUOTED_IN_CSV)
    elif path.suffix in (".yaml", ".yml"):
        yield from scalars(yaml.load(text, Loader=yaml.CSafeLoader))
    else:
        yield text


def scalars(value: Any) -> Iterator[str]:
    """Every text in a YAML document, except under the keys of names and titles."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in NAMES_IN_YAML:
                yield from scalars(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from scalars(inner)
    else:
        yield str(value)


@cache
def runs_of_titles() -> frozenset[Words]:
    """Runs of fourteen words inside a title or name of the bibliography."""
    texts = [path.read_text("utf-8") for path in (ROOT / "data" / "bibliography").glob("*.bib")]
    values = [match["value"] for text in texts for match in NAMES_IN_BIBTEX.finditer(text)]
    return frozenset(run for value in values for run in runs(value))


def files() -> list[Path]:
    """Curated data, ontology, queries and documents."""
    found = [
        path
        for folder in ("data", "ontology", "kg", "api", "tests")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in (".yaml", ".bib", ".csv", ".ttl", ".trig", ".md", ".rq", ".py")
    ]
    return found + sorted(ROOT.glob("*.md"))


@pytest.fixture(scope="module")
def source_runs() -> dict[Words, str]:
    """Every run of the sources, with the file it stands in."""
    if not SEEDS.is_dir():
        pytest.skip("the texts of the sources are not beside this checkout")
    found = {run: p.name for p in sorted(SEEDS.iterdir()) for run in runs(p.read_text("utf-8"))}
    assert len(found) > 30_000
    return {run: name for run, name in found.items() if run not in runs_of_titles()}


def test_no_file_repeats_a_sentence_of_a_source(source_runs: dict[Words, str]) -> None:
    compared = files()
    assert len([path for path in compared if "data" in path.parts]) > 20
    copied = [
        f"{path.relative_to(ROOT)} repeats {source_runs[run]}: {' '.join(run)}"
        for path in compared
        for passage in passages(path)
        for run in runs(passage)
        if run in source_runs
    ]
    assert not copied, "\n".join(copied[:20])


def test_a_copied_sentence_is_seen_through_case_accents_and_marks() -> None:
    said = "Dès 2012, la première équipe (trois pairs) a été accueillie à l'hôpital par le service."
    ours = "des 2012 LA PREMIERE equipe, trois pairs, a ete accueillie a l hopital par le service"
    assert set(runs(said)) == set(runs(ours)) != set()


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        pytest.param("a.bib", "@book{k,\n  title = {T},\n  remark = {R},\n}", "R", id="bib"),
        pytest.param("a.csv", "work,printed,reason_en\nk,T,R\n", "R", id="csv"),
        pytest.param("a.yaml", "- heading: T\n  statement: {en: R}\n", "R", id="yaml"),
    ],
)
def test_titles_are_left_out_and_our_own_words_compared(
    tmp_path: Path, name: str, text: str, kept: str
) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    seen = " ".join(passages(path)).split()
    assert kept in seen or any(kept in word for word in seen)
    assert "T" not in seen
