"""The capital letters of names, as a class of regular expressions.

`re` knows no classes of Unicode. These are the capitals of the Latin script: names such as Łoś or
Đorđević begin with letters that the first 256 code points lack.
"""

from __future__ import annotations

import unicodedata

__all__ = ["CAPITAL"]

_LATIN = (range(0x41, 0x250), range(0x1E00, 0x1F00))

CAPITAL = "".join(
    chr(code) for block in _LATIN for code in block if unicodedata.category(chr(code)) == "Lu"
)
"""What stands between the brackets of a class; no character of it has a meaning there."""
