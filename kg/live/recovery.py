"""What is done before a store is served: leftovers away, the journal on top of the build.

A crash can leave a head, drafts, and a version that was set down and journalled but not put into
service. A build makes a new ground for the writes. Both come to the same: the writes of the
journal that the generation in service lacks are done to a copy of it, in order.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from kg.live.applying import NoSuchGraph, apply
from kg.live.journal import Journal
from kg.live.versions import Head
from kg.problems import PairkgError
from kg.store import (
    Generation,
    StoreError,
    current,
    find,
    locked,
    open_generation,
    put_in_service,
)

__all__ = ["serve_build", "sweep"]


def sweep(store: Path) -> None:
    """Take away what processes that ended early have left; only while nobody writes."""
    generations = store / "generations"
    drafts = [*store.glob(".head-*"), *store.glob(".current-*"), *generations.glob(".*")]
    for path in drafts:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def serve_build(store: Path, build: Generation) -> Generation:
    """Put a build into service with all writes of the journal done to it.

    A generation in service that is just that stays. Raises JournalDamaged or StoreError; what was
    in service then stays in service.
    """
    with locked(store):
        last = Journal(store).last()
        identifier = current(store)
        serving = find(store, identifier) if identifier else None
        if serving and serving.build == build.id and serving.writes == last and _opens(serving):
            return serving
        if serving and serving.build == build.id and serving.writes < last and _opens(serving):
            build = serving  # a crash came between the journal and the service
        return _replay(store, build, last)


def _replay(store: Path, ground: Generation, last: int) -> Generation:
    """Do the writes of the journal that `ground` lacks, and put the outcome into service."""
    if ground.writes == last:
        put_in_service(store, ground.id)
        return ground
    head = Head(store, ground)
    try:
        for entry in Journal(store).after(ground.writes):
            try:
                apply(entry.write, head.store)
            except NoSuchGraph:
                continue
            except PairkgError as error:
                raise StoreError(
                    f"Write {entry.number} of {entry.time} in the journal cannot be done again: "
                    f"{error}"
                ) from None
        generation = head.set_down(last)
        head.put_in_service(generation)
    finally:
        head.close()
    return generation


def _opens(generation: Generation) -> bool:
    try:
        open_generation(generation)
    except StoreError:
        return False
    return True
