"""The files of a version are told from any others: a byte, an end, a file too few or too many."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import manifest
from kg.live import WriteFailed, Writer
from kg.live.recovery import serve_build
from kg.live.versions import Head
from kg.manifest import FACTS, as_text, from_text
from kg.resources import shipped_ontology
from kg.store import Generation, current, fault_of, find, sound
from tests.test_live import insert, new_build, written

KINDS = (
    ("quads/*.sst", 5),
    ("quads/*.log", 1),
    ("quads/CURRENT", 1),
    ("quads/MANIFEST-*", 1),
    ("quads/OPTIONS-*", 1),
    (FACTS, 1),
)
"""Patterns of the files of a version, with how many there are at least."""
BUILD_ALONE = ("quads/IDENTITY",)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a build and two writes."""
    store = tmp_path_factory.mktemp("model") / "store"
    new_build(store, count=300)
    writer = Writer(store, shipped_ontology())
    try:
        for number in (1, 2):
            writer.submit(insert(number))
    finally:
        writer.close()
    return store


@pytest.fixture
def store(model: Path, tmp_path: Path) -> Path:
    """A copy of it, which may be damaged."""
    return Path(shutil.copytree(model, tmp_path / "store"))


def serving(store: Path) -> Generation:
    found = find(store, current(store) or "")
    assert found is not None
    return found


def is_sound(store: Path, identifier: str) -> bool:
    """As at start: with what is on disk by now."""
    found = find(store, identifier)
    return found is not None and sound(found)


def files(generation: Generation, pattern: str) -> list[Path]:
    return sorted(path for path in generation.path.glob(pattern) if path.is_file())


def without_manifest(generation: Generation) -> None:
    """Make a version of the earlier form of it."""
    facts, _ = from_text((generation.path / FACTS).read_text("utf-8"))
    (generation.path / FACTS).write_text(json.dumps(facts), "utf-8")


def test_the_kinds_are_all_there_are(store: Path) -> None:
    version = serving(store)
    build = find(store, "build")
    assert build is not None
    kinds = [pattern for pattern, _ in KINDS]
    for generation, patterns in ((version, kinds), (build, [*kinds, *BUILD_ALONE])):
        known = {path for pattern in patterns for path in files(generation, pattern)}
        assert known == {path for path in generation.path.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("pattern", "least"), KINDS)
def test_one_byte_is_recognised_in_each_file(store: Path, pattern: str, least: int) -> None:
    version = serving(store)
    paths = files(version, pattern)
    assert len(paths) >= least
    for path in paths:
        whole, times = path.read_bytes(), path.stat()
        places = sorted({0, len(whole) // 3, len(whole) // 2, len(whole) - 1}) if whole else []
        for place in places:
            changed = bytearray(whole)
            changed[place] ^= 0x01
            path.write_bytes(changed)
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
            assert not is_sound(store, version.id), (path.name, place)
        path.write_bytes(whole)
        assert is_sound(store, version.id), path.name


def test_every_byte_of_the_facts_counts(store: Path) -> None:
    version = serving(store)
    path = version.path / FACTS
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x02]) + whole[place + 1 :])
        assert not is_sound(store, version.id), (place, whole[place - 5 : place + 5])
    path.write_bytes(whole)
    assert is_sound(store, version.id)


