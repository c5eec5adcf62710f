"""Places for queries: who is turned away, and that nobody stays counted who has left."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from kg.workers import PoolBusy
from kg.workers.places import Places


def test_a_client_has_so_many_places_and_others_have_theirs() -> None:
    places = Places(per_client=2, total=10)
    with places.held("a"), places.held("a"):
        with pytest.raises(PoolBusy, match="this client"), places.held("a"):
            pass
        with places.held("b"):
            assert places.taken == 3
    assert places.taken == 0


def test_all_together_have_so_many_places() -> None:
    places = Places(per_client=5, total=3)
    with ExitStack() as stack:
        for client in "abc":
            stack.enter_context(places.held(client))
        with pytest.raises(PoolBusy, match="all clients"), places.held("d"):
            pass
    with places.held("d"):
        assert places.taken == 1


def test_a_place_is_free_again_whatever_became_of_its_query() -> None:
    places = Places(per_client=1, total=1)
    for _ in range(2):
        with pytest.raises(KeyError), places.held("a"):
            raise KeyError
    assert places.taken == 0


def test_who_is_turned_away_is_not_remembered() -> None:
    places = Places(per_client=1, total=1)
    with places.held("a"):
        for number in range(100):
            with pytest.raises(PoolBusy), places.held(f"stranger {number}"):
                pass
        assert list(places._clients) == ["a"]
    with pytest.raises(PoolBusy), Places(per_client=0, total=1).held("a"):
        pass
    assert not places._clients
