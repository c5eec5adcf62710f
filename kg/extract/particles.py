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
_LAST = re.compile(rf"(?P<g>.*?[^\W\d_]\.?) (?P<p>(?:(?:{_WORDS}) ){{0,2}}(?:{_WORDS}|d['’]))")
_PARTICLE = re.compile(rf"(?P<p>(?:(?:{_WORDS})\s+){{0,3}}(?:(?:{_WORDS})\s+|d['’]))(?P<f>\S.*)")


def with_particle(name: dict[str, str]) -> dict[str, str]:
    """The name with its particle apart.

    >>> with_particle({"family": "van den Berg", "given": "Anna"})
    {'family': 'Berg', 'given': 'Anna', 'non-dropping-particle': 'van den'}
    >>> with_particle({"family": "Le Cardinal", "given": "P."})
    {'family': 'Le Cardinal', 'given': 'P.'}
    >>> with_particle({"family": "Berg", "given": "Anna van den"})
    {'family': 'Berg', 'given': 'Anna', 'non-dropping-particle': 'van den'}
    """
    if (behind := _LAST.fullmatch(name.get("given", ""))) and "non-dropping-particle" not in name:
        return name | {"given": behind["g"], "non-dropping-particle": behind["p"]}
    match = _PARTICLE.fullmatch(name.get("family", ""))
    if (
        match is None
        or "non-dropping-particle" in name
        or not name.get("given")
        or not match["f"][0].isupper()
    ):
        return name
    return name | {"family": match["f"], "non-dropping-particle": match["p"].strip()}
