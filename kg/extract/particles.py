"""Particles of family names, told once for documents and for library files.

Words in small letters before a family name are CSL's non-dropping particle (`van den` Berg); a
capital makes the word a part of the name (`Le Cardinal`, `De Corte`), as BibTeX tells them too.
"""

from __future__ import annotations

import re

__all__ = ["with_particle"]

_WORDS = (
    r"van|von|vor|vom|zu|zum|zur|de|du|des|di|da|do|dos|das|del|della|dello|degli|dei|der|den|het"
    r"|'t|la|le|les|los|las|el|al|ter|ten|te|af|av|bin|ibn"
)
_PARTICLE = re.compile(rf"(?P<p>(?:(?:{_WORDS})\s+){{0,3}}(?:(?:{_WORDS})\s+|d['’]))(?P<f>\S.*)")


def with_particle(name: dict[str, str]) -> dict[str, str]:
    """The name with its particle apart.

    >>> with_particle({"family": "van den Berg", "given": "Anna"})
    {'family': 'Berg', 'given': 'Anna', 'non-dropping-particle': 'van den'}
    >>> with_particle({"family": "Le Cardinal", "given": "P."})
    {'family': 'Le Cardinal', 'given': 'P.'}
    """
    match = _PARTICLE.fullmatch(name.get("family", ""))
    if (
        match is None
        or "non-dropping-particle" in name
        or not name.get("given")
        or not match["f"][0].isupper()
    ):
        return name
    return name | {"family": match["f"], "non-dropping-particle": match["p"].strip()}
