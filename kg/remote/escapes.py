r"""Escapes that may mean one thing to the reader here and another where the text is sent.

SPARQL has `\u0022` and its like replaced before its grammar is read: a server that does so sees a
quotation mark that ends a text, where others see a letter of it, and what follows may be a clause
that was never looked for. So what is sent to another server holds no escape of a mark.
"""

from __future__ import annotations

import re

from kg.sparql_guard import QueryRefused

__all__ = ["check_escapes"]

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check_escapes(text: str) -> None:
    r"""Raise QueryRefused for a text that spells a mark or a control character as `\u0022`."""
    for found in _ESCAPE.finditer(text):
        code = int(found[1] or found[2], 16)
        if code < 0x80 and not chr(code).isalnum():
            raise QueryRefused(
                f"The server of the graph may misread {found[0]}; write the character itself, or "
                'an escape such as \\t or \\".'
            )
