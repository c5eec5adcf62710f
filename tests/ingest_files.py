"""A library that is taken in, and what the tests look at afterwards."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from api.app import create_app
from kg.assembly import check
from kg.build import build
from kg.ingest.running import Taken
from kg.iris import DEFAULT_BASE
from kg.read.folder import read_folder
from tests.conftest import ONTOLOGY
from tests.http_client import Client

LIBRARY = """
@article{m10,
  author = {Mar{\\'e}chal, L{\\'e}a and de la Mer, Jean-Paul},
  title = {Stays and peers: an {\\'e}tude},
  journal = {Harbour Review}, volume = {3}, pages = {12--38}, year = {2010},
  doi = {https://doi.org/10.1234/EXAMPLE}, issn = {1111-2222}, publisher = {Quay Press}
}
@book{lune,
  author = {Lune, Zo{\\'e} and {Cercle des îles} and others}, title = {Peers at sea},
  year = {1999}, month = sep, publisher = {Quay}, langid = {english}, abstract = {Waves.}
}
@dataset{王, author = {王, 小明}, title = {数据}, year = {n.d.}, url = {ftp://example.org/x}}
@book{lune, author = {Lune, Zo{\\'e}}, title = {Other waters}, year = {1999}}
@misc{empty, keywords = {nothing else}}
@article{broken, title = {No end
"""


def problems_of(data: Path) -> list[str]:
    return [problem.text() for problem in check(data, ONTOLOGY, DEFAULT_BASE)]


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows(data: Path, taken: Taken, name: str) -> list[dict[str, str]]:
    with (data / "imports" / taken.id / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def bib(path: Path, *entries: tuple[str, str]) -> Path:
    text = "".join(f"@article{{{key},\n {fields}\n}}\n" for key, fields in entries)
    path.write_text(text, "utf-8")
    return path


def works(data: Path) -> dict[str, Any]:
    return {read.value.key: read.value for read in read_folder(data).records.works}


def by_record(taken: Taken) -> dict[str, Any]:
    return {outcome.record: outcome for outcome in taken.outcomes}


def client_of(data: Path, tmp_path: Path) -> Client:
    store = tmp_path / "store"
    build(data, ONTOLOGY, store, DEFAULT_BASE)
    return Client(create_app(store=store))
