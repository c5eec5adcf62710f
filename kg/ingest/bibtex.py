r"""Writes new works as entries of a `.bib` file that `kg.read.bibtex` reads back as they were.

Hand-written, because what reads our files is narrower than BibTeX: values stand in braces and in
UTF-8, and LaTeX is decoded only in a value that holds a backslash. Braces have no place there and
become parentheses.
"""

from __future__ import annotations

import re

from kg.ingest.entry import Entry, Name
from kg.ingest.kinds import BIBTEX_TYPES

__all__ = ["bib_entry"]

_BRACES = str.maketrans("{}", "()")
_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
_SPECIAL = re.compile(r"[\\~&%$#_]")
_LIGATURE = re.compile(r"(?<=[-'`!?<>,])(?=[-'`<>,])")
_PARTS = re.compile(r"[,~]|\band\b", re.IGNORECASE)
_FULL = ("title", "year", "csltype")


def bib_entry(key: str, entry: Entry) -> str:
    """An entry with its last line feed; what it is incomplete in, its status says."""
    fields = entry.fields
    lines = [f"@{BIBTEX_TYPES.get(fields['csltype'], 'misc')}{{{key},"]
    for role, names in (("author", entry.authors), ("editor", entry.editors)):
        written = [_name(name) for name in names]
        if entry.others and written and role == ("author" if entry.authors else "editor"):
            written.append("others")
        if written:
            lines.append(f"  {role} = {{{' and '.join(written)}}},")
    lines += [f"  {name} = {{{_value(value)}}}," for name, value in fields.items()]
    lines.append(f"  status = {{{_status(entry)}}},")
    lines.append(f"  identification = {{{'in-source' if 'title' in fields else 'unidentified'}}}")
    return "\n".join(lines) + "\n}\n\n"


def _status(entry: Entry) -> str:
    issuer = ("journal", "booktitle", "publisher", "institution", "school")
    whole = all(name in entry.fields for name in _FULL)
    return "complete" if whole and any(n in entry.fields for n in issuer) else "incomplete"


def _name(name: Name) -> str:
    if name.corporate:
        return f"{{{_value(name.family)}}}"
    family, given = _name_part(name.family), _name_part(name.given)
    if given:
        return f"{family}, {given}"
    return f"{family}," if family.startswith("{") else f"{{{family}}},"


def _name_part(text: str) -> str:
    written = _value(text)
    return f"{{{written}}}" if _PARTS.search(text) or "\\" in text else written


def _value(text: str) -> str:
    text = text.translate(_BRACES)
    if "\\" not in text:
        return text
    return _SPECIAL.sub(lambda found: _LATEX[found[0]], _LIGATURE.sub("{}", text))
