"""Backups: what is put back is what was there, and what is damaged is not put back."""

from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.cli.program import run
from kg.live import Writer
from kg.live.backup import BackupError, back_up, restore
from kg.live.journal import Journal
from kg.resources import shipped_ontology
from kg.store import StoreError, current, sound
from kg.tokens import Tokens
from tests.test_live import insert, new_build, written


@pytest.fixture
def store(tmp_path: Path) -> Path:
    new_build(tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def writer(store: Path) -> Iterator[Writer]:
    writer = Writer(store, shipped_ontology())
    yield writer
    writer.close()


def test_a_backup_puts_the_store_back_under_its_writer(
    store: Path, writer: Writer, tmp_path: Path
) -> None:
    secret = Tokens(store).create("Ada", "curator")
    for number in (1, 2):
        writer.submit(insert(number))
    file = tmp_path / "b.tar.gz"
    kept = back_up(store, file)
    assert file.stat().st_mode & 0o077 == 0
    writer.submit(insert(3))
    Tokens(store).revoke("Ada")
    assert restore(store, file) == kept
    assert current(store) == kept.id
    assert written(store) == {1, 2}
    assert Journal(store).last() == 2
    assert Tokens(store).find(secret) is not None
    done = writer.submit(insert(4))
    assert done is not None
    assert done.number == 3
    assert written(store) == {1, 2, 4}
    assert not list(store.glob(".backup-*"))


def test_a_backup_goes_into_another_store(store: Path, writer: Writer, tmp_path: Path) -> None:
    writer.submit(insert(1))
    back_up(store, tmp_path / "b.tar.gz")
    other = tmp_path / "other"
    assert run(["restore", str(tmp_path / "b.tar.gz"), "--store", str(other)]) == 0
    assert written(other) == {1}


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _without(data: bytes, name: str) -> bytes:
    """An archive without one of its parts."""
    out = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(data)) as old,
        tarfile.open(fileobj=out, mode="w:gz") as new,
    ):
        for member in old.getmembers():
            if not member.name.startswith(name):
                new.addfile(member, old.extractfile(member) if member.isfile() else None)
    return out.getvalue()


def _flipped(data: bytes) -> bytes:
    """An archive with one byte turned over in a table."""
    out = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(data)) as old,
        tarfile.open(fileobj=out, mode="w:gz") as new,
    ):
        for member in old.getmembers():
            content = old.extractfile(member) if member.isfile() else None
            if content is not None and member.name.endswith(".sst"):
                table = bytearray(content.read())
                table[len(table) // 2] ^= 0x01
                content = io.BytesIO(table)
            new.addfile(member, content)
    return out.getvalue()


def _outside(data: bytes) -> bytes:
    """An archive with a part that leads out of its folder."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        member = tarfile.TarInfo("../outside")
        archive.addfile(member, io.BytesIO(data[:0]))
    return out.getvalue()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(_cut, id="cut"),
        pytest.param(lambda _: b"no archive", id="no archive"),
        pytest.param(_outside, id="leads out"),
        pytest.param(_flipped, id="a byte of a table"),
        pytest.param(lambda _: gzip.compress(b"no archive"), id="no archive, packed"),
        pytest.param(lambda data: _without(data, "backup.json"), id="no facts"),
        pytest.param(lambda data: _without(data, "journal.jsonl"), id="no journal"),
        pytest.param(lambda data: _without(data, "generation/quads"), id="no graph"),
        pytest.param(lambda data: _without(data, "generation/generation.json"), id="half a graph"),
    ],
)
def test_what_is_damaged_is_not_put_back(
    store: Path, writer: Writer, tmp_path: Path, damage: object
) -> None:
    writer.submit(insert(1))
    file = tmp_path / "b.tar.gz"
    back_up(store, file)
    assert callable(damage)
    file.write_bytes(damage(file.read_bytes()))
    writer.submit(insert(2))
    with pytest.raises(BackupError, match=r"b\.tar\.gz"):
        restore(store, file)
    assert written(store) == {1, 2}
    assert run(["restore", str(file), "--store", str(store)]) == 1


def test_a_backup_replaces_the_same_version_where_it_is_damaged(
    store: Path, writer: Writer, tmp_path: Path
) -> None:
    writer.submit(insert(1))
    writer.close()
    kept = back_up(store, tmp_path / "b.tar.gz")
    path = next(kept.quads.glob("OPTIONS-*"))
    path.write_bytes(path.read_bytes()[:-1])
    assert not sound(kept)
    assert sound(restore(store, tmp_path / "b.tar.gz"))
    assert written(store) == {1}


def test_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="run `pairkg build` first"):
        back_up(tmp_path / "nothing", tmp_path / "b")
    assert list(tmp_path.iterdir()) == []
