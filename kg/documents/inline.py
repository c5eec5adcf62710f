"""The inside of a paragraph: pieces of text and how they look, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

__all__ = ["PLAIN", "Look", "Piece", "marked"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of text looks; `href` is where it links to, "" if nowhere."""

    bold: bool = False
    italic: bool = False
    raised: bool = False
    href: str = ""


PLAIN = Look()
_Trait = Callable[[Look], bool]


class Piece(NamedTuple):
    """Text in one look; a line break is a piece of its own, the text of which is a newline."""

    text: str
    look: Look


_BLANKS = re.compile(r"[ \t\n\r\f\v\u00a0\u2007\u202f\u2000-\u200a\u3000]+")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\u2060\ufeff\ufffe\uffff]")
_DIGITS = re.compile(r"\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*$")
_WEB = re.compile(r"(?:https?|ftp)://", re.I)


def marked(pieces: Iterable[Piece]) -> list[str]:
    """The lines of a paragraph, with **bold**, *italic*, ^1 and links; blank ones are left out.

    >>> marked([Piece("Le ", Look(bold=True)), Piece("fil ", Look(True, True)), Piece("2", PLAIN)])
    ['**Le *fil*** 2']
    """
    lines: list[list[Piece]] = [[]]
    for text, look in pieces:
        if text == "\n":
            lines.append([])
        else:
            lines[-1].append(Piece(_UNSEEN.sub("", text), look))
    shown = (_line(line) for line in lines)
    return [line for line in shown if line]


def _line(pieces: Sequence[Piece]) -> str:
    """One line: raised digits and links become text, then italics are marked inside bold."""
    atoms = _settled(list(_atoms(pieces)))
    bold = [
        Piece(_styled(run, lambda look: look.italic, "*"), Look(bold=is_bold))
        for is_bold, run in _runs(atoms, lambda look: look.bold)
    ]
    return _BLANKS.sub(" ", _styled(bold, lambda look: look.bold, "**")).strip()


def _atoms(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for href, grouped in groupby(pieces, key=lambda piece: piece.look.href):
        run = [piece for piece in grouped if piece.text]
        if not run:
            continue
        if _WEB.match(href):
            words = [piece.look for piece in run if piece.text.strip()] or [PLAIN]
            text = _BLANKS.sub(" ", "".join(piece.text for piece in run))
            before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            look = Look(all(w.bold for w in words), all(w.italic for w in words))
            yield Piece(before + _link(text.strip(), href.strip()) + after, look)
            continue
        for raised, part in groupby(run, key=lambda piece: piece.look.raised):
            pieces_of = list(part)
            text = "".join(piece.text for piece in pieces_of)
            if raised and _DIGITS.fullmatch(text):
                yield Piece("^" + text.strip(), replace(pieces_of[0].look, raised=False))
            else:
                yield from pieces_of


def _link(shown: str, href: str) -> str:
    if not shown:
        return ""
    if "".join(shown.split()) in (href, href.removesuffix("/"), _WEB.sub("", href)):
        return f"<{href}>" if " " not in shown else f"[{shown}]({href})"
    target = f"<{href}>" if re.search(r"[\s()]", href) else href
    return f"[{shown}]({target})"


def _settled(atoms: list[Piece]) -> list[Piece]:
    """Blanks look like what stands on both of their sides, so that marks do not part at them."""
    for at in range(1, len(atoms) - 1):
        text, _ = atoms[at]
        if not text.strip():
            before, after = atoms[at - 1].look, atoms[at + 1].look
            look = Look(before.bold and after.bold, before.italic and after.italic)
            atoms[at] = Piece(text, look)
    return atoms


def _runs(atoms: Sequence[Piece], of: _Trait) -> Iterator[tuple[bool, list[Piece]]]:
    for value, run in groupby(atoms, key=lambda piece: of(piece.look)):
        yield value, list(run)


def _styled(atoms: Sequence[Piece], of: _Trait, mark: str) -> str:
    """Marks around each run that has the trait, inside its blanks and never inside a word."""
    runs = [(value, "".join(p.text for p in run)) for value, run in _runs(atoms, of)]
    shown = []
    for at, (value, text) in enumerate(runs):
        body = text.strip()
        before = runs[at - 1][1][-1:] if at else ""
        after = runs[at + 1][1][:1] if at + 1 < len(runs) else ""
        splits = (before + text[:1]).isalnum() and len(before + text[:1]) == 2
        splits = splits or ((text[-1:] + after).isalnum() and len(text[-1:] + after) == 2)
        if value and not splits and any(letter.isalnum() for letter in body):
            before, after = text.split(body, 1)
            shown.append(before + mark + body + mark + after)
        else:
            shown.append(text)
    return "".join(shown)
