"""What is done before a store is served: leftovers away, the journal on top of the build.

A crash can leave a head, drafts, and a version that was set down and journalled but not put into
service. A build makes a new ground for the writes. Both come to the same: the writes of the
journal that the generation in service lacks are done to a copy of it, in order.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.live.applying import NoSuchGraph, apply
from kg.live.journal import Journal
from kg.live.leftovers import sweep
from kg.live.versions import Head
from kg.manifest import FACTS
from kg.problems import PairkgError
from kg.store import (
    Generation,
    StoreError,
    current,
    drop_old,
    fault_of,
    find,
    locked,
    put_in_service,
    sound,
)

__all__ = ["fault_in_service", "in_order", "serve_build"]


def serve_build(
    store: Path,
    build: Generation,
    warn: Callable[[str], None] = lambda _: None,
    checked: Generation | None = None,
) -> Generation:
    """Put a build into service with all writes of the journal done to it.

    A generation in service that is just that stays; one that is damaged is made again, and `warn`
    is told (`checked` was found sound already). Raises JournalDamaged or StoreError; what was in
    service then stays in service.
    """
    with locked(store):
        sweep(store)
        last = Journal(store).last()
        identifier = current(store)
        serving = find(store, identifier) if identifier else None
        if identifier and (fault := fault_in_service(serving, checked)):
            warn(
                f"The graph in service in {store} is damaged; it is made again from what it was "
                f"built from and the journal of {last} writes ({fault})."
            )
        elif serving and serving.build == build.id:
            if serving.writes == last:
                return serving
            if serving.writes < last:
                build = serving  # a crash came between the journal and the service
        return _replay(store, build, last)


def fault_in_service(serving: Generation | None, checked: Generation | None = None) -> str | None:
    """What is wrong with the generation in service, as `find` gave it; None for `checked`."""
    if serving is None:
        return f"its {FACTS} is missing or not as it was written"
    return None if serving == checked else fault_of(serving)


def in_order(store: Path) -> Generation | None:
    """The generation in service, if it is sound."""
    identifier = current(store)
    serving = find(store, identifier) if identifier else None
    return serving if serving is not None and sound(serving) else None


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
        head.count(None, 0)
        generation = head.set_down(last)
        head.put_in_service(generation)
        drop_old(store)
    finally:
        head.close()
    return generation
