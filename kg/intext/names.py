"""The names of a citation, read backwards from its year.

Hand-written: name parsers read one person; here a list of surnames ends where the year begins, and
what stands before it (`voir notamment`, a sentence) must be told from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.given_names import GIVEN_NAMES
from kg.extract.names import corporate
from kg.folding import fold
from kg.intext.words import (
    CONNECTORS,
    DETERMINERS,
    FUNCTION,
    MONTHS,
    NO_NAMES,
    PARTICLES,
    PLACES,
)

__all__ = ["Cited", "names_before"]

_OTHERS = (
    r"(?:(?:&|et|and)\s*)?(?:\bet\s*)?\bal\b\.?|\bet\s+(?:coll\b\.?|collab\b\.?|collaborat\w+|"
    r"collègues|autres|alii)|\band\s+(?:colleagues|others)|\bet\.\s*al\b\.?|\betal\b\.?"
)
_TOKEN = re.compile(
    rf"(?P<others>{_OTHERS})|(?P<initial>(?<!\w)[^\W\d_]\.(?:\s?-?[^\W\d_]\.){{0,4}}(?!\w)"
    r"|(?<!\w)[^\W\d_]-[^\W\d_]\.)"
    r"|(?P<word>[^\W\d_](?:[^\W_]|'(?=[^\W\d_])|-\s{0,20}(?=[^\W\d_]))*)"
    r"|(?P<sign>[,&/])|(?P<other>\S)",
)
_OF = ("de", "du", "des", "d", "la", "le", "les")
_MOST_WORDS = 6
_MOST_PERSONS = 30


@dataclass(frozen=True)
class Cited:
    """Names of one citation; `start` is their offset in the text given.

    `strong` when the form itself says citation: several names, et al., a comma before the year.
    """

    names: tuple[str, ...]
    others: bool
    start: int
    strong: bool


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    start: int

    @property
    def capital(self) -> bool:
        """Whether it can be a part of a name."""
        return self.kind == "word" and _capital(self.text)

    @property
    def link(self) -> bool:
        """Whether it parts two persons."""
        return self.text in ("&", "/") or (self.kind == "word" and self.text in CONNECTORS)

    @property
    def particle(self) -> bool:
        return self.kind == "word" and fold(self.text) in PARTICLES and not _capital(self.text)


_Persons = list[tuple[int, list[_Token]]]


def names_before(text: str, *, inside: bool) -> Cited | None:
    """The names at the end of `text`, right before a year.

    `inside` a parenthesis the whole head is expected to be names after a few words; in running
    text only the nearest names count, and a comma parts persons only in a list that has an end.
    """
    stripped = text.rstrip()
    comma = stripped.endswith((",", ":", ".,"))
    tokens = [_token(match) for match in _TOKEN.finditer(stripped.rstrip(" \n,:"))]
    if not tokens:
        return None
    if inside and (named := _body(tokens, stripped)):
        return named
    taken = tokens[_first(tokens, inside) :]
    persons = _persons(taken)
    others = any(token.kind == "others" for token in taken)
    while persons and len(persons) + others > 1 and not inside and _no_name(persons[0][1]):
        persons = persons[1:]
    if not _are_names(persons, inside, others):
        return None
    names = tuple(_surname(tokens) for _, tokens in persons)
    start = persons[0][0]
    body = len(names[0].split()) > 1 and corporate(names[0])
    if not inside and not others and len(names) == 1 and not body and _determined(tokens, start):
        return None
    strong = others or len(names) > 1 or (comma and inside) or (body and not inside)
    return Cited(names, others, start, strong)


def _are_names(persons: _Persons, inside: bool, others: bool) -> bool:
    """Whether these can be authors, and not places, months, projects or an imprint."""
    if not 0 < len(persons) <= _MOST_PERSONS or all(_no_name(tokens) for _, tokens in persons):
        return False
    if any(len(t) > _MOST_WORDS or _is_common(t) or _is_month(t) for _, t in persons):
        return False
    return not (inside and not others and _no_name(persons[0][1]))  # "Lyon, Durand, 2012"


def _token(match: re.Match[str]) -> _Token:
    kind = match.lastgroup or ""
    if kind == "initial" and not match[0][0].isupper():
        kind = "other"  # "e.g."
    return _Token(kind, match[0], match.start())


def _capital(text: str) -> bool:
    bare = text[2:] if text[:2] in ("d'", "l'", "D'", "L'") and len(text) > 2 else text
    return bare[:1].isupper() or (bare[:1].islower() and bare[1:2].isupper() and len(bare) > 3)


def _first(tokens: list[_Token], inside: bool) -> int:
    """Where the names begin, going backwards."""
    at = len(tokens)
    several = inside  # whether a comma may part persons
    while at > 0 and _goes_on(tokens, at - 1, inside, several):
        at -= 1
        several = several or tokens[at].kind == "others" or tokens[at].link
    while at < len(tokens) and not _name_start(tokens[at]):
        at += 1
    while at < len(tokens) - 1 and tokens[at].capital and _function(tokens, at):
        at += 1
        while at < len(tokens) - 1 and tokens[at].text in (",", "."):
            at += 1
    return at


def _goes_on(tokens: list[_Token], at: int, inside: bool, several: bool) -> bool:
    """Whether the token belongs to the names that follow it."""
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    before = tokens[at - 1] if at else None
    if token.kind == "others":
        return after is None or after.kind == "others"
    if token.kind == "initial" or token.capital:
        return inside or after is None or not _function(tokens, at)
    if token.link:
        joins = after is not None and (_name_start(after) or after.kind == "others")
        return joins and (before is None or _name_end(before))
    if token.text == ",":
        return several and before is not None and _name_end(before)
    if token.particle:
        joins = after is not None and (after.capital or after.particle)
        return joins and not (fold(token.text) in _OF and before is not None and _common(before))
    return False


def _function(tokens: list[_Token], at: int) -> bool:
    """Whether a word in capitals only begins the sentence: `Selon Durand`, not `Le Cardinal`."""
    word = fold(tokens[at].text)
    name = word in PARTICLES and at + 1 < len(tokens) and tokens[at + 1].capital
    return word in FUNCTION and not name


def _common(token: _Token) -> bool:
    """A word of the sentence: in `l'étude de Durand` the particle is no part of the name."""
    return token.kind == "word" and not (token.capital or token.link or token.particle)


def _name_start(token: _Token) -> bool:
    return token.capital or token.kind == "initial" or token.particle


def _name_end(token: _Token) -> bool:
    return token.capital or token.kind in ("initial", "others") or token.text == ","


def _persons(tokens: list[_Token]) -> _Persons:
    """The tokens of each person, with the offset of the first."""
    persons: list[list[_Token]] = [[]]
    for token in tokens:
        if token.text == "," or token.link or token.kind == "others":
            persons.append([])
        else:
            persons[-1].append(token)
    found: list[tuple[int, list[_Token]]] = []
    for person in persons:
        if not person:
            continue
        if found and all(token.kind == "initial" for token in person):
            continue  # "Durand, A.": an initial after its surname
        words = [token for token in person if token.capital]
        if words and any(len(token.text) > 1 for token in words):
            found.append((person[0].start, person))
    return found


def _no_name(tokens: list[_Token]) -> bool:
    """Whether all the words are places, months or other words that are nobody's name."""
    words = [part for token in tokens if token.kind == "word" for part in fold(token.text).split()]
    plain = PLACES | MONTHS | NO_NAMES | FUNCTION | PARTICLES
    return all(word in plain for word in words)


