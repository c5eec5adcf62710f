"""Names at the head of a reference: each way in which English and French lists print them.

Every way is tried; each gives the names it read and where they end, and the reader of the whole
reference keeps the way that explains most. Hand-written: name libraries read one name alone and
cannot say where a list of names ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extract.bodies import agency, in_capitals
from kg.extract.given_names import FIRST_NAMES
from kg.extract.letters import CAPITAL
from kg.extract.names import looks_like_names, read_names
from kg.extract.particles import with_particle

__all__ = ["People", "body_like", "body_word", "people_at", "read_people"]

Name = dict[str, str]

_WORD = rf"(?:[dDlLO]['’])?[{CAPITAL}][^\W\d_]*(?:['’‐-][^\W\d_]+){{0,3}}"
_PART = (
    r"(?:van|von|vom|zu|zum|de|du|des|di|da|do|dos|das|del|della|der|den|la|le|el|al|ter|ten|bin"
    r"|ibn|y|e|af|av|dal|dalla|vor|wa|d['’]|St\.)"
)
_FAMILY = (
    rf"(?:(?:{_PART}|[Dd][ae]|[Vv]an|[Dd]u)[ ]){{0,3}}(?:d['’])?{_WORD}"
    rf"(?:(?:[ ]|[‐-])(?:{_PART}[ ]){{0,2}}(?![{CAPITAL}](?![^\W\d_]|['’])){_WORD}){{0,3}}"
)
_CAPS = (
    rf"[{CAPITAL}](?:-?[{CAPITAL}]){{0,3}}(?![^\W\d_])"
    rf"(?:[ ][{CAPITAL}](?=[,.;]|[ ][{CAPITAL}][,.;])){{0,2}}"
)
_DOTS = rf"(?:[{CAPITAL}](?:-[{CAPITAL}])?[a-z]?\.[ ]?-?[ ]?){{1,5}}"
_SUFFIX = r"(?:,?[ ](?P<s>(?:Jr|Sr)\b\.?|III?\b|IV\b|2nd\b(?! ed)|3rd\b(?! ed)))?"
_GIVEN = rf"{_WORD}(?:[ -](?:[{CAPITAL}]\.|{_WORD}|{_PART}(?=[ ])))" + r"{0,3}"
_SHORT = rf"(?:[{CAPITAL}](?:,[{CAPITAL}](?=[,.;]))+|{_DOTS}|{_CAPS})"

_RUN_ON = re.compile(rf"(?P<f>{_FAMILY})[ ](?P<g>{_DOTS}|{_CAPS}){_SUFFIX}(?=[\s,.;:(]|$)")
_INVERTED = re.compile(
    rf"(?P<f>{_FAMILY}),[ ]?(?P<g>{_SHORT}(?:[ ]?{_PART}(?=[,.; ]))?){_SUFFIX}(?=[\s,.;:(]|$)"
)
_FULL = re.compile(rf"(?P<f>{_FAMILY}),[ ](?P<g>{_GIVEN}){_SUFFIX}(?=[\s,.;:(]|$)")
_FORWARD = re.compile(
    rf"(?P<g>(?:{_DOTS}|{_WORD}(?:-{_WORD})?(?:(?:[ ]{_WORD}(?=[ ]{_WORD})){{2}}"
    rf"|(?:[ ][{CAPITAL}]\.)*(?:[ ]{_WORD}(?=[ ]{_WORD}))?))[ ]?)"
    rf"(?<=[ .])[ ]?(?P<f>(?:{_PART}[ ]){{0,3}}(?:[LD][eauI][ ])?{_WORD}"
    rf"(?:[ ]?-{_WORD}){{0,2}}){_SUFFIX}(?=[\s,.;:(]|$)"
)
_SEPARATOR = re.compile(
    r"(?:\s?[,;/]\s?(?:and\s|&\s?|et\s|y\s|und\s|(?:\.\s?){3}\s?|…\s?&?\s?|"
    r"with\s|avec\s)?|\s(?:avec|with)\s(?:la collaboration|la participation|le concours|the help)"
    r"\s(?:de\s|d['’]|of\s)|\s(?:and|&|et|und|y|with|avec)\s)"
    r"(?!al\b)"
)
_ET_AL = re.compile(
    r"[\s,;]*(?:et|and|&)\s+(?:al\b\.?|coll\b\.?|alii\b|autres\b|others\b)"
    r"(?:\s?\(?\d+ (?:more|others|autres)\)?)?|[\s,;]*\[(?:et al|and others|et coll)\.?\]",
    re.I,
)
_GROUP = re.compile(
    r"(?:(?:on behalf of|for|pour|au nom de)\s)?(?:the\s|le\s|"
    r"l')?(?P<b>[A-ZÀ-ÞŒ][^.,;:()]{3,80})(?=[.;]|\s\()"
)
_ROLE = re.compile(
    r"[\s,]*[(\[]?\b(?P<r>eds?\.? and trans|eds?|orgs?|éds?|dirs?|coords?|editors?|"
    r"éditeurs?|directeurs?|coordinateurs?"
    r"|comps?|sous la dir(?:ection|\.)?|hrsg|trans|translators?|trad)\b\.?[)\]]?",
    re.I,
)
_INSIDE = re.compile(
    r"(.+) ((?:Le|La|De|Du|Da|Di|Van|Von|El|Ben|Dos|Della)(?: La| Der| Den| Los)?)"
)
_BODY = re.compile(
    r"\b(?:minist\w+|organi[sz]ation|institut\w*|agency|agence|cent(?:re|er)|department|association"
    r"|federation|fédération|committee|comité|council|conseil|commission|collecti\w+|group\w*"
    r"|government|gouvernement|office|bureau|universit\w+|société|society|réseau|network|union"
    r"|foundation|fondation|haute autorité|autorité|observatoire|service|services|college|collège"
    r"|board|trust|team|équipe|consortium|collaboration|nations|authority|authorities|academy"
    r"|académie|ville|city|state|royal|national|alliance|league|ligue|coalition|initiative"
    r"|administration|secr[eé]tariat|direction|délégation|forum|program|project|panel"
    r"|task force|investigators|parliament|parlement|assembl\w+|sénat)\b",
    re.I,
)


@dataclass(frozen=True)
class People:
    """Names read from the head of a text, and where they end."""

    names: tuple[Name, ...]
    end: int
    way: str  # run-on, inverted, full, forward, body
    role: str = "author"  # or editor, translator
    others: bool = False
    firm: float = 0.95
    notes: tuple[str, ...] = field(default=())

    def csl(self) -> list[Name]:
        """As CSL wants them; "et al." is a last name, since CSL has no mark for it."""
        return [*self.names, *([{"literal": "et al."}] if self.others else [])]


def read_people(text: str) -> list[People]:
    """Every way in which the head of a text reads as names."""
    found = []
    for way in ("run-on", "inverted", "full", "forward"):
        people = people_at(text, 0, way)
        if people is not None:
            found.append(people)
    end = text.find(". ")
    shouted = [p for p in found if p.way == "run-on" and p.names[0].get("family", "").isupper()]
    if shouted:  # `FOWLER M. Contracts` prints no person named Contracts
        found = [p for p in found if p.way != "forward"]
    if (
        not any(p.way in ("run-on", "inverted") for p in found)
        and 5 < end < 600
        and looks_like_names(text[:end], several=True)
    ):
        read = read_names(text[:end])
        role = "editor" if read.editors else "author"
        found.append(People(tuple(read.names), end, "documentary", role, read.others, 0.9))
    return found


def people_at(  # noqa: PLR0912, PLR0915 - a branch for each sign between names
    text: str, start: int, way: str
) -> People | None:
    """The list of names that begins at `start`, printed in one way."""
    names: list[Name] = []
    at, end = start, start
    first, later = _patterns(way)
    parted, joined = "", False
    while len(names) < 200:
        pattern = later if names else first
        if names and way == "full" and ";" in parted:
            pattern = (_FULL, *later)
        elif names and way == "full" and parted.strip() in ("and", "et", "&", ", and", ", &"):
            pattern = (_FULL_DATED, *later)
        match = next((m for p in pattern if (m := p.match(text, at))), None)
        if match is None:
            group = _GROUP.match(text, at) if names else None
            if group is not None and body_word(group["b"]):
                names.append({"literal": group["b"].strip()})
                end = group.end()
            break
        name = _name(match)
        printed = match[0].strip(" ,.:;")
        if in_capitals(printed) == "body" or (" " in printed and agency(printed)):
            name = {"literal": printed} if names else None
        elif (
            name is not None
            and names
            and _is_title(name, names[0], way, parted, text[match.end() :])
        ):
            break
        if name is None or (way == "full" and not names and match["g"].isupper()):
            break
        names.append(name)
        end = match.end()
        others = _ET_AL.match(text, end)
        separator = None if others else _SEPARATOR.match(text, end)
        if separator is None:
            break
        if joined and way in ("forward", "full") and not re.search(r"\w|&|;", separator[0]):
            break  # `A. Aubry et B. Morel, Presses` ends with B. Morel
        joined = joined or bool(re.search(r"\w|&", separator[0]))
        at, parted = separator.end(), separator[0]
    if not names:
        return None
    if way == "forward" and (all(_turned(name) for name in names) or _all_turned(names)):
        names = [{"family": name["given"], "given": name["family"]} for name in names]
    if text[end - 1] == ",":
        end -= 1
    others_match = _ET_AL.match(text, end)
    if others_match:
        end = others_match.end()
    last = names[-1].get("given", "")
    if len(last) == 2 and not any("." in name.get("given", "") for name in names[:-1]):
        bare = way == "run-on" or (way == "inverted" and len(names) > 1)
        names[-1]["given"] = last.rstrip(".") if bare else last
    bare = way == "run-on" and not any("." in name.get("given", "") for name in names[:-1])
    if (
        bare and len(names) > 1 and re.match(rf"[{CAPITAL}]{{1,3}}\. [{CAPITAL}]", last)
    ):  # `Berg J. U.S. maps`
        stop = last.index(".")
        names[-1]["given"], end = last[:stop], end - len(last) + stop
    role = "author"
    if match := _ROLE.match(text, end):
        end = match.end()
        if end < len(text) and text[end] == "." and match[0].count(".") == 0:
            end += 1
        role = "translator" if match["r"].lower().startswith("tra") else "editor"
    return People(tuple(names), end, way, role, bool(others_match))


def _is_title(name: Name, leader: Name, way: str, parted: str, rest: str) -> bool:
    """Whether what follows a comma looks like a name and is the title of the work."""
    if way == "forward" and body_word(" ".join(name.values())):
        return True
    if way not in ("forward", "full") or re.search(r"\w|&", parted):
        return False
    if re.match(r"\s?:", rest):
        return True
    first, later = leader["family"], name.get("family", "")
    return way == "full" and first.isupper() and len(first) > 2 and not later.isupper()


def _turned(name: Name) -> bool:
    """Whether the family name stands first, in capitals."""
    given, family = name.get("given", ""), name.get("family", "")
    return given.isupper() and "." not in given and len(given) > 2 and not family.isupper()


def _all_turned(names: list[Name]) -> bool:
    """Whether names wholly in capitals stand family first: the known given names stand last."""
    parts = [(name.get("given", ""), name.get("family", "")) for name in names]
    if not all(
        given.isupper() and family.isupper() and "." not in given for given, family in parts
    ):
        return False
    known = [given.casefold() in FIRST_NAMES for given, _ in parts]
    return not any(known) and any(family.casefold() in FIRST_NAMES for _, family in parts)


def _patterns(way: str) -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    if way == "run-on":
        return (_RUN_ON,), (_RUN_ON,)
    if way == "inverted":
        return (_INVERTED,), (_INVERTED, _FORWARD_SHORT)
    if way == "full":
        return (_FULL,), (_FULL_LATER, _FORWARD)
    return (_FORWARD_SHORT, _FORWARD), (_FORWARD_SHORT, _FORWARD)


_FORWARD_SHORT = re.compile(rf"(?P<g>{_DOTS})[ ]?(?P<f>{_FAMILY}){_SUFFIX}(?=[\s,.;:(]|$)")
_FULL_DATED = re.compile(_FULL.pattern + r"(?=[.,]?\s?\((?:1[5-9]|20)\d\d)")
_FULL_LATER = re.compile(
    rf"(?P<f>[{CAPITAL}]{{2}}[{CAPITAL}' -]*),[ ](?P<g>{_GIVEN})(?P<s>)(?=[\s,.;:(]|$)"
)


def _name(match: re.Match[str]) -> Name | None:
    family, given = match["f"].strip(), match["g"].strip()
    if "," in given:
        given = given.replace(",", "")
    if given.endswith(".") and not re.search(rf"(?:^|[ .-])[{CAPITAL}][a-z]?\.$", given):
        given = given[:-1]
    if (
        family in ("In", "The", "Le", "La", "Les")
        or (given.partition(" ")[0] in ("The", "Un", "Une", "Les", "An") and " " not in family)
        or given in ("In", "The", "Le", "La", "De", "Van", "Von", "Du")
        or not given
    ):
        return None
    if family.isupper() and len(family.replace("-", "")) < 3:
        return None
    if inside := _INSIDE.fullmatch(given):
        given, family = inside[1], f"{inside[2]} {family}"  # `Patrick Le Cardinal`
    head, _, rest = family.partition(" ")
    if rest and re.fullmatch(rf"[{CAPITAL}]\.", given) and head.casefold() in FIRST_NAMES:
        given, family = f"{given} {head}", rest  # `J. Richard Harrison`
    name = {"family": family, "given": given}
    if match["s"]:
        name["suffix"] = match["s"] if "." in given else match["s"].rstrip(".")
    elif family.endswith((" Jr", " Sr", " III")):
        name["family"], _, name["suffix"] = family.rpartition(" ")
    return with_particle(name)


def body_word(text: str) -> bool:
    """Whether a text holds a word of institutions, which no person's name does."""
    return bool(_BODY.search(text))


def body_like(text: str) -> bool:
    """Whether a text can be the name of a body: short, and capitals or a word of institutions."""
    if not text or len(text) > 200 or not text[0].isupper():
        return False
    words = text.split()
    if len(words) == 1:
        return text.isupper() or (len(text) > 3 and text.isalpha())
    capital = sum(word[0].isupper() for word in words if len(word) > 3)
    long_words = sum(len(word) > 3 for word in words)
    return bool(_BODY.search(text)) or (len(words) < 9 and capital == long_words > 0)
