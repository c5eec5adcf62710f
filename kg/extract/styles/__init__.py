"""References in the styles of English and French journals: one by one, and as lists.

`single` reads one reference, `lists` finds lists of them in a text. `identifiers` takes out what
is firm, `people` reads names, `tail` the numbers at the end, `body` what stands between, `hosts`
the book or volume that holds a chapter. Written by hand: see `kg.extract`.
"""

from __future__ import annotations

from kg.extract.styles.single import read_single

__all__ = ["read_single"]