def _is_common(tokens: list[_Token]) -> bool:
    """Whether a name begins with a common noun: `Plan Santé`, `Le Programme national`."""
    words = [fold(token.text) for token in tokens if token.kind == "word"]
    while len(words) > 1 and words[0] in DETERMINERS:
        words = words[1:]
    return bool(words) and words[0] in NO_NAMES


def _is_month(tokens: list[_Token]) -> bool:
    return all(fold(token.text) in MONTHS for token in tokens if token.kind == "word")


def _surname(tokens: list[_Token]) -> str:
    """The surname of a person: without initials, and without a given name that is known."""
    words = [token for token in tokens if token.kind == "word"]
    texts = [re.sub(r"\s+", "", token.text) for token in words]
    if len(texts) > 1:
        head, tail = (fold(text).split() or [""] for text in (texts[0], texts[-1]))
        given = {fold(name) for name in (head[0], tail[0])} & _GIVEN
        if head[0] in given:
            texts = texts[1:]
        elif tail[0] in given:
            texts = texts[:-1]
    return re.sub(r"^l'|'s$", "", " ".join(texts))


_GIVEN = frozenset(fold(name) for name in GIVEN_NAMES)


def _body(tokens: list[_Token], text: str) -> Cited | None:
    """A body whose name holds small words: `Haut conseil de la santé publique`."""
    cut = next((i for i, token in enumerate(tokens) if token.capital), None)
    if cut is None or len(tokens) - cut < 2 or len(tokens) - cut > 14:
        return None
    if any(token.kind != "word" or (token.link and token.text != "et") for token in tokens[cut:]):
        return None
    if all(token.capital or token.particle for token in tokens[cut:]):
        return None
    if fold(tokens[cut].text) in NO_NAMES or cut > 3:
        return None
    start = tokens[cut].start
    name = text[start:].rstrip(" \n,:")
    if not corporate(name):
        return None
    return Cited((re.sub(r"\s+", " ", name),), False, start, text.endswith(","))


def _determined(tokens: list[_Token], start: int) -> bool:
    """Whether an article or a common noun stands before a single name: `la Plateforme (2012)`."""
    before = [token for token in tokens if token.start < start]
    if not before or before[-1].kind != "word":
        return False
    word = fold(before[-1].text)
    return word in DETERMINERS or word in NO_NAMES or corporate(before[-1].text)
