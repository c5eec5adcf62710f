"""How a long run is judged: the last quarter against the first, each measure by its bound."""

from __future__ import annotations

import pytest

from tests.stress.growth import BOUNDS, grown, quarters


@pytest.mark.parametrize("name", BOUNDS)
def test_growth_beyond_its_bound_is_named(name: str) -> None:
    steady = dict.fromkeys(BOUNDS, (100.0, 100.0))
    assert grown(steady) == []
    assert grown(steady | {name: (100.0, 100.0 * BOUNDS[name])}) == []
    assert grown(steady | {name: (100.0, 101.0 * BOUNDS[name])}) == [name]
    assert grown(steady | {name: (0.0, 0.0)}) == [name]


def test_the_quarters_leave_the_warm_up_out() -> None:
    measured = [(float(at), float(at)) for at in range(0, 100, 10)]
    assert quarters(measured, 20, 100) == ([20.0, 30.0], [80.0, 90.0])
