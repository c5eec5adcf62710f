r"""LaTeX as BibTeX files write it, turned into plain text fast.

Hand-written, since the decoder of pylatexenc takes some two milliseconds a field and a library
holds hundreds of thousands: one regular expression finds accents, another the rest, and both
look up what they find. What a command without arguments stands for is in pylatexenc's table.
Fields without a backslash, brace, dollar, tie or double hyphen are returned as they are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from pylatexenc.latex2text import get_default_latex_context_db

__all__ = ["decode", "decode_letters", "forget", "plain", "unknown_commands"]

_COMBINING = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "d": "\u0323",
    "b": "\u0331",
    "t": "\u0361",
    "h": "\u0309",
}
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ",
    "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "SS": "ẞ",
}  # fmt: skip
_LETTER_NAMES = "|".join(sorted(_LETTERS, key=len, reverse=True))
_ACCENT = (
    r"\\(?:([\"'`^~=.])|([uvHckrdbth])(?![A-Za-z]))[ \n]?"
    rf"(?:\{{ ?(?:\\({_LETTER_NAMES})(?![A-Za-z]) ?|([^\W\d_]))([^\W\d_]?) ?\}}"
    rf"|\\({_LETTER_NAMES})(?![A-Za-z])|([^\W\d_]))"
)
_LETTER = rf"\\({_LETTER_NAMES})(?![A-Za-z])(?:\{{\}}| )?"
_BRACED_ACCENT = re.compile(r"\{" + _ACCENT + r"\}")
_BARE_ACCENT = re.compile(_ACCENT)
_BRACED_LETTER = re.compile(rf"\{{\\({_LETTER_NAMES}) ?\}}")
_BARE_LETTER = re.compile(_LETTER)
_REST = re.compile(
    r"\\([A-Za-z]+)\*?[ \n]*(\{\})?"  # 1: a command, 2: its empty argument
    r"|\\(.)"  # 3: a symbol
    r"|\$([^\s$](?:[^$]{0,400}?[^\s$\\])?)\$(?!\d)"  # 4: mathematics
    r"|[{}]|~|---?|``|''",
    re.DOTALL,
)
_UPRIGHT = re.compile(
    r"(?<=[_^])\{\s*\\(?:math|text)(?:rm|it|bf|sf|up|normal)?\s*(\{[^{}]*\})\s*\}"
)
_DEGREE = re.compile(r"\^(?:\{\s*\\circ\s*\}|\\circ(?![A-Za-z]))")
_SCRIPT = re.compile(r"[\^_](?:\{([^{}]*)\}|(\w))")
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_LONGEST_KEPT = 300
_MARKUP = frozenset("\\{}$~")
_PLAIN = {"{": "", "}": "", "~": " ", "--": "–", "---": "—", "``": "“", "''": "”"}
_SYMBOLS = {" ": " ", "\n": " ", "\\": " ", "-": "", "/": "", ",": " ", ";": " ", ":": " ", "!": ""}
_NAMED = {
    "slash": "/", "newline": " ", "par": " ", "quad": " ", "space": " ", "LaTeX": "LaTeX",
    "TeX": "TeX", "BibTeX": "BibTeX", "copyright": "©", "euro": "€", "EUR": "€", "texteuro": "€",
    "textgreater": ">", "textless": "<", "textbar": "|", "textasciicircum": "^", "textdegree": "°",
    "guillemotleft": "«", "guillemotright": "»", "og": "« ", "fg": " »", "textnumero": "№",
    "textquotesingle": "'", "no": "n°", "No": "N°", "ier": "er", "iere": "re", "ieme": "e",
    "textbraceleft": "{", "textbraceright": "}",
}  # fmt: skip
_SILENT = {
    "emph", "em", "it", "bf", "sc", "rm", "sf", "tt", "sl", "textit", "textbf", "textsc",
    "textrm", "textsf", "texttt", "textsl", "textup", "textmd", "textnormal", "text", "mbox",
    "hbox", "fbox", "mathrm", "mathbf", "mathit", "mathcal", "mathbb", "mathsf", "mathtt",
    "ensuremath", "uppercase", "lowercase", "MakeUppercase", "MakeLowercase", "textsuperscript",
    "textsubscript", "enquote", "mkbibquote", "mkbibemph", "mkbibbold", "mkbibparens", "url",
    "href", "path", "nolinkurl", "protect", "relax", "noopsort", "selectlanguage",
    "foreignlanguage", "bibstring", "autocap", "upshape", "itshape", "scshape", "bfseries",
    "small", "footnotesize", "normalsize", "large", "tiny", "left", "right", "displaystyle",
    "nocite", "cite", "citep", "citet", "null", "strut", "bibinfo", "bibnamefont",
    "bibfnamefont", "natexlab", "underline", "uline",
}  # fmt: skip
"""Commands that dress their argument or say nothing that is printed."""


def plain(text: str) -> str:
    """The text on one line, one blank between words."""
    return " ".join(text.split())


def decode(text: str) -> str:
    r"""The text without LaTeX.

    >>> decode(r"{\'E}quipe {NHS} \& caf\'e -- d\'ej\`a")
    'Équipe NHS & café – déjà'
    """
    if "--" not in text and "''" not in text and _MARKUP.isdisjoint(text):
        return plain(text)
    return _decoded(text) if len(text) < _LONGEST_KEPT else _decoded.__wrapped__(text)


@lru_cache(maxsize=1 << 14)
def _decoded(text: str) -> str:
    return plain(_REST.sub(_rest, decode_letters(text)))


def decode_letters(text: str) -> str:
    r"""The text with accents and special letters decoded, its grouping braces kept.

    >>> decode_letters(r"{{\'E}cole}, {\L}ukasz")
    '{École}, Łukasz'
    """
    if "\\" not in text:
        return text
    for _ in range(3):  # an accent may stand on an accented letter
        before = text
        text = _BRACED_ACCENT.sub(_accented, text)
        text = _BARE_ACCENT.sub(_accented, text) if "\\" in text else text
        if "\\" not in text or text == before:
            break
    if "\\" in text:
        text = _BRACED_LETTER.sub(lambda match: _LETTERS[match[1]], text)
        text = _BARE_LETTER.sub(lambda match: _LETTERS[match[1]], text)
    return text


def unknown_commands(text: str) -> list[str]:
    r"""The commands that we do not know, which `decode` leaves as written.

    >>> unknown_commands(r"\emph{a} \madeup b")
    ['madeup']
    """
    if "\\" not in text:
        return []
    found = (match[1] for match in _REST.finditer(decode_letters(text)) if match[1])
    return sorted({name for name in found if name not in _SILENT and name not in _commands()})


def forget() -> None:
    """Empty the cache of decoded texts, so that a measurement starts afresh."""
    _decoded.cache_clear()


def _accented(match: re.Match[str]) -> str:
    mark = match[1] or match[2]
    letter = match[3] or match[6]
    base = _LETTERS[letter] if letter else match[4] or match[7]
    base = {"ı": "i", "ȷ": "j"}.get(base, base)
    return unicodedata.normalize("NFC", base + _COMBINING[mark]) + (match[5] or "")


def _rest(match: re.Match[str]) -> str:
    found = match[0]
    if match[1]:
        return _command(match[1], found)
    if match[3]:
        return _SYMBOLS.get(match[3], match[3])
    if match[4]:
        inner = _DEGREE.sub("°", _UPRIGHT.sub(r"\1", match[4]))
        return _REST.sub(_rest, _SCRIPT.sub(_script, inner))
    return _PLAIN[found]


def _command(name: str, found: str) -> str:
    if name in _SILENT:
        return ""
    if (text := _commands().get(name)) is not None:
        return text
    return found.rstrip("{} \n") + " "


def _script(match: re.Match[str]) -> str:
    text = str(match[1] if match[1] is not None else match[2])
    table = _RAISED if match[0][0] == "^" else _LOWERED
    return text.translate(table) if all(ord(char) in table for char in text) else text


@cache
def _commands() -> dict[str, str]:
    """What each command without arguments prints, from pylatexenc."""
    table: dict[str, str] = {}
    for spec in get_default_latex_context_db().iter_macro_specs():
        text = spec.simplify_repl
        if isinstance(text, str) and "%" not in text and "<" not in text:
            table.setdefault(spec.macroname, text)
    return table | _LETTERS | _NAMED
