"""Bytes as text: by their mark, by what an HTML page declares, as UTF-8, else as Windows-1252."""

from __future__ import annotations

import re

__all__ = ["decoded", "decoded_html"]

_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.I)
_KNOWN = re.compile(
    r"utf-?8|utf-?16(?:[lb]e)?|iso-?8859-?\d{1,2}|latin-?\d|windows-125\d|cp125\d|macintosh|mac_roman"
    r"|koi8-[ru]|shift_jis|euc-(?:jp|kr)|gb2312|gbk|gb18030|big5",
    re.I,
)
"""Encodings of pages; Python knows others (punycode, idna) that no page has and that are slow."""


def decoded(data: bytes) -> str | None:
    """The text of a file, or None if it is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            return None
    if b"\0" in data or data.startswith((b"%PDF", b"PK\x03\x04")):
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        if text.count("\ufffd") > len(text) // 200:
            return None
    if len(_CONTROL.findall(text)) > max(2, len(text) // 200):
        return None
    return text


def decoded_html(data: bytes) -> str:
    """A page as text: a byte order mark, then what it declares, then UTF-8, then Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig", errors="replace")
    match = _DECLARED.search(data[:4096])
    name = match[1].decode("ascii").lower() if match else "utf-8"
    if name.startswith("utf-16") or not _KNOWN.fullmatch(name):
        name = "utf-8"  # a page that says so in plain bytes cannot be UTF-16
    elif re.fullmatch(r"iso-?8859-?1|latin-?1", name):
        name = "cp1252"  # as browsers read it
    elif name == "macintosh":
        name = "mac_roman"
    for encoding in (name, "utf-8"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", errors="replace")
