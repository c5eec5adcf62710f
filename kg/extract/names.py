"""Lists of authors as French documentation centres print them.

Hand-written: the libraries for names read `Given Family` and know nothing of `Family Given` lists
parted by commas, which are the rule here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extract.bodies import agency, in_capitals
from kg.extract.given_names import FIRST_NAMES, GIVEN_NAMES
from kg.extract.letters import CAPITAL
from kg.extract.particles import with_particle

__all__ = ["Names", "corporate", "looks_like_names", "read_names"]

Name = dict[str, str]

_TOKEN = re.compile(rf"^(?:[{CAPITAL}][\w'’.-]*|d'[{CAPITAL}][\w'-]*)$")
_PARTICLE = {
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "van",
    "von",
    "der",
    "den",
    "di",
    "da",
    "dos",
    "el",
    "ben",
    "d'",
    "ter",
    "y",
    "del",
}
_INITIALS = re.compile(
    rf"^(?:[{CAPITAL}]\.[-.]?){{1,4}}$|^(?:[{CAPITAL}][-.]?){{1,3}}$|^(?:Ch|Ph|Th|Cl|Fr|Gr|St)\.(?:-?[{CAPITAL}]\.)*$"
)
_ET_AL = re.compile(
    r"[\s,;]*[(\[]?(?:(?:\bet|&|\band)\s*al\b\.?|\bet\s+(?:alii|coll?(?:ab)?\b\.?|collaborateurs|"
    r"autres|a\b\.)|\band\s+others|(?<=[\s,;])(?:\.{3}|…))[)\]]?\s*\.?\s*$",
    re.I,
)
_ROLE = re.compile(
    r"\s*[(,]\s*(?:sous la (?:dir\.?|direction)(?: de)?|ss la dir\.?|dirs?\.?|"
    r"coords?\.?|coordinateurs?"
    r"|coordination|éds?\.?|eds?\.?|édit\.?|éditeurs?|editors?|directeurs?|ed\. sci\.)\s*\)?\s*$",
    re.I,
)
_LEAD = re.compile(
    r"^\s*(?:sous la (?:direction|dir\.?) (?:de |d')|ss la dir\.? (?:de |d')?|"
    r"par |coordonné par |dirigé par |auteurs?\s*:\s*)",
    re.I,
)
_ROLE_INSIDE = re.compile(r"\s*\((?:dir|coord|éd|ed)s?\.?\)(?=\s*[,;])", re.I)
_IN_PARENTHESES = re.compile(r"\s*\(((?:de|du|d'|des|van|von|le|la|de la|da|di)\s*)\)\s*", re.I)
_ELISION = re.compile(r"^(?:[LlDd]'|L’)")
_CORPORATE = re.compile(
    r"^(?:la |le |les |l')?(?:minist[eè]re|haute? |haut |institut|agence|"
    r"fédération|federation|association|centre|"
    r"observatoire|organisation|comité|collectif|anonyme|anon\.|rectorat|préfecture|groupe|groupement|conseil|"
    r"direction|délégation|société|"
    r"union|réseau|fondation|université|école|ecole|commission|mission|caisse|ligue|secrétariat|"
    r"inspection|assemblée|sénat|sénat|cour des|ville|mairie|département|région|plateforme|maison|"
    r"mutualité|syndicat|coordination|office|service|unité|laboratoire|équipe|"
    r"premier ministre|défenseur|radio|télé|atelier|éditions?|musée|bibliothèque|médiathèque|"
    r"maison|espace|foyer|amicale|mouvement|revue|journal|centrale|cellule|pôle|chambre|académie|"
    r"hôpital|clinique|faculté|communauté|confédération|alliance|mutuelle|cour|"
    r"gouvernement|parlement|républi|world|national|royal|american|european|canadian|committee|"
    r"department|mental health)",
    re.I,
)
_ACRONYM = re.compile(rf"^[{CAPITAL}\d][{CAPITAL}\d&-]{{1,11}}s?$")


@dataclass
class Names:
    """The people or bodies of one line."""

    names: list[Name] = field(default_factory=list)
    others: bool = False  # "et al."
    editors: bool = False
    confidence: float = 0.95
    notes: list[str] = field(default_factory=list)

    def csl(self) -> list[Name]:
        """As CSL wants them, with "et al." as a last name, since CSL has no mark for it."""
        return [*self.names, *([{"literal": "et al."}] if self.others else [])]


def looks_like_names(text: str, *, several: bool = False) -> bool:
    """Whether a line can only be a list of persons; `several` asks for two, or for initials."""
    core, others = _without_et_al(_core(text))
    parts = _parts(core)
    if not parts or len(parts) > 60 or len(text) > 900:
        return False
    persons = [_tokens(part) for part in parts]
    inverted = ";" not in core and core.count(",") == 1 and len(parts) == 1
    good = all(_person(tokens, alone=";" in core or inverted) for tokens in persons)
    if not good or (len(parts) == 1 and not others and len(persons[0]) < 2):
        return False
    if corporate(core):
        return False
    if not several:
        return True
    return (
        len(parts) > 1
        or others
        or any(_INITIALS.match(t) for t in persons[0])
        or persons[0][0].isupper()
        or bool(_ROLE.search(text.rstrip(". :;,")))
    )


def read_names(text: str, *, given_first: bool | None = None) -> Names:
    """The names of a line; a line that is no list of persons is one body.

    `given_first` says the order where something else than the names tells it.
    """
    found = Names(
        editors=bool(
            _ROLE.search(text.rstrip(". ")) or re.match(r"\s*(?:sous|ss) la dir", text, re.I)
        )
    )
    core = _core(text)
    core, found.others = _without_et_al(core)
    if not looks_like_names(text) and not (found.others and looks_like_names(core)):
        found.names = [{"literal": part} for part in _bodies(core)]
        found.confidence = 0.7
        return found
    parts = _parts(core)
    if given_first is None:
        given_first = not any("," in part for part in parts) and _given_first(parts)
    for part in parts:
        name, note = _name(part, given_first)
        found.names.append(name)
        if note:
            found.notes.append(note)
    if given_first:
        found.confidence = 0.8
    return found


def corporate(text: str) -> bool:
    """Whether a line begins as the name of a body, is one in capitals, or an acronym."""
    return bool(
        _CORPORATE.match(text)
        or (_ACRONYM.match(text) and text.upper() == text)
        or in_capitals(text) == "body"
        or (" " in text and agency(text))
    )


def _core(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    lead = _LEAD.match(text)
    text = text[lead.end() :] if lead else text
    text = _ROLE_INSIDE.sub("", text)
    text = _ROLE.sub("", text.rstrip(" :;,"))
    if not re.search(rf"(?:^|[\s.-])[{CAPITAL}]\.$", text):
        text = text if re.search(r"\bal\.$|\.\.\.$", text) else text.rstrip(".")
    return text.strip(" ,;")


def _without_et_al(text: str) -> tuple[str, bool]:
    rest = _ET_AL.sub("", text)
    return (rest.strip(" ,;"), True) if rest != text else (text, False)


def _parts(core: str) -> list[str]:
    """The persons of a list, each still as printed."""
    core = re.sub(r"\s+(?:et|&|and|avec)\s+", ";" if ";" in core else ",", core)
    if ";" in core:
        return [part.strip(" ,") for part in core.split(";") if part.strip(" ,")]
    if " / " in core:
        return [part.strip(" ,") for part in core.split(" / ") if part.strip(" ,")]
    parts = [part.strip() for part in core.split(",") if part.strip()]
    if (
        len(parts) == 2
        and len(parts[1].split()) <= 2
        and (len(parts[0].split()) == 1 or _INITIALS.match(parts[1]))
        and not (len(parts[0].split()) > 1 and len(parts[1].split()) > 1)
        and (len(parts[1].split()) == 1 or parts[1].split()[0].casefold() in GIVEN_NAMES)
    ):
        return [", ".join(parts)]  # one person, Family, Given
    if (
        len(parts) > 2
        and len(parts) % 2 == 0
        and all(_INITIALS.match(p.replace(" ", "")) for p in parts[1::2])
    ):
        return [f"{a}, {b}" for a, b in zip(parts[::2], parts[1::2], strict=True)]
    return parts


def _tokens(part: str) -> list[str]:
    return re.sub(r"\(([^()]*)\)", r"\1", part).replace(",", " ").split()


def _person(tokens: Iterable[str], *, alone: bool = False) -> bool:
    tokens = list(tokens)
    if not tokens or len(tokens) > 6 or (len(tokens) < 2 and not alone):
        return False
    if _ELISION.match(tokens[0]) and not tokens[0].startswith(("D'", "d'")):
        return False
    named = [t for t in tokens if t.casefold() not in _PARTICLE]
    if not named or not all(_TOKEN.match(t) or _INITIALS.match(t) for t in named):
        return False
    if any(t[-1] in ".:!?" and not _INITIALS.match(t) for t in tokens):
        return False
    if len(tokens) > 1 and all(_shouted(token) for token in tokens):
        return len(named) == 2 and any(t.casefold() in FIRST_NAMES for t in named)
    return any(len(t.strip(".")) > 1 for t in named)


def _shouted(token: str) -> bool:
    """Whether a word stands in capitals and is no initial: a heading has nothing else."""
    if not token.isupper():
        return False
    return token.casefold() in _PARTICLE or (len(token) > 2 and not _INITIALS.match(token))


def _given_first(parts: list[str]) -> bool:
    """Whether a list puts given names first: more of its first words are given names than last."""
    first = last = 0
    for part in parts:
        tokens = part.split()
        if len(tokens) < 2:
            continue
        head, tail = tokens[0].split("-")[0].casefold(), tokens[-1].split("-")[0].casefold()
        lone = len(tokens[0]) == 1 and tokens[0].isupper() and len(tokens[-1]) > 2
        lone = lone and not tokens[-1].isupper()  # `L Jarup`
        dotted = bool(_INITIALS.match(tokens[0])) and "." in tokens[0]
        first += head in GIVEN_NAMES or dotted or lone
        last += (
            tail in GIVEN_NAMES
            or bool(_INITIALS.match(tokens[-1]))
            or (tokens[0].isupper() and len(tokens[0]) > 2)
        )
    return first > last


def _name(part: str, given_first: bool) -> tuple[Name, str]:
    """One person, and what is printed oddly about them."""
    particle = _IN_PARENTHESES.search(part)
    if particle:
        name, note = _name(part.replace(particle[0], " "), given_first)
        return name | {"non-dropping-particle": particle[1]}, note
    part = re.sub(r"\(([^()]*)\)", r", \1", part)
    if "," in part:
        family, _, given = part.partition(",")
        return _csl(family.strip(), given.strip()), ""
    tokens = part.split()
    if len(tokens) == 1:
        return {"literal": part} if _ACRONYM.match(part) else {"family": part}, ""
    first, last = tokens[0], tokens[-1]
    same = bool(_INITIALS.match(first)) and first.strip(".") == last.strip(".")
    if same and len(tokens) > 2:  # the initial printed twice
        return _csl(" ".join(tokens[1:-1]), last), part
    return _parted(tokens, given_first), ""


def _parted(tokens: list[str], given_first: bool) -> Name:
    """Family and given name: by capitals, else by their order."""
    caps = [len(t) > 2 and t.upper() == t and not _INITIALS.match(t) for t in tokens]
    if any(caps) and not all(caps):
        family = [t for t, c in zip(tokens, caps, strict=True) if c or t.casefold() in _PARTICLE]
        return _csl(" ".join(family), " ".join(t for t in tokens if t not in family))
    cut = 1 if given_first else len(tokens) - 1
    if given_first:
        while cut < len(tokens) - 1 and _INITIALS.match(tokens[cut]):
            cut += 1
        return _csl(" ".join(tokens[cut:]), " ".join(tokens[:cut]))
    while cut > 1 and _INITIALS.match(tokens[cut]) and _INITIALS.match(tokens[cut - 1]):
        if all(token.casefold() in _PARTICLE for token in tokens[: cut - 1]):
            break  # a particle alone is no name: `von LOS H.`
        cut -= 1
    return _csl(" ".join(tokens[:cut]), " ".join(tokens[cut:]))


def _csl(family: str, given: str) -> Name:
    name = {"family": family} if family else {}
    return with_particle(name | ({"given": given} if given else {}))


def _bodies(core: str) -> list[str]:
    return [part.strip(" .,") for part in core.split(";") if part.strip(" .,")]
