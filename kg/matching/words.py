"""The words of a title as they are compared: folded, numbers in figures, without little words.

Spelling is compared word by word, because titles of different works often differ by one word
only. A word is a misspelling of another when the optimal string alignment distance (edits and
swapped neighbours, `rapidfuzz.distance.OSA`) is one, or two in long words; pairs of affixes
that turn a word into its counterpart (in/outpatient, employer/employee) are no misspellings.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from rapidfuzz.distance import OSA

from kg.folding import fold

__all__ = [
    "LITTLE",
    "PARTS",
    "folded",
    "listed",
    "misspelt",
    "numbers",
    "spelling_distance",
    "title_words",
]

_MORE_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t", "&": " et "}
)
_LETTERS_MATTER = re.compile("[łđðþıħŧ&ŁĐÐÞĦŦ]")


def listed(words: str) -> frozenset[str]:
    """The words of a text as a set, for lists that are read better without commas."""
    return frozenset(words.split())


LITTLE = listed(
    """a an and as at by for from in into of on or the to with
    au aux ce ces d dans de des du en et l la le les ou par pour sur un une
    das dem den der des die ein eine fur im mit und von zu zur
    con del e el i il las lo los por y do da dos della di per per uma um ao
    het een van voor og och"""
)
"""Words that carry little: articles, prepositions and conjunctions of some languages."""

_NUMBER_WORDS = {
    word: str(number)
    for number, written in enumerate(
        (
            "first premier premiere 1er 1re 1st",
            "two second seconde deux deuxieme 2nd 2e 2eme ii",
            "three third trois troisieme 3rd 3e 3eme iii",
            "four fourth quatre quatrieme 4th 4e 4eme iv",
            "five fifth cinq cinquieme 5th 5e 5eme",
            "six sixth sixieme 6th 6e 6eme vi",
            "seven seventh sept septieme 7th 7e 7eme vii",
            "eight eighth huit huitieme 8th 8e 8eme viii",
            "nine ninth neuf neuvieme 9th 9e 9eme ix",
            "ten tenth dix dixieme 10th 10e 10eme",
            "eleven eleventh onze onzieme 11th 11e 11eme xi",
            "twelve twelfth douze douzieme 12th 12e 12eme xii",
        ),
        1,
    )
    for word in written.split()
}
_AFTER_PART = {"one": "1", "un": "1", "une": "1", "i": "1", "v": "5", "x": "10"} | {
    letter: letter for letter in "abcdefgh"
}
PARTS = listed(
    """part partie parte teil tome tom t vol volume volumen band livre book chapter chapitre no
    n num numero number phase etape step section annexe appendix module study etude serie series
    session fascicule cahier episode wave vague round"""
)
_NUMERO = listed("n no nr num numero number nos")
_FIGURES = re.compile(r"\d+")

_COUNTERPARTS = (
    ("in", "out"), ("in", "de"), ("in", "ex"), ("pre", "post"), ("pro", "pre"),
    ("inter", "intra"), ("hyper", "hypo"), ("under", "over"), ("macro", "micro"),
    ("quali", "quanti"), ("mono", "multi"), ("sous", "sur"), ("homo", "hetero"), ("anti", ""),
    ("un", ""), ("non", ""), ("dis", ""), ("im", ""), ("in", ""), ("ir", ""), ("fe", ""),
    ("re", ""), ("co", ""), ("mor", "mort"), ("af", "ef"),
)  # fmt: skip
_COUNTERPART_ENDS = (
    ("er", "ee"), ("ers", "ees"), ("or", "ee"), ("eur", "e"), ("eurs", "es"), ("ant", "e"),
    ("ants", "es"), ("eur", "ion"), ("less", "ful"), ("man", "men"), ("ed", "er"), ("ness", ""),
    ("eur", "euse"), ("teur", "trice"), ("ism", "ist"), ("isme", "iste"), ("logy", "logist"),
)  # fmt: skip


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Folded words, with `&` as a word and letters that Unicode does not take apart.

    >>> folded("Łódź & Søren")
    'lodz et soren'
    """
    if _LETTERS_MATTER.search(text):
        text = text.casefold().translate(_MORE_LETTERS)
    return fold(text)