@pytest.mark.parametrize(("pattern", "least"), KINDS)
@pytest.mark.parametrize("harm", ["missing", "cut", "longer"])
def test_what_is_missing_cut_or_longer_is_recognised(
    store: Path, pattern: str, least: int, harm: str
) -> None:
    version = serving(store)
    for path in files(version, pattern)[:least]:
        whole = path.read_bytes()
        if harm == "missing":
            path.unlink()
        elif harm == "longer" or not whole:
            path.write_bytes(whole + b"\0")
        else:
            path.write_bytes(whole[: len(whole) // 2])
        assert not is_sound(store, version.id), path.name
        path.write_bytes(whole)
    assert is_sound(store, version.id)


@pytest.mark.parametrize("name", ["quads/000999.sst", "quads/000999.log", "quads/sub/x", "extra"])
def test_a_file_too_many_is_recognised(store: Path, name: str) -> None:
    path = serving(store).path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"")
    assert fault_of(serving(store)) == f"{name} does not belong there"


def test_the_fault_is_said_and_the_graph_is_made_again(store: Path) -> None:
    version = serving(store)
    path = files(version, "quads/OPTIONS-*")[0]
    path.write_bytes(path.read_bytes()[:-1] + b"#")
    said: list[str] = []
    ground = find(store, "build")
    assert ground is not None
    again = serve_build(store, ground, said.append)
    assert said == [
        f"The graph in service in {store} is damaged; it is made again from what it was built from "
        f"and the journal of 2 writes (quads/{path.name} is not as it was written)."
    ]
    assert again.id != version.id
    assert is_sound(store, again.id)
    assert written(store) == {1, 2}


def test_a_store_of_the_earlier_form_is_served_and_written(store: Path) -> None:
    for name in (current(store) or "", "build"):
        earlier = find(store, name)
        assert earlier is not None
        without_manifest(earlier)
    said: list[str] = []
    ground, version = find(store, "build"), serving(store)
    assert ground is not None
    assert (ground.files, version.files) == (None, None)
    assert serve_build(store, ground, said.append) == version
    assert said == []
    writer = Writer(store, shipped_ontology())
    try:
        writer.submit(insert(3))
    finally:
        writer.close()
    assert written(store) == {1, 2, 3}
    assert serving(store).files
    assert is_sound(store, current(store) or "")


def _lose(version: Generation) -> None:
    facts = json.loads((version.path / FACTS).read_text("utf-8"))
    (version.path / FACTS).write_text(json.dumps(facts | {"triples": facts["triples"] + 1}))


def _flip(version: Generation) -> None:
    for path in files(version, "quads/*.sst"):
        data = bytearray(path.read_bytes())
        data[len(data) // 4 : len(data) // 2] = bytes(len(data) // 2 - len(data) // 4)
        path.write_bytes(data)


@pytest.mark.parametrize("harm", [_lose, _flip])
def test_damage_of_a_store_of_the_earlier_form_is_recognised_by_reading_it(
    store: Path, harm: Callable[[Generation], None]
) -> None:
    version = serving(store)
    without_manifest(version)
    assert is_sound(store, version.id)
    harm(version)
    assert not is_sound(store, version.id)


def test_a_copy_of_a_store_is_sound(store: Path, tmp_path: Path) -> None:
    """Other inodes and times are no damage."""
    copy = tmp_path / "copy"
    shutil.copytree(store, copy, copy_function=shutil.copyfile)
    assert is_sound(copy, current(copy) or "")


def test_a_write_reads_only_what_it_has_written(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = manifest._digest

    def digest(path: Path) -> str:
        read.append(path.name)
        return str(real(path))

    monkeypatch.setattr("kg.manifest._digest", digest)
    head = Head(store)
    try:
        head.store.update("INSERT DATA { <a:a> <a:b> 1 }")
        head.put_in_service(head.set_down(3))
        before = {path.name for path in head.generation.quads.glob("*.sst")}
        read.clear()
        head.store.update("INSERT DATA { <a:a> <a:b> 2 }")
        after = head.set_down(4)
    finally:
        head.close()
    tables = {name for name in read if name.endswith(".sst")}
    assert len(before) > 5
    assert tables
    assert not tables & before
    assert after.files is not None
    assert len(before & {Path(name).name for name in after.files}) > 5


def test_a_table_that_was_written_to_is_not_sealed(store: Path) -> None:
    """Else damage would be taken for what was written, by the digest of the damage."""
    path = max(files(serving(store), "quads/*.sst"), key=lambda path: path.stat().st_size)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    before = list((store / "generations").iterdir())
    head = Head(store)
    try:
        head.store.update("INSERT DATA { <a:a> <a:b> 1 }")
        with pytest.raises(WriteFailed, match=rf"damaged \(quads/{path.name} is not as"):
            head.set_down(3)
    finally:
        head.close()
    assert list((store / "generations").iterdir()) == before


def test_a_write_to_a_damaged_graph_is_refused_in_a_sentence(store: Path) -> None:
    """Whether the engine meets the damage first or the manifest."""
    before = current(store)
    _flip(serving(store))
    writer = Writer(store, shipped_ontology())
    try:
        with pytest.raises(WriteFailed, match=r"start the server again|cannot be opened"):
            writer.submit(insert(3))
    finally:
        writer.close()
    assert current(store) == before


def test_the_manifest_is_on_disk_before_the_version_is_in_service(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[str, str]] = []
    fsync, rename = os.fsync, Path.rename

    def synced(handle: int) -> None:
        done.append(("sync", Path(f"/proc/self/fd/{handle}").readlink().name))
        fsync(handle)

    def renamed(self: Path, target: Path) -> Path:
        done.append(("rename", target.name))
        return rename(self, target)

    monkeypatch.setattr("kg.store.os.fsync", synced)
    monkeypatch.setattr(Path, "rename", renamed)
    head = Head(store)
    try:
        head.store.update("INSERT DATA { <a:a> <a:b> 1 }")
        version = head.set_down(3)
        head.put_in_service(version)
    finally:
        head.close()
    facts = done.index(("sync", FACTS))
    placed = done.index(("rename", version.id))
    served = next(n for n, (what, name) in enumerate(done) if name.startswith(".current-"))
    assert facts < placed < served
    draft = next(n for n, (_, name) in enumerate(done) if name.startswith(f".{version.id}"))
    assert facts < draft < placed
    assert placed < done.index(("sync", "generations")) < served


def test_facts_are_what_was_written_or_nothing() -> None:
    text = as_text({"triples": 1}, {})
    assert from_text(text) == ({"triples": 1}, {})
    assert from_text('{"triples": 1}') == ({"triples": 1}, None)
    for damaged in (
        text.replace('"triples": 1', '"triples": 2'),
        text.replace("sha256", "sha257"),
        text.replace("files", "filer"),
        text[:-1],
    ):
        with pytest.raises((ValueError, KeyError)):
            from_text(damaged)
