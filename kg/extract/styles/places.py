"""Pieces parted by commas alone: title, edition, series, place and publisher in either order."""

from __future__ import annotations

import re

from kg.extract.styles.breaks import tidy
from kg.extract.styles.draft import Draft
from kg.extract.styles.notes import read_note
from kg.extract.styles.people import body_word

__all__ = ["is_city", "place_first", "read_comma_pieces"]

_MORE = """
    londres lisbonne berne bâle louvain louvain-la-neuve gand anvers charleroi mons
    sherbrooke trois-rivières laval gatineau moncton rimouski chicoutimi dijon nancy caen
    tours poitiers limoges clermont-ferrand metz reims rouen amiens angers orléans besançon
    perpignan toulon nice nîmes talence pessac évry créteil bobigny saint-étienne arles
    villeneuve-d'ascq la-haye the-hague beijing shanghai singapore hong-kong new-delhi los-
    angeles san-francisco princeton stanford new-haven durham ithaca ann-arbor thousand-oaks
    rio-de-janeiro são-paulo buenos-aires santiago lima lisboa coimbra porto"""
_CITIES = frozenset(
    [
        "paris",
        "lyon",
        "marseille",
        "toulouse",
        "bordeaux",
        "lille",
        "rennes",
        "nantes",
        "strasbourg",
        "grenoble",
        "montpellier",
        "bruxelles",
        "namur",
        "liège",
        "genève",
        "lausanne",
        "fribourg",
        "neuchâtel",
        "montréal",
        "québec",
        "ottawa",
        "toronto",
        "london",
        "oxford",
        "cambridge",
        "manchester",
        "edinburgh",
        "bristol",
        "glasgow",
        "dublin",
        "york",
        "chichester",
        "aldershot",
        "new-york",
        "boston",
        "chicago",
        "philadelphia",
        "washington",
        "baltimore",
        "berkeley",
        "amsterdam",
        "rotterdam",
        "leiden",
        "dordrecht",
        "berlin",
        "heidelberg",
        "frankfurt",
        "münchen",
        "wien",
        "zürich",
        "basel",
        "roma",
        "milano",
        "torino",
        "madrid",
        "barcelona",
        "lisboa",
        "melbourne",
        "sydney",
        "canberra",
        "brisbane",
        "tokyo",
        "stockholm",
        "oslo",
        "copenhagen",
        "helsinki",
        "geneva",
        "brussels",
        "vienna",
        "rome",
        "milan",
        "lisbon",
        "munich",
        "zurich",
        "hoboken",
        "abingdon",
        "basingstoke",
        "farnham",
        "cheltenham",
        "ramonville",
        "aix-en-provence",
        "saint-denis",
        "vincennes",
        *_MORE.split(),
    ]
)
"""Seats of publishers and centres, in lower case; they tell `Paris, Seuil` from `Sage, London`."""
_HOUSE = re.compile(
    r"\b(?:press|presses|presse|books|publishing|publishers|éditions?|éditeurs?|imprimerie|librairie|up|pu[a-z])\b",
    re.I,
)
_SEAT = re.compile(r"[A-ZÀ-ÞŒ][a-zà-ÿ'’-]+")


def is_city(text: str) -> bool:
    """Whether a text is the seat of many publishers."""
    return text.strip(" .").casefold().replace(" ", "-").split(",")[0] in _CITIES


def place_first(one: str, two: str) -> bool | None:
    """Whether the first of two pieces is the place; None where nothing tells."""
    if is_city(one) or (_HOUSE.search(two) and not _HOUSE.search(one)):
        return True
    if is_city(two) or _HOUSE.search(one) or (body_word(one) and " " not in two):
        return False
    return None


def read_comma_pieces(text: str, draft: Draft) -> bool:
    """Read `Title, Place, Publisher, series` or `Title, edition, Publisher, Place`."""
    pieces = [piece.strip(" .") for piece in text.split(", ")]
    if len(pieces) < 2 or any(len(piece) < 2 for piece in pieces):
        return False
    rest: list[str] = []
    for piece in pieces[1:]:
        if not read_note(piece, draft):
            rest.append(piece)
    if rest and is_city(rest[-1]):
        draft.put("publisher-place", tidy(rest.pop()), 0.85)
        draft.put("title", tidy(", ".join([pieces[0], *rest])), 0.85)
        return True
    two = len(rest) >= 2 and place_first(rest[-2], rest[-1])
    if two is None and _SEAT.fullmatch(rest[-2]) and rest[-1][0].isupper():
        two = True  # an unknown place, a name alone before the publisher
    if len(rest) >= 2 and two is not None:
        place, house = (rest[-2], rest[-1]) if two else (rest[-1], rest[-2])
        draft.put("publisher", tidy(house), 0.88)
        draft.put("publisher-place", tidy(place), 0.88)
        rest = rest[:-2]
    elif rest and rest[-1][0].isupper():
        draft.put("publisher", tidy(rest.pop()), 0.7)
    if "publisher" not in draft.csl:
        return False
    draft.put("title", tidy(", ".join([pieces[0], *rest])), 0.85)
    return True
