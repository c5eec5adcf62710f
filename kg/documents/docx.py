"""Word documents: mammoth makes HTML of them, which is then read as HTML is.

mammoth leaves out deleted text, comments, headers and footers, and keeps inserted text, notes and
text boxes. It numbers footnotes and endnotes in one row.
"""

from __future__ import annotations

import io
from pathlib import Path

import mammoth  # type: ignore[import-untyped]

from kg.documents.archives import check_xml, damaged
from kg.documents.html import read_html
from kg.documents.model import Document

__all__ = ["read_docx"]

_PARTS = ("[Content_Types].xml", "_rels/*", "word/*")
_STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1:fresh",
        *(f"p[style-name='toc {level}'] => p.contents:fresh" for level in range(1, 5)),
        "br[type='page'] => br:fresh",
    ]
)


def read_docx(path: Path, data: bytes) -> Document:
    """A Word document; `data` are the bytes of `path`."""
    check_xml(path, data, _PARTS)
    try:
        page = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            ignore_empty_paragraphs=False,
            external_file_access=False,
            convert_image=_no_image,
        ).value
    except Exception:
        raise damaged(path) from None
    return read_html(path, f"<html><body>{page}</body></html>", form="docx")


def _no_image(_image: object) -> list[object]:
    return []
