"""Which representation, and which language, answers a request: pure functions of its headers.

The rules are those of RFC 9110, section 12.5: every representation on offer takes the weight of
the most specific range that covers it, the heaviest wins, and among equals first the one that was
named most exactly, then the one that stands first on offer. Real clients are forgiven what they
get wrong: a member that cannot be read is left out (`*` alone counts as `*/*`), and a header of
which nothing can be read counts as absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = [
    "Language",
    "MediaRange",
    "Offer",
    "choose",
    "choose_language",
    "parse_accept",
    "rank",
    "weights",
]

Language = Literal["fr", "en"]

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"  # noqa: S105 - a token of HTTP, not a secret
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_CLOSED = re.compile(rf'(?:[^"]|{_QUOTED})*')
_MEMBER = re.compile(rf'(?:[^,"]|{_QUOTED})+')
_PARAMETER = re.compile(rf'(?:[^;"]|{_QUOTED})+')
_RANGE = re.compile(rf"(?P<type>{_TOKEN})(?:/(?P<subtype>{_TOKEN}))?")
_WEIGHT = re.compile(r"(?:0?\.[0-9]+|0\.?|1(?:\.0*)?)")


@dataclass(frozen=True)
class MediaRange:
    """One member of an Accept header: `type/subtype`, either of them `*`, with its weight."""

    type: str
    subtype: str
    weight: float

    def exactness(self, media_type: str) -> int:
        """How exactly this range names a media type: 3 by name, 2 by family, 1 as any, 0 not."""
        kind, _, name = media_type.partition("/")
        if self.type == "*":
            return 1
        if self.type != kind:
            return 0
        if self.subtype == "*":
            return 2
        return 3 if self.subtype == name else 0


@dataclass(frozen=True)
class Offer:
    """A representation: a name for us, its media type, and the other types it may go under."""

    name: str
    media_type: str
    aliases: tuple[str, ...] = ()


def parse_accept(header: str) -> tuple[MediaRange, ...]:
    """The ranges of an Accept header that can be read, in their order."""
    ranges = []
    for value, weight in _members(header):
        match = _RANGE.fullmatch(value)
        if match is None or weight is None:
            continue
        kind, name = match["type"].lower(), match["subtype"]
        if name is None and kind != "*":
            continue
        name = "*" if name is None else name.lower()
        if kind == "*" and name != "*":
            continue
        ranges.append(MediaRange(kind, name, weight))
    return tuple(ranges)


def rank(header: str | None, offers: Sequence[Offer]) -> list[tuple[Offer, str]]:
    """The offers a client accepts, best first, each with the media type to send it as."""
    ranges = parse_accept(header or "") or (MediaRange("*", "*", 1.0),)
    found: list[tuple[float, int, int, Offer, str]] = []
    for place, offer in enumerate(offers):
        best: tuple[float, int, str] | None = None
        for media_type in (offer.media_type, *offer.aliases):
            weight, exactness = _judge(media_type, ranges)
            # An alias is for those who name it; `*/*` and `text/*` get the type itself.
            if media_type != offer.media_type and exactness < 3:
                continue
            if weight > 0 and (best is None or (weight, exactness) > best[:2]):
                best = (weight, exactness, media_type)
        if best is not None:
            found.append((-best[0], -best[1], place, offer, best[2]))
    found.sort(key=lambda item: item[:3])
    return [(offer, media_type) for *_, offer, media_type in found]


def choose(header: str | None, offers: Sequence[Offer]) -> tuple[Offer, str] | None:
    """The offer a client likes best, with the media type to send it as; None if it takes none."""
    ranked = rank(header, offers)
    return ranked[0] if ranked else None


def choose_language(header: str | None) -> Language:
    """French or English by an Accept-Language header; French where it does not say."""
    found: dict[str, float] = {}
    for tag, weight in weights(header or "").items():
        language = tag.partition("-")[0]
        found[language] = max(weight, found.get(language, 0.0))
    rest = found.get("*", 0.0)
    return "en" if found.get("en", rest) > found.get("fr", rest) else "fr"


def weights(header: str) -> dict[str, float]:
    """The members of a weighted list such as Accept-Encoding, in lower case, with their weights."""
    return {value.lower(): weight for value, weight in _members(header) if weight is not None}


def _judge(media_type: str, ranges: Sequence[MediaRange]) -> tuple[float, int]:
    """Weight and exactness of the range that names a media type most exactly; (0, 0) if none."""
    exactness, weight = max((r.exactness(media_type), r.weight) for r in ranges)
    return (weight, exactness) if exactness else (0.0, 0)


def _members(header: str) -> Iterator[tuple[str, float | None]]:
    """Each member of a weighted list: its value, and its weight or None where that is malformed.

    Parameters other than the weight are passed over: no representation here has any that matter.
    """
    # A quote that nothing closes only parts members; if its end were looked for again at each of
    # those behind it, a header of 32 kB would take seconds.
    closed = _CLOSED.match(header)
    end = closed.end() if closed else 0
    for member in _MEMBER.findall(header[:end] + header[end:].replace('"', ",")):
        value, *parameters = (part.strip() for part in _PARAMETER.findall(member))
        weight: float | None = 1.0
        for parameter in parameters:
            name, _, text = parameter.partition("=")
            if name.strip().lower() == "q":
                text = text.strip()
                weight = float(text) if _WEIGHT.fullmatch(text) else None
        if value:
            yield value, weight