def title_words(text: str) -> tuple[str, ...]:
    """Content words of a folded title in order; numbers are figures, marked after "part", "tome".

    >>> title_words(folded("La réponse des pairs en deux pays. Tome II"))
    ('reponse', 'pairs', '2', 'pays', 'tome', '#2')
    """
    words: list[str] = []
    before = ""
    for word in text.split():
        if before in _NUMERO and words and word[0].isdigit():
            words.pop()
        if before in PARTS and (word in _AFTER_PART or word in _NUMBER_WORDS or word.isdigit()):
            words.append(f"#{_AFTER_PART.get(word) or _NUMBER_WORDS.get(word, word)}")
        elif word not in LITTLE:
            words.append(_NUMBER_WORDS.get(word, word))
        before = word
    return tuple(words) or tuple(text.split())


def numbers(words: tuple[str, ...]) -> tuple[str, ...]:
    """Numbers and letters that tell parts, years and articles of law apart."""
    found: list[str] = []
    for word in words:
        if word.isalpha() or not (word[0] == "#" or _FIGURES.search(word)):
            continue
        figures = _FIGURES.findall(word)
        found += [figure.lstrip("0") or "0" for figure in figures] if figures else [word]
    return tuple(found)


def misspelt(one: str, two: str) -> int:
    """Edits between two spellings of one word; 0 where these are two words.

    >>> misspelt("organisation", "organization"), misspelt("employer", "employee")
    (1, 0)
    """
    short = min(len(one), len(two))
    most = 2 if short >= 9 else 1 if short >= 4 else 0
    if not most or abs(len(one) - len(two)) > most or not (one.isalpha() and two.isalpha()):
        return 0
    edits = int(OSA.distance(one, two, score_cutoff=most))
    if edits > most or (one[0] != two[0] and (edits == 2 or short < 8)) or _counterparts(one, two):
        return 0
    return edits


def _counterparts(one: str, two: str) -> bool:
    for a, b in ((one, two), (two, one)):
        for left, right in _COUNTERPARTS:
            if a.startswith(left) and b == right + a[len(left) :]:
                return True
            if left and right and a.startswith(left) and b.startswith(right):
                return not (a.startswith(right) or b.startswith(left))
        for left, right in _COUNTERPART_ENDS:
            if a.endswith(left) and b == a[: -len(left)] + right:
                return True
    return False


def spelling_distance(one: tuple[str, ...], two: tuple[str, ...]) -> int | None:
    """Edits that turn one title into the other, word by word; None where words differ.

    At most three words, and a third of them, may be misspelt; words run together or taken apart
    count as one edit.
    """
    if one == two:
        return 0
    mine, other = Counter(one), Counter(two)
    left, right = list((mine - other).elements()), list((other - mine).elements())
    if not left and not right:
        return 0
    if "".join(one) == "".join(two):
        return 1
    if len(left) != len(right) or len(left) > max(1, min(3, len(one) // 3)):
        return _joined(left, right)
    edits = 0
    for word in left:
        best = [(found, place) for place, w in enumerate(right) if (found := misspelt(word, w))]
        if not best:
            return _joined(left, right)
        found, place = min(best)
        edits += found
        del right[place]
    return edits if edits <= 3 else None


def _joined(left: list[str], right: list[str]) -> int | None:
    """One edit where the words that differ are the same letters with other blanks."""
    if left and right and len(left) + len(right) <= 8 and len(left) != len(right):
        one, two = "".join(left), "".join(right)
        if one == two:
            return 1
        return 2 if misspelt(one, two) else None
    return None
