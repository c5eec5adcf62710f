"""Ways to print one work twice, and ways to be another work that looks like one.

Each takes the CSL item to change and a source of chance; None where the work does not lend itself
to it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from kg.bench.made_up_texts import (
    EN,
    FAMILIES,
    FR,
    GIVEN,
    JOURNALS,
    made_up_person,
    made_up_title,
)
from kg.folding import unaccented

__all__ = ["LOOKALIKES", "VARIATIONS"]

Csl = dict[str, Any]
Chance = random.Random


def _accents(csl: Csl, chance: Chance) -> Csl:
    csl["title"] = unaccented(csl["title"]).capitalize()
    for name in csl["author"]:
        name |= {field: unaccented(value).title() for field, value in name.items()}
    return _without_doi(csl, chance)


def _misspelling(csl: Csl, chance: Chance) -> Csl:
    words = csl["title"].split(" ")
    place = chance.choice([n for n, word in enumerate(words) if len(word.rstrip(":")) >= 6])
    word = words[place]
    at = chance.randrange(2, len(word) - 2)
    cut = (word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:],
           word[:at] + word[at + 1] + word[at] + word[at + 2 :])  # fmt: skip
    words[place] = chance.choice(cut)
    csl["title"] = " ".join(words)
    return _without_doi(csl, chance)


def _initials(csl: Csl, chance: Chance) -> Csl:
    for name in csl["author"]:
        name["given"] = ".-".join(part[0] for part in name["given"].split("-")) + "."
    return _without_doi(csl, chance)


def _particles(csl: Csl, chance: Chance) -> Csl | None:
    held = [name for name in csl["author"] if "non-dropping-particle" in name]
    for name in held:
        particle = name.pop("non-dropping-particle")
        if chance.random() < 0.5:
            name["family"] = f"{particle} {name['family']}"
        else:
            name["given"] = f"{name['given']} {particle}"
    return _without_doi(csl, chance) if held else None


def _no_subtitle(csl: Csl, chance: Chance) -> Csl | None:
    main, colon, _ = csl["title"].partition(":")
    csl["title"] = main.strip()
    return _without_doi(csl, chance) if colon else None


def _translation(csl: Csl, chance: Chance) -> Csl | None:
    """Another title under the same DOI: only pages, authors and the DOI tell."""
    if "DOI" not in csl:
        return None
    csl["title"] = made_up_title(chance.random() < 0.5, chance)
    return csl


def _abbreviation(csl: Csl, chance: Chance) -> Csl | None:
    if csl["type"] != "article-journal":
        return None
    words = [word for word in csl["container-title"].split() if word not in ("de", "of")]
    csl["container-title"] = " ".join(word[:5] for word in words)
    return _without_doi(csl, chance)


def _next_year(csl: Csl, chance: Chance) -> Csl | None:
    if csl["type"] != "article-journal":
        return None
    csl["issued"] = {"date-parts": [[csl["issued"]["date-parts"][0][0] + 1]]}
    return _without_doi(csl, chance)


def _others(csl: Csl, chance: Chance) -> Csl | None:
    if len(csl["author"]) < 3:
        return None
    csl["author"] = [*csl["author"][: chance.choice((1, 2))], {"literal": "et al."}]
    return _without_doi(csl, chance)


def _bare(csl: Csl, chance: Chance) -> Csl:
    for field in ("volume", "issue", "page", "number-of-pages"):
        csl.pop(field, None)
    return _without_doi(csl, chance)


def _preprint(csl: Csl, chance: Chance) -> Csl | None:
    if csl["type"] != "article-journal":
        return None
    year = csl["issued"]["date-parts"][0][0] - chance.choice((0, 1, 2))
    kept = {name: csl[name] for name in ("title", "author")}
    place = {"type": "article", "genre": "preprint", "container-title": "medRxiv"}
    number = {"DOI": f"10.1101/{chance.randrange(10**9)}"}
    return {**place, **kept, **number, "issued": {"date-parts": [[year]]}}


def _without_doi(csl: Csl, chance: Chance) -> Csl:
    if chance.random() < 0.7:
        csl.pop("DOI", None)
    return csl


# ways to be another work that looks like one


def _part(csl: Csl, chance: Chance) -> Csl:
    csl["title"] += chance.choice((" : partie 2", ". Tome II", ", part 2", " (part II)"))
    return _elsewhere(csl, chance)


def _other_word(csl: Csl, chance: Chance) -> Csl | None:
    for topics, people, places, _ in (FR, EN):
        for list_ in (topics, people, places):
            for word in list_:
                if f" {word}" in csl["title"]:
                    other = chance.choice([w for w in list_ if w != word and w not in csl["title"]])
                    csl["title"] = csl["title"].replace(f" {word}", f" {other}", 1)
                    return _elsewhere(csl, chance)
    return None


def _other_author(csl: Csl, chance: Chance) -> Csl:
    kept = {name["family"] for name in csl["author"]}
    others = [name for name in FAMILIES if not any(name in family for family in kept)]
    csl["author"] = [{"family": chance.choice(others), "given": chance.choice(GIVEN)}]
    return _elsewhere(csl, chance)


def _reply(csl: Csl, chance: Chance) -> Csl:
    lead = chance.choice(("Reply to: ", "Erratum: ", "Réponse à ", "Comment on ", "Rectificatif. "))
    csl["title"] = lead + csl["title"]
    return _elsewhere(csl, chance)


def _edition(csl: Csl, chance: Chance) -> Csl | None:
    if csl["type"] != "book":
        return None
    csl["issued"] = {"date-parts": [[csl["issued"]["date-parts"][0][0] + chance.randrange(3, 15)]]}
    csl["edition"] = "2"
    return csl


def _book_review(csl: Csl, chance: Chance) -> Csl | None:
    if csl["type"] != "book":
        return None
    title = chance.choice(("Compte rendu : ", "Book review: ", "")) + csl["title"]
    place = {"container-title": chance.choice(JOURNALS), "volume": "3", "page": "201-203"}
    return {
        "type": "article-journal", "title": title, "author": [made_up_person(chance)],
        "issued": csl["issued"], **place,
    }  # fmt: skip


def _chapter(csl: Csl, chance: Chance) -> Csl | None:
    if csl["type"] != "book":
        return None
    return csl | {
        "type": "chapter", "title": made_up_title(True, chance), "container-title": csl["title"],
        "page": "7-20",
    }  # fmt: skip


def _talk(csl: Csl, _chance: Chance) -> Csl:
    kept = {name: csl[name] for name in ("title", "author", "issued")}
    return {"type": "paper-conference", "container-title": "Congrès inventé", **kept}


def _elsewhere(csl: Csl, chance: Chance) -> Csl:
    """Its own pages and identifier; half of the time none are printed."""
    for field in ("DOI", "page", "issue", "number-of-pages"):
        csl.pop(field, None)
    if "volume" in csl and chance.random() < 0.5:
        first = chance.randrange(900, 2000)
        csl["page"] = f"{first}-{first + 5}"
    else:
        csl.pop("volume", None)
    return csl


VARIATIONS: dict[str, Callable[[Csl, Chance], Csl | None]] = {
    "accents": _accents, "misspelling": _misspelling, "initials": _initials,
    "particles": _particles, "subtitle": _no_subtitle, "translation": _translation,
    "journal abbreviated": _abbreviation, "year": _next_year, "et al.": _others,
    "fields missing": _bare, "preprint": _preprint,
}  # fmt: skip
"""Ways in which one work is printed twice."""
LOOKALIKES: dict[str, Callable[[Csl, Chance], Csl | None]] = {
    "part": _part, "other word": _other_word, "other author": _other_author, "reply": _reply,
    "edition": _edition, "book review": _book_review, "chapter": _chapter, "talk": _talk,
}  # fmt: skip
"""Ways in which another work looks like one."""
