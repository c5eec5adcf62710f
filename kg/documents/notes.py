"""Notes of a page: which links are marks of notes, and where the bodies of notes begin.

Each program writes notes in its own way, but all link the mark to the body and the body back, by
names that begin alike (`fn1`, `_ftn1`, `sdfootnote1sym`, `cite_note-1`, `footnote-1`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.documents.flow import Flow
from kg.documents.inline import Look

__all__ = ["Notes"]

_NAME = r"_?(?:ftnt?|edn|fn|footnote|endnote|sdfootnote|sdendnote|cite_note|note)"
_NOTE = re.compile(rf"#{_NAME}[-_:]?\w*\d[\w:-]*$", re.I)
_BACK = re.compile(rf"#(?:{_NAME}[-_:]?(?:ref|back)[\w:-]*|{_NAME}\d*anc|cite_ref[\w:.-]*)$", re.I)
_LABEL = re.compile(r"(?:\d{1,4}|[ivxlc]{1,7}|[*†‡§]{1,3})$")
_AROUND = "[]()^. \t\n\u00a0↑↩⤴\ufe0e\ufe0f"


class Notes:
    """Looks at links inside the page before their text goes into the flow."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._labels: dict[str, str] = {}
        self._href = ""
        self._held: list[tuple[str, Look]] = []
        self._inside = False

    def write(self, text: str, look: Look) -> None:
        """Add text to the flow; that of a link inside the page waits for the link's end."""
        if self._held and look.href != self._href:
            self._release()
        if look.href.startswith("#"):
            self._href = look.href
            self._held.append((text, look))
        else:
            self._flow.write(text, look)

    def settle(self, tag: str) -> None:
        """An element has ended."""
        if self._held and tag in ("a", "p"):
            self._release()

    def end_block(self) -> None:
        """A block has ended; a body that began with its link ends with it."""
        if self._inside:
            self._inside = False
            self._flow.end_note()

    def open(self, name: str) -> bool:
        """Begin the body of a note if this element is one."""
        if name not in self._labels:
            return False
        self._flow.begin_note(self._labels[name])
        return True

    def _release(self) -> None:
        held, self._held = self._held, []
        core = "".join(text for text, _ in held).strip(_AROUND)
        if _BACK.match(self._href):
            if not core:
                return
            if not self._inside and _LABEL.match(core) and not self._flow.pending().strip():
                self._flow.begin_note(core)
                self._inside = True
                return
        elif _NOTE.match(self._href) and _LABEL.match(core):
            self._flow.write(f"[^{core}]", replace(held[0][1], href="", raised=False))
            self._labels.setdefault(self._href[1:], core)
            return
        for text, look in held:
            self._flow.write(text, replace(look, href=""))
